//! Who is spoken of before being named: "“They bite,” he said. Tom Pell has".

use super::mentions::{Mention, MentionKind, backward};
use super::tokens::{Kind, Token};
use crate::language::lexicon::Class;

/// The full name with which one of the next sentences behind a token begins, whose given name is known or whose age
/// the sentence tells: somebody who is spoken of before being named.
pub(super) fn named_next(tokens: &[Token], from: usize) -> Option<Mention> {
    const SENTENCES: usize = 2;
    const FARTHEST: usize = 120;
    let rest = tokens.iter().enumerate().skip(from).take(FARTHEST);
    let ends = rest.filter(|(at, token)| {
        let next = tokens.get(at + 1);
        let quote = matches!(token.kind(), Kind::Quote(_));
        token.ends_sentence() || quote && next.is_some_and(|next| next.capital)
    });
    let mut openings = ends.map(|(at, _)| at + 1).filter(|&at| {
        let opens = tokens.get(at);
        opens.is_some_and(|opens| !opens.ends_sentence())
    });
    let mut near = openings.by_ref().take(SENTENCES);
    near.find_map(|at| opening_name(tokens, at))
}

/// The full name with which the sentence at `at` begins.
fn opening_name(tokens: &[Token], at: usize) -> Option<Mention> {
    const NEAR: usize = 4;
    let part = |token: &&Token| token.is_word() && token.capital && !token.figure;
    let length = tokens[at..].iter().take_while(part).count();
    let last = (at + length).checked_sub(1)?;
    let name = backward(tokens, last, at).filter(|name| name.kind == MentionKind::Name)?;
    let words = &tokens[name.first..=last];
    let titled = words.iter().any(|word| word.is(Class::TITLE));
    let full = (words.len() > 1 || titled) && name.first == at && !words[0].is(PLACED);
    let given = words
        .iter()
        .any(|word| word.is(Class::MALE.with(Class::FEMALE)));
    let mut rest = tokens[last + 1..].iter().take(NEAR);
    let aged = rest.any(|token| token.figure && token.span.len() < 3);
    (full && (given || aged)).then_some(name)
}

/// First words of a sentence that begin no name.
const PLACED: Class = Class::DETERMINER.with(Class::PREPOSITION).with(Class::TIME);
