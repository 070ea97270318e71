//! The subject of a verb that stands second, as German and its neighbours have it: behind the verb where something
//! else fills the place before it. Used by [`mod@super::before`].

use super::skip_adverbs;
use crate::analysis::speakers::cases;
use crate::analysis::speakers::mentions::{Mention, MentionKind, backward, forward};
use crate::analysis::speakers::subjects::with_name_behind;
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;

/// The German word that reports without a verb.
const SO: u32 = Hash::of_word("so");

/// Words of an adverbial: "am Dienstag", "später".
const ADVERBIAL: Class = Class::ADVERB
    .with(Class::TIME)
    .with(Class::PREPOSITION)
    .with(Class::NO_NOUN);

/// German articles, bare and in a preposition, that stand in no subject.
const DATIVE: &[u32] = &[
    Hash::of_word("dem"),
    Hash::of_word("den"),
    Hash::of_word("einem"),
    Hash::of_word("einer"),
    Hash::of_word("im"),
    Hash::of_word("am"),
    Hash::of_word("zum"),
    Hash::of_word("zur"),
    Hash::of_word("beim"),
    Hash::of_word("vom"),
];

/// The subject found for a verb, or, where its article says that it is none, the one of the sentence: "Die
/// Behörde hatte anlässlich des Entzugs erklärt".
pub(super) fn in_nominative(
    tokens: &[Token],
    found: Option<Mention>,
    verb: usize,
    start: usize,
    quote: usize,
) -> Option<Mention> {
    if !cases::tells_case(tokens, start, quote) {
        return found;
    }
    let object = found.and_then(|found| cases::behind_object(tokens, &found, verb, quote));
    if object.is_some() {
        return object;
    }
    if found.is_some_and(|mention| !cases::is_oblique(tokens, &mention)) {
        return found;
    }
    let clause = (start..verb)
        .rev()
        .find(|&at| tokens[at].kind() == Kind::Comma)
        .map_or(start, |comma| comma + 1);
    let named = |held: &Mention| holder(tokens, held, start);
    cases::subject(tokens, clause, quote)
        .map(|subject| named(&subject).unwrap_or(subject))
        .or_else(|| cases::subject(tokens, start, quote))
        .or_else(|| {
            let name = cases::subject_or_name(tokens, clause, quote);
            name.filter(|name| name.first == verb + 1)
        })
        .or(found)
}

/// The full name with which a sentence opens, of which an office behind its comma tells, "Ida Lind, Sprecherin der
/// Werft erklärte".
fn holder(tokens: &[Token], office: &Mention, start: usize) -> Option<Mention> {
    let comma = office.first.checked_sub(1).filter(|&comma| comma > start)?;
    let bare = tokens[office.first].is(Class::ROLE) && tokens[comma].kind() == Kind::Comma;
    let name = backward(tokens, comma - 1, start).filter(|_| bare)?;
    let full = name.kind == MentionKind::Name && name.last > name.first && name.first == start;
    full.then_some(name)
}

/// The subject behind a verb that stands second, as German has it after an adverb, a prepositional phrase
/// or a dative: "In einem Brief nannte sie …", "Dem Sender sagte Lind: …"; and behind "so" always:
/// "Die Brücke, so Lind, sei …" (Duden: Die Grammatik (2016), on the "Vorfeld").
pub(super) fn verb_second(tokens: &[Token], verb: usize, start: usize) -> Option<Mention> {
    let so = tokens[verb].hash == SO && tokens[verb].is(Class::SAY);
    let opens = (start..verb)
        .rev()
        .find(|&at| !tokens[at].is_word() && !matches!(tokens[at].kind(), Kind::Quote(_)))
        .map_or(start, |stop| stop + 1);
    let field = &tokens[opens.min(verb)..verb];
    let dative = field.iter().any(|token| DATIVE.contains(&token.hash));
    let second = tokens[verb].is(Class::SECOND);
    let opener = field.first();
    let placed = opener.is_some_and(|first| {
        first.is(Class::PREPOSITION) && (dative || second) || DATIVE.contains(&first.hash)
    });
    let phrase = placed
        && !field
            .iter()
            .any(|token| token.is(Class::CUE.with(Class::HE).with(Class::SHE)));
    // "Terugblikkend zegt wethouder Vos": a word alone, with the office behind the verb.
    let office = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.is(Class::ROLE.with(Class::TITLE))
                || token.is(Class::HE.with(Class::SHE)) && token.is(Class::PRONOUN)
        })
    };
    let lone = second && field.len() == 1 && field[0].class.is_empty() && office(verb + 1);
    // "Deren Haltung bezeichnete er als": an object that is nobody, with the pronoun behind the verb.
    let pronoun = tokens
        .get(verb + 1)
        .is_some_and(|token| token.is(Class::HE.with(Class::SHE)) && token.is(Class::PRONOUN));
    let somebody = Class::ROLE
        .with(Class::TITLE)
        .with(Class::MALE)
        .with(Class::FEMALE)
        .with(Class::HE)
        .with(Class::SHE);
    let object = second
        && pronoun
        && opener.is_some_and(|first| first.is(Class::DETERMINER.with(Class::RELATIVE)))
        && !field.iter().any(|token| token.is(somebody));
    // "Als sie kam, sagte Rivera": a clause fills the place before the verb.
    let clause = second
        && field.is_empty()
        && verb > start
        && tokens[verb - 1].kind() == Kind::Comma
        && tokens[start].is(Class::SUBORDINATOR
            .with(Class::PREPOSITION)
            .with(Class::ADVERB));
    let adverb = lone
        || object
        || clause
        || opener.is_some_and(|first| first.is(Class::ADVERB) && !first.is(Class::PRONOUN))
            && (field.len() == 1 || second && field.iter().all(|token| token.is(ADVERBIAL)));
    if !so && !phrase && !adverb {
        return None;
    }
    let behind = forward(tokens, skip_adverbs(tokens, verb + 1))?;
    let nominative = tokens[behind.first].is(Class::DETERMINER)
        && !DATIVE.contains(&tokens[behind.first].hash)
        && second;
    let subject = match behind.kind {
        MentionKind::Name => true,
        MentionKind::Pronoun => tokens[behind.first].is(Class::HE.with(Class::SHE)),
        MentionKind::Nominal => nominative || tokens[behind.last].is(Class::ROLE),
    };
    subject.then(|| with_name_behind(tokens, behind))
}
