//! Paragraphs that are set apart as quotations.

use super::read_with;
use crate::story::{BlockKind, QuotationKind};

/// Lines that begin with `> ` are set apart. `expect` has text and speaker of each quotation.
fn check(text: &str, expect: &[(&str, &str)]) {
    let apart: Vec<bool> = text
        .split('\n')
        .map(|line| line.starts_with("> "))
        .collect();
    let bare = text.replace("> ", "");
    let story = read_with(&bare, |story| {
        for (block, &apart) in story.blocks.iter_mut().zip(&apart) {
            if apart {
                block.kind = BlockKind::BlockQuote;
            }
        }
    });
    let found: Vec<(&str, &str)> = story
        .quotations
        .iter()
        .map(|quotation| {
            assert_eq!(quotation.kind, QuotationKind::Block);
            let speaker = quotation
                .speaker
                .expect("set apart without a speaker is no speech");
            (
                story.slice(quotation.span),
                story.people[speaker.person].name.as_str(),
            )
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn a_line_below_signs_all_that_is_set_apart_above_it() {
    check(
        "> The lake gave us all we had.\n> — Mara Oduya, fisher\nIt is dry now.",
        &[("The lake gave us all we had.", "Mara Oduya")],
    );
    check(
        "> It came at night.\n> Nobody heard it.\n> -- Tomas Reyl (@reyl) May 5",
        &[
            ("It came at night.", "Tomas Reyl"),
            ("Nobody heard it.", "Tomas Reyl"),
        ],
    );
}

#[test]
fn a_paragraph_with_a_colon_says_who_speaks_below() {
    check(
        "Ana Lind, the mayor, wrote in her letter:\n> We close the bridge tonight.\n> It may not open again.",
        &[
            ("We close the bridge tonight.", "Ana Lind"),
            ("It may not open again.", "Ana Lind"),
        ],
    );
}

#[test]
fn what_nobody_signs_or_announces_is_no_speech() {
    check(
        "Ana Lind spoke.\n> Three more bridges are closed.\nRain fell.",
        &[],
    );
}
