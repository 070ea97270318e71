//! An index that is damaged, or that cannot be written.

use std::fs;
use std::path::{Path, PathBuf};

use super::{articles, run};

type Damage<'a> = &'a dyn Fn(&Path);

/// The files of the index below a cache folder that end so.
fn index_files(cache: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder");
        entries
            .map(|entry| entry.expect("an entry").path())
            .collect()
    };
    let indexes = entries(&cache.join("index"));
    let files = indexes.iter().flat_map(|index| entries(index));
    files
        .filter(|file| file.to_string_lossy().ends_with(ending))
        .collect()
}

#[test]
fn an_index_that_is_damaged_after_it_was_opened_is_made_anew() {
    let remove = |file: &Path| fs::remove_file(file).expect("a file");
    let spoil = |file: &Path| {
        let mut bytes = fs::read(file).expect("a file");
        // The end is the footer, which would show at once.
        let end = bytes.len().saturating_sub(120).max(1);
        bytes[..end].iter_mut().for_each(|byte| *byte ^= 0x55);
        // What is indexed is read-only.
        remove(file);
        fs::write(file, bytes).expect("a file");
    };
    let cases: [(&str, Damage<'_>, &[&str]); 3] = [
        (".pos", &remove, &["search", "\"left the pier\""]),
        (".store", &spoil, &["search", "ferry"]),
        (".fast", &spoil, &["speakers"]),
    ];
    for (ending, damage, command) in cases {
        let folder = articles();
        let cache = folder.path().join("cache");
        fs::write(
            folder.path().join("news/talk.txt"),
            "A talk\n\n“We sail,” said Ana Rivera.\n",
        )
        .expect("a file");
        let mut arguments = vec!["--library", "news", "--cache", "cache"];
        arguments.extend(command);
        let (code, whole, _) = run(folder.path(), &arguments);
        assert_eq!(code, 0, "{command:?} finds something");
        let files = index_files(&cache, ending);
        assert!(!files.is_empty(), "there are {ending} files");
        for file in files {
            damage(&file);
        }
        let (code, printed, errors) = run(folder.path(), &arguments);
        assert_eq!((code, &printed), (0, &whole), "{ending}: {errors}");
        let (code, printed, errors) = run(folder.path(), &arguments);
        assert_eq!(
            (code, printed, errors.as_str()),
            (0, whole, ""),
            "{ending}: later"
        );
    }
}

#[cfg(unix)]
#[test]
fn where_the_index_cannot_be_written_it_is_made_in_memory() {
    let folder = articles();
    // A file where a folder should be: not even one who may do anything can write below it.
    fs::write(folder.path().join("cache"), "").expect("a file");
    let arguments = ["--library", "news", "--cache", "cache", "search", "ferry"];
    let (code, printed, errors) = run(folder.path(), &arguments);
    assert!(
        code == 0 && printed.contains("The ferry sails again"),
        "{errors}"
    );
    assert_eq!(
        errors,
        "byline: the index cannot be written (Not a directory); it is made in memory this time\n"
    );
}
