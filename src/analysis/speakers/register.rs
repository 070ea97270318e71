//! The people of a story as they are met: found again by the words that the story uses for them, in time
//! that does not grow with their number. Used by [`super::reference`].

use crate::analysis::work;
use crate::story::{Person, Span};
use std::collections::HashMap;

/// Wordings kept of one person; nobody reads more, and a text made of nothing else must not cost the
/// square of its length.
const MOST_VARIANTS: usize = 64;

/// The people of a story, with every wording by which they are known.
#[derive(Debug)]
pub(super) struct Register {
    people: Vec<Person>,
    /// By the whole wording; the person met first wins, as everywhere here.
    by_words: HashMap<u64, usize>,
    /// By the wording without its article.
    by_bare_words: HashMap<u64, usize>,
    /// By the last word of a name of several.
    by_last_word: HashMap<u64, usize>,
}

impl Register {
    pub(super) fn new(people: Vec<Person>) -> Self {
        let mut register = Self {
            people,
            by_words: HashMap::new(),
            by_bare_words: HashMap::new(),
            by_last_word: HashMap::new(),
        };
        for person in 0..register.people.len() {
            let name = register.people[person].name.clone();
            register.enter(person, &name);
            for variant in register.people[person].variants.clone() {
                register.know(person, &variant);
            }
        }
        register
    }

    pub(super) fn into_people(self) -> Vec<Person> {
        self.people
    }

    pub(super) fn person(&self, person: usize) -> &Person {
        &self.people[person]
    }

    pub(super) fn person_mut(&mut self, person: usize) -> &mut Person {
        &mut self.people[person]
    }

    /// The people met last, the latest first, at most `most` of them.
    pub(super) fn latest(&self, most: usize) -> impl Iterator<Item = (usize, &Person)> {
        let people = self.people.iter().enumerate().rev().take(most);
        people.inspect(|_| work::step())
    }

    /// Notes a wording for a person. Returns whether it is new.
    pub(super) fn add_variant(&mut self, person: usize, words: &str) {
        let variants = &mut self.people[person].variants;
        if variants.len() < MOST_VARIANTS && !variants.iter().any(|variant| variant == words) {
            variants.push(words.to_string());
            self.know(person, words);
        }
    }

    /// The person of that name or variant; a new one when there is none.
    pub(super) fn find_or_add(&mut self, name: &str, span: Span) -> usize {
        let known = self.by_words.get(&fold(name)).copied();
        let longer = if is_last_word(name) {
            self.by_last_word.get(&fold(name)).copied()
        } else {
            None
        };
        let known = match (known, longer) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (known, longer) => known.or(longer),
        };
        known.unwrap_or_else(|| {
            self.people.push(Person {
                name: name.to_string(),
                first: span.start,
                ..Person::default()
            });
            self.enter(self.people.len() - 1, name);
            self.people.len() - 1
        })
    }

    /// The person known by those words, articles aside.
    pub(super) fn find_bare(&self, words: &str) -> Option<usize> {
        self.by_bare_words
            .get(&fold(without_article(words)))
            .copied()
    }

    fn enter(&mut self, person: usize, name: &str) {
        self.know(person, name);
        if name.contains(' ') {
            note(&mut self.by_last_word, last_word(name), person);
        }
    }

    fn know(&mut self, person: usize, words: &str) {
        note(&mut self.by_words, words, person);
        note(&mut self.by_bare_words, without_article(words), person);
    }
}

fn note(known: &mut HashMap<u64, usize>, words: &str, person: usize) {
    known
        .entry(fold(words))
        .and_modify(|known| *known = person.min(*known))
        .or_insert(person);
}

/// Whether a word can be the last of a longer name of a person known from elsewhere.
fn is_last_word(name: &str) -> bool {
    !name.contains(' ') && name.chars().next().is_some_and(char::is_uppercase)
}

/// The last word of a name.
pub(super) fn last_word(name: &str) -> &str {
    name.rsplit([' ', '\u{a0}']).next().unwrap_or(name)
}

fn without_article(words: &str) -> &str {
    const ARTICLES: &[&str] = &[
        "the ", "a ", "an ", "The ", "A ", "An ", "der ", "die ", "das ", "el ", "la ", "los ",
        "las ", "le ", "les ", "El ", "La ", "Los ", "Las ", "Le ", "Les ", "il ", "Il ", "lo ",
        "gli ", "l'", "l’", "L'", "L’", "o ", "os ", "as ", "O ",
    ];
    ARTICLES
        .iter()
        .find_map(|article| words.strip_prefix(article))
        .unwrap_or(words)
}

/// The words as a key, ASCII case aside: FNV-1a in 64 bits, so that two wordings of one story never share
/// a key in practice.
fn fold(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}
