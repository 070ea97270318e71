//! Getting at stories: which one is wanted, fetching it, opening it where it answers, and showing it
//! beside the rows.

use std::sync::Arc;

use ratatui::layout::Size;

use super::{App, Preview, Shown, View, changes};
use crate::index::Passage;
use crate::marks::{NoteBody, Place};
use crate::story::{Span, Story, StoryId};
use crate::ui::effect::Effect;
use crate::ui::pane::Target;
use crate::ui::reader::Reader;
use crate::ui::status::Note;

/// Where in a story to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenAt {
    /// At the passage that answers; where one left it, when nothing was asked.
    Passage,
    /// At its first hit.
    FirstHit,
    /// At its last hit.
    LastHit,
}

/// The story that the selected row leads to.
struct Goal<'a> {
    id: &'a StoryId,
    place: Aim<'a>,
}

/// Where in it.
#[derive(Clone, Copy)]
enum Aim<'a> {
    /// Wherever one left it, or at its top.
    Anywhere,
    /// At the passage that answers.
    Passage(&'a Passage),
    /// At what somebody says.
    Words(Span),
    /// At a place that was marked.
    Place(&'a Place),
    /// At words that were kept.
    Note(&'a NoteBody),
}

impl App {
    fn reader_of(&self, story: Arc<Story>, id: StoryId, size: Size) -> Reader {
        Reader::new(story, id, size, self.setup.width, self.setup.manner)
    }

    fn goal(&self) -> Option<Goal<'_>> {
        if let Some(sent) = &self.sent {
            let place = sent.place.as_ref().map_or(Aim::Anywhere, Aim::Place);
            return Some(Goal {
                id: &sent.row.id,
                place,
            });
        }
        let Some(opened) = self.panes.last() else {
            if let Some(row) = self.begun_selected() {
                let place = Aim::Anywhere;
                return Some(Goal { id: &row.id, place });
            }
            let row = self.list.selected_row()?;
            let place = row.passage.as_ref().map_or(Aim::Anywhere, Aim::Passage);
            return Some(Goal { id: &row.id, place });
        };
        match opened.pane.target()? {
            Target::Story(id, words) => Some(Goal {
                id,
                place: words.map_or(Aim::Anywhere, Aim::Words),
            }),
            Target::Note(note, id) => Some(Goal {
                id: id.as_ref()?,
                place: Aim::Note(&note.body),
            }),
            Target::Person(_) | Target::Query(_) => None,
        }
    }

    /// Whether the rows answer the newest question.
    pub(super) fn is_fresh(&self) -> bool {
        if self.sent.is_some() {
            return true;
        }
        self.panes
            .last()
            .map_or(self.list.is_fresh(), |opened| opened.pane.list().is_fresh())
    }

    fn has_no_rows(&self) -> bool {
        let total = self
            .panes
            .last()
            .map_or(self.list.total(), |opened| opened.pane.list().total());
        total.count() == 0
    }

    /// The story that the selected row leads to.
    pub(super) fn wanted_id(&self) -> Option<&StoryId> {
        self.goal().map(|goal| goal.id)
    }

    /// Follows the selected row once the rows answer what was asked and its story is here.
    pub(super) fn open_awaited(&mut self) -> Option<Effect> {
        let at = self.opening.filter(|_| self.is_fresh())?;
        if let Some(name) = self.person_selected().filter(|_| self.sent.is_none()) {
            self.opening = None;
            return Some(self.show_what_is_said_by(name));
        }
        if let Some(query) = self.query_selected().filter(|_| self.sent.is_none()) {
            self.opening = None;
            return self.search_for(&query).pop();
        }
        let Some(goal) = self.goal() else {
            if self.has_no_rows() {
                self.opening = None;
            }
            return None;
        };
        let reader = self.reader.as_ref().filter(|reader| reader.id() == goal.id);
        let is_left_open = matches!(goal.place, Aim::Anywhere) && reader.is_some();
        if is_left_open {
            self.resume_open();
        } else {
            let story = self.loaded.get(goal.id)?.clone();
            let size = self.areas.body.as_size();
            let mut reader = self.reader_of(story, goal.id.clone(), size);
            land(&mut reader, goal.place, at);
            if matches!(goal.place, Aim::Anywhere) {
                self.resume_in(&mut reader);
                self.late = self
                    .noted
                    .get(reader.identity())
                    .is_none()
                    .then(|| reader.identity());
            }
            self.finished = None;
            self.follow_trail(reader.identity());
            self.reader = Some(reader);
            self.found = false;
        }
        self.stood = None;
        self.show_story();
        self.reader.as_ref().and_then(changes::opened)
    }

    /// Opens the address of the selected story once the story is here.
    pub(super) fn browse_awaited(&mut self) -> Option<Effect> {
        if !self.browsing {
            return None;
        }
        let story = self.goal().and_then(|goal| self.loaded.get(goal.id))?;
        let address = story.meta.url.clone();
        self.browsing = false;
        if address.is_none() {
            self.note = Some(Note::says("this story names no address"));
        }
        address.map(Effect::Browse)
    }

    fn show_story(&mut self) {
        (self.opening, self.sent) = (None, None);
        self.view = View::Story;
        if let Some(search) = &mut self.search {
            search.editing = false;
        }
        if let Some(opened) = self.panes.last_mut() {
            opened.pane.editing = false;
        }
        self.arrange();
        if let Some(reader) = &mut self.reader {
            reader.resize(self.areas.body.as_size());
        }
    }

    /// Shows the selected story beside the rows. The one before stays until it is here.
    pub(super) fn renew_preview(&mut self) {
        if self.view == View::Story || self.areas.preview.is_empty() {
            return;
        }
        let Some(goal) = self.goal() else {
            self.preview = None;
            return;
        };
        if self.loaded.has_refused(goal.id) {
            self.preview = None;
            return;
        }
        let shown = Shown {
            id: goal.id.clone(),
            words: match goal.place {
                Aim::Words(words) => Some(words),
                Aim::Note(body) => Some(Span::new(body.place.byte, body.place.byte)),
                Aim::Passage(passage) => Some(passage.span),
                Aim::Anywhere | Aim::Place(_) => None,
            },
            generation: self
                .panes
                .last()
                .map_or(self.generation, |opened| opened.pane.generation()),
        };
        let is_shown = self
            .preview
            .as_ref()
            .is_some_and(|preview| preview.shown == shown);
        if is_shown || !self.is_fresh() {
            return;
        }
        if let Some(story) = self.loaded.get(goal.id) {
            let size = self.areas.preview.as_size();
            let mut reader = self.reader_of(story.clone(), goal.id.clone(), size);
            land(&mut reader, goal.place, OpenAt::Passage);
            self.preview = Some(Preview { reader, shown });
        }
    }
}

/// Goes to where a story answers.
fn land(reader: &mut Reader, place: Aim<'_>, at: OpenAt) {
    let passage = match place {
        Aim::Anywhere => return,
        Aim::Words(words) => return reader.land_on(words),
        Aim::Place(place) => {
            let byte = place.find(&reader.story().text);
            return reader.start_at(byte);
        }
        Aim::Note(body) => {
            let words = body.span(&reader.story().text);
            return reader.land_on(words);
        }
        Aim::Passage(passage) => passage,
    };
    let hits = &passage.hits;
    let hit = match at {
        OpenAt::Passage => hits.iter().find(|hit| passage.span.covers(**hit)),
        OpenAt::FirstHit => hits.first(),
        OpenAt::LastHit => hits.last(),
    };
    if hits.is_empty() {
        reader.go_to(passage.span.start);
    } else {
        reader.show_hits(hits.clone(), hit.copied().unwrap_or(passage.span));
    }
}
