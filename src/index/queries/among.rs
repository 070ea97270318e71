//! Stories that a reader has marked: their identities are known, and each story of the index is looked up
//! among them as it is reached.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use crate::index::keys::Keys;

/// The stories with these identities.
#[derive(Clone, Debug)]
pub(crate) struct Among(pub(crate) Arc<HashSet<u64>>);

impl Query for Among {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AmongWeight(self.0.clone())))
    }
}

struct AmongWeight(Arc<HashSet<u64>>);

impl Weight for AmongWeight {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = segment.fast_fields();
        let mut stories = AmongStories {
            identities: columns.column_first_or_default("identity")?,
            sought: self.0.clone(),
            end: Keys::open(segment)?.stories,
            doc: 0,
        };
        if stories.sought.is_empty() {
            stories.end = 0;
        }
        stories.settle();
        Ok(Box::new(stories))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        let found = scorer.seek(doc) == doc;
        Ok(Explanation::new("marked", f32::from(u8::from(found))))
    }
}

struct AmongStories {
    identities: Arc<dyn ColumnValues<u64>>,
    sought: Arc<HashSet<u64>>,
    /// Stories are the first so many documents.
    end: DocId,
    doc: DocId,
}

impl AmongStories {
    /// Goes on to the first story from here that is sought.
    fn settle(&mut self) -> DocId {
        let sought = |doc: &DocId| self.sought.contains(&self.identities.get_val(*doc));
        self.doc = (self.doc..self.end).find(sought).unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for AmongStories {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.doc += 1;
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.doc = target;
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let sought = u32::try_from(self.sought.len()).unwrap_or(u32::MAX);
        sought.min(self.end)
    }
}

impl Scorer for AmongStories {
    fn score(&mut self) -> Score {
        1.0
    }
}
