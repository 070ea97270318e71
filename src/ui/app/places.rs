//! Places: a story opens where it was left, letters lead to places, and one goes back through the
//! stories that were read.

use super::{App, OpenAt, View};
use crate::index::Row;
use crate::marks::{Card, Change, Left, Place, Request};
use crate::story::Identity;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::reader::{Answer, Reader};
use crate::ui::status::Note;
use crate::ui::when;
use crate::worker::{Ask, Generation};

/// Stories to go on with, as many as stand above the list.
const BEGUN: usize = 3;
/// Stories looked for among those that were left last.
const LOOKED_FOR: usize = 20;

/// A story that is opened though no row leads to it.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// The story.
    pub(super) row: Row,
    /// Where in it; where it was left, if nothing is said.
    pub(super) place: Option<Place>,
}

/// A story whose row is asked for, to be opened.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    asked: Generation,
    place: Option<Place>,
    /// What is said where the library does not hold it.
    none: String,
}

/// What the next key names a letter for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// To mark this place.
    Set,
    /// To go to its place.
    Go,
}

/// The stories that were read, oldest first, and how far one has gone back.
#[derive(Debug, Default)]
pub(super) struct Trail {
    stories: Vec<Identity>,
    at: usize,
    /// Whether it goes back to sessions before this one.
    is_rooted: bool,
    /// Whether the story that is opened next is one of it.
    is_walked: bool,
}

impl Trail {
    /// Remembers a story that another takes the place of; what lay ahead is forgotten.
    pub(super) fn push(&mut self, story: Identity) {
        self.stories.truncate(self.at);
        self.stories.retain(|other| *other != story);
        self.stories.push(story);
        self.at = self.stories.len();
    }

    /// Puts stories of earlier sessions before all others, the latest first.
    fn root(&mut self, earlier: impl Iterator<Item = Identity>) {
        if std::mem::replace(&mut self.is_rooted, true) {
            return;
        }
        let earlier: Vec<Identity> = earlier.collect();
        let is_new = |story: &&Identity| !self.stories.contains(story);
        let mut all: Vec<Identity> = earlier.iter().filter(is_new).rev().copied().collect();
        self.at += all.len();
        all.append(&mut self.stories);
        self.stories = all;
    }

    fn back(&mut self, here: Identity) -> Option<Identity> {
        let before = (0..self.at).rev().find(|&at| self.stories[at] != here)?;
        if self.at == self.stories.len() {
            self.stories.push(here);
        }
        self.at = before;
        Some(self.stories[before])
    }

    fn forward(&mut self) -> Option<Identity> {
        let story = *self.stories.get(self.at + 1)?;
        self.at += 1;
        Some(story)
    }
}

impl App {
    /// Notes where the open story stands, once one has moved in it.
    pub(super) fn note_place(&mut self) -> Vec<Effect> {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Story);
        let Some(reader) = reader else {
            return Vec::new();
        };
        let here = (reader.identity(), reader.place());
        let before = self.stood.replace(here);
        let has_moved = before.is_some_and(|before| before.0 == here.0 && before != here);
        if !has_moved {
            return Vec::new();
        }
        let left = Left {
            place: Place::of(&reader.story().text, reader.place()),
            percent: reader.status().percent,
            at: (self.setup.now - self.setup.east) * 1000,
        };
        let card = Card::of(reader.id(), reader.story());
        self.change(vec![card], Change::Left(left))
    }

    /// Takes a story up where it was left.
    pub(super) fn resume_in(&self, reader: &mut Reader) {
        let marks = self.noted.get(reader.identity());
        let left = marks.and_then(|marks| marks.left.as_ref());
        if let Some(left) = left.filter(|left| left.place.byte > 0) {
            let place = left.place.find(&reader.story().text);
            reader.resume_at(place, self.told(left));
        }
    }

    /// Says of the story that was left open where one stopped in it.
    pub(super) fn resume_open(&mut self) {
        let Some(reader) = &self.reader else {
            return;
        };
        let marks = self.noted.get(reader.identity());
        let left = marks.and_then(|marks| marks.left.as_ref());
        let told = left.filter(|left| left.place.byte == reader.place());
        let told = told.map(|left| self.told(left));
        if let (Some(told), Some(reader)) = (told, &mut self.reader) {
            reader.tell_stop(told);
        }
    }

    fn told(&self, left: &Left) -> String {
        let when = when::ago(left.at / 1000 + self.setup.east, self.setup.now);
        format!("you stopped here {when} · {} %", left.percent)
    }

    /// The same where it was opened before that was known, and one has not moved since.
    pub(super) fn resume_late(&mut self, story: Identity) {
        if self.late != Some(story) {
            return;
        }
        self.late = None;
        let Some(mut reader) = self.reader.take() else {
            return;
        };
        if reader.identity() == story && reader.place() == 0 {
            self.resume_in(&mut reader);
            self.stood = Some((story, reader.place()));
        }
        self.reader = Some(reader);
    }

    /// Takes in which stories were left last.
    pub(super) fn take_recent(&mut self, recent: Vec<(Identity, Left, bool)>) -> Vec<Effect> {
        self.trail.root(recent.iter().map(|(story, ..)| *story));
        let is_begun = |(_, left, is_read): &&(Identity, Left, bool)| {
            !is_read && (1..100).contains(&left.percent)
        };
        let begun = recent.iter().filter(is_begun).take(LOOKED_FOR);
        let begun: Vec<Identity> = begun.map(|(story, ..)| *story).collect();
        self.recent = recent
            .into_iter()
            .map(|(story, left, _)| (story, left))
            .collect();
        if begun.is_empty() {
            self.begun.clear();
            return Vec::new();
        }
        self.asked.0 += 1;
        vec![Effect::Ask(self.asked, Ask::Begun(begun))]
    }

    /// Takes in which of them the library holds.
    pub(super) fn take_begun(&mut self, rows: Vec<Row>) {
        let left = |row: &Row| {
            let mut recent = self.recent.iter();
            recent
                .find(|(story, _)| *story == row.identity)
                .map(|(_, left)| left.percent)
        };
        let begun = rows.into_iter().filter_map(|row| {
            let percent = left(&row)?;
            Some((row, percent))
        });
        self.begun = begun.take(BEGUN).collect();
    }

    /// The story to go on with that is selected.
    pub(super) fn begun_selected(&self) -> Option<&Row> {
        let number = self.list.selected_pinned()?.checked_sub(self.saved.len())?;
        self.begun.get(number).map(|(row, _)| row)
    }

    /// Waits for a letter.
    pub(super) fn await_letter(&mut self, action: Action) -> Vec<Effect> {
        let sets = action == Action::SetMark;
        if sets && self.view != View::Story {
            self.note = Some(Note::says("marks are set inside a story"));
            return Vec::new();
        }
        let (awaited, said) = if sets {
            (Awaited::Set, "a letter marks this place")
        } else {
            (
                Awaited::Go,
                "a letter leads to its mark, ' to the place before",
            )
        };
        self.awaited = Some(awaited);
        self.note = Some(Note::says(said));
        Vec::new()
    }

    /// Does what a letter was waited for.
    pub(super) fn take_letter(&mut self, awaited: Awaited, letter: char) -> Vec<Effect> {
        match (awaited, letter) {
            (Awaited::Go, '\'' | '`') => self.return_before(),
            (_, letter) if !letter.is_alphanumeric() => Vec::new(),
            (Awaited::Go, letter) => vec![Effect::Keep(Request::Letter(letter))],
            (Awaited::Set, letter) => {
                let Some(reader) = &self.reader else {
                    return Vec::new();
                };
                let place = Place::of(&reader.story().text, reader.place());
                let card = Card::of(reader.id(), reader.story());
                self.note = Some(Note::says(format!("' {letter} leads back here")));
                self.change(vec![card], Change::Letter(letter, place))
            }
        }
    }

    fn return_before(&mut self) -> Vec<Effect> {
        let reader = self.reader.as_mut().filter(|_| self.view == View::Story);
        match reader.map(Reader::swap_place) {
            Some(Answer::Done) => Vec::new(),
            _ => self.walk_trail(Action::JumpBack),
        }
    }

    /// Goes to the place of a letter.
    pub(super) fn go_to_letter(
        &mut self,
        letter: char,
        place: Option<(Identity, Place)>,
    ) -> Vec<Effect> {
        let Some((story, place)) = place else {
            self.note = Some(Note::says(format!("nothing is marked {letter}")));
            return Vec::new();
        };
        let reader = self.reader.as_mut().filter(|_| self.view == View::Story);
        if let Some(reader) = reader.filter(|reader| reader.identity() == story) {
            let byte = place.find(&reader.story().text);
            reader.jump_to(byte);
            return Vec::new();
        }
        let none = format!("the story marked {letter} is not in this library");
        self.seek(story, Some(place), none)
    }

    /// The story before this one, or after it, in the order in which they were read.
    pub(super) fn walk_trail(&mut self, action: Action) -> Vec<Effect> {
        let here = self.reader.as_ref().filter(|_| self.view == View::Story);
        let here = here
            .map(super::super::reader::Reader::identity)
            .unwrap_or_default();
        let story = if action == Action::JumpBack {
            self.trail.back(here)
        } else {
            self.trail.forward()
        };
        let Some(story) = story else {
            return Vec::new();
        };
        self.trail.is_walked = true;
        let none = "the story before is not in this library any more".to_owned();
        self.seek(story, None, none)
    }

    fn seek(&mut self, story: Identity, place: Option<Place>, none: String) -> Vec<Effect> {
        self.asked.0 += 1;
        self.sought = Some(Sought {
            asked: self.asked,
            place,
            none,
        });
        vec![Effect::Ask(self.asked, Ask::Locate(story))]
    }

    /// Opens a story that was sought.
    pub(super) fn take_located(&mut self, generation: Generation, row: Option<Row>) {
        let Some(sought) = self.sought.take_if(|sought| sought.asked == generation) else {
            return;
        };
        let Some(row) = row else {
            self.trail.is_walked = false;
            self.note = Some(Note::says(sought.none));
            return;
        };
        self.sent = Some(Sent {
            row,
            place: sought.place,
        });
        self.opening = Some(OpenAt::Passage);
    }

    /// Remembers the story that was read before another one is opened.
    pub(super) fn follow_trail(&mut self, next: Identity) {
        let walks = std::mem::take(&mut self.trail.is_walked);
        let before = self.last_read.replace(next);
        if let Some(before) = before.filter(|before| !walks && *before != next) {
            self.trail.push(before);
        }
    }
}
