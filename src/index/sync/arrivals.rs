//! When stories came in: a story that the index knew before the update, whatever its file was called,
//! came in when it did then; one that nobody knew comes in now. What the very first update takes in
//! was there before anybody looked.

use std::time::{SystemTime, UNIX_EPOCH};

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::index::query::ADDED;
use crate::index::schema::field;
use crate::index::snapshot::Snapshot;
use crate::story::Story;

/// Looks up when stories came in.
pub(super) struct Arrivals {
    before: Searcher,
    identity: Field,
    now: u64,
}

impl Arrivals {
    /// Those of an update that begins now, with the state of the index before it.
    pub(super) fn new(before: &Snapshot) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = since.map_or(0, |since| since.as_secs());
        Self {
            identity: field(before.searcher.schema(), "identity"),
            before: before.searcher.clone(),
            now: if before.stories() == 0 { 0 } else { now },
        }
    }

    /// When a story came in: seconds since 1970. One that cannot be looked up comes in now.
    pub(super) fn of(&self, story: &Story) -> u64 {
        let segments = self.before.segment_readers();
        if segments.is_empty() {
            return self.now;
        }
        let term = Term::from_field_u64(self.identity, story.identity().0);
        let known = segments
            .iter()
            .find_map(|segment| self.known(segment, &term));
        known.unwrap_or(self.now)
    }

    fn known(&self, segment: &SegmentReader, term: &Term) -> Option<u64> {
        let index = segment.inverted_index(self.identity).ok()?;
        let postings = index.read_postings(term, IndexRecordOption::Basic).ok()??;
        let doc = postings.doc();
        let added = segment.fast_fields().column_first_or_default::<u64>(ADDED);
        (doc != TERMINATED).then_some(added.ok()?.get_val(doc))
    }
}
