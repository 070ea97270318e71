//! Files → documents, on a few threads: reading and parsing take longer than sending.

use std::collections::{BTreeSet, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::{Result, anyhow};

use super::journal::Journal;
use crate::index::pushed::{self, Document, Sending};
use crate::library::{Entry, Library};
use crate::remote::kept;
use crate::story::{Story, StoryId};

/// Stories that wait to be sent, at most.
const WAITING: usize = 64;
const MOST_THREADS: usize = 8;

/// What is to be sent.
pub(super) struct Work {
    /// Files that are new or have changed.
    pub(super) files: Vec<Entry>,
    /// Paths of all files, those that could not be listed left out.
    pub(super) all: HashSet<String>,
    /// Number of files that were sent before.
    pub(super) unchanged: usize,
    /// What could not be read.
    pub(super) failed: Vec<String>,
}

impl Work {
    /// What a library holds and an archive has not taken.
    pub(super) fn of(library: &Library, journal: &Journal) -> Self {
        let mut work = Self {
            files: Vec::new(),
            all: HashSet::new(),
            unchanged: 0,
            failed: Vec::new(),
        };
        for entry in library.walk() {
            match entry {
                Ok(entry) => {
                    work.all.insert(entry.path.to_string());
                    if journal.has(&entry) {
                        work.unchanged += 1;
                    } else if library.leaves_out(&entry) {
                        work.failed
                            .push(format!("{}: it is too large; see `largest`", entry.path));
                    } else {
                        work.files.push(entry);
                    }
                }
                Err(unseen) => {
                    // What lies there is not known, so nothing of it is taken away.
                    work.all.insert(unseen.path.to_string());
                    work.failed.push(unseen.to_string());
                }
            }
        }
        work.files.sort_by(|one, other| one.path.cmp(&other.path));
        work
    }
}

/// What was read of a file.
pub(super) enum Parsed {
    /// One of its stories.
    Story {
        /// Which of the files.
        file: usize,
        /// Which story, for those who are told of it.
        id: StoryId,
        /// Its documents, the story first.
        documents: Vec<Document>,
        /// Words in it, with their fields.
        words: Vec<(&'static str, String)>,
    },
    /// That was all of it, or what went wrong.
    End {
        /// Which of the files.
        file: usize,
        /// How it ended.
        read: Result<()>,
    },
}

/// Reads all files and hands on what is in them; ends early where `take` fails.
pub(super) fn each(
    library: &Library,
    work: &Work,
    sending: Sending<'_>,
    stop: &AtomicBool,
    take: &mut dyn FnMut(Parsed) -> Result<()>,
) -> Result<()> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST_THREADS);
    let next = AtomicUsize::new(0);
    let given_up = AtomicBool::new(false);
    let (sender, receiver) = sync_channel(WAITING);
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, given_up) = (&next, &given_up);
            scope.spawn(move || {
                loop {
                    let file = next.fetch_add(1, Ordering::Relaxed);
                    let is_over = stop.load(Ordering::Relaxed) || given_up.load(Ordering::Relaxed);
                    let Some(entry) = work.files.get(file).filter(|_| !is_over) else {
                        return;
                    };
                    let read = || read(library, (file, entry), sending, &sender);
                    let read = catch_unwind(AssertUnwindSafe(read));
                    let read = read.unwrap_or_else(|_| {
                        Err(anyhow!("{}: byline fails to read it", entry.path))
                    });
                    if sender.send(Parsed::End { file, read }).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for parsed in &receiver {
            if let Err(error) = take(parsed) {
                given_up.store(true, Ordering::Relaxed);
                // Whoever waits to hand something on is told that nobody takes it.
                drop(receiver);
                return Err(error);
            }
        }
        Ok(())
    })
}

fn read(
    library: &Library,
    (file, entry): (usize, &Entry),
    sending: Sending<'_>,
    sender: &SyncSender<Parsed>,
) -> Result<()> {
    let mut packed = Ok(());
    library.stories_with(&entry.path, &mut |id, story| {
        if packed.is_ok() {
            packed = pack(file, id, &story, sending).map(|parsed| {
                // Where nobody takes it, the push has ended.
                let _ = sender.send(parsed);
            });
        }
    })?;
    packed
}

fn pack(file: usize, id: StoryId, story: &Story, sending: Sending<'_>) -> Result<Parsed> {
    let told = kept::pack(&id, story)?;
    let mut words = BTreeSet::new();
    let documents = pushed::documents(sending, &id, story, told, &mut |field, word| {
        words.insert((field, word.to_owned()));
    });
    Ok(Parsed::Story {
        file,
        id,
        documents,
        words: words.into_iter().collect(),
    })
}
