//! Which files a folder holds, without opening them.

use std::path::{MAIN_SEPARATOR, Path};
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

/// The article files below `folder`.
///
/// Links are followed; one that leads back into its own folder ends there (the crate notices).
/// Every file that can be listed but not looked at comes as an error, and the walk goes on.
pub(super) fn walk(folder: &Path) -> impl Iterator<Item = Result<Entry>> + use<> {
    let above = folder.to_string_lossy().into_owned();
    let files = WalkBuilder::new(folder)
        .follow_links(true)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .parents(false)
        .build();
    files.filter_map(move |found| match found {
        Ok(found) if is_article(&found) => Some(entry(&above, &found)),
        Ok(_) => None,
        Err(error) if is_loop(&error) => None,
        Err(error) => Some(Err(error.into())),
    })
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
