//! Paragraphs set apart as quotations, without marks: candidates for the words of whoever signs them, or
//! of whom the paragraph before announces.

use super::candidate;
use crate::story::{Quotation, QuotationKind, Span};

/// Takes a paragraph that is set apart, and starts at byte `offset` of its story, as one quotation. A line
/// that opens with a dash signs what stands above it and is no part of it.
pub(super) fn set_apart(text: &str, offset: usize, found: &mut Vec<Quotation>) {
    let signed = text
        .rmatch_indices('\n')
        .map(|(end, _)| end + 1)
        .chain([0])
        .find(|&line| is_signature(&text[line..]));
    let words = &text[..signed.unwrap_or(text.len())];
    let start = words.len() - words.trim_start().len();
    let end = words.trim_end().len();
    if start < end {
        let span = Span::new(offset + start, offset + end);
        found.push(Quotation {
            kind: QuotationKind::Block,
            ..candidate(span, span)
        });
    }
}

/// Whether a line opens with a dash that no list item has: `— Mara Oduya`, `-- Mara Oduya`.
fn is_signature(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['—', '–', '―']) || line.starts_with("--")
}
