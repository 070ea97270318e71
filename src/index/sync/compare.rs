//! What differs between the folder and the index.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use anyhow::Result;

use crate::index::document::ReadStretch;
use crate::index::order;
use crate::index::sync::known::{Before, Known};
use crate::index::sync::update::{FileState, Unlisted};

/// A file to be read.
pub(super) struct Job {
    pub(super) file: FileState,
    /// What the index has of it: never all.
    pub(super) before: Before,
}

impl Job {
    /// Bytes that are still to be read.
    pub(super) fn bytes(&self) -> u64 {
        let held = match &self.before {
            Before::Some(held) => held.iter().map(ReadStretch::bytes).sum(),
            _ => 0,
        };
        self.file.bytes.saturating_sub(held)
    }
}

/// What the walk through the folder finds out.
pub(super) enum Change {
    /// A file is new, was edited, or was not read to its end.
    Read(Job),
    /// The walk is over.
    Walked {
        removed: Vec<u64>,
        unchanged: usize,
        failed: Vec<String>,
        /// What could not be listed, as [`Unlisted::path`].
        unlisted: Vec<Arc<str>>,
    },
}

/// Tells each file that must be read, and at the end which files are gone.
pub(super) fn compare(
    files: impl Iterator<Item = Result<FileState>>,
    mut known: Known,
    changes: &Sender<Change>,
    stop: &AtomicBool,
) {
    let mut unchanged = 0;
    let (mut failed, mut unlisted) = (Vec::new(), Vec::new());
    for file in files {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        match file {
            Ok(file) => {
                let before = known.take(order::path_key(&file.path), &file);
                if before == Before::All {
                    unchanged += 1;
                } else if changes.send(Change::Read(Job { file, before })).is_err() {
                    return;
                }
            }
            Err(error) => {
                failed.push(format!("{error:#}"));
                // What names no path may be about all of them.
                let path = error.downcast_ref::<Unlisted>();
                unlisted.push(path.map_or_else(Arc::default, |unlisted| unlisted.path.clone()));
            }
        }
    }
    let _ = changes.send(Change::Walked {
        removed: known.left(),
        unchanged,
        failed,
        unlisted,
    });
}
