//! Hosts take turns: one request at a time each, and none while a host has asked to be left alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// All hosts that were asked.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<HashMap<String, Arc<Mutex<Turn>>>>);

/// What is known of a host; who holds it may ask.
#[derive(Debug, Default)]
pub(super) struct Turn {
    rests_until: Option<Instant>,
}

impl Hosts {
    /// The turn of a host, to be waited for.
    pub(super) fn turn(&self, host: &str) -> Arc<Mutex<Turn>> {
        lock(&self.0).entry(host.to_owned()).or_default().clone()
    }
}

impl Turn {
    /// How long the host is still to be left alone.
    pub(super) fn rest(&self) -> Option<Duration> {
        self.rests_until?.checked_duration_since(Instant::now())
    }

    /// The host asks to be left alone.
    pub(super) fn rest_for(&mut self, rest: Duration) {
        self.rests_until = Instant::now().checked_add(rest);
    }
}

/// A lock whose holder may have panicked: each change under it is made as a whole.
pub(super) fn lock<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
