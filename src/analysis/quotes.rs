//! Quotations: marks and their pairing.

use crate::story::{Certainty, Quotation, QuotationKind, Span, Story};

/// Finds what stands between quotation marks, block by block. Whose words they are, and whether
/// they are speech at all, is for [`crate::analysis::speakers`] to say.
pub fn find_quotations(story: &mut Story) {
    for block in story.blocks.iter().filter(|block| block.is_prose()) {
        let text = &story.text[block.span.range()];
        let mut open = None;
        for (at, character) in text.char_indices() {
            let at = block.span.start + at;
            match (character, open) {
                ('“', _) | ('"', None) => open = Some((at, at + character.len_utf8())),
                ('”' | '"', Some((outer, start))) => {
                    story.quotations.push(Quotation {
                        span: Span::new(start, at),
                        outer: Span::new(outer, at + character.len_utf8()),
                        kind: QuotationKind::Direct,
                        speaker: None,
                        certainty: Certainty::Likely,
                    });
                    open = None;
                }
                _ => {}
            }
        }
    }
}
