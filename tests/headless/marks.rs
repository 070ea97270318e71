//! Marks and notes as scripts use them, and queries for what is marked.

use std::fs;
use std::path::Path;

use byline::library::Library;
use byline::marks::{Card, Change, NoteBody, Place, Request, Store};

use super::{articles, rows, run};

/// Where the program keeps its marks when [`run`] runs it.
fn state(folder: &Path) -> std::path::PathBuf {
    folder.join("home/byline")
}

/// Does something to a story of the library.
fn note(folder: &Path, path: &str, number: usize, change: Change) {
    let library = Library::open(&folder.join("news")).expect("a folder");
    let (id, story) = library.stories(path).expect("stories").remove(number);
    let (mut kept, _) = Store::open(&state(folder)).expect("it opens");
    kept.serve(
        &Request::Change(vec![Card::of(&id, &story)], change),
        1_773_835_200_000,
    );
}

fn headlines(folder: &Path, query: &str) -> Vec<String> {
    let (_, printed, errors) = run(
        folder,
        &[
            "search",
            query,
            "sort:newest",
            "--json",
            "--library",
            "news",
        ],
    );
    assert_eq!(errors, "", "{query}");
    let headline = |row: &serde_json::Value| row["headline"].as_str().map(str::to_owned);
    let mut found: Vec<_> = rows(&printed).iter().filter_map(headline).collect();
    found.sort();
    found
}

#[test]
fn queries_ask_for_what_is_marked() {
    let folder = articles();
    let folder = folder.path();
    let all = ["One", "The bridge rests", "The ferry sails again", "Two"];
    assert_eq!(headlines(folder, "is:unread"), all);
    assert!(headlines(folder, "is:starred").is_empty());
    note(folder, "bridge.md", 0, Change::Read(true));
    note(folder, "many.jsonl", 1, Change::Starred(true));
    note(folder, "ferry.txt", 0, Change::Tags(vec!["sea".to_owned()]));
    assert_eq!(
        headlines(folder, "is:unread"),
        ["One", "The ferry sails again", "Two"]
    );
    assert_eq!(headlines(folder, "is:read"), ["The bridge rests"]);
    assert_eq!(
        headlines(folder, "is:starred OR my:sea"),
        ["The ferry sails again", "Two"]
    );
    assert_eq!(headlines(folder, "is:unread -is:starred words"), ["One"]);
    assert!(
        headlines(folder, "is:new").is_empty(),
        "all was there at first"
    );
    // A story in another file is the same story.
    fs::create_dir(folder.join("news/old")).expect("a folder");
    let moved = folder.join("news/old/b.md");
    fs::rename(folder.join("news/bridge.md"), moved).expect("it moves");
    assert_eq!(headlines(folder, "is:read"), ["The bridge rests"]);
    let fresh = "News of the tide\n\nIt came in, as it does.\n";
    fs::write(folder.join("news/tide.txt"), fresh).expect("a file");
    headlines(folder, "tide");
    let (mut store, _) = Store::open(&state(folder)).expect("it opens");
    let library = Library::open(&folder.join("news")).expect("a folder");
    // Somebody was here long before these stories came.
    store
        .visit(&library.name(), 1_000_000)
        .expect("it is written");
    drop(store);
    assert_eq!(headlines(folder, "is:new"), ["News of the tide"]);
}

#[test]
fn marks_go_from_one_machine_to_another() {
    let (one, other) = (articles(), articles());
    note(one.path(), "ferry.txt", 0, Change::Starred(true));
    note(other.path(), "bridge.md", 0, Change::Read(true));
    let export = |folder: &Path| {
        let (code, printed, errors) = run(folder, &["marks", "export"]);
        assert_eq!((code, errors.as_str()), (0, ""));
        printed
    };
    for (from, to) in [(&one, &other), (&other, &one)] {
        fs::write(to.path().join("theirs.jsonl"), export(from.path())).expect("a file");
        let (code, _, errors) = run(to.path(), &["marks", "import", "theirs.jsonl"]);
        assert_eq!(code, 0, "{errors}");
        assert!(errors.contains("1 new"), "{errors}");
    }
    assert_eq!(export(one.path()), export(other.path()));
    assert_eq!(
        headlines(other.path(), "is:starred"),
        ["The ferry sails again"]
    );
    let (code, _, errors) = run(one.path(), &["marks", "import", "news/ferry.txt"]);
    assert_eq!(code, 2);
    assert!(errors.contains("line 1 is no mark"), "{errors}");
}

#[test]
fn notes_are_printed_for_people_and_for_machines() {
    let folder = articles();
    let folder = folder.path();
    let (code, printed, _) = run(folder, &["notes"]);
    assert_eq!((code, printed.as_str()), (1, ""), "nothing is kept yet");
    assert!(!state(folder).exists(), "to look is not to write");
    let body = NoteBody {
        words: "It was tired.".to_owned(),
        speaker: Some("Ann Holt".to_owned()),
        remark: "who says so?".to_owned(),
        place: Place::of("The bridge rests. It was tired.", 18),
        kept: 1_773_835_200_000,
    };
    note(
        folder,
        "bridge.md",
        0,
        Change::Note("k".to_owned(), Some(Box::new(body))),
    );
    fs::remove_file(folder.join("news/bridge.md")).expect("the article goes");
    for (arguments, expect) in [
        (
            &["notes", "tired"][..],
            "“It was tired.” — Ann Holt\n  2026-03-03 · The bridge rests\n  who says so?\n",
        ),
        (
            &["notes", "--markdown"],
            "## The bridge rests\n\n2026-03-03\n\n> It was tired.\n>\n> — Ann Holt\n\nwho says so?\n",
        ),
        (&["notes", "--json"], "\"speaker\":\"Ann Holt\""),
        (
            &["notes", "--csl"],
            "\"issued\":{\"date-parts\":[[2026,3,3]]}",
        ),
        (&["notes", "--bibtex"], "title = {The bridge rests}"),
    ] {
        let (code, printed, errors) = run(folder, arguments);
        assert_eq!((code, errors.as_str()), (0, ""), "{arguments:?}");
        assert!(printed.contains(expect), "{arguments:?}: {printed}");
    }
    assert_eq!(run(folder, &["notes", "awake"]).0, 1);
}
