//! What the packs say of themselves: the sentences of each, and which sections each has.

use std::fmt::Write;

use crate::analysis;
use crate::analysis::quotes;
use crate::language::pack::Pack;
use crate::language::section::{SECTIONS, Section};
use crate::language::{Habit, LANGUAGES};
use crate::story::{Block, BlockKind, Span, Story};

/// Who says the last quotation of a text, in a language.
fn last_speaker(code: &'static str, text: &str) -> Result<String, &'static str> {
    let mut story = Story {
        text: text.to_owned(),
        blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
        ..Story::default()
    };
    story.meta.lang = Some(code);
    quotes::find_quotations(&mut story);
    analysis::speakers::attribute(&mut story);
    let quotation = story.quotations.last().ok_or("no quotation")?;
    Ok(quotation.speaker.map_or_else(
        || "nobody".to_owned(),
        |speaker| story.people[speaker.person].name.clone(),
    ))
}

/// Every `[try]` line of every pack: `sentence => speaker`, `nobody` where none may be named.
#[test]
fn sentences_of_the_packs_give_their_speakers() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        for line in language.pack.entries(Section::Try) {
            let (text, expected) = line.rsplit_once(" => ").expect("sentence => speaker");
            let found = last_speaker(language.code, text.trim());
            if found.as_deref().unwrap_or("nobody") != expected.trim() {
                wrong.push(format!("{}: {line}\n    gives {found:?}", language.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn packs_list_habits_that_are_known() {
    for language in LANGUAGES {
        for listed in language.pack.entries(Section::Habit) {
            let known = Habit::ALL.iter().any(|habit| habit.name() == listed);
            assert!(known, "{}: {listed}", language.code);
        }
    }
}

/// How many entries each language has in each section: a hole is seen in review.
#[test]
fn what_the_packs_hold() {
    let packs: Vec<&Pack> = LANGUAGES.iter().map(|language| language.pack).collect();
    let mut matrix = format!("{:16}", "");
    for pack in &packs {
        let _ = write!(matrix, "{:>5}", pack.code);
    }
    for &(section, _, name) in SECTIONS {
        let _ = write!(matrix, "\n{name:16}");
        for pack in &packs {
            let count = pack.count(section);
            let shown = if count == 0 {
                "·".to_owned()
            } else {
                count.to_string()
            };
            let _ = write!(matrix, "{shown:>5}");
        }
    }
    insta::with_settings!({
        snapshot_path => "../../../../tests/snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("languages", matrix);
    });
}
