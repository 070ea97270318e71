//! What differs between the folder and the index.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;

use anyhow::Result;

use crate::index::order;
use crate::index::sync::FileState;
use crate::index::sync::known::{Before, Held, Known};

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
            Before::Some(held) => held.iter().map(Held::bytes).sum(),
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
    let mut failed = Vec::new();
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
            Err(error) => failed.push(format!("{error:#}")),
        }
    }
    // What lies in a folder that could not be read is not gone.
    let removed = if failed.is_empty() {
        known.left()
    } else {
        Vec::new()
    };
    let _ = changes.send(Change::Walked {
        removed,
        unchanged,
        failed,
    });
}
