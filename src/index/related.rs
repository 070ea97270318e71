//! Stories that have people and rare words in common with one.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher as Engine, Term};

use crate::index::answer::{Load, Row, Window};
use crate::index::budget::{Budget, Cancel};
use crate::index::key;
use crate::index::plan::Plan;
use crate::index::query::Sort;
use crate::index::register::Register;
use crate::index::row;
use crate::index::schema::field;
use crate::index::search::rank;
use crate::index::snapshot::Snapshot;
use crate::index::words;
use crate::story::{Story, StoryId};

/// A story that is related to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The story.
    pub row: Row,
    /// People who speak in both.
    pub people: Vec<String>,
    /// Rare words of both.
    pub words: Vec<String>,
}

/// Rare words of the story that others are looked for by.
const WORDS: usize = 24;
/// Shorter words are rarely what a story is about, in letters.
const SHORTEST: usize = 4;
/// A word in more than one of so many stories is no longer rare, once the library has that many.
const RARE: u64 = 25;
/// How much more a person in common counts than a word.
const PERSON: f32 = 3.0;
/// A story of more words than this comes back to what it is about: a word that stands there but once is no
/// reason. In a small library "rather" is as rare as "breakwater".
const SHORT: usize = 150;
/// Words in common that make stories related where no person does.
const ENOUGH_WORDS: usize = 2;
/// Words in common that are worth naming.
const NAMED: usize = 6;

impl Snapshot {
    /// Stories that share people or rare words with one, at most so many, closest first; fewer where
    /// the question is abandoned.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn related(
        &self,
        id: &StoryId,
        story: &Story,
        limit: usize,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> Result<Vec<Related>> {
        let register = self.register()?;
        let people = people(story, register);
        let rare = self.rare_words(story)?;
        let keys = people.keys().flat_map(|person| match person {
            Who::Known(number) => register.people()[*number]
                .known
                .iter()
                .map(|known| &*known.key)
                .collect(),
            Who::New(key) => vec![key.as_str()],
        });
        let answer = self.alike(keys, &rare, limit * 2 + 1, cancel)?;
        let mut related = Vec::new();
        for hit in answer.hits {
            if cancel.is_stale() {
                break;
            }
            let mut row = row::read(&self.searcher, hit.address)?;
            row.score = hit.score;
            row.copies = hit.copies as usize;
            if row.id == *id {
                continue;
            }
            let Some(other) = load(&row.id) else { continue };
            let found = Related {
                people: shared_people(&people, &other, register),
                words: shared_words(&rare, &other),
                row,
            };
            if !found.people.is_empty() || found.words.len() >= ENOUGH_WORDS {
                related.push(found);
            }
        }
        related.truncate(limit);
        Ok(related)
    }

    fn alike<'a>(
        &self,
        people: impl Iterator<Item = &'a str>,
        rare: &[String],
        limit: usize,
        cancel: &Cancel,
    ) -> tantivy::Result<rank::Ranked> {
        let term = |name: &str, value: &str, boost: f32| {
            let term = Term::from_field_text(field(self.searcher.schema(), name), value);
            let term = TermQuery::new(term, IndexRecordOption::Basic);
            let part: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(term), boost));
            (Occur::Should, part)
        };
        let named = people.map(|name| term("named", name, PERSON));
        let parts = named.chain(rare.iter().map(|word| term("text", word, 1.0)));
        let query = BooleanQuery::new(parts.collect());
        let window = Window { offset: 0, limit };
        let plan = Plan::default();
        let budget = Budget::endless(cancel);
        rank::best(self, &query, &plan, Sort::Fresh, window, &budget)
    }

    /// The words that tell this story from others: often here, seldom elsewhere.
    fn rare_words(&self, story: &Story) -> tantivy::Result<Vec<String>> {
        let mut counts = repeated_words(story);
        let most = (self.stories() as u64 / RARE).max(4);
        let mut weighed = Vec::new();
        let names = name_words(story);
        counts.retain(|word, _| !names.contains(word));
        for (word, count) in counts {
            let stories = frequency(&self.searcher, &word)?;
            if (2..=most).contains(&stories) {
                let rarity = (self.stories() as u64 / stories).max(2).ilog2();
                weighed.push((count * rarity, word));
            }
        }
        weighed.sort_by(|one, other| other.cmp(one));
        weighed.truncate(WORDS);
        Ok(weighed.into_iter().map(|(_, word)| word).collect())
    }
}

/// How often each word stands in a story, of those that it comes back to.
fn repeated_words(story: &Story) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut total = 0;
    words::each(&story.text, |token| {
        total += 1;
        if token.text.chars().count() >= SHORTEST {
            *counts.entry(token.text.clone()).or_default() += 1;
        }
    });
    if total > SHORT {
        counts.retain(|_, count| *count > 1);
    }
    counts
}

/// The words of names; people in common are named apart from words.
fn name_words(story: &Story) -> BTreeSet<String> {
    let names = story
        .people
        .iter()
        .flat_map(|person| words::words(&person.name));
    names.map(|word| word.folded).collect()
}

fn frequency(engine: &Engine, word: &str) -> tantivy::Result<u64> {
    engine.doc_freq(&Term::from_field_text(field(engine.schema(), "text"), word))
}

/// Somebody who speaks in a story.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// By their place in the register.
    Known(usize),
    /// Whom the register does not have, by their key.
    New(String),
}

/// The people of a story who are somebody in other stories as well, and how they are written.
fn people(story: &Story, register: &Register) -> BTreeMap<Who, String> {
    let source = story.meta.source.as_deref();
    let entry = |name: &String| {
        let key = key::key(name, source);
        let who = register.number(&key).map_or(Who::New(key), Who::Known);
        (who, name.clone())
    };
    story
        .people
        .iter()
        .filter(|person| !person.is_unnamed)
        .map(|person| entry(&person.name))
        .collect()
}

fn shared_people(
    people: &BTreeMap<Who, String>,
    other: &Story,
    register: &Register,
) -> Vec<String> {
    let others = self::people(other, register);
    let shared = people.iter().filter(|(who, _)| others.contains_key(*who));
    shared.map(|(_, name)| name.clone()).collect()
}

fn shared_words(rare: &[String], other: &Story) -> Vec<String> {
    let others = repeated_words(other);
    let shared = rare.iter().filter(|word| others.contains_key(*word));
    shared.take(NAMED).cloned().collect()
}
