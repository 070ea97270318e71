//! What can be asked besides stories: who speaks, what was said, when, and what is related.

use byline::index::facets::{Facet, FacetCount};
use byline::index::timeline::Step;
use byline::index::{Cancel, Index, Query, Total, Utterance, Window};
use jiff::civil::date;

use super::shelf::{Files, story};

const ALL: Window = Window {
    offset: 0,
    limit: 50,
};

fn library() -> Files {
    Files::of([
        story("Strike", 2026, 3, 1)
            .said("Ana Rivera", "The quay is ours and nobody else may have it")
            .said("Tom Becker", "We want to talk")
            .text("Longshoremen gathered by the breakwater.")
            .from("Coast Courier"),
        story("Strike, the next day", 2026, 3, 2)
            .said(
                "Ana Rivera",
                "The quay is ours, and nobody else may have it",
            )
            .text("Longshoremen left the breakwater.")
            .from("World Desk"),
        story("A talk", 2025, 11, 5)
            .question("Reporter", "Is the quay yours?")
            .answer("Ana Rivera", "It is a matter of law."),
        story("Weather", 2024, 1, 1).text("Rain."),
        story("Old weather", 2024, 1, 1).text("Sun.").undated(),
    ])
}

fn said(files: &Files, index: &Index, query: &str) -> Vec<Utterance> {
    let searcher = index.snapshot().expect("an index that can be read");
    let query = Query::parse_on(query, date(2026, 3, 12));
    let page = searcher
        .utterances(&query, ALL, &Cancel::never(), &|id| files.load(id))
        .expect("every query has an answer");
    assert_eq!(page.total.count(), page.rows.len());
    page.rows
}

#[test]
fn what_was_said_comes_newest_first_and_the_same_words_once() {
    let files = library();
    let rows = said(&files, &files.index(), "");
    let shown: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row.speaker.as_deref().unwrap_or(""), row.text.as_str()))
        .collect();
    assert_eq!(
        shown,
        [
            (
                "Ana Rivera",
                "The quay is ours, and nobody else may have it"
            ),
            ("Tom Becker", "We want to talk"),
            ("Reporter", "Is the quay yours?"),
            ("Ana Rivera", "It is a matter of law."),
        ]
    );
    assert_eq!(rows[0].place.headline, "Strike, the next day");
    let also: Vec<&str> = rows[0]
        .also
        .iter()
        .map(|place| place.headline.as_str())
        .collect();
    assert_eq!(also, ["Strike"]);
}

#[test]
fn what_was_said_can_be_narrowed() {
    let files = library();
    let index = files.index();
    let count = |query| said(&files, &index, query).len();
    assert_eq!(count("quay "), 2);
    assert_eq!(count("speaker:rivera"), 2);
    assert_eq!(count("speaker:rivera law"), 1);
    assert_eq!(count("speaker:becker quay "), 0);
    assert_eq!(count("is:interview"), 2);
    assert_eq!(count("asked:quay"), 1);
    assert_eq!(count("-quay "), 2);
    assert_eq!(count("after:2026-03-02"), 1);
    assert_eq!(count("source:courier"), 2);
}

#[test]
fn a_row_shows_the_words_that_were_found() {
    let before = "We talked of many things on that day, and of nothing much. ".repeat(12);
    let answer = format!("{before}Then came the lighthouse, which must stay.\nAnd soup.");
    let files = Files::of([
        story("A talk", 2025, 11, 5).answer("Ana Rivera", &answer),
        story("Short", 2025, 11, 4).said("Tom Becker", "A lighthouse!"),
    ]);
    let index = files.index();
    let shown = |query| {
        let rows = said(&files, &index, query);
        let lit = |row: &Utterance| {
            let lit = row
                .highlights
                .iter()
                .map(|hit| row.text[hit.range()].to_owned());
            let excerpt = row.text[row.excerpt.range()].to_owned();
            (lit.collect::<Vec<_>>(), excerpt)
        };
        rows.iter().map(lit).collect::<Vec<_>>()
    };
    let found = shown("lighthouse ");
    assert_eq!(found[0].0, ["lighthouse"]);
    assert!(
        found[0].1.contains("the lighthouse, which must stay."),
        "{found:?}"
    );
    assert!(found[0].1.len() < 300, "{found:?}");
    assert_eq!(
        found[1],
        (vec!["lighthouse".to_owned()], "A lighthouse!".to_owned())
    );
    // Where only who speaks was asked for there is nothing to light.
    assert_eq!(shown("speaker:rivera")[0].0, [""; 0]);
}

#[test]
fn what_was_said_comes_in_the_order_asked_for() {
    let files = library();
    let index = files.index();
    let days = |query| {
        let rows = said(&files, &index, query);
        let day = |row: &Utterance| row.place.date.expect("dated").day().to_string();
        rows.iter().map(day).collect::<Vec<_>>()
    };
    let oldest = days("sort:oldest quay ");
    assert_eq!(oldest, ["2025-11-05", "2026-03-01"]);
    assert_eq!(days("sort:newest quay "), ["2026-03-02", "2025-11-05"]);
    let longest = said(&files, &index, "sort:length");
    assert_eq!(longest[0].speaker.as_deref(), Some("Ana Rivera"));
}

#[test]
fn stories_come_oldest_first_where_asked() {
    let files = library();
    let index = files.index();
    for query in [
        "sort:oldest is:dated",
        "sort:oldest breakwater OR quay OR rain ",
    ] {
        let page = files.ask(&index, query);
        let days: Vec<_> = page.rows.iter().map(|row| row.date).collect();
        assert!(days.is_sorted() && days.len() > 2, "{query}: {days:?}");
    }
}

/// Many stories in which much is said, and after them a few old ones.
fn crowded() -> Files {
    const NEWER: usize = 8_000;
    let mut files = Files::default();
    let newer = (0..NEWER).map(|number| {
        let words = format!("The boats of row {number} are slow");
        story("New boats", 2016, 5, 4).said("Dora Hale", &words)
    });
    files.put("new.jsonl", 1, newer);
    let older = (0..5).map(|number| {
        let words = format!("The boats of pier {number} are red");
        story("Old boats", 2001, 5, 4)
            .said("Tim Roe", &words)
            .from("Pier Gazette")
    });
    files.put("old.jsonl", 1, older);
    files
}

#[test]
fn what_was_said_long_ago_is_found_behind_much_that_was_said_since() {
    let files = crowded();
    let index = files.index();
    let searcher = index.snapshot().expect("an index that can be read");
    let ask = |query: &str| {
        let query = Query::parse_on(query, date(2026, 3, 12));
        let load = |id: &_| files.load(id);
        let exact = searcher.utterances(&query, ALL, &Cancel::never(), &load);
        let first = searcher.first_utterances(&query, ALL, &Cancel::never(), &load);
        [exact, first].map(|page| page.expect("every query has an answer").total)
    };
    for query in [
        "boats on:2001",
        "\"the boats\" source:gazette",
        "before:2002",
    ] {
        assert_eq!(ask(query), [Total::Exact(5); 2], "{query}");
    }
    let [exact, first] = ask("boats ");
    assert_eq!(exact, Total::Exact(8_005));
    assert!(matches!(first, Total::AtLeast(1_000..)), "{first:?}");
    assert_eq!(ask("speaker:\"tim roe\"")[0], Total::Exact(5));
}

#[test]
fn people_are_counted_over_all_stories() {
    let files = library();
    let index = files.index();
    let searcher = index.snapshot().expect("an index that can be read");
    let all = searcher.people("", ALL).expect("an index that can be read");
    let names: Vec<&str> = all.rows.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ana Rivera", "Reporter", "Tom Becker"]);
    let rivera = &searcher
        .people("riv", ALL)
        .expect("an index that can be read")
        .rows[0];
    assert_eq!((rivera.stories, rivera.quotations, rivera.turns), (3, 2, 1));
    let days = [rivera.first, rivera.last].map(|day| day.expect("dated").to_string());
    assert_eq!(days, ["2025-11-05", "2026-03-02"]);
    assert_eq!(
        searcher
            .people("nobody", ALL)
            .expect("an index that can be read")
            .rows,
        []
    );
}

#[test]
fn who_speaks_only_in_stories_that_are_gone_is_nobody() {
    let mut files = library();
    let index = files.index();
    files.0.remove("2.txt");
    files.sync(&index);
    let snapshot = index.snapshot().expect("an index that can be read");
    let all = snapshot.people("", ALL).expect("an index that can be read");
    let names: Vec<&str> = all.rows.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Ana Rivera", "Tom Becker"]);
    assert_eq!(all.total, Total::Exact(2));
    assert_eq!(all.rows[0].stories, 2);
}

#[test]
fn the_timeline_counts_what_answers() {
    let files = library();
    let index = files.index();
    let searcher = index.snapshot().expect("an index that can be read");
    let ask = |query, step| {
        let query = Query::parse_on(query, date(2026, 3, 12));
        let line = searcher.timeline(&query, step, &Cancel::never());
        let line = line.expect("an index that can be read");
        let entries = line.entries.iter();
        let entries = entries.map(|entry| (entry.from.to_string(), entry.stories));
        (entries.collect::<Vec<_>>(), line.undated)
    };
    let entry = |day: &str, stories| (day.to_owned(), stories);
    assert_eq!(
        ask("", None),
        (
            vec![
                entry("2024-01-01", 1),
                entry("2025-11-01", 1),
                entry("2026-03-01", 2)
            ],
            1
        )
    );
    assert_eq!(
        ask("longshoremen ", None),
        (vec![entry("2026-03-01", 1), entry("2026-03-02", 1)], 0)
    );
    assert_eq!(
        ask("", Some(Step::Year)),
        (
            vec![
                entry("2024-01-01", 1),
                entry("2025-01-01", 1),
                entry("2026-01-01", 2)
            ],
            1
        )
    );
}

/// A value with what answers and has it, and what there is of it in all.
fn share(value: &str, count: usize, of: usize) -> FacetCount {
    FacetCount {
        value: value.to_owned(),
        count,
        of,
    }
}

#[test]
fn stories_are_counted_by_what_they_share() {
    let files = library();
    let index = files.index();
    let snapshot = index.snapshot().expect("an index that can be read");
    let count = |query, facet| {
        let query = Query::parse_on(query, date(2026, 3, 12));
        let found = snapshot.facet(&query, facet, 10, &Cancel::never());
        let found = found.expect("an index that can be read");
        assert_eq!(found.total, found.counts.len());
        (found.counts, found.without)
    };
    assert_eq!(
        count("breakwater ", Facet::Source),
        (
            vec![share("Coast Courier", 1, 1), share("World Desk", 1, 1)],
            0
        )
    );
    assert_eq!(count("rain ", Facet::Source), (vec![], 1));
    assert_eq!(
        count("quay ", Facet::Speaker),
        (
            vec![
                share("Ana Rivera", 3, 3),
                share("Reporter", 1, 1),
                share("Tom Becker", 1, 1)
            ],
            0
        )
    );
    assert_eq!(count("weather ", Facet::Speaker), (vec![], 2));
    assert_eq!(
        count("", Facet::Year),
        (
            vec![
                share("2024", 1, 1),
                share("2025", 1, 1),
                share("2026", 2, 2)
            ],
            1
        )
    );
    assert_eq!(
        count("breakwater OR talk ", Facet::Kind),
        (vec![share("report", 2, 4), share("interview", 1, 1)], 0)
    );
    assert_eq!(
        count("longshoremen ", Facet::Month),
        (vec![share("2026-03", 2, 2)], 0)
    );
}

#[test]
fn what_is_said_is_counted_by_what_it_shares() {
    let files = library();
    let index = files.index();
    let snapshot = index.snapshot().expect("an index that can be read");
    let count = |query, facet, most| {
        let query = Query::parse_on(query, date(2026, 3, 12));
        let list = snapshot.all_utterances(&query, &Cancel::never());
        let list = list.expect("an index that can be read");
        let found = snapshot.facet_of_utterances(&list, facet, most, &Cancel::never());
        let found = found.expect("an index that can be read");
        (found.counts, found.total, found.without)
    };
    assert_eq!(
        count("quay ", Facet::Speaker, 10),
        (
            vec![share("Ana Rivera", 1, 2), share("Reporter", 1, 1)],
            2,
            0
        )
    );
    assert_eq!(
        count("", Facet::Year, 10),
        (vec![share("2025", 2, 2), share("2026", 2, 2)], 2, 0)
    );
    assert_eq!(
        count("", Facet::Speaker, 1),
        (vec![share("Ana Rivera", 2, 2)], 3, 0)
    );
    assert_eq!(
        count("", Facet::Source, 10),
        (
            vec![share("Coast Courier", 1, 1), share("World Desk", 1, 1)],
            2,
            2
        )
    );
}

#[test]
fn related_stories_say_why() {
    let files = library();
    let index = files.index();
    let searcher = index.snapshot().expect("an index that can be read");
    let id = files.ask(&index, "headline:next ").rows[0].id.clone();
    let story = files.load(&id).expect("a story of the library");
    let related = searcher
        .related(&id, &story, 10, &Cancel::never(), &|id| files.load(id))
        .expect("an index that can be read");
    let headlines: Vec<&str> = related
        .iter()
        .map(|found| found.row.headline.as_str())
        .collect();
    assert_eq!(headlines, ["Strike", "A talk"]);
    assert_eq!(related[0].people, ["Ana Rivera"]);
    assert!(
        related[0].words.contains(&"quay".to_owned()),
        "{:?}",
        related[0].words
    );
}

#[test]
fn a_pronoun_relates_no_stories() {
    let files = Files::of([
        story("Ferry", 2026, 3, 1)
            .said("he", "We sail at noon")
            .text("The ferry left."),
        story("Bakery", 2026, 3, 2)
            .said("he", "Bread at two")
            .text("The oven was lit."),
    ]);
    let index = files.index();
    let searcher = index.snapshot().expect("an index that can be read");
    let id = files.ask(&index, "headline:ferry ").rows[0].id.clone();
    let story = files.load(&id).expect("a story of the library");
    let related = searcher
        .related(&id, &story, 10, &Cancel::never(), &|id| files.load(id))
        .expect("an index that can be read");
    assert_eq!(related, []);
}

#[test]
fn fields_and_values_are_completed() {
    let files = library();
    let index = files.index();
    let searcher = index.snapshot().expect("an index that can be read");
    let complete = |text: &str| {
        let found = searcher.complete(text).expect("an index that can be read");
        let whole = found.into_iter().map(|found| {
            let completed = format!("{}{}", &text[..found.span.start], found.text);
            (completed, found.detail)
        });
        whole.collect::<Vec<_>>()
    };
    assert_eq!(complete("quay spea")[0].0, "quay speaker:");
    assert_eq!(
        complete("speaker:riv"),
        [("speaker:\"ana rivera\"".to_owned(), "3 stories".to_owned())]
    );
    assert_eq!(complete("-source:co")[0].0, "-source:\"Coast Courier\"");
    assert_eq!(complete("is:int")[0].0, "is:interview");
    assert_eq!(complete("after:last-w")[0].0, "after:last-week");
    assert_eq!(complete("nofield:x"), []);
}
