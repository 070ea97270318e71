//! Stories that are nearly the same: one row stands for all, in lists, counts and related stories.

use byline::index::facets::Facet;
use byline::index::{Cancel, Query, Total, Window};

use super::shelf::{Files, Telling, headlines, story};

/// A text of so many words; every so many words another.
fn words(seed: usize, changed: usize) -> String {
    let word = |number: usize| match changed {
        0 => format!("word{} ", seed + number),
        _ if number % changed == 7 => format!("other{number} "),
        _ => format!("word{} ", seed + number),
    };
    (0..300).map(word).collect()
}

fn told(headline: &str, day: i8, text: &str) -> Telling {
    story(headline, 2026, 3, day).text(text)
}

fn library() -> Files {
    Files::of([
        told("Strike", 1, &words(0, 0)).from("Courier"),
        told("Strike at the pier", 2, &words(0, 110)).from("Desk"),
        told("Pier shut", 3, &words(0, 90)).from("Gazette"),
        told("Another matter", 4, &words(1000, 0)).from("Courier"),
        // A form that is filled in anew each year is no copy, an old text printed again is one.
        story("Report of the year", 2020, 1, 1).text(&words(3000, 0)),
        story("Report of the year", 2021, 1, 1).text(&words(3000, 30)),
        story("Tale", 2019, 1, 1).text(&words(5000, 0)),
        story("Tale", 2023, 1, 1).text(&words(5000, 0)),
    ])
}

#[test]
fn a_list_has_one_row_for_near_copies_and_each_when_asked() {
    let files = library();
    let index = files.index();
    let page = files.ask(&index, "");
    assert_eq!(
        headlines(&page),
        [
            "Another matter",
            "Pier shut",
            "Tale",
            "Report of the year",
            "Report of the year"
        ]
    );
    let copies: Vec<usize> = page.rows.iter().map(|row| row.copies).collect();
    assert_eq!((page.total, copies), (Total::Exact(5), vec![0, 2, 1, 0, 0]));
    let page = files.ask(&index, "copies:all");
    assert_eq!((page.total, page.rows.len()), (Total::Exact(8), 8));
    let page = files.ask(&index, "word12 ");
    assert_eq!((page.total, page.rows[0].copies), (Total::Exact(1), 2));
    // Of those that answer alone.
    let page = files.ask(&index, "word12 -source:gazette");
    assert_eq!((page.total, page.rows[0].copies), (Total::Exact(1), 1));
    assert_eq!(
        files.ask(&index, "word12 copies:all").total,
        Total::Exact(3)
    );
}

#[test]
fn every_window_over_folded_stories_is_a_part_of_the_whole_list() {
    let files = library();
    let index = files.index();
    let whole = files.ask(&index, "");
    for offset in 0..6 {
        let window = Window { offset, limit: 2 };
        let page = files.ask_window(&index, "", window);
        let expect: Vec<&str> = headlines(&whole).into_iter().skip(offset).take(2).collect();
        assert_eq!(headlines(&page), expect);
    }
}

#[test]
fn copies_that_are_gone_are_not_counted() {
    let mut files = library();
    let index = files.index();
    files.0.remove("2.txt");
    files.sync(&index);
    let page = files.ask(&index, "word12 ");
    assert_eq!((page.total, page.rows[0].copies), (Total::Exact(1), 1));
    assert_eq!(page.rows[0].headline, "Strike at the pier");
}

#[test]
fn counts_and_related_stories_fold_them_too() {
    let files = library();
    let index = files.index();
    let snapshot = index.snapshot().expect("an index that can be read");
    let years = snapshot.facet(&Query::parse(""), Facet::Year, 10, &Cancel::never());
    let years = years.expect("readable").counts;
    let years: Vec<(&str, usize)> = years
        .iter()
        .map(|year| (&*year.value, year.count))
        .collect();
    assert_eq!(years, [("2020", 1), ("2021", 1), ("2023", 1), ("2026", 2)]);
    let timeline = snapshot.timeline(&Query::parse("word12 "), None, &Cancel::never());
    assert_eq!(timeline.expect("readable").entries.len(), 1);
}
