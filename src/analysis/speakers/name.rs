//! One name as it stands in a text.

use super::tokens::Token;
use crate::story::Span;

/// What is known of the sex of a person, for "he" and "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
    Unknown,
}

/// One name as it stands in the text, without titles and roles before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// First token of the name proper.
    pub(super) first: usize,
    /// Last token.
    pub(super) last: usize,
    pub(super) gender: Gender,
}

impl Name {
    pub(super) fn words(self) -> usize {
        self.last - self.first + 1
    }

    pub(super) fn span(self, tokens: &[Token]) -> Span {
        Span::new(tokens[self.first].span.start, tokens[self.last].span.end)
    }
}
