//! How much work an answer is worth: all that it takes, or only so much before the first rows are
//! shown; and none any more when a newer query is waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tantivy::SegmentReader;
use tantivy::query::EnableScoring;

use crate::index::answer::Total;

/// Share between two looks at whether the answer is still wanted.
const GLANCE: u32 = 512;

/// Share that are always taken in a small segment: the newest stories often stand there.
const LEAST_SHARE: u32 = 128;

/// Says whether an answer is still wanted.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    newest: Arc<AtomicU64>,
    own: u64,
}

impl Cancel {
    /// Never gives up.
    pub fn never() -> Self {
        Self::default()
    }

    /// Gives up as soon as `newest` has passed `own`.
    pub fn when_passed(newest: Arc<AtomicU64>, own: u64) -> Self {
        Self { newest, own }
    }

    /// Whether a newer query is waiting.
    pub fn is_stale(&self) -> bool {
        self.newest.load(Ordering::Relaxed) > self.own
    }
}

/// How much work an answer is worth. Queries take their share of it for each segment.
#[derive(Clone, Debug)]
pub(crate) struct Budget {
    cancel: Cancel,
    /// Share that may be taken in all.
    steps: u32,
    left_out: Arc<AtomicBool>,
    /// Share that were taken, for tests of work done.
    #[cfg(test)]
    taken: Arc<AtomicU64>,
}

impl Budget {
    /// Enough for a screenful of the newest stories while somebody types: so many steps take a few
    /// milliseconds, whatever the size of the library.
    pub(crate) fn of_typist(cancel: &Cancel) -> Self {
        const STEPS: u32 = 10_000;
        Self::of(STEPS, cancel)
    }

    /// Enough for a list of what is said, which shows the newest anyway.
    pub(crate) fn of_reader(cancel: &Cancel) -> Self {
        const STEPS: u32 = 30_000;
        Self::of(STEPS, cancel)
    }

    /// Enough for an answer that must be complete.
    pub(crate) fn endless(cancel: &Cancel) -> Self {
        Self::of(u32::MAX, cancel)
    }

    fn of(steps: u32, cancel: &Cancel) -> Self {
        Self {
            cancel: cancel.clone(),
            steps,
            left_out: Arc::default(),
            #[cfg(test)]
            taken: Arc::default(),
        }
    }

    /// The same without an end, for what must be known in full: stories that are to be left out.
    pub(crate) fn without_end(&self) -> Self {
        Self {
            steps: u32::MAX,
            ..self.clone()
        }
    }

    /// Whether an answer may leave something out.
    pub(crate) fn is_endless(&self) -> bool {
        self.steps == u32::MAX
    }

    /// The share of a segment in an index with so many documents.
    pub(crate) fn share(&self, segment: &SegmentReader, documents: u64) -> Share {
        let share = u64::from(self.steps) * u64::from(segment.max_doc()) / documents.max(1);
        let share = u32::try_from(share).unwrap_or(u32::MAX).max(LEAST_SHARE);
        Share {
            left: if self.is_endless() { u32::MAX } else { share },
            taken: 0,
            budget: self.clone(),
        }
    }

    /// Notes that something was left out, so that what was found is a lower bound.
    pub(crate) fn leave_out(&self) {
        self.left_out.store(true, Ordering::Relaxed);
    }

    /// Whether a newer query is waiting.
    pub(crate) fn is_stale(&self) -> bool {
        self.cancel.is_stale()
    }

    /// What the number found says of all.
    pub(crate) fn total(&self, found: usize) -> Total {
        if self.is_stale() || self.left_out.load(Ordering::Relaxed) {
            Total::AtLeast(found)
        } else {
            Total::Exact(found)
        }
    }
}

/// The steps that may be taken in one segment: a story looked at, or a list of places read, each
/// about a tenth of a microsecond. Stories stand newest first, so that what is left out is the oldest.
#[derive(Debug)]
pub(crate) struct Share {
    left: u32,
    /// Share since it was last looked whether the answer is still wanted.
    taken: u32,
    budget: Budget,
}

impl Share {
    /// Takes so many steps. False after the last one, and where nobody waits any more.
    pub(crate) fn take(&mut self, steps: u32) -> bool {
        #[cfg(test)]
        self.budget.taken.fetch_add(steps.into(), Ordering::Relaxed);
        if self.left < steps {
            self.left = 0;
            self.budget.leave_out();
            return false;
        }
        if !self.budget.is_endless() {
            self.left -= steps;
        }
        self.taken += steps;
        if self.taken < GLANCE {
            return true;
        }
        self.taken = 0;
        !self.budget.is_stale()
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

#[cfg(test)]
mod tests;
