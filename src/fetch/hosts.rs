//! Hosts take turns: one request at a time each, and none while a host has asked to be left alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// Longest rest that a host is granted.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

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

/// What `Retry-After` says: seconds, or a time.
pub(super) fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    let rest = if let Ok(seconds) = value.parse() {
        Duration::from_secs(seconds)
    } else {
        // The names of zones in this header are those of old; all of them mean UTC.
        let value = value.replace("GMT", "+0000");
        let until = jiff::fmt::rfc2822::parse(&value).ok()?.timestamp();
        until.duration_since(Timestamp::now()).try_into().ok()?
    };
    Some(rest.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::retry_after;

    #[test]
    fn rests_are_read_in_seconds_and_as_times() {
        assert_eq!(retry_after(" 120 "), Some(Duration::from_secs(120)));
        let far = retry_after("99999999999").expect("a rest");
        assert_eq!(far, Duration::from_secs(24 * 3600));
        let then = retry_after("Fri, 31 Dec 2100 23:59:59 GMT");
        assert_eq!(then, Some(Duration::from_secs(24 * 3600)));
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:59 GMT"), None);
        assert_eq!(retry_after("soon"), None);
        assert_eq!(retry_after("-3"), None);
    }
}
