//! Which files a folder holds, without opening them.

use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

use anyhow::Result;
use ignore::{DirEntry, WalkBuilder, WalkState};

use crate::format;

/// One article file, as the folder shows it without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path relative to the library's folder, `/` between its parts.
    pub path: Arc<str>,
    /// Changes whenever the file does: size in bytes and time of modification.
    pub fingerprint: Fingerprint,
    /// Whether it holds records, a line each.
    pub has_records: bool,
}

/// What tells one version of a file from another without reading it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Size in bytes.
    pub size: u64,
    /// Time of modification, nanoseconds since 1970 UTC.
    pub modified: i64,
}

impl Fingerprint {
    fn of(found: &std::fs::Metadata) -> Self {
        let since =
            found
                .modified()
                .ok()
                .map(|time| match time.duration_since(std::time::UNIX_EPOCH) {
                    Ok(after) => i64::try_from(after.as_nanos()).unwrap_or(i64::MAX),
                    Err(before) => {
                        i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |nanos| -nanos)
                    }
                });
        Self {
            size: found.len(),
            modified: since.unwrap_or(0),
        }
    }
}

/// The article files below `folder`, as several threads find them.
///
/// Links are followed; one that leads back into its own folder ends there (the crate notices).
/// Every file that can be listed but not looked at comes as an error, and the walk goes on. It
/// ends early where the answer is dropped.
pub(super) fn walk(folder: &Path) -> impl Iterator<Item = Result<Entry>> + use<> {
    let above: Arc<str> = folder.to_string_lossy().into();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let walk = WalkBuilder::new(folder)
        .follow_links(true)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .parents(false)
        .threads(cores.min(MOST_THREADS))
        .build_parallel();
    let (sender, parcels) = sync_channel(WAITING);
    std::thread::spawn(move || {
        walk.run(|| {
            let mut parcel = Parcel::to(sender.clone());
            let above = above.clone();
            Box::new(move |found| parcel.add(look(&above, found)))
        });
    });
    parcels.into_iter().flatten()
}

/// More threads than this wait for each other.
const MOST_THREADS: usize = 4;
/// Parcels that wait to be taken.
const WAITING: usize = 64;
/// Files that are handed on at once: the first must not wait for long.
const PARCEL: usize = 64;

/// Files on their way from a thread that finds them.
struct Parcel {
    files: Vec<Result<Entry>>,
    sender: SyncSender<Vec<Result<Entry>>>,
}

impl Parcel {
    fn to(sender: SyncSender<Vec<Result<Entry>>>) -> Self {
        let files = Vec::with_capacity(PARCEL);
        Self { files, sender }
    }

    fn add(&mut self, file: Option<Result<Entry>>) -> WalkState {
        self.files.extend(file);
        if self.files.len() < PARCEL || self.send() {
            WalkState::Continue
        } else {
            WalkState::Quit
        }
    }

    /// Whether anybody takes it.
    fn send(&mut self) -> bool {
        let files = std::mem::replace(&mut self.files, Vec::with_capacity(PARCEL));
        self.sender.send(files).is_ok()
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        self.send();
    }
}

/// What a thing in a folder is to the library.
fn look(above: &str, found: Result<DirEntry, ignore::Error>) -> Option<Result<Entry>> {
    match found {
        Ok(found) if is_article(&found) => Some(entry(above, &found)),
        Ok(_) => None,
        Err(error) if is_loop(&error) => None,
        Err(error) => Some(Err(error.into())),
    }
}

fn is_article(found: &DirEntry) -> bool {
    if !found.file_type().is_some_and(|kind| kind.is_file()) {
        return false;
    }
    let name = found.file_name().to_string_lossy();
    format::by_extension(&name).is_some() || format::extension(&name).is_none()
}

/// The path of a file is that of the folder and then its own: cutting the text costs far less
/// as comparing the parts of the two, and this runs for each file of the library.
fn entry(above: &str, found: &DirEntry) -> Result<Entry> {
    let whole = found.path().to_string_lossy();
    let inside = whole.strip_prefix(above).unwrap_or(&whole);
    let inside = inside.trim_start_matches(MAIN_SEPARATOR);
    let path = if MAIN_SEPARATOR == '/' {
        inside.into()
    } else {
        inside.replace(MAIN_SEPARATOR, "/").into()
    };
    let fingerprint = Fingerprint::of(&found.metadata()?);
    Ok(Entry {
        has_records: format::is_records(&whole),
        path,
        fingerprint,
    })
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}
