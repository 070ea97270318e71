//! Stories sent to an archive: parsed here, a few at a time, sent in batches, and counted as sent only when
//! the engine has said so of each document.
//!
//! A file is noted in a journal once all of it was taken, so that a push that was cut off goes on where it
//! was. Ids are made of where a story lies: what is sent twice is there once. What a changed file no longer
//! holds is taken away, where the engine has ids.
//!
//! - `batch`: documents on their way, and what becomes of each
//! - `journal`: what was taken before
//! - `parse`: files → documents, on threads of their own
//!
//! # What 100 million stories cost, on paper
//! Measured on what was sent of 1,032 generated stories of 3.4 KB each: a story is a document of 12.0 KB (its
//! text twice, once to be searched and once with all that is known of it, to be opened), each of its 4.7
//! utterances one of 0.7 KB, and each new word one of 47 bytes. So:
//!
//! | | a story | 100 million |
//! | --- | --- | --- |
//! | documents | 5.7, and the words | 570 million, and some 30 million words |
//! | bytes sent | 15.4 KB | 1.5 TB |
//! | bytes that a page of 50 rows brings | 12.0 KB a row | 0.6 MB, whatever the size |
//! | rows of one answer that are listed | | 10,000; of utterances 50,000 |
//!
//! What an engine keeps of it was not measured. Where it packs what it gives back to a third and indexes
//! words in as many bytes as they have, that is some 0.6 TB; at 40 GB a shard 15 shards, by month of sending
//! for an index that goes on growing, and twice that with a copy of each. Searchers want the dictionaries and
//! what is asked of columns at hand: of eight columns of 8 bytes some 35 GB over all of them, not each.

mod batch;
mod journal;
mod mapping;
mod parse;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::index::plan::dialect::Ability;
use crate::library::Library;
use crate::remote::Remote;
use crate::remote::client::Patience;
use batch::{Batch, Sender};
use journal::Journal;
use parse::{Parsed, Work};

pub use mapping::mapping;

/// What is sent, and how.
pub struct Push<'a> {
    /// The stories.
    pub library: &'a Library,
    /// File that remembers what was taken.
    pub journal: &'a Path,
    /// Milliseconds since 1970 UTC.
    pub now: u64,
    /// Is told how far it is.
    pub watch: &'a mut dyn FnMut(Progress),
    /// Ends it early when true; what was taken stays taken.
    pub stop: &'a AtomicBool,
    /// Waits while the engine is busy.
    pub pause: &'a dyn Fn(Duration),
}

/// How far a push is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Stories that were taken.
    pub stories: usize,
    /// Files that were taken or need not be sent.
    pub files: usize,
    /// Files in all.
    pub all_files: usize,
    /// Bytes that were sent.
    pub bytes: u64,
    /// Since it began.
    pub elapsed: Duration,
    /// Whether the engine is busy and waited for.
    pub is_waiting: bool,
}

impl Progress {
    /// Time left, by the files that are done.
    pub fn left(&self) -> Option<Duration> {
        let left = self.all_files.checked_sub(self.files)?;
        let done = u32::try_from(self.files).ok().filter(|&done| done > 0)?;
        let left = u32::try_from(left).ok()?;
        Some(self.elapsed / done * left)
    }
}

/// What became of a push.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Stories that were taken.
    pub stories: usize,
    /// Documents that were taken: stories, utterances and words.
    pub documents: usize,
    /// Bytes that were sent.
    pub bytes: u64,
    /// Documents that were taken away.
    pub removed: usize,
    /// Files that were taken before and have not changed.
    pub unchanged: usize,
    /// Documents that were refused: file and reason.
    pub rejected: Vec<String>,
    /// Files that could not be read.
    pub failed: Vec<String>,
}

impl Remote {
    /// Makes the index of an archive.
    ///
    /// # Errors
    /// When it is there already, or cannot be made.
    pub fn create(&self, now: u64) -> Result<()> {
        let index = self.client().index();
        let engine = self.engine()?;
        if !engine.abilities.has(Ability::Ids) {
            bail!(
                "{} makes an index through another door; `byline push {} --mapping` prints what to send there",
                engine.kind.name(),
                self.name()
            );
        }
        if self.edition()?.is_some() {
            bail!("the index “{index}” is there already; stories can be sent to it");
        }
        let body = mapping::for_elasticsearch(&format!("{now:x}"));
        self.client()
            .put(&format!("/{index}"), &body)?
            .into_content()?;
        Ok(())
    }

    /// Sends the stories of a library that the archive has not yet.
    ///
    /// # Errors
    /// When the archive cannot be reached or refuses all; what was taken until then stays taken.
    pub fn push(&self, push: &mut Push<'_>) -> Result<Outcome> {
        let name = self.name();
        let made = self.edition()?.with_context(|| {
            let index = self.client().index();
            format!(
                "archive {name} has no index “{index}” yet; make it: byline push {name} --create"
            )
        })?;
        let origin = journal::origin(push.library);
        let mut journal = Journal::open(push.journal, &format!("{}\n{origin}", made.stamp))?;
        let work = Work::of(push.library, &journal);
        let mut run = Run {
            sender: Sender::new(self, &origin, push.pause),
            outcome: Outcome {
                unchanged: work.unchanged,
                failed: work.failed.clone(),
                ..Outcome::default()
            },
            files: work.unchanged,
            all_files: work.unchanged + work.files.len(),
            began: Instant::now(),
            watch: push.watch,
        };
        let sending = crate::index::pushed::Sending {
            origin: &origin,
            version: push.now,
        };
        let ended = parse::each(push.library, &work, sending, push.stop, &mut |parsed| {
            run.take(parsed, &work, &mut journal, push.stop)
        });
        let flushed = ended.and_then(|()| run.flush(&work, &mut journal));
        let gone = journal.gone(&work.all);
        let removed = flushed.and_then(|()| {
            if push.stop.load(Ordering::Relaxed) {
                Ok(())
            } else {
                run.remove(&gone, &mut journal)
            }
        });
        removed.with_context(|| {
            let stories = run.outcome.stories;
            format!("{stories} stories were taken; the same command goes on from there")
        })?;
        // What was taken is found at once where the engine can do that, and a little later elsewhere.
        let _ = self.client().post(
            &format!("/{}/_refresh", self.client().index()),
            &serde_json::json!({}),
            Patience::Program,
        );
        Ok(run.outcome)
    }
}

/// A push under way.
struct Run<'a> {
    sender: Sender<'a>,
    outcome: Outcome,
    files: usize,
    all_files: usize,
    began: Instant,
    watch: &'a mut dyn FnMut(Progress),
}

impl Run<'_> {
    fn take(
        &mut self,
        parsed: Parsed,
        work: &Work,
        journal: &mut Journal,
        stop: &AtomicBool,
    ) -> Result<()> {
        if let Some(batch) = self.sender.add(parsed, &mut self.outcome) {
            self.send(batch, work, journal)?;
        }
        if stop.load(Ordering::Relaxed) {
            bail!("it was stopped");
        }
        Ok(())
    }

    fn flush(&mut self, work: &Work, journal: &mut Journal) -> Result<()> {
        let rest = self.sender.rest();
        self.send(rest, work, journal)
    }

    fn send(&mut self, batch: Batch, work: &Work, journal: &mut Journal) -> Result<()> {
        self.sender.send(batch, &mut self.outcome, &mut |outcome| {
            (self.watch)(Progress {
                stories: outcome.stories,
                files: self.files,
                all_files: self.all_files,
                bytes: outcome.bytes,
                elapsed: self.began.elapsed(),
                is_waiting: true,
            });
        })?;
        for (file, documents) in self.sender.whole_files() {
            let stale = journal.stale(&work.files[file], &documents);
            self.sender.remove(&stale, &mut self.outcome)?;
            journal.note(&work.files[file], &documents)?;
            self.files += 1;
        }
        (self.watch)(Progress {
            stories: self.outcome.stories,
            files: self.files,
            all_files: self.all_files,
            bytes: self.outcome.bytes,
            elapsed: self.began.elapsed(),
            is_waiting: false,
        });
        Ok(())
    }

    /// Takes away what was sent of files that are there no more.
    fn remove(&mut self, gone: &[(String, Vec<u32>)], journal: &mut Journal) -> Result<()> {
        for (path, documents) in gone {
            let stale = journal::ids_of(path, documents);
            self.sender.remove(&stale, &mut self.outcome)?;
            journal.forget(path)?;
        }
        Ok(())
    }
}
