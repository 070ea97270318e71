//! Writes glyphs for a terminal in few bytes: as few moves of the cursor and changes of the look as
//! there can be, and blanks at the end of a row erased.

use std::ops::Range;

use super::links::Addresses;
use super::look::Look;
use super::scroll::Scroll;
use super::sheet::{Glyph, Sheet};

/// What is written, and the state it leaves the terminal in.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    addresses: &'a Addresses,
    bytes: Vec<u8>,
    state: State,
}

#[derive(Clone, Copy, Debug)]
struct State {
    /// Column and row of the cursor; nothing where terminals differ.
    place: Option<(usize, usize)>,
    look: Look,
}

impl<'a> Writer<'a> {
    /// Nothing written yet: the look is plain, and the cursor may be anywhere.
    pub(super) fn new(addresses: &'a Addresses) -> Self {
        Self {
            addresses,
            bytes: Vec::new(),
            state: State {
                place: None,
                look: Look::PLAIN,
            },
        }
    }

    /// All that was written; the look is plain again.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.wear(Look::PLAIN);
        self.bytes
    }

    /// Clears the screen, whatever look the terminal was left in.
    pub(super) fn clear(&mut self) {
        self.say("\x1b[m\x1b[H\x1b[2J");
        self.state = State {
            place: Some((0, 0)),
            look: Look::PLAIN,
        };
    }

    /// Has the terminal move rows: at the edge of a scrolling region, line feeds and reverse line feeds
    /// move what is in it.
    pub(super) fn scroll(&mut self, scroll: &Scroll) {
        let Range { start, end } = scroll.region;
        self.wear(Look::PLAIN);
        let (edge, feed) = if scroll.rows < 0 {
            (end, "\n")
        } else {
            (start + 1, "\x1bM")
        };
        self.say(&format!("\x1b[{};{end}r\x1b[{edge};1H", start + 1));
        self.say(&feed.repeat(scroll.rows.unsigned_abs()));
        self.say("\x1b[r");
        // DECSTBM sends it home, or within the region where origin mode is on.
        self.state.place = None;
    }

    /// Makes a screen that shows one sheet show another.
    pub(super) fn sheet(&mut self, shown: &Sheet<'_>, next: &Sheet<'_>) {
        for (row, (shown, next)) in shown.rows().zip(next.rows()).enumerate() {
            let Some(first) = (0..next.len()).find(|&column| shown[column] != next[column]) else {
                continue;
            };
            self.row(row, first, shown, next);
        }
    }

    /// Writes a row from its first difference on: over what is there, or after erasing it, whatever is
    /// shorter. A glyph that takes other columns than it should is erased with all that follows.
    fn row(&mut self, row: usize, first: usize, shown: &[Glyph<'_>], next: &[Glyph<'_>]) {
        let (start, before) = (self.bytes.len(), self.state);
        self.over(row, first, shown, next);
        let over = self.bytes.split_off(start);
        let after_over = std::mem::replace(&mut self.state, before);
        self.go(first, row, next);
        self.erase();
        let blank = vec![Glyph::BLANK; next.len()];
        self.over(row, first, &blank, next);
        let is_shorter = over.len() <= self.bytes.len() - start;
        if is_shorter && shown.iter().chain(next).all(Glyph::is_settled) {
            self.bytes.truncate(start);
            self.bytes.extend(over);
            self.state = after_over;
        }
    }

    /// Writes the glyphs that differ, and erases what follows the last one.
    fn over(&mut self, row: usize, first: usize, shown: &[Glyph<'_>], next: &[Glyph<'_>]) {
        let end = written_columns(next).max(first);
        let mut column = first;
        while column < end {
            let width = width_at(next, column);
            let columns = column..column + width;
            if shown[columns.clone()] != next[columns] {
                self.go(column, row, next);
                self.glyph(next[column], column, row, next);
            }
            column += width;
        }
        if shown[end..].iter().any(|glyph| *glyph != Glyph::BLANK) {
            self.go(end, row, next);
            self.erase();
        }
    }

    /// Writes a glyph. Where terminals differ on its columns, what it takes too many is taken back; the
    /// row behind it is empty then.
    fn glyph(&mut self, glyph: Glyph<'_>, column: usize, row: usize, next: &[Glyph<'_>]) {
        let is_blank = glyph.symbol == " ";
        if !(is_blank && self.state.look.blanks_as(glyph.look)) {
            self.wear(glyph.look);
        }
        self.say(glyph.symbol);
        let after = column + width_at(next, column);
        // Behind the last column some terminals wait and some go on to the next row.
        let place = Some((after, row)).filter(|_| after < next.len());
        self.state.place = place.filter(|_| glyph.is_sure());
        if place.is_some() && !glyph.is_sure() {
            self.go(after, row, next);
            self.erase();
        }
    }

    /// Erases from the cursor to the end of the row.
    fn erase(&mut self) {
        if !self.state.look.blanks_as(Look::PLAIN) {
            self.wear(Look::PLAIN);
        }
        self.say("\x1b[K");
    }

    /// Puts the cursor on a column of a row, the shortest way: over glyphs that stand there already, by
    /// writing them again; forward; to the start of the next row and forward; or straight.
    fn go(&mut self, column: usize, row: usize, glyphs: &[Glyph<'_>]) {
        if self.state.place == Some((column, row)) {
            return;
        }
        let straight = format!("\x1b[{};{}H", row + 1, column + 1);
        let forward = match self.state.place {
            Some((from, at)) if at == row && from < column => forward(column - from),
            Some((_, at)) if at + 1 == row => format!("\r\n{}", forward(column)),
            _ => straight.clone(),
        };
        let way = if forward.len() < straight.len() {
            forward
        } else {
            straight
        };
        let again = self.again(column, row, glyphs, way.len());
        self.say(&again.unwrap_or(way));
        self.state.place = Some((column, row));
    }

    /// The glyphs between the cursor and a column, where to write them takes no other look and no more
    /// bytes than `most`.
    fn again(
        &self,
        column: usize,
        row: usize,
        glyphs: &[Glyph<'_>],
        most: usize,
    ) -> Option<String> {
        let (from, _) = self
            .state
            .place
            .filter(|&(from, at)| at == row && from < column && column - from <= most)?;
        let look = self.state.look;
        let can_be_written = |glyph: &Glyph<'_>| {
            glyph.look == look || glyph.symbol == " " && look.blanks_as(glyph.look)
        };
        let between = &glyphs[from..=column];
        let is_whole = between
            .iter()
            .all(|glyph| !glyph.is_tail() && glyph.is_sure());
        let between = &between[..column - from];
        let text: String = between.iter().map(|glyph| glyph.symbol).collect();
        (is_whole && between.iter().all(can_be_written) && text.len() <= most).then_some(text)
    }

    fn wear(&mut self, look: Look) {
        let change = self.state.look.to(look);
        self.say(&change);
        if look.link != self.state.look.link {
            let sequence = self.addresses.sequence(look.link);
            self.say(&sequence);
        }
        self.state.look = look;
    }

    fn say(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }
}

/// Moves the cursor forward.
fn forward(columns: usize) -> String {
    match columns {
        0 => String::new(),
        1 => "\x1b[C".to_owned(),
        _ => format!("\x1b[{columns}C"),
    }
}

/// Columns up to the last one that is not as if erased.
fn written_columns(glyphs: &[Glyph<'_>]) -> usize {
    let last = glyphs.iter().rposition(|glyph| *glyph != Glyph::BLANK);
    last.map_or(0, |last| last + 1)
}

/// Columns of the glyph that starts there.
fn width_at(glyphs: &[Glyph<'_>], column: usize) -> usize {
    let further = glyphs[column + 1..].iter();
    1 + further.take_while(|glyph| glyph.is_tail()).count()
}
