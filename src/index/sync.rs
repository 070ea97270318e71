//! Brings the index up to date with the folder: add, delete, commit in batches. Holds the only writer.

use std::time::Duration;

/// How far an update is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files to do, as far as known.
    pub total: usize,
    /// Stories in the index that can be asked for now.
    pub searchable: usize,
    /// Time since the update began.
    pub elapsed: Duration,
    /// Whether this is the last report.
    pub finished: bool,
}
