//! Quotations: marks and their pairing, block by block.
//!
//! [`find_quotations`] gives candidates: everything that stands between marks. Whose words they are,
//! and whether they are speech at all, is for [`crate::analysis::speakers`] to say.

mod asides;
mod blocks;
mod dashes;
mod dialogue;
mod marks;
mod pairs;

pub(in crate::analysis) use asides::MOST as MOST_ASIDES;

use crate::language;
use crate::story::{Block, BlockKind, Certainty, Quotation, QuotationKind, Span, Story};

/// Finds what stands between quotation marks or is told by dashes, block by block.
pub fn find_quotations(story: &mut Story) {
    let language = story.meta.lang.and_then(language::of);
    let mut found = Vec::new();
    let mut carried = None;
    let dialogue = dashes::Dialogue::of(story);
    for (index, block) in story.blocks.iter().enumerate() {
        if !may_quote(block) {
            continue;
        }
        let text = &story.text[block.span.range()];
        let before = found.len();
        let told = dialogue
            .as_ref()
            .map_or_else(Vec::new, |dialogue| dialogue.quotations(story, index));
        carried = pairs::pair(text, block.span.start, carried, &mut found);
        if let Some(language) = language {
            asides::part(&story.text, language, &mut found, before);
        }
        if !told.is_empty() {
            carried = None;
            join(&mut found, before, told);
        }
        if found.len() == before && dialogue.is_none() {
            dashes::line(text, block.span.start, &mut found);
        }
        if found.len() == before && block.kind == BlockKind::BlockQuote {
            blocks::set_apart(text, block.span.start, &mut found);
        }
    }
    story.quotations = found;
}

/// Joins what dashes tell to what stands between marks in the same block, from `first` on: marks within
/// speech are the speaker's, and a dash within marks opens nothing.
fn join(found: &mut Vec<Quotation>, first: usize, told: Vec<Quotation>) {
    let marked = found.split_off(first);
    let holds = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
    let meets = |one: Span, other: Span| one.start < other.end && other.start < one.end;
    let mut marks = marked.into_iter().peekable();
    for speech in told {
        while let Some(mark) = marks.next_if(|mark| mark.outer.end <= speech.span.start) {
            found.push(mark);
        }
        let inside = marks
            .peek()
            .is_some_and(|mark| holds(mark.outer, speech.span));
        if inside {
            continue;
        }
        while marks
            .next_if(|mark| meets(mark.outer, speech.span))
            .is_some()
        {}
        found.push(speech);
    }
    found.extend(marks);
}

/// Blocks in which somebody may be quoted: prose, and the lines above it.
fn may_quote(block: &Block) -> bool {
    block.is_prose()
        || matches!(
            block.kind,
            BlockKind::Headline | BlockKind::Heading | BlockKind::Deck | BlockKind::Caption
        )
}

/// A candidate of which nothing is known but its place.
fn candidate(span: Span, outer: Span) -> Quotation {
    Quotation {
        span,
        outer,
        kind: QuotationKind::Direct,
        speaker: None,
        certainty: Certainty::Likely,
    }
}

#[cfg(test)]
mod tests;
