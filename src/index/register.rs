//! Who is who in the library: each name of each source, and which of them are one person.
//!
//! Made once for a state of the index, from the dictionary alone: a person of a story is filed under name
//! and source ([`key`]), and [`merge`] says which of these are the same.

mod merge;
mod name;
mod union;

use std::collections::{BTreeMap, HashMap};

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED};

use crate::index::judgements::Judgements;
use crate::index::key;
use crate::index::schema::field;
use crate::index::words;
use name::Name;

/// Everybody who speaks in the library.
#[derive(Debug, Default)]
pub(crate) struct Register {
    /// Those of most stories first.
    people: Vec<Identity>,
    of_key: HashMap<String, usize>,
}

/// Somebody, and all that they are called.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Identity {
    /// What they are called as a rule, folded.
    pub(crate) name: String,
    /// What they are called where, the main name first.
    pub(crate) known: Vec<Known>,
    /// Stories, one counted twice where it calls them by two names.
    pub(crate) stories: u32,
}

/// A name in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// What it is filed under.
    pub(crate) key: String,
    /// Stories that have it.
    pub(crate) stories: u32,
    /// Why it is this person.
    pub(crate) why: Why,
}

/// Why a name is taken for that of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It is the name itself.
    Itself,
    /// It is the name with a title.
    Title,
    /// It is the name with other initials.
    Initials,
    /// It is the surname, and nobody else of the source has it.
    Surname,
    /// The reader says so.
    Told,
}

impl Known {
    /// The name, folded.
    pub(crate) fn name(&self) -> &str {
        key::parts(&self.key).0
    }
}

impl Identity {
    /// Whether they are called so somewhere.
    pub(crate) fn is_called(&self, holds: impl Fn(&str) -> bool) -> bool {
        let mut last = "";
        self.known.iter().any(|known| {
            let is_new = std::mem::replace(&mut last, known.name()) != known.name();
            is_new && holds(known.name())
        })
    }
}

impl Register {
    /// Reads the names of all sources.
    pub(crate) fn read(searcher: &Searcher, judgements: &Judgements) -> tantivy::Result<Self> {
        Ok(Self::of(keys(searcher)?, judgements))
    }

    fn of(keys: BTreeMap<String, u32>, judgements: &Judgements) -> Self {
        let counted = keys.iter().map(|(key, stories)| (key.as_str(), *stories));
        let sets = merge::merge(counted, judgements);
        let mut people: BTreeMap<usize, Vec<Known>> = BTreeMap::new();
        for ((key, stories), set) in keys.into_iter().zip(sets) {
            let known = Known {
                key,
                stories,
                why: Why::Itself,
            };
            people.entry(set).or_default().push(known);
        }
        let mut people: Vec<Identity> = people.into_values().map(Identity::of).collect();
        people.sort_by(|one, other| {
            let more = other.stories.cmp(&one.stories);
            more.then_with(|| one.name.cmp(&other.name))
        });
        let told = judgements.folded_same();
        for person in &mut people {
            person.explain(&told);
        }
        let numbers = people.iter().enumerate().flat_map(|(number, person)| {
            person
                .known
                .iter()
                .map(move |known| (known.key.clone(), number))
        });
        Self {
            of_key: numbers.collect(),
            people,
        }
    }

    /// Everybody, those of most stories first.
    pub(crate) fn people(&self) -> &[Identity] {
        &self.people
    }

    /// The person that a key belongs to, by their place in [`Self::people`].
    pub(crate) fn number(&self, key: &str) -> Option<usize> {
        self.of_key.get(key).copied()
    }

    /// Those with words in one of their names that begin with the words typed.
    pub(crate) fn like<'a>(&'a self, typed: &str) -> impl Iterator<Item = &'a Identity> {
        let typed: Vec<String> = words::words(typed)
            .into_iter()
            .map(|word| word.folded)
            .collect();
        let begins = move |name: &str| {
            let begun =
                |typed: &String| name.split(' ').any(|word| word.starts_with(typed.as_str()));
            typed.iter().all(begun)
        };
        self.people
            .iter()
            .filter(move |person| person.is_called(&begins))
    }

    /// Whether anybody is called exactly so anywhere.
    pub(crate) fn knows(&self, folded: &str) -> bool {
        self.people
            .iter()
            .any(|person| person.is_called(|name| name == folded))
    }

    /// Those who are called exactly so: as a rule, or else anywhere.
    pub(crate) fn called(&self, folded: &str) -> Vec<&Identity> {
        let by_rule: Vec<&Identity> = self
            .people
            .iter()
            .filter(|person| person.name == folded)
            .collect();
        if !by_rule.is_empty() {
            return by_rule;
        }
        let anywhere = self.people.iter();
        anywhere
            .filter(|person| person.is_called(|name| name == folded))
            .collect()
    }
}

impl Identity {
    fn of(mut known: Vec<Known>) -> Self {
        let mut names: BTreeMap<String, u32> = BTreeMap::new();
        for one in &known {
            *names.entry(one.name().to_owned()).or_default() += one.stories;
        }
        // A full name without a title says most; of several, the one in use.
        let worth = |(folded, stories): &(&String, &u32)| {
            let name = Name::of(folded);
            (name.is_full(), !name.is_titled, **stories)
        };
        let main = names.iter().max_by_key(worth).map(|(name, _)| name.clone());
        let name = main.unwrap_or_default();
        known.sort_by(|one, other| {
            let main_first = (other.name() == name).cmp(&(one.name() == name));
            main_first.then_with(|| one.key.cmp(&other.key))
        });
        Self {
            stories: known.iter().map(|known| known.stories).sum(),
            known,
            name,
        }
    }

    /// Says of each name why it is theirs.
    fn explain(&mut self, told: &[Vec<String>]) {
        let main = Name::of(&self.name);
        let is_told = |name: &str| {
            let mut lines = told.iter();
            lines.any(|names| {
                let holds = |wanted: &str| names.iter().any(|name| name == wanted);
                holds(name)
                    && self
                        .known
                        .iter()
                        .any(|other| other.name() != name && holds(other.name()))
            })
        };
        let why = |known: &Known| {
            let folded = known.name();
            let name = Name::of(folded);
            if folded == self.name {
                Why::Itself
            } else if is_told(folded) {
                Why::Told
            } else if name.words == main.words {
                Why::Title
            } else if name.is_surname() {
                Why::Surname
            } else {
                Why::Initials
            }
        };
        let reasons: Vec<Why> = self.known.iter().map(why).collect();
        for (known, why) in self.known.iter_mut().zip(reasons) {
            known.why = why;
        }
    }
}

/// All that people are filed under, with the stories that have it.
fn keys(searcher: &Searcher) -> tantivy::Result<BTreeMap<String, u32>> {
    let field = field(searcher.schema(), "person");
    let mut found: BTreeMap<String, u32> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let stories = alive(segment, &index, terms.value())?;
            let key = std::str::from_utf8(terms.key()).unwrap_or_default();
            if stories > 0 {
                *found.entry(key.to_owned()).or_default() += stories;
            }
        }
    }
    Ok(found)
}

/// In how many documents a term is that are still there.
pub(crate) fn alive(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    term: &TermInfo,
) -> tantivy::Result<u32> {
    if !segment.has_deletes() {
        return Ok(term.doc_freq);
    }
    let mut documents = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut alive = 0;
    while documents.doc() != TERMINATED {
        alive += u32::from(!segment.is_deleted(documents.doc()));
        documents.advance();
    }
    Ok(alive)
}

#[cfg(test)]
mod tests;
