//! The words on both sides of a quotation, for languages that are read without tokens.

use crate::story::{Quotation, Span, Story};

/// Bytes looked at on each side of a quotation: a sentence.
const REACH: usize = 400;

/// The rest of the paragraph after a quotation, no longer than a sentence.
pub(super) fn after(story: &Story, quotation: &Quotation, block: Span) -> Span {
    let start = quotation.outer.end.min(block.end);
    let end = boundary(&story.text, block.end.min(start + REACH));
    Span::new(start, end)
}

/// What stands in the paragraph before a quotation, no longer than a sentence.
pub(super) fn before(story: &Story, quotation: &Quotation, block: Span) -> Span {
    let end = quotation.outer.start;
    let start = block.start.max(end.saturating_sub(REACH));
    Span::new(boundary(&story.text, start), end)
}

/// The last place up to `at` where a character begins.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
