//! All stories, newest first, at any offset: each segment is sorted, so a place in the whole list is
//! found by halving the range of keys, and no story is read that is not shown.

use tantivy::{DocAddress, DocId};

use crate::index::answer::Window;
use crate::index::budget::Budget;
use crate::index::query::Copies;
use crate::index::search::rank::{Hit, Ranked};
use crate::index::snapshot::{Shown, Snapshot};

impl Snapshot {
    /// The stories of a window over all of them.
    pub(crate) fn browse(
        &self,
        window: Window,
        copies: Copies,
        budget: &Budget,
    ) -> tantivy::Result<Ranked> {
        let twins = self.twins_within(copies, budget)?;
        let segments = self.segments.iter().enumerate();
        let shown = segments.map(|(number, segment)| match twins {
            Some(twins) => segment.without(twins.left_out(number)),
            None => segment.shown(),
        });
        let shown: Vec<Shown<'_>> = shown.collect();
        let total = shown.iter().map(|shown| shown.stories()).sum();
        let wanted = window
            .limit
            .min(usize::saturating_sub(total, window.offset));
        let mut hits = if wanted == 0 {
            Vec::new()
        } else {
            walk(&shown, window.offset, wanted)
        };
        for hit in &mut hits {
            hit.copies = twins.map_or(0, |twins| twins.others(hit.address));
        }
        Ok(Ranked {
            total: budget.total(total),
            hits,
        })
    }
}

fn walk(shown: &[Shown<'_>], offset: usize, wanted: usize) -> Vec<Hit> {
    let key = key_at(shown, offset);
    let above: usize = shown.iter().map(|shown| shown.above(key)).sum();
    let mut places: Vec<DocId> = shown.iter().map(|shown| shown.first_at(key)).collect();
    let skipped = offset - above;
    let mut hits = Vec::with_capacity(wanted);
    for position in 0..skipped + wanted {
        let Some(hit) = next(shown, &mut places) else {
            break;
        };
        if position >= skipped {
            hits.push(hit);
        }
    }
    hits
}

/// The least key that at most `offset` stories exceed.
fn key_at(shown: &[Shown<'_>], offset: usize) -> u64 {
    let above = |key| -> usize { shown.iter().map(|shown| shown.above(key)).sum() };
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
fn next(shown: &[Shown<'_>], places: &mut [DocId]) -> Option<Hit> {
    let standing = shown.iter().zip(places.iter()).zip(0_u32..);
    let newest = standing.filter_map(|((shown, &place), number)| {
        let doc = shown.next(place)?;
        Some((shown.keys.key(doc), std::cmp::Reverse(number), doc))
    });
    let (key, std::cmp::Reverse(number), doc) = newest.max()?;
    places[number as usize] = doc + 1;
    Some(Hit {
        score: 0.0,
        key,
        address: DocAddress::new(number, doc),
        copies: 0,
    })
}
