//! What a field of the index is: how a story's value is found, and how it is broken into terms.

use crate::index::folding::Folding;
use crate::index::order::Class;
use crate::story::{Story, StoryId};

/// How a field is broken into terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tokens {
    /// Words with their places, so that phrases can be asked for; many of a word in a short text
    /// count for more than in a long one.
    Words,
    /// The same for text that was folded before.
    Folded,
    /// Words with their places, whatever the length of the text: most documents have no such field, and its
    /// length would take a byte of each.
    Names,
    /// What stands before each space; only whether it is there.
    Spaced,
    /// The value as it is.
    Whole,
    /// The value as it is, also read of many documents at once.
    Keyed,
    /// Not asked for, only kept.
    Unasked,
    /// Not asked for, read of many documents at once.
    Column,
}

/// A story as it goes into the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filed<'a> {
    /// Which story.
    pub(crate) id: &'a StoryId,
    /// What is in it.
    pub(crate) story: &'a Story,
    /// Its words.
    pub(crate) folding: &'a Folding,
}

/// Barrier over the values of a field.
type Take = fn(Filed<'_>, &mut dyn FnMut(&str));

/// Finds a number.
type TakeNumber = fn(Filed<'_>) -> u64;

/// A text field of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextField {
    /// Its name in the index.
    pub(crate) name: &'static str,
    /// Which documents have it.
    pub(crate) of: Class,
    /// How it is broken up.
    pub(crate) tokens: Tokens,
    /// Whether a row of an answer shows it.
    pub(crate) kept: bool,
    /// How a story's value is found; fields of other classes are filled by `document`.
    pub(crate) take: Take,
}

/// A number of the index, kept as a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberField {
    /// Its name in the index.
    pub(crate) name: &'static str,
    /// Whether documents can be looked up by it.
    pub(crate) looked_up: bool,
    /// Whether a row of an answer shows it.
    pub(crate) kept: bool,
    /// Whether it is a column of its own.
    pub(crate) column: bool,
    /// How a story's value is found; those of other documents are filled by `document`.
    pub(crate) take: Option<TakeNumber>,
}

/// A text of stories.
pub(crate) const fn story(name: &'static str, tokens: Tokens, take: Take) -> TextField {
    TextField {
        name,
        of: Class::Story,
        tokens,
        kept: false,
        take,
    }
}

/// The same, shown in the rows of answers.
pub(crate) const fn kept(field: TextField) -> TextField {
    TextField {
        kept: true,
        ..field
    }
}

/// A text of other documents.
pub(crate) const fn of(class: Class, name: &'static str, tokens: Tokens) -> TextField {
    TextField {
        name,
        of: class,
        tokens,
        kept: matches!(tokens, Tokens::Unasked),
        take: |_, _| (),
    }
}

/// A number of stories, kept in rows and as a column to filter by.
pub(crate) const fn number(name: &'static str, take: TakeNumber) -> NumberField {
    NumberField {
        kept: true,
        take: Some(take),
        ..column(name)
    }
}

/// A number that is a column and nothing else.
pub(crate) const fn column(name: &'static str) -> NumberField {
    NumberField {
        name,
        looked_up: false,
        kept: false,
        column: true,
        take: None,
    }
}
