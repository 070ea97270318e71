//! Folds of an interview: which answers are closed, and whether only questions are shown.

use std::collections::BTreeSet;

use super::{Answer, Reader};
use crate::story::{Span, Story, TurnRole};

/// What is folded away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folds {
    /// Only questions and opened answers are shown, nothing else of the story.
    questions_only: bool,
    /// Questions (indices into the turns) whose answers are closed.
    closed: BTreeSet<usize>,
}

impl Folds {
    /// The spans that are left out, in order.
    pub(super) fn hidden(&self, story: &Story) -> Vec<Span> {
        if !self.questions_only {
            let answers = self
                .closed
                .iter()
                .flat_map(|&question| answer(story, question));
            return answers.map(|turn| story.turns[turn].outer()).collect();
        }
        let mut hidden = vec![];
        let mut from = 0;
        for (index, turn) in story.turns.iter().enumerate() {
            let shown = match question_of(story, index) {
                Some(question) => question == index || !self.closed.contains(&question),
                None => false,
            };
            if shown {
                let outer = turn.outer();
                hidden.push(Span::new(from, outer.start.max(from)));
                from = outer.end.max(from);
            }
        }
        hidden.push(Span::new(from, story.text.len().max(from)));
        hidden
    }

    /// Whether the answer to a question (index into the turns) is closed.
    pub(super) fn is_closed(&self, question: usize) -> bool {
        self.closed.contains(&question)
    }

    /// Leaves out the spans that begin in what is hidden.
    pub(super) fn visible(&self, story: &Story, mut spans: Vec<Span>) -> Vec<Span> {
        let hidden = self.hidden(story);
        spans.retain(|span| {
            let next = hidden.partition_point(|hidden| hidden.end <= span.start);
            !hidden
                .get(next)
                .is_some_and(|hidden| hidden.contains(span.start))
        });
        spans
    }

    /// Opens what hides a byte; tells whether anything changed.
    pub(super) fn reveal(&mut self, story: &Story, place: usize) -> bool {
        let hidden = self.hidden(story).iter().any(|span| span.contains(place));
        if !hidden {
            return false;
        }
        let turn = story.turn_at(place);
        let opened = turn.and_then(|turn| question_of(story, turn));
        if !opened.is_some_and(|question| self.closed.remove(&question)) {
            *self = Self::default();
        }
        true
    }
}

/// The question that a turn is or answers.
pub(super) fn question_of(story: &Story, turn: usize) -> Option<usize> {
    (0..=turn)
        .rev()
        .find(|&index| story.turns[index].role == TurnRole::Question)
}

/// The turns between a question and the next one.
pub(super) fn answer(story: &Story, question: usize) -> std::ops::Range<usize> {
    let turns = &story.turns[question + 1..];
    let length = turns
        .iter()
        .take_while(|turn| turn.role != TurnRole::Question)
        .count();
    question + 1..question + 1 + length
}

impl Reader {
    /// Shows questions only.
    pub(super) fn fold_answers(&mut self) -> Answer {
        let turns = self.story.turns.iter().enumerate();
        let questions: BTreeSet<usize> = turns
            .filter(|(_, turn)| turn.role == TurnRole::Question)
            .map(|(index, _)| index)
            .collect();
        if questions.is_empty() {
            return self.nowhere("nobody asks in this story");
        }
        let folds = Folds {
            questions_only: true,
            closed: questions,
        };
        self.refold(folds, "za opens one answer, zR all")
    }

    /// Opens or closes the answer to the question one is at.
    pub(super) fn toggle_fold(&mut self) -> Answer {
        let Some(question) = self.question_here() else {
            return self.nowhere("no question here");
        };
        let mut folds = self.folds.clone();
        if !folds.closed.remove(&question) {
            folds.closed.insert(question);
        }
        self.refold(folds, "")
    }

    /// Shows everything again.
    pub(super) fn unfold_all(&mut self) -> Answer {
        if self.folds == Folds::default() {
            return Answer::Unmoved;
        }
        self.refold(Folds::default(), "")
    }

    /// Sets the story with other folds. The question one is at stays on its row of the screen where
    /// that can be.
    fn refold(&mut self, folds: Folds, note: &str) -> Answer {
        if folds == self.folds {
            return Answer::Unmoved;
        }
        let anchor = self
            .question_here()
            .map_or(self.place, |turn| self.story.turns[turn].outer().start);
        let shown_at = self.typeset.row_of(anchor).saturating_sub(self.top);
        self.folds = folds;
        self.set();
        let anchored = self.typeset.row_of(anchor);
        let mut row = anchored.saturating_sub(shown_at.min(self.height() / 2));
        while self.folds.questions_only && row < anchored && !self.opens_turn(row) {
            // No question is shown by its last words alone.
            row += 1;
        }
        self.show_from(row);
        self.note = Some(note.to_string()).filter(|note| !note.is_empty());
        Answer::Done
    }

    /// The question landed on or being answered at the place; else the first one on the screen.
    fn question_here(&self) -> Option<usize> {
        let story = &self.story;
        let focus = self.focus();
        let within = story
            .turn_at(focus)
            .and_then(|turn| question_of(story, turn));
        within.or_else(|| {
            let next = story
                .turns
                .iter()
                .position(|turn| turn.role == TurnRole::Question && turn.outer().start >= focus)?;
            self.is_on_screen(story.turns[next].outer().start)
                .then_some(next)
        })
    }

    /// Dims everybody but whoever speaks here; again: nobody.
    pub(super) fn dim_others(&mut self) -> Answer {
        if self.lit.take().is_some() {
            return Answer::Done;
        }
        self.lit = self.speaker_here();
        match self.lit {
            Some(person) => {
                self.note = Some(format!("only {}", self.story.people[person].name));
                Answer::Done
            }
            None => self.nowhere("nobody speaks here"),
        }
    }
}
