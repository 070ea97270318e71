//! Queries put together so that only the documents one looks at are worked on. tantivy's own unions
//! work through some thousands of documents at a time, more than a screenful needs.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

type Part = Box<dyn Query>;

/// Documents that match one of a few queries; their scores are added.
#[derive(Debug)]
pub(crate) struct AnyOf(pub(crate) Vec<Part>);

/// Documents that match the first query; where the others match, they raise its score.
#[derive(Debug)]
pub(crate) struct Boosted {
    /// What must match.
    pub(crate) by_itself: Part,
    /// What adds to the score.
    pub(crate) raisers: Vec<Part>,
}

fn copies(parts: &[Part]) -> Vec<Part> {
    parts.iter().map(|part| part.box_clone()).collect()
}

fn weights(parts: &[Part], scoring: EnableScoring<'_>) -> tantivy::Result<Vec<Box<dyn Weight>>> {
    parts.iter().map(|part| part.weight(scoring)).collect()
}

fn scorers(
    weights: &[Box<dyn Weight>],
    segment: &SegmentReader,
    boost: Score,
) -> tantivy::Result<Vec<Box<dyn Scorer>>> {
    let weights = weights.iter();
    weights
        .map(|weight| weight.scorer(segment, boost))
        .collect()
}

fn explain(
    weight: &dyn Weight,
    segment: &SegmentReader,
    doc: DocId,
) -> tantivy::Result<Explanation> {
    let mut scorer = weight.scorer(segment, 1.0)?;
    scorer.seek(doc);
    Ok(Explanation::new("the sum of its parts", scorer.score()))
}

impl Clone for AnyOf {
    fn clone(&self) -> Self {
        Self(copies(&self.0))
    }
}

impl Query for AnyOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(AnyOfWeight(weights(&self.0, scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.0.iter().for_each(|part| part.query_terms(visitor));
    }
}

struct AnyOfWeight(Vec<Box<dyn Weight>>);

impl Weight for AnyOfWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut parts = scorers(&self.0, segment, boost)?;
        parts.retain(|part| part.doc() != TERMINATED);
        if parts.len() == 1 {
            return Ok(parts.remove(0));
        }
        let mut any = AnyOfScorer { parts, doc: 0 };
        any.find_first();
        Ok(Box::new(any))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain(self, segment, doc)
    }
}

struct AnyOfScorer {
    parts: Vec<Box<dyn Scorer>>,
    doc: DocId,
}

impl AnyOfScorer {
    fn find_first(&mut self) -> DocId {
        let first = self.parts.iter().map(DocSet::doc).min();
        self.doc = first.unwrap_or(TERMINATED);
        self.doc
    }
}

impl DocSet for AnyOfScorer {
    fn advance(&mut self) -> DocId {
        for part in &mut self.parts {
            if part.doc() == self.doc {
                part.advance();
            }
        }
        self.find_first()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for part in &mut self.parts {
            if part.doc() < target {
                part.seek(target);
            }
        }
        self.find_first()
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let parts = self.parts.iter().map(DocSet::size_hint);
        parts.max().unwrap_or(0)
    }
}

impl Scorer for AnyOfScorer {
    fn score(&mut self) -> Score {
        let standing = self.parts.iter_mut().filter(|part| part.doc() == self.doc);
        standing.map(Scorer::score).sum()
    }
}

impl Clone for Boosted {
    fn clone(&self) -> Self {
        Self {
            by_itself: self.by_itself.box_clone(),
            raisers: copies(&self.raisers),
        }
    }
}

impl Query for Boosted {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let by_itself = self.by_itself.weight(scoring)?;
        if !scoring.is_scoring_enabled() {
            return Ok(by_itself);
        }
        Ok(Box::new(BoostedWeight {
            by_itself,
            raisers: weights(&self.raisers, scoring)?,
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.by_itself.query_terms(visitor);
        self.raisers
            .iter()
            .for_each(|part| part.query_terms(visitor));
    }
}

struct BoostedWeight {
    by_itself: Box<dyn Weight>,
    raisers: Vec<Box<dyn Weight>>,
}

impl Weight for BoostedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(BoostedScorer {
            by_itself: self.by_itself.scorer(segment, boost)?,
            raisers: scorers(&self.raisers, segment, boost)?,
        }))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        explain(self, segment, doc)
    }
}

struct BoostedScorer {
    by_itself: Box<dyn Scorer>,
    raisers: Vec<Box<dyn Scorer>>,
}

impl DocSet for BoostedScorer {
    fn advance(&mut self) -> DocId {
        self.by_itself.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.by_itself.seek(target)
    }

    fn doc(&self) -> DocId {
        self.by_itself.doc()
    }

    fn size_hint(&self) -> u32 {
        self.by_itself.size_hint()
    }

    fn cost(&self) -> u64 {
        self.by_itself.cost()
    }
}

impl Scorer for BoostedScorer {
    fn score(&mut self) -> Score {
        let doc = self.by_itself.doc();
        let mut score = self.by_itself.score();
        for raiser in &mut self.raisers {
            if raiser.doc() < doc {
                raiser.seek(doc);
            }
            if raiser.doc() == doc {
                score += raiser.score();
            }
        }
        score
    }
}
