//! A frame as a terminal has it: glyphs with their columns, blanks told by what is seen of them.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Rect;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::look::Look;
use crate::format::decode::is_printable;

/// What stands in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Glyph<'a> {
    /// The characters; none in the further columns of a wide one.
    pub(super) symbol: &'a str,
    /// How it looks.
    pub(super) look: Look,
}

impl Glyph<'_> {
    /// What an erased column shows.
    pub(super) const BLANK: Self = Self {
        symbol: " ",
        look: Look::PLAIN,
    };

    /// A further column of a wide glyph: written with it, never by itself.
    pub(super) fn is_tail(&self) -> bool {
        self.symbol.is_empty()
    }

    /// Whether it stands in the same columns on every terminal.
    pub(super) fn is_settled(&self) -> bool {
        self.is_tail() || self.is_sure()
    }

    /// Whether every terminal gives it the same columns: those of its characters, one by one. They differ
    /// on emoji, on what joins several into one, and on characters younger than they are.
    pub(super) fn is_sure(&self) -> bool {
        let widths = self.symbol.chars().filter_map(UnicodeWidthChar::width);
        self.symbol.len() == 1
            || self.symbol.width() == widths.sum::<usize>() && self.symbol.chars().all(is_old)
    }
}

/// Whether terminals have long agreed on the columns of a character.
fn is_old(character: char) -> bool {
    match character.width() {
        Some(0) => !matches!(character, '\u{200d}' | '\u{fe0f}'),
        Some(1) => character < '\u{1f000}',
        _ => is_east_asian(character),
    }
}

/// Whether a wide character has been wide since there are wide characters.
fn is_east_asian(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{3001}'..='\u{303e}' | '\u{3041}'..='\u{3096}'
        | '\u{309b}'..='\u{30ff}' | '\u{3131}'..='\u{318e}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
}

/// All glyphs of a frame, row by row.
#[derive(Clone, Debug)]
pub(super) struct Sheet<'a> {
    /// Glyphs of a row.
    pub(super) columns: usize,
    /// All rows, one after the other.
    pub(super) glyphs: Vec<Glyph<'a>>,
}

impl<'a> Sheet<'a> {
    /// The glyphs of a buffer.
    #[cfg(test)]
    pub(super) fn of(buffer: &'a Buffer) -> Self {
        Self::linked(buffer, &[])
    }

    /// The same, with the numbers of the addresses that its cells lead to.
    pub(super) fn linked(buffer: &'a Buffer, links: &[u16]) -> Self {
        let mut sheet = Self::blank(buffer.area);
        let rows = buffer.content.chunks(sheet.columns);
        for (cells, glyphs) in rows.zip(sheet.glyphs.chunks_mut(sheet.columns)) {
            lay(cells, glyphs);
        }
        for (glyph, &link) in sheet.glyphs.iter_mut().zip(links) {
            glyph.look.link = link;
        }
        sheet
    }

    /// An empty screen.
    pub(super) fn blank(area: Rect) -> Self {
        let columns = usize::from(area.width).max(1);
        Self {
            columns,
            glyphs: vec![Glyph::BLANK; usize::from(area.width) * usize::from(area.height)],
        }
    }

    /// The rows, from the top.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[Glyph<'a>]> {
        self.glyphs.chunks(self.columns)
    }
}

/// Lays cells out in columns. What a terminal would not put in so many columns stays blank: characters
/// without width, control characters, what turns the direction of its neighbours, a wide one without room.
fn lay<'a>(cells: &'a [Cell], glyphs: &mut [Glyph<'a>]) {
    let mut column = 0;
    while let (Some(cell), Some(room)) = (cells.get(column), glyphs.get_mut(column..)) {
        let is_plain = cell
            .symbol()
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte));
        let is_clean = is_plain || cell.symbol().chars().all(is_printable);
        let width = if is_clean {
            usize::from(cell.cell_width())
        } else {
            0
        };
        if (1..=room.len()).contains(&width) {
            let look = Look::of(cell);
            room[..width].fill(Glyph { symbol: "", look });
            room[0].symbol = cell.symbol();
        } else {
            room[0].look = Look::of_blank(cell);
        }
        column += width.clamp(1, room.len());
    }
}
