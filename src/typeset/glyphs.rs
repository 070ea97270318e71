//! The graphemes of a row and the columns at which they stand.

use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{self, Bidi};
use super::columns::grapheme_columns;
use super::glyph::Glyph;
use super::{CODE_TAB, Line, Row, RowEnd, Typeset};
use crate::story::{BlockKind, Span, Story};

/// Set where a word is parted at the end of a row.
const HYPHEN: &str = "-";

impl Typeset {
    /// What stands in a row, from left to right. Spaces that the text lacks are left free.
    pub fn glyphs<'a>(&'a self, story: &'a Story, row: &Row) -> Vec<Glyph<'a>> {
        let mut pen = Pen {
            column: usize::from(row.indent),
            ..Pen::default()
        };
        match row.line {
            Line::Made(_) => pen.write(&self.made, row.text, &[]),
            Line::Cells(line) => {
                for &(column, cell) in &self.lines[line].cells {
                    pen.column = usize::from(row.indent) + column;
                    pen.write(&story.text, cell, &story.mends);
                }
                return pen.glyphs;
            }
            Line::Words(BlockKind::Code) => {
                pen.tab = CODE_TAB;
                pen.write(&story.text, row.text, &[]);
                return pen.glyphs;
            }
            _ => pen.write(&story.text, row.text, &story.mends),
        }
        if row.end == RowEnd::Hyphen {
            let last = pen.glyphs.last().map_or(row.text.start, |glyph| glyph.at);
            pen.put(last, 1, HYPHEN);
        }
        self.order(story, row, &mut pen.glyphs);
        pen.glyphs
    }

    /// Places the glyphs of a row in the order in which they are seen.
    fn order(&self, story: &Story, row: &Row, glyphs: &mut [Glyph<'_>]) {
        let is_made = matches!(row.line, Line::Made(_));
        let text = if is_made { &self.made } else { &story.text };
        if self.manner.bidi == Bidi::Left || !bidi::has_rightward(&text[row.text.range()]) {
            return;
        }
        let block = story.blocks.get(row.block).filter(|_| !is_made);
        let paragraph = block.map_or(row.text, |block| block.span);
        let room = (row.indent, self.width);
        bidi::order(text, paragraph, row.text, room, glyphs);
    }

    /// Whether a row is read from right to left, and stands flush right.
    pub fn is_rightward(&self, story: &Story, row: &Row) -> bool {
        let is_words = matches!(row.line, Line::Words(kind) if kind != BlockKind::Code);
        let block = story.blocks.get(row.block).filter(|_| is_words);
        self.manner.bidi == Bidi::Ordered
            && bidi::has_rightward(&story.text[row.text.range()])
            && block.is_some_and(|block| bidi::is_right(story.slice(block.span)))
    }

    /// Column after the last word of a row.
    pub fn end_of(&self, story: &Story, row: &Row) -> u16 {
        let glyphs = self.glyphs(story, row);
        let ends = glyphs.iter().map(|glyph| glyph.column + glyph.width);
        ends.max().unwrap_or(row.indent)
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
                _ => grapheme_columns(grapheme),
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
