//! The columns by which the documents of a segment are sorted, and what is found by them: the
//! utterances of a story, the story of an utterance.

use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::{DocId, SegmentReader, TERMINATED};

use crate::index::order::{self, Class};

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
    pub(crate) fn story_after(&self, doc: DocId, from: DocId) -> Option<DocId> {
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
