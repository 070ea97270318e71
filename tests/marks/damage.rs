//! A store that is cut off or has wrong bytes is opened all the same, says so, and gives what is good.

use std::fs;
use std::path::Path;

use byline::marks::{Card, Change, Kind, Request, Store};
use byline::story::Identity;

const STORIES: u64 = 400;

/// A folder with a store in which many stories are marked, and with a copy of yesterday where asked.
fn library(folder: &Path, stories: u64) -> Store {
    let (mut store, _) = Store::open(folder).expect("it opens");
    for number in 1..=stories {
        let card = Card {
            identity: Identity(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            headline: format!("Story {number}"),
            opening: "Nobody on the quay remembers a winter so short. ".repeat(4),
            path: format!("{number}.txt"),
            ..Card::default()
        };
        store.serve(&Request::Change(vec![card], Change::Read(true)), 1);
    }
    store
}

fn read(store: &mut Store) -> usize {
    store.kind(&Kind::Read).expect("it is read").len()
}

/// What is done to the bytes of a store at a place.
type Harm = fn(&mut Vec<u8>, usize);

const HARMS: &[Harm] = &[
    |bytes, at| bytes.truncate(at),
    |bytes, at| bytes[at] ^= 0x10,
    |bytes, at| {
        let end = (at + 600).min(bytes.len());
        bytes[at..end].fill(0xa5);
    },
    |bytes, at| {
        let end = (at + 4096).min(bytes.len());
        bytes[at..end].fill(0);
    },
];

#[test]
fn a_damaged_store_is_mended_and_what_is_good_is_saved() {
    let sound = tempfile::tempdir().expect("a folder");
    drop(library(sound.path(), STORIES));
    let bytes = fs::read(sound.path().join("marks.db")).expect("it is there");
    let places = 50;
    let (mut saved, mut all) = (0, 0);
    for (number, harm) in (0..places).flat_map(|place| HARMS.iter().map(move |harm| (place, harm)))
    {
        let folder = tempfile::tempdir().expect("a folder");
        let mut harmed = bytes.clone();
        harm(
            &mut harmed,
            ((bytes.len() - 1) * number / (places - 1)).max(1),
        );
        let is_harmed = harmed != bytes;
        fs::write(folder.path().join("marks.db"), &harmed).expect("a file");
        let (mut store, said) = Store::open(folder.path()).expect("it opens");
        let held = read(&mut store);
        assert!(
            said.is_some() || held as u64 + 1 >= STORIES || !is_harmed,
            "{held} of {STORIES} without a word"
        );
        // It is a store again: what is noted is kept.
        drop(store);
        let (mut store, _) = Store::open(folder.path()).expect("it opens");
        assert_eq!(read(&mut store), held);
        (saved, all) = (saved + held as u64, all + STORIES);
    }
    assert!(saved * 10 >= all * 4, "{saved} of {all} saved");
}

#[test]
fn the_copy_of_yesterday_fills_the_gaps() {
    let sound = tempfile::tempdir().expect("a folder");
    let mut store = library(sound.path(), STORIES);
    assert!(store.wants_copy());
    assert_eq!(store.copy_away(), None);
    assert!(!store.wants_copy());
    drop(store);
    let file = sound.path().join("marks.db");
    let cuts: [fn(usize) -> usize; 4] = [|_| 0, |_| 100, |all| all / 3, |all| all - 10];
    for cut in cuts {
        let bytes = fs::read(&file).expect("it is there");
        fs::write(&file, &bytes[..cut(bytes.len())]).expect("a file");
        let (mut store, said) = Store::open(sound.path()).expect("it opens");
        assert!(said.is_some_and(|said| said.contains("damaged")));
        assert_eq!(read(&mut store) as u64, STORIES);
    }
}
