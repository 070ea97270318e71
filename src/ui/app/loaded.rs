//! Stories at hand: the one that is wanted, and those beside it in the list, which are fetched while
//! nothing else is. So the next key shows its story in the same frame.

use std::sync::Arc;

use super::{App, View};
use crate::story::{Story, StoryId};
use crate::ui::effect::Effect;
use crate::ui::status::Note;

/// Longer stories are not fetched before they are wanted: their words take too long to read.
const MOST_WORDS: usize = 20_000;

/// Stories in memory, and the one on its way.
#[derive(Debug, Default)]
pub(super) struct LoadedStories {
    stories: Vec<(StoryId, Arc<Story>)>,
    loading: Option<StoryId>,
    /// The story that could not be loaded, not to ask for it again and again.
    refused: Option<StoryId>,
    /// What was fetched for being beside a story, each once.
    beside: Option<StoryId>,
    asked: Vec<StoryId>,
}

impl LoadedStories {
    /// A story, if it is here.
    pub(super) fn get(&self, id: &StoryId) -> Option<&Arc<Story>> {
        let mut stories = self.stories.iter();
        stories.find(|(held, _)| held == id).map(|(_, story)| story)
    }

    /// Whether a story could not be read.
    pub(super) fn has_refused(&self, id: &StoryId) -> bool {
        self.refused.as_ref() == Some(id)
    }

    fn is_known(&self, id: &StoryId) -> bool {
        self.loading.as_ref() == Some(id) || self.has_refused(id) || self.get(id).is_some()
    }

    fn load(&mut self, id: StoryId) -> Effect {
        self.loading = Some(id.clone());
        Effect::Load(id)
    }

    /// Files may have changed: what is not looked at is fetched anew when it is wanted.
    pub(super) fn forget_but(&mut self, id: Option<&StoryId>) {
        self.stories.retain(|(held, _)| Some(held) == id);
        self.asked.clear();
    }
}

impl App {
    /// Asks for the story that is to be opened or shown beside the list, unless it is here or on its way.
    pub(super) fn load_wanted(&mut self) -> Option<Effect> {
        let is_awaited = self.opening.is_some() || self.browsing || self.turning != 0;
        let is_opening = is_awaited && self.is_fresh();
        if !self.shows_preview() && !is_opening {
            return None;
        }
        let id = self.wanted_id()?;
        if self.loaded.is_known(id) {
            return None;
        }
        let id = id.clone();
        self.loaded.refused = None;
        Some(self.loaded.load(id))
    }

    /// Asks for a story beside the one that is looked at, while nothing else is on its way.
    pub(super) fn load_ahead(&mut self) -> Option<Effect> {
        let is_read = self.view == View::Story || self.shows_preview();
        if !is_read || !self.panes.is_empty() || self.loaded.loading.is_some() {
            return None;
        }
        let id = self.wanted_id()?.clone();
        self.loaded.get(&id)?;
        if self.loaded.beside.as_ref() != Some(&id) {
            self.loaded.beside = Some(id);
            self.loaded.asked.clear();
        }
        let is_new = |id: &StoryId| !self.loaded.is_known(id) && !self.loaded.asked.contains(id);
        let next = self.beside().into_iter().find(is_new)?;
        self.loaded.asked.push(next.clone());
        Some(self.loaded.load(next))
    }

    /// The stories of the rows below and above the selected one.
    fn beside(&self) -> Vec<StoryId> {
        let rows = self.list.beside().into_iter();
        let short = rows.filter(|row| row.words <= MOST_WORDS);
        short.map(|row| row.id.clone()).collect()
    }

    /// Asks once more for the story that is seen: its file may be another one.
    pub(super) fn load_seen(&mut self) -> Option<Effect> {
        let preview = self.preview.as_ref().map(|preview| &preview.reader);
        let seen = match self.view {
            View::Story => self.reader.as_ref(),
            // One goes back to the story that was left open as it was left.
            View::List | View::Pane | View::Slip => preview.or(self.reader.as_ref()),
        };
        let id = seen?.id().clone();
        Some(self.loaded.load(id))
    }

    pub(super) fn shows_preview(&self) -> bool {
        self.view != View::Story && !self.areas.preview.is_empty()
    }

    /// Whether the picture is about to change, since a story or rows that belong on it are on their way.
    pub fn awaits(&self) -> bool {
        let loading = self.loaded.loading.as_ref();
        let story = loading.is_some_and(|loading| self.wanted_id() == Some(loading));
        story || self.view == View::List && self.list.awaits_rows(self.setting())
    }

    /// Keeps a story that was asked for, and those beside the one that is looked at.
    pub(super) fn hold(&mut self, id: StoryId, story: Arc<Story>) {
        if self.loaded.loading.as_ref() == Some(&id) {
            self.loaded.loading = None;
        }
        if self.loaded.has_refused(&id) {
            self.loaded.refused = None;
        }
        let mut kept = self.beside();
        kept.extend(self.wanted_id().cloned());
        kept.push(id.clone());
        let preview = self.preview.as_mut().map(|preview| &mut preview.reader);
        let seen = self.reader.iter_mut().chain(preview);
        for reader in seen.filter(|reader| *reader.id() == id) {
            reader.renew(&story);
        }
        let stories = &mut self.loaded.stories;
        stories.retain(|(held, _)| *held != id && kept.contains(held));
        stories.push((id, story));
    }

    /// A story could not be read: that is told where it is wanted.
    pub(super) fn refuse(&mut self, id: StoryId, message: String) {
        if self.loaded.loading.as_ref() == Some(&id) {
            self.loaded.loading = None;
        }
        if self.wanted_id() == Some(&id) {
            self.loaded.refused = Some(id);
            self.note = Some(Note::fails(message));
            (self.opening, self.browsing, self.turning) = (None, false, 0);
        }
    }
}
