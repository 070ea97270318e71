//! The body whose words a plural verb without a subject reports, as Russian and Ukrainian have it: "сообщили
//! в пятницу в администрации" (Русская грамматика (1980), volume 2, § 2511 ff., on sentences whose subject
//! is indefinite). Used by [`super`].

use crate::analysis::speakers::mentions::{Mention, forward};
use crate::analysis::speakers::tokens::Token;
use crate::language::lexicon::Class;

/// Phrases that may stand between the verb and the body: a day, a recipient.
const MOST: usize = 3;

/// The body behind the verb of saying at `verb`: the last phrase behind a preposition that is neither a day
/// nor something said or written.
pub(super) fn behind(tokens: &[Token], verb: usize) -> Option<Mention> {
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
