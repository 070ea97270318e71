//! Which files a folder holds, without opening them.

pub(super) mod left_out;
mod snapshot;
mod tour;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::fs::Metadata;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use ignore::{DirEntry, WalkState};

use crate::format;
pub(super) use tour::is_special;
use tour::{Seeks, Tour};

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
/// Links are followed, but each real folder is looked through once: under its own name if it lies in
/// the library, else under the first of the links to it. So links among folders cost nothing, and
/// what is found does not depend on which thread comes first. Every file that can be listed but not
/// looked at comes as an error, and the walk goes on. It ends where the answer is dropped.
///
/// `.ignore` files are heeded, `.gitignore` files are not: what is not to be committed may well be
/// to be read, and a folder of articles is mostly no repository.
pub(super) fn walk(folder: &Path) -> Files {
    begin(folder, Seeks::Files).1
}

/// The links below `folder` by which a walk comes to folders that are not its own.
pub(super) fn linked(folder: &Path) -> BTreeSet<PathBuf> {
    let (tour, files) = begin(folder, Seeks::Links);
    files.for_each(drop);
    tour.linked()
}

fn begin(folder: &Path, seeks: Seeks) -> (Tour, Files) {
    let (sender, parcels) = sync_channel(WAITING);
    let wanted = Arc::new(());
    let tour = Tour::new(folder, seeks, Arc::downgrade(&wanted));
    let walking = tour.clone();
    std::thread::spawn(move || {
        if catch_unwind(AssertUnwindSafe(|| walking.run(&sender))).is_err() {
            // What was not come to is not gone.
            let why = "could not be looked through to its end".to_owned();
            let path = Arc::default();
            let _ = sender.send(vec![Err(Unseen { path, why })]);
        }
    });
    let files = Files {
        parcel: Vec::new().into_iter(),
        parcels,
        _wanted: wanted,
    };
    (tour, files)
}

/// What a walk finds, as it is found.
pub(super) struct Files {
    parcel: std::vec::IntoIter<Found>,
    parcels: Receiver<Vec<Found>>,
    /// As long as it is there, somebody wants to know.
    _wanted: Arc<()>,
}

impl Iterator for Files {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.parcel.next() {
                return Some(found);
            }
            self.parcel = self.parcels.recv().ok()?.into_iter();
        }
    }
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
fn look(tour: &Tour, found: Result<DirEntry, ignore::Error>) -> Option<Found> {
    let found = match found {
        Ok(found) => found,
        Err(error) if is_gone(&error) => return None,
        Err(error) => return Some(Err(unseen(&tour.above, &error))),
    };
    let kind = found.file_type()?;
    if kind.is_symlink() {
        return follow(tour, &found);
    }
    if !kind.is_file() || tour.seeks == Seeks::Links || !is_article(&found) {
        return None;
    }
    match found.metadata() {
        Ok(metadata) => Some(entry(&tour.above, found.path(), &metadata)),
        // It has gone since it was listed.
        Err(error) if is_gone(&error) => None,
        Err(error) => Some(Err(unseen(&tour.above, &error))),
    }
}

/// What a link leads to: an article, or a folder that is looked through later.
fn follow(tour: &Tour, link: &DirEntry) -> Option<Found> {
    let path = link.path();
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            tour.put_off(path);
            None
        }
        Ok(metadata) if metadata.is_file() && is_article(link) => {
            Some(entry(&tour.above, path, &metadata))
        }
        Ok(_) => None,
        Err(error) => {
            let why = if error.kind() == ErrorKind::NotFound {
                "is a link that leads nowhere".to_owned()
            } else {
                format!("could not be looked at: {error}")
            };
            let path = inside(&tour.above, &path.to_string_lossy());
            Some(Err(Unseen { path, why }))
        }
    }
}

fn is_article(found: &DirEntry) -> bool {
    let name = found.file_name().to_string_lossy();
    format::by_extension(&name).is_some()
        || format::extension(&name).is_none()
        || is_in_maildir(found.path())
}

/// Whether a file lies in a Maildir, where no name tells what a file is.
fn is_in_maildir(path: &Path) -> bool {
    let folder = path.parent();
    let name = folder.and_then(Path::file_name);
    let is_box = name.is_some_and(|name| name == "cur" || name == "new");
    let beside = folder
        .and_then(Path::parent)
        .map(|folder| folder.join("tmp"));
    is_box && beside.is_some_and(|beside| beside.is_dir())
}

/// Whether a folder holds what belongs to the page beside it, as browsers save it: pictures and scripts.
fn is_of_page(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    let ends = [
        "_files",
        ".files",
        "-files",
        "_fichiers",
        "-Dateien",
        "_archivos",
        "_file",
        "_bestanden",
        "_pliki",
    ];
    let page = name.and_then(|name| ends.iter().find_map(|end| name.strip_suffix(end)));
    let is_beside = |page: &str| {
        let with = |extension: &str| {
            folder
                .with_file_name(format!("{page}.{extension}"))
                .is_file()
        };
        with("html") || with("htm") || with("xhtml")
    };
    page.is_some_and(is_beside)
}

/// A file that a reader names, whatever its name says.
pub(super) fn named(file: &Path) -> Found {
    let path: Arc<str> = file.to_string_lossy().into();
    match std::fs::metadata(file) {
        Ok(metadata) => entry("", file, &metadata).map(|entry| Entry { path, ..entry }),
        Err(error) => {
            let why = format!("could not be looked at: {error}");
            Err(Unseen { path, why })
        }
    }
}

/// Standard input, as a file of so many bytes.
pub(super) fn streamed(size: usize) -> Entry {
    Entry {
        path: super::STREAM.into(),
        fingerprint: Fingerprint {
            size: size as u64,
            modified: 0,
        },
        has_records: false,
    }
}

fn entry(above: &str, whole: &Path, metadata: &Metadata) -> Found {
    let whole = whole.to_string_lossy();
    let path = inside(above, &whole);
    if matches!(whole, Cow::Owned(_)) && path.contains(char::REPLACEMENT_CHARACTER) {
        let why = "has a name that is not UTF-8; rename it so that byline can read it".to_owned();
        return Err(Unseen { path, why });
    }
    Ok(Entry {
        has_records: format::is_records(&whole),
        path,
        fingerprint: Fingerprint::of(metadata),
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
        Some(error) => format!("could not be looked at: {}", root(error)),
    };
    Unseen { path, why }
}

fn is_gone(error: &ignore::Error) -> bool {
    let error = error.io_error();
    error.is_some_and(|error| error.kind() == ErrorKind::NotFound)
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
