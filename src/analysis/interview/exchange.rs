//! A question with its answer, and what many of them show of the persons who talk.

use crate::story::{Span, Story};

use super::words::Persons;

/// A question with its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exchange {
    pub question: Span,
    pub answer: Span,
}

/// Whether a text ends as a question does.
pub(super) fn is_question(text: &str) -> bool {
    text.trim_end().ends_with(['?', '？'])
}

/// How many exchanges show what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shares {
    /// The question ends with its mark.
    pub(super) ask: usize,
    /// It speaks to the hearer.
    pub(super) you: usize,
    /// It speaks of the speaker.
    pub(super) of_me: usize,
    /// The answer does.
    pub(super) i: usize,
}

impl Shares {
    /// Counts them.
    pub(super) fn of(story: &Story, found: &[Exchange], persons: &Persons) -> Self {
        let first = |span: Span| {
            let mut words = story.slice(span).split_whitespace();
            usize::from(words.any(|word| persons.is_first(word)))
        };
        let second = |span: Span| {
            let mut words = story.slice(span).split_whitespace();
            usize::from(words.any(|word| persons.is_second(word)))
        };
        let mut shares = Self::default();
        for one in found {
            shares.ask += usize::from(is_question(story.slice(one.question)));
            shares.you += second(one.question);
            shares.of_me += first(one.question);
            shares.i += first(one.answer);
        }
        shares
    }
}
