//! The fetch thread: what is new in the feeds comes into the library while one reads on.

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use crate::fetch::client::Bounds;
use crate::fetch::{self, Fetcher};
use crate::worker::Reply;

/// Fetches the feeds of a library; nothing where none are kept for it.
pub(super) fn bring(
    library: &Path,
    state: &Path,
    stop: &AtomicBool,
    sink: &Mutex<impl Fn(Reply) + Send>,
) -> Result<Option<Reply>> {
    if fetch::feeds(state, library)?.all.is_empty() {
        return Ok(None);
    }
    let fetcher = Fetcher::open(library, state, Bounds::default())?;
    let watch = |progress| {
        let sink = sink.lock().unwrap_or_else(PoisonError::into_inner);
        sink(Reply::Fetching(progress));
    };
    let report = fetcher.fetch(&|_| true, &watch, stop)?;
    Ok(Some(Reply::Fetched(report)))
}
