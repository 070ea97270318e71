//! All stories, newest first, at any offset: each segment is sorted, so a place in the whole list is
//! found by halving the range of keys, and no story is read that is not shown.

use tantivy::{DocAddress, DocId};

use crate::index::answer::{Total, Window};
use crate::index::search::rank::{Hit, Ranked};
use crate::index::snapshot::Snapshot;

impl Snapshot {
    /// The stories of a window over all of them.
    pub(crate) fn browse(&self, window: Window) -> Ranked {
        let total = self.stories();
        let wanted = window.limit.min(total.saturating_sub(window.offset));
        let hits = if wanted == 0 {
            Vec::new()
        } else {
            self.walk(window.offset, wanted)
        };
        Ranked {
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
