//! Stories by what they are and where they lie, without a question in words.

use anyhow::Result;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use crate::index::answer::Row;
use crate::index::budget::Cancel;
use crate::index::order;
use crate::index::query::Query;
use crate::index::row;
use crate::index::schema::field;
use crate::index::snapshot::Snapshot;
use crate::story::Identity;

impl Snapshot {
    /// The rows of these stories, in their order; those that the library does not hold are left out.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn known_as(&self, stories: &[Identity]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for story in stories {
            let found = self.with_number("identity", story.0)?;
            // The same story may lie in several files.
            if let Some(address) = found.into_iter().min() {
                rows.push(row::read(&self.searcher, address)?);
            }
        }
        Ok(rows)
    }

    /// Those of these stories that the library does not hold.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn not_held(&self, stories: &[Identity]) -> Result<Vec<Identity>> {
        let field = field(self.searcher.schema(), "identity");
        let mut missing = Vec::new();
        for &story in stories {
            let term = Term::from_field_u64(field, story.0);
            if self.searcher.doc_freq(&term)? == 0 {
                missing.push(story);
            }
        }
        Ok(missing)
    }

    /// The stories of a file.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn in_file(&self, path: &str) -> Result<Vec<Row>> {
        let found = self.with_number("file", order::path_key(path))?;
        let is_story = |address: &DocAddress| {
            address.doc_id < self.segments[address.segment_ord as usize].keys.stories
        };
        let mut stories: Vec<DocAddress> = found.into_iter().filter(is_story).collect();
        stories.sort();
        let read = |address| Ok(row::read(&self.searcher, address)?);
        stories.into_iter().map(read).collect()
    }

    /// The rows of all stories that answer, without passages, in the order of the index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn every_row(&self, query: &Query, cancel: &Cancel) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for (stories, segment) in self.matching(query, cancel)?.into_iter().zip(0..) {
            for doc in stories {
                rows.push(row::read(&self.searcher, DocAddress::new(segment, doc))?);
            }
        }
        Ok(rows)
    }

    fn with_number(&self, name: &str, number: u64) -> Result<Vec<DocAddress>> {
        let term = Term::from_field_u64(field(self.searcher.schema(), name), number);
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.searcher.search(&query, &DocSetCollector)?;
        Ok(found.into_iter().collect())
    }
}
