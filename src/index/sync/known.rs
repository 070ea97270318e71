//! Which files the index knows, in which version: read from columns, so that 100,000 take a
//! moment.

use std::collections::HashMap;

use crate::index::order::{self, Class};
use crate::index::search::Searcher;

/// The files of the index.
pub(super) struct Known(HashMap<u64, u64>);

impl Known {
    pub(super) fn read(searcher: &Searcher) -> tantivy::Result<Self> {
        let mut known = HashMap::new();
        let segments = searcher.searcher.segment_readers().iter();
        for (reader, segment) in segments.zip(&searcher.segments) {
            let columns = reader.fast_fields();
            let file = columns.column_first_or_default::<u64>("file_key")?;
            let version = columns.column_first_or_default::<u64>("version")?;
            let first = segment.keys.end_of(order::of_class(Class::Utterance));
            let alive = (first..reader.max_doc()).filter(|&doc| !reader.is_deleted(doc));
            known.extend(alive.map(|doc| (file.get_val(doc), version.get_val(doc))));
        }
        Ok(Self(known))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn version(&self, key: u64) -> Option<u64> {
        self.0.get(&key).copied()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.0.keys().copied()
    }
}
