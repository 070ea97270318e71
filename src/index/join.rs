//! Stories by what is said in them: a query over utterances becomes a query over stories.
//!
//! A story and its utterances always lie in one segment, because they are added together, and both
//! stand in the order of the same keys. So the stories of a stream of utterances are found by
//! walking forwards through the order column, and the result can be combined with any other query.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::index::order::{self, Class};
use crate::index::search::{Patience, Steps, documents};

/// The stories in which somebody says what `utterance` asks for.
#[derive(Debug)]
pub(crate) struct StoriesWhere {
    /// A query over utterances.
    pub(crate) utterance: Box<dyn Query>,
    /// How many utterances are looked at.
    pub(crate) patience: Patience,
}

impl Clone for StoriesWhere {
    fn clone(&self) -> Self {
        Self {
            utterance: self.utterance.box_clone(),
            patience: self.patience.clone(),
        }
    }
}

impl Query for StoriesWhere {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(StoriesWhereWeight {
            documents: documents(&scoring),
            utterance: self.utterance.weight(scoring)?,
            patience: self.patience.clone(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.utterance.query_terms(visitor);
    }
}

struct StoriesWhereWeight {
    utterance: Box<dyn Weight>,
    documents: u64,
    patience: Patience,
}

impl Weight for StoriesWhereWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let utterances = self.utterance.scorer(segment, boost)?;
        let mut stories = StoriesOf {
            keys: Keys::open(segment)?,
            utterances,
            steps: self.patience.share(segment, self.documents),
            found: Vec::new(),
            reached: 0,
            score: 0.0,
        };
        stories.next_key();
        Ok(Box::new(stories))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        scorer.seek(doc);
        Ok(Explanation::new("best utterance", scorer.score()))
    }
}

/// The order and story columns of a segment.
#[derive(Clone)]
pub(crate) struct Keys {
    order: Arc<dyn ColumnValues<u64>>,
    story: Arc<dyn ColumnValues<u64>>,
    /// Documents of the segment.
    pub(crate) documents: DocId,
    /// The first so many of them are stories.
    pub(crate) stories: DocId,
}

impl Keys {
    pub(crate) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let mut keys = Self {
            order: columns.column_first_or_default("order")?,
            story: columns.column_first_or_default("story")?,
            documents: segment.max_doc(),
            stories: segment.max_doc(),
        };
        keys.stories = keys.end_of(order::of_class(Class::Story));
        Ok(keys)
    }

    /// The key of a document.
    pub(crate) fn key(&self, doc: DocId) -> u64 {
        self.order.get_val(doc)
    }

    /// The first document after those whose key is `key` or more.
    pub(crate) fn end_of(&self, key: u64) -> DocId {
        partition(self.documents, |doc| self.key(doc) >= key)
    }

    /// The first document whose key is `key` or less.
    pub(crate) fn start_of(&self, key: u64) -> DocId {
        partition(self.documents, |doc| self.key(doc) > key)
    }

    /// The story that an utterance belongs to, where its key is known to stand at `from` or later: a
    /// step or two when many are walked through in order, instead of halving the whole segment.
    fn story_after(&self, doc: DocId, from: DocId) -> Option<DocId> {
        let key = order::story_of(self.key(doc));
        let story = self.story.get_val(doc);
        (self.gallop(key, from, self.stories)..self.stories)
            .take_while(|&candidate| self.key(candidate) == key)
            .find(|&candidate| self.story.get_val(candidate) == story)
    }

    /// What tells a story and its documents from others with the same key.
    pub(crate) fn tie(&self, doc: DocId) -> u64 {
        self.story.get_val(doc)
    }

    /// The first of the stories with this key or a lesser one, known to stand at `from` or later.
    pub(crate) fn first_story(&self, key: u64, from: DocId) -> DocId {
        self.gallop(key, from, self.stories)
    }

    /// The first of the utterances with this key or a lesser one, known to stand at `from` or
    /// later.
    pub(crate) fn first_utterance(&self, key: u64, from: DocId) -> DocId {
        self.gallop(key, from.max(self.stories), self.documents)
    }

    /// The first story to which a document of any class, or one after it, may belong.
    pub(crate) fn story_at(&self, doc: DocId) -> DocId {
        if doc >= self.documents {
            return TERMINATED;
        }
        self.start_of(order::story_of(self.key(doc)))
    }

    /// The first document from `from` on and before `end` whose key is `key` or less.
    fn gallop(&self, key: u64, from: DocId, end: DocId) -> DocId {
        let before = |doc: DocId| doc < end && self.key(doc) > key;
        let (mut low, mut step) = (from, 1);
        while before(low + step) {
            low += step;
            step *= 2;
        }
        low + partition(step + 1, |ahead| before(low + ahead))
    }
}

/// The first of so many documents of which `before` does not hold.
fn partition(documents: DocId, before: impl Fn(DocId) -> bool) -> DocId {
    let (mut low, mut high) = (0, documents);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Walks through utterances and gives their stories, each once, with the best score.
struct StoriesOf {
    keys: Keys,
    utterances: Box<dyn Scorer>,
    steps: Steps,
    /// Stories with the key at hand, the next one last.
    found: Vec<(DocId, Score)>,
    /// Stories before this one have greater keys than the utterances to come.
    reached: DocId,
    score: Score,
}

impl StoriesOf {
    /// Reads all utterances of the next key that lead to a story.
    fn next_key(&mut self) {
        while self.found.is_empty() && self.utterances.doc() != TERMINATED {
            // Its story has to be found, too.
            if !self.steps.take(2) {
                break;
            }
            let key = self.keys.key(self.utterances.doc());
            let story = order::story_of(key);
            self.reached = self.keys.first_story(story, self.reached);
            while self.utterances.doc() != TERMINATED && self.keys.key(self.utterances.doc()) == key
            {
                self.take_utterance();
                self.utterances.advance();
            }
        }
        self.found.sort_by_key(|&(doc, _)| std::cmp::Reverse(doc));
        self.score = self.found.last().map_or(0.0, |&(_, score)| score);
    }

    fn take_utterance(&mut self) {
        let story = self.keys.story_after(self.utterances.doc(), self.reached);
        let Some(story) = story else {
            return;
        };
        let score = self.utterances.score();
        match self.found.iter_mut().find(|(doc, _)| *doc == story) {
            Some((_, best)) => *best = best.max(score),
            None => self.found.push((story, score)),
        }
    }
}

impl DocSet for StoriesOf {
    fn advance(&mut self) -> DocId {
        self.found.pop();
        match self.found.last() {
            Some(&(_, score)) => self.score = score,
            None => self.next_key(),
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        while self.doc() < target && self.found.len() > 1 {
            self.advance();
        }
        if self.doc() >= target {
            return self.doc();
        }
        self.found.clear();
        self.skip_utterances(target);
        self.next_key();
        while self.doc() < target {
            self.advance();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.last().map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn size_hint(&self) -> u32 {
        self.utterances.size_hint().min(self.keys.stories)
    }
}

impl StoriesOf {
    /// Moves to the first utterance that may belong to the story `target` or a later one.
    fn skip_utterances(&mut self, target: DocId) {
        let first = if target < self.keys.stories {
            let key = order::utterance_of(self.keys.key(target));
            self.keys.start_of(key)
        } else {
            TERMINATED
        };
        if self.utterances.doc() < first {
            self.utterances.seek(first);
        }
    }
}

impl Scorer for StoriesOf {
    fn score(&mut self) -> Score {
        self.score
    }
}
