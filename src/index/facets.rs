//! How the stories that answer are spread: over the sources that print them, over the people who speak
//! in them.

use std::collections::HashMap;

use anyhow::Result;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED};

use crate::index::budget::Cancel;
use crate::index::keys::Keys;
use crate::index::query::Query;
use crate::index::row;
use crate::index::schema::field;
use crate::index::snapshot::Snapshot;

/// What stories are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who published them.
    Source,
    /// Who speaks in them.
    Speaker,
}

/// A value, and the stories that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The source or the name.
    pub value: String,
    /// Stories that answer and have it.
    pub stories: usize,
}

/// Stories counted for each value, with a document that tells how it is written.
type Counts = HashMap<String, (usize, DocAddress)>;

impl Snapshot {
    /// How many of the stories that answer have each source or speaker, the most common first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn facet(&self, query: &Query, facet: Facet, cancel: &Cancel) -> Result<Vec<FacetCount>> {
        let found = self.matching(query, cancel)?;
        let mut counts = Counts::new();
        for (number, stories) in found.iter().enumerate() {
            self.count_segment(number, stories, facet, &mut counts)?;
        }
        let mut shares = Vec::with_capacity(counts.len());
        for (value, (stories, document)) in counts {
            let value = match facet {
                Facet::Source => value,
                Facet::Speaker => self.name_of(document)?.unwrap_or(value),
            };
            shares.push(FacetCount { value, stories });
        }
        shares.sort_unstable_by(|one, other| {
            let more = other.stories.cmp(&one.stories);
            more.then_with(|| one.value.cmp(&other.value))
        });
        Ok(shares)
    }

    fn count_segment(
        &self,
        number: usize,
        stories: &[DocId],
        facet: Facet,
        counts: &mut Counts,
    ) -> tantivy::Result<()> {
        let reader = &self.searcher.segment_readers()[number];
        let keys = &self.segments[number].keys;
        let mut answers = vec![false; keys.stories as usize];
        for &story in stories {
            answers[story as usize] = true;
        }
        each_value(reader, facet, &mut |value, document| {
            let story = story_of(keys, document);
            if story.is_some_and(|story| answers[story as usize]) {
                let address = DocAddress::new(number as u32, document);
                let entry = counts.entry(value.to_owned()).or_insert((0, address));
                entry.0 += 1;
            }
        })
    }

    fn name_of(&self, person: DocAddress) -> tantivy::Result<Option<String>> {
        let kept = row::Kept::read(&self.searcher, person)?;
        Ok(kept.text("person_name").map(str::to_owned))
    }
}

/// The story that a document is or belongs to.
fn story_of(keys: &Keys, document: DocId) -> Option<DocId> {
    if document < keys.stories {
        return Some(document);
    }
    keys.story_after(document, 0)
}

/// Hands over each value of a facet with each document that has it.
fn each_value(
    reader: &SegmentReader,
    facet: Facet,
    take: &mut dyn FnMut(&str, DocId),
) -> tantivy::Result<()> {
    let name = match facet {
        Facet::Source => "source_name",
        Facet::Speaker => "person",
    };
    let index = reader.inverted_index(field(reader.schema(), name))?;
    let mut terms = index.terms().stream()?;
    while terms.advance() {
        let Ok(value) = std::str::from_utf8(terms.key()) else {
            continue;
        };
        let record = IndexRecordOption::Basic;
        let mut documents = index.read_postings_from_terminfo(terms.value(), record)?;
        while documents.doc() != TERMINATED {
            if !reader.is_deleted(documents.doc()) {
                take(value, documents.doc());
            }
            documents.advance();
        }
    }
    Ok(())
}
