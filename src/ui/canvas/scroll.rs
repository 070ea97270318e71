//! Rows that stand elsewhere in the next frame, which the terminal itself can move (DECSTBM, IND, RI).

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::sheet::{Glyph, Sheet};

/// Fewer rows than these are sooner written anew than moved.
const WORTH_MOVING: usize = 2;

/// Rows that move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The rows that take part: those that move and those that they move over.
    pub(super) region: Range<usize>,
    /// How far they move, down where positive.
    pub(super) rows: isize,
}

impl Scroll {
    /// The move after which the fewest rows have to be written anew, if there is one.
    pub(super) fn between(shown: &Sheet<'_>, next: &Sheet<'_>) -> Option<Self> {
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

    /// What the terminal shows after it has moved the rows.
    pub(super) fn moved<'a>(&self, shown: &Sheet<'a>) -> Sheet<'a> {
        let mut sheet = shown.clone();
        let region = self.region.start * sheet.columns..self.region.end * sheet.columns;
        let by = self.rows.unsigned_abs() * sheet.columns;
        let glyphs = &mut sheet.glyphs[region];
        if self.rows < 0 {
            glyphs.rotate_left(by);
            let kept = glyphs.len() - by;
            glyphs[kept..].fill(Glyph::BLANK);
        } else {
            glyphs.rotate_right(by);
            glyphs[..by].fill(Glyph::BLANK);
        }
        sheet
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
fn marks(sheet: &Sheet<'_>) -> Vec<Option<u64>> {
    let mark = |row: &[Glyph<'_>]| {
        if row.iter().all(|glyph| *glyph == Glyph::BLANK) {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        row.hash(&mut hasher);
        Some(hasher.finish())
    };
    sheet.rows().map(mark).collect()
}
