//! What the terminal shows, and the least that must be written so that it shows the next frame. Used by
//! [`super::terminal`].
//!
//! There are three ways to a frame: over what is there, after the terminal has moved rows that only
//! stand elsewhere, and from an empty screen. All are written, and the shortest is sent, as one
//! synchronized update; a frame that is already shown sends nothing.
//!
//! Only what every terminal since the VT100 understands is sent (placing the cursor, erasing to the end
//! of a line, a scrolling region, SGR), so that no terminal needs to be asked what it can do.

mod links;
mod look;
mod scroll;
mod sheet;
#[cfg(test)]
mod tests;
mod writer;

use std::io::{self, Write};

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::ui::link::Link;

use links::Addresses;
use scroll::Scroll;
use sheet::Sheet;
use writer::Writer;

/// The terminal shows what is written between these at once.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// Where the cursor is, for all we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Unknown,
    Hidden,
    Seen(Position),
}

/// Cells, and where each leads.
struct Frame {
    buffer: Buffer,
    links: Vec<u16>,
}

impl Frame {
    fn sheet(&self) -> Sheet<'_> {
        Sheet::linked(&self.buffer, &self.links)
    }
}

/// The picture on a terminal.
pub(super) struct Canvas<Out: Write> {
    out: Out,
    /// What the terminal shows; nothing where that is not known.
    shown: Option<Frame>,
    /// Addresses that were drawn.
    addresses: Addresses,
    cursor: Cursor,
}

impl<Out: Write> Canvas<Out> {
    /// A canvas on a terminal that may show anything.
    pub(super) fn new(out: Out) -> Self {
        Self {
            out,
            shown: None,
            addresses: Addresses::default(),
            cursor: Cursor::Unknown,
        }
    }

    /// Makes the terminal show what `render` draws; it answers with the place of the cursor, if that is
    /// to be seen.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn draw(
        &mut self,
        area: Rect,
        links: &[Link],
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        if self.addresses.is_full() {
            self.addresses = Addresses::default();
            self.forget();
        }
        let mut next = Frame {
            buffer: Buffer::empty(area),
            links: self.addresses.numbers(area, links),
        };
        let cursor = render(&mut next.buffer).map_or(Cursor::Hidden, Cursor::Seen);
        let mut frame = BEGIN.to_vec();
        frame.extend(self.cells(&next));
        let is_moved = frame.len() > BEGIN.len() && cursor != Cursor::Hidden;
        if is_moved || self.cursor != cursor {
            frame.extend(self.cursor_to(cursor).into_bytes());
        }
        (self.shown, self.cursor) = (Some(next), cursor);
        if frame.len() == BEGIN.len() {
            return Ok(());
        }
        frame.extend(END);
        self.out.write_all(&frame)?;
        self.out.flush()
    }

    /// Hands something to the terminal that is not seen.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    /// Takes it that the terminal shows anything: the next frame is drawn in full.
    pub(super) fn forget(&mut self) {
        (self.shown, self.cursor) = (None, Cursor::Unknown);
    }

    /// The shortest of the ways from what is shown.
    fn cells(&self, next: &Frame) -> Vec<u8> {
        let wanted = next.sheet();
        let writer = || Writer::new(&self.addresses);
        let mut afresh = writer();
        afresh.clear();
        afresh.sheet(&Sheet::blank(next.buffer.area), &wanted);
        let afresh = afresh.finish();
        let Some(shown) = self
            .shown
            .as_ref()
            .filter(|shown| shown.buffer.area == next.buffer.area)
        else {
            return afresh;
        };
        let shown = shown.sheet();
        let mut over = writer();
        over.sheet(&shown, &wanted);
        let over = over.finish();
        let moved = Scroll::between(&shown, &wanted).map(|scroll| {
            let mut moved = writer();
            moved.scroll(&scroll);
            moved.sheet(&scroll.moved(&shown), &wanted);
            moved.finish()
        });
        let ways = [Some(over), moved, Some(afresh)].into_iter().flatten();
        ways.min_by_key(Vec::len).unwrap_or_default()
    }

    fn cursor_to(&self, cursor: Cursor) -> String {
        let show = match self.cursor {
            Cursor::Seen(_) => "",
            Cursor::Hidden | Cursor::Unknown => "\x1b[?25h",
        };
        match cursor {
            Cursor::Seen(Position { x, y }) => format!("\x1b[{};{}H{show}", y + 1, x + 1),
            Cursor::Hidden | Cursor::Unknown => "\x1b[?25l".to_owned(),
        }
    }
}
