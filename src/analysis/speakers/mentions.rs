//! Noun phrases that name a source: "Rivera", "a senior U.S. official", "she". Read forwards from a
//! place, or backwards from the verb. Used by [`super::clauses`].

use super::tokens::{Kind, Token};
use crate::language::lexicon::Class;
use crate::story::Span;

/// What kind of phrase names the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MentionKind {
    /// "Ana Rivera", "Sen. Rivera", "Reuters".
    Name,
    /// "she", "they", "who".
    Pronoun,
    /// "a senior official", "the ministry".
    Nominal,
}

/// A noun phrase that names a source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) kind: MentionKind,
    /// The shortest phrase: title or role and name; no apposition.
    pub(super) span: Span,
    /// The words that stand for it at the cue: the same, those and the office before them, or the "who" of a
    /// relative clause.
    pub(super) shown: Span,
    /// First token of the whole phrase.
    pub(super) first: usize,
    /// Last token of the phrase.
    pub(super) last: usize,
}

impl Mention {
    /// Whether the "who" of a relative clause stands for it.
    pub(super) fn is_relative(&self) -> bool {
        self.shown.end != self.span.end
    }
}

fn mention(tokens: &[Token], kind: MentionKind, first: usize, last: usize) -> Mention {
    let span = Span::new(tokens[first].span.start, tokens[last].span.end);
    Mention {
        kind,
        span,
        shown: span,
        first,
        last,
    }
}

/// Whether a word can stand inside a noun phrase.
fn can_join(token: &Token) -> bool {
    token.is_word()
        && (!token.is(Class::BREAKS)
            || token.capital && token.is(Class::FORM)
            || token.capital
                && token.is(Class::ROLE
                    .with(Class::TITLE)
                    .with(Class::MALE)
                    .with(Class::FEMALE)
                    .with(Class::PARTICLE))
            || token.is(Class::PARTICLE))
}

/// Whether a word is a preposition that a name may have inside, and joins a noun to whose it is: "de", "del",
/// "della".
pub(super) fn is_genitive(token: &Token) -> bool {
    token.is(Class::PREPOSITION) && token.is(Class::PARTICLE) && !token.capital
}

/// Whether the word at `at` is the article behind such a preposition: "de la".
pub(super) fn is_owner_article(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let behind = at
        .checked_sub(1)
        .is_some_and(|at| is_genitive(&tokens[at]) || opens_family_name(tokens, at));
    behind && token.is(Class::DETERMINER) && !token.capital
}

/// Whether a sentence begins at `at` with a family name of several words, "Von der Leyen sagte": preposition,
/// article and a word that is nothing else, with a verb behind.
fn opens_family_name(tokens: &[Token], at: usize) -> bool {
    let [preposition, article, name, verb, ..] = &tokens[at..] else {
        return false;
    };
    let verbal = Class::SAY.with(Class::NAME).with(Class::AUXILIARY);
    let opens = at == 0 || !tokens[at - 1].is_word();
    opens
        && preposition.capital
        && preposition.is(Class::PREPOSITION)
        && preposition.is(Class::PARTICLE)
        && article.is(Class::DETERMINER)
        && name.capital
        && name.class.is_empty()
        && verb.is(verbal)
}

/// Where a phrase ends in which a name stands behind a role: "o delegado Caio Lima ouviu" with the name.
fn end_of_holder(tokens: &[Token], from: usize, last: usize) -> usize {
    let common = |at: usize| {
        !tokens[at].capital && !tokens[at].is(Class::ROLE.with(Class::TITLE).with(Class::PARTICLE))
    };
    // "il fornaio Ugo Sandri scuote la testa": whatever he is, a given name begins the name.
    let given = |at: usize| {
        tokens[at].is(Class::MALE.with(Class::FEMALE)) && at < last && tokens[at + 1].capital
    };
    let holder =
        |at: &usize| !tokens[at - 1].capital && (tokens[at - 1].is(Class::ROLE) || given(*at));
    let Some(name) = (from + 1..last).find(|at| tokens[*at].capital && holder(at)) else {
        return last;
    };
    let end = (name + 1..=last).find(|&at| common(at));
    end.filter(|&end| tokens[end - 1].capital && !tokens[end - 1].possessive)
        .map_or(last, |end| end - 1)
}

/// Whether a genitive at `at` behind a name joins a common noun, which is no part of it: "Neri da empresa".
fn leaves_name(tokens: &[Token], at: usize) -> bool {
    let behind = if tokens
        .get(at + 1)
        .is_some_and(|next| next.is(Class::DETERMINER))
    {
        at + 2
    } else {
        at + 1
    };
    is_genitive(&tokens[at])
        && tokens[at - 1].capital
        && !tokens.get(behind).is_some_and(|noun| noun.capital)
}

/// The noun phrase that begins at token `from`.
pub(super) fn forward(tokens: &[Token], from: usize) -> Option<Mention> {
    let start = tokens.get(from)?;
    // "said retired Army officer Ana Rivera": a participle before a noun is an adjective.
    let adjective = start.is(Class::FORM)
        && tokens.get(from + 1).is_some_and(|next| {
            next.is_word()
                && (next.capital || next.is(Class::ROLE) || next.class == Class::default())
        });
    if !start.is_word()
        || start.is(Class::BREAKS) && !can_join(start) && !start.is(Class::DETERMINER) && !adjective
    {
        return None;
    }
    let next_joins = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| can_join(token) && !token.is(Class::ADVERB.with(Class::PRONOUN)))
    };
    if start.is(Class::PRONOUN)
        && !start.possessive
        && !(start.is(Class::DETERMINER) && next_joins(from + 1))
    {
        return Some(mention(tokens, MentionKind::Pronoun, from, from));
    }
    if start.is(Class::ADVERB) && !start.is(Class::DETERMINER) && !start.capital {
        return None;
    }
    let mut last = from;
    let mut at = from + 1;
    while at < tokens.len() && at < from + 14 {
        let token = &tokens[at];
        let owned = tokens[at - 1].possessive;
        let inside = is_inside(tokens, at, from)
            || opens_owner(tokens, at, from)
            || is_owner_article(tokens, at);
        let ends = !can_join(token) || ends_phrase(token, owned) && !opens_name(tokens, at);
        if !inside && ends || leaves_name(tokens, at) {
            break;
        }
        last = at;
        at += 1;
    }
    // "Mrs. Oduya drew cheers": what follows a name in lower case and is no role is a verb.
    if start.capital && !start.is(Class::DETERMINER) {
        while last > from
            && !tokens[last].capital
            && !tokens[last].is(Class::ROLE.with(Class::TITLE))
            && !tokens[last - 1].possessive
        {
            last -= 1;
        }
    }
    last = end_of_holder(tokens, from, last);
    while last > from && tokens[last].is(Class::NO_NOUN) {
        last -= 1;
    }
    // A particle or a title alone does not end a name: "the mayor of" stops at "mayor".
    while last > from
        && !tokens[last].capital
        && (tokens[last].is(Class::PARTICLE) || is_owner_article(tokens, last))
    {
        last -= 1;
    }
    if last == from && start.is(Class::DETERMINER) {
        return start
            .is(Class::PRONOUN)
            .then(|| mention(tokens, MentionKind::Pronoun, from, from));
    }
    Some(with_role(tokens, from, shorten(tokens, from, last)))
}

/// "cybersecurity expert Jane Smith": after a verb, all that stands before the role belongs to it.
fn with_role(tokens: &[Token], from: usize, short: Mention) -> Mention {
    let role = (from..=short.last).find(|&at| tokens[at].span.start == short.span.start);
    let lowercase = role.is_some_and(|role| {
        role > from
            && !tokens[role].capital
            && tokens[from..role].iter().all(|token| !token.possessive)
    });
    if short.kind != MentionKind::Name || !lowercase {
        return short;
    }
    let first = if tokens[from].is(Class::DETERMINER) {
        from + 1
    } else {
        from
    };
    Mention {
        first: short.first,
        ..mention(tokens, MentionKind::Name, first, short.last)
    }
}

/// Whether a word that looks like a verb stands inside a phrase that an article opened: "an unnamed
/// source", "a recent report".
fn is_inside(tokens: &[Token], at: usize, from: usize) -> bool {
    let (token, before) = (&tokens[at], &tokens[at - 1]);
    let after_article = before.is(Class::DETERMINER) || before.possessive;
    let noun = token.is(Class::ROLE.with(Class::WORDS)) && !token.is(Class::PREPOSITION);
    let open =
        tokens[from].is(Class::DETERMINER) && before.class == Class::default() && !before.capital;
    after_article && token.is(Class::FORM.with(Class::NOUN)) || noun && (after_article || open)
}

/// Whether an article behind an office says whose office it is: "der Sprecher der Stadt".
fn opens_owner(tokens: &[Token], at: usize, from: usize) -> bool {
    let (article, office) = (&tokens[at], &tokens[at - 1]);
    let owner = tokens.get(at + 1).is_some_and(|next| next.capital);
    tokens[from].is(Class::DETERMINER)
        && (office.is(Class::ROLE) && office.capital)
        && (article.is(Class::DETERMINER) && !article.capital)
        && owner
}

/// Whether a month or a day is a given name: "el patrón Julio Roca".
fn opens_name(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let named = token.capital && token.is(Class::MALE.with(Class::FEMALE));
    let next = tokens.get(at + 1);
    named && next.is_some_and(|next| next.capital && !next.figure)
}

/// Words at which a phrase that began before them ends.
fn ends_phrase(token: &Token, owned: bool) -> bool {
    if owned {
        return false;
    }
    token.is(Class::PRONOUN) && !token.is(Class::DETERMINER)
        || token.is(Class::DETERMINER) && !token.capital && !token.is(Class::PARTICLE)
        || token.is(Class::ADVERB) && !token.capital
        || token.is(Class::TIME) && !token.possessive
}

/// The noun phrase that ends at token `last`, not reaching before `floor`.
pub(super) fn backward(tokens: &[Token], last: usize, floor: usize) -> Option<Mention> {
    let end = tokens.get(last)?;
    if end.is(Class::PRONOUN)
        && !(end.is(Class::DETERMINER)
            && !end.is(Class::HE)
            && end.capital
            && last > floor
            && tokens[last - 1].capital)
    {
        return Some(mention(tokens, MentionKind::Pronoun, last, last));
    }
    let lower = !end.capital || last == floor;
    let adverb = end.is(Class::ADVERB) && lower && !end.is(Class::ROLE.with(Class::TITLE));
    let alone = last == floor || !tokens[last - 1].is_word();
    if end.figure && alone {
        return None;
    }
    if !can_join(end) || end.is(Class::DETERMINER.with(Class::NO_NOUN)) || adverb {
        return None;
    }
    let mut first = last;
    while first > floor {
        let before = &tokens[first - 1];
        // "the two builders": a number may stand behind its article, nothing else before an article.
        let opens = tokens[first].is(Class::DETERMINER) && !tokens[first].capital;
        let owned = is_genitive(before) || opens_family_name(tokens, first - 1);
        if opens && !before.possessive && !before.is(Class::DETERMINER) && !owned {
            break;
        }
        let adverb = before.is(Class::ADVERB) && !before.is(Class::DETERMINER) && !before.capital;
        let pronoun = before.is(Class::PRONOUN) && !before.is(Class::DETERMINER);
        if !can_join(before)
            || adverb
            || pronoun
            || before.is(Class::TIME)
                && !before.possessive
                && !before.is(Class::MALE.with(Class::FEMALE))
        {
            break;
        }
        first -= 1;
        if last - first > 14 {
            break;
        }
    }
    Some(shorten(tokens, first, last))
}

/// The part of a phrase that names the source: of a phrase that ends in a name, the name with the
/// titles and roles that stand directly before it; else the whole.
fn shorten(tokens: &[Token], first: usize, last: usize) -> Mention {
    let last = without_year(tokens, first, last);
    let in_name = |at: usize| {
        let token = &tokens[at];
        token.capital && !(token.is(Class::DETERMINER) && at == first)
            || (token.is(Class::PARTICLE) || is_owner_article(tokens, at))
                && at > first
                && at < last
    };
    if !in_name(last) || is_owned_office(&tokens[first..=last]) {
        return mention(tokens, MentionKind::Nominal, first, last);
    }
    let mut start = last;
    // "Residents’ Association": whose it is belongs to the name of a body.
    let body = |at: usize| tokens[at].capital && tokens[last].is(Class::ROLE);
    while start > first
        && in_name(start - 1)
        && (!tokens[start - 1].possessive || start == last && body(start))
    {
        start -= 1;
    }
    while start < last
        && !tokens[start].capital
        && (tokens[start].is(Class::PARTICLE) || is_owner_article(tokens, start))
    {
        start += 1;
    }
    if is_owner(tokens, first, start) {
        // "la ministra de Defensa Ana Lind": the given name begins the name.
        let given = (start + 1..last)
            .find(|&at| tokens[at].is(Class::MALE.with(Class::FEMALE)) && tokens[at].capital);
        let Some(given) = given else {
            return mention(tokens, MentionKind::Nominal, first, last);
        };
        let named = mention(tokens, MentionKind::Name, given, last);
        return Mention { first, ..named };
    }
    while start > first
        && tokens[start - 1].is(Class::ROLE.with(Class::TITLE))
        && !tokens[start - 1].possessive
    {
        start -= 1;
    }
    let named = mention(tokens, MentionKind::Name, start, last);
    Mention { first, ..named }
}

/// Whether what begins at `start` is whose the noun before it is: "el secretario general de La Cámpora".
fn is_owner(tokens: &[Token], first: usize, start: usize) -> bool {
    let mut at = start;
    while at > first && (is_owner_article(tokens, at - 1) || is_genitive(&tokens[at - 1])) {
        at -= 1;
    }
    at < start && at > first && is_genitive(&tokens[at]) && !tokens[at - 1].capital
}

/// The end of a phrase without the year behind a name: "sagte Henk Bruhn 1979".
fn without_year(tokens: &[Token], first: usize, last: usize) -> usize {
    let year = tokens[last].figure && tokens[last].span.len() == 4;
    if year && last > first + 1 && !tokens[last - 1].figure {
        last - 1
    } else {
        last
    }
}

/// "der Sprecher der Stadt": where nouns have capitals, an office and whose it is look like a name.
fn is_owned_office(phrase: &[Token]) -> bool {
    let article = |word: &Token| word.is(Class::DETERMINER) && !word.capital;
    matches!(phrase, [opens, office, owner, _, ..]
        if opens.is(Class::DETERMINER) && office.is(Class::ROLE) && article(owner))
}

/// Whether a token is a mark or a word after which a source may follow or a clause begin.
pub(super) fn is_comma(token: &Token) -> bool {
    matches!(
        token.kind(),
        Kind::Comma | Kind::Dash | Kind::Close | Kind::Open
    )
}
