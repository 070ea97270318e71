//! Keys: counts, sequences, and which pane an action goes to.

use crossterm::event::{KeyCode, KeyEvent};

use super::overlay::Overlay;
use super::{App, View};
use crate::config::Context;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::key::{Key, shown};
use crate::ui::keymap::Lookup;
use crate::ui::reader::Reader;
use crate::ui::status::Note;

/// A count beyond this is a slip of the hand; it also keeps sums of rows far from overflow.
const MOST: usize = 99_999_999;

impl App {
    pub(super) fn press(&mut self, event: KeyEvent) -> Vec<Effect> {
        self.note = None;
        let key = Key::from(event);
        if let Some(awaited) = self.awaited.take() {
            return match key.code {
                KeyCode::Char(letter) => self.take_letter(awaited, letter),
                _ => Vec::new(),
            };
        }
        if let Some(Overlay::Help(help)) = &mut self.overlay
            && help.is_typing()
        {
            // What ends the program, parks it or draws it anew in any box does so in this one.
            let boxed = self.setup.keymap.lookup(&[Context::Search], &[key]);
            if let Lookup::Action(action @ (Action::Quit | Action::Redraw | Action::Suspend)) =
                boxed
            {
                return self.act(action, None);
            }
            help.press(event);
            return Vec::new();
        }
        if let Some(effects) = self.follow_letter(key) {
            return effects;
        }
        if self.cancels(key) || self.counts(key) {
            return Vec::new();
        }
        self.pending.push(key);
        let contexts = self.contexts();
        let mut found = self.setup.keymap.lookup(contexts, &self.pending);
        if found == Lookup::Nothing
            && !self.is_typing()
            && let Some(key) = key.by_position()
        {
            // Another keyboard is on: what counts is where the key stands.
            self.pending.pop();
            self.pending.push(key);
            found = self.setup.keymap.lookup(contexts, &self.pending);
        }
        match found {
            Lookup::Pending => Vec::new(),
            Lookup::Action(action) => {
                self.pending.clear();
                let count = self.count.take();
                self.act(action, count)
            }
            // The rest of a sequence that has no meaning here shall not be taken for a key of its own:
            // the q of ]q would end the program.
            Lookup::Nothing if self.begins_elsewhere() => Vec::new(),
            Lookup::Nothing => self.means_nothing(event),
        }
    }

    /// While links bear letters, a key opens one of them or takes the letters away.
    fn follow_letter(&mut self, key: Key) -> Option<Vec<Effect>> {
        let reader = self.reader.as_mut().filter(|_| self.view == View::Story)?;
        if !reader.awaits_letter() || self.overlay.is_some() {
            return None;
        }
        let letter = match key.code {
            KeyCode::Char(letter) => Some(letter),
            _ => None,
        };
        let answer = reader.follow(letter);
        Some(self.heed(answer, Action::Links))
    }

    /// Esc ends what is half typed, whatever else it is bound to.
    fn cancels(&mut self, key: Key) -> bool {
        let is_half_typed = !self.pending.is_empty() || self.count.is_some();
        if key.code != KeyCode::Esc || !is_half_typed {
            return false;
        }
        self.pending.clear();
        self.count = None;
        true
    }

    fn counts(&mut self, key: Key) -> bool {
        let Some(digit) = key
            .digit()
            .filter(|_| self.pending.is_empty() && !self.is_typing())
        else {
            return false;
        };
        if digit == 0 && self.count.is_none() {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MOST));
        true
    }

    fn begins_elsewhere(&self) -> bool {
        !self.is_typing() && self.setup.keymap.begins_anywhere(&self.pending)
    }

    fn means_nothing(&mut self, event: KeyEvent) -> Vec<Effect> {
        let keys = std::mem::take(&mut self.pending);
        self.count = None;
        if self.is_typing() {
            return self.type_into_box(event);
        }
        let help = self.setup.keymap.keys_of(self.contexts(), Action::Help);
        let remedy = help
            .first()
            .map_or_else(String::new, |key| format!("; {key} lists the keys"));
        self.note = Some(Note::says(format!(
            "{} does nothing here{remedy}",
            shown(&keys)
        )));
        Vec::new()
    }

    /// Whether letters go into a box.
    pub(super) fn is_typing(&self) -> bool {
        let in_search =
            self.view == View::List && self.search.as_ref().is_some_and(|search| search.editing);
        let in_pane =
            self.view == View::Pane && self.panes.last().is_some_and(|opened| opened.pane.editing);
        let below = self.find.is_some() || self.edit.is_some();
        self.overlay.is_none() && (in_search || in_pane || below)
    }

    /// Where keys are looked up, first to last.
    pub(super) fn contexts(&self) -> &'static [Context] {
        match self.view {
            _ if self.overlay.is_some() => self.overlay_contexts(),
            _ if self.is_typing() => &[Context::Search],
            View::List if self.timeline.is_some() => {
                &[Context::Timeline, Context::List, Context::Global]
            }
            View::List | View::Pane => &[Context::List, Context::Global],
            View::Story if self.reader.as_ref().is_some_and(Reader::is_selecting) => {
                &[Context::Visual, Context::Global]
            }
            View::Story | View::Slip => &[Context::Reader, Context::Global],
        }
    }

    /// Does what is the same everywhere; hands the rest to what is looked at.
    pub(super) fn act(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let is_about_choices = [
            Action::Complete,
            Action::CompleteBack,
            Action::Cancel,
            Action::Back,
        ];
        if !is_about_choices.contains(&action) {
            self.choices = None;
        }
        let mut effects = self.finish(action);
        effects.extend(self.do_so(action, count));
        effects
    }

    fn do_so(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        match action {
            Action::Quit => vec![Effect::Quit],
            Action::Reload => self.reload(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Suspend => vec![Effect::Suspend],
            _ if self.overlay.is_some() => self.act_in_overlay(action, count),
            Action::NextPassage | Action::PreviousPassage if self.is_typing() => {
                self.walk_or_move(action)
            }
            _ if self.edit.is_some() => self.act_in_edit(action),
            Action::Complete | Action::CompleteBack => self.complete(action),
            Action::Cancel | Action::Back if self.shows_choices() => {
                self.give_choices_up().unwrap_or_default()
            }
            Action::Cancel if self.piping.is_some() && !self.is_typing() => self.end_pipe(),
            Action::Pipe => self.begin_pipe(),
            Action::Help => self.open_help(),
            _ if self.find.is_some() => self.act_in_find(action),
            Action::SearchLibrary => self.begin_search(),
            Action::People
            | Action::Quotations
            | Action::Facets
            | Action::Related
            | Action::Elsewhere
            | Action::Notes => self.open_pane(action),
            _ if self.view == View::Slip => self.act_in_slip(action, count),
            Action::Changes => self.ask_changes(),
            _ if action.is_about_marks() => self.act_on_marks(action, count),
            _ if self.view == View::Pane => self.act_in_pane(action, count),
            _ if self.is_typing() => self.act_in_search(action, count),
            _ if self.view == View::Story => self.act_in_story(action, count),
            _ => self.act_in_list(action, count),
        }
    }
}
