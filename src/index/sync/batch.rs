//! Reads files on several threads and hands their documents to the writer, which indexes them on
//! threads of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, TantivyDocument, TantivyError};

use crate::index::document::{Documents, FiledFile};
use crate::index::sync::{FileState, Parse};
use crate::story::{Story, StoryId};

/// Time between two reports.
const REPORT_EVERY: Duration = Duration::from_millis(100);

/// Files that are still to be read.
pub(super) struct Batch<'a> {
    files: &'a [FileState],
    next: AtomicUsize,
}

/// What the threads of one round share.
pub(super) struct Round<'a> {
    pub(super) documents: &'a Documents,
    pub(super) parse: &'a Parse<'a>,
    pub(super) writer: &'a IndexWriter,
    pub(super) stop: &'a AtomicBool,
    pub(super) until: Instant,
}

impl<'a> Batch<'a> {
    pub(super) fn new(files: &'a [FileState]) -> Self {
        Self {
            files,
            next: AtomicUsize::new(0),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.next.load(Ordering::Relaxed) >= self.files.len()
    }

    /// Reads files until all are done, the time is over or somebody says stop. Gives what could
    /// not be read.
    pub(super) fn run(&mut self, round: &Round<'_>, mut report: impl FnMut(usize)) -> Vec<String> {
        let (sender, results) = channel();
        let mut failed = Vec::new();
        let mut done = 0;
        let shared = &*self;
        std::thread::scope(|scope| {
            for _ in 0..threads(self.files.len()) {
                let sender = sender.clone();
                scope.spawn(move || shared.work(round, &sender));
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

    fn work(&self, round: &Round<'_>, results: &Sender<Result<()>>) {
        while !round.stop.load(Ordering::Relaxed) && Instant::now() < round.until {
            let next = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = self.files.get(next) else {
                return;
            };
            if results.send(round.read(file)).is_err() {
                return;
            }
        }
    }
}

/// One thread for each core, none for nothing.
fn threads(files: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores.min(files)
}

/// Documents handed to the writer at once.
const PARCEL: usize = 512;

impl Round<'_> {
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
        let take = &mut |id: StoryId, story: Story| {
            parcel.add(self.documents.story(&filed, &id, &story));
        };
        let result = catch_unwind(AssertUnwindSafe(|| (self.parse)(path, take)))
            .unwrap_or_else(|_| Err(anyhow!("the parser gave up on {path}")));
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
    writer: &'a IndexWriter,
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
        if let Err(error) = self.writer.run(operations) {
            self.failure.get_or_insert(error);
        }
    }

    fn finish(mut self) -> tantivy::Result<()> {
        self.send();
        self.failure.map_or(Ok(()), Err)
    }
}
