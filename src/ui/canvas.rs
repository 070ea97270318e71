//! What the terminal shows, and the least that must be written so that it shows the next frame: rows
//! that only moved are moved by the terminal itself, the rest is told cell by cell. Used by
//! [`super::terminal`].
//!
//! Rows are moved with a scrolling region and line feeds, which every terminal since the VT100
//! understands (DECSTBM, IND, RI).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::ops::Range;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::{Print, ResetColor};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

/// Fewer rows than these are sooner written anew than moved.
const WORTH_MOVING: usize = 4;

/// The picture on a terminal.
pub(super) struct Canvas<Out: Write> {
    backend: CrosstermBackend<Out>,
    shown: Buffer,
}

impl<Out: Write> Canvas<Out> {
    /// A canvas on a terminal that shows nothing yet.
    pub(super) fn new(out: Out) -> Self {
        Self {
            backend: CrosstermBackend::new(out),
            shown: Buffer::empty(Rect::default()),
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
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let mut next = Buffer::empty(area);
        let cursor = render(&mut next);
        if self.shown.area != area {
            self.backend.clear()?;
            self.shown = Buffer::empty(area);
        }
        if let Some(moved) = Move::between(&self.shown, &next) {
            moved.write(&mut self.backend)?;
            moved.apply(&mut self.shown);
        }
        self.backend.draw(self.shown.diff_iter(&next))?;
        self.shown = next;
        match cursor {
            Some(place) => {
                self.backend.set_cursor_position(place)?;
                self.backend.show_cursor()?;
            }
            None => self.backend.hide_cursor()?,
        }
        Backend::flush(&mut self.backend)
    }

    /// Takes it that the terminal shows anything: the next frame is drawn in full.
    pub(super) fn forget(&mut self) {
        self.shown = Buffer::empty(Rect::default());
    }
}

/// Rows that stand elsewhere in the next frame.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Move {
    /// The rows that take part: those that move and those that they move over.
    region: Range<usize>,
    /// How far they move, down where positive.
    rows: isize,
}

impl Move {
    /// The move after which the fewest rows have to be written anew, if one is worth it.
    fn between(shown: &Buffer, next: &Buffer) -> Option<Self> {
        let (before, after) = (marks(shown), marks(next));
        let changed = before
            .iter()
            .zip(&after)
            .filter(|(one, other)| one != other);
        if changed.count() < WORTH_MOVING {
            return None;
        }
        let most = isize::try_from(after.len()).ok()? - 1;
        let moves = (1..=most).flat_map(|rows| [-rows, rows]);
        let saved = |rows: &isize| matched(&before, &after, *rows).count();
        let best = moves.max_by_key(|rows| (saved(rows), std::cmp::Reverse(rows.abs())))?;
        let found: Vec<usize> = matched(&before, &after, best).collect();
        let (first, last) = (*found.first()?, *found.last()?);
        let from = first.saturating_add_signed(-best).min(first);
        let to = last.saturating_add_signed(-best).max(last);
        // What stood rightly in the region is moved away.
        let spoilt = (from..=to).filter(|&row| before[row].is_some() && before[row] == after[row]);
        (found.len() >= WORTH_MOVING + spoilt.count()).then_some(Self {
            region: from..to + 1,
            rows: best,
        })
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Range { start, end } = self.region;
        // At the edge of the region, line feeds and reverse line feeds move what is in it.
        let (edge, feed) = if self.rows < 0 {
            (end - 1, "\n")
        } else {
            (start, "\x1bM")
        };
        queue!(
            out,
            ResetColor,
            Print(format_args!("\x1b[{};{end}r", start + 1)),
            MoveTo(0, edge as u16),
            Print(feed.repeat(self.rows.unsigned_abs())),
            Print("\x1b[r"),
        )
    }

    /// Does to a buffer what the terminal does to its cells.
    fn apply(&self, shown: &mut Buffer) {
        let width = usize::from(shown.area.width);
        let cells = &mut shown.content[self.region.start * width..self.region.end * width];
        let moved = self.rows.unsigned_abs() * width;
        if self.rows < 0 {
            cells.rotate_left(moved);
            let kept = cells.len() - moved;
            cells[kept..].fill(Cell::EMPTY);
        } else {
            cells.rotate_right(moved);
            cells[..moved].fill(Cell::EMPTY);
        }
    }
}

/// The rows of the next frame that stand in this one, so many rows away.
fn matched<'a>(
    before: &'a [Option<u64>],
    after: &'a [Option<u64>],
    rows: isize,
) -> impl Iterator<Item = usize> + 'a {
    let places = after.iter().enumerate();
    let matches = places.filter(move |&(row, mark)| {
        let there = row
            .checked_add_signed(-rows)
            .and_then(|from| before.get(from));
        mark.is_some() && there == Some(mark) && before[row] != *mark
    });
    matches.map(|(row, _)| row)
}

/// What tells a row from others; nothing for an empty one, which is anywhere.
fn marks(buffer: &Buffer) -> Vec<Option<u64>> {
    let width = usize::from(buffer.area.width).max(1);
    let mark = |row: &[Cell]| {
        if row.iter().all(|cell| *cell == Cell::EMPTY) {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        Some(hasher.finish())
    };
    buffer.content.chunks(width).map(mark).collect()
}

#[cfg(test)]
mod tests;
