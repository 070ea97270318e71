//! A library with its index: what both the screen's threads and the headless commands work with.
//!
//! The index knows nothing of files, the library nothing of the index; here files are handed from
//! one to the other.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

use crate::index::sync::{FileState, Outcome, Unlisted, Update};
use crate::index::{Index, Judgements, Progress};
use crate::library::{Entry, Library, Unseen};
use crate::story::{Story, StoryId};

/// A library with its index. Cloning gives another handle of the same one.
#[derive(Clone)]
pub struct Archive {
    /// Where the stories are.
    pub library: Library,
    /// What can be asked.
    pub index: Index,
}

impl Archive {
    /// The library with its index in the folder `index`; in memory where the library is read for once.
    ///
    /// # Errors
    /// When the index folder cannot be used.
    pub fn open(library: Library, index: &Path) -> Result<Self> {
        if library.is_passing() {
            return Self::in_memory(library);
        }
        Ok(Self {
            index: Index::open(index)?,
            library,
        })
    }

    /// The library with an index that is made anew in memory each time.
    ///
    /// # Errors
    /// When there is not enough memory.
    pub fn in_memory(library: Library) -> Result<Self> {
        Ok(Self {
            index: Index::in_memory()?,
            library,
        })
    }

    /// The same for a reader who says this of names.
    #[must_use]
    pub fn judged_by(self, judgements: Arc<Judgements>) -> Self {
        Self {
            index: self.index.judged_by(judgements),
            ..self
        }
    }

    /// Reads a story; `None` where it cannot be read any more.
    pub fn load(&self, id: &StoryId) -> Option<Arc<Story>> {
        self.library.load(id).ok().map(Arc::new)
    }

    /// Brings the index up to date with the files.
    ///
    /// # Errors
    /// When the index cannot be read or written.
    pub fn update(&self, watch: &mut dyn FnMut(Progress), stop: &AtomicBool) -> Result<Outcome> {
        let files = self
            .library
            .walk()
            .map(|entry| entry.map(|entry| self.file_state(entry)).map_err(unlisted));
        self.index.update(
            files,
            Update {
                parse: &|path, stretch, take| match stretch {
                    Some(stretch) => self.library.stories_of_stretch(path, stretch, take),
                    None => self.library.stories_with(path, take),
                },
                watch,
                stop,
            },
        )
    }
}

impl Archive {
    fn file_state(&self, entry: Entry) -> FileState {
        const NANOSECONDS: i64 = 1_000_000_000;
        let mut version = DefaultHasher::new();
        (entry.fingerprint.size, entry.fingerprint.modified).hash(&mut version);
        let is_left_out = self.library.leaves_out(&entry);
        if is_left_out {
            // It is to be read as soon as larger files are.
            is_left_out.hash(&mut version);
        }
        FileState {
            path: entry.path,
            version: version.finish(),
            modified: entry.fingerprint.modified.div_euclid(NANOSECONDS),
            // Nobody waits for what is not read.
            bytes: if is_left_out {
                0
            } else {
                entry.fingerprint.size
            },
            has_records: entry.has_records,
        }
    }
}

fn unlisted(unseen: Unseen) -> anyhow::Error {
    let message = unseen.to_string();
    let path = unseen.path;
    Unlisted { path, message }.into()
}
