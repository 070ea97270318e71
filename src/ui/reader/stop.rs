//! Where one stopped, and whether the end is reached.

use super::jumps::Spot;
use super::{Answer, Reader};
use crate::story::Identity;

/// Where a story was taken up again, and what is told of that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    place: usize,
    told: String,
}

impl Reader {
    /// Which story it is, wherever it lies.
    pub fn identity(&self) -> Identity {
        self.identity
    }

    /// Takes the story up where it was left; `told` says when that was.
    pub fn resume_at(&mut self, place: usize, told: String) {
        self.start_at(place);
        self.tell_stop(told);
    }

    /// Says that one stopped where the story stands.
    pub fn tell_stop(&mut self, told: String) {
        let place = self.place;
        self.stop = Some(Stop { place, told }).filter(|stop| stop.place > 0);
    }

    /// What is told of where one stopped, as long as one is there.
    pub fn stopped(&self) -> Option<&str> {
        let stop = self.stop.as_ref()?;
        (stop.place == self.place).then_some(stop.told.as_str())
    }

    /// Whether the last row is on the screen.
    pub fn shows_end(&self) -> bool {
        let has_end = self.typeset.part().is_none_or(|part| part.has_end);
        has_end && self.top + self.height() >= self.typeset.rows().len()
    }

    /// Goes to a byte, and remembers where one was.
    pub fn jump_to(&mut self, place: usize) {
        self.leave();
        self.start_at(place);
        self.landed = None;
    }

    /// Goes to where the last jump began; once more, back again.
    pub fn swap_place(&mut self) -> Answer {
        let Some(Spot { place, landed }) = self.jumps.last() else {
            return Answer::Unmoved;
        };
        self.jump_to(place);
        self.landed = landed;
        Answer::Done
    }
}
