//! Giving up a query when a newer one is waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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
