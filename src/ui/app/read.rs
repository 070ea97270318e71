//! Stories: fetching them, opening them where they answer, and what the reader does not do itself.

use std::sync::Arc;

use super::{App, Preview, View};
use crate::index::Row;
use crate::story::{Story, StoryId};
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::reader::{Answer, Reader};
use crate::ui::search::SearchBox;
use crate::ui::status::Note;

/// Where in a story to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Landing {
    /// At the passage that answers; where one left it, when nothing was asked.
    Passage,
    /// At its first hit.
    FirstHit,
    /// At its last hit.
    LastHit,
}

impl App {
    pub(super) fn act_in_story(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let stories = count.unwrap_or(1).cast_signed();
        match action {
            Action::Find => self.find = Some(SearchBox::default()),
            Action::NextStory => self.turn_to(stories, Landing::Passage),
            Action::PreviousStory => self.turn_to(-stories, Landing::Passage),
            Action::Outline | Action::Speakers => return self.open_places(action),
            Action::Focus => self.focus = !self.focus,
            _ => {
                let answer = self
                    .reader
                    .as_mut()
                    .map_or(Answer::NotMine, |reader| reader.act(action, count));
                self.setup.width = self
                    .reader
                    .as_ref()
                    .map_or(self.setup.width, Reader::preferred_width);
                return self.heed(answer, action);
            }
        }
        Vec::new()
    }

    /// Does what the reader pane asks for, and what is not its own.
    pub(super) fn heed(&mut self, answer: Answer, action: Action) -> Vec<Effect> {
        match (answer, action) {
            (Answer::Copy(text), _) => {
                let words = crate::story::count_words(&text);
                self.note = Some(Note::says(format!(
                    "copied {words} {}",
                    if words == 1 { "word" } else { "words" }
                )));
                return vec![Effect::Copy(text)];
            }
            (Answer::Browse(address), _) => return vec![Effect::Browse(address)],
            (Answer::Unmoved, Action::NextHit) => self.walk_on(1, Landing::FirstHit),
            (Answer::Unmoved, Action::PreviousHit) => self.walk_on(-1, Landing::LastHit),
            (Answer::NotMine, Action::Back) => self.close_story(),
            (Answer::NotMine, Action::Cancel) => self.focus = false,
            _ => {}
        }
        Vec::new()
    }

    /// From the last hit of a story on to the next story that answers.
    fn walk_on(&mut self, stories: isize, landing: Landing) {
        if self.search.is_some() && !self.found {
            self.turn_to(stories, landing);
        }
    }

    fn turn_to(&mut self, stories: isize, landing: Landing) {
        if self.list.step(stories) {
            self.opening = Some(landing);
        } else {
            let end = if stories > 0 { "last" } else { "first" };
            self.note = Some(Note::says(format!("this is the {end} story")));
        }
    }

    fn close_story(&mut self) {
        self.view = View::List;
        self.opening = None;
        self.focus = false;
    }

    /// Keeps a story that was asked for.
    pub(super) fn hold(&mut self, id: StoryId, story: Arc<Story>) {
        let is_awaited = [&self.loading, &self.refused]
            .into_iter()
            .any(|awaited| awaited.as_ref() == Some(&id));
        if is_awaited {
            (self.loading, self.refused) = (None, None);
            self.held = Some((id, story));
        }
    }

    fn held(&self, id: &StoryId) -> Option<&Arc<Story>> {
        self.held
            .as_ref()
            .filter(|(held, _)| held == id)
            .map(|(_, story)| story)
    }

    /// Asks for the story that is to be opened or shown beside the list, unless it is here or on its way.
    pub(super) fn load_wanted(&mut self) -> Option<Effect> {
        let is_shown = self.view == View::List && !self.areas.preview.is_empty();
        let is_opening = self.opening.is_some() && self.list.is_fresh();
        if !is_shown && !is_opening {
            return None;
        }
        let id = &self.list.selected_row()?.id;
        let is_known = [&self.loading, &self.refused]
            .into_iter()
            .any(|known| known.as_ref() == Some(id));
        if is_known || self.held(id).is_some() {
            return None;
        }
        self.loading = Some(id.clone());
        self.refused = None;
        self.loading.clone().map(Effect::Load)
    }

    /// Opens the selected story once the rows answer what was asked and the story is here.
    pub(super) fn open_awaited(&mut self) {
        let Some(landing) = self.opening.filter(|_| self.list.is_fresh()) else {
            return;
        };
        let Some(row) = self.list.selected_row() else {
            if self.list.total().count() == 0 {
                self.opening = None;
            }
            return;
        };
        let is_left_open = row.passage.is_none()
            && self
                .reader
                .as_ref()
                .is_some_and(|reader| *reader.id() == row.id);
        if !is_left_open {
            let Some(story) = self.held(&row.id) else {
                return;
            };
            let mut reader = Reader::new(
                story.clone(),
                row.id.clone(),
                self.areas.body.as_size(),
                self.setup.width,
            );
            land(&mut reader, row, landing);
            self.reader = Some(reader);
            self.found = false;
        }
        self.show_story();
    }

    fn show_story(&mut self) {
        self.opening = None;
        self.view = View::Story;
        if let Some(search) = &mut self.search {
            search.editing = false;
        }
        self.arrange();
        if let Some(reader) = &mut self.reader {
            reader.resize(self.areas.body.as_size());
        }
    }

    /// Shows the selected story beside the list. The one before stays until it is here.
    pub(super) fn renew_preview(&mut self) {
        if self.view == View::Story || self.areas.preview.is_empty() {
            return;
        }
        let Some(row) = self.list.selected_row() else {
            self.preview = None;
            return;
        };
        if self.refused.as_ref() == Some(&row.id) {
            self.preview = None;
            return;
        }
        let generation = self.generation;
        let is_shown =
            |preview: &Preview| *preview.reader.id() == row.id && preview.generation == generation;
        if self.preview.as_ref().is_some_and(is_shown) || !self.list.is_fresh() {
            return;
        }
        if let Some(story) = self.held(&row.id) {
            let size = self.areas.preview.as_size();
            let mut reader = Reader::new(story.clone(), row.id.clone(), size, self.setup.width);
            land(&mut reader, row, Landing::Passage);
            self.preview = Some(Preview { reader, generation });
        }
    }
}

/// Goes to where a story answers.
fn land(reader: &mut Reader, row: &Row, landing: Landing) {
    let Some(passage) = &row.passage else {
        return;
    };
    let hits = &passage.hits;
    let hit = match landing {
        Landing::Passage => hits.iter().find(|hit| passage.span.covers(**hit)),
        Landing::FirstHit => hits.first(),
        Landing::LastHit => hits.last(),
    };
    if hits.is_empty() {
        reader.go_to(passage.span.start);
    } else {
        reader.show_hits(hits.clone(), hit.copied().unwrap_or(passage.span));
    }
}
