//! What each story, and each utterance, is counted under.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::Timestamp;
use tantivy::columnar::Column;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::Facet;
use crate::index::keys::Keys;
use crate::index::register::Register;
use crate::index::schema::{DATE, field};
use crate::index::snapshot::Snapshot;

/// The values of a facet by number, and which stories have them.
pub(super) struct Labels {
    /// How many values there are.
    pub(super) count: usize,
    names: Vec<String>,
    /// Of each segment: stories that are still there, in order, with their values, each once.
    pub(super) of_stories: Vec<Vec<(DocId, usize)>>,
}

impl Labels {
    pub(super) fn read(snapshot: &Snapshot, facet: Facet) -> Result<Self> {
        let mut names = Names::default();
        let mut of_stories = Vec::new();
        let readers = snapshot.searcher.segment_readers().iter();
        for (reader, segment) in readers.zip(&snapshot.segments) {
            let stories = segment.keys.stories;
            let mut labelled = match facet {
                Facet::Source => terms(reader, "source_name", &mut |value| {
                    Some(names.number(value))
                })?,
                Facet::Kind => {
                    let mut kind = |value: &str| {
                        matches!(value, "report" | "interview").then(|| names.number(value))
                    };
                    terms(reader, "is", &mut kind)?
                }
                Facet::Year | Facet::Month | Facet::Day => {
                    times(reader, facet, stories, &mut names)?
                }
                Facet::Speaker => speakers(reader, &segment.keys, snapshot.register()?)?,
            };
            labelled.retain(|&(story, _)| story < stories);
            labelled.sort_unstable();
            labelled.dedup();
            of_stories.push(labelled);
        }
        let mut labels = Self {
            count: names.0.len(),
            names: names.in_order(),
            of_stories,
        };
        if facet == Facet::Speaker {
            let people = snapshot.register()?.people();
            labels.count = people.len();
            labels.names = people.iter().map(|person| person.name.clone()).collect();
        }
        Ok(labels)
    }

    pub(super) fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    /// The first value that a story has.
    pub(super) fn of_story(&self, segment: usize, story: DocId) -> Option<usize> {
        let labelled = &self.of_stories[segment];
        let at = labelled.partition_point(|&(before, _)| before < story);
        let (found, label) = *labelled.get(at)?;
        (found == story).then_some(label)
    }
}

/// Names and their numbers, in the order in which they are met.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.0.get(name) {
            return number;
        }
        let number = self.0.len();
        self.0.insert(name.to_owned(), number);
        number
    }

    fn in_order(self) -> Vec<String> {
        let mut names = vec![String::new(); self.0.len()];
        for (name, number) in self.0 {
            names[number] = name;
        }
        names
    }
}

/// Documents that are still there and have a term of a field, with its number where it has one.
fn terms(
    reader: &SegmentReader,
    name: &str,
    number: &mut dyn FnMut(&str) -> Option<usize>,
) -> tantivy::Result<Vec<(DocId, usize)>> {
    let index = reader.inverted_index(field(reader.schema(), name))?;
    let mut terms = index.terms().stream()?;
    let mut found = Vec::new();
    while terms.advance() {
        let value = std::str::from_utf8(terms.key()).unwrap_or_default();
        let Some(label) = number(value) else {
            continue;
        };
        let record = IndexRecordOption::Basic;
        let mut documents = index.read_postings_from_terminfo(terms.value(), record)?;
        while documents.doc() != TERMINATED {
            if !reader.is_deleted(documents.doc()) {
                found.push((documents.doc(), label));
            }
            documents.advance();
        }
    }
    Ok(found)
}

/// Stories with the people who speak in them.
fn speakers(
    reader: &SegmentReader,
    keys: &Keys,
    register: &Register,
) -> tantivy::Result<Vec<(DocId, usize)>> {
    let people = terms(reader, "person", &mut |key| register.number(key))?;
    let story = |(person, label)| Some((keys.story_after(person, 0)?, label));
    Ok(people.into_iter().filter_map(story).collect())
}

fn times(
    reader: &SegmentReader,
    facet: Facet,
    stories: DocId,
    names: &mut Names,
) -> tantivy::Result<Vec<(DocId, usize)>> {
    let date = reader.fast_fields().i64(DATE)?;
    let format = match facet {
        Facet::Year => "%Y",
        Facet::Month => "%Y-%m",
        _ => "%Y-%m-%d",
    };
    let mut found = Vec::new();
    // Stories stand in the order of their dates: most have the time of the one before.
    let mut last: Option<(i64, usize)> = None;
    for story in (0..stories).filter(|&story| !reader.is_deleted(story)) {
        const DAY: i64 = 86_400;
        let Some(seconds) = date.first(story) else {
            continue;
        };
        let day = seconds.div_euclid(DAY);
        let number = match last {
            Some((known, number)) if known == day => number,
            _ => match Timestamp::from_second(seconds) {
                Ok(time) => names.number(&time.strftime(format).to_string()),
                Err(_) => continue,
            },
        };
        last = Some((day, number));
        found.push((story, number));
    }
    Ok(found)
}

/// Who says an utterance.
pub(super) struct Voices(Vec<Option<Voice>>);

/// Those of one segment.
struct Voice {
    said: Column<u64>,
    /// The person of each key of the segment.
    people: Vec<Option<usize>>,
}

impl Voices {
    pub(super) fn read(snapshot: &Snapshot) -> Result<Self> {
        let register = snapshot.register()?;
        let mut all = Vec::new();
        for reader in snapshot.searcher.segment_readers() {
            let Some(column) = reader.fast_fields().str("sayer")? else {
                all.push(None);
                continue;
            };
            let mut people = Vec::new();
            let mut keys = column.dictionary().stream()?;
            while keys.advance() {
                let key = std::str::from_utf8(keys.key()).unwrap_or_default();
                people.push(register.number(key));
            }
            all.push(Some(Voice {
                said: column.ords().clone(),
                people,
            }));
        }
        Ok(Self(all))
    }

    /// The number of the person who says it.
    pub(super) fn of(&self, segment: usize, utterance: DocId) -> Option<usize> {
        let voice = self.0[segment].as_ref()?;
        let key = voice.said.first(utterance)?;
        voice.people.get(key as usize).copied().flatten()
    }
}
