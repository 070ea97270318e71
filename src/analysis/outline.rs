//! The sections that the headings of a story open.

use crate::story::{BlockKind, Certainty, Section, Span, Story};

/// Fills [`Story::sections`] from the heading blocks, once the turns are known.
pub fn find(story: &mut Story) {
    give_back_speech(story);
    let headings: Vec<_> = story
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading)
        .copied()
        .collect();
    let top = headings
        .iter()
        .map(|heading| heading.level)
        .min()
        .unwrap_or(1);
    let ends = headings
        .iter()
        .skip(1)
        .map(|next| next.span.start)
        .chain([story.text.len()]);
    story.sections = headings
        .iter()
        .zip(ends)
        .map(|(heading, end)| Section {
            heading: heading.span,
            level: heading.level - top + 1,
            span: Span::new(heading.span.start, end),
        })
        .collect();
}

/// What was guessed to be a heading and stands amid a turn is a short line of speech.
fn give_back_speech(story: &mut Story) {
    let turns = &story.turns;
    for block in &mut story.blocks {
        let guessed = block.kind == BlockKind::Heading && block.certainty != Certainty::Sure;
        if !guessed {
            continue;
        }
        let after = turns.partition_point(|turn| turn.span.start <= block.span.start);
        let spoken = after.checked_sub(1).map(|at| turns[at].span);
        if spoken.is_some_and(|span| span.covers(block.span)) {
            block.kind = BlockKind::Paragraph;
            block.level = 0;
        }
    }
}
