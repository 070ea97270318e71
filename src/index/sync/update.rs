//! What an update is given, and what it tells.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::Result;

use crate::story::{Story, StoryId};

/// How far an update is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files to do, as far as known.
    pub total: usize,
    /// Stories read so far.
    pub stories: usize,
    /// Bytes of files read. A long file of records counts as it is read.
    pub bytes: u64,
    /// Bytes to read, as far as known.
    pub total_bytes: u64,
    /// Stories in the index that can be asked for now.
    pub searchable: usize,
    /// Time since the update began.
    pub elapsed: Duration,
    /// Whether this is the last report.
    pub finished: bool,
}

impl Progress {
    /// Stories a second so far.
    pub fn rate(&self) -> f64 {
        let stories = u32::try_from(self.stories).unwrap_or(u32::MAX);
        f64::from(stories) / self.elapsed.as_secs_f64().max(0.001)
    }

    /// Hundredths of the bytes that are read.
    pub fn percent(&self) -> u64 {
        let bytes = u128::from(self.bytes.min(self.total_bytes)) * 100;
        let percent = bytes / u128::from(self.total_bytes.max(1));
        u64::try_from(percent).unwrap_or(100)
    }

    /// Time that the rest will take if its bytes are read as fast as those so far; `None` where
    /// nothing is done yet.
    pub fn left(&self) -> Option<Duration> {
        let left = self.total_bytes.saturating_sub(self.bytes);
        let micros = self.elapsed.as_micros() * u128::from(left) / u128::from(self.bytes.max(1));
        let micros = u64::try_from(micros).unwrap_or(u64::MAX);
        (self.bytes > 0).then(|| Duration::from_micros(micros))
    }
}

/// A file of the library as the folder shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileState {
    /// Path relative to the library's folder, `/` between its parts.
    pub path: Arc<str>,
    /// Tells this version of the file from others.
    pub version: u64,
    /// Time of modification, seconds since 1970.
    pub modified: i64,
    /// Size in bytes.
    pub bytes: u64,
    /// Whether it holds records, a line each, so that any stretch of it can be read alone.
    pub has_records: bool,
}

/// A file or folder of the library that could not be looked at: what lies there is not gone.
/// An update takes any other error for one about the whole library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// Path relative to the library's folder, `/` between its parts; empty for the folder itself.
    pub path: Arc<str>,
    /// What and why, in one sentence.
    pub message: String,
}

impl std::fmt::Display for Unlisted {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Unlisted {}

/// What an update did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that were read because they are new or were edited.
    pub read: usize,
    /// Files that are gone.
    pub removed: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Of those that were read, files in which there is no story.
    pub empty: usize,
    /// Files and folders that could not be read: what and why.
    pub failed: Vec<String>,
    /// Whether it was stopped before its end.
    pub interrupted: bool,
    /// Whether another process is writing the index, so that nothing was done.
    pub locked: bool,
}

/// Takes the stories of a file, one after the other.
pub type Take<'a> = dyn FnMut(StoryId, Story) + 'a;

/// Reads the stories of a file, by its path; or, of a file of records, those that begin in a range
/// of bytes, their ordinals counted from the first of them.
pub type Parse<'a> = dyn Fn(&str, Option<Range<u64>>, &mut Take<'_>) -> Result<()> + Sync + 'a;

/// What an update needs from its surroundings.
pub struct Update<'a> {
    /// Reads a file.
    pub parse: &'a Parse<'a>,
    /// Is told how far it is.
    pub watch: &'a mut dyn FnMut(Progress),
    /// Ends it early when set; what was done so far is kept.
    pub stop: &'a AtomicBool,
}
