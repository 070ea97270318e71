//! A slip: a page that byline makes itself and lays over list or story, to be read and put away. What was
//! changed in a story, what a command has printed. It is no story of the library: nothing is noted of it.

use std::sync::Arc;

use super::{App, View};
use crate::story::{Span, Story, StoryId};
use crate::ui::action::Action;
use crate::ui::areas::Areas;
use crate::ui::effect::Effect;
use crate::ui::reader::Reader;
use crate::ui::status::Note;

/// A page, and where one was before.
#[derive(Debug)]
pub(super) struct Slip {
    /// The page.
    pub(super) reader: Reader,
    /// What it is called.
    pub(super) title: String,
    /// What the keys for hits walk.
    stops: Vec<Span>,
    before: View,
}

impl App {
    /// Lays a page over what is seen.
    pub(super) fn lay_slip(&mut self, title: String, story: Story, stops: Vec<Span>) {
        let before = match &self.slip {
            Some(slip) if self.view == View::Slip => slip.before,
            _ => self.view,
        };
        let id = StoryId {
            path: Arc::from(""),
            ordinal: 0,
            offset: 0,
        };
        self.view = View::Slip;
        self.focus = false;
        self.arrange();
        let size = self.areas.body.as_size();
        let reader = Reader::new(
            Arc::new(story),
            id,
            size,
            self.setup.width,
            self.setup.manner,
        );
        self.slip = Some(Slip {
            reader,
            title,
            stops,
            before,
        });
    }

    /// The page that is looked at.
    pub(super) fn slip(&self) -> Option<&Slip> {
        self.slip.as_ref().filter(|_| self.view == View::Slip)
    }

    pub(super) fn act_in_slip(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let Some(slip) = &mut self.slip else {
            return Vec::new();
        };
        match action {
            Action::Back | Action::Cancel | Action::Open | Action::Changes => {
                return self.put_away();
            }
            Action::NextHit | Action::PreviousHit => {
                slip.reader
                    .step_among(&slip.stops, action, count.unwrap_or(1));
            }
            _ => {
                let answer = slip.reader.act(action, count);
                return self.heed(answer, Action::Down);
            }
        }
        Vec::new()
    }

    fn put_away(&mut self) -> Vec<Effect> {
        if let Some(slip) = self.slip.take() {
            self.view = slip.before;
            // The body may have another size than when it was left.
            self.areas = Areas::default();
        }
        Vec::new()
    }

    /// What the page has to say of the last action.
    pub(super) fn slip_note(&self) -> Option<Note> {
        self.slip()?.reader.status().note.map(Note::says)
    }
}
