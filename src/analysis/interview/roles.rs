//! Who asks: judged per speaker, over everything they say.

use crate::story::{Certainty, TurnRole};

use super::turns::Talk;

/// The part a voice plays, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub role: TurnRole,
    pub certainty: Certainty,
}

/// The part of each voice of the talk.
pub(super) fn of_voices(text: &str, talk: &Talk) -> Vec<Part> {
    let _ = text;
    talk.cast
        .voices
        .iter()
        .map(|_| Part {
            role: TurnRole::Other,
            certainty: Certainty::Likely,
        })
        .collect()
}
