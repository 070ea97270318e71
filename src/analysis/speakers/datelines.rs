//! Datelines: the place, the day and the agency that news opens with, which are no part of its first
//! sentence. Used by [`crate::analysis::speakers`].

use super::tokens::{Kind, Token};
use crate::language::lexicon::Class;
use crate::story::{Span, Story};

/// Where the datelines of a story stand.
pub(super) fn all(story: &Story, tokens: &[Token]) -> Vec<Span> {
    let breaks = tokens.iter().enumerate();
    let blocks = breaks.filter(|(_, token)| token.kind() == Kind::Break);
    [0].into_iter()
        .chain(blocks.map(|(at, _)| at + 1))
        .filter_map(|block| {
            let end = end(story, tokens, block);
            (end > block).then(|| Span::new(tokens[block].span.start, tokens[end - 1].span.end))
        })
        .collect()
}

/// Where the first sentence of the block at `block` begins: after the place and the agency that news opens
/// with, "LISBON, Dec. 8 (AP) — ".
pub(super) fn end(story: &Story, tokens: &[Token], block: usize) -> usize {
    const LONGEST: usize = 10;
    let opening = &tokens[block.min(tokens.len())..];
    let dash = opening
        .iter()
        .take(LONGEST)
        .position(|token| token.kind() == Kind::Dash);
    let Some(dash) = dash.filter(|&dash| dash > 0) else {
        return block;
    };
    let place = |token: &Token| match token.kind() {
        Kind::Word => token.capital || token.is(Class::TIME.with(Class::PARTICLE)),
        Kind::Comma => true,
        _ => false,
    };
    let words = &story.text[opening[0].span.start..opening[dash].span.start];
    let first = story.slice(opening[0].span);
    let shouted = first.len() > 2 && first.chars().all(char::is_uppercase);
    let told = words.trim_end().ends_with(')')
        || opening[..dash].iter().any(|token| token.is(Class::TIME));
    if opening[..dash].iter().all(place) && (shouted || told) {
        block + dash + 1
    } else {
        block
    }
}
