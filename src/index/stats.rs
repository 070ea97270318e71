//! What the index holds and how large it is.

use std::collections::HashSet;

use anyhow::Result;
use serde::Serialize;

use crate::index::open::Index;
use crate::index::order::{self, Class};
use crate::index::schema::field;

/// Counts over the whole index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Files that were read.
    pub files: usize,
    /// Stories in them.
    pub stories: usize,
    /// People who speak in them, each once.
    pub people: usize,
    /// Quotations and turns.
    pub utterances: usize,
    /// Entries of the dictionaries of running text, summed over the parts.
    pub words: usize,
    /// Parts (segments) the index consists of.
    pub parts: usize,
    /// Size of its files in bytes.
    pub bytes: u64,
}

impl Index {
    /// Counts what the index holds.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        let searcher = self.snapshot()?;
        let text = field(searcher.searcher.schema(), "text");
        let mut stats = Stats {
            people: searcher.register()?.people().len(),
            parts: searcher.segments.len(),
            bytes: searcher.searcher.space_usage()?.total().get_bytes(),
            ..Stats::default()
        };
        // A long file of records stands there once for each stretch.
        let mut files = HashSet::<u64>::new();
        let readers = searcher.searcher.segment_readers().iter();
        for (reader, segment) in readers.zip(&searcher.segments) {
            let end = |class| segment.keys.end_of(order::of_class(class));
            let ends = [
                segment.keys.stories,
                end(Class::Person),
                end(Class::Utterance),
                reader.max_doc(),
            ];
            let alive = |from, to| (from..to).filter(|&doc| !reader.is_deleted(doc)).count();
            stats.stories += alive(0, ends[0]);
            stats.utterances += alive(ends[1], ends[2]);
            let keys = reader
                .fast_fields()
                .column_first_or_default::<u64>("file_key")?;
            let alive_files = (ends[2]..ends[3]).filter(|&doc| !reader.is_deleted(doc));
            files.extend(alive_files.map(|doc| keys.get_val(doc)));
            stats.words += reader.inverted_index(text)?.terms().num_terms();
        }
        stats.files = files.len();
        Ok(stats)
    }
}
