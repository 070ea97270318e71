//! The timeline above the list: opening it, walking it, and what the list is narrowed to by it.

use super::{App, View};
use crate::ui::action::Action;
use crate::ui::areas::Areas;
use crate::ui::effect::Effect;
use crate::ui::status::Note;
use crate::ui::timeline::Timeline;
use crate::worker::Ask;

impl App {
    /// Opens the timeline of the list, or closes it.
    pub(super) fn toggle_timeline(&mut self) -> Vec<Effect> {
        if self.timeline.is_some() {
            return self.close_timeline();
        }
        if let Some(search) = &mut self.search {
            search.editing = false;
        }
        self.asked.0 += 1;
        self.timeline = Some(Timeline::asked(self.asked));
        self.ask_timeline().into_iter().collect()
    }

    /// The list is whole again.
    pub(super) fn close_timeline(&mut self) -> Vec<Effect> {
        let closed = self.timeline.take();
        let was_narrowed = closed.is_some_and(|timeline| timeline.seconds().is_some());
        was_narrowed.then(|| self.ask()).into_iter().collect()
    }

    /// Asks for the bars of what is searched for.
    pub(super) fn ask_timeline(&self) -> Option<Effect> {
        let timeline = self.timeline.as_ref()?;
        let text = self.query().to_owned();
        Some(Effect::Ask(timeline.generation(), Ask::Timeline(text)))
    }

    /// Another question is typed: it is asked of all stories, and its bars are asked for.
    pub(super) fn renew_timeline(&mut self) -> Option<Effect> {
        let timeline = self.timeline.as_mut()?;
        self.asked.0 += 1;
        let left = timeline.time();
        timeline.ask(self.asked);
        if let (Some(search), Some(time)) = (&mut self.search, left) {
            search.ignored = Some(time);
        }
        self.ask_timeline()
    }

    /// Earlier or later on the timeline.
    pub(super) fn walk_timeline(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let bars = count.unwrap_or(1).cast_signed();
        let bars = if action == Action::Earlier {
            -bars
        } else {
            bars
        };
        let Some(timeline) = &mut self.timeline else {
            return Vec::new();
        };
        if timeline.walk(bars) {
            if let Some(search) = &mut self.search {
                search.ignored = None;
            }
            return vec![self.ask()];
        }
        let end = if bars > 0 { "latest" } else { "earliest" };
        self.note = Some(Note::says(format!("this is the {end} time")));
        Vec::new()
    }

    /// A click on the timeline.
    pub(super) fn click_timeline(&mut self, column: u16) -> Vec<Effect> {
        let Areas { strip, .. } = self.areas;
        let moved = self
            .timeline
            .as_mut()
            .is_some_and(|timeline| timeline.click(column - strip.x, strip));
        moved.then(|| self.ask()).into_iter().collect()
    }

    /// Whether the timeline is on the screen.
    pub(super) fn shows_timeline(&self) -> bool {
        self.view == View::List && self.timeline.is_some()
    }
}
