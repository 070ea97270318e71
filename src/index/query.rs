//! The reader's words → a query, and what was not understood. Lenient to the letter: every text is
//! a query, so that each keystroke on the way to one gives an answer.
//!
//! One grammar for the search box, saved searches and the command line; [`crate::index::fields::FIELDS`] lists
//! what can stand before a colon.

mod date;
mod lex;
mod marked;
mod number;
mod parse;
mod read_as;
pub(crate) mod tree;

use crate::story::Span;

pub(crate) use marked::ADDED;
pub use marked::Marked;
pub use tree::Mark;

/// What the reader asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The words as typed.
    pub text: String,
    /// What was read in another way than typed, for the line under the search box.
    pub hints: Vec<Hint>,
    /// What a story must hold; `None` asks for all stories.
    pub(crate) tree: Option<tree::Node>,
    /// In which order the stories are wanted.
    pub(crate) sort: Sort,
    /// Whether near copies of a story are folded into one.
    pub(crate) copies: Copies,
}

/// What is done with stories that are nearly the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copies {
    /// The first stands for all.
    #[default]
    Folded,
    /// Each stands for itself.
    All,
}

/// How a part of the query was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// One short sentence: "no field “sayd:”, searched as a word".
    pub message: String,
    /// Which part of the query it is about (bytes of the query).
    pub span: Span,
    /// What it goes by.
    pub ground: Ground,
}

/// What a hint goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The query alone.
    Query,
    /// What is in no story: not known while stories are still being read.
    Stories,
}

/// The order of an answer. Stories that are equal in it stand newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// How well they answer, newer ones slightly preferred; newest first when nothing is asked.
    #[default]
    Fresh,
    /// How well they answer, whatever their age.
    Relevance,
    /// Newest first.
    Date,
    /// Oldest first.
    Oldest,
    /// Longest first.
    Length,
}

impl Query {
    /// The same asked of the stories alone that were published in these seconds since 1970 UTC.
    #[must_use]
    pub fn published_in(mut self, seconds: std::ops::Range<i64>) -> Self {
        let span = tree::Node::Filter(tree::Filter::Date {
            from: seconds.start,
            until: seconds.end,
        });
        self.tree = Some(match self.tree.take() {
            None => span,
            Some(tree::Node::All(mut parts)) => {
                parts.push(span);
                tree::Node::All(parts)
            }
            Some(other) => tree::Node::All(vec![other, span]),
        });
        self
    }

    /// The same in another order.
    #[must_use]
    pub fn sorted_by(self, sort: Sort) -> Self {
        Self { sort, ..self }
    }

    /// The same with near copies treated so.
    #[must_use]
    pub fn with_copies(self, copies: Copies) -> Self {
        Self { copies, ..self }
    }

    /// Whether its answer stands newest first.
    pub fn is_in_order_of_time(&self) -> bool {
        match self.sort {
            Sort::Date => true,
            Sort::Fresh => self.tree.is_none(),
            Sort::Relevance | Sort::Oldest | Sort::Length => false,
        }
    }

    /// Whether it asks for all stories.
    pub fn is_everything(&self) -> bool {
        self.tree.is_none()
    }
}
