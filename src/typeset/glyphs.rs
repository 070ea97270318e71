//! The graphemes of a row and the columns at which they stand.

use unicode_segmentation::UnicodeSegmentation;

use super::{CODE_TAB, Line, Row, Typeset, wrap};
use crate::story::{BlockKind, Span, Story};

/// One grapheme of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Columns from the left edge of the text.
    pub column: u16,
    /// Columns it takes.
    pub width: u16,
    /// Byte of the story; for words that are not of the story, of the typeset's own text.
    pub at: usize,
    /// The characters; a blank for tabs.
    pub text: &'a str,
}

impl Typeset {
    /// What stands in a row, from left to right. Spaces that the text lacks are left free.
    pub fn glyphs<'a>(&'a self, story: &'a Story, row: &Row) -> Vec<Glyph<'a>> {
        let mut pen = Pen {
            column: usize::from(row.indent),
            ..Pen::default()
        };
        match row.line {
            Line::Made(_) => pen.write(&self.made, row.text, &[]),
            Line::Cells(table) => {
                for (column, cell) in self.tables[table].placed(story, row.text) {
                    pen.column = usize::from(row.indent) + column;
                    pen.write(&story.text, cell, &[]);
                }
            }
            Line::Words(BlockKind::Code) => {
                pen.tab = CODE_TAB;
                pen.write(&story.text, row.text, &[]);
            }
            _ => pen.write(&story.text, row.text, &story.mends),
        }
        pen.glyphs
    }

    /// Column after the last word of a row.
    pub fn end_of(&self, story: &Story, row: &Row) -> u16 {
        let glyphs = self.glyphs(story, row);
        glyphs.last().map_or(row.indent, |g| g.column + g.width)
    }
}

#[derive(Default)]
struct Pen<'a> {
    glyphs: Vec<Glyph<'a>>,
    column: usize,
    /// Columns of a tab; as between words where 0.
    tab: usize,
}

impl<'a> Pen<'a> {
    fn write(&mut self, text: &'a str, span: Span, mends: &[usize]) {
        let first = mends.partition_point(|&mend| mend <= span.start);
        let mut mends = mends[first..].iter().peekable();
        let mut blank = true;
        for (offset, grapheme) in text[span.range()].grapheme_indices(true) {
            let at = span.start + offset;
            let is_blank = grapheme.trim().is_empty();
            if mends.next_if(|&&mend| mend <= at).is_some() && !blank && !is_blank {
                self.column += 1;
            }
            blank = is_blank;
            let width = match grapheme {
                "\t" if self.tab > 0 => self.tab,
                _ => wrap::grapheme_columns(grapheme),
            };
            if width > 0 {
                self.put(
                    at,
                    width,
                    if matches!(grapheme, "\t" | "\n") {
                        " "
                    } else {
                        grapheme
                    },
                );
            }
        }
    }

    fn put(&mut self, at: usize, width: usize, text: &'a str) {
        self.glyphs.push(Glyph {
            column: u16::try_from(self.column).unwrap_or(u16::MAX),
            width: width as u16,
            at,
            text,
        });
        self.column += width;
    }
}
