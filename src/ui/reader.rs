//! Stand-in for the reader pane until it lands.
#![allow(missing_docs, reason = "stand-in")]

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::text::Line;
use ratatui::widgets::Widget;

use crate::story::{Span, Story, StoryId};
use crate::ui::action::Action;
use crate::ui::theme::Theme;

#[derive(Debug, Clone)]
pub struct Reader {
    story: Arc<Story>,
    id: StoryId,
    area: Size,
    place: usize,
    hits: Vec<Span>,
    hit: usize,
}
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum Answer {
    Done,
    Unmoved,
    NotMine,
    Copy(String),
    Browse(String),
}
#[derive(Debug, Clone, Copy)]
pub enum Keep {
    Here,
    Return,
}
#[derive(Debug)]
pub struct Status<'a> {
    pub section: Option<(usize, usize, &'a str)>,
    pub percent: u8,
    pub minutes_left: usize,
    pub hit: Option<(usize, usize)>,
    pub question: Option<(usize, usize)>,
    pub note: Option<String>,
}
impl Reader {
    pub fn new(story: Arc<Story>, id: StoryId, area: Size, _preferred_width: u16) -> Self {
        Self {
            story,
            id,
            area,
            place: 0,
            hits: Vec::new(),
            hit: 0,
        }
    }
    pub fn story(&self) -> &Arc<Story> {
        &self.story
    }
    pub fn id(&self) -> &StoryId {
        &self.id
    }
    pub fn place(&self) -> usize {
        self.place
    }
    pub fn go_to(&mut self, place: usize) {
        self.place = place;
    }
    pub fn show_hits(&mut self, hits: Vec<Span>, current: Span) {
        self.hit = hits.iter().position(|hit| *hit == current).unwrap_or(0);
        self.hits = hits;
        self.place = current.start;
    }
    pub fn resize(&mut self, area: Size) {
        self.area = area;
    }
    pub fn act(&mut self, action: Action, _count: Option<usize>) -> Answer {
        let next = self.story.text[self.place..]
            .find('\n')
            .map(|at| at + self.place + 1);
        match action {
            Action::Down => {
                if let Some(next) = next {
                    self.place = next;
                }
                Answer::Done
            }
            Action::Top => {
                self.place = 0;
                Answer::Done
            }
            Action::NextHit => {
                if self.hit + 1 < self.hits.len() {
                    self.hit += 1;
                    self.place = self.hits[self.hit].start;
                    Answer::Done
                } else {
                    Answer::Unmoved
                }
            }
            _ => Answer::NotMine,
        }
    }
    pub fn find(&mut self, text: &str) {
        if let Some(at) = self.story.text.find(text) {
            self.place = at;
        }
    }
    pub fn end_find(&mut self, _keep: Keep) {}
    pub fn scroll(&mut self, _rows: isize) {}
    pub fn click(&mut self, _column: u16, _row: u16) -> Answer {
        Answer::NotMine
    }
    pub fn status(&self) -> Status<'_> {
        Status {
            section: None,
            percent: (self.place * 100 / self.story.text.len().max(1)) as u8,
            minutes_left: 1,
            hit: (!self.hits.is_empty()).then_some((self.hit + 1, self.hits.len())),
            question: None,
            note: None,
        }
    }
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, _theme: &Theme) {
        for (row, line) in area.rows().zip(self.story.text[self.place..].lines()) {
            Line::raw(line).render(row, buffer);
        }
    }
}
