//! Which files a folder holds, without opening them.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use ignore::{DirEntry, WalkBuilder};

use crate::format;

/// One article file, as the folder shows it without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Path relative to the library's folder, `/` between its parts.
    pub path: Arc<str>,
    /// Changes whenever the file does: size in bytes and time of modification.
    pub fingerprint: Fingerprint,
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

/// The article files below `folder`.
///
/// Links are followed; one that leads back into its own folder ends there (the crate notices).
/// Every file that can be listed but not looked at comes as an error, and the walk goes on.
pub(super) fn walk(folder: PathBuf) -> impl Iterator<Item = Result<Entry>> {
    let files = WalkBuilder::new(&folder)
        .follow_links(true)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .parents(false)
        .build();
    files.filter_map(move |found| match found {
        Ok(found) if is_article(&found) => Some(entry(&folder, &found)),
        Ok(_) => None,
        Err(error) if is_loop(&error) => None,
        Err(error) => Some(Err(error.into())),
    })
}

fn is_article(found: &DirEntry) -> bool {
    let name = found.file_name().to_string_lossy();
    let told = format::extension(&name).is_none() || format::by_extension(&name).is_some();
    told && found.file_type().is_some_and(|kind| kind.is_file())
}

fn entry(folder: &Path, found: &DirEntry) -> Result<Entry> {
    let inside = found
        .path()
        .strip_prefix(folder)
        .expect("the walk stays below its folder");
    let path = inside.to_string_lossy();
    let path = if MAIN_SEPARATOR == '/' {
        path.into()
    } else {
        path.replace(MAIN_SEPARATOR, "/").into()
    };
    let fingerprint = Fingerprint::of(&found.metadata()?);
    Ok(Entry { path, fingerprint })
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}
