//! Reads files on several threads and hands their documents to the writer, which indexes them on
//! threads of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, TantivyError};

use crate::index::document::{Documents, FiledFile};
use crate::index::sync::{FileState, Parse};
use crate::story::{Story, StoryId};

/// Time between two reports.
const REPORT_EVERY: Duration = Duration::from_millis(100);

/// What the threads share.
pub(super) struct Round<'a> {
    pub(super) documents: &'a Documents,
    pub(super) parse: &'a Parse<'a>,
    /// Shared by all that add; alone with whoever commits.
    pub(super) writer: &'a RwLock<IndexWriter>,
    pub(super) stop: &'a AtomicBool,
    /// Bytes read so far.
    pub(super) bytes: AtomicU64,
}

/// Reads files until all are done or somebody says stop; `report` is told now and then how many
/// are done. Gives what could not be read.
pub(super) fn run(
    files: &[FileState],
    round: &Round<'_>,
    mut report: impl FnMut(usize),
) -> Vec<String> {
    let (sender, results) = channel();
    let next = AtomicUsize::new(0);
    let mut failed = Vec::new();
    let mut done = 0;
    std::thread::scope(|scope| {
        for _ in 0..threads(files.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || round.work(files, next, &sender));
        }
        drop(sender);
        let mut reported = Instant::now();
        loop {
            match results.recv_timeout(REPORT_EVERY) {
                Ok(result) => {
                    done += 1;
                    failed.extend(
                        result
                            .err()
                            .map(|error: anyhow::Error| format!("{error:#}")),
                    );
                }
                Err(RecvTimeoutError::Timeout) => (),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if reported.elapsed() >= REPORT_EVERY {
                reported = Instant::now();
                report(done);
            }
        }
    });
    report(done);
    failed
}

/// One thread for each core, none for nothing.
fn threads(files: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.min(files)
}

/// Documents handed to the writer at once.
const PARCEL: usize = 512;

impl Round<'_> {
    fn work(&self, files: &[FileState], next: &AtomicUsize, results: &Sender<Result<()>>) {
        while !self.stop.load(Ordering::Relaxed) {
            let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) else {
                return;
            };
            if results.send(self.read(file)).is_err() {
                return;
            }
        }
    }

    /// Replaces what the index has of a file. A file that the disk does not give is tried again
    /// next time; one that holds nothing to read is not.
    fn read(&self, file: &FileState) -> Result<()> {
        let path = &*file.path;
        let filed = FiledFile {
            path,
            version: file.version,
            modified: file.modified,
        };
        let mut parcel = Parcel {
            writer: self.writer,
            operations: vec![UserOperation::Delete(self.documents.term_of(path))],
            failure: None,
        };
        let mut reached = 0;
        let take = &mut |id: StoryId, story: Story| {
            self.bytes
                .fetch_add(id.offset.saturating_sub(reached), Ordering::Relaxed);
            reached = reached.max(id.offset);
            parcel.add(self.documents.story(&filed, &id, &story));
        };
        let result = catch_unwind(AssertUnwindSafe(|| (self.parse)(path, take)))
            .unwrap_or_else(|_| Err(anyhow!("the parser gave up on {path}")));
        self.bytes
            .fetch_add(file.bytes.saturating_sub(reached), Ordering::Relaxed);
        if !result.as_ref().is_err_and(is_of_disk) {
            parcel.add(vec![self.documents.file(&filed)]);
        }
        parcel
            .finish()
            .with_context(|| format!("cannot index {path}"))?;
        result
    }
}

fn is_of_disk(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(<dyn std::error::Error>::is::<std::io::Error>)
}

/// Documents on their way to the writer. Those of one story stay together, as `join` needs it.
struct Parcel<'a> {
    writer: &'a RwLock<IndexWriter>,
    operations: Vec<UserOperation>,
    failure: Option<TantivyError>,
}

impl Parcel<'_> {
    fn add(&mut self, documents: Vec<TantivyDocument>) {
        self.operations
            .extend(documents.into_iter().map(UserOperation::Add));
        if self.operations.len() >= PARCEL {
            self.send();
        }
    }

    fn send(&mut self) {
        let operations = std::mem::take(&mut self.operations);
        let writer = self.writer.read().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = writer.run(operations) {
            self.failure.get_or_insert(error);
        }
    }

    fn finish(mut self) -> tantivy::Result<()> {
        self.send();
        self.failure.map_or(Ok(()), Err)
    }
}
