//! A query as the parser leaves it: what must hold of a story.

use std::collections::HashSet;
use std::sync::Arc;

use crate::story::Span;

/// What must hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// All of these.
    All(Vec<Node>),
    /// At least one of these.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// These words stand somewhere.
    Words(Words),
    /// The story is of this sort.
    Filter(Filter),
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// Anywhere in the story; in the utterance where one is asked for.
    Anywhere,
    /// In a field of the story.
    Field(&'static str),
    /// In one quotation or turn, of this role where one is given.
    Said(Option<&'static str>),
    /// In the name of who speaks.
    Speaker,
    /// The whole name of who speaks, and nobody else of a like name.
    Person,
}

impl Place {
    /// Whether it is a part of an utterance.
    pub(crate) fn is_spoken(self) -> bool {
        matches!(self, Self::Said(_)) || self.is_of_speaker()
    }

    /// Whether it is who speaks.
    pub(crate) fn is_of_speaker(self) -> bool {
        matches!(self, Self::Speaker | Self::Person)
    }
}

/// Words that stand together: one word, or several in this order or near each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// Where.
    pub(crate) place: Place,
    /// The words, folded; never empty.
    pub(crate) terms: Vec<String>,
    /// How the last one is taken.
    pub(crate) last: Last,
    /// Where they need only be near each other: how many other words may stand among them.
    pub(crate) near: Option<u32>,
    /// Whether the reader put marks around them: then no other forms are looked for.
    pub(crate) quoted: bool,
    /// Where in the query they stand.
    pub(crate) span: Span,
}

/// How the last word is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Last {
    /// As it is.
    Whole,
    /// It may go on: the reader is still typing it.
    Prefix,
    /// It may be spelt a little differently.
    Similar,
    /// `?` stands for a letter of it, `*` for any number of them.
    Pattern,
}

/// A property of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Filter {
    /// A whole value of a field.
    Term {
        /// The field of the index.
        field: &'static str,
        /// The value.
        value: String,
    },
    /// A number within bounds, both included.
    Number {
        /// The column of the index.
        column: &'static str,
        /// At least.
        least: u64,
        /// At most.
        most: u64,
    },
    /// One of the stories that a reader has marked so. It is [`Filter::Among`] once that is known.
    Marked(Mark),
    /// One of these stories, by their identities.
    Among(Arc<HashSet<u64>>),
    /// A date within bounds: seconds since 1970, the end not included.
    Date {
        /// From.
        from: i64,
        /// Until.
        until: i64,
    },
}

/// What a reader has noted of a story, and no index knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Read.
    Read,
    /// With a star.
    Starred,
    /// Begun and not read.
    Started,
    /// Come in since the last visit, neither begun nor read.
    New,
    /// With another text than when it was read, or read before.
    Changed,
    /// With this tag.
    Tag(String),
}
