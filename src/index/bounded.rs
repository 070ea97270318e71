//! A query of which only so much is answered: phrases of words that nearly every story has.
//!
//! Stories of a segment stand newest first, so what is left out is the oldest; the count says that
//! it is a lower bound.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::index::search::Patience;

/// Answers of the inner query, as far as patience goes.
#[derive(Debug)]
pub(crate) struct Bounded {
    /// What is asked.
    pub(crate) inner: Box<dyn Query>,
    /// How much of the answer is looked at.
    pub(crate) patience: Patience,
}

impl Clone for Bounded {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.box_clone(),
            patience: self.patience.clone(),
        }
    }
}

impl Query for Bounded {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(BoundedWeight {
            documents: documents(&scoring),
            inner: self.inner.weight(scoring)?,
            patience: self.patience.clone(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

/// Documents of the whole index, 0 where that is not known.
pub(crate) fn documents(scoring: &EnableScoring<'_>) -> u64 {
    let segments = scoring.searcher().map(tantivy::Searcher::segment_readers);
    let documents = segments
        .into_iter()
        .flatten()
        .map(|segment| u64::from(segment.max_doc()));
    documents.sum()
}

struct BoundedWeight {
    inner: Box<dyn Weight>,
    documents: u64,
    patience: Patience,
}

impl Weight for BoundedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(BoundedScorer {
            inner: self.inner.scorer(segment, boost)?,
            left: self.patience.share(segment, self.documents),
            patience: self.patience.clone(),
        }))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(segment, doc)
    }
}

struct BoundedScorer {
    inner: Box<dyn Scorer>,
    patience: Patience,
    left: u32,
}

impl BoundedScorer {
    /// Counts a step; `None` after the last one.
    fn step(&mut self) -> Option<()> {
        if self.patience.is_over(self.left) {
            self.left = 0;
            return None;
        }
        self.left -= 1;
        Some(())
    }
}

impl DocSet for BoundedScorer {
    fn advance(&mut self) -> DocId {
        match self.step() {
            Some(()) => self.inner.advance(),
            None => TERMINATED,
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self.step() {
            Some(()) => self.inner.seek(target),
            None => TERMINATED,
        }
    }

    fn doc(&self) -> DocId {
        if self.left == 0 {
            return TERMINATED;
        }
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for BoundedScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}
