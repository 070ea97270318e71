//! The open story: what its pane asks for, and what the pane does not do itself.

use super::{App, OpenAt, View};
use crate::typeset::Typeset;
use crate::ui::action::Action;
use crate::ui::clipboard::Taken;
use crate::ui::effect::Effect;
use crate::ui::reader::{Answer, Order, Reader};
use crate::ui::search::SearchBox;
use crate::ui::status::Note;

/// `12 words`.
fn counted(text: &str) -> String {
    match crate::story::count_words(text) {
        1 => "1 word".to_owned(),
        words => format!("{words} words"),
    }
}

impl App {
    /// Says who took what was copied: that it was, only where somebody did.
    pub(super) fn take_copied(&mut self, taken: &Taken) -> Vec<Effect> {
        let what = &self.copying;
        self.note = Some(match taken {
            Taken::Clipboard => Note::says(format!("copied {what}")),
            Taken::Terminal => Note::says(format!("sent to the terminal: {what}")),
            Taken::Failed(why) => Note::fails(format!("not copied: {why}")),
        });
        Vec::new()
    }

    pub(super) fn act_in_story(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.is_selecting()) {
            let answer = reader.act(action, count);
            return self.heed(answer, Action::Down);
        }
        let stories = count.unwrap_or(1).cast_signed();
        match action {
            Action::Find => self.find = Some(SearchBox::default()),
            Action::NextStory => self.turn_to(stories, OpenAt::Passage),
            Action::PreviousStory => self.turn_to(-stories, OpenAt::Passage),
            Action::Outline | Action::Speakers => return self.open_places(action),
            Action::Timeline if self.panes.is_empty() => {
                self.close_story();
                return self.toggle_timeline();
            }
            Action::Focus => self.focus = !self.focus,
            _ => {
                let answer = self
                    .reader
                    .as_mut()
                    .map_or(Answer::NotMine, |reader| reader.act(action, count));
                self.setup.width = self
                    .reader
                    .as_ref()
                    .map_or(self.setup.width, Reader::preferred_width);
                let has_ended = matches!(answer, Answer::Unmoved);
                if has_ended && matches!(action, Action::JumpBack | Action::JumpForward) {
                    return self.walk_trail(action);
                }
                return self.heed(answer, action);
            }
        }
        Vec::new()
    }

    /// Does what the reader pane asks for, and what is not its own.
    pub(super) fn heed(&mut self, answer: Answer, action: Action) -> Vec<Effect> {
        match (answer, action) {
            (Answer::Copy(text), _) => {
                let told = self.reader.as_mut().and_then(Reader::take_note);
                self.copying = told.unwrap_or_else(|| counted(&text));
                return vec![Effect::Copy(text)];
            }
            (Answer::Browse(address), _) => return vec![Effect::Browse(address)],
            (Answer::Unmoved, Action::NextHit) => self.walk_on(1, OpenAt::FirstHit),
            (Answer::Unmoved, Action::PreviousHit) => self.walk_on(-1, OpenAt::LastHit),
            (Answer::NotMine, Action::Back) => {
                self.close_story();
                return self.marks_changed();
            }
            (Answer::NotMine, Action::Cancel) => self.focus = false,
            _ => {}
        }
        Vec::new()
    }

    /// From the last hit of a story on to the next story that answers.
    fn walk_on(&mut self, stories: isize, at: OpenAt) {
        if self.search.is_some() && self.panes.is_empty() && !self.found {
            self.turn_to(stories, at);
        }
    }

    fn turn_to(&mut self, stories: isize, at: OpenAt) {
        let is_another = match self.panes.last_mut() {
            Some(opened) => opened.pane.step(stories),
            None => self.list.step(stories),
        };
        if is_another {
            self.opening = Some(at);
        } else {
            let end = if stories > 0 { "last" } else { "first" };
            self.note = Some(Note::says(format!("this is the {end} story")));
        }
    }

    fn close_story(&mut self) {
        self.view = if self.panes.is_empty() {
            View::List
        } else {
            View::Pane
        };
        self.opening = None;
        self.focus = false;
    }

    /// Has a long story set as a whole while its first screen is read; one at a time.
    pub(super) fn order_whole(&mut self) -> Option<Effect> {
        if self.ordered.is_some() || self.view != View::Story {
            return None;
        }
        self.ordered = self.reader.as_ref()?.order();
        self.ordered.clone().map(Effect::Set)
    }

    /// Takes a story in that was set as a whole.
    pub(super) fn take_set(&mut self, order: &Order, typeset: Typeset) -> Vec<Effect> {
        self.ordered = None;
        if let Some(reader) = &mut self.reader {
            reader.accept(order, typeset);
        }
        Vec::new()
    }
}
