//! The list: moving about in it, and asking the index for it.

use super::{App, OpenAt};
use crate::index::query::Copies;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::list::{Setting, WINDOW};
use crate::ui::status::Note;

impl App {
    /// Asks the question that the search box now holds.
    pub(super) fn ask(&mut self) -> Effect {
        self.generation.0 += 1;
        self.turning = 0;
        let is_query = self
            .search
            .as_ref()
            .is_some_and(|search| !search.text().trim().is_empty());
        // The story of each answer is read for its passage: so a screenful and no more. Browsing reads none.
        let limit = if is_query {
            Setting::new(self.areas.body, None).screenful()
        } else {
            WINDOW
        };
        let window = self.list.ask(self.generation, limit);
        self.search_effect(window)
    }

    /// Opens the selected story as soon as it is here.
    pub(super) fn open(&mut self, at: OpenAt) {
        match self.panes.last_mut() {
            Some(opened) => opened.pane.hold(),
            None => self.list.hold(),
        }
        self.opening = Some(at);
    }

    pub(super) fn act_in_list(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        match action {
            Action::Open => match self.run_saved() {
                Some(effects) => return effects,
                None => self.open(OpenAt::Passage),
            },
            Action::NextPassage | Action::PreviousPassage if self.has_passages() => {
                self.turn(action, count);
            }
            // Where there is nothing to walk, one goes in.
            Action::NextPassage => return self.act_in_list(Action::Open, count),
            Action::Find => return self.begin_search(),
            Action::OpenLink => {
                self.browsing =
                    self.begun_selected().is_some() || self.list.selected_row().is_some();
            }
            Action::Timeline => return self.toggle_timeline(),
            Action::Copies => return self.toggle_copies(),
            Action::ChooseArchive => return self.choose_archive(),
            Action::Earlier | Action::Later => return self.walk_timeline(action, count),
            Action::Back | Action::Cancel if self.timeline.is_some() => {
                return self.close_timeline();
            }
            Action::Back if self.search.is_none() => return vec![Effect::Quit],
            Action::Back | Action::Cancel => return self.leave_search(),
            _ => {
                self.move_in_list(action, count);
            }
        }
        Vec::new()
    }

    /// Shows near copies each by itself, or folds them again.
    fn toggle_copies(&mut self) -> Vec<Effect> {
        let (copies, message) = match self.copies {
            Copies::Folded => (Copies::All, "every copy of a story is shown"),
            Copies::All => (Copies::Folded, "copies of a story are folded"),
        };
        self.copies = copies;
        self.note = Some(Note::says(message));
        vec![self.ask()]
    }

    /// Moves the selection. Says whether the action is one that moves it.
    pub(super) fn move_in_list(&mut self, action: Action, count: Option<usize>) -> bool {
        let moves = self.list.act(action, count, self.setting());
        if moves {
            (self.opening, self.browsing, self.turning) = (None, false, 0);
        }
        moves
    }
}
