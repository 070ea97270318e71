//! The thread that keeps marks: whatever is noted goes through its inbox, in order, and none of it is
//! passed over. So what is asked after something was noted knows of it, and no other thread waits for
//! the disk.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::index::query::{Mark, Marked};
use crate::marks::{Bounds, Card, Dated, Heard, Kind, Newest, Note, Request, Store};
use crate::story::Identity;
use crate::worker::Reply;

/// How long nothing must have been asked before the store is copied.
const IDLE: Duration = Duration::from_secs(3);
/// Milliseconds after which it is noted anew that somebody is here.
const MINUTE: i64 = 60 * 1000;

/// What the thread is asked.
enum Errand {
    Serve(Request),
    Kind(Kind, Sender<Result<Arc<HashSet<u64>>, String>>),
    Since(Sender<i64>),
    Notes(Sender<Vec<Note>>),
    Cards(Sender<Vec<Card>>),
    Editions(Identity, Sender<Vec<Dated>>),
    Newest(Sender<Vec<Newest>>),
    End,
}

/// The inbox of the thread.
#[derive(Clone)]
pub(super) struct Keeper {
    inbox: Sender<Errand>,
}

impl Keeper {
    /// Starts the thread, with its store in a folder, or in memory where none is named, and so many
    /// earlier texts.
    pub(super) fn spawn(
        (folder, bounds): (Option<PathBuf>, Bounds),
        library: String,
        sink: impl Fn(Reply) + Send + 'static,
    ) -> Result<(Self, JoinHandle<()>)> {
        let (inbox, errands) = channel();
        let work = move || {
            if let Some(mut keeping) = Keeping::open(folder, library, sink) {
                keeping.store.keep_within(bounds);
                keeping.run(&errands);
            }
        };
        let thread = Builder::new().name("byline marks".to_owned()).spawn(work);
        let thread = thread.context("cannot start a thread")?;
        Ok((Self { inbox }, thread))
    }

    /// Notes or asks something; the answer comes as a [`Reply::Marks`].
    pub(super) fn serve(&self, request: Request) {
        // Where the thread has ended, nobody looks at marks any more.
        let _ = self.inbox.send(Errand::Serve(request));
    }

    /// Lets the thread end, once everything before is done.
    pub(super) fn end(&self) {
        let _ = self.inbox.send(Errand::End);
    }

    /// All notes.
    pub(super) fn notes(&self) -> Result<Vec<Note>> {
        self.ask(Errand::Notes)
    }

    /// The cards of all stories that something is noted of.
    pub(super) fn cards(&self) -> Result<Vec<Card>> {
        self.ask(Errand::Cards)
    }

    /// All texts that are kept of a story, the oldest first.
    pub(super) fn editions(&self, story: Identity) -> Result<Vec<Dated>> {
        self.ask(|answer| Errand::Editions(story, answer))
    }

    /// The newest text that is kept of each story.
    pub(super) fn newest_editions(&self) -> Result<Vec<Newest>> {
        self.ask(Errand::Newest)
    }

    fn ask<T>(&self, errand: impl FnOnce(Sender<T>) -> Errand) -> Result<T> {
        let (sender, answer) = channel();
        let sent = self.inbox.send(errand(sender));
        sent.ok().context("the marks are closed")?;
        answer.recv().context("the marks are closed")
    }
}

impl Marked for Keeper {
    fn stories(&mut self, mark: &Mark) -> Result<Arc<HashSet<u64>>> {
        let kind = kind(mark);
        let answer = self.ask(|sender| Errand::Kind(kind, sender))?;
        answer.map_err(anyhow::Error::msg)
    }

    fn since(&mut self) -> Result<u64> {
        let since = self.ask(Errand::Since)?;
        Ok(u64::try_from(since / 1000).unwrap_or(0))
    }
}

/// A mark of a query as the store knows it. What is new is made of others.
pub(super) fn kind(mark: &Mark) -> Kind {
    match mark {
        Mark::Read | Mark::New => Kind::Read,
        Mark::Starred => Kind::Starred,
        Mark::Started => Kind::Started,
        Mark::Tag(tag) => Kind::Tag(tag.clone()),
        Mark::Changed => Kind::Changed,
    }
}

/// What the thread works with.
struct Keeping<Sink> {
    store: Store,
    library: String,
    since: i64,
    /// When it was noted last that somebody is here.
    seen: i64,
    sink: Sink,
}

impl<Sink: Fn(Reply)> Keeping<Sink> {
    fn open(folder: Option<PathBuf>, library: String, sink: Sink) -> Option<Self> {
        let opened = match folder {
            Some(folder) => Store::open(&folder),
            None => Store::in_memory().map(|store| (store, None)),
        };
        let (mut store, said) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                sink(Reply::Failed(format!("no marks are kept: {error:#}")));
                return None;
            }
        };
        if let Some(said) = said {
            sink(Reply::Marks(Heard::Trouble(said)));
        }
        let seen = now();
        let since = store.visit(&library, seen).unwrap_or(seen);
        Some(Self {
            store,
            library,
            since,
            seen,
            sink,
        })
    }

    fn run(&mut self, errands: &Receiver<Errand>) {
        let mut wants_copy = self.store.wants_copy();
        loop {
            let next = if wants_copy {
                errands.recv_timeout(IDLE)
            } else {
                errands.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match next {
                Ok(Errand::End) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(errand) => self.carry_out(errand),
                Err(RecvTimeoutError::Timeout) => {
                    wants_copy = false;
                    let said = self.store.copy_away();
                    self.say(said.map(Heard::Trouble));
                }
            }
        }
        self.store.leave(&self.library, now());
    }

    fn carry_out(&mut self, errand: Errand) {
        // Whoever asked may have gone.
        match errand {
            Errand::Serve(request) => {
                let now = now();
                let heard = self.store.serve(&request, now);
                self.say(heard);
                if now - self.seen > MINUTE {
                    self.seen = now;
                    self.store.leave(&self.library, now);
                }
            }
            Errand::Kind(kind, answer) => {
                let stories = self.store.kind(&kind).map_err(|error| error.to_string());
                let _ = answer.send(stories);
            }
            Errand::Since(answer) => {
                let _ = answer.send(self.since);
            }
            Errand::Notes(answer) => {
                let _ = answer.send(self.store.notes().unwrap_or_default());
            }
            Errand::Cards(answer) => {
                let _ = answer.send(self.store.cards().unwrap_or_default());
            }
            Errand::Editions(story, answer) => {
                let _ = answer.send(self.store.editions(story).unwrap_or_default());
            }
            Errand::Newest(answer) => {
                let _ = answer.send(self.store.newest_editions().unwrap_or_default());
            }
            Errand::End => {}
        }
    }

    fn say(&self, heard: impl IntoIterator<Item = Heard>) {
        for heard in heard {
            (self.sink)(Reply::Marks(heard));
        }
    }
}

/// Milliseconds since 1970 UTC.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}
