//! The subject of a clause by the case of its phrases, where nouns have capitals and articles tell the case:
//! what opens with "den", "dem" or "des" or hangs on a preposition is none, wherever it stands to its verb
//! (Duden: Die Grammatik (2016), on "Vorfeld" and "Mittelfeld"). Used by [`super::clauses`].

use super::mentions::{Mention, MentionKind, backward, forward};
use super::subjects::with_name_behind;
use super::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;

/// Adjectives and numbers between an article and its noun.
const MOST_ADJECTIVES: usize = 5;

/// Genitives and prepositional phrases that hang on a noun.
const MOST_ATTRIBUTES: usize = 4;

/// The article that is a nominative as well as a genitive or a dative.
const DER: u32 = Hash::of_word("der");

/// Whatever is a person or a body by what it is.
const SOMEBODY: Class = Class::ROLE
    .with(Class::TITLE)
    .with(Class::MALE)
    .with(Class::FEMALE);

/// A noun with its article, and what hangs on it.
#[derive(Clone, Copy)]
struct Phrase {
    first: usize,
    noun: usize,
    last: usize,
}

/// Whether the words between two tokens are of a language in which nouns have capitals.
pub(super) fn tells_case(tokens: &[Token], start: usize, end: usize) -> bool {
    tokens[start..end]
        .iter()
        .any(|token| token.is(Class::TELLS_CASE.with(Class::NO_NOUN)))
}

/// The subject of the clause between two tokens, if it is somebody: the first phrase in the nominative that is
/// a person, a body, or a full name.
pub(super) fn subject(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let cased = tells_case(tokens, start, end);
    cased.then(|| find(tokens, start, end))?
}

fn find(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let mut phrases = Phrases {
        tokens,
        end,
        at: start,
    };
    let mut thing = false;
    phrases.find_map(|phrase| {
        let found = nominative(tokens, &phrase).filter(|_| !thing || is_somebody(tokens, &phrase));
        let opener = &tokens[phrase.first];
        thing |= opener.is(Class::DETERMINER) && !opener.is(Class::OBLIQUE);
        found
    })
}

/// Whether a phrase is a person or a body by what it is, or a pronoun for one.
fn is_somebody(tokens: &[Token], phrase: &Phrase) -> bool {
    let mut words = tokens[phrase.first..=phrase.noun].iter();
    is_pronoun(&tokens[phrase.first]) || words.any(|word| word.is(SOMEBODY))
}

/// The same, or else the single name that stands in the nominative without an article: whether it is one, the
/// story must tell.
pub(super) fn subject_or_name(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let cased = tells_case(tokens, start, end);
    cased.then(|| find(tokens, start, end).or_else(|| find_name(tokens, start, end)))?
}

fn find_name(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let mut phrases = Phrases {
        tokens,
        end,
        at: start,
    };
    let name = phrases.find(|phrase| {
        let word = &tokens[phrase.first];
        phrase.first == phrase.noun && word.capital && !word.figure && !word.is(Class::TIME)
    })?;
    backward(tokens, name.noun, name.first)
}

/// Whether a phrase stands in a case that no subject has, hangs on a preposition, or says whose the noun before it is,
/// "der Sprecher der Bank"; not the name in an apposition to one that does.
pub(super) fn is_oblique(tokens: &[Token], mention: &Mention) -> bool {
    let name = (mention.first..=mention.last)
        .find(|&at| tokens[at].span.start >= mention.span.start)
        .unwrap_or(mention.first);
    let before = |at: usize| at.checked_sub(1).map(|before| &tokens[before]);
    let apart = before(name).is_some_and(|before| !before.is_word());
    if mention.kind == MentionKind::Pronoun
        || mention.is_relative()
        || apart && name > mention.first
    {
        return false;
    }
    let hangs = |token: &Token| token.is(Class::OBLIQUE.with(Class::PREPOSITION));
    let opens =
        tokens[mention.first].is(Class::OBLIQUE) || before(mention.first).is_some_and(hangs);
    opens || is_owner(tokens, mention.first)
}

/// Whether the article at `at`, or the one before, says whose the noun before it is.
fn is_owner(tokens: &[Token], at: usize) -> bool {
    let article = |at: usize| tokens[at].hash == DER && !tokens[at].capital;
    let before = at.checked_sub(1).filter(|&before| article(before));
    let article = if article(at) { Some(at) } else { before };
    let noun = article.and_then(|article| article.checked_sub(1));
    noun.is_some_and(|noun| is_noun(&tokens[noun]))
}

/// Who stands in the nominative right behind a verb before which a thing with its article stands, its object: "Die
/// Kritik wies Ida Lind zurück".
pub(super) fn behind_object(
    tokens: &[Token],
    mention: &Mention,
    verb: usize,
    end: usize,
) -> Option<Mention> {
    let words = &tokens[mention.first..=mention.last];
    let article = |token: &Token| token.is(Class::DETERMINER);
    let before = mention.first.checked_sub(1);
    let opens = article(&words[0]) || before.is_some_and(|before| article(&tokens[before]));
    let full = words.iter().filter(|word| is_noun(word)).count() > 1;
    let somebody = full || words.iter().any(|word| word.is(SOMEBODY));
    let thing = opens && mention.last < verb && !somebody;
    let behind = || find(tokens, verb + 1, end).or_else(|| find_name(tokens, verb + 1, end));
    let behind = thing.then(behind)??;
    (behind.first <= verb + 2).then_some(behind)
}

/// The phrases of a clause that hang on nothing, in order, those of inner clauses left out.
struct Phrases<'a> {
    tokens: &'a [Token],
    end: usize,
    at: usize,
}

impl Iterator for Phrases<'_> {
    type Item = Phrase;

    fn next(&mut self) -> Option<Phrase> {
        while self.at < self.end {
            let token = &self.tokens[self.at];
            let placed = token.is(Class::PREPOSITION) && token.is_word();
            if opens_clause(token) {
                self.at = self.behind_comma();
            } else if is_pronoun(token) {
                self.at += 1;
                return Some(lone(self.at - 1));
            } else if placed {
                let phrase = self.phrase(self.at + 1);
                self.at = phrase.map_or(self.at + 1, |phrase| phrase.last + 1);
            } else if let Some(phrase) = self.phrase(self.at) {
                self.at = phrase.last + 1;
                return Some(phrase);
            } else {
                self.at += 1;
            }
        }
        None
    }
}

impl Phrases<'_> {
    fn behind_comma(&self) -> usize {
        let mut rest = self.at + 1..self.end;
        let comma = rest.find(|&at| self.tokens[at].kind() == Kind::Comma);
        comma.map_or(self.end, |comma| comma + 1)
    }

    /// The phrase that begins at `at`, with what hangs on it.
    fn phrase(&self, at: usize) -> Option<Phrase> {
        let mut phrase = self.bare(at)?;
        for _ in 0..MOST_ATTRIBUTES {
            let next = phrase.last + 1;
            let Some(token) = self.tokens.get(next).filter(|_| next < self.end) else {
                break;
            };
            let genitive = token.is(Class::DETERMINER.with(Class::OBLIQUE))
                && !token.capital
                && (token.is(Class::OBLIQUE) || token.hash == DER);
            let inner = match token.kind() {
                Kind::Quote(_) => Some(lone(next)),
                Kind::Word if genitive => self.bare(next),
                Kind::Word if token.is(Class::PREPOSITION) && !token.capital => self.bare(next + 1),
                _ => None,
            };
            let Some(inner) = inner else {
                break;
            };
            phrase.last = inner.noun;
        }
        Some(phrase)
    }

    /// The noun that begins at `at`, behind its article and adjectives.
    fn bare(&self, at: usize) -> Option<Phrase> {
        let opens = self
            .tokens
            .get(at)?
            .is(Class::DETERMINER.with(Class::OBLIQUE));
        let mut noun = at + usize::from(opens);
        let limit = self.end.min(noun + MOST_ADJECTIVES);
        while opens && noun < limit && is_adjective(&self.tokens[noun]) {
            noun += 1;
        }
        let is_noun = |at: usize| at < self.end && is_noun(&self.tokens[at]);
        if !is_noun(noun) {
            return None;
        }
        while is_noun(noun + 1) {
            noun += 1;
        }
        Some(Phrase {
            first: at,
            noun,
            last: noun,
        })
    }
}

fn lone(at: usize) -> Phrase {
    Phrase {
        first: at,
        noun: at,
        last: at,
    }
}

fn opens_clause(token: &Token) -> bool {
    let inner = Class::SUBORDINATOR.with(Class::RELATIVE);
    token.is_word() && token.is(inner) && !token.is(Class::PREPOSITION.with(Class::DETERMINER))
}

fn is_pronoun(token: &Token) -> bool {
    let person = token.is(Class::HE.with(Class::SHE)) && token.is(Class::PRONOUN);
    person && !token.is(Class::AUXILIARY)
}

fn is_adjective(token: &Token) -> bool {
    let light = Class::NO_NOUN
        .with(Class::TELLS_CASE)
        .with(Class::ADVERB)
        .with(Class::AUXILIARY);
    let plain = token.class.without(light);
    token.is_word() && (token.figure || !token.capital && plain.is_empty())
}

fn is_noun(token: &Token) -> bool {
    let grammar = Class::BREAKS
        .with(Class::DETERMINER)
        .with(Class::PRONOUN)
        .with(Class::ADVERB);
    token.is_word() && token.capital && (!token.is(grammar) || token.is(SOMEBODY))
}

/// The mention of a phrase in the nominative that is somebody.
fn nominative(tokens: &[Token], phrase: &Phrase) -> Option<Mention> {
    let words = &tokens[phrase.first..=phrase.noun];
    let opener = &words[0];
    if is_pronoun(opener) {
        return backward(tokens, phrase.first, phrase.first);
    }
    let full = !opener.is(Class::DETERMINER)
        && words.len() > 1
        && !words.iter().any(|word| word.figure || word.is(Class::TIME));
    let somebody = full || words.iter().any(|word| word.is(SOMEBODY));
    if opener.is(Class::OBLIQUE) || !somebody {
        return None;
    }
    let whole = forward(tokens, phrase.first).filter(|mention| mention.last <= phrase.last);
    let mention = whole.or_else(|| backward(tokens, phrase.noun, phrase.first))?;
    Some(with_name_behind(tokens, mention))
}
