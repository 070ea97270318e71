//! The reader's words → a query, and what was not understood. Lenient to the letter: every text is a query.

use crate::story::Span;

/// What the reader asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The words as typed.
    pub text: String,
    /// What was read in another way than typed, for the line under the search box.
    pub hints: Vec<Hint>,
}

/// How a part of the query was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// One short sentence: "no field “sayd:”, searched as a word".
    pub message: String,
    /// Which part of the query it is about (bytes of the query).
    pub span: Span,
}
