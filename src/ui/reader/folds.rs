//! Folds of an interview: which answers are closed, and whether only questions are shown.

use std::collections::BTreeSet;

use super::jumps::Way;
use super::{Answer, Landed, Reader};
use crate::story::{Landmark, Span, Story, TurnRole};
use crate::ui::action::Action;

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
        for shown in self.shown(story) {
            if shown.start > from {
                hidden.push(Span::new(from, shown.start));
            }
            from = shown.end.max(from);
        }
        hidden.push(Span::new(from, story.text.len().max(from)));
        hidden
    }

    /// What is shown where only questions are: these, opened answers, and the headings between them.
    fn shown(&self, story: &Story) -> Vec<Span> {
        let mut question = None;
        let mut shown: Vec<Span> = story
            .sections
            .iter()
            .map(|section| section.heading)
            .collect();
        for (index, turn) in story.turns.iter().enumerate() {
            if turn.role == TurnRole::Question {
                question = Some(index);
            }
            let is_open = question.is_some_and(|question| !self.closed.contains(&question));
            if question == Some(index) || is_open {
                shown.push(turn.outer());
            }
        }
        shown.sort_unstable();
        shown
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
        self.refold(folds, "Enter opens one answer, zR all")
    }

    /// Where only questions are shown, steps go from one to the next, but through an open answer by rows.
    pub(super) fn step_questions(&mut self, action: Action, times: usize) -> Option<Answer> {
        let way = match action {
            Action::Down => Way::Next,
            Action::Up => Way::Previous,
            _ => return None,
        };
        let here = self.question_here().filter(|_| self.folds.questions_only)?;
        if !self.folds.is_closed(here) {
            return None;
        }
        let answer = self.jump(Landmark::Question, way, times);
        (answer == Answer::Done).then_some(answer)
    }

    /// The question on a row of the screen whose answer is folded away.
    pub(super) fn folded_at(&self, row: u16) -> Option<usize> {
        let index = self.top + usize::from(row);
        let row = self.typeset.rows().get(index)?;
        row.turn.filter(|&turn| self.folds.is_closed(turn))
    }

    /// Opens the answer to a question, and marks it.
    pub(super) fn open_question(&mut self, question: usize) -> Answer {
        let landed = Landed {
            span: self.story.turns[question].outer(),
            kind: Landmark::Question,
        };
        self.landed = Some(landed);
        let answer = self.toggle_fold();
        self.note = self.note_on(landed);
        answer
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
