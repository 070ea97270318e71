//! A text to be broken into rows, and what it is made of.

use super::RowEnd as End;
use crate::story::Span;

/// A language whose words can be parted.
pub(super) type Language = hypher::Lang;

/// Text to be broken into rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Byte of the story at which they start.
    pub(super) start: usize,
    /// Places of the story where a space is set that the text lacks.
    pub(super) mends: &'a [usize],
    /// The language by which words may be parted, if they may.
    pub(super) language: Option<Language>,
}

/// A run that is not broken, and the gap after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the passage.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Columns of the run.
    pub(super) width: usize,
    /// Columns up to the next run, should it stand in the same row.
    pub(super) gap: usize,
    /// How a row ends that it is the last of.
    pub(super) at_end: End,
}

impl Piece {
    /// Columns that it takes at the end of a row.
    pub(super) fn last_width(&self) -> usize {
        self.width + usize::from(self.at_end == End::Hyphen)
    }

    pub(super) fn span(&self, base: usize) -> Span {
        Span::new(base + self.start, base + self.end)
    }
}
