//! The distinct written forms of a story's names, chained by their last and by their first word, so that
//! the fuller form of a name is found without a walk over all names. Used by [`super::names`].

use super::name::Name;
use super::tokens::Token;
use crate::analysis::work;

/// Forms that are chained under one word. A word in which more names end is no family name, and a text
/// made of nothing else must not cost the square of its length.
const MOST: u32 = 64;

/// No further form in a chain.
const END: u32 = u32::MAX;

/// One way in which a name is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Where it stands first.
    pub(super) name: Name,
    /// How often it stands in the story.
    pub(super) count: u32,
}

/// All forms.
#[derive(Debug)]
pub(super) struct Forms {
    all: Vec<Form>,
    by_last: Chains,
    by_first: Chains,
}

impl Forms {
    /// Joins the names that are written alike, word by word; those of headlines come after all others.
    pub(super) fn new(tokens: &[Token], names: &[Name], headed: &[Name]) -> Self {
        let expected = names.len() + headed.len();
        let mut forms = Self {
            all: Vec::with_capacity(expected),
            by_last: Chains::new(expected),
            by_first: Chains::new(expected),
        };
        for &name in names.iter().chain(headed) {
            let last = tokens[name.last].hash;
            let known = forms
                .by_last
                .walk(last)
                .find(|&form| same(tokens, forms.all[form].name, name));
            if let Some(form) = known {
                forms.all[form].count += 1;
            } else {
                forms.all.push(Form { name, count: 1 });
                forms.by_last.push(last);
                forms.by_first.push(tokens[name.first].hash);
            }
        }
        forms
    }

    /// The forms that end in the word of that hash, and a few that do not.
    pub(super) fn ending_in(&self, word: u32) -> impl Iterator<Item = &Form> {
        self.by_last.walk(word).map(|form| &self.all[form])
    }

    /// The forms that begin with the word of that hash, and a few that do not.
    pub(super) fn beginning_with(&self, word: u32) -> impl Iterator<Item = &Form> {
        self.by_first.walk(word).map(|form| &self.all[form])
    }
}

/// Whether two names are written alike, word by word, but for case.
fn same(tokens: &[Token], one: Name, other: Name) -> bool {
    one.words() == other.words()
        && (0..one.words()).all(|at| tokens[one.first + at].hash == tokens[other.first + at].hash)
}

/// Numbers from 0 on, chained by the hash under which each was added.
#[derive(Debug)]
struct Chains {
    /// The number added last under a hash, by its low bits.
    heads: Vec<u32>,
    /// For each number the one added before it, and how many stand before it in its chain.
    links: Vec<(u32, u32)>,
}

impl Chains {
    fn new(expected: usize) -> Self {
        Self {
            heads: vec![END; (2 * expected).next_power_of_two()],
            links: Vec::with_capacity(expected),
        }
    }

    fn push(&mut self, hash: u32) {
        let number = self.links.len() as u32;
        let slot = hash as usize & (self.heads.len() - 1);
        let head = self.heads[slot];
        let before = self.links.get(head as usize).map_or(0, |link| link.1 + 1);
        self.links.push((head, before));
        if before < MOST {
            self.heads[slot] = number;
        }
    }

    fn walk(&self, hash: u32) -> impl Iterator<Item = usize> {
        let mut at = self.heads[hash as usize & (self.heads.len() - 1)];
        std::iter::from_fn(move || {
            work::step();
            let number = at as usize;
            at = self.links.get(number)?.0;
            Some(number)
        })
    }
}
