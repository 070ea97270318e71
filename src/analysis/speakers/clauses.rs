//! The grammar of attribution: where a reporting verb stands to a quotation, and which phrase is its
//! subject. Works on tokens only; [`crate::analysis::speakers`] decides what to do with the answer.

use super::lexicon::Class;
use super::mentions::{Mention, MentionKind, backward, forward};
use super::subjects::{clause_subject, inner_subject, is_source, phrase_ending_at, subject_of};
use super::tokens::{Kind, Token};

/// A source and the cue that says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) mention: Mention,
    /// Token of the cue.
    pub(super) cue: usize,
    /// Whether the cue takes any quotation ("said") or only words in its own sentence ("blasted").
    pub(super) says: bool,
}

/// How the quotation ends, which says whether a cue may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A comma or a dash: the sentence goes on.
    Open,
    /// `?` or `!`: it may go on.
    Asking,
    /// `.`: it is over.
    Full,
    /// None: the words are part of the reporter's sentence.
    Bare,
}

/// Words between the quotation and its cue are few: in annotated campaign news 99 % of cues after a
/// quotation begin within this many tokens.
const REACH: usize = 36;

/// The attribution that follows the quotation at token `quote`.
pub(super) fn after(tokens: &[Token], quote: usize, ending: Ending) -> Option<Found> {
    let mut at = quote + 1;
    let mut comma = ending == Ending::Open || ending == Ending::Asking;
    while at < tokens.len() && matches!(tokens[at].kind, Kind::Comma | Kind::Dash) {
        comma = true;
        at += 1;
    }
    let first = tokens.get(at)?;
    if !first.is_word() {
        return None;
    }
    if first.is(Class::ACCORDING) {
        return according(tokens, at);
    }
    let full = ending == Ending::Full && !comma;
    if full && first.capital && !is_short_attribution(tokens, at) {
        return None;
    }
    inverted(tokens, at, comma || full).or_else(|| straight(tokens, at, comma, full))
}

/// `“…,” said Rivera`.
fn inverted(tokens: &[Token], at: usize, comma: bool) -> Option<Found> {
    let verb = skip_adverbs(tokens, at);
    let token = tokens.get(verb)?;
    if !token.is(Class::SAY) || !comma && !is_plain_saying(tokens, verb) {
        return None;
    }
    let subject =
        forward(tokens, skip_adverbs(tokens, verb + 1)).or_else(|| forward(tokens, verb + 1))?;
    (!tokens[subject.first].is(Class::TIME)).then_some(Found {
        mention: subject,
        cue: verb,
        says: true,
    })
}

/// After bare words only a verb before a name is inverted: `a “disaster” said Rivera`.
fn is_plain_saying(tokens: &[Token], verb: usize) -> bool {
    tokens
        .get(verb + 1)
        .is_some_and(|next| next.capital || next.is(Class::DETERMINER) || next.is(Class::ROLE))
}

/// `“…,” Rivera, president of …, said`.
fn straight(tokens: &[Token], from: usize, comma: bool, full: bool) -> Option<Found> {
    let mixed = !comma && !full;
    let mut bare = mixed;
    for at in from..(from + REACH).min(tokens.len()) {
        let token = &tokens[at];
        match token.kind {
            Kind::Quote(_) if mixed => continue,
            Kind::Stop | Kind::Break | Kind::Quote(_) | Kind::Colon | Kind::Semicolon => {
                return None;
            }
            Kind::Comma | Kind::Dash => {
                bare = false;
                if let Some(found) =
                    inverted(tokens, at + 1, true).filter(|_| !tokens[from].capital && at > from)
                {
                    return Some(found);
                }
                continue;
            }
            _ => {}
        }
        if !is_finite_cue(tokens, at, from) {
            continue;
        }
        let says = token.is(Class::SAY.with(Class::TO_SAY));
        if bare || !says && (!comma || at >= from + 6) {
            continue;
        }
        if let Some(mention) = subject_of(tokens, at, from)
            .filter(|mention| !token.is(Class::NOUN) || is_source(tokens, mention))
            && (follows_well(tokens, at) || starts_near(tokens, from, mention.first))
        {
            return Some(Found {
                mention,
                cue: at,
                says,
            });
        }
    }
    None
}

/// Whether the phrase opens the clause, adverbs and "as" aside.
fn starts_near(tokens: &[Token], from: usize, first: usize) -> bool {
    tokens[from..first].iter().all(|token| {
        token.is(Class::ADVERB
            .with(Class::CONJUNCTION)
            .with(Class::SUBORDINATOR)
            .with(Class::DETERMINER)
            .with(Class::PREPOSITION))
    })
}

/// Whether what follows a verb is what follows a verb whose quotation stands before it.
fn follows_well(tokens: &[Token], verb: usize) -> bool {
    tokens.get(verb + 1).is_none_or(|next| {
        !next.is_word()
            || next.is(Class::PREPOSITION
                .with(Class::TIME)
                .with(Class::ADVERB)
                .with(Class::SUBORDINATOR))
            || tokens[verb].is(Class::SAY) && next.capital
    })
}

/// `…” Rivera said.` after a quotation that ended with a full stop: only as a whole sentence.
fn is_short_attribution(tokens: &[Token], at: usize) -> bool {
    let end = tokens[at..]
        .iter()
        .position(|token| !token.is_word())
        .map_or(tokens.len(), |offset| at + offset);
    let verb = (at..end).find(|&verb| tokens[verb].is(Class::SAY));
    end < tokens.len()
        && tokens[end].ends_sentence()
        && verb.is_some_and(|verb| {
            end - at <= 8
                && tokens[verb + 1..end].iter().all(|token| {
                    token.is(Class::TIME.with(Class::PREPOSITION).with(Class::ADVERB))
                        || token.capital
                })
        })
}

fn skip_adverbs(tokens: &[Token], mut at: usize) -> usize {
    while tokens.get(at).is_some_and(|token| {
        token.is(Class::ADVERB) && !token.is(Class::DETERMINER.with(Class::SAY))
            || token.is(Class::AUXILIARY) && !token.is(Class::PRONOUN)
    }) {
        at += 1;
    }
    at
}

/// `according to Rivera`; languages that say it in one word have no "to".
fn according(tokens: &[Token], at: usize) -> Option<Found> {
    let next = tokens.get(at + 1)?;
    let from = if next.is(Class::PREPOSITION) {
        at + 2
    } else {
        at + 1
    };
    let mention = forward(tokens, from)?;
    Some(Found {
        mention,
        cue: at,
        says: true,
    })
}

/// Whether a word is a reporting verb here, and not the noun or participle that is written alike:
/// "the claims", "his thought", "was quoted".
fn is_finite_cue(tokens: &[Token], at: usize, floor: usize) -> bool {
    let token = &tokens[at];
    if token.is(Class::PHRASAL) && !token.is(Class::SAY) {
        return tokens
            .get(at + 1)
            .is_some_and(|next| next.is(Class::ADVERB.with(Class::PRONOUN)));
    }
    if !token.is(Class::SAY
        .with(Class::NAME)
        .with(Class::TO_SAY)
        .with(Class::HOLD))
    {
        return false;
    }
    let Some(before) = at
        .checked_sub(1)
        .filter(|&before| before >= floor)
        .map(|before| &tokens[before])
    else {
        return true;
    };
    if token.capital && before.is_word()
        || before.is(Class::SUBORDINATOR) && !before.is(Class::PREPOSITION)
    {
        return false;
    }
    // "EU states will meet": a plural noun, since a verb follows.
    if token.is(Class::NOUN)
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.is(Class::AUXILIARY.with(Class::BE).with(Class::VERB)))
    {
        return false;
    }
    // "his recent remarks about": a noun after its article and adjective, with what it is about.
    let adjective = before.class == Class::default() || before.is(Class::FORM);
    let noun = token.is(Class::NOUN)
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.is(Class::PREPOSITION));
    if noun && tokens[floor..at].iter().any(|token| token.is(Class::SAY)) {
        return false;
    }
    if noun
        && adjective
        && at >= floor + 2
        && (tokens[at - 2].is(Class::DETERMINER) || tokens[at - 2].possessive)
    {
        return false;
    }
    if before.is(Class::DETERMINER) && !before.is(Class::PRONOUN.with(Class::RELATIVE))
        || before.possessive
    {
        return false;
    }
    let plain = token.is(Class::TO_SAY) && !token.is(Class::SAY.with(Class::NAME));
    if plain {
        return before.is(Class::AUXILIARY
            .with(Class::PRONOUN)
            .with(Class::ADVERB)
            .with(Class::PREPOSITION))
            || is_plural_subject(before);
    }
    !before.is(Class::PREPOSITION) || before.is(Class::TIME.with(Class::ADVERB))
}

/// "critics say", "officials say".
fn is_plural_subject(before: &Token) -> bool {
    before.is_word() && !before.is(Class::BREAKS)
}

/// The attribution that stands before the quotation at token `quote` in its sentence, which begins
/// at token `start`: by the nearest verb of saying or naming, else by one of holding.
pub(super) fn before(tokens: &[Token], quote: usize, start: usize) -> Option<Found> {
    let mut held = None;
    let mut close = true;
    for at in (start..quote).rev() {
        let token = &tokens[at];
        if !token.is_word() {
            close &= matches!(token.kind, Kind::Comma | Kind::Colon | Kind::Dash);
            continue;
        }
        if close && names(tokens, at, quote) {
            return held;
        }
        if let Some(found) = cue_at(tokens, at, start, quote, close) {
            let noun = found.cue == at
                && token.is(Class::WORDS)
                && (hangs(tokens, at, start) || at + 1 == quote);
            if !token.is(Class::HOLD) && !noun && !is_aside_cue(tokens, &found, quote) {
                return Some(found);
            }
            held = held.or(Some(found));
        }
        close &= token.is(Class::RELATIVE
            .with(Class::PREPOSITION)
            .with(Class::DETERMINER)
            .with(Class::TIME)
            .with(Class::BE));
    }
    held
}

/// "a memo titled “…”", "a class called “…”": a name is given, nobody speaks. "what he calls “…”" does.
fn names(tokens: &[Token], at: usize, quote: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    at + 1 == quote
        && tokens[at].is(Class::NAMES)
        && before.is_word()
        && !before.is(Class::PRONOUN
            .with(Class::RELATIVE)
            .with(Class::ADVERB)
            .with(Class::AUXILIARY))
        && !before.capital
        || at + 1 == quote && tokens[at].is(Class::NAMES) && !before.is_word()
}

/// "in a statement", "during an interview": where it was said, not by whom.
fn hangs(tokens: &[Token], noun: usize, start: usize) -> bool {
    let from = noun.saturating_sub(4).max(start);
    tokens[from..noun]
        .iter()
        .any(|token| token.is(Class::PREPOSITION))
        && !tokens[from..noun].iter().any(|token| token.possessive)
}

/// Whether the cue stands in a clause that a comma closes before the quotation: "the announcement,
/// which some have called rash, was an “insult”".
fn is_aside_cue(tokens: &[Token], found: &Found, quote: usize) -> bool {
    let opens = found.mention.first.checked_sub(1).is_some_and(|before| {
        tokens[before].is(Class::RELATIVE.with(Class::SUBORDINATOR))
            && !tokens[before].is(Class::PREPOSITION)
    });
    let closed = tokens[found.cue..quote]
        .iter()
        .any(|token| token.kind == Kind::Comma);
    opens && closed && !matches!(tokens[quote - 1].kind, Kind::Comma | Kind::Colon)
}

/// The attribution by the cue at token `at`, if it is one. `close` says that only function words stand
/// between it and the quotation.
fn cue_at(tokens: &[Token], at: usize, start: usize, quote: usize, close: bool) -> Option<Found> {
    let token = &tokens[at];
    if token.is(Class::ACCORDING) {
        according(tokens, at).filter(|found| found.mention.last < quote)
    } else if token.is(Class::WORDS) && is_noun(tokens, at, start) {
        if close {
            owner(tokens, at, start)
        } else {
            None
        }
    } else if token.is(Class::PARTICIPLE) && !is_modifier(tokens, at, start) {
        participle(tokens, at, start)
    } else if is_finite_cue(tokens, at, start) {
        finite(tokens, at, start, quote)
    } else {
        None
    }
}

fn is_noun(tokens: &[Token], at: usize, start: usize) -> bool {
    let cue = tokens[at].is(Class::CUE);
    at == start
        || !cue
        || tokens[at - 1].is(Class::DETERMINER.with(Class::PREPOSITION))
        || tokens[at - 1].possessive
}

fn is_modifier(tokens: &[Token], at: usize, start: usize) -> bool {
    at > start && tokens[at - 1].is(Class::DETERMINER)
}

/// "his claim that “…”", "Rivera’s statement: “…”", "in a statement: “…”".
fn owner(tokens: &[Token], noun: usize, start: usize) -> Option<Found> {
    let phrase = (start..noun).rev().take(6).find(|&at| {
        tokens[at].possessive
            || !tokens[at].is_word()
            || tokens[at].is(Class::HE.with(Class::SHE)) && tokens[at].is(Class::DETERMINER)
    });
    let mention = match phrase {
        Some(at) if tokens[at].possessive => backward(tokens, at, start)?,
        Some(at) if tokens[at].is_word() => Mention {
            kind: MentionKind::Pronoun,
            span: tokens[at].span,
            shown: tokens[at].span,
            first: at,
            last: at,
        },
        _ => clause_subject(tokens, start, noun)?,
    };
    Some(Found {
        mention,
        cue: noun,
        says: true,
    })
}

/// ", saying “…”", "is calling it “…”", "a caller saying “…”".
fn participle(tokens: &[Token], verb: usize, start: usize) -> Option<Found> {
    let before = (start..verb)
        .rev()
        .find(|&before| !tokens[before].is(Class::ADVERB))
        .map(|before| &tokens[before]);
    let bound = before.is_some_and(|before| before.is(Class::AUXILIARY.with(Class::RELATIVE)));
    let touching = before.is_some_and(|before| {
        before.is_word()
            && !before.is(Class::BREAKS
                .with(Class::WORDS)
                .with(Class::ADVERB)
                .with(Class::TIME))
    });
    let own = if bound || touching {
        subject_of(tokens, verb, start).filter(|mention| bound || is_source(tokens, mention))
    } else {
        None
    };
    let mention = if bound {
        own
    } else {
        own.or_else(|| earlier_subject(tokens, start, verb))
    };
    Some(Found {
        mention: mention?,
        cue: verb,
        says: tokens[verb].is(Class::SAYING),
    })
}

/// The subject of the reporting verb before a participle, or of the clause.
fn earlier_subject(tokens: &[Token], start: usize, verb: usize) -> Option<Mention> {
    let cue = (start..verb)
        .rev()
        .find(|&at| is_finite_cue(tokens, at, start) && tokens[at].is(Class::SAY));
    cue.and_then(|cue| subject_of(tokens, cue, start))
        .or_else(|| inner_subject(tokens, start, verb))
        .or_else(|| clause_subject(tokens, start, verb))
}

/// "Rivera said “…”", "said Rivera: “…”", "was described by Rivera as “…”".
fn finite(tokens: &[Token], verb: usize, start: usize, quote: usize) -> Option<Found> {
    let says = tokens[verb].is(Class::SAY.with(Class::TO_SAY));
    if is_passive(tokens, verb, start) {
        let by = (verb + 1..quote).find(|&at| {
            tokens[at].is(Class::PREPOSITION)
                && tokens[at].span.len() == 2
                && tokens.get(at + 1).is_some()
        })?;
        let mention = forward(tokens, by + 1)?;
        return Some(Found {
            mention,
            cue: verb,
            says,
        });
    }
    let inverted = || {
        let opens = verb == start || !tokens[verb - 1].is_word();
        let mention = forward(tokens, verb + 1).filter(|mention| {
            mention.last < quote
                && (mention.kind == MentionKind::Pronoun || !tokens[mention.last + 1].is_word())
        })?;
        opens.then_some(mention)
    };
    let to = verb > start && tokens[verb - 1].is(Class::PREPOSITION);
    let subject = || {
        if to {
            earlier_subject(tokens, start, verb)
        } else {
            subject_of(tokens, verb, start)
        }
    };
    let mention = if verb == start { None } else { subject() };
    let mention = mention.or_else(inverted)?;
    Some(Found {
        mention,
        cue: verb,
        says,
    })
}

/// "was called", "is described": a form of "be" before a verb of saying or naming.
fn is_passive(tokens: &[Token], verb: usize, start: usize) -> bool {
    let before = (start..verb)
        .rev()
        .find(|&at| !tokens[at].is(Class::ADVERB) || tokens[at].capital);
    before.is_some_and(|before| tokens[before].is(Class::BE))
}

/// The source that a colon before the quotation announces: a label ("Rivera: “…”") or the subject
/// of the sentence that it ends.
pub(super) fn before_colon(tokens: &[Token], colon: usize, start: usize) -> Option<Mention> {
    let start = (start..colon)
        .rev()
        .find(|&at| tokens[at].kind == Kind::Dash)
        .map_or(start, |dash| dash + 1);
    let short = colon - start <= 6;
    let label = || {
        phrase_ending_at(tokens, colon - 1, start)
            .filter(|mention| mention.kind == MentionKind::Name)
    };
    if colon == start {
        return None;
    }
    let label = if short { label() } else { None };
    label.or_else(|| clause_subject(tokens, start, colon))
}

/// The name that a line under a quotation opens with, after its dash.
pub(super) fn signature(tokens: &[Token], from: usize) -> Option<Mention> {
    forward(tokens, from).filter(|mention| mention.kind == MentionKind::Name)
}
