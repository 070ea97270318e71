//! Headings without marks, and the sections they open.

pub mod company;
pub mod furniture;
pub mod headings;
pub mod lines;
pub mod sign;
pub mod view;

use crate::story::{BlockKind, Section, Span, Story};

/// Fills [`Story::sections`] from the heading blocks.
pub fn outline(story: &mut Story) {
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
