//! A long file of records, read by several threads at once, a stretch each.
//!
//! Where a stretch begins is plain from the size of the file; which ordinal its first story has is
//! known when the stretches before have been parsed. So threads parse side by side and then wait
//! for their number.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::index::document::ReadStretch;
use crate::index::sync::compare::Job;
use crate::index::sync::part::Outdated;
use crate::index::sync::update::FileState;

/// Bytes of a file above which it is divided.
const LONG: u64 = 1 << 18;
/// Bytes of the shortest stretches. The first are short, since the first commit waits for them.
const SHORTEST: u64 = 1 << 16;
/// Bytes of the longest. Stories of a stretch wait in memory for their number.
const LONGEST: u64 = 1 << 20;
/// A stretch is this part of what lies before it.
const GROWTH: u64 = 8;

/// What is known of the ordinal of the first story of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Awaited,
    Is(u32),
    /// A stretch before could not be read.
    Lost,
}

pub(super) struct Divided<'a> {
    pub(super) file: &'a FileState,
    pub(super) outdated: Option<Outdated>,
    stretches: Vec<Range<u64>>,
    firsts: Mutex<Vec<First>>,
    known: Condvar,
    left: AtomicUsize,
}

impl<'a> Divided<'a> {
    /// The stretches of a file that the index does not hold; `None` where it is not worth it.
    pub(super) fn new(
        job: &'a Job,
        held: &[ReadStretch],
        outdated: Option<Outdated>,
    ) -> Option<Self> {
        let file = &job.file;
        if !file.has_records || file.bytes <= LONG {
            return None;
        }
        let gaps = gaps(held, file.bytes);
        let mut stretches = Vec::new();
        let mut firsts = Vec::new();
        for (gap, ordinal) in gaps {
            let begin = stretches.len();
            cut(gap, &mut stretches);
            firsts.resize(stretches.len(), First::Awaited);
            firsts[begin] = First::Is(ordinal);
        }
        Some(Self {
            file,
            outdated,
            left: AtomicUsize::new(stretches.len()),
            stretches,
            firsts: Mutex::new(firsts),
            known: Condvar::new(),
        })
    }

    pub(super) fn len(&self) -> usize {
        self.stretches.len()
    }

    pub(super) fn stretch(&self, number: usize) -> Range<u64> {
        self.stretches[number].clone()
    }

    /// The ordinal of the first story of a stretch, once its stories were counted: `None` for the
    /// count where they could not be read, and as the answer where stories before are missing.
    pub(super) fn first(&self, number: usize, count: Option<u32>) -> Option<u32> {
        let mut firsts = self.firsts.lock().unwrap_or_else(PoisonError::into_inner);
        while firsts[number] == First::Awaited {
            firsts = self
                .known
                .wait(firsts)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let next = match (firsts[number], count) {
            (First::Is(first), Some(count)) => First::Is(first.saturating_add(count)),
            _ => First::Lost,
        };
        if let Some(after) = firsts.get_mut(number + 1)
            && *after == First::Awaited
        {
            *after = next;
            self.known.notify_all();
        }
        match firsts[number] {
            First::Is(first) => Some(first),
            First::Awaited | First::Lost => None,
        }
    }

    /// Takes note that a stretch is done; whether all are.
    pub(super) fn is_last(&self) -> bool {
        self.left.fetch_sub(1, Ordering::Relaxed) == 1
    }
}

/// What lies between the stretches that are held, with the ordinal of its first story.
fn gaps(held: &[ReadStretch], bytes: u64) -> Vec<(Range<u64>, u32)> {
    let mut gaps = Vec::new();
    let (mut reached, mut ordinal) = (0, 0);
    for held in held {
        if held.stretch.start > reached {
            gaps.push((reached..held.stretch.start, ordinal));
        }
        (reached, ordinal) = (held.stretch.end, held.next);
    }
    if reached < bytes {
        gaps.push((reached..bytes, ordinal));
    }
    gaps
}

fn cut(gap: Range<u64>, stretches: &mut Vec<Range<u64>>) {
    let mut begin = gap.start;
    while begin < gap.end {
        let length = (begin / GROWTH).clamp(SHORTEST, LONGEST);
        let end = gap.end.min(begin + length);
        stretches.push(begin..end);
        begin = end;
    }
}

#[cfg(test)]
mod tests {
    use super::{ReadStretch, cut, gaps};

    #[test]
    fn gaps_begin_with_the_ordinal_before_them() {
        let held = [(0..10, 4), (30..40, 9)].map(|(stretch, next)| ReadStretch { stretch, next });
        assert_eq!(gaps(&held, 50), [(10..30, 4), (40..50, 9)]);
        assert_eq!(gaps(&held[1..], 40), [(0..30, 0)]);
        assert_eq!(gaps(&[], 7), [(0..7, 0)]);
    }

    #[test]
    fn stretches_follow_each_other() {
        let mut stretches = Vec::new();
        cut(3..9_000_000, &mut stretches);
        assert_eq!(stretches[0].start, 3);
        assert_eq!(stretches[stretches.len() - 1].end, 9_000_000);
        for pair in stretches.windows(2) {
            assert_eq!(pair[0].end, pair[1].start);
        }
    }
}
