//! A long story is set in parts: the part around a place is there at once, whatever the length.

use std::ops::Range;

use crate::story::{BlockKind, Story};

/// Bytes set before and after a place: some hundred rows, in a millisecond.
const REACH: usize = 64 * 1024;
/// Stories up to this length are always set as a whole.
const SHORT: usize = 4 * REACH;

/// The part of a story that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whether the story begins in it.
    pub has_start: bool,
    /// Whether the story ends in it.
    pub has_end: bool,
    start: usize,
    end: usize,
}

impl Part {
    pub(super) fn of(story: &Story, blocks: Range<usize>) -> Self {
        let start_of = |block: usize| story.blocks.get(block).map(|block| block.span.start);
        Self {
            has_start: blocks.start == 0,
            has_end: blocks.end == story.blocks.len(),
            start: start_of(blocks.start).unwrap_or(0),
            end: start_of(blocks.end).unwrap_or(story.text.len() + 1),
        }
    }

    /// Whether a byte stands in it.
    pub fn holds(&self, place: usize) -> bool {
        (self.has_start || self.start <= place) && place < self.end
    }
}

/// The blocks to set so that a place stands among its neighbours: all of a short story; never a part of
/// a table, whose columns depend on all its rows.
pub(super) fn blocks_around(story: &Story, place: usize) -> Range<usize> {
    let blocks = &story.blocks;
    if story.text.len() <= SHORT {
        return 0..blocks.len();
    }
    let (from, to) = (place.saturating_sub(REACH), place.saturating_add(REACH));
    let first = blocks.partition_point(|block| block.span.end <= from);
    let after = blocks.partition_point(|block| block.span.start < to);
    let is_row = |index: usize| {
        let block = blocks.get(index);
        block.is_some_and(|block| block.kind == BlockKind::TableRow)
    };
    let first = (0..=first.min(after))
        .rev()
        .find(|&index| index == 0 || !is_row(index) || !is_row(index - 1));
    let after = (after..blocks.len()).find(|&index| !is_row(index));
    first.unwrap_or(0)..after.unwrap_or(blocks.len())
}
