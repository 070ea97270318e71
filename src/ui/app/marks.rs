//! What is noted of stories: asked for as rows are seen, changed at once on the screen, and written
//! elsewhere.

use std::collections::{HashMap, HashSet};

use super::{App, View};
use crate::index::{Query, Row};
use crate::marks::{Card, Change, Heard, Marks, Request};
use crate::story::Identity;
use crate::ui::action::Action;
use crate::ui::effect::Effect;
use crate::ui::pane::{Subject, Target};
use crate::ui::status::Note;
use crate::worker::{Ask, Scope};

/// Stories that are remembered at most; the rest is asked for anew.
const MOST: usize = 5_000;

/// What one does when one has read what is on the screen.
const LEAVES: &[Action] = &[
    Action::Down,
    Action::HalfPageDown,
    Action::PageDown,
    Action::Bottom,
    Action::NextStory,
    Action::PreviousStory,
    Action::Back,
    Action::SearchLibrary,
    Action::Related,
    Action::Quit,
];

/// What is known of stories.
#[derive(Debug, Default)]
pub(super) struct Noted {
    of: HashMap<Identity, Marks>,
    /// Those that were told or asked for since something changed elsewhere.
    known: HashSet<Identity>,
}

impl Noted {
    /// What is known of a story, if anything is yet.
    pub(super) fn get(&self, story: Identity) -> Option<&Marks> {
        self.of.get(&story)
    }

    /// What was heard may not hold any more: it stays until it is told anew.
    pub(super) fn doubt(&mut self) {
        self.known.clear();
    }

    fn unknown(&mut self, stories: impl Iterator<Item = Identity>) -> Vec<Identity> {
        if self.of.len() > MOST {
            *self = Self::default();
        }
        stories.filter(|story| self.known.insert(*story)).collect()
    }
}

impl App {
    /// Asks what is noted of the stories that are held.
    pub(super) fn ask_marks(&mut self) -> Option<Effect> {
        let rows = self.list.rows().iter().map(|row| row.identity);
        let begun = self.begun.iter().map(|(row, _)| row.identity);
        let open = self
            .reader
            .iter()
            .map(super::super::reader::Reader::identity);
        let held: Vec<Identity> = rows.chain(begun).chain(open).collect();
        let unknown = self.noted.unknown(held.into_iter());
        (!unknown.is_empty()).then_some(Effect::Keep(Request::Tell(unknown)))
    }

    /// Takes in what the store says.
    pub(super) fn hear_marks(&mut self, heard: Heard) -> Vec<Effect> {
        match heard {
            Heard::Marks(told) => self.take_marks(told),
            Heard::Changed => {
                self.noted.doubt();
                return self.marks_changed();
            }
            Heard::Recent(recent) => return self.take_recent(recent),
            Heard::Letter(letter, place) => return self.go_to_letter(letter, place),
            Heard::Tags(tags) => self.offer_tags(tags),
            Heard::Searches(searches) => self.recall_earlier(searches),
            Heard::Reworded(story, last) => self.tell_reworded(story, last),
            Heard::Said(said) => self.note = Some(Note::says(said)),
            Heard::Trouble(trouble) => self.note = Some(Note::fails(trouble)),
        }
        Vec::new()
    }

    fn take_marks(&mut self, told: Vec<(Identity, Marks)>) {
        for (story, marks) in told {
            self.noted.known.insert(story);
            self.noted.of.insert(story, marks);
            self.resume_late(story);
        }
    }

    /// Does what is about marks.
    pub(super) fn act_on_marks(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        match action {
            Action::Star => self.star(),
            Action::ToggleRead => self.toggle_read(count.unwrap_or(1)),
            Action::AllRead => self.ask_everything(),
            Action::Undo => vec![Effect::Keep(Request::Undo)],
            Action::Redo => vec![Effect::Keep(Request::Redo)],
            Action::Tags => self.edit_tags(),
            Action::Keep => self.keep_words(),
            _ => self.await_letter(action),
        }
    }

    fn star(&mut self) -> Vec<Effect> {
        let Some(card) = self.card_here() else {
            return self.no_story_here();
        };
        let is_starred = self
            .noted
            .get(card.identity)
            .is_some_and(|marks| marks.starred);
        let said = if is_starred {
            "without a star again"
        } else {
            "starred"
        };
        self.note = Some(Note::says(said));
        self.change(vec![card], Change::Starred(!is_starred))
    }

    fn toggle_read(&mut self, stories: usize) -> Vec<Effect> {
        let Some(card) = self.card_here() else {
            return self.no_story_here();
        };
        let is_read = self
            .noted
            .get(card.identity)
            .is_some_and(|marks| marks.read);
        let mut cards = vec![card];
        if self.view == View::List {
            let below = self.list.rows_below(stories.saturating_sub(1));
            cards.extend(below.into_iter().map(|row| self.card_of(row)));
        }
        self.finished = self
            .reader
            .as_ref()
            .map(super::super::reader::Reader::identity);
        self.note = (cards.len() == 1).then(|| Note::says(if is_read { "unread" } else { "read" }));
        let mut effects = self.change(cards, Change::Read(!is_read));
        effects.extend(self.marks_changed());
        effects
    }

    /// Changes the marks of stories: on the screen at once, and where they are kept.
    pub(super) fn change(&mut self, cards: Vec<Card>, change: Change) -> Vec<Effect> {
        for card in &cards {
            // What was noted before is told with the next answer, where it was not yet.
            apply(self.noted.of.entry(card.identity).or_default(), &change);
        }
        vec![Effect::Keep(Request::Change(cards, change))]
    }

    /// A story whose end is on the screen when the next thing is done was read.
    pub(super) fn finish(&mut self, action: Action) -> Vec<Effect> {
        let reader = self.reader.as_ref().filter(|_| self.view == View::Story);
        let Some(reader) = reader.filter(|reader| reader.shows_end()) else {
            return Vec::new();
        };
        let story = reader.identity();
        if self.overlay.is_some() || self.is_typing() {
            return Vec::new();
        }
        let is_told = self.finished == Some(story) || !LEAVES.contains(&action);
        let is_read = self.noted.get(story).is_none_or(|marks| marks.read);
        if is_told || is_read {
            return Vec::new();
        }
        self.finished = Some(story);
        let card = Card::of(reader.id(), reader.story());
        self.change(vec![card], Change::Finished)
    }

    fn ask_everything(&mut self) -> Vec<Effect> {
        if self.scope != Scope::Library {
            self.note = Some(Note::says(
                "all of an archive is never marked at once; r marks a story",
            ));
            return Vec::new();
        }
        self.asked.0 += 1;
        let days = self.timeline.as_ref().and_then(super::Timeline::seconds);
        let ask = Ask::Everything(self.query().to_owned(), days);
        vec![Effect::Ask(self.asked, ask)]
    }

    /// Marks all of these stories read.
    pub(super) fn read_everything(&mut self, rows: &[Row]) -> Vec<Effect> {
        let cards = rows.iter().map(|row| self.card_of(row)).collect();
        self.change(cards, Change::Read(true))
    }

    /// What is asked anew when marks have changed: a list that they narrow, and what is counted.
    pub(super) fn marks_changed(&mut self) -> Vec<Effect> {
        if self.view == View::Story {
            return Vec::new();
        }
        let mut effects = Vec::new();
        if Query::parse(self.query()).asks_for_marks() {
            let window = self.list.refresh();
            effects.push(self.search_effect(window));
        }
        let top = self.panes.last().map(|opened| opened.pane.subject());
        if top == Some(&Subject::Notes) {
            effects.extend(self.refresh_pane());
        }
        effects.push(self.count_all());
        effects.push(Effect::Keep(Request::Recent));
        effects
    }

    /// The card of the story that is read or selected.
    pub(super) fn card_here(&self) -> Option<Card> {
        if let (View::Story, Some(reader)) = (self.view, &self.reader) {
            return Some(Card::of(reader.id(), reader.story()));
        }
        if self.view == View::Pane {
            let pane = &self.panes.last()?.pane;
            let (Target::Story(id, _) | Target::Note(_, Some(id))) = pane.target()? else {
                return None;
            };
            return Some(Card::of(id, self.loaded.get(id)?));
        }
        let row = self.begun_selected().or_else(|| self.list.selected_row())?;
        Some(self.card_of(row))
    }

    fn card_of(&self, row: &Row) -> Card {
        let whole = self
            .loaded
            .get(&row.id)
            .map(|story| Card::of(&row.id, story));
        whole.unwrap_or_else(|| Card {
            identity: row.identity,
            headline: row.headline.clone(),
            source: row.source.clone(),
            date: row.date.map(|date| date.to_string()),
            path: row.id.path.to_string(),
            ordinal: row.id.ordinal,
            ..Card::default()
        })
    }

    pub(super) fn no_story_here(&mut self) -> Vec<Effect> {
        self.note = Some(Note::says("no story is selected here"));
        Vec::new()
    }
}

/// What a change makes of the marks of a story.
fn apply(marks: &mut Marks, change: &Change) {
    match change {
        Change::Read(is_read) => marks.read = *is_read,
        Change::Finished => marks.read = true,
        Change::Starred(is_starred) => marks.starred = *is_starred,
        Change::Tags(tags) => marks.tags.clone_from(tags),
        Change::Left(left) => marks.left = Some(left.clone()),
        Change::Letter(..) | Change::Note(..) => {}
    }
}
