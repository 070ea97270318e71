//! What is taken for a quotation: each mark, each fault.

use super::find_quotations;
use crate::story::{Block, BlockKind, Span, Story};

/// Lines are blocks; `expect` is what stands between the marks, in order.
fn check(text: &str, expect: &[&str]) {
    check_in(None, text, expect);
}

/// The same in a language; a line that opens with an asterisk is an item of a list.
fn check_in(lang: Option<&'static str>, text: &str, expect: &[&str]) {
    let mut story = Story {
        text: text.to_string(),
        ..Story::default()
    };
    story.meta.lang = lang;
    let mut start = 0;
    for line in text.split('\n') {
        let (kind, mark) = match line.strip_prefix("* ") {
            Some(_) => (BlockKind::ListItem, 2),
            None => (BlockKind::Paragraph, 0),
        };
        story.blocks.push(Block::new(
            kind,
            Span::new(start + mark, start + line.len()),
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

#[test]
fn an_aside_behind_a_comma_ends_with_its_sentence() {
    check_in(
        Some("sv"),
        "– Isen bär inte, säger Tove Lind, fiskare. – Vi väntar. Båten ligger kvar.",
        &["Isen bär inte", "Vi väntar. Båten ligger kvar."],
    );
    check_in(
        Some("sv"),
        "Vägen är stängd. – Isen bär inte, säger Tove Lind till A. Holm. Bron öppnas i maj.",
        &["Isen bär inte"],
    );
    check_in(
        Some("no"),
        "– Er isen trygg? spør Odd Lind.",
        &["Er isen trygg?"],
    );
}

#[test]
fn an_aside_between_dashes_parts_speech() {
    check_in(
        Some("pl"),
        "– Lód puścił – powiedziała Ewa Lis. – Czekamy – dodała.",
        &["Lód puścił", "Czekamy"],
    );
    check_in(
        Some("ru"),
        "— Лёд, — сказала Инна Лис, — ещё держит.",
        &["Лёд", "ещё держит."],
    );
    check_in(
        Some("pl"),
        "Prom stoi. - To stary spór - jeden z wielu - ocenia Ewa Lis. Rejsy ruszą w maju.",
        &["To stary spór - jeden z wielu"],
    );
}

#[test]
fn who_speaks_of_himself_within_speech_opens_no_aside() {
    check_in(
        Some("no"),
        "– Det går bra, sier jeg, og det mener jeg, sier Odd Lind.",
        &["Det går bra, sier jeg, og det mener jeg"],
    );
}

#[test]
fn a_line_without_aside_is_speech_where_others_have_one() {
    check_in(
        Some("no"),
        "– Isen er trygg, sier Odd Lind.\nHan smiler.\n– Vi går i morgen.",
        &["Isen er trygg", "Vi går i morgen."],
    );
    check_in(Some("no"), "– Brød og melk.\nHan smiler.", &[]);
}

#[test]
fn items_of_a_list_are_speech_only_beside_one_that_is() {
    let told = "* Isen er trygg, sier Odd Lind.\nHan smiler.\n";
    check_in(
        Some("no"),
        &format!("{told}* Hvor mange kom?\n* To, svarer Odd Lind."),
        &["Isen er trygg", "Hvor mange kom?", "To"],
    );
    check_in(
        Some("no"),
        &format!("{told}* Broen er 40 meter.\n* Den er av tre."),
        &["Isen er trygg"],
    );
}

#[test]
fn marks_within_told_speech_are_the_speakers() {
    check_in(
        Some("sv"),
        "– De kallar den ”Is” i byn, säger Tove Lind. ”Vi väntar”, skriver bolaget.",
        &["De kallar den ”Is” i byn", "Vi väntar"],
    );
}

#[test]
fn a_pair_within_a_pair_belongs_to_the_outer_one() {
    check(
        "\"He wrote \"Low Tide\", \"High Tide\" and nothing else,\" she said.",
        &["He wrote \"Low Tide\", \"High Tide\" and nothing else,"],
    );
    check(
        "\"The board is not about “Tides for All” anymore. It is one man’s.",
        &["The board is not about “Tides for All” anymore. It is one man’s."],
    );
    check(
        "She said 'We won two awards, one for 'Selby's Golden Locks' and one for barges.'",
        &["We won two awards, one for 'Selby's Golden Locks' and one for barges."],
    );
}

#[test]
fn a_mark_behind_a_colon_opens_again() {
    check(
        "She asked: \"was nobody there? On the beach they shout: \"the boat came late\".",
        &["was nobody there?", "the boat came late"],
    );
}

#[test]
fn a_mark_opens_behind_an_elided_word() {
    check("Il dit qu’« il ne peut pas ».", &["il ne peut pas"]);
}
