//! The store as it is asked: what was noted is told, also after a restart and beside another byline.

use super::{Kind, PAUSE, Store};
use crate::marks::{Card, Change, Heard, Left, Marks, NoteBody, Place, Request};
use crate::story::Identity;

fn card(number: u64) -> Card {
    Card {
        identity: Identity(number),
        headline: format!("Story {number}"),
        path: format!("{number}.txt"),
        ..Card::default()
    }
}

fn marks(store: &mut Store, number: u64) -> Marks {
    let heard = store.serve(&Request::Tell(vec![Identity(number)]), 0);
    match &heard[..] {
        [Heard::Marks(told)] => told[0].1.clone(),
        _ => panic!("{heard:?}"),
    }
}

fn change(store: &mut Store, number: u64, change: Change, now: i64) -> Vec<Heard> {
    store.serve(&Request::Change(vec![card(number)], change), now)
}

fn said(heard: &[Heard]) -> String {
    let said = heard.iter().filter_map(|heard| match heard {
        Heard::Said(said) | Heard::Trouble(said) => Some(said.as_str()),
        _ => None,
    });
    said.collect::<Vec<_>>().join("; ")
}

fn store() -> Store {
    Store::in_memory().expect("there is memory")
}

#[test]
fn deeds_are_taken_back_and_done_again_also_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Store::open(folder.path()).expect("it opens").0;
    let mut store = open();
    change(&mut store, 1, Change::Starred(true), 1);
    change(&mut store, 1, Change::Tags(vec!["later".to_owned()]), 2);
    let all = vec![card(1), card(2), card(3)];
    let heard = store.serve(&Request::Change(all, Change::Read(true)), 3);
    assert_eq!(said(&heard), "3 stories marked read");
    drop(store);
    let mut store = open();
    assert_eq!(
        said(&store.serve(&Request::Undo, 4)),
        "taken back: 3 stories unread again"
    );
    assert!(!marks(&mut store, 2).read);
    store.serve(&Request::Undo, 5);
    let now = marks(&mut store, 1);
    assert_eq!((now.tags.len(), now.starred), (0, true));
    drop(store);
    let mut store = open();
    assert_eq!(
        said(&store.serve(&Request::Redo, 6)),
        "done again: the tags are changed"
    );
    assert_eq!(marks(&mut store, 1).tags, ["later"]);
    store.serve(&Request::Redo, 7);
    assert!(marks(&mut store, 3).read);
    assert_eq!(
        said(&store.serve(&Request::Redo, 8)),
        "there is nothing to do again"
    );
    // Whoever does something else goes no further on the old way.
    store.serve(&Request::Undo, 9);
    change(&mut store, 2, Change::Starred(true), 10);
    assert_eq!(
        said(&store.serve(&Request::Redo, 11)),
        "there is nothing to do again"
    );
}

#[test]
fn reading_on_is_no_deed() {
    let mut store = store();
    let left = Left {
        percent: 40,
        ..Left::default()
    };
    change(&mut store, 1, Change::Left(left), 1);
    change(&mut store, 1, Change::Finished, 2);
    assert_eq!(
        said(&store.serve(&Request::Undo, 3)),
        "there is nothing to take back"
    );
    assert!(marks(&mut store, 1).read);
}

#[test]
fn kinds_follow_each_change_at_once() {
    let mut store = store();
    let left = |percent| {
        Change::Left(Left {
            percent,
            ..Left::default()
        })
    };
    let tag = Kind::Tag("later".to_owned());
    let check = |store: &mut Store, expect: [usize; 4]| {
        let kinds = [Kind::Read, Kind::Started, Kind::Starred, tag.clone()];
        let held = kinds.map(|kind| store.kind(&kind).expect("it is read").len());
        assert_eq!(held, expect);
    };
    check(&mut store, [0, 0, 0, 0]);
    for number in 1..=3 {
        change(&mut store, number, left(10), 1);
    }
    change(&mut store, 4, left(0), 1);
    check(&mut store, [0, 3, 0, 0]);
    change(&mut store, 1, Change::Read(true), 2);
    change(&mut store, 2, Change::Tags(vec!["later".to_owned()]), 2);
    change(&mut store, 9, Change::Starred(true), 2);
    check(&mut store, [1, 2, 1, 1]);
    change(&mut store, 1, Change::Read(false), 3);
    change(&mut store, 2, Change::Tags(Vec::new()), 3);
    check(&mut store, [0, 3, 1, 0]);
    store.serve(&Request::Undo, 4);
    check(&mut store, [0, 3, 1, 1]);
}

#[test]
fn two_stores_come_to_the_same_in_any_order() {
    let lines = |store: &Store| {
        let mut lines = Vec::new();
        let mut take = |line| {
            lines.push(serde_json::to_value(line)?.to_string());
            Ok(())
        };
        store.export(&mut take).expect("it is read");
        lines
    };
    let (mut one, mut other) = (store(), store());
    change(&mut one, 1, Change::Starred(true), 10);
    change(&mut one, 2, Change::Read(true), 10);
    change(&mut other, 1, Change::Starred(true), 5);
    change(&mut other, 1, Change::Starred(false), 20);
    change(
        &mut other,
        3,
        Change::Letter('a', Place::of("some words", 5)),
        20,
    );
    let (first, second) = (lines(&one), lines(&other));
    let given = |lines: &[String]| lines.iter().cloned().map(Ok).collect::<Vec<_>>();
    let brought = one.import(given(&second).into_iter()).expect("lines");
    assert_eq!((brought.news, brought.known), (2, 0));
    other.import(given(&first).into_iter()).expect("lines");
    assert_eq!(lines(&one), lines(&other));
    assert!(!marks(&mut one, 1).starred, "the newest holds");
    let again = one.import(given(&second).into_iter()).expect("lines");
    assert_eq!(again.news, 0);
}

#[test]
fn lines_that_are_no_marks_are_refused_and_change_nothing() {
    let mut store = store();
    let lines = [
        "{\"mark\":\"read\",\"of\":\"0000000000000001\",\"value\":true,\"at\":1}",
        "",
        "{\"later\":\"releases\"}",
        "not a line",
    ];
    let lines = lines.map(|line| Ok(line.to_owned()));
    let error = store.import(lines.into_iter()).expect_err("it is refused");
    assert_eq!(error.to_string(), "line 4 is no mark");
    assert!(!marks(&mut store, 1).read, "all of it or nothing");
}

#[test]
fn nothing_that_is_taken_in_commands_a_terminal() {
    let mut store = store();
    let line = "{\"story\":\"0000000000000001\",\"headline\":\"a\\u001b[2Jb\\u202ec\"}";
    store
        .import([Ok(line.to_owned())].into_iter())
        .expect("a line");
    assert_eq!(store.cards().expect("they are read")[0].headline, "a[2Jbc");
}

#[test]
fn notes_stay_and_come_back() {
    let mut store = store();
    let body = |remark: &str| NoteBody {
        words: "We sold no coal".to_owned(),
        remark: remark.to_owned(),
        kept: 5,
        ..NoteBody::default()
    };
    let note = |remark| Change::Note("k".to_owned(), Some(Box::new(body(remark))));
    change(&mut store, 1, note(""), 5);
    change(&mut store, 1, note("ask again"), 6);
    let notes = store.notes().expect("they are read");
    let held = (
        notes[0].body.remark.as_str(),
        notes[0].card.headline.as_str(),
    );
    assert_eq!(held, ("ask again", "Story 1"));
    change(&mut store, 1, Change::Note("k".to_owned(), None), 7);
    assert!(store.notes().expect("they are read").is_empty());
    assert_eq!(
        said(&store.serve(&Request::Undo, 8)),
        "taken back: the note is back"
    );
    assert_eq!(store.notes().expect("they are read").len(), 1);
}

#[test]
fn a_letter_stands_where_it_was_set_last() {
    let mut store = store();
    let letter = |byte| Change::Letter('a', Place::of("some words of a story", byte));
    change(&mut store, 1, letter(5), 1);
    change(&mut store, 2, letter(11), 2);
    let at = |store: &mut Store| match &store.serve(&Request::Letter('a'), 3)[..] {
        [Heard::Letter('a', Some((whose, place)))] => (whose.0, place.byte),
        heard => panic!("{heard:?}"),
    };
    assert_eq!(at(&mut store), (2, 11));
    store.serve(&Request::Undo, 4);
    assert_eq!(at(&mut store), (1, 5));
}

#[test]
fn a_story_that_is_called_otherwise_keeps_its_marks() {
    let mut store = store();
    change(&mut store, 1, Change::Starred(true), 1);
    change(&mut store, 2, Change::Read(true), 5);
    store.serve(&Request::Rename(vec![(Identity(1), card(2))]), 6);
    let now = marks(&mut store, 2);
    assert_eq!((now.starred, now.read), (true, true));
    assert_eq!(marks(&mut store, 1), Marks::default());
    assert_eq!(store.cards().expect("they are read").len(), 1);
}

#[test]
fn what_came_in_since_the_last_visit_is_new() {
    let mut store = store();
    let visit = |store: &mut Store, now| store.visit("news", now).expect("it is written");
    let start = 1_000 * PAUSE;
    assert_eq!(visit(&mut store, start), start, "at first nothing is new");
    store.leave("news", start + 10);
    assert_eq!(visit(&mut store, start + 20), start, "still the same visit");
    store.leave("news", start + 30);
    let later = start + 30 + PAUSE + 1;
    assert_eq!(visit(&mut store, later), start + 30);
    assert_eq!(store.since("other", later).expect("it is read"), later);
}

#[test]
fn a_change_of_another_byline_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = || Store::open(folder.path()).expect("it opens").0;
    let (mut one, mut other) = (open(), open());
    assert_eq!(one.kind(&Kind::Read).expect("it is read").len(), 0);
    change(&mut other, 1, Change::Read(true), 1);
    assert_eq!(one.kind(&Kind::Read).expect("it is read").len(), 1);
    assert!(marks(&mut one, 1).read);
}

#[test]
fn where_nothing_can_be_written_marks_are_kept_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let blocked = folder.path().join("file");
    std::fs::write(&blocked, "no folder").expect("a file");
    let (mut store, said) = Store::open(&blocked).expect("there is memory");
    let said = said.expect("it is said");
    assert!(said.contains("kept in memory"), "{said}");
    change(&mut store, 1, Change::Read(true), 1);
    assert!(marks(&mut store, 1).read);
    assert!(!store.is_lasting());
}

#[test]
fn a_store_of_a_later_release_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Store::open(folder.path()).expect("it opens"));
    let newer = rusqlite::Connection::open(folder.path().join("marks.db")).expect("it opens");
    newer
        .pragma_update(None, "user_version", 99)
        .expect("it is written");
    drop(newer);
    let (_, said) = Store::open(folder.path()).expect("there is memory");
    assert!(said.expect("it is said").contains("newer byline"));
}

fn edition(words: &str) -> crate::versions::Edition {
    crate::versions::Edition {
        headline: "h".to_owned(),
        paragraphs: vec![words.to_owned()],
        said: Vec::new(),
    }
}

#[test]
fn a_text_that_is_found_to_be_another_marks_its_story_until_it_is_read() {
    let mut store = Store::in_memory().expect("there is memory");
    let card = || {
        Box::new(Card {
            identity: Identity(5),
            ..Card::default()
        })
    };
    let is_marked =
        |store: &mut Store| store.kind(&Kind::Changed).expect("it is read").contains(&5);
    let unread = |store: &Store| store.tell(&[Identity(5)]).expect("it is read")[0].1.changed;
    assert_eq!(
        store.serve(&Request::Opened(card(), Box::new(edition("one"))), 10),
        []
    );
    store.serve(&Request::Found(card(), Box::new(edition("one")), 3), 20);
    assert!(
        !is_marked(&mut store),
        "the same text in a file written anew"
    );
    store.serve(&Request::Found(card(), Box::new(edition("two")), 4), 30);
    assert!(is_marked(&mut store));
    assert_eq!(unread(&store), Some(30));
    let heard = store.serve(&Request::Opened(card(), Box::new(edition("two"))), 40);
    assert!(
        heard.contains(&Heard::Reworded(Identity(5), 10)),
        "{heard:?}"
    );
    assert_eq!(unread(&store), None);
    assert!(is_marked(&mut store), "it is found for good");
    assert_eq!(
        store.serve(&Request::Opened(card(), Box::new(edition("two"))), 50),
        []
    );
    let renamed = Card {
        identity: Identity(6),
        ..Card::default()
    };
    store.serve(&Request::Rename(vec![(Identity(5), renamed)]), 60);
    assert_eq!(store.editions(Identity(6)).expect("it is read").len(), 2);
}
