//! Which files a folder holds, without opening them.

use std::borrow::Cow;
use std::fmt;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};

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

/// A file or folder that could not be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// Path relative to the library's folder, as far as it can be written; empty for the folder itself.
    pub path: Arc<str>,
    /// Why not: the rest of a sentence that begins with the path.
    why: String,
}

impl fmt::Display for Unseen {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() {
            "the library"
        } else {
            &self.path
        };
        write!(formatter, "{path} {}", self.why)
    }
}

impl std::error::Error for Unseen {}

/// The article files below `folder`, as several threads find them.
///
/// Links are followed; one that leads back into its own folder ends there (the crate notices).
/// Every file that can be listed but not looked at comes as an error, and the walk goes on. It
/// ends early where the answer is dropped.
///
/// `.ignore` files are heeded, `.gitignore` files are not: what is not to be committed may well be
/// to be read, and a folder of articles is mostly no repository.
pub(super) fn walk(folder: &Path) -> impl Iterator<Item = Result<Entry, Unseen>> + use<> {
    let above: Arc<str> = folder.to_string_lossy().into();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let walk = WalkBuilder::new(folder)
        .follow_links(true)
        .git_ignore(false)
        .git_global(false)
        .git_exclude(false)
        .parents(false)
        .threads(cores.min(MOST_THREADS))
        .build_parallel();
    let (sender, parcels) = sync_channel(WAITING);
    std::thread::spawn(move || {
        let run = || {
            walk.run(|| {
                let mut parcel = Parcel::to(sender.clone());
                let above = above.clone();
                Box::new(move |found| parcel.add(look(&above, found)))
            });
        };
        if catch_unwind(AssertUnwindSafe(run)).is_err() {
            // What was not come to is not gone.
            let why = "could not be looked through to its end".to_owned();
            let path = Arc::default();
            let _ = sender.send(vec![Err(Unseen { path, why })]);
        }
    });
    parcels.into_iter().flatten()
}

/// More threads than this wait for each other.
const MOST_THREADS: usize = 4;
/// Parcels that wait to be taken.
const WAITING: usize = 64;
/// Files that are handed on at once: the first must not wait for long.
const PARCEL: usize = 64;

type Found = Result<Entry, Unseen>;

/// Files on their way from a thread that finds them.
struct Parcel {
    files: Vec<Found>,
    sender: SyncSender<Vec<Found>>,
}

impl Parcel {
    fn to(sender: SyncSender<Vec<Found>>) -> Self {
        let files = Vec::with_capacity(PARCEL);
        Self { files, sender }
    }

    fn add(&mut self, file: Option<Found>) -> WalkState {
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
fn look(above: &str, found: Result<DirEntry, ignore::Error>) -> Option<Found> {
    match found {
        Ok(found) if is_article(&found) => Some(entry(above, &found)),
        Ok(_) => None,
        Err(error) if is_loop(&error) => None,
        Err(error) => Some(Err(unseen(above, &error))),
    }
}

fn is_article(found: &DirEntry) -> bool {
    if !found.file_type().is_some_and(|kind| kind.is_file()) {
        return false;
    }
    let name = found.file_name().to_string_lossy();
    format::by_extension(&name).is_some() || format::extension(&name).is_none()
}

fn entry(above: &str, found: &DirEntry) -> Found {
    let whole = found.path().to_string_lossy();
    let path = inside(above, &whole);
    if matches!(whole, Cow::Owned(_)) && path.contains(char::REPLACEMENT_CHARACTER) {
        let why = "has a name that is not UTF-8; rename it so that byline can read it".to_owned();
        return Err(Unseen { path, why });
    }
    let metadata = found.metadata().map_err(|error| unseen(above, &error))?;
    Ok(Entry {
        has_records: format::is_records(&whole),
        path,
        fingerprint: Fingerprint::of(&metadata),
    })
}

/// The path of a file is that of the folder and then its own: cutting the text costs far less
/// as comparing the parts of the two, and this runs for each file of the library.
fn inside(above: &str, whole: &str) -> Arc<str> {
    let inside = whole.strip_prefix(above).unwrap_or(whole);
    let inside = inside.trim_start_matches(MAIN_SEPARATOR);
    if MAIN_SEPARATOR == '/' {
        inside.into()
    } else {
        inside.replace(MAIN_SEPARATOR, "/").into()
    }
}

/// What an error of the walk is about. One that names nothing may be about anything.
fn unseen(above: &str, error: &ignore::Error) -> Unseen {
    let path =
        path_of(error).map_or_else(Arc::default, |path| inside(above, &path.to_string_lossy()));
    let why = match error.io_error() {
        None => format!("could not be looked at: {error}"),
        Some(error) if error.kind() == ErrorKind::NotFound => {
            "is a link that leads nowhere".to_owned()
        }
        Some(error) => format!("could not be looked at: {}", root(error)),
    };
    Unseen { path, why }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// What the system said: the crates in between name the path once more.
fn root(error: &dyn std::error::Error) -> &dyn std::error::Error {
    error.source().map_or(error, root)
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}
