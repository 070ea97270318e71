//! Stories of one page whose border a reader sees at once, and pages that only look so.

use super::super::parse;
use super::{FERRIES, FROST, HARBOUR, NIGHTS, ORCHARD, PILLARS, PRICES, headlines};

#[track_caller]
fn check(page: &str, expected: &[&str]) {
    assert_eq!(headlines(page), expected, "{page}");
}

#[test]
fn a_byline_and_a_date_under_a_line_open_a_story() {
    let page = |name: &str| {
        format!(
            "Ferry terminal to close\n\nBy Anna Brandt\n\n3 May 2026\n\n{HARBOUR}\n\n{PILLARS}\n\n\
             Terminal roof may go too\n\n{name}\n\n3 May 2026\n\n{FERRIES}\n\n{PILLARS}\n"
        )
    };
    check(
        &page("By Anna Brandt"),
        &["Ferry terminal to close", "Terminal roof may go too"],
    );
    check(
        "Ferry closes\n\nBy Anna Brandt\n3 May 2026\n\nThe ferry closes on Friday, the board said.\n\n\
         Bees come home\n\nBy Tom Okafor\n4 May 2026\n\nThe hives are back on the roof of the hall.\n",
        &["Ferry closes", "Bees come home"],
    );
}

#[test]
fn capitals_over_a_date_open_a_story_where_they_opened_the_one_before() {
    check(
        &format!(
            "FERRY TERMINAL TO CLOSE\n3 May 2026\n\n{HARBOUR}\n\n{PILLARS}\n\n\
             TERMINAL ROOF MAY GO TOO\n4 May 2026\n\n{FERRIES}\n"
        ),
        &["FERRY TERMINAL TO CLOSE", "TERMINAL ROOF MAY GO TOO"],
    );
}

#[test]
fn headings_that_come_again_part_two_stories_at_the_headline_between_them() {
    let page = |headings: [&str; 3], headline: &str, again: [&str; 3]| {
        format!(
            "Ferry terminal to close in winter\n\n{HARBOUR}\n\n{}\n\n{PILLARS}\n\n{}\n\n{FERRIES}\n\n\
             {}\n\n{PILLARS}\n\n{headline}\n\n{ORCHARD}\n\n{}\n\n{FROST}\n\n{}\n\n{NIGHTS}\n\n{}\n\n{PRICES}\n",
            headings[0], headings[1], headings[2], again[0], again[1], again[2]
        )
    };
    let three = ["Costs and doubts", "Help for the owners", "What comes next"];
    let both = |headline| vec!["Ferry terminal to close in winter", headline];
    // The last heading of the first story returns first: it is no headline.
    let turned = ["What comes next", "Costs and doubts", "Help for the owners"];
    check(
        &page(three, "Apple growers expect the worst", turned),
        &both("Apple growers expect the worst"),
    );
    // Nor is a heading that only the first story has.
    let two = [
        "Costs and doubts",
        "Help for the owners",
        "Ships at the market",
    ];
    check(
        &page(two, "Apple growers expect the worst", three),
        &both("Apple growers expect the worst"),
    );
}

#[test]
fn a_rule_parts_what_has_a_title() {
    for rule in ["* * *", "---"] {
        check(
            &format!(
                "Ferry terminal to close in winter\n\n{HARBOUR}\n\n{rule}\n\n\
                 Boats land at the fish market\n\n{FERRIES}\n"
            ),
            &[
                "Ferry terminal to close in winter",
                "Boats land at the fish market",
            ],
        );
        check(
            &format!(
                "Ferry to close\n\n{HARBOUR}\n\n{rule}\n\nBoats move to market\n\nBy Tom Okafor\n\n{FERRIES}\n"
            ),
            &["Ferry to close", "Boats move to market"],
        );
        check(
            &format!(
                "Ferry terminal to close\n\n{HARBOUR}\n\n{rule}\n\n{PILLARS}\n\n{rule}\n\n{FERRIES}\n"
            ),
            &["Ferry terminal to close"],
        );
    }
}

#[test]
fn headings_beside_rules_stay_in_their_story() {
    check(
        &format!(
            "Ferry terminal to close in winter\n\n{HARBOUR}\n\nWhat the divers will look for\n\n\
             {PILLARS}\n\n---\n\nWhere boats land until then\n\n{FERRIES}\n"
        ),
        &["Ferry terminal to close in winter"],
    );
}

#[test]
fn records_name_their_title_and_source() {
    let page = format!(
        "Title: Ferry terminal to close\nDate: 2026-05-03\nSource: Herald\n\n{HARBOUR}\n\n{PILLARS}\n\n\
         Title: Frost in the orchards\nDate: 2026-05-04\nSource: Herald\n\n{ORCHARD}\n"
    );
    check(&page, &["Ferry terminal to close", "Frost in the orchards"]);
    for story in parse(&page) {
        assert_eq!(story.meta.source.as_deref(), Some("Herald"));
        assert!(story.meta.date.is_some());
    }
}

#[test]
fn what_stands_over_a_headline_is_none() {
    let page = |over: &str| {
        format!("{over}\n\nFerry terminal to close in winter\n\n{HARBOUR}\n\n{PILLARS}\n")
    };
    for over in ["FOR IMMEDIATE RELEASE", "Home | News | Sport"] {
        check(&page(over), &["Ferry terminal to close in winter"]);
    }
}

#[test]
fn a_headline_is_bounded() {
    let page = format!("{HARBOUR} {PILLARS}\n\n{FERRIES}\n");
    assert!(headlines(&page)[0].chars().count() <= 200);
}

#[test]
fn the_title_under_a_time_heads_the_entry() {
    super::check(
        &format!(
            "Ferry terminal closes: live\n\n18:40\nDivers go down\n{HARBOUR}\n\n17:55\nTerminal shut\n{PILLARS}\n"
        ),
        "= Ferry terminal closes: live
         date
         # Divers go down
         .
         date
         # Terminal shut
         .",
    );
}

#[test]
fn furniture_alone_is_the_text() {
    super::check(
        "Ferry terminal to close\nMore.\n",
        "= Ferry terminal to close\n.",
    );
}

#[test]
fn a_date_under_each_headline_parts_stories() {
    for [first, second] in [
        ["Published 3 May 2026", "Published 6 May 2026"],
        ["Опубликовано 3 мая 2026", "Опубликовано 6 мая 2026"],
        ["Posted on 03/05/2026", "Posted on 06/05/2026"],
        ["By Anna Brandt", "By Tom Okafor"],
    ] {
        check(
            &format!(
                "Ferry terminal to close in winter\n\n{first}\n\n{HARBOUR}\n\n{PILLARS}\n\n\
                 Boats land at the fish market\n\n{second}\n\n{FERRIES}\n"
            ),
            &[
                "Ferry terminal to close in winter",
                "Boats land at the fish market",
            ],
        );
    }
}

#[test]
fn a_date_over_each_headline_parts_stories() {
    check(
        &format!(
            "3 May 2026\n\nFerry terminal to close in winter\n\n{HARBOUR}\n\n{PILLARS}\n\n\
             6 May 2026\n\nBoats land at the fish market\n\n{FERRIES}\n"
        ),
        &[
            "Ferry terminal to close in winter",
            "Boats land at the fish market",
        ],
    );
}

#[test]
fn a_diary_is_one_story() {
    check(
        &format!(
            "A winter at the ferry terminal\n\n1 May 2026\n\n{HARBOUR}\n\nFirst frost\n\n3 May 2026\n\n\
             {PILLARS}\n\nThe divers\n\n6 May 2026\n\n{FERRIES}\n"
        ),
        &["A winter at the ferry terminal"],
    );
}

#[test]
fn a_rule_or_a_gap_parts_titles_that_are_wider_than_the_headings() {
    for parts in ["\n\n==========\n\n", "\n\n\n\n\n"] {
        check(
            &format!(
                "Ferry terminal to close in winter\n\n{HARBOUR}\n\nRust in the steel\n\n{PILLARS}\
                 {parts}Boats are to land at the fish market\n\n{FERRIES}\n\nA stage for two\n\n{PILLARS}\n"
            ),
            &[
                "Ferry terminal to close in winter",
                "Boats are to land at the fish market",
            ],
        );
    }
}

#[test]
fn a_sentence_over_byline_and_date_opens_a_story() {
    check(
        &format!(
            "Ferry terminal to close\n\nBy Anna Brandt | 3 May 2026\n\n{HARBOUR}\n\n{PILLARS}\n\n\
             The boats are back. Nobody cheers.\n\nBy Tom Okafor | 4 May 2026\n\n{FERRIES}\n"
        ),
        &[
            "Ferry terminal to close",
            "The boats are back. Nobody cheers.",
        ],
    );
}

#[test]
fn an_aside_in_brackets_is_no_headline() {
    check(
        &format!(
            "(Typed by a machine, read by nobody)\n\nFerry terminal to close in winter\n\n{HARBOUR}\n\n{PILLARS}\n"
        ),
        &["Ferry terminal to close in winter"],
    );
}

#[test]
fn what_closes_a_page_does_not_open_it() {
    check(
        &format!("Sign up for the ferry day\n{HARBOUR}\n{PILLARS}\n"),
        &["Sign up for the ferry day"],
    );
}
