//! What is taken for a quotation: each mark, each fault.

use super::find_quotations;
use crate::story::{Block, BlockKind, Span, Story};

/// Lines are blocks; `expect` is what stands between the marks, in order.
fn check(text: &str, expect: &[&str]) {
    let mut story = Story {
        text: text.to_string(),
        ..Story::default()
    };
    let mut start = 0;
    for line in text.split('\n') {
        story.blocks.push(Block::new(
            BlockKind::Paragraph,
            Span::new(start, start + line.len()),
        ));
        start += line.len() + 1;
    }
    find_quotations(&mut story);
    let found: Vec<_> = story
        .quotations
        .iter()
        .map(|quotation| story.slice(quotation.span))
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn every_pair_of_marks_is_read() {
    for text in [
        "“We won.”",
        "\"We won.\"",
        "''We won.''",
        "``We won.''",
        "„We won.“",
        "„We won.”",
        "«We won.»",
        "« We won. »",
        "»We won.«",
        "‹We won.›",
        "‘We won.’",
        "'We won.'",
        "‚We won.‘",
        "「We won.」",
        "『We won.』",
        "”We won.”",
    ] {
        check(text, &["We won."]);
    }
}

#[test]
fn only_the_outer_pair_counts() {
    check("“He said ‘go’ twice,” she said.", &["He said ‘go’ twice,"]);
    check(
        "\"He said 'go' twice,\" she said.",
        &["He said 'go' twice,"],
    );
    check("“He said “go” twice,” she said.", &["He said “go” twice,"]);
    check("‘He said “go” twice,’ she said.", &["He said “go” twice,"]);
}

#[test]
fn apostrophes_are_no_marks() {
    check(
        "Oduya’s team doesn’t play in the ’90s style, the players’ coach said.",
        &[],
    );
    check("It's the girls' team, rock 'n' roll.", &[]);
    check(
        "‘The players’ union isn’t happy,’ he said.",
        &["The players’ union isn’t happy,"],
    );
    check("He is 6'2 tall.", &[]);
}

#[test]
fn a_quotation_may_be_closed_by_the_wrong_mark() {
    check("“We won,\" she said.", &["We won,"]);
    check("\"We won,” she said.", &["We won,"]);
    check("“We won“ she said.", &["We won"]);
    check("„Wir haben gewonnen„ sagte sie.", &["Wir haben gewonnen"]);
}

#[test]
fn a_quotation_may_be_glued_to_what_stands_around_it() {
    check("said Oduya.”It works.” Then she left.", &["It works."]);
    check(
        "“It works.”Then she said“no more” twice.",
        &["It works.", "no more"],
    );
    check("“ It works.” she said.", &["It works."]);
}

#[test]
fn a_quotation_runs_over_paragraphs_that_open_but_do_not_close() {
    check(
        "“We came here.\n“We stayed.”",
        &["We came here.", "We stayed."],
    );
    check(
        "She said: \"We came here. \"We stayed.\" Then she left.",
        &["We came here.", "We stayed."],
    );
}

#[test]
fn a_mark_that_nothing_closes_opens_nothing_in_running_text() {
    check("The 14\" screen is here.", &[]);
    check("A mark ” alone.", &[]);
    check("<a href=\"x\">y</a>", &[]);
}

#[test]
fn dialogue_is_told_by_dashes() {
    check(
        "—No iremos —dijo Ana—. Nunca iremos.",
        &["No iremos", "Nunca iremos."],
    );
    check("— an item of a list", &[]);
}

#[test]
fn a_name_that_signs_an_open_quotation_is_no_quotation() {
    check(
        "“We will rebuild the bridge, whatever it costs us.\nMara Oduya, harbour board.”",
        &["We will rebuild the bridge, whatever it costs us."],
    );
    check(
        "“We will rebuild the bridge.\nIt will cost what it costs.”",
        &["We will rebuild the bridge.", "It will cost what it costs."],
    );
}
