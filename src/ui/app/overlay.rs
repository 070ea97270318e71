//! What lies on top of list or story: help, outline, speakers.

use ratatui::layout::Rect;

use super::App;
use crate::config::Context;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::help::Help;
use crate::ui::outline::outline;
use crate::ui::picker::{Picked, Picker};
use crate::ui::speakers::speakers;
use crate::ui::status::Note;

/// Columns of a list of places.
const COLUMNS: u16 = 76;

/// What lies on top.
#[derive(Debug)]
pub(super) enum Overlay {
    Help(Help),
    Picker(Picker),
}

impl App {
    pub(super) fn open_help(&mut self) -> Vec<Effect> {
        let mut help = Help::new(&self.setup.keymap);
        help.resize(self.areas.body.height);
        self.overlay = Some(Overlay::Help(help));
        Vec::new()
    }

    /// Opens the outline or the speakers of the story that is read.
    pub(super) fn open_places(&mut self, action: Action) -> Vec<Effect> {
        if let Some(reader) = &self.reader {
            let picker = match action {
                Action::Outline => outline(reader.story(), reader.focus()),
                _ => speakers(reader.story()),
            };
            match picker.why_empty() {
                Some(why) => self.note = Some(Note::says(why)),
                None => self.overlay = Some(Overlay::Picker(picker)),
            }
        }
        Vec::new()
    }

    pub(super) fn act_in_overlay(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let choice = match &mut self.overlay {
            Some(Overlay::Help(help)) => help.act(action, count),
            Some(Overlay::Picker(picker)) => picker.act(action, count),
            None => Picked::NotMine,
        };
        let closes = [
            Action::Back,
            Action::Cancel,
            Action::Help,
            Action::Outline,
            Action::Speakers,
        ];
        if choice == Picked::NotMine && closes.contains(&action) {
            self.overlay = None;
        }
        self.follow(choice)
    }

    pub(super) fn click_overlay(&mut self, row: u16) -> Vec<Effect> {
        let height = self.areas.body.height;
        if let Some(Overlay::Picker(picker)) = &mut self.overlay {
            let choice = picker.click(row, height);
            return self.follow(choice);
        }
        self.overlay = None;
        Vec::new()
    }

    /// Keys of the story work on its outline too: `]]` steps, and what opened it closes it.
    pub(super) fn overlay_contexts(&self) -> &'static [Context] {
        match self.overlay {
            Some(Overlay::Picker(_)) => &[Context::Overlay, Context::Reader, Context::Global],
            _ => &[Context::Overlay, Context::Global],
        }
    }

    fn follow(&mut self, choice: Picked) -> Vec<Effect> {
        if let Picked::Go(place) = choice {
            self.overlay = None;
            if let Some(reader) = &mut self.reader {
                reader.go_to(place);
            }
        }
        Vec::new()
    }

    /// Where a list of places is drawn: in the middle of the body.
    pub(super) fn picker_area(&self) -> Rect {
        let body = self.areas.body;
        let width = body.width.min(COLUMNS);
        Rect {
            x: body.x + (body.width - width) / 2,
            width,
            ..body
        }
    }
}
