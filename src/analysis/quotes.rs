//! Quotations: marks and their pairing, block by block.
//!
//! [`find_quotations`] gives candidates: everything that stands between marks. Whose words they are,
//! and whether they are speech at all, is for [`crate::analysis::speakers`] to say.

mod asides;
mod blocks;
mod dashes;
mod marks;
mod pairs;

pub(in crate::analysis) use asides::MOST as MOST_ASIDES;

use crate::language;
use crate::story::{Block, BlockKind, Certainty, Quotation, QuotationKind, Span, Story};

/// Finds what stands between quotation marks, block by block.
pub fn find_quotations(story: &mut Story) {
    let language = story.meta.lang.and_then(language::of);
    let mut found = Vec::new();
    let mut carried = None;
    for block in story.blocks.iter().filter(|block| may_quote(block)) {
        let text = &story.text[block.span.range()];
        let before = found.len();
        carried = pairs::pair(text, block.span.start, carried, &mut found);
        if let Some(language) = language {
            asides::part(&story.text, language, &mut found, before);
        }
        if found.len() == before {
            dashes::dialogue(text, block.span.start, &mut found);
        }
        if found.len() == before && block.kind == BlockKind::BlockQuote {
            blocks::set_apart(text, block.span.start, &mut found);
        }
    }
    story.quotations = found;
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
