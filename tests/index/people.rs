//! People of the library: one for all their names, with the roles that stories give them, and what they say
//! under any of these.

use std::sync::Arc;

use byline::index::people::Speaker;
use byline::index::{Cancel, Index, Judgements, Query, Snapshot, Total, Why, Window};

use super::shelf::{Files, story};

const ALL: Window = Window {
    offset: 0,
    limit: 50,
};

fn library() -> Files {
    Files::of([
        story("Pier", 2020, 3, 1)
            .said("Ana Rivera", "The pier is ours")
            .role("Ana Rivera", "mayor")
            .from("Courier"),
        story("Quay", 2024, 5, 2)
            .said("Senator Ana Rivera", "The quay is ours")
            .role("Senator Ana Rivera", "senator")
            .from("Desk"),
        story("Ferry", 2021, 7, 3)
            .said("Rivera", "The ferry is slow")
            .role("Rivera", "mayor")
            .from("Courier"),
        story("Wall", 2022, 7, 3)
            .said("Rivera", "The wall is high")
            .from("Gazette"),
        story("Old wall", 2019, 1, 1)
            .said("Ana Castro", "The wall is old")
            .from("Gazette"),
    ])
}

fn told(text: &str) -> Arc<Judgements> {
    Arc::new(Judgements::parse(text, "people.toml").expect("what the test writes is valid"))
}

fn people(snapshot: &Snapshot, typed: &str) -> Vec<Speaker> {
    let found = snapshot
        .people(typed, ALL)
        .expect("an index that can be read");
    assert_eq!(found.total, Total::Exact(found.rows.len()));
    found.rows
}

fn said(files: &Files, snapshot: &Snapshot, query: &str) -> Vec<String> {
    let page = snapshot
        .utterances(&Query::parse(query), ALL, &Cancel::never(), &|id| {
            files.load(id)
        })
        .expect("every query has an answer");
    page.rows.iter().map(|row| row.text.clone()).collect()
}

fn snapshot(index: &Index) -> Snapshot {
    index.snapshot().expect("an index that can be read")
}

#[test]
fn one_person_has_one_row_and_says_what_is_said_under_any_name() {
    let files = library();
    let snapshot = snapshot(&files.index());
    let rows = people(&snapshot, "");
    let names: Vec<(&str, usize)> = rows.iter().map(|row| (&*row.name, row.stories)).collect();
    assert_eq!(names, [("Ana Rivera", 3), ("Ana Castro", 1), ("Rivera", 1)]);
    let merged: Vec<_> = rows[0]
        .merged
        .iter()
        .map(|one| (&*one.name, one.source.as_deref(), one.stories, one.why))
        .collect();
    assert_eq!(
        merged,
        [
            ("Rivera", Some("Courier"), 1, Why::Surname),
            ("Senator Ana Rivera", None, 1, Why::Title),
        ]
    );
    let hers = ["The quay is ours", "The ferry is slow", "The pier is ours"];
    assert_eq!(said(&files, &snapshot, "speaker:=\"Ana Rivera\""), hers);
    assert_eq!(said(&files, &snapshot, "speaker:\"ana rivera\""), hers);
    assert_eq!(
        said(&files, &snapshot, "speaker:=Rivera"),
        ["The wall is high"]
    );
    assert_eq!(said(&files, &snapshot, "speaker:rivera").len(), 4);
    assert_eq!(
        said(&files, &snapshot, "speaker:=\"Ana Rivera\" ferry "),
        ["The ferry is slow"]
    );
}

#[test]
fn stories_show_what_is_said_under_another_name() {
    let files = library();
    let page = files.ask(&files.index(), "speaker:\"ana rivera\" ferry ");
    let passage = page.rows[0].passage.as_ref().expect("a passage");
    assert_eq!(passage.speaker.as_deref(), Some("Rivera"));
    assert!(page.hints.is_empty(), "{:?}", page.hints);
}

#[test]
fn roles_have_the_days_on_which_they_were_printed_the_newest_first() {
    let files = library();
    let rivera = &people(&snapshot(&files.index()), "ana rivera")[0];
    let roles: Vec<_> = rivera
        .roles
        .iter()
        .map(|held| {
            let days = [held.first, held.last].map(|day| day.expect("dated").to_string());
            (held.role.as_str(), held.stories, days)
        })
        .collect();
    let day = |from: &str, until: &str| [from.to_owned(), until.to_owned()];
    assert_eq!(
        roles,
        [
            ("senator", 1, day("2024-05-02", "2024-05-02")),
            ("mayor", 2, day("2020-03-01", "2021-07-03")),
        ]
    );
    assert_eq!(rivera.role.as_deref(), Some("senator"));
    let days = [rivera.first, rivera.last].map(|day| day.expect("dated").to_string());
    assert_eq!(days, day("2020-03-01", "2024-05-02"));
}

#[test]
fn what_a_reader_says_of_names_holds_in_lists_and_answers() {
    let files = library();
    let told = told(
        "same = [[\"Ana Rivera\", \"Ana Castro\"]]\nnot-the-same = [[\"Rivera\", \"Ana Rivera\"]]",
    );
    let index = files.index().judged_by(told);
    let snapshot = snapshot(&index);
    let rows = people(&snapshot, "");
    let names: Vec<(&str, usize)> = rows.iter().map(|row| (&*row.name, row.stories)).collect();
    assert_eq!(names, [("Ana Rivera", 3), ("Rivera", 2)]);
    let hers = ["The quay is ours", "The pier is ours", "The wall is old"];
    assert_eq!(said(&files, &snapshot, "speaker:\"ana castro\""), hers);
    let several = snapshot.people_of_several_names("").expect("readable");
    assert_eq!(several.len(), 1);
    assert!(several[0].merged.iter().any(|one| one.why == Why::Told));
}

#[test]
fn names_in_the_readers_file_that_nobody_bears_are_told() {
    let files = library();
    let index = files
        .index()
        .judged_by(told("same = [[\"Ana Rivera\", \"Ana Revera\"]]"));
    assert_eq!(
        snapshot(&index).names_of_nobody().expect("readable"),
        ["Ana Revera"]
    );
}

#[test]
fn a_story_that_calls_somebody_by_two_names_is_one_story() {
    let files = Files::of([story("Pier", 2020, 3, 1)
        .said("Ana Rivera", "The pier is ours")
        .said("Rivera", "The pier is old")
        .from("Courier")]);
    let rows = people(&snapshot(&files.index()), "");
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].stories, rows[0].quotations), (1, 2));
}
