//! Jumps: to the next landmark of a kind, to the same speaker, and back to where one was.

use std::sync::Arc;

use super::{Answer, Landed, Reader};
use crate::story::{Certainty, Landmark, Span, Story, Turn, TurnRole};
use crate::ui::action::Action;

/// Which way a jump goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Towards the end.
    Next,
    /// Towards the top.
    Previous,
}

/// The actions that jump between landmarks.
const JUMPS: &[(Action, Landmark, Way)] = &[
    (Action::NextParagraph, Landmark::Paragraph, Way::Next),
    (
        Action::PreviousParagraph,
        Landmark::Paragraph,
        Way::Previous,
    ),
    (Action::NextSection, Landmark::Section, Way::Next),
    (Action::PreviousSection, Landmark::Section, Way::Previous),
    (Action::NextTurn, Landmark::Turn, Way::Next),
    (Action::PreviousTurn, Landmark::Turn, Way::Previous),
    (Action::NextQuestion, Landmark::Question, Way::Next),
    (Action::PreviousQuestion, Landmark::Question, Way::Previous),
    (Action::NextAnswer, Landmark::Answer, Way::Next),
    (Action::PreviousAnswer, Landmark::Answer, Way::Previous),
    (Action::NextQuotation, Landmark::Quotation, Way::Next),
    (
        Action::PreviousQuotation,
        Landmark::Quotation,
        Way::Previous,
    ),
];

/// What an action jumps to in this story, if it is a jump: a step is a question where somebody
/// asks, and a section elsewhere.
pub(super) fn jump_of(action: Action, story: &Story) -> Option<(Landmark, Way)> {
    let asks = || {
        story
            .turns
            .iter()
            .any(|turn| turn.role == TurnRole::Question)
    };
    let step = || {
        if asks() {
            Landmark::Question
        } else {
            Landmark::Section
        }
    };
    match action {
        Action::NextStep => Some((step(), Way::Next)),
        Action::PreviousStep => Some((step(), Way::Previous)),
        _ => JUMPS
            .iter()
            .find(|row| row.0 == action)
            .map(|&(_, landmark, way)| (landmark, way)),
    }
}

/// Where one was before a jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) place: usize,
    pub(super) landed: Option<Landed>,
}

/// Where jumps began, oldest first, and how far one has gone back.
#[derive(Debug, Default)]
pub(super) struct Jumps {
    spots: Vec<Spot>,
    /// Index of the spot one went back to; the length where one did not.
    at: usize,
}

impl Jumps {
    /// Remembers where a jump begins; what lay ahead is forgotten.
    pub(super) fn push(&mut self, spot: Spot) {
        self.spots.truncate(self.at);
        if self.spots.last() != Some(&spot) {
            self.spots.push(spot);
        }
        self.at = self.spots.len();
    }

    /// Where the last jump began.
    pub(super) fn last(&self) -> Option<Spot> {
        self.spots.get(self.at.checked_sub(1)?).copied()
    }

    /// The spot before; `here` is remembered, to come forward to.
    fn back(&mut self, here: Spot) -> Option<Spot> {
        let before = self.at.checked_sub(1)?;
        if self.at == self.spots.len() {
            self.spots.push(here);
        }
        self.at = before;
        Some(self.spots[before])
    }

    fn forward(&mut self) -> Option<Spot> {
        let spot = *self.spots.get(self.at + 1)?;
        self.at += 1;
        Some(spot)
    }
}

impl Reader {
    /// Jumps to the `times`th landmark of a kind, or to the last one there is.
    pub(super) fn jump(&mut self, kind: Landmark, way: Way, times: usize) -> Answer {
        let mut spans = self.story.landmarks(kind);
        if kind == Landmark::Paragraph {
            // Walking on does not open folds; asking for an answer or a section does.
            spans = self.folds.visible(&self.story, spans);
        }
        // From the top of the screen a paragraph jump moves on; other landmarks there are news.
        let from = self.cursor(kind == Landmark::Paragraph);
        match target(&spans, from, way, times) {
            Some(span) => {
                self.leave();
                self.land(Landed { span, kind })
            }
            None => self.nowhere(&format!("no {} {}", further(way), name(kind))),
        }
    }

    /// Jumps to the next turn or quotation of whoever speaks here.
    pub(super) fn jump_to_same_speaker(&mut self, way: Way, times: usize) -> Answer {
        let Some(person) = self.speaker_here() else {
            return self.nowhere("nobody speaks here");
        };
        let places = said_by(&self.story, person);
        let spans: Vec<Span> = places.iter().map(|landed| landed.span).collect();
        match target(&spans, self.cursor(true), way, times) {
            Some(span) => {
                let landed = places[spans.partition_point(|s| s.start < span.start)];
                self.leave();
                self.land(landed)
            }
            None => self.nowhere(&format!(
                "nothing {} by {}",
                further(way),
                self.story.people[person].name
            )),
        }
    }

    /// Goes to the `times`th of these places, or to the last one there is that way.
    pub fn step_among(&mut self, spans: &[Span], action: Action, times: usize) -> Answer {
        self.note = None;
        self.complete();
        let way = match action {
            Action::PreviousHit => Way::Previous,
            _ => Way::Next,
        };
        let kind = Landmark::Paragraph;
        match target(spans, self.cursor(false), way, times.max(1)) {
            Some(span) => {
                self.leave();
                self.land(Landed { span, kind })
            }
            None => self.nowhere(&format!("no {} change", further(way))),
        }
    }

    pub(super) fn jump_back(&mut self, times: usize) -> Answer {
        let here = self.spot();
        let spot = (0..times).map_while(|_| self.jumps.back(here)).last();
        self.return_to(spot)
    }

    pub(super) fn jump_forward(&mut self, times: usize) -> Answer {
        let spot = (0..times).map_while(|_| self.jumps.forward()).last();
        self.return_to(spot)
    }

    fn return_to(&mut self, spot: Option<Spot>) -> Answer {
        let Some(spot) = spot else {
            return self.nowhere("the jump list ends here");
        };
        self.start_at(spot.place);
        self.landed = spot.landed;
        Answer::Done
    }

    /// Remembers where one is, before a jump.
    pub(super) fn leave(&mut self) {
        let spot = self.spot();
        self.jumps.push(spot);
    }

    /// Marks a landmark and brings it into view: where it stands if it can be seen with what
    /// follows it, else in the upper part of the screen with what goes before.
    pub(super) fn land(&mut self, landed: Landed) -> Answer {
        self.landed = Some(landed);
        self.note = self.note_on(landed);
        self.bring_into_view(landed.span.start);
        Answer::Done
    }

    /// Scrolls only as far as a byte is not in the upper half of the screen already.
    pub(super) fn bring_into_view(&mut self, place: usize) {
        self.reveal(place);
        let is_far = self.reach(place);
        let row = self.typeset.row_of(place);
        let height = self.height();
        if is_far || row < self.top || row >= self.top + height.div_ceil(2) {
            self.show_from(row.saturating_sub(height / 4));
        }
    }

    /// Opens the folds that hide a byte.
    pub(super) fn reveal(&mut self, place: usize) {
        if self.folds.reveal(&self.story, place) {
            self.set();
        }
    }

    /// Where jumps count from: what was landed on, else the top of the screen, which itself is
    /// passed over where `past_top` says so.
    fn cursor(&self, past_top: bool) -> Cursor {
        match self
            .landed
            .filter(|landed| self.is_on_screen(landed.span.start))
        {
            Some(landed) => Cursor::On(landed.span.start),
            None if past_top => Cursor::On(self.place),
            None => Cursor::Before(self.place),
        }
    }

    /// Who speaks at the place: in an interview the turn's speaker, in a report the source quoted.
    pub(super) fn speaker_here(&self) -> Option<usize> {
        let story = &self.story;
        let focus = self.focus();
        let quoted = |index: usize| Some(story.quotations[index].speaker?.person);
        let by_turn = story.turn_at(focus).map(|turn| story.turns[turn].speaker);
        let landed_on_quotation = self.landed.is_some_and(|l| l.kind == Landmark::Quotation);
        let by_quotation = story.quotation_at(focus).and_then(quoted);
        let exact = if landed_on_quotation {
            by_quotation.or(by_turn)
        } else {
            by_turn.or(by_quotation)
        };
        exact.or_else(|| {
            let turn = story.turns.iter().find(|turn| turn.outer().start >= focus);
            let seen = turn.filter(|turn| self.is_on_screen(turn.outer().start));
            seen.map(|turn| turn.speaker)
                .or_else(|| self.quotation_here().and_then(quoted))
        })
    }

    /// What the status line says of a landmark: who is quoted, who speaks.
    pub(super) fn note_on(&self, landed: Landed) -> Option<String> {
        let story = &self.story;
        match landed.kind {
            Landmark::Quotation => {
                let quotation = &story.quotations[story.quotation_at(landed.span.start)?];
                let Some(speaker) = quotation.speaker else {
                    return Some("the text does not say who is quoted".to_string());
                };
                let name = &story.people.get(speaker.person)?.name;
                let doubt = if quotation.certainty == Certainty::Doubtful {
                    ", perhaps"
                } else {
                    ""
                };
                Some(format!("{name}{doubt}"))
            }
            Landmark::Turn | Landmark::Question | Landmark::Answer => {
                let turn = story.turn_at(landed.span.start)?;
                let name = &story.people.get(story.turns[turn].speaker)?.name;
                let questions = |turns: &[Turn]| {
                    let asks = |turn: &&Turn| turn.role == TurnRole::Question;
                    turns.iter().filter(asks).count()
                };
                if landed.kind != Landmark::Question {
                    return Some(name.clone());
                }
                let (at, all) = (questions(&story.turns[..=turn]), questions(&story.turns));
                Some(format!("{name} · question {at} of {all}"))
            }
            _ => None,
        }
    }

    pub(super) fn nowhere(&mut self, note: &str) -> Answer {
        self.note = Some(note.to_string());
        Answer::Unmoved
    }
}

/// Where a jump counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    /// From a landmark or place, which itself is passed over.
    On(usize),
    /// From a place that may be a target itself.
    Before(usize),
}

/// The `times`th span after or before the cursor, or the last one that way.
fn target(spans: &[Span], from: Cursor, way: Way, times: usize) -> Option<Span> {
    let (place, reaches) = match from {
        Cursor::On(place) => (place, 1),
        Cursor::Before(place) => (place, 0),
    };
    match way {
        Way::Next => {
            let first = spans.partition_point(|span| span.start < place + reaches);
            let last = spans.len().checked_sub(1)?;
            (first <= last).then(|| spans[(first + times - 1).min(last)])
        }
        Way::Previous => {
            let after = spans.partition_point(|span| span.start < place);
            (after > 0).then(|| spans[after.saturating_sub(times)])
        }
    }
}

/// The turns of a person, and their quotations outside of those, in order.
fn said_by(story: &Arc<Story>, person: usize) -> Vec<Landed> {
    let turns = story.turns.iter().filter(|turn| turn.speaker == person);
    let own = |place: usize| {
        let turn = story.turn_at(place);
        turn.is_some_and(|turn| story.turns[turn].speaker == person)
    };
    let quotations = story.quotations.iter().filter(|quotation| {
        let by_them = quotation
            .speaker
            .is_some_and(|speaker| speaker.person == person);
        by_them && !own(quotation.outer.start)
    });
    let mut said: Vec<Landed> = turns
        .map(|turn| Landed {
            span: turn.outer(),
            kind: Landmark::Turn,
        })
        .chain(quotations.map(|quotation| Landed {
            span: quotation.outer,
            kind: Landmark::Quotation,
        }))
        .collect();
    said.sort_by_key(|landed| landed.span.start);
    said
}

fn further(way: Way) -> &'static str {
    match way {
        Way::Next => "further",
        Way::Previous => "earlier",
    }
}

fn name(kind: Landmark) -> &'static str {
    match kind {
        Landmark::Section => "section",
        Landmark::Paragraph => "paragraph",
        Landmark::Quotation => "quotation",
        Landmark::Turn => "turn",
        Landmark::Question => "question",
        Landmark::Answer => "answer",
        Landmark::Link => "link",
    }
}
