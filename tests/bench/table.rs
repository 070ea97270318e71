//! The table that is printed: Markdown, a row as soon as it is measured.

use std::io::Write;
use std::time::Duration;

/// Prints rows, and counts them.
#[derive(Default)]
pub(crate) struct Table {
    rows: usize,
}

impl Table {
    pub(crate) fn row(&mut self, what: &str, target: &str, measured: &str) {
        if self.rows == 0 {
            println!("| what | target | measured |\n|---|---|---|");
        }
        self.rows += 1;
        println!("| {what} | {target} | {measured} |");
        // A later row may take minutes.
        let _ = std::io::stdout().flush();
    }
}

/// Times of one kind, sorted.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// The time that so many percent do not exceed (nearest rank).
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// p50, p95, p99 and how many they are of.
    pub(crate) fn told(&self) -> String {
        format!(
            "p50 {}, p95 {}, p99 {} (n = {})",
            milliseconds(self.percentile(50)),
            milliseconds(self.percentile(95)),
            milliseconds(self.percentile(99)),
            self.0.len()
        )
    }
}

/// A time as it is printed.
pub(crate) fn milliseconds(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    let places = if milliseconds < 1.0 { 2 } else { 1 };
    format!("{milliseconds:.places$} ms")
}

/// Bytes as they are printed.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", float(bytes) / 1e6)
}

/// A count for a ratio. Counts here are far below 2^52.
#[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
pub(crate) fn float(count: u64) -> f64 {
    count as f64
}
