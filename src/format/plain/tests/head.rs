//! What stands under a headline: who wrote the story, and what only looks like a name; and short lines
//! between paragraphs that head nothing.

use super::super::parse;
use super::{FERRIES, HARBOUR, PILLARS};

#[track_caller]
fn authors(headline: &str, line: &str, expected: &[&str]) {
    let page = format!("{headline}\n\n{line}\n\n{HARBOUR}\n\n{PILLARS}\n");
    assert_eq!(parse(&page)[0].meta.bylines, expected, "{line}");
}

#[test]
fn what_stands_beside_an_author_is_none() {
    for line in [
        "By Anna Brandt, Harbour Editor",
        "By Anna Brandt, CW",
        "By Anna Brandt | Coastline",
        "By Anna Brandt, MD",
        "By Anna Brandt · 4 min read",
        "By Anna Brandt (anna@coast.example)",
        "By Anna Brandt, Special to The Coast",
        "By Anna Brandt in Kiel",
        "By Staff Writer Anna Brandt",
        "By Anna Brandt Political Correspondent",
        "BY Anna Brandt, STAFF WRITER",
        "Author: Anna Brandt",
        "Von Anna Brandt, Kiel",
        "Text: Anna Brandt",
        "Автор: Anna Brandt",
        "Par Anna Brandt, envoyée spéciale à Kiel",
        "Por Anna Brandt, corresponsal en Kiel",
        "Av Anna Brandt, journalist",
        "Anna Brandt, staff writer",
        "Anna Brandt | 3 May 2026",
    ] {
        authors("Ferry terminal to close", line, &["Anna Brandt"]);
    }
}

#[test]
fn several_authors_are_all_named() {
    let both = ["Anna Brandt", "Tom Okafor"];
    for line in [
        "By Anna Brandt and Tom Okafor",
        "By Anna Brandt in Kiel and Tom Okafor in Oslo",
        "By Anna Brandt with Tom Okafor",
        "Von Anna Brandt und Tom Okafor, Kiel",
        "Par Anna Brandt et Tom Okafor",
        "Anna Brandt and Tom Okafor",
    ] {
        authors("Ferry terminal to close", line, &both);
    }
    authors(
        "Ferry terminal to close",
        "By Tom Okafor, Jr.",
        &["Tom Okafor, Jr."],
    );
    authors("Ferry terminal to close", "By coastblog", &["coastblog"]);
}

#[test]
fn papers_and_desks_are_no_authors() {
    for line in [
        "By CW",
        "By Coastline Staff",
        "By Staff Writer",
        "By The Coast",
    ] {
        authors("Ferry terminal to close", line, &[]);
    }
}

#[test]
fn buttons_and_titles_that_come_again_are_no_authors() {
    authors(
        "What is a Ferry Terminal? - Coast Words",
        "Ferry Terminal",
        &[],
    );
    for button in ["Descargar PDF", "Copiar Enlace", "Northern Landing"] {
        authors("Rust closes the pier", button, &[]);
    }
}

#[test]
fn calls_and_captions_head_nothing() {
    for line in [
        "Get the harbour letter in your inbox",
        "Listen to this story (4 min)",
        "The old landing stage, 1931",
        "Temps de lecture : 4 min",
    ] {
        super::check(
            &format!("Ferry terminal to close\n{HARBOUR}\n{line}\n{PILLARS}\n{FERRIES}\n")
                .replace(line, &format!("{line}\n")),
            &outline_without_headings(line),
        );
    }
}

/// The outline of that page where the line heads nothing: it is furniture, or text.
fn outline_without_headings(line: &str) -> String {
    let kind = if line.ends_with("1931") { "." } else { "promo" };
    format!("= Ferry terminal to close\n.\n{kind}\n.\n.")
}

#[test]
fn several_lines_with_a_colon_over_paragraphs_are_headings() {
    super::check(
        &format!(
            "Ferry terminal to close\n{HARBOUR}\nWhat is known:\n{PILLARS}\nWhat is still open:\n{FERRIES}\n"
        ),
        "= Ferry terminal to close\n.\n# What is known:\n.\n# What is still open:\n.",
    );
}

#[test]
fn rows_in_small_letters_are_not_joined() {
    let rows = (1..9).map(|row| format!("pier{row}-upper-northern-stage | two boats\n"));
    let rows: String = rows.collect();
    let page = format!("Where the boats land\nThey land at:\n{rows}");
    assert_eq!(parse(&page)[0].meta.headline, "Where the boats land");
}

#[test]
fn a_heading_tells_why_it_is_one() {
    let page = format!(
        "Ferry terminal to close\n{HARBOUR}\nWhat the divers look for\n{PILLARS}\n{FERRIES}\n"
    );
    let story = &parse(&page)[0];
    let heading = story.reasons.iter().find(|reason| reason.block == 2);
    let signs = &heading.expect("the heading has reasons").signs;
    assert_eq!(signs.len(), 3);
    assert!(
        signs
            .iter()
            .all(|(place, sign)| !place.is_empty() && !sign.is_empty())
    );
}
