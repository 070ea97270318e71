//! The library against real folders.

use std::fs;

use super::*;

fn library(files: &[(&str, &str)]) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().expect("a scratch folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let library = Library::open(folder.path()).expect("a library");
    (folder, library)
}

fn paths(library: &Library) -> Vec<String> {
    let mut paths: Vec<_> = library
        .walk()
        .map(|entry| entry.expect("an entry").path.to_string())
        .collect();
    paths.sort();
    paths
}

#[test]
fn the_walk_finds_articles_only() {
    let (_folder, library) = library(&[
        ("a.txt", "A"),
        ("sub/b.md", "B"),
        ("README", "C"),
        ("photo.png", "D"),
        (".hidden.txt", "E"),
        (".ignore", "drafts/\n"),
        (".gitignore", "kept.txt\n"),
        ("drafts/f.txt", "F"),
        ("kept.txt", "G"),
        ("many.jsonl", "{}"),
    ]);
    assert_eq!(
        paths(&library),
        ["README", "a.txt", "kept.txt", "many.jsonl", "sub/b.md"]
    );
}

#[test]
fn a_fingerprint_changes_with_the_file() {
    let (folder, library) = library(&[("a.txt", "A")]);
    let print = || {
        library
            .walk()
            .next()
            .expect("an entry")
            .expect("readable")
            .fingerprint
    };
    let before = print();
    assert_eq!(before, print());
    fs::write(folder.path().join("a.txt"), "A longer text").expect("a file");
    assert_ne!(before, print());
    assert!(before.modified > 0);
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_end_the_walk_there() {
    let (folder, library) = library(&[("sub/a.txt", "A")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/back")).expect("a link");
    assert_eq!(paths(&library), ["sub/a.txt"]);
}

#[test]
fn records_are_loaded_by_their_offset() {
    let lines =
        "{\"title\":\"One\",\"text\":\"First.\"}\n\n{\"title\":\"Two\",\"text\":\"Second.\"}\n";
    let (_folder, library) = library(&[("many.jsonl", lines)]);
    let stories = library.stories("many.jsonl").expect("stories");
    assert_eq!(stories.len(), 2);
    assert_eq!((stories[1].0.ordinal, stories[1].0.offset), (1, 33));
    assert_eq!(library.load(&stories[1].0).expect("a story"), stories[1].1);
}

#[test]
fn a_story_that_is_gone_is_told() {
    let (_folder, library) = library(&[("a.txt", "A")]);
    let id = StoryId {
        path: "a.txt".into(),
        ordinal: 3,
        offset: 0,
    };
    let error = library
        .load(&id)
        .expect_err("there is one story only")
        .to_string();
    assert_eq!(error, "a.txt no longer holds story 3");
}

#[test]
fn stories_are_found_by_path_and_headline() {
    let (_folder, library) = library(&[
        ("a.txt", "The ferry sails\nText of it, long enough."),
        ("b.txt", "The ferry rests\nText of it, long enough."),
    ]);
    let path = |text: &str| library.find(text).map(|(id, _)| id.path.to_string());
    assert_eq!(path("b.txt").ok().as_deref(), Some("b.txt"));
    assert_eq!(path("b.txt#0").ok().as_deref(), Some("b.txt"));
    assert_eq!(path("RESTS").ok().as_deref(), Some("b.txt"));
    let many = path("ferry").expect_err("two stories").to_string();
    assert!(
        many.contains("2 headlines") && many.contains("a.txt#0  The ferry sails"),
        "{many}"
    );
    let none = path("harbour").expect_err("no story").to_string();
    assert!(none.contains("no story is named “harbour”"), "{none}");
}

#[test]
fn a_file_without_text_is_skipped_with_its_reason() {
    let (folder, library) = library(&[]);
    fs::write(folder.path().join("a.txt"), b"%PDF-1.4 \0\0").expect("a file");
    let error = library.stories("a.txt").expect_err("no text");
    assert!(error.downcast_ref::<Skipped>().is_some());
    assert!(
        error
            .to_string()
            .ends_with("a.txt is a PDF, not text; skipped"),
        "{error}"
    );
}

#[test]
fn a_wrong_folder_is_told_with_a_remedy() {
    let (folder, _library) = library(&[("a.txt", "A")]);
    let message = |name: &str| {
        Library::open(&folder.path().join(name))
            .expect_err("no folder")
            .to_string()
    };
    assert!(message("nowhere").contains("there is no folder"));
    assert!(message("a.txt").contains("is a file, not a folder"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_looked_at_is_named_once() {
    use std::os::unix::ffi::OsStrExt as _;

    let (folder, library) = library(&[("a.txt", "A")]);
    std::os::unix::fs::symlink("/nowhere/at/all", folder.path().join("gone.txt")).expect("a link");
    let misnamed = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    // Not every file system takes such a name.
    let is_written = fs::write(folder.path().join(misnamed), "B").is_ok();
    let mut unseen: Vec<String> = library
        .walk()
        .filter_map(|entry| entry.err().map(|unseen| unseen.to_string()))
        .collect();
    unseen.sort();
    let mut expect = vec!["gone.txt is a link that leads nowhere"];
    if is_written {
        expect.insert(
            0,
            "caf\u{fffd}.txt has a name that is not UTF-8; rename it so that byline can read it",
        );
    }
    assert_eq!(unseen, expect);
}
