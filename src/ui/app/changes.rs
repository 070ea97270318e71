//! What was changed in a story since it was read: asked for, and laid over it as a page.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{App, View};
use crate::marks::{Card, Changed, Request};
use crate::story::{Identity, Story, StoryId};
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::pane::Target;
use crate::ui::reader::Reader;
use crate::ui::status::Note;
use crate::ui::when;
use crate::versions::{Edition, told};
use crate::worker::{Ask, Generation};

impl App {
    /// Asks what was changed in the story that is read or selected.
    pub(super) fn ask_changes(&mut self) -> Vec<Effect> {
        let Some(id) = self.id_here() else {
            return self.no_story_here();
        };
        self.asked.0 += 1;
        self.compared = Some(self.asked);
        vec![Effect::Ask(self.asked, Ask::Changes(id))]
    }

    fn id_here(&self) -> Option<StoryId> {
        if let (View::Story, Some(reader)) = (self.view, &self.reader) {
            return Some(reader.id().clone());
        }
        if self.view == View::Pane {
            return match self.panes.last()?.pane.target()? {
                Target::Story(id, _) | Target::Note(_, Some(id)) => Some(id.clone()),
                Target::Person(_) | Target::Query(_) | Target::Note(_, None) => None,
            };
        }
        let row = self.begun_selected().or_else(|| self.list.selected_row())?;
        Some(row.id.clone())
    }

    /// Shows what was changed.
    pub(super) fn show_changes(
        &mut self,
        asked: Generation,
        headline: &str,
        changes: Vec<Changed>,
    ) {
        if self.compared.take() != Some(asked) {
            return;
        }
        if changes.is_empty() {
            let said = "nothing was changed in it since you opened it first";
            self.note = Some(Note::says(said));
            return;
        }
        let dated = changes.into_iter().map(|changed| {
            let after = self.when(changed.after);
            let when = match changed.before {
                Some(before) => format!("Changed {after}, after you read it {}", self.when(before)),
                None => format!("Changed by its publisher, as was seen {after}"),
            };
            (when, changed.comparison)
        });
        let dated: Vec<_> = dated.collect();
        let told = told(headline, &dated);
        self.lay_slip("What was changed".to_owned(), told.story, told.changes);
    }

    /// A time by the reader's clock: `on 3 March 2026 at 14:05`.
    fn when(&self, milliseconds: i64) -> String {
        let here = milliseconds / 1000 + self.setup.east;
        let time = Timestamp::from_second(here).unwrap_or(Timestamp::UNIX_EPOCH);
        let time = time.to_zoned(TimeZone::UTC);
        time.strftime("on %-d %B %Y at %-H:%M").to_string()
    }

    /// Says that the story that was opened has another text than it had.
    pub(super) fn tell_reworded(&mut self, story: Identity, last: i64) {
        let is_open = self
            .reader
            .as_ref()
            .is_some_and(|reader| reader.identity() == story);
        if is_open && self.view == View::Story {
            let when = when::ago(last / 1000 + self.setup.east, self.setup.now);
            let keys = self.setup.keymap.keys_of(self.contexts(), Action::Changes);
            let how = keys
                .first()
                .map(|key| format!("; {key} shows what"))
                .unwrap_or_default();
            self.note = Some(Note::says(format!("changed since you read it {when}{how}")));
        }
    }
}

/// What the store is told of a story that is opened; nothing of one whose text is not kept.
pub(super) fn opened(reader: &Reader) -> Option<Effect> {
    let story: &Story = reader.story();
    let edition = Box::new(Edition::of(story)?);
    let card = Box::new(Card::of(reader.id(), story));
    Some(Effect::Keep(Request::Opened(card, edition)))
}
