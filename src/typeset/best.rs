//! The rows of a passage that are least ragged together: of all ways to break it that take the fewest rows, the
//! one with the smallest squares of what is left free. After D. E. Knuth and M. F. Plass, "Breaking Paragraphs
//! into Lines", Software: Practice and Experience 11 (1981).

use std::ops::Range;

use super::RowEnd as End;
use super::passage::Piece;

/// Pieces of a passage that is weighed at most: a page of prose without a paragraph has fewer.
const MOST: usize = 4096;

/// What rows have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Demand {
    /// None but the last may end far from the edge.
    Even,
    /// Whatever can be had.
    Any,
}

/// What it costs to break a passage behind a piece, and where its row begins.
#[derive(Clone, Copy, Debug)]
struct Break {
    cost: u64,
    first: usize,
}

/// The rows as ranges of pieces; `None` where a piece takes more than a row, there are too many, or rows are
/// worse than is demanded.
pub(super) fn rows(pieces: &[Piece], width: usize, demand: Demand) -> Option<Vec<Range<usize>>> {
    if pieces.len() > MOST || pieces.iter().any(|piece| piece.last_width() > width) {
        return None;
    }
    let mut breaks = vec![Break { cost: 0, first: 0 }];
    for end in 1..=pieces.len() {
        breaks.push(best(pieces, &breaks, end, width));
    }
    let mut rows = Vec::new();
    let mut end = pieces.len();
    while end > 0 {
        let first = breaks[end].first;
        rows.push(first..end);
        end = first;
    }
    rows.reverse();
    let is_even = demand == Demand::Any || is_even(pieces, &rows, width);
    is_even.then_some(rows)
}

/// The cheapest row that ends before a piece.
fn best(pieces: &[Piece], breaks: &[Break], end: usize, width: usize) -> Break {
    let last = pieces[end - 1];
    let mut taken = last.last_width();
    let mut found: Option<Break> = None;
    for first in (0..end).rev() {
        if first + 1 < end {
            taken += pieces[first].width + pieces[first].gap;
        }
        if taken > width {
            break;
        }
        let is_last = end == pieces.len();
        let cost = breaks[first].cost + cost(width - taken, width, is_last && first > 0, last);
        let cost = if is_last && first == 0 { 0 } else { cost };
        if found.is_none_or(|found| cost < found.cost) {
            found = Some(Break { cost, first });
        }
    }
    found.unwrap_or(Break {
        cost: u64::MAX / 2,
        first: end - 1,
    })
}

/// What a row costs: more than anything that there is one more, then what is free at its end, or that it is the
/// last and short.
fn cost(free: usize, width: usize, is_last: bool, last: Piece) -> u64 {
    let square = |columns: usize| (columns * columns) as u64;
    let row = 64 * square(width);
    let ragged = if is_last {
        let short = width / 6;
        4 * square(short.saturating_sub(width - free))
    } else {
        square(free)
    };
    let parted = match last.at_end {
        End::Hyphen => square(width / 6).max(9),
        End::Word => 0,
    };
    row + ragged + parted
}

/// Whether no row but the last leaves more than a fourth of it free.
fn is_even(pieces: &[Piece], rows: &[Range<usize>], width: usize) -> bool {
    let but_last = rows.split_last().map_or(rows, |(_, rows)| rows);
    but_last.iter().all(|row| {
        let row = &pieces[row.clone()];
        let taken: usize = row.iter().map(|piece| piece.width + piece.gap).sum();
        let gap = row.last().map_or(0, |last| last.gap);
        4 * (width + gap).saturating_sub(taken) <= width
    })
}
