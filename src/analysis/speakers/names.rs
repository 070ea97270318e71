//! The names in a story, and what they shorten to. "Ana Lilia Rivera" is written "Rivera", "Ms. Rivera",
//! "Ana Rivera" or "dr. rivera" later on: a shorter form is a part of the fuller one that ends in the
//! same word. Used by [`super::reference`].

use super::forms::{Form, Forms};
use super::mentions::{is_genitive, is_owner_article};
use super::name::{Gender, Name};
use super::tokens::{Kind, Token};
use crate::language::lexicon::Class;
use crate::story::Span;
use std::cmp::Reverse;

/// Longest name in words, titles left out; longer runs of capitals are headlines.
const LONGEST: usize = 6;

/// Headings that are looked at for the full form of a name; the first is the headline.
const MOST_HEADINGS: usize = 8;

/// All names of a story, in order.
#[derive(Debug)]
pub(super) struct Names<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pub(super) all: Vec<Name>,
    forms: Forms,
    /// Last words of the names whose capital is not only that of a sentence, in order.
    certain: Vec<u32>,
}

impl<'a> Names<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], nameless: &[Span]) -> Self {
        // About one word in twelve opens a name.
        let mut all = Vec::with_capacity(tokens.len() / 12);
        let mut at = 0;
        while at < tokens.len() {
            if !begins_name(&tokens[at], true) {
                at += 1;
                continue;
            }
            let end = run_end(tokens, at);
            if let Some(name) = trim(tokens, at, end) {
                all.push(name);
            }
            at = end;
        }
        // Headlines capitalise words that are no names; the place in a dateline is nobody in the story.
        let is_nameless = |name: &Name| {
            let place = tokens[name.first].span.start;
            let after = nameless.partition_point(|stretch| stretch.start <= place);
            after > 0 && nameless[after - 1].contains(place)
        };
        // A given name tells that the capitals of a headline are those of a name, and so do the small
        // letters of its other words.
        let small = |stretch: &Span| {
            let from = tokens.partition_point(|token| token.span.start < stretch.start);
            let words = tokens[from..].iter();
            let mut words = words.take_while(|token| token.span.start < stretch.end);
            words.any(|token| token.is_word() && !token.capital && token.span.len() > 4)
        };
        let plain: Vec<Span> = nameless
            .iter()
            .filter(|stretch| small(stretch))
            .copied()
            .collect();
        let is_plain = |name: &Name| {
            let place = tokens[name.first].span.start;
            plain
                .iter()
                .take(MOST_HEADINGS)
                .any(|stretch| stretch.contains(place))
        };
        let person =
            |name: &&Name| name.words() > 1 && (is_given(&tokens[name.first]) || is_plain(name));
        let headed: Vec<Name> = all
            .iter()
            .filter(|name| is_nameless(name))
            .filter(person)
            .copied()
            .collect();
        let is_number = |name: &Name| {
            name.words() == 1 && text.as_bytes()[tokens[name.first].span.start].is_ascii_digit()
        };
        all.retain(|name: &Name| !is_number(name) && !is_nameless(name));
        let certain = certain(tokens, &all);
        all.retain(|name| !is_doubtful(tokens, &certain, *name));
        let forms = Forms::new(tokens, &all, &headed);
        Self {
            text,
            tokens,
            all,
            forms,
            certain,
        }
    }

    /// Whether a name is one word that opens a sentence and is a name by nothing else in the story:
    /// "Nobody", "Farmers", or a verb where those come first.
    pub(super) fn is_doubtful(&self, name: Name) -> bool {
        is_doubtful(self.tokens, &self.certain, name)
    }

    /// The words of a token.
    pub(super) fn word(&self, token: usize) -> &'a str {
        &self.text[self.tokens[token].span.range()]
    }

    /// The name proper in the phrase of tokens `first..=last`.
    pub(super) fn proper(&self, first: usize, last: usize) -> Name {
        let prefix = |&at: &usize| {
            let given = is_given(&self.tokens[at]) && at + 1 == last;
            let body = self.tokens[at + 1].is(Class::PREPOSITION) && !self.tokens[at + 1].capital;
            // "Residents’ Association": whose it is belongs to the name of a body.
            let inside = self.tokens[at].possessive && at + 1 == last && at > first;
            let owner = inside && self.tokens[last].is(Class::ROLE);
            let office = self.tokens[at].is(Class::TITLE.with(Class::ROLE)) && !given && !body;
            !owner && (self.tokens[at].possessive || office)
        };
        let prefix = (first..last).rev().find(prefix);
        let first = prefix.map_or(first, |at| at + 1);
        // "King Charles", "Sister Ana": a given name alone is called by its title.
        let first = match prefix {
            Some(at) if first == last && self.is_style(at) && is_given(&self.tokens[last]) => at,
            _ => first,
        };
        // "Senate President Pro Tempore Ana Reed": a name begins with its given name.
        let mut words = (first + 1..last).take_while(|&at| !self.tokens[at].is(Class::CONJUNCTION));
        let given = words.find(|&at| is_given(&self.tokens[at]));
        let first = given
            .filter(|_| !begins_with_given(&self.tokens[first]))
            .unwrap_or(first);
        Name {
            first,
            last,
            gender: gender(self.tokens, first, last),
        }
    }

    /// Whether a word is a title that tells the sex and is written out: "Queen", "Brother".
    fn is_style(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let told = token.is(Class::TITLE) && token.is(Class::MALE.with(Class::FEMALE));
        told && token.capital && !token.is(Class::ABBREVIATION)
    }

    /// The fullest form of a name in the story: of those that hold it and end in the same word, the
    /// most frequent; among equals the one that comes first. A first name alone stands for a fuller one
    /// that begins with it.
    pub(super) fn fullest(&self, name: Name) -> Name {
        let holds = |form: &&Form| {
            let other = form.name;
            other.words() > name.words() && other.words() <= LONGEST && self.shortens(other, name)
        };
        let ending = self.forms.ending_in(self.tokens[name.last].hash);
        let beginning = self
            .forms
            .beginning_with(self.tokens[name.first].hash)
            .filter(|_| self.is_given_alone(name));
        ending
            .chain(beginning)
            .filter(holds)
            .max_by_key(|form| {
                let Name { first, .. } = form.name;
                (form.count, Reverse(form.name.words()), Reverse(first))
            })
            .map_or(name, |form| form.name)
    }

    /// Whether a name of the story ends in the word at `token`.
    pub(super) fn any_ends_in(&self, token: usize) -> bool {
        self.forms
            .ending_in(self.tokens[token].hash)
            .any(|form| self.alike(form.name.last, token))
    }

    /// The name that begins at `token`.
    pub(super) fn beginning_at(&self, token: usize) -> Option<Name> {
        let place = self.all.partition_point(|name| name.first < token);
        let name = self.all.get(place)?;
        (name.first == token).then_some(*name)
    }

    /// Whether a name is a given name and nothing else.
    fn is_given_alone(&self, name: Name) -> bool {
        name.words() == 1 && is_given(&self.tokens[name.first])
    }

    /// Whether `short` is a shorter form of `full`.
    fn shortens(&self, full: Name, short: Name) -> bool {
        let ends_alike = self.alike(full.last, short.last);
        if !ends_alike {
            return self.is_given_alone(short) && self.alike(full.first, short.first);
        }
        let mut rest = full.first..full.last;
        (short.first..short.last)
            .all(|part| rest.any(|whole| self.alike(whole, part) || self.initial(whole, part)))
    }

    /// Whether two words are the same but for case.
    fn alike(&self, one: usize, other: usize) -> bool {
        self.tokens[one].hash == self.tokens[other].hash
    }

    /// Whether `part` is the initial of `whole`: "J." of "Jane".
    fn initial(&self, whole: usize, part: usize) -> bool {
        let part = self.word(part).trim_end_matches('.');
        part.len() == 1
            && self
                .word(whole)
                .get(..1)
                .is_some_and(|first| first.eq_ignore_ascii_case(part))
    }
}

/// The last words of all names of several words, and of those that stand inside a sentence.
fn certain(tokens: &[Token], names: &[Name]) -> Vec<u32> {
    let sure = |name: &&Name| name.words() > 1 || !opens_sentence(tokens, name.first);
    let mut words: Vec<u32> = names
        .iter()
        .filter(sure)
        .map(|name| tokens[name.last].hash)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn is_doubtful(tokens: &[Token], certain: &[u32], name: Name) -> bool {
    let token = &tokens[name.first];
    name.words() == 1
        && opens_sentence(tokens, name.first)
        && !token.is(Class::MALE.with(Class::FEMALE))
        && certain.binary_search(&token.hash).is_err()
}

/// Whether a word has its capital, if any, from its place: nothing that the sentence goes on after stands
/// before it.
fn opens_sentence(tokens: &[Token], at: usize) -> bool {
    at == 0 || !tokens[at - 1].is_word() && tokens[at - 1].kind() != Kind::Comma
}

/// Where the run of capitalised words that begins at `at` ends.
fn run_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while end < tokens.len()
        && (begins_name(&tokens[end], end == at) || end > at && is_article_inside(tokens, end))
        && (end == at || touches(tokens, end))
    {
        end += 1;
        if tokens[end - 1].possessive {
            return end;
        }
        let mut particles = end;
        while particles < tokens.len()
            && particles < end + 2
            && (tokens[particles].is(Class::PARTICLE) || is_owner_article(tokens, particles))
            && !tokens[particles].capital
        {
            particles += 1;
        }
        if particles > end && particles < tokens.len() && begins_name(&tokens[particles], false) {
            end = particles;
        }
    }
    end
}

/// Whether a capitalised article stands between parts of a name: "Yvon Le Dantec".
fn is_article_inside(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    token.capital
        && token.is(Class::DETERMINER)
        && token.span.len() > 1
        && tokens
            .get(at + 1)
            .is_some_and(|next| begins_name(next, false) && touches(tokens, at + 1))
}

/// Whether a token stands one space after the one before it.
fn touches(tokens: &[Token], at: usize) -> bool {
    tokens[at].span.start <= tokens[at - 1].span.end + 2
}

fn begins_name(token: &Token, first: bool) -> bool {
    let lowercase_title = || first && token.is(Class::TITLE) && token.is(Class::ABBREVIATION);
    if !token.is_word() || !token.capital && !lowercase_title() {
        return false;
    }
    let named = token.is(Class::MALE
        .with(Class::FEMALE)
        .with(Class::TITLE)
        .with(Class::PARTICLE));
    let article =
        first && token.is(Class::DETERMINER) && !token.is(Class::MALE.with(Class::FEMALE));
    named && !article
        || !token.is(Class::DETERMINER
            .with(Class::PRONOUN)
            .with(Class::PREPOSITION)
            .with(Class::SUBORDINATOR)
            .with(Class::CONJUNCTION)
            .with(Class::ADVERB)
            .with(Class::TIME)
            .with(Class::RELATIVE)
            .with(Class::ACCORDING)
            .with(Class::AUXILIARY))
}

/// The name in a run of capitalised words: what stands after its last title or role.
fn trim(tokens: &[Token], first: usize, end: usize) -> Option<Name> {
    if end <= first {
        return None;
    }
    let title = (first..end).rev().find(|&at| {
        let given = is_given(&tokens[at]) && at + 2 == end;
        tokens[at].is(Class::TITLE.with(Class::ROLE))
            && !tokens[at].is(Class::PARTICLE)
            && !given
            && !tokens.get(at + 1).is_some_and(is_genitive)
    });
    let start = title.map_or(first, |at| at + 1);
    // "Secretary of State John Kerry", "Republican Peter Lindqvist": a name begins with its given name.
    let given = (start + 1..end.saturating_sub(1)).find(|&at| is_given(&tokens[at]));
    let start = given
        .filter(|_| !begins_with_given(&tokens[start]))
        .unwrap_or(start);
    (start < end).then(|| Name {
        first: start,
        last: end - 1,
        gender: gender(tokens, start, end - 1),
    })
}

/// Whether a word is a given name that the table knows.
fn is_given(token: &Token) -> bool {
    token.is(Class::MALE.with(Class::FEMALE)) && !token.is(Class::TITLE)
}

/// Whether a name begins with a given name or its initial: "C. Stewart Reed".
fn begins_with_given(first: &Token) -> bool {
    const INITIAL: usize = 2;
    is_given(first) || first.span.len() <= INITIAL
}

/// The sex that the title before a name, or its first word, tells.
fn gender(tokens: &[Token], first: usize, last: usize) -> Gender {
    let told = |token: &Token| match (token.is(Class::MALE), token.is(Class::FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    };
    let before = first
        .checked_sub(1)
        .filter(|&before| tokens[before].is(Class::TITLE))
        .and_then(|before| told(&tokens[before]));
    let own = || {
        if last > first {
            told(&tokens[first])
        } else {
            None
        }
    };
    before.or_else(own).unwrap_or(Gender::Unknown)
}
