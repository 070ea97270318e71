//! A long file of records: read by several threads, interrupted and gone on with, and how far it is.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

use anyhow::Result;
use byline::index::sync::{FileState, Outcome, Take, Update};
use byline::index::{Cancel, Index, Progress, Query, Window};
use byline::story::StoryId;
use tempfile::tempdir;

use super::shelf::story;

/// Bytes of each record.
const RECORD: u64 = 4_096;

/// A file of so many records that exists only here.
struct Records {
    count: u64,
    version: u64,
    /// Offsets of the records that were read.
    read: Mutex<Vec<u64>>,
    /// Raised after so many of them.
    stop_after: usize,
    /// Records from here on the disk does not give.
    broken_from: u64,
}

impl Records {
    fn of(count: u64) -> Self {
        Self {
            count,
            version: 1,
            read: Mutex::default(),
            stop_after: usize::MAX,
            broken_from: u64::MAX,
        }
    }

    fn state(&self) -> FileState {
        FileState {
            path: "news.jsonl".into(),
            version: self.version,
            modified: 0,
            bytes: self.count * RECORD,
            has_records: true,
        }
    }

    fn give(&self, stretch: Range<u64>, stop: &AtomicBool, take: &mut Take<'_>) -> Result<()> {
        let first = stretch.start.div_ceil(RECORD);
        let numbers = first..stretch.end.div_ceil(RECORD).min(self.count);
        for (number, ordinal) in numbers.zip(0..) {
            if number >= self.broken_from {
                anyhow::bail!(std::io::Error::other("the disk says no"));
            }
            let id = StoryId {
                path: "news.jsonl".into(),
                ordinal,
                offset: number * RECORD,
            };
            let headline = format!("Version {} number {number}", self.version);
            take(id, story(&headline, 2026, 1, 1).text("same words").0);
            let mut read = self.read.lock().expect("no thread panics with it");
            read.push(number * RECORD);
            stop.fetch_or(read.len() >= self.stop_after, Ordering::Relaxed);
        }
        Ok(())
    }

    fn sync(&self, index: &Index) -> (Outcome, Vec<Progress>) {
        let stop = AtomicBool::new(false);
        let mut reports = Vec::new();
        let update = Update {
            parse: &|_, stretch, take| self.give(stretch.unwrap_or(0..u64::MAX), &stop, take),
            watch: &mut |progress| reports.push(progress),
            stop: &stop,
        };
        let outcome = index.update([Ok(self.state())].into_iter(), update);
        (outcome.expect("an index that can be written"), reports)
    }

    fn read(&self) -> usize {
        self.read.lock().expect("no thread panics with it").len()
    }
}

/// Checks that the index holds each of so many records once, with the ordinal of its place.
#[track_caller]
fn check(index: &Index, version: u64, count: u64) {
    let searcher = index.snapshot().expect("an index that can be read");
    let window = Window {
        offset: 0,
        limit: usize::MAX >> 1,
    };
    let query = Query::parse("");
    let page = searcher.page(&query, window, &Cancel::never(), &|_| None);
    let rows = page.expect("an index that can be read").rows;
    assert_eq!(rows.len() as u64, count);
    let mut seen = BTreeSet::new();
    for row in rows {
        let number = row.id.offset / RECORD;
        assert_eq!(u64::from(row.id.ordinal), number);
        assert_eq!(row.headline, format!("Version {version} number {number}"));
        seen.insert(number);
    }
    assert_eq!(seen.len() as u64, count);
}

#[test]
fn each_record_is_read_once_and_has_its_ordinal() {
    let index = Index::in_memory().expect("enough memory");
    let records = Records::of(700);
    let (outcome, _) = records.sync(&index);
    assert_eq!((outcome.read, outcome.unchanged), (1, 0));
    check(&index, 1, 700);
    let (outcome, _) = records.sync(&index);
    assert_eq!((outcome.read, outcome.unchanged), (0, 1));
    assert_eq!(records.read(), 700);
}

#[test]
fn an_interrupted_file_is_gone_on_with() {
    let folder = tempdir().expect("a scratch folder");
    let open = || Index::open(folder.path()).expect("an index");
    let mut records = Records::of(700);
    records.stop_after = 50;
    let (outcome, _) = records.sync(&open());
    assert!(outcome.interrupted);
    let before = records.read();
    assert!((50..700).contains(&before));
    records.stop_after = before + 100;
    records.sync(&open());
    records.stop_after = usize::MAX;
    let (outcome, reports) = records.sync(&open());
    assert!(!outcome.interrupted);
    assert_eq!(records.read(), 700, "no record is read twice");
    check(&open(), 1, 700);
    let all = reports.last().expect("a last report");
    assert!(
        all.total_bytes < 700 * RECORD,
        "only the rest was to be read"
    );
    assert_eq!(all.bytes, all.total_bytes);
}

#[test]
fn a_file_that_changed_meanwhile_is_read_anew() {
    let index = Index::in_memory().expect("enough memory");
    let mut records = Records::of(700);
    records.stop_after = 50;
    records.sync(&index);
    records.stop_after = usize::MAX;
    records.version = 2;
    records.count = 650;
    records.sync(&index);
    check(&index, 2, 650);
    records.version = 3;
    records.count = 3;
    records.sync(&index);
    check(&index, 3, 3);
}

#[test]
fn what_the_disk_does_not_give_is_read_next_time() {
    let index = Index::in_memory().expect("enough memory");
    let mut records = Records::of(300);
    records.broken_from = 200;
    let (outcome, _) = records.sync(&index);
    assert!(!outcome.failed.is_empty());
    records.broken_from = u64::MAX;
    records.sync(&index);
    check(&index, 1, 300);
}

#[test]
fn progress_inside_a_file_of_records_tells_the_truth() {
    let index = Index::in_memory().expect("enough memory");
    let records = Records::of(700);
    let reported = Reported::default();
    let stop = AtomicBool::new(false);
    // A reader as slow as the reports: none may be ahead of what was read.
    let mut reports = Vec::new();
    let update = Update {
        parse: &|_, stretch, take| {
            reported.wait(1);
            records.give(stretch.unwrap_or(0..u64::MAX), &stop, take)
        },
        watch: &mut |progress| {
            reported.again();
            reports.push((progress, records.read()));
        },
        stop: &stop,
    };
    let outcome = index.update([Ok(records.state())].into_iter(), update);
    assert_eq!(outcome.expect("an index").read, 1);
    assert!(reports.len() > 1);
    for (progress, read) in &reports {
        assert!(progress.stories <= *read);
        assert!(progress.bytes <= *read as u64 * RECORD);
        assert!(progress.searchable <= progress.stories);
        assert_eq!(progress.total_bytes, 700 * RECORD);
        assert!(progress.done == 0 || progress.bytes == progress.total_bytes);
    }
    let (last, _) = reports.last().expect("a last report");
    assert_eq!(
        (last.stories, last.searchable, last.percent()),
        (700, 700, 100)
    );
}

/// How many reports there were.
#[derive(Default)]
struct Reported(Mutex<usize>, Condvar);

impl Reported {
    fn again(&self) {
        *self.0.lock().expect("no thread panics with it") += 1;
        self.1.notify_all();
    }

    fn wait(&self, count: usize) {
        let reported = self.0.lock().expect("no thread panics with it");
        let waited = self.1.wait_while(reported, |reported| *reported < count);
        drop(waited.expect("no thread panics with it"));
    }
}

/// What a program leaves behind that is killed now: nothing is committed while the reports are heard.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder beside it");
    for file in fs::read_dir(from).expect("a folder").flatten() {
        // Unfinished files come and go.
        let _ = fs::copy(file.path(), to.join(file.file_name()));
    }
}

#[test]
fn whenever_it_is_killed_nothing_is_lost_or_doubled() {
    let scratch = tempdir().expect("a scratch folder");
    let folder = scratch.path().join("index");
    let index = Index::open(&folder).expect("a new index");
    let old = Records::of(300);
    old.sync(&index);
    let mut records = Records::of(2_500);
    records.version = 2;
    let mut left = Vec::new();
    let reported = Reported::default();
    let stop = AtomicBool::new(false);
    let update = Update {
        parse: &|_, stretch, take| {
            let stretch = stretch.unwrap_or(0..u64::MAX);
            // A million bytes from report to report, so that it is time for a commit midway.
            reported.wait(usize::try_from(stretch.start >> 20).expect("a few"));
            records.give(stretch, &stop, take)
        },
        watch: &mut |_| {
            let committed = fs::read(folder.join("meta.json")).expect("what was committed");
            if left.last().is_none_or(|(_, last)| *last != committed) {
                let copied = scratch.path().join(left.len().to_string());
                copy(&folder, &copied);
                left.push((copied, committed));
            }
            reported.again();
        },
        stop: &stop,
    };
    let outcome = index.update([Ok(records.state())].into_iter(), update);
    assert_eq!(outcome.expect("an index").read, 1);
    let mut read = Vec::new();
    for (copied, _) in &left {
        let index = Index::open(copied).expect("what was left is an index");
        let mut again = Records::of(2_500);
        again.version = 2;
        again.sync(&index);
        check(&index, 2, 2_500);
        read.push(again.read());
    }
    assert_eq!(read.first(), Some(&2_500), "nothing was committed at first");
    assert_eq!(read.last(), Some(&0), "everything was at last");
    assert!(
        read.iter().any(|&count| count > 0 && count < 2_500),
        "{read:?}"
    );
}
