//! Walking the passages of the selected answer, without opening it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{App, View};
use crate::ui::action::Action;
use crate::ui::effect::Effect;

/// Passages further on that one press may ask for.
const FURTHEST: usize = 9_999;

impl App {
    /// Whether the selected row has several passages that answer.
    pub(super) fn has_passages(&self) -> bool {
        let row = self.list.selected_row().filter(|_| self.panes.is_empty());
        let passage = row.and_then(|row| row.passage.as_ref());
        passage.is_some_and(|passage| passage.number().1 > 1)
    }

    /// Goes to another passage of the selected row, as soon as its story is here.
    pub(super) fn turn(&mut self, action: Action, count: Option<usize>) {
        let steps = count.unwrap_or(1).min(FURTHEST).cast_signed();
        self.turning += if action == Action::NextPassage {
            steps
        } else {
            -steps
        };
        self.list.hold();
    }

    /// Shows the passage that was asked for, once its story is here.
    pub(super) fn turn_awaited(&mut self) {
        let row = self.list.selected_row().map(|row| &row.id);
        let wanted = self.wanted_id().filter(|id| Some(*id) == row);
        let story = wanted.and_then(|id| self.loaded.get(id));
        let Some(story) = story.filter(|_| self.turning != 0).cloned() else {
            return;
        };
        let steps = std::mem::take(&mut self.turning);
        let passage = self
            .list
            .selected_row()
            .and_then(|row| row.passage.as_ref());
        if let Some(passage) = passage.and_then(|passage| passage.turned(&story, steps)) {
            self.list.turn(passage);
        }
    }

    /// While a box is typed into: behind its last letter the arrows walk passages, before it they move in the
    /// text.
    pub(super) fn walk_or_move(&mut self, action: Action) -> Vec<Effect> {
        if self.walks(action) {
            self.turn(action, None);
            return Vec::new();
        }
        let code = match action {
            Action::NextPassage => KeyCode::Right,
            _ => KeyCode::Left,
        };
        self.type_into_box(KeyEvent::new(code, KeyModifiers::NONE))
    }

    /// Whether an arrow in the search box is meant for the passages: back only where it went on before.
    fn walks(&self, action: Action) -> bool {
        let is_elsewhere = self.edit.is_some() || self.find.is_some() || self.view != View::List;
        let search = self.search.as_ref().filter(|_| !is_elsewhere);
        let is_behind = search.is_some_and(|search| search.input.around_cursor().1.is_empty());
        let row = self
            .list
            .selected_row()
            .and_then(|row| row.passage.as_ref());
        let number = row.map_or(1, |passage| passage.number().0);
        let leads = action == Action::NextPassage || number > 1;
        is_behind && leads && self.has_passages()
    }
}
