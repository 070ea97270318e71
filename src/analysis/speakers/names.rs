//! The names in a story, and what they shorten to. "Ana Lilia Rivera" is written "Rivera", "Ms. Rivera",
//! "Ana Rivera" or "dr. rivera" later on: a shorter form is a part of the fuller one that ends in the
//! same word. Used by [`super::reference`].

use std::collections::HashMap;

use super::lexicon::Class;
use super::tokens::Token;
use crate::story::Span;

/// Longest name in words, titles left out; longer runs of capitals are headlines.
const LONGEST: usize = 6;

/// What is known of the sex of a person, for "he" and "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
    Unknown,
}

/// One name as it stands in the text, without titles and roles before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// First token of the name proper.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    pub(super) gender: Gender,
}

impl Name {
    pub(super) fn words(self) -> usize {
        self.last - self.first + 1
    }

    pub(super) fn span(self, tokens: &[Token]) -> Span {
        Span::new(tokens[self.first].span.start, tokens[self.last].span.end)
    }
}

/// Forms of one word that are weighed at most; a story with more of them tells nobody apart by it.
const MOST_FORMS: usize = 64;

/// All names of a story, in order.
#[derive(Debug)]
pub(super) struct Names<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pub(super) all: Vec<Name>,
    /// The different ways of writing a name, where each stands first and how often it is written,
    /// in the order of the text.
    forms: Vec<(Name, usize)>,
    /// The forms that end in a word, and those that begin with one, by the hash of the word.
    ending_in: HashMap<u32, Vec<usize>>,
    beginning_with: HashMap<u32, Vec<usize>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], headings: &[Span]) -> Self {
        let mut all = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let end = run_end(tokens, at);
            all.extend(trim(tokens, at, end));
            at = end.max(at + 1);
        }
        // Headlines capitalise words that are no names.
        let in_heading = |name: &Name| {
            let start = tokens[name.first].span.start;
            let before = headings.partition_point(|heading| heading.start <= start);
            before > 0 && headings[before - 1].contains(start)
        };
        let is_number = |name: &Name| {
            name.words() == 1
                && text[name.span(tokens).range()].starts_with(|c: char| c.is_ascii_digit())
        };
        all.retain(|name: &Name| !in_heading(name) && !is_number(name));
        let mut names = Self {
            text,
            tokens,
            all,
            forms: Vec::new(),
            ending_in: HashMap::new(),
            beginning_with: HashMap::new(),
        };
        names.sort_forms();
        names
    }

    /// Tells the forms apart, so that no look-up has to walk through all names.
    fn sort_forms(&mut self) {
        let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
        for name in &self.all {
            let hashes = (name.first..=name.last).map(|at| self.tokens[at].hash);
            let form = *known.entry(hashes.collect()).or_insert(self.forms.len());
            if let Some((_, count)) = self.forms.get_mut(form) {
                *count += 1;
                continue;
            }
            self.forms.push((*name, 1));
            let [first, last] = [name.first, name.last].map(|at| self.tokens[at].hash);
            self.beginning_with.entry(first).or_default().push(form);
            self.ending_in.entry(last).or_default().push(form);
        }
    }

    /// Whether a name ends in the word of this token.
    pub(super) fn end_in(&self, token: usize) -> bool {
        self.ending_in.contains_key(&self.tokens[token].hash)
    }

    /// The name that begins at this token.
    pub(super) fn at(&self, token: usize) -> Option<Name> {
        let found = self.all.binary_search_by_key(&token, |name| name.first);
        found.ok().map(|at| self.all[at])
    }

    /// The words of a token.
    pub(super) fn word(&self, token: usize) -> &'a str {
        &self.text[self.tokens[token].span.range()]
    }

    /// The name proper in the phrase of tokens `first..=last`.
    pub(super) fn proper(&self, first: usize, last: usize) -> Name {
        let prefix = |&at: &usize| {
            self.tokens[at].is(Class::TITLE.with(Class::ROLE)) || self.tokens[at].possessive
        };
        let first = (first..last).rev().find(prefix).map_or(first, |at| at + 1);
        Name {
            first,
            last,
            gender: gender(self.tokens, first, last),
        }
    }

    /// The fullest form of a name in the story: of those that hold it and end in the same word, the
    /// most frequent; among equals the one that comes first. A first name alone stands for a fuller one
    /// that begins with it.
    pub(super) fn fullest(&self, name: Name) -> Name {
        let holds = |other: Name| {
            other.words() > name.words() && other.words() <= LONGEST && self.shortens(other, name)
        };
        let mut best: Option<(usize, Name)> = None;
        for form in self.related(name) {
            let (candidate, count) = self.forms[form];
            let is_better = best
                .is_none_or(|(most, fullest)| (count, fullest.words()) > (most, candidate.words()));
            if is_better && holds(candidate) {
                best = Some((count, candidate));
            }
        }
        best.map_or(name, |(_, name)| name)
    }

    /// The forms that may hold a name, in the order of the text.
    fn related(&self, name: Name) -> Vec<usize> {
        let listed = |lists: &HashMap<u32, Vec<usize>>, at: usize| {
            let list = lists
                .get(&self.tokens[at].hash)
                .map_or(&[][..], Vec::as_slice);
            list[..list.len().min(MOST_FORMS)].to_vec()
        };
        let mut forms = listed(&self.ending_in, name.last);
        if self.is_given(name) {
            forms.extend(listed(&self.beginning_with, name.first));
            forms.sort_unstable();
            forms.dedup();
        }
        forms
    }

    /// Whether a name is nothing but a first name.
    fn is_given(&self, name: Name) -> bool {
        name.words() == 1
            && self.tokens[name.first].is(Class::MALE.with(Class::FEMALE))
            && !self.tokens[name.first].is(Class::TITLE)
    }

    /// Whether `short` is a shorter form of `full`.
    fn shortens(&self, full: Name, short: Name) -> bool {
        let ends_alike = self.alike(full.last, short.last);
        if !ends_alike {
            return self.is_given(short) && self.alike(full.first, short.first);
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

/// Where the run of capitalised words that begins at `at` ends.
fn run_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while end < tokens.len()
        && begins_name(&tokens[end], end == at)
        && (end == at || touches(tokens, end))
    {
        end += 1;
        if tokens[end - 1].possessive {
            return end;
        }
        let mut particles = end;
        while particles < tokens.len()
            && particles < end + 2
            && tokens[particles].is(Class::PARTICLE)
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

/// Whether a token stands one space after the one before it.
fn touches(tokens: &[Token], at: usize) -> bool {
    tokens[at].span.start <= tokens[at - 1].span.end + 2
}

fn begins_name(token: &Token, first: bool) -> bool {
    let lowercase_title = first && token.is(Class::TITLE) && token.is(Class::ABBREVIATION);
    if !token.is_word() || !token.capital && !lowercase_title {
        return false;
    }
    let named = token.is(Class::MALE
        .with(Class::FEMALE)
        .with(Class::TITLE)
        .with(Class::PARTICLE));
    named
        || !token.is(Class::DETERMINER
            .with(Class::PRONOUN)
            .with(Class::PREPOSITION)
            .with(Class::SUBORDINATOR)
            .with(Class::CONJUNCTION)
            .with(Class::ADVERB)
            .with(Class::TIME)
            .with(Class::RELATIVE)
            .with(Class::AUXILIARY))
}

/// The name in a run of capitalised words: what stands after its last title or role.
fn trim(tokens: &[Token], first: usize, end: usize) -> Option<Name> {
    if end <= first {
        return None;
    }
    let title = (first..end).rev().find(|&at| {
        tokens[at].is(Class::TITLE.with(Class::ROLE)) && !tokens[at].is(Class::PARTICLE)
    });
    let start = title.map_or(first, |at| at + 1);
    // "Secretary of State John Kerry", "Republican Peter Lindqvist": a name begins with its given name.
    let given = (start + 1..end.saturating_sub(1)).find(|&at| is_given(&tokens[at]));
    let start = given.filter(|_| !is_given(&tokens[start])).unwrap_or(start);
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
