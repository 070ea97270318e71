//! The subject far behind its verb in languages with cases, whose form tells it from all that may stand
//! between: "powiedział w Sejmie premier Jan Lis"; and the body whose words a plural verb without a subject
//! reports: "сообщили в пятницу в администрации" (Русская грамматика (1980), volume 2, § 2511 ff., on
//! sentences whose subject is indefinite). Used by [`super`].

use crate::analysis::speakers::mentions::{Mention, forward};
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::language::lexicon::Class;

/// Phrases that may stand between the verb and the body: a day, a recipient.
const MOST: usize = 3;

/// Words that may stand between the verb and its subject.
const FARTHEST: usize = 16;

/// The subject behind the verb of saying at `verb`, or the body that stands for one.
pub(super) fn subject(tokens: &[Token], verb: usize) -> Option<Mention> {
    nominative(tokens, verb).or_else(|| body(tokens, verb))
}

/// The first office in the nominative, or the first given name with a family name behind it.
fn nominative(tokens: &[Token], verb: usize) -> Option<Mention> {
    if !tokens[verb].is(Class::CASED) {
        return None;
    }
    let inside = |token: &&Token| token.is_word() || matches!(token.kind(), Kind::Quote(_));
    let rest = tokens[verb + 1..].iter().take(FARTHEST).take_while(inside);
    let far = rest.take_while(|token| !token.is(Class::CUE)).count();
    let at = (verb + 1..verb + 1 + far).find(|&at| {
        let token = &tokens[at];
        let next = tokens.get(at + 1);
        let named = token.capital
            && token.is(Class::MALE.with(Class::FEMALE))
            && next.is_some_and(|next| next.is_word() && next.capital);
        named || token.is(Class::OFFICE) && !token.capital
    })?;
    forward(tokens, at)
}

/// The last phrase behind a preposition that is neither a day nor something said or written.
fn body(tokens: &[Token], verb: usize) -> Option<Mention> {
    if !tokens[verb].is(Class::MANY) {
        return None;
    }
    let mut at = verb + 1;
    for _ in 0..MOST {
        let placed = tokens.get(at)?.is(Class::PREPOSITION);
        let phrase = forward(tokens, if placed { at + 1 } else { at })?;
        let words = &tokens[phrase.first..=phrase.last];
        let day = words[0].is(Class::TIME);
        if placed && !day && !words.iter().any(|word| word.is(Class::WORDS)) {
            return Some(phrase);
        }
        at = phrase.last + 1;
    }
    None
}
