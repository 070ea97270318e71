//! Participles before the subject of a clause, which is behind their comma: "Interrogée par nos soins, la
//! directrice …", "Questionado sobre o cais, Lind …". Packs list few of them. Used by [`super::subjects`] and
//! [`super::clauses`].

use super::mentions::is_comma;
use super::tokens::Token;
use crate::language::hash::Hash;
use crate::language::lexicon::Class;

/// The preposition before whoever does what a passive tells: English, German, French, Spanish and
/// Portuguese, Italian.
pub(super) const AGENT: &[u32] = &[
    Hash::of_word("by"),
    Hash::of_word("von"),
    Hash::of_word("par"),
    Hash::of_word("por"),
    Hash::of_word("da"),
    Hash::of_word("dal"),
    Hash::of_word("dalla"),
    Hash::of_word("pelo"),
    Hash::of_word("pela"),
];

/// Whether a clause opens with a participle and whoever did it: "Interrogée par nos soins, la directrice …".
pub(super) fn opens_passive(tokens: &[Token], at: usize) -> bool {
    let known = tokens[at].is(Class::MALE
        .with(Class::FEMALE)
        .with(Class::TITLE)
        .with(Class::ROLE));
    let next = tokens.get(at + 1);
    !known && next.is_some_and(|next| AGENT.contains(&next.hash) && !next.capital)
}

/// Whether a preposition stands right behind a word, and is no part of a name: what it governs tells of the word.
pub(super) fn is_before_preposition(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|next| {
        next.is(Class::PREPOSITION) && !next.is(Class::PARTICLE) && !next.capital
    })
}

/// Whether a word with a capital may be a participle that no pack lists: unknown, and before a preposition.
pub(super) fn is_participle(tokens: &[Token], at: usize) -> bool {
    let participle = Class::FORM.with(Class::SAID).with(Class::CALLED);
    let unknown = tokens[at].class.without(participle).is_empty();
    tokens[at].capital && unknown && is_before_preposition(tokens, at)
}

/// Whether a clause opens with such a word, up to a comma behind which somebody stands: "Questionado sobre o cais,
/// Lind respondeu", "Interrogé sur le port, le maire a dit".
pub(super) fn opens_participle(tokens: &[Token], at: usize, limit: usize) -> bool {
    let comma = (at + 1..limit).find(|&comma| is_comma(&tokens[comma]));
    let subject = comma.and_then(|comma| tokens.get(comma + 1));
    let somebody = subject.is_some_and(|subject| {
        let pronoun = subject.is(Class::HE.with(Class::SHE)) && subject.is(Class::PRONOUN);
        subject.is_word() && (subject.capital || pronoun || subject.is(Class::DEFINITE))
    });
    somebody && is_participle(tokens, at)
}
