//! The wheel and clicks.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::{App, OpenAt, View};
use crate::ui::action::Action;
use crate::ui::effect::Effect;

/// Lines a notch of the wheel moves a text by, and rows it moves a list by.
const LINES: isize = 3;
const ROWS: isize = 2;

impl App {
    pub(super) fn point(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        let place = Position {
            x: mouse.column,
            y: mouse.row,
        };
        match mouse.kind {
            MouseEventKind::ScrollDown => self.wheel(place, 1),
            MouseEventKind::ScrollUp => self.wheel(place, -1),
            MouseEventKind::Down(MouseButton::Left) => return self.click(place),
            _ => {}
        }
        Vec::new()
    }

    fn wheel(&mut self, place: Position, notches: isize) {
        if self.overlay.is_some() {
            let action = if notches > 0 {
                Action::Down
            } else {
                Action::Up
            };
            self.act_in_overlay(action, Some(LINES.unsigned_abs()));
        } else if self.view == View::Story {
            if let Some(reader) = &mut self.reader {
                reader.scroll(notches * LINES);
            }
        } else if let Some(slip) = self.slip.as_mut().filter(|_| self.view == View::Slip) {
            slip.reader.scroll(notches * LINES);
        } else if let Some(preview) = self
            .preview
            .as_mut()
            .filter(|_| self.areas.preview.contains(place))
        {
            preview.reader.scroll(notches * LINES);
        } else if let (View::Pane, Some(opened)) = (self.view, self.panes.last_mut()) {
            opened.pane.step(notches * ROWS);
        } else {
            self.list.step(notches * ROWS);
        }
    }

    fn click(&mut self, place: Position) -> Vec<Effect> {
        self.note = None;
        let body = self.areas.body;
        let inside = Position {
            x: place.x.saturating_sub(body.x),
            y: place.y.saturating_sub(body.y),
        };
        if self.overlay.is_some() {
            return self.click_overlay(inside.y);
        }
        match self.view {
            View::List if self.areas.top.contains(place) => return self.begin_search(),
            View::List if self.areas.strip.contains(place) => return self.click_timeline(place.x),
            View::List | View::Pane if self.areas.preview.contains(place) => {
                self.opening = Some(OpenAt::Passage);
            }
            View::List if body.contains(place) => return self.click_row(inside.y.into()),
            View::Pane if body.contains(place) => self.click_in_pane(inside.y.into()),
            View::Story if body.contains(place) => {
                let answer = self
                    .reader
                    .as_mut()
                    .map(|reader| reader.click(inside.x, inside.y));
                return answer.map_or_else(Vec::new, |answer| self.heed(answer, Action::Open));
            }
            _ => {}
        }
        Vec::new()
    }

    /// The first click selects, the second opens.
    fn click_row(&mut self, line: usize) -> Vec<Effect> {
        let setting = self.setting();
        if let Some(pinned) = self.list.pinned_at_line(line, setting) {
            let moved = self.list.select_pinned(pinned);
            if moved {
                return Vec::new();
            }
            let run = self.run_saved();
            if run.is_none() {
                self.opening = Some(OpenAt::Passage);
            }
            return run.unwrap_or_default();
        }
        if let Some(number) = self.list.at_line(line, setting) {
            let moved = self.list.select(number);
            self.opening = (!moved).then_some(OpenAt::Passage);
        }
        Vec::new()
    }
}
