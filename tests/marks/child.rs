//! A program that marks is killed at any moment, and another one marks beside it: what it was told of is
//! kept, and the store is whole.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use byline::marks::{Card, Change, Heard, Kind, Request, Store};
use byline::story::Identity;

/// Where the child keeps its marks, and the number of its first story.
const FOLDER: &str = "BYLINE_TEST_MARKS";
const FIRST: &str = "BYLINE_TEST_FIRST";

/// The child: marks story after story and says which are noted, until it is killed.
#[test]
#[ignore = "run by the tests of this file"]
fn marks_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let first = std::env::var(FIRST).expect("it is set");
    let first: u64 = first.parse().expect("a number");
    let (mut store, said) = Store::open(Path::new(&folder)).expect("it opens");
    assert_eq!(said, None, "it starts clean");
    let mut out = std::io::stderr();
    for number in first.. {
        let card = Card {
            identity: Identity(number),
            headline: format!("Story {number}"),
            ..Card::default()
        };
        let heard = store.serve(&Request::Change(vec![card], Change::Read(true)), 1);
        assert!(matches!(&heard[..], [Heard::Marks(_)]), "{heard:?}");
        writeln!(out, "noted {number}").expect("somebody hears it");
    }
}

fn child(folder: &Path, first: u64) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    let test = "marks::child::marks_until_it_is_killed";
    command.args(["--exact", test, "--ignored", "--nocapture"]);
    command.env(FOLDER, folder).env(FIRST, first.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("it starts")
}

/// Lets a child note so many stories and kills it. Returns the last one that it said is noted.
fn kill_after(mut child: Child, stories: usize) -> u64 {
    let said = BufReader::new(child.stderr.take().expect("it is piped"));
    let lines = said.lines().map_while(Result::ok);
    let mut noted = lines.filter_map(|line| line.strip_prefix("noted ")?.parse().ok());
    let last = noted
        .by_ref()
        .take(stories)
        .last()
        .expect("it notes something");
    child.kill().expect("it is killed");
    // What it said before it died counts, too.
    let last = noted.last().unwrap_or(last);
    child.wait().expect("it is gone");
    last
}

fn assert_noted(folder: &Path, stories: std::ops::RangeInclusive<u64>) {
    let (mut store, said) = Store::open(folder).expect("it opens");
    assert_eq!(said, None, "it starts clean");
    let read = store.kind(&Kind::Read).expect("it is read");
    let lost: Vec<u64> = stories.filter(|story| !read.contains(story)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
}

fn kill(times: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    for time in 1..=times {
        let first = time * 1_000_000;
        let stories = (time * 7 % 23 + 1) as usize;
        let last = kill_after(child(folder.path(), first), stories);
        assert_noted(folder.path(), first..=last);
    }
}

#[test]
fn a_kill_loses_nothing_that_was_noted() {
    kill(6);
}

#[test]
#[ignore = "takes minutes"]
fn a_thousand_kills_lose_nothing_that_was_noted() {
    kill(1_000);
}

#[test]
fn two_note_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let children = [1_000_000, 2_000_000].map(|first| (first, child(folder.path(), first)));
    let threads =
        children.map(|(first, child)| std::thread::spawn(move || (first, kill_after(child, 60))));
    for thread in threads {
        let (first, last) = thread.join().expect("it ends");
        assert_noted(folder.path(), first..=last);
    }
}
