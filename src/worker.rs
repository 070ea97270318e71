//! Threads for slow work. Each owns what it works on, takes the newest request from its inbox and
//! answers with a [`Reply`]; a stale answer is told by its generation.
//!
//! The search thread answers while the index is being written: it asks the last state that was
//! committed. Nothing here ends the program; a panic becomes a [`Reply::Failed`].

mod bring;
mod cache;
mod changed;
mod far;
mod follow;
mod keeper;
mod renamed;
mod search;
mod shared;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle};

use anyhow::{Context, Error, Result};

use crate::archive::Archive;
use crate::config::NamedArchive;
use crate::fetch;
use crate::index::facets::{Facet, FacetCount};
use crate::index::query::Copies;
use crate::index::sync::Outcome;
use crate::index::{
    Cancel, Completion, Judgements, Page, People, Progress, Related, Row, Timeline, Total,
    Utterances, Window,
};
use crate::library::Library;
use crate::marks::{Bounds, Changed, Heard, Note, Request};
use crate::remote::address;
use crate::story::{Identity, Story, StoryId};
use far::{Archives, Far, Said};
use follow::{Watched, Word};
use keeper::Keeper;
use search::Searches;
use shared::{Look, SharedArchive};

/// The archive that a story lies in; nothing of one of the library.
pub fn archive_of(id: &StoryId) -> Option<&str> {
    address::inner(id).map(|(archive, _)| archive)
}

/// Which state of the search box a page answers; a later edit has a greater one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

/// Whose stories are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Those of the library.
    #[default]
    Library,
    /// Those of the archive of this name.
    Archive(String),
    /// Those of the library and of all archives, in one list.
    All,
}

/// A question to the index. An empty text browses: all stories, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// The state of the box when it was asked.
    pub generation: Generation,
    /// The query as typed.
    pub text: String,
    /// Only stories published in these seconds since 1970 UTC, where given.
    pub days: Option<Range<i64>>,
    /// What is done with near copies, where the query does not say.
    pub copies: Copies,
    /// Which rows are wanted.
    pub window: Window,
    /// Whose stories.
    pub scope: Scope,
}

/// What a worker has to say.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An answer of the index. Where it is a lower bound, the complete one follows unless a newer
    /// question is asked.
    Page(Generation, Page),
    /// A story that was asked for.
    Story(StoryId, Arc<Story>),
    /// A story that was asked for and cannot be read: one sentence for the status line.
    Refused(StoryId, String),
    /// How far the update of the index is.
    Progress(Progress),
    /// How far the feeds are that are being fetched.
    Fetching(fetch::Progress),
    /// What came of the feeds.
    Fetched(fetch::Report),
    /// What else was asked of the index. Where a total is a lower bound, the complete answer follows
    /// unless something else is asked.
    Answer(Generation, Answer),
    /// What else was asked of the index could not be answered: one sentence.
    Unanswered(Generation, String),
    /// A page that was asked for could not be had: one sentence.
    Unsearched(Generation, String),
    /// Something failed that the index may be to blame for: it is looked at with the next update.
    Suspected,
    /// What the store of marks says.
    Marks(Heard),
    /// Something could not be done that nobody waits for: one sentence for the status line.
    Failed(String),
}

/// A question to the index that is not about a page of stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// What was said: a query and the rows wanted.
    Utterances(String, Window),
    /// What was said in an archive: its name, a query and the rows wanted.
    SaidIn(String, String, Window),
    /// Who speaks: the beginnings of the words of a name and the rows wanted.
    People(String, Window),
    /// When the stories that answer a query were published.
    Timeline(String),
    /// What the stories that answer a query share, at most so many values of each.
    Facets(String, usize),
    /// What is related to a story, at most so many.
    Related(StoryId, usize),
    /// How a query may go on.
    Complete(String),
    /// How many stories answer each of these queries.
    Count(Vec<String>),
    /// Where these stories lie, to go on with them.
    Begun(Vec<Identity>),
    /// Where a story lies.
    Locate(Identity),
    /// All stories that answer a query, only those published in these seconds where given.
    Everything(String, Option<Range<i64>>),
    /// Notes with these words, and the rows wanted.
    Notes(String, Window),
    /// What has become of the text of a story since it was read first.
    Changes(StoryId),
}

impl Ask {
    /// Which questions it takes the place of: those of its own kind.
    fn lane(&self) -> usize {
        match self {
            Self::Utterances(..)
            | Self::SaidIn(..)
            | Self::People(..)
            | Self::Facets(..)
            | Self::Related(..)
            | Self::Notes(..) => 0,
            Self::Timeline(_) => 1,
            Self::Complete(_) => 2,
            Self::Count(_) => 3,
            Self::Begun(_) => 4,
            Self::Locate(_) => 5,
            Self::Everything(..) => 6,
            Self::Changes(_) => 7,
        }
    }
}

/// Number of lanes; see [`Ask::lane`].
const LANES: usize = 8;

/// What the index says to an [`Ask`].
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// To [`Ask::Utterances`] and [`Ask::SaidIn`].
    Utterances(Utterances),
    /// To [`Ask::People`].
    People(People),
    /// To [`Ask::Timeline`].
    Timeline(Timeline),
    /// To [`Ask::Facets`].
    Facets(Vec<(Facet, FacetCount)>),
    /// To [`Ask::Related`].
    Related(StoryId, Vec<Related>),
    /// To [`Ask::Complete`].
    Completions(Vec<Completion>),
    /// To [`Ask::Count`], in its order.
    Counts(Vec<Total>),
    /// To [`Ask::Begun`]: those that the library holds.
    Begun(Vec<Row>),
    /// To [`Ask::Locate`].
    Located(Option<Box<Row>>),
    /// To [`Ask::Everything`].
    Everything(Vec<Row>),
    /// To [`Ask::Notes`].
    Notes(Notes),
    /// To [`Ask::Changes`]: the headline, and each change, the latest first.
    Changes(String, Vec<Changed>),
}

/// Notes that answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// How many there are in all.
    pub total: Total,
    /// Which of them these are.
    pub window: Window,
    /// The notes, each with where its story lies, if the library holds it.
    pub rows: Vec<(Note, Option<StoryId>)>,
}

/// The threads and their inboxes. They end when this is dropped.
pub struct Workers {
    inboxes: Option<Inboxes>,
    archives: Archives,
    keeper: Keeper,
    keeping: Option<JoinHandle<()>>,
    newest: Arc<AtomicU64>,
    newest_asks: Newest,
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
    /// What the watch needs, until it is set up; and how it is ended.
    watched: Option<Watched>,
    watcher: Option<SyncSender<Word>>,
}

/// The newest question of each lane.
type Newest = [Arc<AtomicU64>; LANES];

struct Inboxes {
    search: Sender<SearchRequest>,
    ask: Sender<(Generation, Ask)>,
    load: Sender<StoryId>,
    far: Sender<SearchRequest>,
    far_load: Sender<StoryId>,
    far_said: Sender<Said>,
    sync: Sender<()>,
    fetch: Sender<()>,
}

impl Workers {
    /// Starts the threads for a library with its index in the folder `index`, for a reader who says
    /// this of names, and marks that end with them. Where that folder cannot be used, the index is kept
    /// in memory and a reply says so.
    ///
    /// # Errors
    /// When the system gives no more threads or memory.
    pub fn spawn(
        library: Library,
        index: &Path,
        judgements: Arc<Judgements>,
        sink: impl Fn(Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        let beside = (None, Bounds::default(), Archives::default());
        Self::start(library, index, judgements, beside, sink)
    }

    /// The same with marks that are kept for good in the folder `marks`, and so many earlier texts.
    ///
    /// # Errors
    /// When the system gives no more threads or memory.
    pub fn spawn_keeping(
        library: Library,
        index: &Path,
        judgements: Arc<Judgements>,
        (marks, bounds): (&Path, Bounds),
        sink: impl Fn(Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        let beside = (marks, bounds, Vec::new());
        Self::spawn_asking(library, index, judgements, beside, sink)
    }

    /// The same with archives elsewhere that can be asked, too.
    ///
    /// # Errors
    /// When the system gives no more threads or memory.
    pub fn spawn_asking(
        library: Library,
        index: &Path,
        judgements: Arc<Judgements>,
        (marks, bounds, archives): (&Path, Bounds, Vec<NamedArchive>),
        sink: impl Fn(Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        let archives = Archives::new(archives);
        let beside = (Some(marks.to_path_buf()), bounds, archives);
        Self::start(library, index, judgements, beside, sink)
    }

    fn start(
        library: Library,
        index: &Path,
        judgements: Arc<Judgements>,
        (marks, bounds, archives): (Option<PathBuf>, Bounds, Archives),
        sink: impl Fn(Reply) + Send + Clone + 'static,
    ) -> Result<Self> {
        let apart = [Some(index), marks.as_deref()];
        let watched = Watched::new(&library, &apart, sink.clone());
        let (is_lasting, folder) = (!library.is_passing(), library.folder().to_path_buf());
        let state = marks.clone().filter(|_| is_lasting);
        let (keeper, keeping) = Keeper::spawn((marks, bounds), library.name(), sink.clone())?;
        let archive = open(library, index, &sink)?.judged_by(judgements);
        let newest = Arc::new(AtomicU64::new(0));
        let stop = Arc::new(AtomicBool::new(false));
        let library = archive.library.clone();
        let shared = Arc::new(SharedArchive::new(archive));
        let kept = state.clone();
        let searching =
            || Searches::new(shared.clone(), newest.clone(), keeper.clone(), kept.clone());
        let (mut questions, mut searches) = (searching(), searching());
        let far_said = far::hear(archives.clone(), keeper.clone(), sink.clone())?;
        let (far, _) = Far::spawn(
            archives.clone(),
            searching(),
            keeper.clone(),
            newest.clone(),
            sink.clone(),
        )?;
        let stopped = stop.clone();
        let (search, search_thread) = start(
            "search",
            sink.clone(),
            move |request: SearchRequest, sink: &_| answer_here(&mut searches, &request, sink),
            shared.unless_suspected(|request: &SearchRequest, message| {
                Reply::Unsearched(request.generation, message)
            }),
        )?;
        let newest_asks = Newest::default();
        let newest_ask = newest_asks.clone();
        let take = newest_of_each_lane;
        let (ask, ask_thread) = start_taking(
            "ask",
            sink.clone(),
            take,
            move |(generation, ask): (Generation, Ask), sink: &_| {
                let newest = newest_ask[ask.lane()].clone();
                let cancel = Cancel::when_passed(newest, generation.0);
                let show = |answer| sink(Reply::Answer(generation, answer));
                let answer = questions.ask(&ask, &cancel, &show);
                if cancel.is_stale() {
                    return Ok(None);
                }
                Ok(Some(Reply::Answer(generation, answer?)))
            },
            shared.unless_suspected(|(generation, _): &(Generation, Ask), message| {
                Reply::Unanswered(*generation, message)
            }),
        )?;
        let (load, load_thread) = start(
            "load",
            sink.clone(),
            move |id: StoryId, _: &_| {
                let story = library.load(&id)?;
                Ok(Some(Reply::Story(id, Arc::new(story))))
            },
            |id, error| Reply::Refused(id.clone(), format!("{error:#}")),
        )?;
        let far_load = load_far(archives.clone(), sink.clone())?;
        let failed = |&(): &(), error: &Error| Reply::Failed(format!("{error:#}"));
        let stopped_too = stop.clone();
        let told = Mutex::new(sink.clone());
        let bring = move |(), _: &_| match &state {
            Some(state) => bring::bring(&folder, state, &stopped_too, &told),
            None => Ok(None),
        };
        let (fetch, _) = start("fetch", sink.clone(), bring, failed)?;
        let follower = keeper.clone();
        let serve = move |(), sink: &_| update(&shared, &stopped, &follower, sink);
        let (sync, _) = start("sync", sink, serve, failed)?;
        Ok(Self {
            inboxes: Some(Inboxes {
                search,
                ask,
                load,
                far,
                far_load,
                far_said,
                sync,
                fetch,
            }),
            archives,
            keeper,
            keeping: Some(keeping),
            newest,
            newest_asks,
            stop,
            // The sync thread is left to itself at the end: what it has committed is safe. So are those
            // that wait for an archive.
            threads: vec![search_thread, ask_thread, load_thread],
            watched: is_lasting.then_some(watched),
            watcher: None,
        })
    }

    /// Asks the index. An older question that is not answered yet is given up.
    pub fn search(&self, request: SearchRequest) {
        self.newest
            .fetch_max(request.generation.0, Ordering::Relaxed);
        if request.scope != Scope::Library {
            let request = request.clone();
            self.send(|inboxes| inboxes.far.send(request).is_ok());
        }
        // Where archives are asked, too, the library has the first word, but not about later rows.
        let is_of_library = request.scope == Scope::Library;
        if is_of_library || request.scope == Scope::All && request.window.offset == 0 {
            self.send(|inboxes| inboxes.search.send(request).is_ok());
        }
    }

    /// Asks the index something else, on a thread of its own so that it does not hold up the
    /// search. An older question of the same kind that is not answered yet is given up.
    pub fn ask(&self, generation: Generation, ask: Ask) {
        let newest = &self.newest_asks[ask.lane()];
        newest.fetch_max(generation.0, Ordering::Relaxed);
        if let Ask::SaidIn(archive, text, window) = ask {
            let cancel = Cancel::when_passed(newest.clone(), generation.0);
            let said = Said {
                archive,
                text,
                window,
                generation,
                cancel,
            };
            return self.send(|inboxes| inboxes.far_said.send(said).is_ok());
        }
        self.send(|inboxes| inboxes.ask.send((generation, ask)).is_ok());
    }

    /// Reads a story.
    pub fn load(&self, id: StoryId) {
        if self.archives.of(&id).is_some() {
            return self.send(|inboxes| inboxes.far_load.send(id).is_ok());
        }
        self.send(|inboxes| inboxes.load.send(id).is_ok());
    }

    /// Notes something, or asks what is noted.
    pub fn keep(&self, request: Request) {
        self.keeper.serve(request);
    }

    /// Brings the index up to date with the folder.
    pub fn sync(&self) {
        self.send(|inboxes| inboxes.sync.send(()).is_ok());
    }

    /// Asks the feeds for what is new; it comes as files, so that it is found when the folder is looked
    /// through.
    pub fn fetch(&self) {
        self.send(|inboxes| inboxes.fetch.send(()).is_ok());
    }

    /// Watches the folder from now on, on a thread of its own: whenever something changes there, the
    /// index follows.
    pub fn watch(&mut self) {
        let Some(watched) = self.watched.take() else {
            return;
        };
        let Some(sync) = self.inboxes.as_ref().map(|inboxes| inboxes.sync.clone()) else {
            return;
        };
        self.watcher = watched.follow(sync, self.stop.clone());
    }

    fn send(&self, send: impl FnOnce(&Inboxes) -> bool) {
        let is_open = self.inboxes.as_ref().is_some_and(send);
        debug_assert!(is_open, "the threads end with their inboxes");
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        for newest in self.newest_asks.iter().chain([&self.newest]) {
            newest.store(u64::MAX, Ordering::Relaxed);
        }
        self.inboxes = None;
        if let Some(watcher) = self.watcher.take() {
            // Where a word waits, that one lets it see that it is over.
            let _ = watcher.try_send(Word::End);
        }
        for thread in self.threads.drain(..) {
            // It has said what it had to say; a panic was caught inside.
            let _ = thread.join();
        }
        // What was noted last is written before the program ends.
        self.keeper.end();
        if let Some(keeping) = self.keeping.take() {
            let _ = keeping.join();
        }
    }
}

/// What the library answers; where archives are asked, too, there may be more.
fn answer_here(
    searches: &mut Searches,
    request: &SearchRequest,
    sink: &impl Fn(Reply),
) -> Result<Option<Reply>> {
    let is_all = request.scope == Scope::All;
    let so_far = |reply| match reply {
        Reply::Page(generation, page) if is_all => far::so_far(generation, page),
        reply => reply,
    };
    let answer = searches.answer(request, &|reply| sink(so_far(reply)))?;
    Ok(answer.map(so_far))
}

fn open(library: Library, index: &Path, sink: &impl Fn(Reply)) -> Result<Archive> {
    match Archive::open(library.clone(), index) {
        Ok(archive) => Ok(archive),
        Err(error) => {
            sink(Reply::Failed(shared::in_memory(&error)));
            Archive::in_memory(library)
        }
    }
}

/// Starts a thread that serves the newest request until its inbox is closed. What fails is told by
/// `fail`, which names the request.
fn start<Request: Clone + Send + 'static, Sink: Fn(Reply) + Send + 'static>(
    name: &str,
    sink: Sink,
    serve: impl FnMut(Request, &Sink) -> Result<Option<Reply>> + Send + 'static,
    fail: impl Fn(&Request, &Error) -> Reply + Send + 'static,
) -> Result<(Sender<Request>, JoinHandle<()>)> {
    let take = |inbox: &Receiver<Request>| newest(inbox).into_iter().collect();
    start_taking(name, sink, take, serve, fail)
}

/// The same, with `take` waiting for requests and choosing among them; none ends the thread.
fn start_taking<Request: Clone + Send + 'static, Sink: Fn(Reply) + Send + 'static>(
    name: &str,
    sink: Sink,
    take: impl Fn(&Receiver<Request>) -> Vec<Request> + Send + 'static,
    mut serve: impl FnMut(Request, &Sink) -> Result<Option<Reply>> + Send + 'static,
    fail: impl Fn(&Request, &Error) -> Reply + Send + 'static,
) -> Result<(Sender<Request>, JoinHandle<()>)> {
    let (sender, inbox) = channel();
    let name = format!("byline {name}");
    let work = move || {
        loop {
            let requests = take(&inbox);
            if requests.is_empty() {
                return;
            }
            for request in requests {
                let asked = request.clone();
                let served = catch_unwind(AssertUnwindSafe(|| serve(request, &sink)));
                match served {
                    Ok(Ok(Some(reply))) => sink(reply),
                    Ok(Ok(None)) => (),
                    Ok(Err(error)) => sink(fail(&asked, &error)),
                    Err(_) => sink(fail(&asked, &GivenUp.into())),
                }
            }
        }
    };
    let thread = Builder::new().name(name).spawn(work);
    Ok((sender, thread.context("cannot start a thread")?))
}

/// A panic while a request was served.
#[derive(Debug)]
struct GivenUp;

impl std::fmt::Display for GivenUp {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("something went wrong inside byline; this request was given up")
    }
}

impl std::error::Error for GivenUp {}

/// Waits for a request and takes the newest one; `None` when nobody can ask any more.
fn newest<Request>(inbox: &Receiver<Request>) -> Option<Request> {
    let first = inbox.recv().ok()?;
    Some(inbox.try_iter().last().unwrap_or(first))
}

/// Waits for questions and takes the newest of each lane; none when nobody can ask any more.
fn newest_of_each_lane(inbox: &Receiver<(Generation, Ask)>) -> Vec<(Generation, Ask)> {
    let mut lanes: [Option<(Generation, Ask)>; LANES] = Default::default();
    for (generation, ask) in inbox.recv().into_iter().chain(inbox.try_iter()) {
        let lane = ask.lane();
        lanes[lane] = Some((generation, ask));
    }
    lanes.into_iter().flatten().collect()
}

const REMADE: &str = "the index was damaged; it is made anew";

/// Starts the thread that opens the stories of archives.
fn load_far(
    archives: Archives,
    sink: impl Fn(Reply) + Send + Clone + 'static,
) -> Result<Sender<StoryId>> {
    let load = move |id: StoryId, _: &_| {
        let (archive, inner) = archives.of(&id).context("there is no such archive")?;
        let story = archives.load(&archive, &inner)?;
        Ok(Some(Reply::Story(id, story)))
    };
    let refused = |id: &StoryId, error: &Error| Reply::Refused(id.clone(), format!("{error:#}"));
    let (far_load, _) = start("far load", sink, load, refused)?;
    Ok(far_load)
}

/// Brings the index up to date; before, one that has failed is looked at. What cannot be written is
/// made in memory.
fn update(
    shared: &SharedArchive,
    stop: &AtomicBool,
    keeper: &Keeper,
    sink: &impl Fn(Reply),
) -> Result<Option<Reply>> {
    match shared.look()? {
        Look::Unasked => (),
        Look::Sound(failed) => sink(Reply::Failed(failed)),
        Look::Remade => sink(Reply::Failed(REMADE.to_owned())),
    }
    let outcome = match try_update(shared, stop, sink) {
        Ok(outcome) => outcome,
        Err(error) => {
            if let Some(told) = shared.read_only(&error)? {
                return Ok(Some(Reply::Failed(told)));
            }
            if !shared.suspect(&error) {
                return Err(error);
            }
            let told = match shared.look()? {
                Look::Remade => REMADE.to_owned(),
                Look::Sound(_) | Look::Unasked => shared.take_into_memory(&error)?,
            };
            sink(Reply::Failed(told));
            try_update(shared, stop, sink)?
        }
    };
    if outcome.read + outcome.removed > 0 {
        let (_, archive) = shared.archive();
        // Where it cannot be told who is whom, it is tried again after the next change.
        let _ = renamed::follow(&archive, keeper);
        let _ = changed::follow(&archive, keeper);
    }
    let message = match outcome.failed.as_slice() {
        [] if outcome.read + outcome.unchanged == 0 => return Ok(left_out(shared)),
        [] => return Ok(None),
        [only] => format!("could not be read: {only}"),
        [first, rest @ ..] => format!("could not be read: {first}, and {} more", rest.len()),
    };
    Ok(Some(Reply::Failed(message)))
}

/// What lies where no article does.
fn left_out(shared: &SharedArchive) -> Option<Reply> {
    let (_, archive) = shared.archive();
    let left_out = archive.library.left_out();
    (left_out.count() > 0).then(|| Reply::Failed(left_out.to_string()))
}

fn try_update(shared: &SharedArchive, stop: &AtomicBool, sink: &impl Fn(Reply)) -> Result<Outcome> {
    let (_, archive) = shared.archive();
    let mut watch = |progress| sink(Reply::Progress(progress));
    let outcome = catch_unwind(AssertUnwindSafe(|| archive.update(&mut watch, stop)));
    outcome.unwrap_or_else(|_| Err(GivenUp.into()))
}
