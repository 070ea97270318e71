//! Whole pages, and the outline that a careful reader would give them.

mod agreement;
mod borders;
mod head;

use std::fmt::Write;

use super::parse;
use crate::story::{BlockKind, Story};

/// One line a story (`= headline`), one for each block that is not a paragraph or an item, and a `.`
/// or `-` for each of those.
fn outline(stories: &[Story]) -> String {
    let mut outline = String::new();
    for story in stories {
        for block in &story.blocks {
            let words = story.slice(block.span);
            let _ = match block.kind {
                BlockKind::Headline => writeln!(outline, "= {words}"),
                BlockKind::Heading => writeln!(outline, "# {words}"),
                BlockKind::Paragraph => writeln!(outline, "."),
                BlockKind::ListItem => writeln!(outline, "-"),
                BlockKind::Promo => writeln!(outline, "promo"),
                BlockKind::Caption => writeln!(outline, "caption"),
                BlockKind::Byline => writeln!(outline, "by {}", story.meta.bylines.join(" & ")),
                BlockKind::Date => writeln!(outline, "date"),
                other => writeln!(outline, "{other:?}"),
            };
        }
    }
    outline
}

#[track_caller]
fn check(page: &str, expected: &str) {
    let expected: String = expected
        .lines()
        .map(|line| line.trim().to_string() + "\n")
        .collect();
    assert_eq!(outline(&parse(page)).trim(), expected.trim());
}

const HARBOUR: &str = "The harbour board voted on Tuesday to close the old ferry terminal for the winter, after engineers found rust in two of the four pillars that carry the northern landing stage and its waiting room.";
const PILLARS: &str = "Divers will take samples from all of the pillars before the end of the month, and a laboratory in the capital will say how much of the steel is left and whether the ferry terminal can be saved at all.";
const FERRIES: &str = "Until then the ferries will land at the fish market, where the board has laid out a floating stage that was meant for the regatta and can take two boats at a time when the sea is calm.";
const ORCHARD: &str = "Apple growers in the upper valley expect their smallest crop in thirty years, because frost came back in the last week of April when most of the orchards stood in full blossom.";
const BLOSSOM: &str = "Growers lit thousands of candles between the rows of apple trees and kept them burning for three nights, yet in the lowest orchards nine blossoms out of ten turned brown and fell.";
const FROST: &str = "Frost so late has come to the valley three times since apples were first counted, and each time growers planted kinds that blossom later; this year even those were caught, because a warm March had opened every bud weeks before its time.";
const NIGHTS: &str = "Weather stations between the orchards measured minus four degrees on two nights and minus six on the third, and growers who had sprinklers covered their blossom with ice, which keeps the buds at freezing point while the air around them gets colder.";
const PRICES: &str = "Markets have answered already: a crate of last year's apples costs half as much again as in March, storehouses are nearly empty, and bakers who bought ahead of the frost say they will bake with pears until the new crop of apples comes in.";
const CIDER: &str = "Cider makers say that they will buy apples from across the border this autumn, and that growers who lost their crop will be paid in advance for the next one.";

#[test]
fn a_short_open_line_between_paragraphs_is_a_heading() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\nWhat the divers look for\n{PILLARS}\nWhere the boats go now\n{FERRIES}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         # What the divers look for
         .
         # Where the boats go now
         .",
    );
}

#[test]
fn a_heading_that_lost_its_capital_is_one_still() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\nwhat the divers look for\n{PILLARS}\nWhere the boats go now\n{FERRIES}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         # what the divers look for
         .
         # Where the boats go now
         .",
    );
}

#[test]
fn questions_and_quotations_may_be_headings() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\n{FERRIES}\nHow long will it take?\n{PILLARS}\n“Nobody saw it coming”\n{FERRIES}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         .
         # How long will it take?
         .
         # “Nobody saw it coming”
         .",
    );
}

#[test]
fn sentences_list_items_and_the_last_line_are_no_headings() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\nThe vote was close.\n{PILLARS}\nThe board wants to know:\n- how deep the rust goes\n- what a new stage costs\n{FERRIES}\nAnna Brandt in Kiel\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         .
         .
         .
         -
         -
         .
         .",
    );
}

#[test]
fn a_dash_in_mid_sentence_opens_no_list() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\nThe terminal was built in the year of the flood and it is\n- it is still the only one, because nobody has dug another.\n{PILLARS}\nBring with you what you find\n- boots\n- a coat\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         .
         .
         # Bring with you what you find
         -
         -",
    );
}

#[test]
fn page_furniture_is_kept_but_heads_nothing() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\nTable of Contents\n{HARBOUR}\nImage: The landing stage in March. (Source: Harbour Board)\nThe next steps\n{PILLARS}\nAlso read: The regatta that never sailed\n{FERRIES}\nFor more updates on this story, stay tuned to Coast Daily.\n"
        ),
        "= Harbour closes ferry terminal over rust
         promo
         .
         caption
         # The next steps
         .
         promo
         .
         promo",
    );
}

#[test]
fn byline_date_and_dateline_are_read() {
    let page = format!(
        "Harbour closes ferry terminal over rust\nBy Anna Brandt and Tom Okafor\nUpdated 3 March 2026\nKIEL (Coast Daily) — {HARBOUR}\n{PILLARS}\n"
    );
    check(
        &page,
        "= Harbour closes ferry terminal over rust
         by Anna Brandt & Tom Okafor
         date
         .
         .",
    );
    let story = &parse(&page)[0];
    assert_eq!(story.meta.dateline.as_deref(), Some("KIEL"));
    assert_eq!(story.meta.source.as_deref(), Some("Coast Daily"));
    assert_eq!(
        story.meta.date.map(|date| date.to_string()).as_deref(),
        Some("2026-03-03")
    );
}

#[test]
fn turns_of_a_conversation_are_no_headings() {
    check(
        &format!(
            "A talk with the diver\n{HARBOUR}\nEditor: How deep did you go?\nBrandt: Nine metres, and the water was clear enough to see the rust from above.\nEditor: Were you afraid?\nBrandt: {PILLARS}\n"
        ),
        "= A talk with the diver
         .
         .
         .
         .
         .",
    );
}

#[test]
fn a_transcript_may_open_without_a_headline() {
    let page = format!(
        "ANNA BRANDT: And the rust, how deep does it go?\nTOM OKAFOR: {PILLARS}\nANNA BRANDT: Were you afraid?\nTOM OKAFOR: {FERRIES}\n"
    );
    check(&page, ".\n.\n.\n.");
    assert!(parse(&page)[0].meta.headline.starts_with("ANNA BRANDT"));
    let clocked = "[00:05] HOST: Welcome.\n[00:09] INES ROCHA: Thank you.\n[00:12] HOST: Why bees?\n[00:15] INES ROCHA: They came.\n";
    check(clocked, ".\n.\n.\n.");
}

#[test]
fn a_conversation_is_one_story() {
    let page = format!(
        "A talk with the diver\nEditor Rasch: How deep did you go?\nBrandt: {PILLARS}\nEditor Rasch: And then?\nBrandt: {FERRIES}\nGrowers of apples lost most of the crop\n{ORCHARD}\n{BLOSSOM}\n{CIDER}\nEditor Rasch: What about the apples?\nBrandt: {ORCHARD}\nEditor Rasch: Thank you.\nBrandt: {CIDER}\n"
    );
    assert_eq!(parse(&page).len(), 1);
}

#[test]
fn a_page_that_closes_and_a_headline_that_follows_are_two_stories() {
    check(
        &format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\nThe next steps\n{PILLARS}\n{FERRIES}\nFor more updates on this story, stay tuned to Coast Daily.\nFrost takes most of the apples in the upper valley\n{ORCHARD}\nCandles between the rows\n{BLOSSOM}\n{CIDER}\n"
        ),
        "= Harbour closes ferry terminal over rust
         .
         # The next steps
         .
         .
         promo
         = Frost takes most of the apples in the upper valley
         .
         # Candles between the rows
         .
         .",
    );
}

/// The headlines of the stories that a page holds.
fn headlines(page: &str) -> Vec<String> {
    let stories = parse(page).into_iter();
    stories.map(|story| story.meta.headline).collect()
}

#[test]
fn neighbours_without_a_mark_are_told_by_their_words() {
    let page = format!(
        "Harbour closes ferry terminal over rust\n{HARBOUR}\nThe next steps\n{PILLARS}\n{FERRIES}\nFrost takes most of the apples in the upper valley\n{ORCHARD}\n{BLOSSOM}\nCandles between the rows\n{CIDER}\n{FROST}\n{NIGHTS}\n{PRICES}\n"
    );
    assert_eq!(
        headlines(&page),
        [
            "Harbour closes ferry terminal over rust",
            "Frost takes most of the apples in the upper valley"
        ]
    );
}

#[test]
fn sections_of_one_subject_are_one_story() {
    let page = format!(
        "Harbour closes ferry terminal over rust\n{HARBOUR}\nDivers at the pillars\n{PILLARS}\nFerries leave from the southern stage\n{FERRIES}\nWhat the harbour board will decide in spring\n{HARBOUR}\n{PILLARS}\n{FERRIES}\n"
    );
    assert_eq!(headlines(&page).len(), 1);
}

#[test]
fn times_of_day_and_exclamations_open_no_story() {
    for line in [
        "14:30 Frost takes most of the apples in the upper valley",
        "Frost takes most of the apples in the upper valley!",
    ] {
        let page = format!(
            "Harbour closes ferry terminal over rust\n{HARBOUR}\n{PILLARS}\n{FERRIES}\n{line}\n{ORCHARD}\n{BLOSSOM}\n{CIDER}\n{FROST}\n{NIGHTS}\n{PRICES}\n"
        );
        assert_eq!(headlines(&page).len(), 1, "{line}");
    }
}

#[test]
fn headings_that_come_again_belong_to_another_story() {
    let page = format!(
        "Harbour closes ferry terminal over rust\n{HARBOUR}\nThe next steps\n{PILLARS}\nWhat it costs\n{FERRIES}\nInterview: What the rust means for the harbour\n{HARBOUR}\nThe next steps\n{PILLARS}\nWhat it costs\n{FERRIES}\n"
    );
    assert_eq!(
        headlines(&page),
        [
            "Harbour closes ferry terminal over rust",
            "Interview: What the rust means for the harbour"
        ]
    );
}

#[test]
fn numbers_with_text_between_them_are_headings_and_without_a_list() {
    check(
        &format!(
            "Three things to know about the ferry terminal\n{HARBOUR}\n1. The rust is old\n{PILLARS}\n2. The boats still run\n{FERRIES}\n3. The board must pay\n{PILLARS}\n"
        ),
        "= Three things to know about the ferry terminal
         .
         # 1. The rust is old
         .
         # 2. The boats still run
         .
         # 3. The board must pay
         .",
    );
}

#[test]
fn numbered_headings_may_be_sentences() {
    check(
        &format!(
            "Three things to know about the ferry terminal\n{HARBOUR}\n1. The rust in the pillars of the northern stage is much older than the board thought when it voted in the autumn.\n{PILLARS}\n2. The boats still run, and they will run from the fish market until the divers have looked at all of the steel.\n{FERRIES}\n3. The board must pay for the new stage out of the fund that was meant for the regatta and the summer market.\n{PILLARS}\n"
        ),
        "= Three things to know about the ferry terminal
         .
         # 1. The rust in the pillars of the northern stage is much older than the board thought when it voted in the autumn.
         .
         # 2. The boats still run, and they will run from the fish market until the divers have looked at all of the steel.
         .
         # 3. The board must pay for the new stage out of the fund that was meant for the regatta and the summer market.
         .",
    );
}

#[test]
fn a_kicker_stands_above_the_headline() {
    check(
        &format!(
            "Harbour\nOld ferry terminal closes over rust in its pillars\n{HARBOUR}\n{PILLARS}\n"
        ),
        "promo
         = Old ferry terminal closes over rust in its pillars
         .
         .",
    );
}

#[test]
fn wrapped_lines_become_paragraphs() {
    let wrapped = textwrap::wrap(HARBOUR, 68).join("\n");
    let more = textwrap::wrap(PILLARS, 68).join("\n");
    let last = textwrap::wrap(FERRIES, 68).join("\n");
    let page = format!(
        "Harbour closes ferry terminal\n\n{wrapped}\n\nWhat the divers look for\n\n{more}\n\n{last}\n"
    );
    check(
        &page,
        "= Harbour closes ferry terminal
         .
         # What the divers look for
         .
         .",
    );
    let story = &parse(&page)[0];
    assert_eq!(story.slice(story.blocks[1].span), HARBOUR);
}

#[test]
fn the_lines_over_wrapped_text_stay_apart() {
    let wrapped = textwrap::wrap(HARBOUR, 68).join("\n");
    let more = textwrap::wrap(PILLARS, 68).join("\n");
    let page = format!(
        "Harbour closes ferry terminal\nBy Anna Brandt\nThe Coast\n3 March 2026\n\n{wrapped}\n\n{more}\n"
    );
    check(
        &page,
        "= Harbour closes ferry terminal
         by Anna Brandt
         by Anna Brandt
         date
         .
         .",
    );
    assert_eq!(parse(&page)[0].meta.source.as_deref(), Some("The Coast"));
}

#[test]
fn a_label_among_others_is_no_dateline() {
    let dateline = |page: &str| parse(page)[0].meta.dateline.clone();
    let alone = format!("Harbour closes\n\nNEW DELHI: {HARBOUR}\n\n{PILLARS}\n");
    assert_eq!(dateline(&alone).as_deref(), Some("NEW DELHI"));
    let minutes = format!("Harbour closes\n\nMAYOR ADLER: {HARBOUR}\n\nLISE BRUN: {PILLARS}\n");
    assert_eq!(dateline(&minutes), None);
}

#[test]
fn what_is_known_of_a_story_stands_on_one_line() {
    let page = format!("Harbour closes\nBy Anna\tBrandt, The Coast\n{HARBOUR}\n{PILLARS}\n");
    let meta = &parse(&page)[0].meta;
    assert_eq!(meta.bylines, ["Anna Brandt"]);
    assert_eq!(meta.source.as_deref(), Some("The Coast"));
}

#[test]
fn lines_wrapped_twice_become_paragraphs_and_turns_stay_apart() {
    check(
        "A talk with the diver\n\nEDITOR: The harbour board has closed\nthe\nold ferry terminal for the winter, after divers\nfound rust in its pillars. How deep\ndid you go?\nDIVER: Nine metres, and the\nwater was clear enough to see\nthe rust from above.\n",
        "= A talk with the diver
         .
         .",
    );
}

#[test]
fn headings_are_told_in_other_languages() {
    check(
        "Hafen schließt Fähranleger wegen Rost\nDer Hafenrat hat am Dienstag beschlossen, den alten Fähranleger über den Winter zu schließen, nachdem Ingenieure an zwei der vier Pfeiler unter dem nördlichen Steg Rost gefunden hatten.\nWas die Taucher suchen\nTaucher sollen noch in diesem Monat Proben von allen Pfeilern nehmen, und ein Labor in der Hauptstadt soll sagen, wie viel Stahl noch da ist und ob der Anleger zu retten ist.\nWie geht es am Hafen weiter?\nBis dahin legen die Fähren am Fischmarkt an, wo der Hafenrat einen schwimmenden Steg ausgelegt hat, der für die Regatta gedacht war und bei ruhiger See zwei Boote aufnimmt.\nIm Frühjahr will der Hafenrat entscheiden, ob er einen neuen Anleger bauen lässt, der mehr Boote aufnimmt und auch bei starkem Wind sicher zu erreichen ist.\n",
        "= Hafen schließt Fähranleger wegen Rost
         .
         # Was die Taucher suchen
         .
         # Wie geht es am Hafen weiter?
         .
         .",
    );
}

#[test]
fn no_word_is_lost() {
    let page = "Only a headline\n\n- one\n* two\n> three\n| a | b |\n***\n1. four\nBuy now\n";
    let stories = parse(page);
    let kept: String = stories.iter().map(|story| story.text.as_str()).collect();
    for word in page
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        assert!(kept.contains(word), "{word} was lost");
    }
}

#[test]
fn deck_and_address_are_read() {
    let page = format!(
        "Harbour closes ferry terminal over rust\nEngineers found rust in two of the four pillars\nBy Anna Brandt\n{HARBOUR}\n{PILLARS}\nhttps://coast.example/harbour/rust\n"
    );
    check(
        &page,
        "= Harbour closes ferry terminal over rust
         Deck
         by Anna Brandt
         .
         .
         .",
    );
    let meta = &parse(&page)[0].meta;
    assert_eq!(
        meta.deck.as_deref(),
        Some("Engineers found rust in two of the four pillars")
    );
    assert_eq!(
        meta.url.as_deref(),
        Some("https://coast.example/harbour/rust")
    );
}

proptest::proptest! {
    #[test]
    fn blocks_hold_every_word_in_order(page in "[a-zÀ-ž。？A-Z0-9 .:\\n\\n|>*#\"“”-]{0,400}") {
        let mut letters = String::new();
        for story in parse(&page) {
            let mut last = 0;
            for block in &story.blocks {
                assert!(last <= block.span.start && block.span.end <= story.text.len());
                letters.push_str(story.slice(block.span));
                last = block.span.end;
            }
        }
        let kept = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        assert_eq!(kept(&letters), kept(&page));
    }
}

#[test]
fn empty_pages_hold_no_story() {
    assert!(parse("").is_empty());
    assert!(parse(" \n\t\n").is_empty());
}

#[test]
fn what_ends_a_short_page_is_its_text() {
    check(
        "A strike at the lock\nThe lock has been shut since the flood.\nBread & tea’\n",
        "= A strike at the lock
         .
         .",
    );
    check(
        &format!(
            "Un bac de moins au port\n{HARBOUR}\n{PILLARS}\n{FERRIES}\n{ORCHARD}\n{BLOSSOM}\n\
             « Je suis inquiet pour le bac, dit Luc Perrin. Je veux rester. »\n\
             « On nous promet un pont, dit Luc Perrin. Je ne le vois pas. »\n"
        ),
        "= Un bac de moins au port
         .
         .
         .
         .
         .
         .
         .",
    );
}
