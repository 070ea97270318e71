//! All stories, newest first, at any offset: each segment is sorted, so a place in the whole list is
//! found by halving the range of keys, and no story is read that is not shown.

use tantivy::{DocAddress, DocId, SegmentReader};

use crate::index::join::Keys;
use crate::index::search::rank::{Answer, Hit};
use crate::index::search::{Searcher, Total, Window};

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
    fn above(&self, key: u64) -> usize {
        self.alive_before(self.first_at(key))
    }

    /// The first story with this key or a lesser one.
    fn first_at(&self, key: u64) -> DocId {
        self.keys.start_of(key).min(self.keys.stories)
    }

    fn next_alive(&self, mut doc: DocId) -> Option<DocId> {
        while self.deleted.binary_search(&doc).is_ok() {
            doc += 1;
        }
        (doc < self.keys.stories).then_some(doc)
    }
}

impl Searcher {
    /// The stories of a window over all of them.
    pub(crate) fn browse(&self, window: Window) -> Answer {
        let total = self.stories();
        let wanted = window.limit.min(total.saturating_sub(window.offset));
        let hits = if wanted == 0 {
            Vec::new()
        } else {
            self.walk(window.offset, wanted)
        };
        Answer {
            total: Total::Exact(total),
            hits,
        }
    }

    fn walk(&self, offset: usize, wanted: usize) -> Vec<Hit> {
        let key = self.key_at(offset);
        let above: usize = self.segments.iter().map(|segment| segment.above(key)).sum();
        let mut places: Vec<DocId> = self
            .segments
            .iter()
            .map(|segment| segment.first_at(key))
            .collect();
        let skipped = offset - above;
        let mut hits = Vec::with_capacity(wanted);
        for position in 0..skipped + wanted {
            let Some(hit) = self.next(&mut places) else {
                break;
            };
            if position >= skipped {
                hits.push(hit);
            }
        }
        hits
    }

    /// The least key that at most `offset` stories exceed.
    fn key_at(&self, offset: usize) -> u64 {
        let above = |key| -> usize { self.segments.iter().map(|segment| segment.above(key)).sum() };
        let (mut low, mut high) = (0, u64::MAX);
        while low < high {
            let middle = low + (high - low) / 2;
            if above(middle) <= offset {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// Takes the newest of the stories at which the segments stand.
    fn next(&self, places: &mut [DocId]) -> Option<Hit> {
        let standing = self.segments.iter().zip(places.iter()).zip(0_u32..);
        let newest = standing.filter_map(|((segment, &place), number)| {
            let doc = segment.next_alive(place)?;
            Some((segment.keys.key(doc), std::cmp::Reverse(number), doc))
        });
        let (key, std::cmp::Reverse(number), doc) = newest.max()?;
        places[number as usize] = doc + 1;
        Some(Hit {
            score: 0.0,
            key,
            address: DocAddress::new(number, doc),
        })
    }
}
