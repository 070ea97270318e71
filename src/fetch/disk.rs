//! Files written so that whoever looks at any moment, also after a kill, finds the old one or the new one.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Writes a file in the place of the one that is there.
///
/// # Errors
/// When the disk is full or the folder may not be written.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = part_of(path);
    let written = write(&part, bytes).and_then(|()| fs::rename(&part, path));
    undone(path, &part, written)
}

/// Writes a file where none is. Returns whether it did: one that is there stays as it is.
///
/// # Errors
/// When the disk is full or the folder may not be written.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<bool> {
    let part = part_of(path);
    let written = write(&part, bytes);
    undone(path, &part, written)?;
    match settle(&part, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let _ = fs::remove_file(&part);
            Ok(false)
        }
        settled => undone(path, &part, settled).map(|()| true),
    }
}

/// Gives a file its name, unless that is taken.
fn settle(part: &Path, path: &Path) -> std::io::Result<()> {
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some file systems know no second name of a file.
        Err(_) if path.symlink_metadata().is_ok() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(part, path),
    }
}

fn write(part: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = part.parent() {
        fs::create_dir_all(folder)?;
    }
    // One that a kill left may be a file of the library under a second name, which must not change.
    match fs::remove_file(part) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = File::create_new(part)?;
    file.write_all(bytes)?;
    file.sync_data()
}

fn undone(path: &Path, part: &Path, written: std::io::Result<()>) -> Result<()> {
    if written.is_err() {
        // What is half written is of no use; that it cannot be taken away says nothing more.
        let _ = fs::remove_file(part);
    }
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Where a file is written before it has its name: hidden, so that it is taken for no article.
fn part_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.part"))
}

#[cfg(test)]
mod tests {
    use super::{create, replace};

    #[test]
    fn what_is_there_stays_or_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let path = folder.path().join("a/b.md");
        assert!(create(&path, b"one").expect("written"));
        assert!(!create(&path, b"two").expect("not written"));
        assert_eq!(std::fs::read(&path).expect("a file"), b"one");
        replace(&path, b"three").expect("written");
        assert_eq!(std::fs::read(&path).expect("a file"), b"three");
        let left = std::fs::read_dir(folder.path().join("a")).expect("a folder");
        assert_eq!(left.count(), 1);
    }

    #[test]
    fn what_a_kill_left_is_no_part_of_the_file_beside_it() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let (path, part) = (folder.path().join("b.md"), folder.path().join(".b.md.part"));
        std::fs::write(&path, "one").expect("a file");
        std::fs::hard_link(&path, &part).expect("a second name");
        let held = std::fs::File::open(&path).expect("a file");
        assert!(!create(&path, b"two").expect("not written"));
        assert_eq!(std::io::read_to_string(held).expect("a file"), "one");
        assert!(!part.exists());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let folder = tempfile::tempdir().expect("a scratch folder");
        std::fs::write(folder.path().join("a"), "a file").expect("a file");
        let error = create(&folder.path().join("a/b.md"), b"one").expect_err("no folder");
        assert!(format!("{error:#}").contains("cannot write"), "{error:#}");
    }
}
