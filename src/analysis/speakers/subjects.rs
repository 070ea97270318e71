//! Which phrase is the subject of a reporting verb: the words before it, across auxiliaries, adverbs,
//! appositions, relative clauses and what hangs on a preposition. Used by [`super::clauses`].

use super::mentions::{Mention, MentionKind, backward, forward, is_comma};
use super::openings::{opens_participle, opens_passive};
use super::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;
use crate::story::Span;

/// The subject of the reporting verb at `verb`; the clause does not begin before `floor`.
pub(super) fn subject_of(tokens: &[Token], verb: usize, floor: usize) -> Option<Mention> {
    let mut at = verb;
    let mut passed_comma = false;
    while at > floor {
        at -= 1;
        let token = &tokens[at];
        if token.is(Class::ADVERB.with(Class::AUXILIARY))
            && !token.capital
            && !token.is(Class::PRONOUN.with(Class::ROLE))
        {
            continue;
        }
        // "al tiempo que añadió": the verb goes on with the subject of the clause before.
        if token.is(Class::RELATIVE) && at > floor && tokens[at - 1].is(Class::TIME) {
            return reporter_before(tokens, floor, at);
        }
        if token.is(Class::RELATIVE) {
            return antecedent(tokens, at, floor);
        }
        if token.is(Class::CONJUNCTION)
            || token.is(Class::PREPOSITION) && !passed_comma && !token.is(Class::PARTICLE)
        {
            return inner_subject(tokens, floor, at)
                .or_else(|| shared_subject(tokens, floor, at))
                .or_else(|| clause_subject(tokens, floor, at));
        }
        // "Rivera, author of “The Bridge,” said": the title of a work ends the apposition.
        if is_comma(token) || matches!(token.kind(), Kind::Quote(_)) && at > floor {
            passed_comma = true;
            if let Some(mention) = before_apposition(tokens, at, floor) {
                return Some(mention);
            }
            continue;
        }
        if !token.is_word() {
            return None;
        }
        // "Rivera, an analyst at the Bay think tank told": a bare noun is a part of the apposition.
        let phrase = phrase_ending_at(tokens, at, floor)
            .map(|phrase| with_name_before(tokens, phrase, floor))
            .map(|phrase| outside_relative(tokens, phrase, floor));
        let bare = phrase.is_some_and(|phrase| {
            let noun = phrase.kind == MentionKind::Nominal && !tokens[phrase.last].capital;
            noun && !is_source(tokens, &phrase)
        });
        let opener = || clause_subject(tokens, floor, verb);
        let named = bare.then(opener).flatten();
        let open = phrase.and_then(|phrase| before_open_apposition(tokens, &phrase, floor));
        return named
            .filter(|opener| opener.kind == MentionKind::Name)
            .or(open)
            .or(phrase)
            .or_else(opener);
    }
    None
}

/// The subject of the verb of saying before `end`, or of the clause.
fn reporter_before(tokens: &[Token], floor: usize, end: usize) -> Option<Mention> {
    let cue = (floor..end).rev().find(|&at| tokens[at].is(Class::SAY));
    cue.and_then(|cue| subject_of(tokens, cue, floor))
        .or_else(|| clause_subject(tokens, floor, end))
}

/// Of a noun that is nobody and ends a relative clause, whom the clause is about: "el equipo que defiende la
/// inocencia de Lind aseguró".
fn outside_relative(tokens: &[Token], phrase: Mention, floor: usize) -> Mention {
    let role = |mention: &Mention| {
        tokens[mention.first..=mention.last]
            .iter()
            .any(|token| token.is(Class::ROLE))
    };
    if phrase.kind != MentionKind::Nominal || role(&phrase) {
        return phrase;
    }
    let mut inside = (floor + 1..phrase.first)
        .rev()
        .take_while(|&at| tokens[at].is_word());
    let relative = inside.find(|&at| tokens[at].is(Class::RELATIVE));
    let hangs =
        |meant: &Mention| meant.first > floor && tokens[meant.first - 1].is(Class::PREPOSITION);
    // "Ovidio Salas, el perito del puerto, que firmó el acta explica": behind the commas of an apposition.
    let before = |relative: usize| match tokens[relative - 1].kind() {
        Kind::Comma if relative + 1 < phrase.first => clause_subject(tokens, floor, relative)
            .filter(|subject| subject.first == floor && subject.kind == MentionKind::Name)
            .or_else(|| before_apposition(tokens, relative - 1, floor)),
        _ => backward(tokens, relative - 1, floor),
    };
    let opens = |meant: &Mention| {
        let head = meant.first == floor || !tokens[meant.first - 1].is_word();
        head && tokens[meant.first].is(Class::DETERMINER)
            || meant.kind == MentionKind::Name && meant.last > meant.first
    };
    relative
        .and_then(before)
        .filter(|meant| role(meant) && !hangs(meant) || opens(meant))
        .unwrap_or(phrase)
}

/// "Rivera, minister for ports said": the name before an office whose second comma was left out.
fn before_open_apposition(tokens: &[Token], office: &Mention, floor: usize) -> Option<Mention> {
    let comma = office.first.checked_sub(1).filter(|&comma| comma > floor)?;
    let held = tokens[office.last].is(Class::ROLE) && tokens[comma].kind() == Kind::Comma;
    let name = held.then(|| backward(tokens, comma - 1, floor)).flatten()?;
    let full = name.kind == MentionKind::Name && name.last > name.first && name.first == floor;
    full.then_some(name)
}

/// "and", in the languages that have tables.
const AND: &[u32] = &[
    Hash::of_word("and"),
    Hash::of_word("und"),
    Hash::of_word("et"),
    Hash::of_word("y"),
    Hash::of_word("e"),
    Hash::of_word("en"),
];

/// A name that ends a subject together with the name joined to it: "Ana Rivera and Eve Moor said".
fn with_name_before(tokens: &[Token], name: Mention, floor: usize) -> Mention {
    let both = || {
        let and = name.first.checked_sub(1).filter(|&and| and > floor)?;
        let other = backward(tokens, and - 1, floor)?;
        let opens = other.first == floor || !tokens[other.first - 1].is_word();
        (AND.contains(&tokens[and].hash) && opens).then(|| joint(&other, &name))?
    };
    both().unwrap_or(name)
}

/// The same behind the verb: "said Ana Rivera and Eve Moor."
fn with_name_after(tokens: &[Token], name: Mention) -> Mention {
    let both = || {
        let and = tokens.get(name.last + 1)?;
        let other = forward(tokens, name.last + 2)?;
        let over = tokens
            .get(other.last + 1)
            .is_none_or(|next| !next.is_word());
        (AND.contains(&and.hash) && over).then(|| joint(&name, &other))?
    };
    both().unwrap_or(name)
}

/// Two full names as one source, which is neither of the two alone.
fn joint(one: &Mention, other: &Mention) -> Option<Mention> {
    let full = |mention: &Mention| {
        mention.kind == MentionKind::Name && mention.last > mention.first && !mention.is_relative()
    };
    let span = Span::new(one.span.start, other.span.end);
    (full(one) && full(other)).then_some(Mention {
        kind: MentionKind::Nominal,
        span,
        shown: span,
        first: one.first,
        last: other.last,
    })
}

/// The phrase that ends at `at`; when it hangs on a preposition, the one it belongs to: "a spokesman
/// for the ministry", "Rivera on Tuesday".
pub(super) fn phrase_ending_at(tokens: &[Token], at: usize, floor: usize) -> Option<Mention> {
    let mut end = at;
    let mut outermost: Option<Mention> = None;
    for _ in 0..4 {
        let phrase =
            if tokens[end].is(Class::TIME) && !tokens[end].is(Class::FEMALE.with(Class::MALE)) {
                Some(time_before(tokens, end, floor))
            } else {
                backward(tokens, end, floor)
            };
        let Some(phrase) = phrase else {
            return outermost;
        };
        let previous = phrase
            .first
            .checked_sub(1)
            .filter(|&previous| previous >= floor);
        let Some(previous) = previous else {
            return Some(phrase).filter(|phrase| !tokens[phrase.first].is(Class::TIME));
        };
        let token = &tokens[previous];
        // "days after Rivera told": what follows is a clause of its own.
        let hangs = token.is(Class::PREPOSITION)
            && !token.is(Class::SUBORDINATOR)
            && previous > floor
            && tokens[previous - 1].is_word()
            && !tokens[previous - 1].is(Class::BREAKS);
        if tokens[phrase.first].is(Class::TIME)
            && phrase.kind != MentionKind::Pronoun
            && !token.is(Class::PREPOSITION)
            && token.is_word()
        {
            end = previous;
            continue;
        }
        if !hangs {
            if let Some(body) = body_of(tokens, &phrase, previous, floor) {
                return Some(body);
            }
            // "In Iowa said": a phrase that hangs on nothing is no subject.
            // "An email sent out by Rivera warned": who does what a participle tells.
            if token.hash == BY && phrase.kind == MentionKind::Name {
                return Some(phrase);
            }
            let stray = token.is(Class::PREPOSITION)
                && !token.is(Class::PARTICLE.with(Class::SUBORDINATOR));
            return if stray { outermost } else { Some(phrase) };
        }
        if let Some(body) = body_of(tokens, &phrase, previous, floor) {
            return Some(body);
        }
        if !tokens[phrase.first].is(Class::TIME) {
            outermost = Some(phrase);
        }
        end = previous - 1;
    }
    outermost
}

const OF: u32 = Hash::of_word("of");
const BY: u32 = Hash::of_word("by");

/// "the Department of Health": a body whose name goes on behind "of", where both parts have capitals.
fn body_of(tokens: &[Token], inner: &Mention, of: usize, floor: usize) -> Option<Mention> {
    let outer = of.checked_sub(1).filter(|&outer| outer > floor)?;
    let capitals = inner.kind == MentionKind::Name
        && tokens[inner.first].capital
        && tokens[outer].capital
        && tokens[outer].is_word();
    // "Rivera of the University of Porto said": the body hangs on somebody.
    let first = (floor + 1..=outer)
        .rev()
        .find(|&at| !tokens[at - 1].capital || !tokens[at - 1].is_word())?;
    let hangs = first > floor + 1 && tokens[first - 2].is(Class::PREPOSITION);
    let definite = tokens[first - 1].is(Class::DETERMINER) && !hangs;
    let span = Span::new(tokens[first].span.start, inner.span.end);
    (tokens[of].hash == OF && capitals && definite).then_some(Mention {
        first,
        span,
        shown: span,
        ..*inner
    })
}

fn time_before(tokens: &[Token], end: usize, floor: usize) -> Mention {
    let mut first = end;
    while first > floor && tokens[first - 1].is(Class::TIME.with(Class::DETERMINER)) {
        first -= 1;
    }
    Mention {
        kind: MentionKind::Nominal,
        span: tokens[first].span,
        shown: tokens[first].span,
        first,
        last: end,
    }
}

/// "who": itself the mention; whom it means is the phrase before it, across a comma.
fn antecedent(tokens: &[Token], relative: usize, floor: usize) -> Option<Mention> {
    let mut end = relative.checked_sub(1)?;
    while end > floor && is_comma(&tokens[end]) {
        end -= 1;
    }
    if end < floor || !tokens[end].is_word() {
        return None;
    }
    let meant = phrase_ending_at(tokens, end, floor).or_else(|| backward(tokens, end, floor))?;
    let touching = relative - meant.last <= 2;
    let start = if touching {
        meant.span.start
    } else {
        tokens[relative].span.start
    };
    Some(Mention {
        shown: Span::new(start, tokens[relative].span.end),
        ..meant
    })
}

/// The subject before an apposition or a relative clause that ends with the comma at `comma`:
/// "Rivera, president of the commission, said".
fn before_apposition(tokens: &[Token], comma: usize, floor: usize) -> Option<Mention> {
    // "Rivera, whose town, Lakeview, …, said": the subject stands before the relative clause.
    let relative =
        (floor + 1..comma).find(|&at| is_comma(&tokens[at]) && tokens[at + 1].is(Class::RELATIVE));
    let relative = relative.map(|relative| before_age(tokens, relative, floor));
    if let Some(relative) = relative.filter(|&relative| tokens[relative - 1].is_word()) {
        return phrase_ending_at(tokens, relative - 1, floor);
    }
    let mut best = None;
    let mut at = comma;
    for _ in 0..5 {
        let opening = opening_of(tokens, at, floor);
        let Some(opening) =
            opening.filter(|&opening| is_comma(&tokens[opening]) && opening > floor)
        else {
            let start = opening.map_or(floor, |opening| opening + 1);
            return best.or_else(|| whole_segment(tokens, start, at));
        };
        at = opening;
        if !tokens[opening - 1].is_word() || before_age(tokens, opening, floor) < opening {
            continue;
        }
        let Some(subject) = phrase_ending_at(tokens, opening - 1, floor) else {
            continue;
        };
        let aside = is_aside(tokens, opening + 1);
        let named = named_aside(tokens, opening + 1, comma).filter(|named| {
            let office = tokens[subject.last].is(Class::ROLE)
                || tokens[floor].is(Class::DETERMINER) && tokens[floor + 1].is(Class::ROLE);
            let nominal = (subject.kind == MentionKind::Nominal
                || office && named.last > named.first)
                && subject.last + 1 == opening;
            // "the head of the Harbour Board, Ana Lind, said": a place has no given name.
            let full = named.last > named.first;
            let person = full && tokens[named.first].is(Class::MALE.with(Class::FEMALE));
            // "El periodista laureado con el premio, Demetrio Marín, denunció"
            let held =
                full && tokens[floor].is(Class::DETERMINER) && tokens[floor + 1].is(Class::ROLE);
            nominal || person && tokens[floor].is(Class::DETERMINER) || held
        });
        let named = named.map(|named| Mention {
            first: subject.first,
            ..named
        });
        if subject.kind == MentionKind::Name || aside || named.is_some() {
            best = Some(named.unwrap_or(subject));
        }
        if named.is_some() || subject.kind == MentionKind::Name && aside {
            return best;
        }
    }
    best
}

/// The comma before an age that ends at the comma at `comma`, "Rivera, 71, who"; else that comma.
fn before_age(tokens: &[Token], comma: usize, floor: usize) -> usize {
    match comma.checked_sub(2) {
        Some(before) if before > floor && tokens[comma - 1].figure && is_comma(&tokens[before]) => {
            before
        }
        _ => comma,
    }
}

/// The comma, stop or quotation before `at`, where its segment opens.
fn opening_of(tokens: &[Token], at: usize, floor: usize) -> Option<usize> {
    (floor..at).rev().find(|&before| {
        is_comma(&tokens[before])
            || tokens[before].ends_sentence()
            || matches!(tokens[before].kind(), Kind::Quote(_) | Kind::Semicolon)
    })
}

/// The subject of a segment that no comma precedes: it ends in the subject, or opens with it.
fn whole_segment(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    if start >= end {
        return None;
    }
    if tokens[start].is(Class::PREPOSITION
        .with(Class::SUBORDINATOR)
        .with(Class::PARTICIPLE))
    {
        return None;
    }
    phrase_ending_at(tokens, end - 1, start).or_else(|| clause_subject(tokens, start, end))
}

/// The name that an apposition gives: "the host, board member Ana Rivera,".
fn named_aside(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    if tokens[start].is(Class::RELATIVE
        .with(Class::PREPOSITION)
        .with(Class::SUBORDINATOR)
        .with(Class::PARTICIPLE))
    {
        return None;
    }
    let end = (start..end)
        .find(|&at| !tokens[at].is_word())
        .unwrap_or(end);
    if end == start {
        return None;
    }
    backward(tokens, end - 1, start)
        .filter(|mention| mention.kind == MentionKind::Name && mention.first == start)
}

/// First words of places of two words, which no person’s name begins with.
const PLACES: &[u32] = &[
    Hash::of_word("new"),
    Hash::of_word("north"),
    Hash::of_word("south"),
    Hash::of_word("east"),
    Hash::of_word("west"),
    Hash::of_word("northern"),
    Hash::of_word("rhode"),
    Hash::of_word("nova"),
    Hash::of_word("british"),
    Hash::of_word("puerto"),
];

/// Words that may stand between an office and the comma before its holder: "of the Harbour Board".
const LONGEST_OFFICE: usize = 9;

/// The person whom a definite phrase is followed by in apposition, with the phrase as the beginning of the
/// mention: "the company’s chief executive, Ana Rivera," is Ana Rivera. Of a name that "and" joins to
/// another, both; of anything else the phrase. R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 17.65 ff.
pub(super) fn with_name_behind(tokens: &[Token], phrase: Mention) -> Mention {
    name_behind(tokens, &phrase)
        .or_else(|| name_behind_office(tokens, &phrase))
        .or_else(|| name_of_two_offices(tokens, &phrase))
        .unwrap_or_else(|| with_name_after(tokens, phrase))
}

/// The full name right behind an office and what it is over: "l’assessore ai lavori pubblici Ana Lind".
fn name_behind_office(tokens: &[Token], office: &Mention) -> Option<Mention> {
    const LONGEST: usize = 6;
    let held = office.kind == MentionKind::Nominal && tokens[office.last].is(Class::ROLE);
    let rest = tokens.get(office.last + 1..).filter(|_| held)?;
    let over = |word: &&Token| word.is_word() && !word.capital && !word.is(Class::CUE);
    let length = rest.iter().take(LONGEST).take_while(over).count();
    let opens = rest.first()?.is(Class::PREPOSITION) && length > 1;
    let name = office.last + 1 + length;
    let given = tokens.get(name).filter(|_| opens)?;
    let noun = !tokens[name - 1].is(Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::CONJUNCTION));
    let name =
        forward(tokens, name).filter(|_| noun && given.is(Class::MALE.with(Class::FEMALE)))?;
    (name.kind == MentionKind::Name && name.last > name.first).then(|| apposed(office, &name))
}

/// The name behind two offices of one person: "el exfiscal y magistrado emérito Ana Lind".
fn name_of_two_offices(tokens: &[Token], phrase: &Mention) -> Option<Mention> {
    let and = tokens.get(phrase.last + 1)?;
    let second = tokens.get(phrase.last + 2)?;
    let offices = tokens[phrase.last].is(Class::ROLE)
        && AND.contains(&and.hash)
        && second.is(Class::ROLE)
        && !second.capital;
    let name = forward(tokens, phrase.last + 2).filter(|_| offices)?;
    let full = name.kind == MentionKind::Name && name.last > name.first;
    full.then(|| apposed(phrase, &name))
}

fn name_behind(tokens: &[Token], phrase: &Mention) -> Option<Mention> {
    let words = &tokens[phrase.first..=phrase.last];
    let definite = words[0].is(Class::DETERMINER) || words.iter().any(|word| word.possessive);
    let office = phrase.kind == MentionKind::Nominal && tokens[phrase.last].is(Class::ROLE);
    if phrase.kind == MentionKind::Pronoun || phrase.is_relative() || !definite && !office {
        return None;
    }
    let rest = tokens.get(phrase.last + 1..)?;
    let gap = rest.iter().position(|token| !token.is_word())?;
    let hangs = gap == 0
        || rest[0].is(Class::PREPOSITION
            .with(Class::DETERMINER)
            .with(Class::CONJUNCTION))
            && gap <= LONGEST_OFFICE
            && !rest[..gap].iter().any(|word| word.is(Class::CUE));
    let comma = phrase.last + 1 + gap;
    if !hangs || tokens[comma].kind() != Kind::Comma {
        return None;
    }
    let name = forward(tokens, comma + 1)?;
    let over = tokens
        .get(name.last + 1)
        .is_none_or(|next| !next.is_word() || next.is(Class::RELATIVE));
    // "su mujer, Rosa, lo niega": between two commas a given name is enough.
    let closed = tokens.get(name.last + 1).is_some_and(is_comma);
    let given = closed && tokens[name.first].is(Class::MALE.with(Class::FEMALE));
    let full = (name.last > name.first || given) && name.first == comma + 1;
    let person = name.kind == MentionKind::Name
        && tokens[name.first].capital
        && !tokens[name.first].figure
        && !tokens[name.first].is(Class::DETERMINER)
        && !PLACES.contains(&tokens[name.first].hash);
    (over && full && person).then(|| apposed(phrase, &name))
}

/// The name in apposition to a phrase, shown with it.
fn apposed(phrase: &Mention, name: &Mention) -> Mention {
    Mention {
        first: phrase.first,
        shown: Span::new(phrase.span.start, name.span.end),
        ..*name
    }
}

/// Whether a segment after a comma is an apposition or a relative clause: "who …", "the …",
/// "a …", "president of …", "45", "speaking …".
fn is_aside(tokens: &[Token], start: usize) -> bool {
    let Some(token) = tokens.get(start) else {
        return false;
    };
    token.is(Class::RELATIVE
        .with(Class::DETERMINER)
        .with(Class::PREPOSITION)
        .with(Class::ROLE)
        .with(Class::SUBORDINATOR)
        .with(Class::PARTICIPLE))
        || !token.capital && !token.is(Class::PRONOUN.with(Class::CONJUNCTION))
}

/// The subject of the main clause that begins at `floor` and has its verb before `limit`.
pub(super) fn clause_subject(tokens: &[Token], floor: usize, limit: usize) -> Option<Mention> {
    let mut at = floor;
    while at < limit {
        let token = &tokens[at];
        // "If the board falls, will Rivera go": what opens the sentence may stand before verb and subject.
        let moved = at > floor && token.is(Class::AUXILIARY) && !token.is(Class::PRONOUN);
        if !token.is_word()
            || moved
            || token.is(Class::CONJUNCTION)
            || token.is(Class::ADVERB)
                && !token.is(Class::PRONOUN
                    .with(Class::DETERMINER)
                    .with(Class::PREPOSITION))
        {
            at += 1;
            continue;
        }
        if token.is(Class::SUBORDINATOR.with(Class::PARTICIPLE))
            || token.is(Class::PREPOSITION)
            || is_gerund(tokens, at)
            || at == floor && opens_passive(tokens, at)
            || at == floor && opens_participle(tokens, at, limit)
        {
            let next = (at..limit).find(|&next| is_comma(&tokens[next]));
            match next {
                Some(next) => at = next + 1,
                None => {
                    return (at + 1..limit).find_map(|inner| {
                        // "Ad Agenkron spiega": what hangs on the preposition is no subject.
                        let hangs =
                            |mention: &Mention| inner == at + 1 && mention.last + 1 == limit;
                        forward(tokens, inner).filter(|mention| {
                            mention.last < limit
                                && mention.kind != MentionKind::Nominal
                                && !hangs(mention)
                        })
                    });
                }
            }
            continue;
        }
        if (token.is(Class::TIME) || token.figure) && !token.is(Class::MALE.with(Class::FEMALE)) {
            at += 1;
            continue;
        }
        // "Darin beschwor er …": a verb before its pronoun, as in German after an adverb.
        let pronoun = tokens
            .get(at + 1)
            .is_some_and(|next| next.is(Class::HE.with(Class::SHE)) && next.is(Class::PRONOUN));
        if !token.capital && token.class.without(Class::NO_NOUN).is_empty() && pronoun {
            at += 1;
            continue;
        }
        let mention = forward(tokens, at).filter(|mention| mention.last < limit)?;
        if let Some(next) = behind_place(tokens, &mention, floor, limit) {
            at = next;
            continue;
        }
        return Some(with_name_behind(tokens, mention));
    }
    None
}

/// Where the clause goes on behind a place of two names, "Speaking in Porto, Portugal, Rivera said": the
/// second, which a name or a pronoun follows behind its comma.
fn behind_place(tokens: &[Token], place: &Mention, floor: usize, limit: usize) -> Option<usize> {
    let before = place
        .first
        .checked_sub(2)
        .filter(|&before| before > floor)?;
    let capital = tokens[before].capital && is_comma(&tokens[before + 1]);
    let comma = place.last + 1;
    let next = tokens.get(comma + 1).filter(|_| comma + 1 < limit)?;
    let somebody = next.capital && next.is_word() && !next.is(Class::ROLE.with(Class::DETERMINER))
        || next.is(Class::HE.with(Class::SHE)) && next.is(Class::PRONOUN);
    let named = place.kind == MentionKind::Name
        && !tokens[place.first].is(Class::MALE.with(Class::FEMALE).with(Class::TITLE));
    (capital && named && is_comma(&tokens[comma]) && somebody).then_some(comma + 1)
}

/// "Speaking to reporters, …", "reporters, speaking …": a participle that opens a clause.
fn is_gerund(tokens: &[Token], at: usize) -> bool {
    tokens[at].is(Class::PARTICIPLE)
        || tokens[at].is(Class::FORM)
            && !tokens
                .get(at + 1)
                .is_some_and(|next| next.is(Class::CUE.with(Class::AUXILIARY)))
}

/// Who does what the infinitive after the "to" at `to` tells: the object of the verb before it, when that
/// is somebody ("led Rivera to say"), else the subject of that verb ("Rivera was prompted to say").
/// R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 16.36 ff.
pub(super) fn controller(tokens: &[Token], to: usize, floor: usize) -> Option<Mention> {
    let before = to.checked_sub(1).filter(|&before| before > floor)?;
    let verbal = Class::FORM
        .with(Class::VERB)
        .with(Class::CUE)
        .with(Class::AUXILIARY);
    if tokens[before].is(verbal) && !tokens[before].capital {
        let hangs = tokens[before - 1].is(Class::PREPOSITION);
        return if hangs {
            None
        } else {
            subject_of(tokens, before, floor)
        };
    }
    let object = object_ending_at(tokens, before, floor)?;
    let governor = &tokens[object.first.checked_sub(1).filter(|&at| at > floor)?];
    // "They asked Rivera to make clear": who asks is who speaks.
    let governed = governor.is_word() && !governor.is(Class::PREPOSITION.with(Class::CUE));
    (governed && object.kind != MentionKind::Nominal).then_some(object)
}

/// The phrase that ends at `end`, or before the comma there and an apposition.
fn object_ending_at(tokens: &[Token], end: usize, floor: usize) -> Option<Mention> {
    if is_comma(&tokens[end]) {
        return before_apposition(tokens, end, floor);
    }
    backward(tokens, end, floor)
}

/// The name before the reporting verb that a conjunction joins to another: "was seen when Rivera praised
/// the plan and criticized the board".
fn shared_subject(tokens: &[Token], floor: usize, conjunction: usize) -> Option<Mention> {
    let verb = (floor + 1..conjunction).rev().find(|&at| {
        tokens[at].is(Class::SAY.with(Class::NAME))
            && !tokens[at].is(Class::NOUN.with(Class::WORDS))
    })?;
    let subject = backward(tokens, verb - 1, floor)?;
    let joined = !tokens[floor..verb]
        .iter()
        .any(|token| token.is(Class::CONJUNCTION));
    (joined && subject.kind == MentionKind::Name && subject.last + 1 == verb).then_some(subject)
}

/// Whether a phrase can be somebody: a name, a pronoun, or a noun with its article or a role.
pub(super) fn is_source(tokens: &[Token], mention: &Mention) -> bool {
    mention.kind != MentionKind::Nominal
        || mention.last > mention.first && tokens[mention.first].is(Class::DETERMINER)
        || tokens[mention.last].is(Class::ROLE)
        || tokens[mention.first].possessive
}

/// The pronoun that is the subject of a clause inside the sentence, nearest before `end`: "drew cheers as
/// she thanked them and then boomed".
pub(super) fn inner_subject(tokens: &[Token], start: usize, end: usize) -> Option<Mention> {
    let at = (start + 1..end).rev().find(|&at| {
        let (token, before) = (&tokens[at], &tokens[at - 1]);
        let opens = before.is(Class::CONJUNCTION.with(Class::SUBORDINATOR)) || is_comma(before);
        opens && token.is(Class::HE.with(Class::SHE)) && token.is(Class::PRONOUN)
    })?;
    Some(Mention {
        kind: MentionKind::Pronoun,
        span: tokens[at].span,
        shown: tokens[at].span,
        first: at,
        last: at,
    })
}
