//! Which names are one person: the rules, one after the other, the surest first.
//!
//! - a name is the same in every source, with its titles or without;
//! - middle initials may be left out where no two of them contradict: of two George Bushes it is not known
//!   which is meant without;
//! - a surname alone, or initials with a surname, is the one full name of the same source that has it, as long
//!   as stories there say the full name as often, and nobody of that surname is heard of more elsewhere;
//! - what a reader says of names goes before all of these.

use std::collections::{BTreeMap, BTreeSet};

use super::name::{Name, is_initial};
use super::union::Union;
use crate::index::judgements::Judgements;
use crate::index::key;

/// A name in a source.
#[derive(Clone, Debug)]
struct Entry<'a> {
    /// As it is looked up.
    folded: &'a str,
    source: &'a str,
    name: Name<'a>,
    stories: u32,
}

/// Puts keys together that are one person: the number of its set for each.
pub(super) fn merge<'a>(
    keys: impl Iterator<Item = (&'a str, u32)>,
    judgements: &Judgements,
) -> Vec<usize> {
    let entry = |(key, stories): (&'a str, u32)| {
        let (folded, source) = key::parts(key);
        Entry {
            folded,
            source,
            name: Name::of(folded),
            stories,
        }
    };
    let entries: Vec<Entry<'_>> = keys.map(entry).collect();
    let mut merging = Merging {
        union: Union::new(entries.len()),
        entries: &entries,
    };
    merging.heed(judgements);
    merging.same_names();
    merging.middle_initials();
    merging.parts_of_names();
    merging.same_parts();
    (0..entries.len())
        .map(|number| merging.union.find(number))
        .collect()
}

struct Merging<'a> {
    entries: &'a [Entry<'a>],
    union: Union,
}

impl Merging<'_> {
    /// Takes what a reader says; what is not the same goes before what is.
    fn heed(&mut self, judgements: &Judgements) {
        if judgements.is_empty() {
            return;
        }
        let mut called: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            called.entry(entry.folded).or_default().push(number);
        }
        let numbers = |name: &String| called.get(name.as_str()).into_iter().flatten().copied();
        for (quarrel, names) in judgements.folded_apart().iter().enumerate() {
            for (side, name) in names.iter().enumerate() {
                for number in numbers(name) {
                    self.union.mark(number, quarrel, side);
                }
            }
        }
        for names in judgements.folded_same() {
            let all: Vec<usize> = names.iter().flat_map(numbers).collect();
            self.join_all(&all);
        }
    }

    /// The same full name, titles aside, in any source.
    fn same_names(&mut self) {
        let mut same: BTreeMap<Vec<&str>, Vec<usize>> = BTreeMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            if entry.name.is_full() {
                same.entry(entry.name.words.clone())
                    .or_default()
                    .push(number);
            }
        }
        for numbers in same.into_values() {
            self.join_all(&numbers);
        }
    }

    /// Parts of names that were not found to be anybody's are one, as they are printed.
    fn same_parts(&mut self) {
        let mut alone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            if !entry.name.is_full() && self.union.is_alone(number) {
                alone.entry(entry.folded).or_default().push(number);
            }
        }
        for numbers in alone.into_values() {
            self.join_all(&numbers);
        }
    }

    fn join_all(&mut self, numbers: &[usize]) {
        for number in numbers.iter().skip(1) {
            self.union.join(numbers[0], *number);
        }
    }

    /// "John F. Kennedy" and "John Kennedy".
    fn middle_initials(&mut self) {
        let mut framed: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            if entry.name.is_full() {
                framed.entry(entry.name.frame()).or_default().push(number);
            }
        }
        for numbers in framed.into_values().filter(|numbers| numbers.len() > 1) {
            let middles: BTreeSet<&[&str]> = numbers
                .iter()
                .map(|&number| self.entries[number].name.middle())
                .collect();
            let has_initials = middles.iter().any(|middle| is_all_initials(middle));
            let middles: Vec<&[&str]> = middles
                .into_iter()
                .filter(|middle| !middle.is_empty())
                .collect();
            let agree = middles
                .iter()
                .all(|one| middles.iter().all(|other| fit(one, other)));
            if has_initials && agree && middles.len() <= MOST_MIDDLES {
                self.join_all(&numbers);
            }
        }
    }

    /// A surname alone, and initials with a surname.
    fn parts_of_names(&mut self) {
        let mut full: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        let mut given: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (number, entry) in self.entries.iter().enumerate() {
            if entry.name.is_full() {
                let place = (entry.source, entry.name.surname());
                full.entry(place).or_default().push(number);
                given.insert((entry.source, entry.name.words[0]));
            }
        }
        // How often each person is heard of in the library and in each source, and who bears a surname.
        let mut heard: BTreeMap<usize, u32> = BTreeMap::new();
        let mut here: BTreeMap<(&str, usize), u32> = BTreeMap::new();
        let mut known: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (number, entry) in self.entries.iter().enumerate() {
            let person = self.union.find(number);
            *heard.entry(person).or_default() += entry.stories;
            *here.entry((entry.source, person)).or_default() += entry.stories;
            if entry.name.is_full() {
                known
                    .entry(entry.name.surname())
                    .or_default()
                    .insert(person);
            }
        }
        let mut joined = Vec::new();
        for (number, entry) in self.entries.iter().enumerate() {
            let name = &entry.name;
            let is_part = name.is_surname() || name.begins_with_initial();
            let is_given_too = name.is_surname() && given.contains(&(entry.source, name.words[0]));
            if !is_part || is_given_too {
                continue;
            }
            let bearers = full.get(&(entry.source, name.surname()));
            let bearers = bearers.map(Vec::as_slice).unwrap_or_default();
            let Some(only) = self.only_bearer(name, bearers) else {
                continue;
            };
            let person = self.union.find(only);
            let heard = |number: usize| heard.get(&number).copied().unwrap_or_default();
            let most = known
                .get(name.surname())
                .into_iter()
                .flatten()
                .map(|&one| heard(one))
                .max();
            let here = here
                .get(&(entry.source, person))
                .copied()
                .unwrap_or_default();
            let is_known = most.is_none_or(|most| most <= heard(person));
            if !name.is_surname() || is_known && entry.stories <= here {
                joined.push((only, number));
            }
        }
        for (bearer, number) in joined {
            self.union.join(bearer, number);
        }
    }

    /// The one person among the bearers of a surname to whom a part of a name belongs.
    fn only_bearer(&mut self, part: &Name<'_>, bearers: &[usize]) -> Option<usize> {
        let mut found: Option<usize> = None;
        for &bearer in bearers.iter().take(MOST_BEARERS) {
            let full = &self.entries[bearer].name;
            let fits = if part.is_surname() {
                part.is_surname_of(full)
            } else {
                part.are_initials_of(full)
            };
            let person = self.union.find(bearer);
            match found.filter(|_| fits) {
                Some(known) if self.union.find(known) != person => return None,
                _ if fits => found = Some(bearer),
                _ => (),
            }
        }
        found.filter(|_| bearers.len() <= MOST_BEARERS)
    }
}

/// Full names of one surname in one source, beyond which nobody is meant by it alone.
const MOST_BEARERS: usize = 64;
/// Different middle names beyond which names are not compared.
const MOST_MIDDLES: usize = 8;

fn is_all_initials(middle: &[&str]) -> bool {
    !middle.is_empty() && middle.iter().all(|word| is_initial(word))
}

/// Whether middle names may be those of one person: the same, or initials of each other.
fn fit(one: &[&str], other: &[&str]) -> bool {
    let alike = |(one, other): (&&str, &&str)| {
        one == other
            || is_initial(one) && other.starts_with(*one)
            || is_initial(other) && one.starts_with(*other)
    };
    one.len() == other.len() && one.iter().zip(other).all(alike)
}
