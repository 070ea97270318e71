//! Which files of the index were found whole. Every file of it ends with a checksum; one is read through when
//! it is opened for the first time since it was changed, and then its seal, time and size, is noted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// The file that holds the seals.
const SEALS_FILE: &str = "byline-seals";

/// What tells a file from itself after it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seal {
    modified: u128,
    size: u64,
}

/// The seals of the files of one index.
#[derive(Debug, Default)]
pub(super) struct Seals(BTreeMap<String, Seal>);

impl Seals {
    /// Those that were noted; none where the file is missing or holds something else.
    fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(SEALS_FILE)).unwrap_or_default();
        let seal = |line: &str| {
            let mut parts = line.split(' ');
            let name = parts.next()?.to_owned();
            let modified = parts.next()?.parse().ok()?;
            let size = parts.next()?.parse().ok()?;
            Some((name, Seal { modified, size }))
        };
        Self(text.lines().filter_map(seal).collect())
    }

    fn write(&self, folder: &Path) {
        let mut text = String::new();
        for (name, seal) in &self.0 {
            let _ = writeln!(text, "{name} {} {}", seal.modified, seal.size);
        }
        // Where it cannot be written the files are read through once more the next time.
        let new = folder.join(format!("{SEALS_FILE}.new"));
        if fs::write(&new, text).is_ok() {
            let _ = fs::rename(&new, folder.join(SEALS_FILE));
        }
    }
}

fn seal(folder: &Path, file: &Path) -> Option<Seal> {
    let data = fs::metadata(folder.join(file)).ok()?;
    let modified = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Seal {
        modified: modified.as_nanos(),
        size: data.len(),
    })
}

/// Notes that these files are whole.
pub(super) fn note(folder: &Path, files: &[PathBuf]) {
    let named = |file: &PathBuf| Some((file.to_str()?.to_owned(), seal(folder, file)?));
    Seals(files.iter().filter_map(named).collect()).write(folder);
}

/// Those of these files that were changed since they were found whole.
pub(super) fn unknown(folder: &Path, files: &[PathBuf]) -> Vec<PathBuf> {
    let known = Seals::read(folder);
    let is_known = |file: &&PathBuf| {
        let noted = file.to_str().and_then(|name| known.0.get(name));
        noted.is_some() && noted.copied() == seal(folder, file)
    };
    files
        .iter()
        .filter(|file| !is_known(file))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{note, unknown};

    #[test]
    fn a_file_is_unknown_until_it_is_noted_and_when_it_was_changed() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let files: Vec<PathBuf> = ["a.idx", "b.store"].map(PathBuf::from).into();
        for file in &files {
            fs::write(folder.path().join(file), "words").expect("a file");
        }
        assert_eq!(unknown(folder.path(), &files), files);
        note(folder.path(), &files);
        assert!(unknown(folder.path(), &files).is_empty());
        fs::write(folder.path().join("a.idx"), "other words").expect("a file");
        assert_eq!(unknown(folder.path(), &files), files[..1]);
        fs::write(folder.path().join("byline-seals"), "a.idx\nnonsense x y").expect("a file");
        assert_eq!(unknown(folder.path(), &files), files);
    }
}
