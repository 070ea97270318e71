//! The search thread: questions to the newest state of the index.

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::archive::Archive;
use crate::fetch::{self, earlier};
use crate::index::facets;
use crate::index::query::Copies;
use crate::index::{Cancel, Ground, Hint, Page, Query, Snapshot, Total, UtteranceList, Window};
use crate::marks::{self, Note};
use crate::story::{Span, StoryId};
use crate::versions::Edition;
use crate::worker::cache::{self, StoryCache};
use crate::worker::keeper::{self, Keeper};
use crate::worker::shared::SharedArchive;
use crate::worker::{Answer, Ask, Generation, Notes, Reply, SearchRequest};

/// Between the first rows and looking at all stories: so long the screen takes to draw them, and on a
/// busy machine this thread would keep it from its core.
const BREATH: Duration = Duration::from_millis(2);

/// Answers searches.
pub(super) struct Searches {
    shared: Arc<SharedArchive>,
    archive: Archive,
    /// Which archive of the shared it is.
    edition: u64,
    keeper: Keeper,
    /// Where it is kept what files said before; nowhere for what is read in passing.
    state: Option<PathBuf>,
    newest: Arc<AtomicU64>,
    cache: Mutex<StoryCache>,
    snapshot: Option<(u64, Snapshot)>,
    /// The last list of what was said of which all stories were looked at, by its query.
    said: Option<(String, UtteranceList)>,
    /// The last question of which all stories were looked at.
    complete: Option<Generation>,
}

impl Searches {
    pub(super) fn new(
        shared: Arc<SharedArchive>,
        newest: Arc<AtomicU64>,
        keeper: Keeper,
        state: Option<PathBuf>,
    ) -> Self {
        let (edition, archive) = shared.archive();
        Self {
            shared,
            archive,
            edition,
            keeper,
            state,
            newest,
            cache: Mutex::default(),
            snapshot: None,
            said: None,
            complete: None,
        }
    }

    /// The page that was asked for; `None` where a newer question is waiting. Where it takes long to
    /// look at all stories, `show` gets the best of the newest before.
    pub(super) fn answer(
        &mut self,
        request: &SearchRequest,
        show: &impl Fn(Reply),
    ) -> Result<Option<Reply>> {
        let cancel = Cancel::when_passed(self.newest.clone(), request.generation.0);
        let query = self.query(&request.text)?;
        let query = match &request.days {
            Some(days) => query.published_in(days.clone()),
            None => query,
        };
        let query = match request.copies {
            Copies::All => query.with_copies(Copies::All),
            Copies::Folded => query,
        };
        self.catch_up()?;
        let Some((_, snapshot)) = &self.snapshot else {
            return Ok(None);
        };
        let load = |id: &_| cache::take(&self.cache, &self.archive.library, id).ok();
        let reply = |mut page: Page| {
            page.hints.extend(read_as(&request.text));
            (!cancel.is_stale()).then_some(Reply::Page(request.generation, page))
        };
        // Rows that were put in their final order stay in it.
        let is_new = self.complete != Some(request.generation) && request.window.offset == 0;
        if is_new {
            let page = snapshot.first_page(&query, request.window, &cancel, &load)?;
            if matches!(page.total, Total::Exact(_)) {
                return Ok(reply(page));
            }
            if !page.rows.is_empty() {
                reply(page).into_iter().for_each(show);
                thread::sleep(BREATH);
            }
        }
        let page = snapshot.page(&query, request.window, &cancel, &load)?;
        self.complete = Some(request.generation);
        Ok(reply(page))
    }

    /// What the index says to another question.
    ///
    /// Where it takes long to look at all that was said, `show` gets the newest before.
    pub(super) fn ask(
        &mut self,
        ask: &Ask,
        cancel: &Cancel,
        show: &dyn Fn(Answer),
    ) -> Result<Answer> {
        self.catch_up()?;
        let mut keeper = self.keeper.clone();
        let mut query = |text: &str| Query::parse(text).knowing(&mut keeper);
        let (_, snapshot) = self.snapshot.as_ref().context("the index is not open")?;
        let load = |id: &_| cache::take(&self.cache, &self.archive.library, id).ok();
        Ok(match ask {
            Ask::Utterances(text, window) => {
                // What is marked may be so no longer.
                let is_lasting = !Query::parse(text).asks_for_marks();
                let query = query(text)?;
                let held = self.said.as_ref().filter(|_| is_lasting);
                let is_held = held.is_some_and(|(held, _)| held == text);
                if !is_held {
                    self.said = None;
                    let first = snapshot.first_utterances(&query, *window, cancel, &load)?;
                    if matches!(first.total, Total::Exact(_)) || cancel.is_stale() {
                        return Ok(Answer::Utterances(first));
                    }
                    show(Answer::Utterances(first));
                    let list = snapshot.all_utterances(&query, cancel)?;
                    self.said = (!cancel.is_stale()).then(|| (text.clone(), list));
                }
                let held = self.said.as_ref().map(|(_, list)| list);
                let page = held.map(|list| snapshot.utterances_of(list, *window, &load));
                Answer::Utterances(page.transpose()?.unwrap_or_default())
            }
            Ask::SaidIn(archive, ..) => bail!("{archive} is asked elsewhere"),
            Ask::People(typed, window) => Answer::People(snapshot.people(typed, *window)?),
            Ask::Facets(text, most) => {
                let query = Query::parse(text);
                let mut all = Vec::new();
                for facet in facets::TELLING {
                    let found = snapshot.facet(&query, facet, *most, cancel)?;
                    all.extend(found.counts.into_iter().map(|count| (facet, count)));
                }
                Answer::Facets(all)
            }
            Ask::Timeline(text) => {
                Answer::Timeline(snapshot.timeline(&query(text)?, None, cancel)?)
            }
            Ask::Related(id, limit) => {
                let story = cache::take(&self.cache, &self.archive.library, id)?;
                let related = snapshot.related(id, &story, *limit, cancel, &load)?;
                Answer::Related(id.clone(), related)
            }
            Ask::Complete(text) => Answer::Completions(snapshot.complete(text)?),
            Ask::Count(texts) => {
                let count = |text: &String| {
                    let query = query(text)?;
                    let page = snapshot.page(&query, Window::default(), cancel, &load)?;
                    Ok(page.total)
                };
                Answer::Counts(texts.iter().map(count).collect::<Result<_>>()?)
            }
            Ask::Begun(stories) => Answer::Begun(snapshot.known_as(stories)?),
            Ask::Locate(story) => {
                Answer::Located(snapshot.known_as(&[*story])?.pop().map(Box::new))
            }
            Ask::Everything(text, days) => {
                let query = query(text)?;
                let query = match days {
                    Some(days) => query.published_in(days.clone()),
                    None => query,
                };
                Answer::Everything(snapshot.every_row(&query, cancel)?)
            }
            Ask::Changes(id) => {
                let story = cache::take(&self.cache, &self.archive.library, id)?;
                let read = self.keeper.editions(story.identity())?;
                let editions = marks::with_fetched(read, self.fetched(id));
                let now = Edition::of(&story).map(|edition| (keeper::now(), edition));
                let headline = story.meta.headline.clone();
                Answer::Changes(headline, marks::changes(editions, now))
            }
            Ask::Notes(typed, window) => Answer::Notes(self.notes(snapshot, typed, *window)?),
        })
    }

    /// The texts of a story that were fetched before the one of today.
    fn fetched(&self, id: &StoryId) -> impl Iterator<Item = (i64, Edition)> + use<> {
        let state = self.state.as_deref();
        let folder = self.archive.library.folder();
        let state = state.map(|state| fetch::folder_for(state, folder));
        let stories = state.map(|state| earlier::stories(&state, &id.path));
        let stories = stories.unwrap_or_default().into_iter();
        stories.filter_map(|(until, story)| Some((until, Edition::of(&story)?)))
    }

    /// A query with what is marked put in.
    fn query(&self, text: &str) -> Result<Query> {
        Query::parse(text).knowing(&mut self.keeper.clone())
    }

    fn notes(&self, snapshot: &Snapshot, typed: &str, window: Window) -> Result<Notes> {
        let mut all = self.keeper.notes()?;
        all.retain(|note| note.answers(typed));
        let total = Total::Exact(all.len());
        let seen = all.into_iter().skip(window.offset).take(window.limit);
        let located = |note: Note| {
            let held = snapshot.known_as(&[note.card.identity])?.pop();
            Ok((note, held.map(|row| row.id)))
        };
        Ok(Notes {
            total,
            window,
            rows: seen.map(located).collect::<Result<_>>()?,
        })
    }

    /// Takes the newest state of the index.
    fn catch_up(&mut self) -> Result<()> {
        let (edition, archive) = self.shared.archive();
        if edition != self.edition {
            (self.edition, self.archive) = (edition, archive);
            self.snapshot = None;
            self.said = None;
        }
        self.archive.index.refresh()?;
        let generation = self.archive.index.generation();
        if self
            .snapshot
            .as_ref()
            .is_none_or(|(held, _)| *held != generation)
        {
            // A thread that panicked left a cache of whole stories behind.
            let stories = self.cache.get_mut();
            stories.unwrap_or_else(PoisonError::into_inner).clear();
            self.said = None;
            self.snapshot = Some((generation, self.archive.index.snapshot()?));
        }
        Ok(())
    }
}

/// How a query was read, for the line under the box.
pub(super) fn read_as(text: &str) -> Option<Hint> {
    let message = Query::parse(text).read_as()?;
    let span = Span::new(0, text.len());
    Some(Hint {
        message,
        span,
        ground: Ground::Query,
    })
}
