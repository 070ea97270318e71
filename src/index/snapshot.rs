//! One state of the index: what was committed when it was taken. Answers are made of it, and what is
//! written later does not show in them.

use tantivy::{DocId, SegmentReader};

use crate::index::keys::Keys;

/// One state of the index, and what can be asked of it. Later changes do not show in it.
pub struct Snapshot {
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) segments: Vec<Segment>,
}

impl Snapshot {
    pub(crate) fn new(searcher: tantivy::Searcher) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter().map(Segment::open);
        Ok(Self {
            segments: segments.collect::<tantivy::Result<_>>()?,
            searcher,
        })
    }

    /// Number of stories.
    pub fn stories(&self) -> usize {
        self.segments.iter().map(Segment::stories).sum()
    }
}

/// The stories of one segment, in order.
pub(crate) struct Segment {
    pub(crate) keys: Keys,
    /// Stories that are no longer there, ascending.
    deleted: Vec<DocId>,
}

impl Segment {
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let keys = Keys::open(reader)?;
        let deleted = match reader.alive_bitset() {
            Some(alive) => (0..keys.stories)
                .filter(|&doc| alive.is_deleted(doc))
                .collect(),
            None => Vec::new(),
        };
        Ok(Self { keys, deleted })
    }

    pub(crate) fn stories(&self) -> usize {
        self.alive_before(self.keys.stories)
    }

    /// Number of stories before a document.
    fn alive_before(&self, doc: DocId) -> usize {
        doc as usize - self.deleted.partition_point(|&deleted| deleted < doc)
    }

    /// Number of stories with a greater key.
    pub(crate) fn above(&self, key: u64) -> usize {
        self.alive_before(self.first_at(key))
    }

    /// The first story with this key or a lesser one.
    pub(crate) fn first_at(&self, key: u64) -> DocId {
        self.keys.start_of(key).min(self.keys.stories)
    }

    pub(crate) fn next_alive(&self, mut doc: DocId) -> Option<DocId> {
        while self.deleted.binary_search(&doc).is_ok() {
            doc += 1;
        }
        (doc < self.keys.stories).then_some(doc)
    }
}
