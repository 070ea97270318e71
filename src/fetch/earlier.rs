//! Texts that files had before their publishers changed them: kept in the state folder, so that what was changed
//! can be shown. What a publisher made of a file that its reader had changed too lies beside them, and is none.

use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::fetch::disk;
use crate::format::{self, Source};
use crate::story::Story;

/// When a text was the last, as its file is named.
const TIME: &str = "%Y-%m-%dT%H-%M-%SZ";
/// Bytes of such a name.
const LONG: usize = "2026-03-01T10-20-30Z".len();
/// What the name of a text ends in that its publisher made, while the file is its reader's.
const BESIDE: &str = ".publisher.md";
/// Texts of one second.
const MOST_NAMES: usize = 1000;
/// Texts of one file that are read.
const MOST: usize = 100;

/// What a text is to the file that it is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It stood there before.
    Before,
    /// Its publisher made it, and it does not stand there.
    Beside,
}

/// The texts that are kept for a file of a library, the oldest first. `state` is the folder of what is known of
/// its feeds.
pub fn files(state: &Path, path: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder(state, path));
    let mut files: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    // Of those of one second the first has the shortest name.
    files.sort_by_cached_key(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let second = name.get(..LONG).unwrap_or(&name).to_owned();
        (second, name.len(), name.into_owned())
    });
    files
}

/// What a file of a library said before, the oldest first, each with the time until when, milliseconds since
/// 1970 UTC.
pub fn stories(state: &Path, path: &str) -> Vec<(i64, Story)> {
    let files = files(state, path);
    let latest = files.len().saturating_sub(MOST);
    files[latest..]
        .iter()
        .filter_map(|file| read(file))
        .collect()
}

fn read(file: &Path) -> Option<(i64, Story)> {
    let name = file.file_name()?.to_str()?;
    if name.ends_with(BESIDE) {
        return None;
    }
    let until = DateTime::strptime(TIME, name.get(..LONG)?).ok()?;
    let until = until.to_zoned(TimeZone::UTC).ok()?.timestamp();
    let bytes = std::fs::read(file).ok()?;
    let source = Source {
        name,
        bytes: &bytes,
    };
    let story = format::parse(source, None).into_iter().next()?;
    Some((until.as_millisecond(), story))
}

fn folder(state: &Path, path: &str) -> PathBuf {
    state.join("earlier").join(path)
}

/// Keeps a text of a file, by the time at which it was the last.
pub(super) fn keep(state: &Path, path: &str, text: &str, kept: Kept) -> Result<()> {
    let folder = folder(state, path);
    let now = Timestamp::now().strftime(TIME).to_string();
    let ending = match kept {
        Kept::Before => ".md",
        Kept::Beside => BESIDE,
    };
    for number in 1..MOST_NAMES {
        let name = match number {
            1 => format!("{now}{ending}"),
            more => format!("{now}-{more}{ending}"),
        };
        if disk::create(&folder.join(name), text.as_bytes())? {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Kept, files, folder, keep, stories};

    #[test]
    fn what_stood_there_before_is_read_and_what_stood_beside_it_is_not() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let state = scratch.path();
        let text = "---\ntitle: The quay\n---\n\nBoats came.\n";
        let later = "---\ntitle: The quay\n---\n\nNo boats came.\n";
        for (text, kept) in [
            (text, Kept::Before),
            (later, Kept::Before),
            ("# Other\n\nWords.\n", Kept::Beside),
        ] {
            keep(state, "feed/quay.md", text, kept).expect("it is written");
        }
        let stray = folder(state, "feed/quay.md").join("note.txt");
        std::fs::write(stray, "not dated").expect("it is written");
        let found = stories(state, "feed/quay.md");
        let words: Vec<&str> = found.iter().map(|(_, story)| story.text.trim()).collect();
        assert_eq!(words.len(), 2, "{words:?}");
        assert!(
            words[0].contains("Boats came") && words[1].contains("No boats"),
            "{words:?}"
        );
        assert!(found.iter().all(|(until, _)| *until > 0));
        assert_eq!(files(state, "feed/quay.md").len(), 4);
        assert!(stories(state, "feed/other.md").is_empty());
    }
}
