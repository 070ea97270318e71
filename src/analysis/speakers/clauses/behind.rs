//! What stands behind an inverted verb before its subject, and verbs without one: "dijo ayer a la radio la
//! alcaldesa", "«…», aseguró.", "Lo ha detto Ana Lind." Used by [`super`].

use super::{Found, is_plain_saying, skip_adverbs};
use crate::analysis::speakers::mentions::{Mention, MentionKind, forward, is_comma};
use crate::analysis::speakers::openings::is_participle;
use crate::analysis::speakers::subjects::{phrase_ending_at, with_name_behind};
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;
use crate::language::talk_words;

/// Words that stand between a verb and its subject at most: a recipient, a day and a place.
const FARTHEST: usize = 16;

/// The Spanish preposition behind a plural verb before the body that speaks: "explicaron desde el ministerio"
/// (Nueva gramática de la lengua española (2009), 41.9 on impersonal plurals).
const FROM_INSIDE: u32 = Hash::of_word("desde");

/// Words of an aside between commas before the subject: "lamenta, por su parte, Ana Lind".
const LONGEST_ASIDE: usize = 6;

/// The subject behind the verb at `verb`, across adverbs, days, recipients, places and asides. Only a phrase
/// that cannot be part of those is one: with an article or a role, or a name of several words.
pub(super) fn subject_behind(tokens: &[Token], verb: usize) -> Option<Mention> {
    let mut at = verb + 1;
    while at < tokens.len() && at <= verb + FARTHEST {
        if tokens[at].hash == FROM_INSIDE
            && let Some(source) = forward(tokens, at + 1).filter(|source| has_role(tokens, source))
        {
            return Some(source);
        }
        if let Some(next) = over_filling(tokens, at, verb) {
            at = next;
            continue;
        }
        let mention = forward(tokens, at)?;
        let strong = match mention.kind {
            MentionKind::Name => true,
            MentionKind::Pronoun => tokens[mention.first].is(Class::HE.with(Class::SHE)),
            MentionKind::Nominal => {
                tokens[at].is(Class::DETERMINER) || tokens[mention.first].is(Class::ROLE)
            }
        };
        return strong.then(|| with_name_behind(tokens, mention));
    }
    None
}

/// Where an adverb, a day, a phrase behind a preposition or an aside ends that begins at `at` behind the verb.
fn over_filling(tokens: &[Token], at: usize, verb: usize) -> Option<usize> {
    let token = &tokens[at];
    match token.kind() {
        Kind::Comma => over_aside(tokens, at, verb),
        Kind::Word if token.is(Class::PREPOSITION) => over_preposition(tokens, at),
        Kind::Word if token.is(Class::TIME) && !token.is(Class::MALE.with(Class::FEMALE)) => {
            Some(at + 1)
        }
        Kind::Word if token.is(Class::ADVERB) && !token.is(Class::DETERMINER) && !token.capital => {
            Some(at + 1)
        }
        // "este martes", "la noche del lunes"
        Kind::Word if token.is(Class::DETERMINER) => {
            let day = tokens.get(at + 1)?.is(Class::TIME);
            day.then_some(at + 2)
        }
        _ => None,
    }
}

/// Where the aside between two commas ends that begins with the comma at `comma`.
fn over_aside(tokens: &[Token], comma: usize, verb: usize) -> Option<usize> {
    let inside = &tokens[comma + 1..];
    let length = inside
        .iter()
        .take(LONGEST_ASIDE + 1)
        .position(|token| token.kind() == Kind::Comma)?;
    let plain = |token: &Token| token.is_word() && !token.capital && !token.is(Class::CUE);
    let opens = inside[0].is(Class::PREPOSITION.with(Class::ADVERB)) || length == 1;
    let aside = comma == verb + 1 && opens && length > 0 && inside[..length].iter().all(plain);
    aside.then_some(comma + 1 + length + 1)
}

/// Where the phrase behind the preposition at `at` ends: "a la radio local", "ao G1", "en Madrid". A full
/// name right behind a noun in small letters is no part of it: "in piazza Marta Orsi".
fn over_preposition(tokens: &[Token], at: usize) -> Option<usize> {
    let mut from = at + 1;
    while tokens.get(from)?.is(Class::PREPOSITION) {
        from += 1;
    }
    // "por la noche"
    let day = from + usize::from(tokens[from].is(Class::DETERMINER));
    if tokens.get(day)?.is(Class::TIME) {
        return Some(day + 1);
    }
    let phrase = forward(tokens, from)?;
    Some(full_name_in(tokens, from, phrase.last).unwrap_or(phrase.last + 1))
}

/// Where a full name begins in the phrase behind a preposition that is no part of it: at a given name behind
/// another word, or behind a noun in small letters if an apposition follows, "opina en cambio Ana Lind,
/// profesora".
fn full_name_in(tokens: &[Token], from: usize, last: usize) -> Option<usize> {
    let given = |&at: &usize| {
        tokens[at].is(Class::MALE.with(Class::FEMALE)) && tokens[at].capital && is_bare(tokens, at)
    };
    let comma = tokens
        .get(last + 1)
        .filter(|next| next.kind() == Kind::Comma);
    let behind = tokens.get(last + 2).filter(|_| comma.is_some());
    let apposition = behind.is_some_and(|next| next.is(Class::ROLE.with(Class::RELATIVE)));
    let name = (from..last).find(|&at| tokens[at].capital)?;
    let capital = Some(name).filter(|&name| apposition && name > from && is_bare(tokens, name));
    (from + 1..last).find(given).or(capital)
}

/// Whether nothing before a name ties it to its phrase: no article, preposition or title.
fn is_bare(tokens: &[Token], name: usize) -> bool {
    !tokens[name - 1].is(Class::DETERMINER
        .with(Class::PREPOSITION)
        .with(Class::PARTICLE)
        .with(Class::ROLE)
        .with(Class::TITLE)
        .with(Class::MALE)
        .with(Class::FEMALE))
}

/// What is read where a reflexive verb has nobody for its subject: "lê-se no comunicado", "se lee en la nota".
pub(super) fn written_in(tokens: &[Token], verb: usize) -> Option<Mention> {
    let reflexive = |at: usize| tokens.get(at).is_some_and(|at| at.is(Class::REFLEXIVE));
    let before = verb.checked_sub(1).is_some_and(reflexive);
    let mut at = verb + 1 + usize::from(reflexive(verb + 1));
    if !before && at == verb + 1 || !tokens.get(at)?.is(Class::PREPOSITION) {
        return None;
    }
    while tokens.get(at)?.is(Class::PREPOSITION) {
        at += 1;
    }
    let mention = forward(tokens, at)?;
    let mut words = tokens[mention.first..=mention.last].iter();
    words.any(|word| word.is(Class::WORDS)).then_some(mention)
}

/// The verb of saying behind the quotation at `quote` whose subject is not said: "«…», aseguró a la radio."
pub(in crate::analysis::speakers) fn silent_after(tokens: &[Token], quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    while matches!(tokens.get(at)?.kind(), Kind::Comma | Kind::Dash) {
        at += 1;
    }
    let comma = at > quote + 1;
    let verb = skip_adverbs(tokens, at);
    let says = tokens.get(verb)?.is(Class::SAY) && (comma || is_plain_saying(tokens, verb));
    // "se lee en la nota", "lê-se": nobody is the subject.
    let near = tokens[at..].iter().take(verb + 2 - at);
    let impersonal = near.into_iter().any(|token| token.is(Class::REFLEXIVE));
    (says && !impersonal && !tokens[verb].capital).then_some(verb)
}

/// The verb of saying before the quotation at `quote` with which its sentence, from `start`, begins, but for
/// what cannot be a subject: "Y remató: “…”", "Al respecto, explicó que “…”".
pub(in crate::analysis::speakers) fn silent_before(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<usize> {
    let mut at = start;
    while at < quote {
        let token = &tokens[at];
        if token.is(Class::SAY) && token.is_word() {
            let subject = forward(tokens, at + 1).is_some_and(|mention| mention.last < quote);
            return (!subject).then_some(at);
        }
        if let Some(later) = over_later(tokens, at, quote) {
            at = later;
            continue;
        }
        let light = Class::ADVERB
            .with(Class::CONJUNCTION)
            .with(Class::AUXILIARY)
            .with(Class::TIME);
        // "Questionado sobre o cais, respondeu": a participle that no pack lists.
        if at == start && opens_asked(tokens, at, quote) {
            at += 1;
        } else if token.is(Class::PREPOSITION) && !token.is(Class::ACCORDING) {
            at = over_opening(tokens, at, quote)?;
        } else if token.kind() == Kind::Comma
            || token.is(light) && !token.is(Class::MALE.with(Class::FEMALE))
            || token.is(Class::DETERMINER) && tokens[at + 1..quote].iter().take(2).any(is_time)
        {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// The verb of saying alone between two commas before the quotation at `quote`: "Lo peor, explicó, es que “…”".
pub(in crate::analysis::speakers) fn silent_aside(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<usize> {
    let comma = |at: usize| is_comma(&tokens[at]);
    let opens = |verb: usize| {
        let mut before = (start + 1..verb).rev();
        before.find(|&at| !tokens[at].is(Class::AUXILIARY.with(Class::ADVERB)))
    };
    let verb = (start + 1..quote.checked_sub(1)?)
        .rev()
        .find(|&verb| tokens[verb].is(Class::SAY) && comma(verb + 1))?;
    opens(verb).is_some_and(comma).then_some(verb)
}

/// Whether a sentence opens with a participle and a phrase behind its preposition, up to a comma: who speaks may be
/// silent behind it.
pub(in crate::analysis::speakers) fn opens_asked(
    tokens: &[Token],
    at: usize,
    limit: usize,
) -> bool {
    let comma = |end: usize| tokens[end].kind() == Kind::Comma;
    is_participle(tokens, at) && over_opening(tokens, at + 1, limit).is_some_and(comma)
}

fn is_time(token: &Token) -> bool {
    token.is(Class::TIME)
}

/// Where a phrase ends that tells how much later: "unos párrafos más adelante añade", "horas después dijo".
fn over_later(tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let verb = (at + 2..limit)
        .take(LONGEST)
        .find(|&verb| tokens[verb].is(Class::SAY))?;
    let words = &tokens[at..verb];
    let plain = |word: &Token| word.is_word() && !word.capital && !word.is(Class::ROLE);
    let later = words[words.len() - 1].is(Class::ADVERB) && words[1..].iter().all(plain);
    let measured = !words[0].is(Class::DEFINITE.with(Class::PRONOUN).with(Class::ROLE));
    (later && measured && words[0].is(Class::DETERMINER)).then_some(verb)
}

/// Where a phrase behind a preposition ends that opens a sentence: at its comma, or at the verb behind it.
fn over_opening(tokens: &[Token], at: usize, limit: usize) -> Option<usize> {
    let end = (at + 1..limit).take(FARTHEST).find(|&next| {
        let token = &tokens[next];
        token.kind() == Kind::Comma
            || token.is(Class::SAY) && !tokens[next - 1].is(Class::DETERMINER)
    })?;
    // "Nella lettera Ana Lind chiede": a name behind a noun is the subject.
    let subject = |word: usize| {
        let tied = Class::PREPOSITION.with(Class::DETERMINER);
        let before = &tokens[word - 1];
        tokens[word].capital && !before.capital && !before.is(tied)
    };
    let alone = tokens[end].kind() == Kind::Comma || !(at + 1..end).any(subject);
    alone.then_some(end)
}

/// The source that the sentence behind the one of the quotation names: "“…”. Lo ha detto Ana Lind.",
/// "“…”. Così Ana Lind, sindaca di Roncarolo."
pub(in crate::analysis::speakers) fn recalled(tokens: &[Token], quote: usize) -> Option<Found> {
    const LONGEST: usize = 60;
    let rest = tokens[quote + 1..].iter().take(LONGEST);
    let stop = rest
        .clone()
        .position(|token| token.ends_sentence() || token.capital && token.is(Class::RECALLS))?;
    let mut at = quote + 1 + stop;
    while tokens.get(at)?.kind() == Kind::Stop {
        at += 1;
    }
    let opens = tokens.get(at).filter(|token| token.is(Class::RECALLS))?;
    let verb = (at + 1..at + 6).find(|&verb| {
        tokens
            .get(verb)
            .is_some_and(|token| token.is(Class::SAY) && token.is_word())
    });
    let light = Class::AUXILIARY
        .with(Class::ADVERB)
        .with(Class::PRONOUN)
        .with(Class::DETERMINER)
        .with(Class::RECALLS)
        .with(Class::BE);
    if let Some(verb) = verb.filter(|&verb| tokens[at..verb].iter().all(|token| token.is(light))) {
        return Some(Found {
            mention: subject_behind(tokens, verb)?,
            cue: verb,
            says: true,
        });
    }
    let mention = forward(tokens, at + 1).filter(|_| opens.is(Class::ADVERB))?;
    let named = mention.kind == MentionKind::Name || tokens[mention.first].is(Class::DETERMINER);
    let over = tokens
        .get(mention.last + 1)
        .is_none_or(|next| !next.is_word() || next.is(Class::PREPOSITION));
    (named && over).then(|| Found {
        mention: with_name_behind(tokens, mention),
        cue: at,
        says: true,
    })
}

/// The last word of those with which the sentence from `start` gives the view of whoever the one before is
/// about: "À ses yeux".
pub(in crate::analysis::speakers) fn in_their_eyes(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<usize> {
    if !tokens[start].capital {
        return None;
    }
    let words = tokens[start..quote].iter().map(|token| token.hash);
    let length = talk_words::their_view(&words);
    (length > 0).then(|| start + length - 1)
}

/// Whose view the sentence from `start` gives: "Pour Ana Lind, …", "Per il guardiano Ugo Valli «…»".
pub(in crate::analysis::speakers) fn view(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<Found> {
    let opens = tokens[start].is(Class::VIEW) && tokens[start].capital;
    let mention = forward(tokens, start + 1).filter(|mention| opens && mention.last < quote)?;
    let person = match mention.kind {
        MentionKind::Name => {
            let bare = !tokens[mention.first].is(Class::TIME.with(Class::DETERMINER));
            mention.last > mention.first && (bare || has_role(tokens, &mention))
        }
        MentionKind::Nominal => {
            tokens[start + 1].is(Class::DETERMINER) && has_role(tokens, &mention)
        }
        MentionKind::Pronoun => tokens[mention.first].is(Class::HE.with(Class::SHE)),
    };
    person.then(|| Found {
        mention: with_name_behind(tokens, mention),
        cue: start,
        says: true,
    })
}

/// Who stands before words in marks between commas and behind them acts: "Les éleveurs, « épuisés »,
/// dénoncent".
pub(in crate::analysis::speakers) fn enclosed(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<Found> {
    let comma = |at: usize| tokens.get(at).is_some_and(|at| at.kind() == Kind::Comma);
    let before = quote.checked_sub(2).filter(|&before| before >= start)?;
    let verb = skip_adverbs(tokens, quote + 2);
    if !comma(quote - 1) || !comma(quote + 1) || !tokens.get(verb)?.is(Class::SAY) {
        return None;
    }
    let mention = phrase_ending_at(tokens, before, start)?;
    let inverted = forward(tokens, verb + 1).filter(|behind| behind.kind == MentionKind::Name);
    (mention.first == start && inverted.is_none()).then_some(Found {
        mention,
        cue: verb,
        says: true,
    })
}

fn has_role(tokens: &[Token], mention: &Mention) -> bool {
    tokens[mention.first..=mention.last]
        .iter()
        .any(|token| token.is(Class::ROLE))
}
