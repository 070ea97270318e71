//! Archives elsewhere: asked on threads of their own, so that a slow one holds nothing up. A question that a
//! newer one has overtaken is not asked, and what comes to an older one is dropped.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::config::NamedArchive;
use crate::index::query::Copies;
use crate::index::{Cancel, Page, Query, Row, Total, Utterances, Window};
use crate::remote::Remote;
use crate::remote::address;
use crate::story::{Story, StoryId};
use crate::worker::keeper::Keeper;
use crate::worker::search::{self, Searches};
use crate::worker::{Answer, Generation, Reply, Scope, SearchRequest};

/// A key that comes sooner than this after the one before takes its place.
const OVERTAKEN: Duration = Duration::from_millis(30);
/// Questions that may be on their way at once: those given up end by themselves.
const ON_THEIR_WAY: usize = 6;

/// The archives of the configuration, each opened when it is asked first.
#[derive(Clone, Default)]
pub(super) struct Archives {
    slots: Arc<Vec<Slot>>,
}

struct Slot {
    named: NamedArchive,
    opened: OnceLock<Remote>,
}

impl Archives {
    pub(super) fn new(archives: Vec<NamedArchive>) -> Self {
        let slot = |named| Slot {
            named,
            opened: OnceLock::new(),
        };
        Self {
            slots: Arc::new(archives.into_iter().map(slot).collect()),
        }
    }

    /// The archive that a story lies in, and its id there.
    pub(super) fn of(&self, id: &StoryId) -> Option<(String, StoryId)> {
        let (name, inner) = address::inner(id)?;
        let is_known = self.slots.iter().any(|slot| slot.named.name == name);
        is_known.then(|| (name.to_owned(), inner))
    }

    /// Reads a story of an archive.
    pub(super) fn load(&self, archive: &str, inner: &StoryId) -> Result<Arc<Story>> {
        self.open(archive)?.load(inner)
    }

    fn said(&self, said: &Said, keeper: &mut Keeper) -> Result<Utterances> {
        let query = Query::parse(&said.text).knowing(keeper)?;
        let remote = self.open(&said.archive)?;
        remote.utterances(&query, said.window, &said.cancel)
    }

    fn open(&self, name: &str) -> Result<Remote> {
        let slot = self.slots.iter().rfind(|slot| slot.named.name == name);
        let slot = slot.with_context(|| format!("there is no archive {name}"))?;
        if let Some(remote) = slot.opened.get() {
            return Ok(remote.clone());
        }
        let remote = Remote::open(&slot.named)?;
        Ok(slot.opened.get_or_init(|| remote).clone())
    }

    fn in_scope(&self, scope: &Scope) -> Vec<String> {
        let names = self.slots.iter().map(|slot| slot.named.name.clone());
        match scope {
            Scope::Library => Vec::new(),
            Scope::Archive(name) => vec![name.clone()],
            Scope::All => names.collect(),
        }
    }
}

/// Asks archives.
pub(super) struct Far<Sink> {
    archives: Archives,
    /// What the library says to the same, where all are asked.
    library: Searches,
    keeper: Keeper,
    newest: Arc<AtomicU64>,
    on_their_way: Arc<AtomicUsize>,
    sink: Sink,
}

/// What all that were asked say to one question.
struct Gathered {
    request: SearchRequest,
    pages: Vec<Page>,
    /// Archives that have not answered.
    awaited: usize,
    /// Whether one of them did not.
    is_partial: bool,
    is_by_date: bool,
}

impl<Sink: Fn(Reply) + Send + Clone + 'static> Far<Sink> {
    /// Starts the thread that asks.
    pub(super) fn spawn(
        archives: Archives,
        library: Searches,
        keeper: Keeper,
        newest: Arc<AtomicU64>,
        sink: Sink,
    ) -> Result<(Sender<SearchRequest>, JoinHandle<()>)> {
        let mut far = Self {
            archives,
            library,
            keeper,
            newest,
            on_their_way: Arc::default(),
            sink,
        };
        let (sender, inbox) = channel();
        let work = move || {
            while let Some(request) = settled(&inbox) {
                far.ask(&request);
            }
        };
        let thread = Builder::new().name("byline far".to_owned()).spawn(work);
        Ok((sender, thread.context("cannot start a thread")?))
    }

    fn ask(&mut self, request: &SearchRequest) {
        let names = self.archives.in_scope(&request.scope);
        let is_alone = matches!(request.scope, Scope::Archive(_));
        let fail =
            |error: &anyhow::Error| Reply::Unsearched(request.generation, format!("{error:#}"));
        let query = match self.query(request) {
            Ok(query) => query,
            Err(error) => return (self.sink)(fail(&error)),
        };
        let window = request.window;
        let upto = Window {
            offset: 0,
            limit: window.offset.saturating_add(window.limit),
        };
        let mut pages = Vec::new();
        if !is_alone {
            let here = SearchRequest {
                window: upto,
                ..request.clone()
            };
            match self.library.answer(&here, &|_| ()) {
                Ok(Some(Reply::Page(_, page))) => pages.push(page),
                Ok(_) => return,
                Err(error) => return (self.sink)(fail(&error)),
            }
        }
        let gathered = Arc::new(Mutex::new(Gathered {
            request: request.clone(),
            pages,
            awaited: names.len(),
            is_partial: false,
            is_by_date: query.is_in_order_of_time(),
        }));
        let window = if is_alone { window } else { upto };
        for name in names {
            self.send(&name, query.clone(), window, &gathered);
        }
    }

    /// The query with what the reader has marked put in.
    fn query(&self, request: &SearchRequest) -> Result<Query> {
        let query = Query::parse(&request.text).knowing(&mut self.keeper.clone())?;
        let query = match &request.days {
            Some(days) => query.published_in(days.clone()),
            None => query,
        };
        Ok(match request.copies {
            Copies::All => query.with_copies(Copies::All),
            Copies::Folded => query,
        })
    }

    /// Asks one archive on a thread of its own.
    fn send(&self, name: &str, query: Query, window: Window, gathered: &Arc<Mutex<Gathered>>) {
        if self.on_their_way.fetch_add(1, Ordering::Relaxed) >= ON_THEIR_WAY {
            self.on_their_way.fetch_sub(1, Ordering::Relaxed);
            let mut gathered = lock(gathered);
            gathered.failed(name, "it is slow; the next key asks it again", &self.sink);
            return;
        }
        let generation = lock(gathered).request.generation;
        let cancel = Cancel::when_passed(self.newest.clone(), generation.0);
        let (archives, on_their_way) = (self.archives.clone(), self.on_their_way.clone());
        let (name, gathered, sink) = (name.to_owned(), gathered.clone(), self.sink.clone());
        let work = move || {
            let answer = archives
                .open(&name)
                .and_then(|remote| remote.page(&query, window, &cancel));
            on_their_way.fetch_sub(1, Ordering::Relaxed);
            if cancel.is_stale() {
                return;
            }
            let mut gathered = lock(&gathered);
            match answer {
                Ok(page) => gathered.take(page, &sink),
                Err(error) => gathered.failed(&name, &format!("{error:#}"), &sink),
            }
        };
        // Where the system gives no thread, the next key asks again.
        let _ = Builder::new().name("byline archive".to_owned()).spawn(work);
    }
}

/// What somebody wants to know of what was said in an archive.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) archive: String,
    pub(super) text: String,
    pub(super) window: Window,
    pub(super) generation: Generation,
    pub(super) cancel: Cancel,
}

/// Starts the thread that asks archives what was said in them, each question on a thread of its own.
pub(super) fn hear<Sink: Fn(Reply) + Send + Clone + 'static>(
    archives: Archives,
    keeper: Keeper,
    sink: Sink,
) -> Result<Sender<Said>> {
    let (sender, inbox) = channel();
    let work = move || {
        while let Some(said) = settled(&inbox) {
            let (archives, mut keeper, sink) = (archives.clone(), keeper.clone(), sink.clone());
            let ask = move || {
                let answer = archives.said(&said, &mut keeper);
                if said.cancel.is_stale() {
                    return;
                }
                sink(match answer {
                    Ok(found) => Reply::Answer(said.generation, Answer::Utterances(found)),
                    Err(error) => {
                        let told = format!("{}: {error:#}", said.archive);
                        Reply::Unanswered(said.generation, told)
                    }
                });
            };
            // Where the system gives no thread, the next key asks again.
            let _ = Builder::new().name("byline archive".to_owned()).spawn(ask);
        }
    };
    let thread = Builder::new()
        .name("byline far said".to_owned())
        .spawn(work);
    thread.context("cannot start a thread")?;
    Ok(sender)
}

/// Waits for a question that no newer one overtakes at once.
fn settled<Question>(inbox: &Receiver<Question>) -> Option<Question> {
    let mut request = inbox.recv().ok()?;
    loop {
        match inbox.recv_timeout(OVERTAKEN) {
            Ok(newer) => request = newer,
            Err(RecvTimeoutError::Timeout) => return Some(request),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// Nobody panics while holding it; if somebody did, what was gathered is whole.
fn lock(gathered: &Mutex<Gathered>) -> std::sync::MutexGuard<'_, Gathered> {
    gathered.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Gathered {
    fn take(&mut self, mut page: Page, sink: &impl Fn(Reply)) {
        self.awaited -= 1;
        page.hints.extend(search::read_as(&self.request.text));
        if matches!(self.request.scope, Scope::Archive(_)) {
            return sink(Reply::Page(self.request.generation, page));
        }
        self.pages.push(page);
        sink(Reply::Page(self.request.generation, self.together()));
    }

    fn failed(&mut self, name: &str, message: &str, sink: &impl Fn(Reply)) {
        self.awaited -= 1;
        self.is_partial = true;
        let message = format!("{name}: {message}");
        if matches!(self.request.scope, Scope::Archive(_)) {
            return sink(Reply::Unsearched(self.request.generation, message));
        }
        sink(Reply::Page(self.request.generation, self.together()));
        sink(Reply::Failed(message));
    }

    /// One list of all that came, in one order.
    fn together(&self) -> Page {
        let lists = self.pages.iter().map(|page| page.rows.clone()).collect();
        let rows = interleaved(lists, self.is_by_date);
        let window = self.request.window;
        let count = self.pages.iter().map(|page| page.total.count()).sum();
        let is_exact = |page: &Page| matches!(page.total, Total::Exact(_));
        let is_all = self.awaited == 0 && !self.is_partial && self.pages.iter().all(is_exact);
        Page {
            total: if is_all {
                Total::Exact(count)
            } else {
                Total::AtLeast(count)
            },
            window,
            rows: rows
                .into_iter()
                .skip(window.offset)
                .take(window.limit)
                .collect(),
            hints: distinct(self.pages.iter().flat_map(|page| page.hints.clone())),
        }
    }
}

fn distinct(hints: impl Iterator<Item = crate::index::Hint>) -> Vec<crate::index::Hint> {
    let mut all: Vec<crate::index::Hint> = Vec::new();
    for hint in hints {
        if !all.contains(&hint) {
            all.push(hint);
        }
    }
    all
}

/// Rows of several lists: by date, or in turn, since a rank says nothing beyond its own list.
fn interleaved(lists: Vec<Vec<Row>>, is_by_date: bool) -> Vec<Row> {
    let place = |(list, rows): (usize, Vec<Row>)| {
        let rows = rows.into_iter().enumerate();
        rows.map(move |(rank, row)| (rank, list, row))
            .collect::<Vec<_>>()
    };
    let mut all: Vec<(usize, usize, Row)> = lists.into_iter().enumerate().flat_map(place).collect();
    if is_by_date {
        // Each list is in order already, so that equal days stay as they were.
        all.sort_by_key(|(_, _, row)| Reverse(row.date.map(|date| date.seconds)));
    } else {
        all.sort_by_key(|&(rank, list, _)| (rank, list));
    }
    all.into_iter().map(|(_, _, row)| row).collect()
}

/// What the library says first, where archives are still asked: there may be more.
pub(super) fn so_far(generation: Generation, page: Page) -> Reply {
    let total = Total::AtLeast(page.total.count());
    Reply::Page(generation, Page { total, ..page })
}

#[cfg(test)]
mod tests {
    use super::interleaved;
    use crate::index::Row;
    use crate::story::{Date, Identity, StoryId, StoryKind};

    fn row(path: &str, day: i64) -> Row {
        Row {
            id: StoryId {
                path: path.into(),
                ordinal: 0,
                offset: 0,
            },
            identity: Identity(0),
            headline: path.to_owned(),
            date: Some(Date {
                seconds: day * 86_400,
                has_time: false,
            }),
            source: None,
            deck: None,
            voices: Vec::new(),
            kind: StoryKind::Report,
            words: 1,
            quotations: 0,
            copies: 0,
            score: 0.0,
            passage: None,
        }
    }

    #[test]
    fn lists_stand_in_one_order() {
        let lists = || {
            vec![
                vec![row("a", 9), row("b", 3)],
                vec![row("c", 7), row("d", 1)],
            ]
        };
        let names = |rows: Vec<Row>| rows.into_iter().map(|row| row.headline).collect::<String>();
        assert_eq!(names(interleaved(lists(), true)), "acbd");
        assert_eq!(names(interleaved(lists(), false)), "acbd");
        let uneven = vec![vec![row("a", 1)], vec![row("c", 7), row("d", 1)]];
        assert_eq!(names(interleaved(uneven.clone(), true)), "cad");
        assert_eq!(names(interleaved(uneven, false)), "acd");
    }
}
