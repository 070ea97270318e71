//! Reads files into parts of the index, on several threads that each read, parse and index.

use std::collections::HashSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, anyhow};
use tantivy::index::SegmentId;
use tantivy::{IndexWriter, TantivyDocument};

use crate::index::document::ReadStretch;
use crate::index::document::{Documents, FiledFile};
use crate::index::sync::arrivals::Arrivals;
use crate::index::sync::compare::Job;
use crate::index::sync::divided::Divided;
use crate::index::sync::known::Before;
use crate::index::sync::part::{Outdated, Part};
use crate::index::sync::update::{FileState, Parse, Progress, Take};
use crate::story::StoryId;

/// What the threads share.
pub(super) struct Round<'a> {
    pub(super) engine: &'a tantivy::Index,
    pub(super) documents: &'a Documents,
    pub(super) arrivals: Arc<Arrivals>,
    pub(super) parse: &'a Parse<'a>,
    pub(super) writer: &'a Mutex<IndexWriter>,
    pub(super) stop: &'a AtomicBool,
    /// What the index consisted of before.
    pub(super) parts: Arc<HashSet<SegmentId>>,
    pub(super) threads: usize,
    /// Bytes of memory for each thread.
    pub(super) budget: usize,
    /// How far they are.
    pub(super) done: Done,
    /// Boosted when what was read shall be handed in.
    pub(super) calls: AtomicUsize,
}

/// How much was read.
#[derive(Default)]
pub(super) struct Done {
    pub(super) files: AtomicUsize,
    /// Files that were read and hold no story.
    pub(super) empty: AtomicUsize,
    pub(super) stories: AtomicUsize,
    pub(super) bytes: AtomicU64,
}

impl Done {
    /// Puts into `progress` how far these threads are beyond what it was before they began.
    pub(super) fn tell(&self, before: Progress, progress: &mut Progress) {
        progress.done = before.done + self.files.load(Ordering::Relaxed);
        progress.stories = before.stories + self.stories.load(Ordering::Relaxed);
        progress.bytes = before.bytes + self.bytes.load(Ordering::Relaxed);
    }
}

/// What a thread has to say.
pub(super) enum Said {
    /// A file could not be read.
    Failed(String),
    /// The thread with this number has handed in what it had, as it was called to.
    HandedIn(usize),
    /// It has ended, and everything is handed in; or it could not be written.
    Ended(usize, Result<()>),
}

/// What a thread does before it looks up.
enum Task<'a> {
    File(&'a Job, Option<Outdated>),
    Stretch(usize, usize),
}

/// Reads files until all are done or somebody says stop, on several threads; `follow` hears
/// what they have to say.
pub(super) fn run<T>(
    jobs: &[Job],
    round: &Round<'_>,
    follow: impl FnOnce(&Receiver<Said>) -> T,
) -> T {
    let (divided, tasks) = round.tasks(jobs);
    let next = AtomicUsize::new(0);
    let broken = AtomicBool::new(false);
    let (sender, said) = channel();
    std::thread::scope(|scope| {
        for number in 0..round.threads {
            let (tasks, divided) = (&tasks, &divided);
            let (next, broken) = (&next, &broken);
            let sender = sender.clone();
            scope.spawn(move || {
                let mut worker = Worker {
                    round,
                    divided,
                    number,
                    said: &sender,
                    part: None,
                    answered: 0,
                };
                let turn = || {
                    let goes_on =
                        !round.stop.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed);
                    goes_on.then(|| tasks.get(next.fetch_add(1, Ordering::Relaxed)))?
                };
                let result = worker.work(turn);
                broken.fetch_or(result.is_err(), Ordering::Relaxed);
                let _ = sender.send(Said::Ended(number, result));
            });
        }
        drop(sender);
        follow(&said)
    })
}

impl Round<'_> {
    fn tasks<'a>(&self, jobs: &'a [Job]) -> (Vec<Divided<'a>>, Vec<Task<'a>>) {
        let (mut all, mut tasks) = (Vec::new(), Vec::new());
        for job in jobs {
            let (held, outdated) = match &job.before {
                Before::Some(held) => (held.as_slice(), None),
                Before::Nothing => (&[][..], None),
                Before::Another | Before::All => {
                    let term = self.documents.term_of(&job.file.path);
                    (&[][..], Some(Outdated::new(term, &self.parts)))
                }
            };
            match Divided::new(job, held, outdated.clone()) {
                Some(divided) => {
                    let file = all.len();
                    tasks.extend((0..divided.len()).map(|stretch| Task::Stretch(file, stretch)));
                    all.push(divided);
                }
                None => tasks.push(Task::File(job, outdated)),
            }
        }
        (all, tasks)
    }
}

struct Worker<'a> {
    round: &'a Round<'a>,
    divided: &'a [Divided<'a>],
    number: usize,
    said: &'a Sender<Said>,
    part: Option<Part>,
    /// The last call that was answered.
    answered: usize,
}

impl Worker<'_> {
    fn work<'t>(&mut self, mut turn: impl FnMut() -> Option<&'t Task<'t>>) -> Result<()> {
        while let Some(task) = turn() {
            match task {
                Task::File(job, outdated) => self.read(&job.file, outdated.as_ref())?,
                Task::Stretch(file, stretch) => {
                    self.read_stretch(&self.divided[*file], *stretch)?;
                }
            }
            let calls = self.round.calls.load(Ordering::Relaxed);
            if calls != self.answered {
                self.hand_in()?;
                self.answered = calls;
                let _ = self.said.send(Said::HandedIn(self.number));
            } else if self.part.as_ref().is_some_and(Part::is_full) {
                self.hand_in()?;
            }
        }
        self.hand_in()
    }

    /// Replaces what the index has of a file. A file that the disk does not give is tried again
    /// next time; one that holds nothing to read is not.
    fn read(&mut self, file: &FileState, outdated: Option<&Outdated>) -> Result<()> {
        let filed = filed(file);
        let done = &self.round.done;
        let mut documents = Vec::new();
        let failure = self.parse(file, None, &mut |id, story| {
            let added = self.round.arrivals.of(&story);
            documents.extend(self.round.documents.story(&filed, &id, &story, added));
            done.stories.fetch_add(1, Ordering::Relaxed);
        });
        let is_given = !failure.as_ref().is_some_and(is_of_disk);
        let is_empty = documents.is_empty() && failure.is_none();
        done.empty
            .fetch_add(usize::from(is_empty), Ordering::Relaxed);
        if is_given || !documents.is_empty() {
            let version = if is_given { file.version } else { UNREAD };
            let filed = FiledFile { version, ..filed };
            documents.push(self.round.documents.file(&filed));
            self.add(documents, outdated)?;
        }
        done.bytes.fetch_add(file.bytes, Ordering::Relaxed);
        done.files.fetch_add(1, Ordering::Relaxed);
        self.tell(failure);
        Ok(())
    }

    /// Reads a stretch of a file of records. One that the disk does not give is not taken in, nor
    /// is what comes after it, whose ordinals nobody knows.
    fn read_stretch(&mut self, divided: &Divided<'_>, number: usize) -> Result<()> {
        let file = divided.file;
        let filed = filed(file);
        let stretch = divided.stretch(number);
        let mut stories = Vec::new();
        let failure = self.parse(file, Some(stretch.clone()), &mut |id, story| {
            stories.push((id, story));
        });
        let is_given = !failure.as_ref().is_some_and(is_of_disk);
        let count = u32::try_from(stories.len()).unwrap_or(u32::MAX);
        let first = divided.first(number, is_given.then_some(count));
        if let (Some(first), true) = (first, is_given) {
            let mut documents = Vec::new();
            for (id, story) in stories {
                let ordinal = id.ordinal.saturating_add(first);
                let id = StoryId { ordinal, ..id };
                let added = self.round.arrivals.of(&story);
                documents.extend(self.round.documents.story(&filed, &id, &story, added));
            }
            let next = first.saturating_add(count);
            let held = ReadStretch {
                stretch: stretch.clone(),
                next,
            };
            documents.push(self.round.documents.stretch(&filed, &held));
            self.add(documents, divided.outdated.as_ref())?;
        }
        let done = &self.round.done;
        done.stories.fetch_add(count as usize, Ordering::Relaxed);
        let bytes = stretch.end - stretch.start;
        done.bytes.fetch_add(bytes, Ordering::Relaxed);
        if divided.is_last() {
            done.files.fetch_add(1, Ordering::Relaxed);
        }
        self.tell(failure);
        Ok(())
    }

    /// Gives the stories of a file, or of a stretch of it, and what went wrong.
    fn parse(
        &self,
        file: &FileState,
        stretch: Option<Range<u64>>,
        take: &mut Take<'_>,
    ) -> Option<anyhow::Error> {
        let parse = || (self.round.parse)(&file.path, stretch, take);
        let result = catch_unwind(AssertUnwindSafe(parse));
        result
            .unwrap_or_else(|_| Err(anyhow!("the parser gave up on {}", file.path)))
            .err()
    }

    fn add(&mut self, documents: Vec<TantivyDocument>, outdated: Option<&Outdated>) -> Result<()> {
        let part = match &mut self.part {
            Some(part) => part,
            none => none.insert(Part::new(self.round.engine, self.round.budget)?),
        };
        part.add(documents, outdated).context(CANNOT_INDEX)
    }

    fn hand_in(&mut self) -> Result<()> {
        let part = self.part.take();
        part.map_or(Ok(()), |part| part.hand_in(self.round.writer))
            .context(CANNOT_INDEX)
    }

    fn tell(&self, failure: Option<anyhow::Error>) {
        if let Some(error) = failure {
            let _ = self.said.send(Said::Failed(format!("{error:#}")));
        }
    }
}

const CANNOT_INDEX: &str = "cannot write the index";

/// The version of a file that could not be read to its end: every other is newer.
const UNREAD: u64 = 0;

fn filed(file: &FileState) -> FiledFile<'_> {
    FiledFile {
        path: &file.path,
        version: file.version,
        modified: file.modified,
    }
}

fn is_of_disk(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(<dyn std::error::Error>::is::<std::io::Error>)
}
