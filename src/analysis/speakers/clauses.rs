//! The grammar of attribution: where a reporting verb stands to a quotation, and which phrase is its
//! subject. Works on tokens only; [`crate::analysis::speakers`] decides what to do with the answer.

mod before;
mod behind;
mod far;
mod last;
mod second;
mod unlisted;

use super::cases;
use super::mentions::{Mention, MentionKind, forward, is_genitive};
use super::subjects::{clause_subject, is_source, phrase_ending_at, subject_of, with_name_behind};
use super::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;

pub(super) use before::{agent, before, fronted, impersonal, is_aside_cue, is_put, loose};
pub(super) use behind::{
    enclosed, in_their_eyes, opens_asked, recalled, silent_after, silent_aside, silent_before, view,
};

pub(super) use last::{around, last};
pub(super) use unlisted::unlisted;

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

/// "…, per the report": a source behind a comma, a rate anywhere else.
const PER: u32 = Hash::of_word("per");

/// The attribution that follows the quotation at token `quote`.
pub(super) fn after(tokens: &[Token], quote: usize, ending: Ending) -> Option<Found> {
    let mut at = quote + 1;
    let mut comma = ending == Ending::Open || ending == Ending::Asking;
    while at < tokens.len() && matches!(tokens[at].kind(), Kind::Comma | Kind::Dash) {
        comma = true;
        at += 1;
    }
    let first = tokens.get(at)?;
    if !first.is_word() {
        return None;
    }
    if is_according(tokens, at) || comma && first.hash == PER {
        // "“…” According to Rivera, nobody came": a sentence of its own is about what follows in it.
        let alone = |found: &Found| {
            let next = tokens.get(found.mention.last + 1);
            !first.capital || next.is_none_or(Token::ends_sentence)
        };
        return according(tokens, at).filter(alone);
    }
    if AS.contains(&first.hash) && !first.capital {
        return as_clause(tokens, at);
    }
    let full = ending == Ending::Full && !comma;
    if full && first.capital && !is_short_attribution(tokens, at) {
        return None;
    }
    inverted(tokens, at, comma || full).or_else(|| straight(tokens, at, comma, full))
}

/// "as" before a clause that reports, in German and Dutch, French, Spanish, Portuguese and Italian.
const AS: &[u32] = &[
    Hash::of_word("wie"),
    Hash::of_word("zoals"),
    Hash::of_word("comme"),
    Hash::of_word("como"),
    Hash::of_word("come"),
];

/// `“…”, wie Lind am Montag zugab`, `« … », comme l’a dit Lind`: the clause that the "as" at `at` opens.
fn as_clause(tokens: &[Token], at: usize) -> Option<Found> {
    const LONGEST: usize = 16;
    let clause = tokens[at + 1..].iter().take(LONGEST);
    let length = clause.take_while(|token| token.is_word()).count();
    let cue = Class::SAY.with(Class::NAME);
    let verb = (at + 1..at + 1 + length).find(|&verb| tokens[verb].is(cue))?;
    let mention = if skip_adverbs(tokens, at + 1) == verb {
        behind::subject_behind(tokens, verb)
    } else {
        cases::subject(tokens, at + 1, verb)
            .or_else(|| forward(tokens, at + 1).filter(|subject| subject.last < verb))
    };
    Some(Found {
        mention: with_name_behind(tokens, mention?),
        cue: verb,
        says: true,
    })
}

/// `“…,” said Rivera`.
fn inverted(tokens: &[Token], at: usize, comma: bool) -> Option<Found> {
    let verb = if lets_know(tokens, at) || shows(tokens, at) {
        at
    } else {
        skip_adverbs(tokens, at)
    };
    // "…, so heißt es in dem Brief", "…, ließ Rivera verlauten".
    let so = tokens.get(verb + 1).is_some_and(|next| {
        next.is(Class::SECOND) && next.is(Class::SAY) && tokens[verb].is(Class::SAY)
    });
    let verb = if so { verb + 1 } else { verb };
    if comma && lets_know(tokens, verb) {
        let mention = forward(tokens, verb + 1)?;
        let says = true;
        return Some(Found {
            mention,
            cue: verb,
            says,
        });
    }
    if comma && shows(tokens, verb) {
        let mention = with_name_behind(tokens, forward(tokens, verb + 2)?);
        let says = true;
        return Some(Found {
            mention,
            cue: verb,
            says,
        });
    }
    let token = tokens.get(verb)?;
    // "taglia corto la sindaca"
    let phrasal = token.is(Class::PHRASAL)
        && tokens
            .get(verb + 1)
            .is_some_and(|next| next.is(Class::ADVERB));
    if !token.is(Class::SAY) && !phrasal || !comma && !is_plain_saying(tokens, verb) {
        return None;
    }
    let subject = impersonal(tokens, verb, verb)
        .or_else(|| behind::written_in(tokens, verb))
        .or_else(|| forward(tokens, skip_adverbs(tokens, verb + 1)))
        .or_else(|| forward(tokens, verb + 1))
        .or_else(|| behind_whose(tokens, verb + 1))
        .filter(|subject| !is_day(tokens, subject))
        .or_else(|| far::subject(tokens, verb))
        .map(|subject| with_name_behind(tokens, subject));
    Some(Found {
        mention: subject.or_else(|| behind::subject_behind(tokens, verb))?,
        cue: verb,
        says: true,
    })
}

/// The name or office behind a relative that tells whose it is: "betonte deren Sprecherin Ida Lind".
fn behind_whose(tokens: &[Token], at: usize) -> Option<Mention> {
    let whose = tokens.get(at)?;
    let noun = tokens.get(at + 1)?;
    let owned = whose.is(Class::RELATIVE) && !whose.is(Class::DETERMINER) && noun.capital;
    let mention = owned.then(|| forward(tokens, at + 1)).flatten()?;
    noun.is(Class::ROLE).then_some(mention)
}

/// Whether a phrase is a day or a part of one, alone or with its article: "martedì", "la mattina".
fn is_day(tokens: &[Token], phrase: &Mention) -> bool {
    let named = |token: &Token| token.is(Class::MALE.with(Class::FEMALE)) && token.capital;
    let first = &tokens[phrase.first];
    let second = tokens.get(phrase.first + 1);
    first.is(Class::TIME) && !named(first)
        || first.is(Class::DETERMINER) && second.is_some_and(|second| second.is(Class::TIME))
}

/// The German "let" and the infinitives with which it reports.
const LET: &[u32] = &[
    Hash::of_word("ließ"),
    Hash::of_word("lässt"),
    Hash::of_word("ließen"),
];
const KNOW: &[u32] = &[
    Hash::of_word("verlauten"),
    Hash::of_word("verlautbaren"),
    Hash::of_word("wissen"),
    Hash::of_word("mitteilen"),
    Hash::of_word("ausrichten"),
    Hash::of_word("verkünden"),
    Hash::of_word("verbreiten"),
];

/// Verbs with which a German "sich" tells how somebody speaks: "zeigte sich Lind erfreut".
const SHOW: &[u32] = &[
    Hash::of_word("zeigte"),
    Hash::of_word("zeigt"),
    Hash::of_word("zeigten"),
    Hash::of_word("gab"),
    Hash::of_word("gibt"),
    Hash::of_word("gaben"),
];
const SICH: u32 = Hash::of_word("sich");

fn shows(tokens: &[Token], verb: usize) -> bool {
    let next = tokens.get(verb + 1).is_some_and(|next| next.hash == SICH);
    next && tokens
        .get(verb)
        .is_some_and(|token| SHOW.contains(&token.hash))
}

/// "ließ der Sprecher verlauten": somebody lets words be known.
fn lets_know(tokens: &[Token], verb: usize) -> bool {
    const NEAR: usize = 12;
    let lets = tokens
        .get(verb)
        .is_some_and(|token| LET.contains(&token.hash));
    let rest = tokens.iter().skip(verb + 1).take(NEAR);
    lets && rest
        .take_while(|token| !token.ends_sentence())
        .any(|token| KNOW.contains(&token.hash))
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
        match token.kind() {
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
        // "… and nobody wanted it, according to Rivera."
        let closes = mixed && at > from && tokens[at - 1].kind() == Kind::Comma;
        if closes && is_according(tokens, at) {
            return according(tokens, at);
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
            && (follows_well(tokens, at)
                || starts_near(tokens, from, mention.first)
                || closes_sentence(tokens, &mention, at))
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

/// Whether subject and verb are a clause of their own that a comma joins to the words before it and a stop
/// ends shortly: "…, Rivera told reporters."
fn closes_sentence(tokens: &[Token], subject: &Mention, verb: usize) -> bool {
    const SHORT: usize = 4;
    let comma = |before: usize| tokens[before].kind() == Kind::Comma;
    let named = subject.kind == MentionKind::Name && subject.last + 1 == verb;
    let mut rest = tokens[verb + 1..].iter().take(SHORT);
    named
        && tokens[verb].is(Class::SAY)
        && subject.first.checked_sub(1).is_some_and(comma)
        && rest.any(Token::ends_sentence)
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
pub(super) fn is_short_attribution(tokens: &[Token], at: usize) -> bool {
    let end = tokens[at..]
        .iter()
        .position(|token| !token.is_word())
        .map_or(tokens.len(), |offset| at + offset);
    let verb = (at..end).find(|&verb| tokens[verb].is(Class::SAY));
    // "The council agreed.", "The company has not responded.": a sentence that reports no words.
    let whole = |verb: usize| {
        tokens[verb].is(Class::ALONE)
            || tokens[at..verb]
                .iter()
                .any(|token| token.is(Class::AUXILIARY))
    };
    let verb = verb.filter(|&verb| !whole(verb));
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
    let light = |token: &Token| {
        token.is(Class::ADVERB.with(Class::NO_NOUN))
            && !token.is(Class::DETERMINER.with(Class::SAY))
            || token.is(Class::AUXILIARY) && !token.is(Class::PRONOUN)
    };
    // "dijo la alcaldesa", "se lo dijo": before a noun the same word is an article.
    let article = |at: usize| {
        tokens[at].is(Class::DETERMINER)
            && !tokens
                .get(at + 1)
                .is_some_and(|next| next.is(Class::AUXILIARY.with(Class::SAY)))
    };
    while tokens.get(at).is_some_and(light) && !article(at) {
        at += 1;
    }
    at
}

/// Whether a word says that a source follows, and not the noun that is written alike: "de acuerdo con".
fn is_according(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let before = |back: usize| at.checked_sub(back).map(|before| &tokens[before]);
    let is = |word: Option<&Token>, class: Class| word.is_some_and(|word| word.is(class));
    if token.is(Class::ACCORDING) && token.is(Class::WORDS) {
        // "na opinião de", "de l'avis de"
        let article = is(before(1), Class::DETERMINER) && is(before(2), Class::PREPOSITION);
        // "nach Ansicht des Gerichts": where articles tell the case, the genitive is one.
        let joined = tokens.get(at + 1).is_some_and(|next| {
            is_genitive(next) || token.is(Class::TELLS_CASE) && next.is(Class::DETERMINER)
        });
        return joined && (article || is(before(1), Class::PREPOSITION));
    }
    let noun = token.is(Class::NOUN) && !is(before(1), Class::PARTICLE);
    token.is(Class::ACCORDING) && !noun
}

/// `according to Rivera`; languages that say it in one word have no "to".
fn according(tokens: &[Token], at: usize) -> Option<Found> {
    let next = tokens.get(at + 1)?;
    // "laut von der Leyen": no preposition follows where the word is one.
    let placed = next.is(Class::PREPOSITION) && !next.is(Class::DETERMINER);
    let noun = tokens[at].is(Class::WORDS) || !tokens[at].is(Class::TELLS_CASE);
    let from = if placed && noun { at + 2 } else { at + 1 };
    // "según ha explicado un portavoz": the verb stands between.
    let verb = skip_adverbs(tokens, from);
    let (cue, mention) = if tokens.get(verb).is_some_and(|token| token.is(Class::SAY)) {
        (verb, behind::subject_behind(tokens, verb)?)
    } else {
        let source = forward(tokens, from)?;
        let issuer = issuer(tokens, &source).unwrap_or(source);
        (at, with_name_behind(tokens, issuer))
    };
    Some(Found {
        mention,
        cue,
        says: true,
    })
}

/// Whose words something written is: "according to a statement from the Harbour Trust".
fn issuer(tokens: &[Token], written: &Mention) -> Option<Mention> {
    let noun = tokens[written.last].is(Class::WORDS) && written.kind == MentionKind::Nominal;
    let from = tokens.get(written.last + 1)?;
    let issuer = forward(tokens, written.last + 2)?;
    let bound = noun && from.is(Class::PREPOSITION) && !from.is(Class::SUBORDINATOR);
    (bound && issuer.kind == MentionKind::Name).then_some(issuer)
}

/// Whether a word is a reporting verb here, and not the noun or participle that is written alike:
/// "the claims", "his thought", "was quoted".
fn is_finite_cue(tokens: &[Token], at: usize, floor: usize) -> bool {
    let token = &tokens[at];
    // "the state’s party": a noun.
    if token.possessive {
        return false;
    }
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
    // "a controversial comment that": a noun behind its article and adjective.
    if plain && adjective && at >= floor + 2 && ONE.contains(&tokens[at - 2].hash) {
        return false;
    }
    if plain {
        return before.is(Class::AUXILIARY
            .with(Class::PRONOUN)
            .with(Class::ADVERB)
            .with(Class::PREPOSITION))
            || is_plural_subject(before)
            || before.kind() == Kind::Comma
                && tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is(Class::RELATIVE));
    }
    !before.is(Class::PREPOSITION) || before.is(Class::TIME.with(Class::ADVERB))
}

/// The indefinite article of English, behind which nothing is plural.
const ONE: [u32; 2] = [Hash::of_word("a"), Hash::of_word("an")];

/// "critics say", "officials say".
fn is_plural_subject(before: &Token) -> bool {
    before.is_word() && !before.is(Class::BREAKS)
}

/// The source that a colon before the quotation announces: a label ("Rivera: “…”") or the subject
/// of the sentence that it ends.
pub(super) fn before_colon(tokens: &[Token], colon: usize, start: usize) -> Option<Mention> {
    let start = (start..colon)
        .rev()
        .find(|&at| tokens[at].kind() == Kind::Dash)
        .map_or(start, |dash| dash + 1);
    let colon = before_brackets(tokens, colon, start);
    let short = colon - start <= 6;
    // "Lind honours Ida Moen in the council:": a word that may be a verb stands before the name.
    let is_whole = |first: usize| {
        let mut before = tokens[start..first].iter();
        before.all(|token| !token.is_word() || token.capital || !token.class.is_empty())
    };
    let label = || {
        phrase_ending_at(tokens, colon - 1, start).filter(|mention| {
            // "Isolamento, gli urologi: “…”"
            let comma = mention.first.checked_sub(1).filter(|&comma| comma > start);
            let apart = comma.is_some_and(|comma| {
                tokens[comma].kind() == Kind::Comma && !tokens[comma - 1].capital
            });
            let role = apart
                && tokens[mention.first].is(Class::DETERMINER)
                && tokens[mention.first..=mention.last]
                    .iter()
                    .any(|token| token.is(Class::ROLE));
            (mention.kind == MentionKind::Name || role) && is_whole(mention.first)
        })
    };
    if colon == start {
        return None;
    }
    let label = if short { label() } else { None };
    let whole = cases::subject(tokens, start, colon).filter(|subject| subject.first == start);
    whole
        .or(label)
        .or_else(|| inverted_relative(tokens, colon, start))
        .or_else(|| behind_verb(tokens, start, colon))
        .or_else(|| cases::subject_or_name(tokens, start, colon))
        .or_else(|| clause_subject(tokens, start, colon))
}

/// Where a label ends before brackets and a colon: "Ana Lind (Atlético da Serra):".
fn before_brackets(tokens: &[Token], colon: usize, start: usize) -> usize {
    const LONGEST: usize = 8;
    let closed = colon > start && tokens[colon - 1].kind() == Kind::Close;
    let opens = (start + 1..colon)
        .rev()
        .take(LONGEST)
        .find(|&at| tokens[at].kind() == Kind::Open);
    opens.filter(|_| closed).unwrap_or(colon)
}

/// Who ends a clause behind its verb before a colon: "…, que enumera la portavoz: “…”", "y la resume Ana Lind:".
fn inverted_relative(tokens: &[Token], colon: usize, start: usize) -> Option<Mention> {
    let mention = phrase_ending_at(tokens, colon - 1, start)?;
    let role = tokens[mention.first..=mention.last]
        .iter()
        .any(|token| token.is(Class::ROLE));
    let verb = mention.first.checked_sub(1).filter(|&verb| verb > start)?;
    let plain = tokens[verb].is_word()
        && !tokens[verb].capital
        && !tokens[verb].is(Class::PREPOSITION
            .with(Class::DETERMINER)
            .with(Class::CONJUNCTION));
    let before = &tokens[verb - 1];
    let object = before.is(Class::DETERMINER.with(Class::AUXILIARY)) && verb > start + 1 && {
        let opens = &tokens[verb - 2];
        opens.is(Class::CONJUNCTION.with(Class::RELATIVE)) || opens.kind() == Kind::Comma
    };
    let somebody = role || mention.kind == MentionKind::Name;
    (somebody && plain && (before.is(Class::RELATIVE) || object)).then_some(mention)
}

/// Whom the sentence between two tokens has as its source: "Según Lind, …", "…, de acordo com a polícia, …".
pub(super) fn source_of(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let at = (start..end).rev().find(|&at| is_according(tokens, at))?;
    let found = according(tokens, at).filter(|found| found.mention.last < end)?;
    is_source(tokens, &found.mention).then_some(found.mention)
}

/// The subject behind any verb of a German clause that opens with something else: "Dazu gab die Behörde
/// bekannt:".
fn behind_verb(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let opens = tokens[start].is(Class::PREPOSITION.with(Class::ADVERB));
    let verb = (start..end).find(|&at| {
        let after = tokens.get(at + 1);
        let starts = after.is_some_and(|after| {
            after.capital || after.is(Class::DETERMINER.with(Class::HE).with(Class::SHE))
        });
        tokens[at].is(Class::NO_NOUN) && starts && at > start
    });
    let verb = verb.filter(|_| opens)?;
    let subject = forward(tokens, verb + 1).filter(|subject| subject.last < end)?;
    let words = &tokens[subject.first..=subject.last];
    let known = Class::ROLE
        .with(Class::MALE)
        .with(Class::FEMALE)
        .with(Class::TITLE);
    let somebody = words.iter().any(|word| word.is(known)) || subject.kind == MentionKind::Pronoun;
    somebody.then(|| with_name_behind(tokens, subject))
}

/// The name that a line under a quotation opens with, after its dash.
pub(super) fn signature(tokens: &[Token], from: usize) -> Option<Mention> {
    forward(tokens, from).filter(|mention| mention.kind == MentionKind::Name)
}
