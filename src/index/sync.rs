//! Brings the index up to date with the folder: add, delete, commit now and then. Holds the only writer.
//!
//! The first few stories are committed at once, so that there is something to read; then ever
//! rarer, so that little is lost when it is interrupted: whatever was committed is not read again,
//! nor are the records of a long file. Small parts are put together at the end, when nobody waits.

mod arrivals;
mod barrier;
mod batch;
mod compare;
mod divided;
pub(crate) mod known;
mod part;
mod tidy;
mod unlisted;
mod update;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use tantivy::directory::error::LockError;
use tantivy::indexer::NoMergePolicy;
use tantivy::{IndexWriter, TantivyError, Term};

use crate::index::open::Index;
use crate::index::order;
use crate::index::schema::field;
use arrivals::Arrivals;
use barrier::Barrier;
use batch::{Done, Round, Said};
use compare::{Change, Job, compare};
use known::{Before, Known};

pub use update::{FileState, Outcome, Parse, Progress, Take, Unlisted, Update};

/// Files in the first commit.
const FIRST_FILES: usize = 64;
/// Time to the first commit, where a single file is long.
const FIRST_COMMIT: Duration = Duration::from_millis(80);
/// Time from each commit to the next while there is much to do; the last one stays.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(2),
    Duration::from_secs(10),
    Duration::from_secs(20),
];

/// Time between two reports.
const REPORT_EVERY: Duration = Duration::from_millis(100);

impl Index {
    /// Brings the index up to date with `files`. What another process is already updating is left
    /// to it.
    ///
    /// # Errors
    /// When the index cannot be read or written.
    pub fn update<'a>(
        &'a self,
        files: impl Iterator<Item = Result<FileState>> + Send,
        update: Update<'a>,
    ) -> Result<Outcome> {
        self.refresh()?;
        let generation = self.generation();
        let before = self.snapshot()?;
        let known = Known::read(&before)?;
        let (sender, changes) = channel();
        std::thread::scope(|scope| {
            let stop = update.stop;
            let walk = scope.spawn(move || compare(files, known, &sender, stop));
            let mut work = Work::new(self, update, generation, Arrivals::new(&before));
            let result = work.run(&changes);
            // Where the work has ended early, the walk ends with the next thing it has to say.
            drop(changes);
            let walked = walk.join();
            result?;
            ensure!(walked.is_ok(), "the walk through the folder has failed");
            Ok(work.outcome)
        })
    }
}

struct Work<'a> {
    index: &'a Index,
    arrivals: Arc<Arrivals>,
    /// The state of the index that the jobs are told from.
    generation: u64,
    update: Update<'a>,
    began: Instant,
    commits: usize,
    commit_at: Instant,
    outcome: Outcome,
    progress: Progress,
    walked: bool,
    removed: Vec<u64>,
    unlisted: Vec<Arc<str>>,
}

impl<'a> Work<'a> {
    fn new(index: &'a Index, update: Update<'a>, generation: u64, arrivals: Arrivals) -> Self {
        Self {
            index,
            arrivals: Arc::new(arrivals),
            generation,
            update,
            began: Instant::now(),
            commits: 0,
            commit_at: Instant::now() + FIRST_COMMIT,
            outcome: Outcome::default(),
            progress: Progress::default(),
            walked: false,
            removed: Vec::new(),
            unlisted: Vec::new(),
        }
    }

    fn run(&mut self, changes: &Receiver<Change>) -> Result<()> {
        let generation = self.index.generation();
        self.bring_up_to_date(changes)?;
        if self.index.generation() != generation {
            self.index.seal()?;
        }
        Ok(())
    }

    fn bring_up_to_date(&mut self, changes: &Receiver<Change>) -> Result<()> {
        self.progress.searchable = self.index.snapshot()?.stories();
        let first = self.take(changes, FIRST_FILES);
        if !first.is_empty() && self.read(first)? {
            return Ok(());
        }
        while !self.walked && !self.is_stopped() {
            let rest = self.take(changes, usize::MAX);
            if !rest.is_empty() && self.read(rest)? {
                return Ok(());
            }
        }
        self.remove()?;
        self.outcome.interrupted = self.is_stopped();
        self.report(true);
        Ok(())
    }

    fn is_stopped(&self) -> bool {
        self.update.stop.load(Ordering::Relaxed)
    }

    /// Waits for changed files, at most so many.
    fn take(&mut self, changes: &Receiver<Change>, most: usize) -> Vec<Job> {
        let mut jobs = Vec::new();
        while jobs.len() < most && !self.walked {
            match changes.recv() {
                Ok(Change::Read(job)) => jobs.push(job),
                Ok(Change::Walked {
                    removed,
                    unchanged,
                    failed,
                    unlisted,
                }) => {
                    self.walked = true;
                    self.removed = removed;
                    self.unlisted = unlisted;
                    self.outcome.unchanged = unchanged;
                    self.outcome.failed.extend(failed);
                }
                Err(_) => self.walked = true,
            }
        }
        self.progress.total += jobs.len();
        self.progress.total_bytes += jobs.iter().map(Job::bytes).sum::<u64>();
        jobs
    }

    /// Reads files into the index. Whether somebody else holds the writer.
    fn read(&mut self, jobs: Vec<Job>) -> Result<bool> {
        let Some(writer) = self.writer()? else {
            return Ok(true);
        };
        let jobs = &self.not_done_meanwhile(jobs)?;
        let (threads, budget) = effort(jobs.iter().map(Job::bytes).sum());
        let writer = Mutex::new(writer);
        let round = Round {
            engine: &self.index.engine,
            documents: &self.index.documents,
            arrivals: self.arrivals.clone(),
            parse: self.update.parse,
            writer: &writer,
            stop: self.update.stop,
            parts: Arc::new(
                self.index
                    .engine
                    .searchable_segment_ids()?
                    .into_iter()
                    .collect(),
            ),
            threads,
            budget,
            done: Done::default(),
            calls: AtomicUsize::new(0),
        };
        let (before, failed) = (self.progress, self.outcome.failed.len());
        let result = batch::run(jobs, &round, |said| self.follow(said, &round, before));
        let failed = self.outcome.failed.len() - failed;
        self.outcome.read += (self.progress.done - before.done).saturating_sub(failed);
        self.outcome.empty += round.done.empty.load(Ordering::Relaxed);
        // What was handed in before something failed is good.
        self.commit(&writer)?;
        self.report(false);
        result.map(|()| false)
    }

    /// Without what another process has read before this one got the writer.
    fn not_done_meanwhile(&mut self, jobs: Vec<Job>) -> Result<Vec<Job>> {
        self.index.refresh()?;
        if self.index.generation() == self.generation {
            return Ok(jobs);
        }
        self.generation = self.index.generation();
        let mut known = Known::read(&self.index.snapshot()?)?;
        let jobs = jobs.into_iter().map(|Job { file, .. }| Job {
            before: known.take(order::path_key(&file.path), &file),
            file,
        });
        Ok(jobs.filter(|job| job.before != Before::All).collect())
    }

    /// Hears what the threads say, reports how far they are, and commits when it is time.
    fn follow(&mut self, said: &Receiver<Said>, round: &Round<'_>, before: Progress) -> Result<()> {
        let mut result = Ok(());
        let mut barrier = Barrier::new(round.threads);
        let mut reported = Instant::now();
        loop {
            match said.recv_timeout(REPORT_EVERY) {
                Ok(Said::Failed(message)) => self.outcome.failed.push(message),
                Ok(Said::HandedIn(thread)) => barrier.handed_in(thread),
                Ok(Said::Ended(thread, ended)) => {
                    barrier.ended(thread);
                    result = result.and(ended);
                }
                Err(RecvTimeoutError::Timeout) => (),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if barrier.are_all_in() {
                self.commit(round.writer)?;
                barrier.rest();
            } else if barrier.are_resting() && self.commit_at <= Instant::now() {
                barrier.call();
                round.calls.fetch_add(1, Ordering::Relaxed);
            }
            if reported.elapsed() >= REPORT_EVERY {
                reported = Instant::now();
                round.done.tell(before, &mut self.progress);
                self.report(false);
            }
        }
        round.done.tell(before, &mut self.progress);
        result
    }

    /// Makes what was handed in searchable.
    fn commit(&mut self, writer: &Mutex<IndexWriter>) -> Result<()> {
        let mut writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.commit()?;
        drop(writer);
        self.index.refresh()?;
        self.generation = self.index.generation();
        self.progress.searchable = self.index.snapshot()?.stories();
        let pause = PAUSES[self.commits.min(PAUSES.len() - 1)];
        self.commits += 1;
        self.commit_at = Instant::now() + pause;
        Ok(())
    }

    fn remove(&mut self) -> Result<()> {
        if self.is_stopped() {
            return Ok(());
        }
        unlisted::spare(self.index, &mut self.removed, &self.unlisted)?;
        if self.removed.is_empty() && !tidy::is_needed(self.index)? {
            return Ok(());
        }
        let Some(mut writer) = self.writer()? else {
            return Ok(());
        };
        let file = field(&self.index.engine.schema(), "file");
        for &key in &self.removed {
            writer.delete_term(Term::from_field_u64(file, key));
        }
        if !self.removed.is_empty() {
            writer.commit()?;
            self.outcome.removed = self.removed.len();
        }
        tidy::merge(self.index, &mut writer, self.update.stop)?;
        self.index.refresh()?;
        self.progress.searchable = self.index.snapshot()?.stories();
        writer.wait_merging_threads()?;
        Ok(())
    }

    /// The writer; `None` where another process has it. It only puts together what the threads
    /// have made, so one thread of its own with the least memory will do.
    fn writer(&mut self) -> Result<Option<IndexWriter>> {
        let engine = &self.index.engine;
        let take = || engine.writer_with_num_threads(1, WRITER_MEMORY);
        let Some(writer) = once_free(take, || std::thread::sleep(LOCK_PAUSE))? else {
            self.outcome.locked = true;
            self.report(true);
            return Ok(None);
        };
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Some(writer))
    }

    fn report(&mut self, finished: bool) {
        self.progress.elapsed = self.began.elapsed();
        self.progress.finished = finished;
        (self.update.watch)(self.progress);
    }
}

/// How often, and after how long, a lock is asked for again. A program that is being started by this
/// one, a browser say, holds for a moment every lock that this one held when it was forked.
const LOCK_TRIES: usize = 6;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Takes what a lock guards, pausing while somebody holds it for a moment; `None` where it is held
/// for longer.
fn once_free<T>(
    mut take: impl FnMut() -> tantivy::Result<T>,
    mut pause: impl FnMut(),
) -> tantivy::Result<Option<T>> {
    for _ in 0..LOCK_TRIES {
        match take() {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => pause(),
            taken => return taken.map(Some),
        }
    }
    Ok(None)
}

const MEGABYTE: usize = 1_000_000;
/// The least that the engine takes; nothing is ever indexed in it.
const WRITER_MEMORY: usize = 15 * MEGABYTE;

/// Threads and bytes of memory for each, for so many bytes of text. The tables of an empty part take
/// 12 MB. Little memory makes many small parts that must be merged, which doubles the work; much memory
/// is wasted on little text, and for much text it saves little: 400 MB a thread instead of 150 took 7 %
/// less processor time for 4 GB, and left queries three times as many parts to look through.
fn effort(bytes: u64) -> (usize, usize) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    match bytes / MEGABYTE as u64 {
        0..1 => (1, 25 * MEGABYTE),
        1..50 => (cores.min(4), 50 * MEGABYTE),
        _ => (cores.min(4), 150 * MEGABYTE),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tantivy::TantivyError;
    use tantivy::directory::error::LockError;

    use super::{LOCK_TRIES, Progress, once_free};

    /// How often it was paused for a lock that is held for so many tries, and what came of it.
    fn wait(held: usize, then: fn() -> tantivy::Result<()>) -> (usize, tantivy::Result<bool>) {
        let (mut tries, mut pauses) = (0, 0);
        let take = || {
            tries += 1;
            if tries > held {
                return then();
            }
            Err(TantivyError::LockFailure(LockError::LockBusy, None))
        };
        let taken = once_free(take, || pauses += 1);
        (pauses, taken.map(|taken| taken.is_some()))
    }

    #[test]
    fn a_lock_that_is_held_for_a_moment_is_waited_for() {
        assert!(matches!(wait(0, || Ok(())), (0, Ok(true))));
        assert!(matches!(wait(2, || Ok(())), (2, Ok(true))));
        assert!(matches!(
            wait(LOCK_TRIES, || Ok(())),
            (LOCK_TRIES, Ok(false))
        ));
    }

    #[test]
    fn what_is_no_lock_is_not_waited_for() {
        let damaged = || Err(TantivyError::SystemError("the disk says no".to_owned()));
        assert!(matches!(wait(1, damaged), (1, Err(_))));
    }

    #[test]
    fn the_time_left_follows_the_bytes() {
        let progress = |bytes, total_bytes| Progress {
            bytes,
            total_bytes,
            elapsed: Duration::from_secs(3),
            ..Progress::default()
        };
        let left = |bytes, total| progress(bytes, total).left();
        assert_eq!(left(0, 100), None);
        assert_eq!(left(25, 100), Some(Duration::from_secs(9)));
        assert_eq!(left(100, 100), Some(Duration::ZERO));
        // A file may have grown since its size was taken.
        assert_eq!(left(110, 100), Some(Duration::ZERO));
        let large = left(1, u64::MAX);
        assert!(large.is_some_and(|left| left > Duration::from_secs(1)));
    }
}
