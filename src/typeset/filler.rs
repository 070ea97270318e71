//! Rows filled one after the other, with as many words in each as fit: for passages too long to weigh, and
//! for words too long for a row.

use unicode_segmentation::UnicodeSegmentation;

use super::RowEnd as End;
use super::columns::grapheme_columns;
use super::passage::{Passage, Piece};
use crate::story::Span;

/// Puts pieces into rows, as many in each as fit.
pub(super) struct Filler<'a, F> {
    passage: Passage<'a>,
    width: usize,
    /// Bytes of the row being filled; empty before its first piece.
    open: Span,
    taken: usize,
    gap: usize,
    /// How the row ends, should it end here.
    at_end: End,
    row: F,
}

impl<'a, F: FnMut(Span, End)> Filler<'a, F> {
    pub(super) fn new(passage: Passage<'a>, width: usize, row: F) -> Self {
        Self {
            passage,
            width,
            open: Span::default(),
            taken: 0,
            gap: 0,
            at_end: End::Word,
            row,
        }
    }

    pub(super) fn push(&mut self, piece: Piece) {
        if piece.start == piece.end {
            self.gap += piece.gap;
            return;
        }
        if !self.open.is_empty() && self.taken + self.gap + piece.last_width() > self.width {
            self.finish();
        }
        if piece.last_width() > self.width {
            self.split(piece);
        } else {
            self.extend(piece.start, piece.end, piece.width);
        }
        let has_room = self.taken < self.width;
        self.at_end = if has_room { piece.at_end } else { End::Word };
        self.gap = piece.gap;
    }

    /// Sets a run that is wider than a row, broken between graphemes.
    fn split(&mut self, piece: Piece) {
        let run = &self.passage.text[piece.start..piece.end];
        for (offset, grapheme) in run.grapheme_indices(true) {
            let columns = grapheme_columns(grapheme);
            if !self.open.is_empty() && self.taken + self.gap + columns > self.width {
                self.finish();
            }
            let start = piece.start + offset;
            self.extend(start, start + grapheme.len(), columns);
        }
    }

    fn extend(&mut self, start: usize, end: usize, columns: usize) {
        if self.open.is_empty() {
            self.open = Span::new(start, end);
            self.taken = columns;
        } else {
            self.open.end = end;
            self.taken += self.gap + columns;
        }
        self.gap = 0;
    }

    pub(super) fn finish(&mut self) {
        if !self.open.is_empty() {
            let base = self.passage.start;
            let row = Span::new(base + self.open.start, base + self.open.end);
            (self.row)(row, self.at_end);
        }
        self.open = Span::default();
        self.at_end = End::Word;
        self.taken = 0;
        self.gap = 0;
    }
}
