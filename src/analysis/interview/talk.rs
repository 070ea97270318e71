//! An interview as its passes hand it on: the voices, and when each speaks.

use super::speakers::Cast;
use crate::page::labels::Looks;
use crate::story::Span;

/// A line that opens with what looks like a label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labelled {
    /// Where the line begins, marks of bold type included.
    pub line: usize,
    /// The label without what closes it.
    pub label: Span,
    /// Where the speech begins.
    pub speech: usize,
    /// How much the label looks like a name.
    pub looks: Looks,
}

/// An interview: who speaks, and when.
#[derive(Debug)]
pub(super) struct Talk {
    /// The voices behind the labels; some may take no turn.
    pub cast: Cast,
    /// In the order of the text.
    pub turns: Vec<Spoken>,
}

/// One turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    /// Index into the voices of the cast.
    pub voice: usize,
    /// The label without its colon.
    pub label: Span,
    /// The speech.
    pub speech: Span,
}

impl Talk {
    /// The labels of a voice as printed, in order, each form once.
    pub(super) fn forms<'a>(&self, text: &'a str, voice: usize) -> Vec<&'a str> {
        let mut forms = Vec::new();
        for turn in self.turns.iter().filter(|turn| turn.voice == voice) {
            let form = &text[turn.label.range()];
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }
}
