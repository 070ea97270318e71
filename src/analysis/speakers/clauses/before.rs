//! The attribution that stands before its quotation: which verb or noun governs it, and who is the
//! subject there. Used by [`super`].

use super::second::{in_nominative, verb_second};
use super::{Ending, Found, PER, according, is_according, is_finite_cue, lets_know};
use crate::analysis::speakers::mentions::{Mention, MentionKind, backward, forward, is_comma};
use crate::analysis::speakers::openings::AGENT;
use crate::analysis::speakers::subjects::{
    clause_subject, controller, inner_subject, is_source, subject_of, with_name_behind,
};
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;

/// The German "according to" that follows its noun.
const ZUFOLGE: u32 = Hash::of_word("zufolge");

/// "in the words of": who is named behind it speaks.
const IN: u32 = Hash::of_word("in");
const THE_WORDS: u32 = Hash::of_word("words");
const OF: u32 = Hash::of_word("of");

/// The verb whose passive has the asked one for its subject.
const ASKED: u32 = Hash::of_word("asked");

/// The words behind which "as saying" gives the words to the object.
const QUOTES: &[u32] = &[
    Hash::of_word("quoted"),
    Hash::of_word("quotes"),
    Hash::of_word("quoting"),
    Hash::of_word("cited"),
    Hash::of_word("cites"),
    Hash::of_word("citing"),
];
const AS: u32 = Hash::of_word("as");
const READ: u32 = Hash::of_word("read");
const GIVEN: u32 = Hash::of_word("given");
const THAT: u32 = Hash::of_word("that");

/// The preposition that gives a participle a subject of its own: "with Rivera saying".
const WITH: u32 = Hash::of_word("with");

/// The attribution that stands before the quotation at token `quote` in its sentence, which begins
/// at token `start`: by the nearest verb of saying or naming, else by one of holding.
pub(in crate::analysis::speakers) fn before(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<Found> {
    let mut held = None;
    let mut close = true;
    for at in (start..quote).rev() {
        let token = &tokens[at];
        if !token.is_word() {
            close &= matches!(token.kind(), Kind::Comma | Kind::Colon | Kind::Dash);
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
                return main_clause(tokens, &found, start, quote).or(Some(found));
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

/// Who does what a passive between two tokens tells: "El asunto fue abordado por el alcalde Luis Prado".
pub(in crate::analysis::speakers) fn agent(
    tokens: &[Token],
    start: usize,
    end: usize,
) -> Option<Mention> {
    let passive = (start..end).find(|&at| tokens[at].is(Class::BE))?;
    let by = (passive + 2..end).find(|&at| AGENT.contains(&tokens[at].hash))?;
    let mention = forward(tokens, by + 1).filter(|mention| mention.last < end)?;
    let mut words = tokens[mention.first..=mention.last].iter();
    let somebody = Class::ROLE
        .with(Class::TITLE)
        .with(Class::MALE)
        .with(Class::FEMALE);
    let named = mention.kind == MentionKind::Name && words.any(|word| word.is(somebody));
    named.then(|| with_name_behind(tokens, mention))
}

/// Who does what the participle tells with which the sentence opens: the subject of the main clause behind its
/// comma, "Citing the flood as “a call”, Rivera urged". R. Quirk et al., A Comprehensive Grammar of the English
/// Language (1985), 15.58 on the attachment rule.
pub(in crate::analysis::speakers) fn fronted(
    tokens: &[Token],
    quote: usize,
    start: usize,
    ending: Ending,
) -> Option<Found> {
    const FARTHEST: usize = 12;
    let inner = &tokens[start..quote];
    let told = tokens[start].is(Class::PARTICIPLE)
        || tokens[start].hash == GIVEN && inner.iter().any(|token| token.is(Class::WORDS));
    let comma = |token: &Token| token.kind() == Kind::Comma;
    if !told || !tokens[start].capital || inner.iter().any(comma) {
        return None;
    }
    let rest = tokens[quote + 1..].iter().take(FARTHEST);
    let main = match ending {
        Ending::Open => quote + 1,
        _ => {
            quote
                + 2
                + rest
                    .take_while(|token| !token.ends_sentence())
                    .position(comma)?
        }
    };
    let mention = forward(tokens, main).filter(|mention| mention.kind != MentionKind::Nominal)?;
    let verb = tokens.get(mention.last + 1)?;
    (verb.is_word() && !verb.is(Class::PREPOSITION.with(Class::CONJUNCTION))).then(|| Found {
        mention: with_name_behind(tokens, mention),
        cue: start,
        says: false,
    })
}

/// Whether the words are put to somebody, who then does not say them: "Rivera was asked, “Why?”".
pub(in crate::analysis::speakers) fn is_put(tokens: &[Token], quote: usize, start: usize) -> bool {
    let verb = (start..quote)
        .rev()
        .find(|&at| !matches!(tokens[at].kind(), Kind::Comma | Kind::Colon));
    verb.is_some_and(|verb| tokens[verb].hash == ASKED && is_passive(tokens, verb, start))
}

/// The attribution of the main clause, when the verb found stands in what that clause reports: "Rivera said
/// the board called members “out of touch”". The reader has those words from Rivera.
fn main_clause(tokens: &[Token], found: &Found, start: usize, quote: usize) -> Option<Found> {
    let before = found.mention.first.checked_sub(1)?;
    let that = tokens[before].is(Class::RELATIVE.with(Class::SUBORDINATOR))
        && !tokens[before].is(Class::PREPOSITION);
    let cue = if that { before.checked_sub(1)? } else { before };
    let relative = found.mention.is_relative() || QUOTES.contains(&tokens[cue].hash);
    // "…, said Rivera, would call it “a gift”": what stands behind an inverted verb is its subject.
    let straight = tokens[cue].is(Class::SAY) && cue > start && (that || tokens[cue - 1].is_word());
    if relative || !straight && !tokens[cue].is(Class::SAYING.with(Class::TO_SAY)) {
        return None;
    }
    cue_at(tokens, cue, start, quote, false)
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
        || at + 1 == quote
            && tokens[at].is(Class::NAMES)
            && !before.is_word()
            && !ends_name(tokens, at)
}

/// Whether a person's name, or "for one", stands before the comma before a verb: "Rivera, for one, called".
fn ends_name(tokens: &[Token], verb: usize) -> bool {
    let Some(end) = verb.checked_sub(2) else {
        return false;
    };
    tokens[end].capital && tokens[end].is_word()
}

/// "in a statement", "during an interview": where it was said, not by whom.
fn hangs(tokens: &[Token], noun: usize, start: usize) -> bool {
    let from = noun.saturating_sub(4).max(start);
    tokens[from..noun]
        .iter()
        .any(|token| token.is(Class::PREPOSITION))
        && !tokens[from..noun].iter().any(|token| token.possessive)
}

/// What stands before a quotation that no cue governs.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis::speakers) struct Loose {
    /// The nearest cue in the sentence.
    pub(in crate::analysis::speakers) cue: Option<usize>,
    /// The subject of the clause around it.
    pub(in crate::analysis::speakers) mention: Option<Mention>,
    /// Whether a verb close by gives the words as a name: "known as".
    pub(in crate::analysis::speakers) names: bool,
}

/// What stands before the quotation in its sentence, which begins at token `start`.
pub(in crate::analysis::speakers) fn loose(tokens: &[Token], quote: usize, start: usize) -> Loose {
    let near = quote.saturating_sub(3).max(start);
    Loose {
        cue: (start..quote).rev().find(|&at| tokens[at].is(Class::CUE)),
        mention: earlier_subject(tokens, start, quote),
        names: tokens[near..quote]
            .iter()
            .any(|token| token.is(Class::NAMES)),
    }
}

/// Whether the cue stands in a clause that a comma closes before the quotation: "the announcement,
/// which some have called rash, was an “insult”".
pub(in crate::analysis::speakers) fn is_aside_cue(
    tokens: &[Token],
    found: &Found,
    quote: usize,
) -> bool {
    let opens = found
        .mention
        .first
        .checked_sub(1)
        .is_some_and(|before| tokens[before].is(Class::RELATIVE.with(Class::SUBORDINATOR)));
    let closed = tokens[found.cue..quote]
        .iter()
        .any(|token| token.kind() == Kind::Comma);
    opens && closed && !matches!(tokens[quote - 1].kind(), Kind::Comma | Kind::Colon)
}

/// The attribution by the cue at token `at`, if it is one. `close` says that only function words stand
/// between it and the quotation.
fn cue_at(tokens: &[Token], at: usize, start: usize, quote: usize, close: bool) -> Option<Found> {
    let token = &tokens[at];
    let of = tokens[at + 1].hash == OF;
    if token.hash == THE_WORDS && of && at >= start + 2 && tokens[at - 2].hash == IN {
        in_the_words_of(tokens, at, quote)
    } else if token.hash == ZUFOLGE && at > start {
        let mention = backward(tokens, at - 1, start)?;
        let says = true;
        Some(Found {
            mention,
            cue: at,
            says,
        })
    } else if is_according(tokens, at) || token.hash == PER && at == start {
        according(tokens, at).filter(|found| found.mention.last < quote)
    } else if token.is(Class::WORDS) && is_noun(tokens, at, start) {
        if close || claims(tokens, at, start) {
            owner(tokens, at, start)
        } else {
            None
        }
    } else if token.is(Class::PARTICIPLE) && !is_modifier(tokens, at, start) {
        participle(tokens, at, start)
    } else if at > start && lets_know(tokens, at) {
        let mention = subject_of(tokens, at, start)?;
        let says = true;
        Some(Found {
            mention,
            cue: at,
            says,
        })
    } else if is_finite_cue(tokens, at, start) {
        finite(tokens, at, start, quote)
    } else {
        None
    }
}

/// "Rivera’s claim that": a noun with its owner and what is claimed.
fn claims(tokens: &[Token], noun: usize, start: usize) -> bool {
    let reports = |token: &Token| token.is(Class::SAY.with(Class::PARTICIPLE));
    noun > start
        && tokens[noun - 1].possessive
        && tokens[noun + 1].hash == THAT
        && !tokens[start..noun].iter().any(reports)
}

fn in_the_words_of(tokens: &[Token], noun: usize, quote: usize) -> Option<Found> {
    let mention = forward(tokens, noun + 2).filter(|mention| mention.last < quote)?;
    Some(Found {
        mention,
        cue: noun,
        says: true,
    })
}

fn is_noun(tokens: &[Token], at: usize, start: usize) -> bool {
    let cue = tokens[at].is(Class::CUE);
    at == start
        || !cue
        || tokens[at - 1].is(Class::DETERMINER)
        || tokens[at - 1].is(Class::PREPOSITION) && !tokens[at].is(Class::SAYING)
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
    let quoted = quoted_one(tokens, verb, start);
    let own = if quoted.is_some() {
        quoted
    } else if bound || touching {
        attended(tokens, verb, start)
            .or_else(|| subject_of(tokens, verb, start))
            .filter(|mention| bound || is_source(tokens, mention))
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

/// "quoted Rivera as saying": whom the verb before quotes.
fn quoted_one(tokens: &[Token], saying: usize, start: usize) -> Option<Mention> {
    let before = saying.checked_sub(1)?;
    let verb = (start..before)
        .rev()
        .find(|&at| QUOTES.contains(&tokens[at].hash))?;
    if tokens[before].hash != AS || is_passive(tokens, verb, start) {
        return None;
    }
    let object = forward(tokens, verb + 1).filter(|object| object.last < before)?;
    Some(with_name_behind(tokens, object))
}

/// "with Rivera angrily saying": the phrase between "with" and a participle is who speaks.
fn attended(tokens: &[Token], verb: usize, start: usize) -> Option<Mention> {
    let end = (start..verb)
        .rev()
        .find(|&at| !tokens[at].is(Class::ADVERB))?;
    let mention = backward(tokens, end, start)?;
    let with = mention.first.checked_sub(1).filter(|&with| with >= start)?;
    (tokens[with].hash == WITH).then_some(mention)
}

/// The subject of the reporting verb before a participle, or of the clause.
fn earlier_subject(tokens: &[Token], start: usize, verb: usize) -> Option<Mention> {
    let cue = (start..verb)
        .rev()
        .find(|&at| is_finite_cue(tokens, at, start) && tokens[at].is(Class::SAY));
    // "If he wins, Rivera will try, vowing to": the clause before the main one has a subject of its own.
    let fronted =
        |inner: &Mention| inner.first == start + 1 && tokens[start].is(Class::SUBORDINATOR);
    cue.and_then(|cue| subject_of(tokens, cue, start))
        .or_else(|| inner_subject(tokens, start, verb).filter(|inner| !fronted(inner)))
        .or_else(|| clause_subject(tokens, start, verb))
}

/// "Rivera said “…”", "said Rivera: “…”", "was described by Rivera as “…”".
fn finite(tokens: &[Token], verb: usize, start: usize, quote: usize) -> Option<Found> {
    let says = tokens[verb].is(Class::SAY.with(Class::TO_SAY));
    if is_passive(tokens, verb, start) {
        // "has been called “a gift” by Rivera": the agent may also follow.
        let agent = |&at: &usize| AGENT.contains(&tokens[at].hash);
        let behind = Some(behind_joined(tokens, quote))
            .filter(|&at| tokens[verb].is(Class::NAME) && !says && at < tokens.len());
        let by = (verb + 1..quote).chain(behind).find(agent)?;
        let mention = forward(tokens, by + 1)?;
        return Some(Found {
            mention,
            cue: verb,
            says,
        });
    }
    // "The plan, says Rivera, is “daring”": a name behind such a verb is its subject.
    let aside = verb > start
        && tokens[verb].is(Class::INVERTS)
        && tokens[verb - 1].kind() == Kind::Comma
        && !tokens[start..verb - 1]
            .iter()
            .any(|token| token.kind() == Kind::Comma);
    let inverted = || {
        let opens = verb == start || !tokens[verb - 1].is_word();
        let opens = opens && (!tokens[verb].is(Class::PHRASAL) || tokens[verb].is(Class::SAY));
        let mention = forward(tokens, verb + 1)
            .map(|mention| with_name_behind(tokens, mention))
            .filter(|mention| {
                mention.last < quote
                    && (mention.kind == MentionKind::Pronoun
                        || ends_subject(&tokens[mention.last + 1]))
            })?;
        opens.then_some(mention)
    };
    let to = verb > start && tokens[verb - 1].is(Class::PREPOSITION);
    let subject = || {
        if to {
            controller(tokens, verb - 1, start).or_else(|| earlier_subject(tokens, start, verb))
        } else {
            subject_of(tokens, verb, start)
        }
    };
    if let Some(mention) = impersonal(tokens, verb, start) {
        return Some(Found {
            mention,
            cue: verb,
            says,
        });
    }
    let second = verb_second(tokens, verb, start).filter(|mention| mention.last < quote);
    let second = second.or_else(|| parenthesis(tokens, verb, start, quote));
    let mention = if second.is_some() || verb == start {
        second
    } else {
        subject()
    };
    let behind = inverted().filter(|behind| {
        let named = behind.kind == MentionKind::Name && behind.first == verb + 1;
        let over = matches!(tokens[behind.last + 1].kind(), Kind::Comma | Kind::Colon);
        aside && named && over && tokens[verb + 1].capital
    });
    let mention = behind.or(mention).or_else(inverted);
    let mention = mention.map(|mention| maker(tokens, &mention, start).unwrap_or(mention));
    // "I read that the bypass is “shovel-ready”": who reads does not speak.
    let reader = |mention: Mention| {
        let pronoun = mention.kind == MentionKind::Pronoun && !mention.is_relative();
        pronoun && !tokens[mention.first].is(Class::THING)
    };
    if tokens[verb].hash == READ && mention.is_some_and(reader) {
        return None;
    }
    Some(Found {
        mention: in_nominative(tokens, mention, verb, start, quote)?,
        cue: verb,
        says,
    })
}

/// Who makes the remark that a relative clause tells of: "Rivera made a remark that called them “fools”",
/// "was led to make a remark that called".
fn maker(tokens: &[Token], remark: &Mention, start: usize) -> Option<Mention> {
    let told = remark.is_relative() && tokens[remark.last].is(Class::WORDS);
    let verb = remark
        .first
        .checked_sub(1)
        .filter(|&verb| told && verb > start)?;
    let made = tokens[verb].is_word() && !tokens[verb].capital;
    if !made || tokens[verb].is(Class::PREPOSITION.with(Class::CONJUNCTION)) {
        return None;
    }
    let to = verb - 1;
    let maker = if tokens[to].is(Class::PREPOSITION) && to > start {
        controller(tokens, to, start)
    } else {
        subject_of(tokens, verb, start)
    };
    maker.filter(|maker| maker.kind != MentionKind::Nominal)
}

/// The subject behind a verb between two commas or dashes, where nothing before the first of them can have a
/// comma of its own: "La frana di Colle, spiega la geologa Ana Lind, “…”".
fn parenthesis(tokens: &[Token], verb: usize, start: usize, quote: usize) -> Option<Mention> {
    let opens = (start + 1..verb)
        .rev()
        .find(|&at| !tokens[at].is(Class::AUXILIARY.with(Class::ADVERB)))?;
    let first = (start..verb).find(|&at| is_comma(&tokens[at]))?;
    if first != opens || !tokens[verb].is(Class::SAY) {
        return None;
    }
    let mention = forward(tokens, verb + 1)?;
    let closed = mention.last + 1 < quote && is_comma(&tokens[mention.last + 1]);
    let somebody = mention.kind == MentionKind::Name
        || tokens[mention.first].is(Class::HE.with(Class::SHE))
        || tokens[mention.first..=mention.last]
            .iter()
            .any(|token| token.is(Class::ROLE));
    (closed && somebody).then(|| with_name_behind(tokens, mention))
}

/// "hieß es aus dem Rathaus", "In dem Brief heißt es": where a verb has "it" for its subject, the
/// prepositional phrase tells whose words they are.
pub(in crate::analysis::speakers) fn impersonal(
    tokens: &[Token],
    verb: usize,
    start: usize,
) -> Option<Mention> {
    let it = tokens.get(verb + 1)?;
    if !tokens[verb].is(Class::SECOND) || !it.is(Class::THING) || !it.is(Class::PRONOUN) {
        return None;
    }
    let placed = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.is(Class::PREPOSITION))
    };
    if placed(verb + 2) {
        return forward(tokens, verb + 3);
    }
    let opens = (start..verb)
        .rev()
        .find(|&at| !tokens[at].is_word())
        .map_or(start, |stop| stop + 1);
    // "Im letzten Satz der Anordnung, die gestern kam, heißt es": the sentence opens with it.
    let opens = if placed(opens) { opens } else { start };
    if opens < verb && placed(opens) {
        return forward(tokens, opens + 1).filter(|mention| mention.last < verb);
    }
    None
}

/// What stands behind a quotation and those that "and" or a comma joins to it: "“rash” and “cruel” by".
fn behind_joined(tokens: &[Token], quote: usize) -> usize {
    const MOST: usize = 8;
    let mut at = quote + 1;
    while at < quote + MOST
        && let Some(next) = tokens.get(at + 1)
        && matches!(next.kind(), Kind::Quote(_))
        && (tokens[at].is(Class::CONJUNCTION) || tokens[at].kind() == Kind::Comma)
    {
        at += 2;
    }
    at
}

/// Whether an inverted subject is over at the token after it: "said Rivera at the time, adding".
fn ends_subject(next: &Token) -> bool {
    !next.is_word() || next.is(Class::PREPOSITION.with(Class::TIME))
}

/// "was called", "is described": a form of "be" before a verb of saying or naming.
fn is_passive(tokens: &[Token], verb: usize, start: usize) -> bool {
    let before = (start..verb)
        .rev()
        .find(|&at| !tokens[at].is(Class::ADVERB) || tokens[at].capital);
    before.is_some_and(|before| {
        // "s'est dit": the auxiliary of a reflexive verb.
        let reflexive = before > start && tokens[before - 1].is(Class::REFLEXIVE);
        tokens[before].is(Class::BE) && !reflexive
    })
}
