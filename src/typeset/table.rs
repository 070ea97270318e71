//! Tables: columns share the room by what stands in them, cells wrap, numbers stand flush right.
//!
//! A table that fits the text as it is, or with its heads wrapped, stays in it. A wider one takes the
//! columns beside the text; where even words do not fit next to each other, each cell gets a line of its
//! own behind the head of its column.

use super::columns::columns;
use super::passage::Passage;
use super::wrap;
use crate::story::{Alignment, Columns, Span, Story};

/// Columns between two columns of a table.
const GUTTER: usize = 2;
/// Columns that a long word is given: what is longer is broken.
const LONG_WORD: usize = 14;
/// Columns below which labels do not stand beside their values.
const NARROW: usize = 16;

/// What a line of a table belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TablePart {
    Head,
    Body,
}

/// A line of a table: where which words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellLine {
    pub(super) part: TablePart,
    /// Column and words, from left to right.
    pub(super) cells: Vec<(usize, Span)>,
}

/// A row of a table, or one cell of it behind its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Which row of the table.
    pub(super) row: usize,
    /// The words it answers for.
    pub(super) span: Span,
    /// Its lines.
    pub(super) lines: Vec<CellLine>,
}

/// A table, set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// What stands one below the other.
    pub(super) entries: Vec<Entry>,
    /// Columns of the whole.
    pub(super) width: usize,
    /// Whether its first row is a head with a rule below.
    pub(super) has_rule: bool,
    /// Whether rows are set apart: a cell takes more than a line.
    pub(super) is_loose: bool,
}

/// What is known of the columns of a table before it has a width.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    /// Widest cell.
    widest: usize,
    /// Widest cell below the head.
    widest_below: usize,
    /// Longest word.
    word: usize,
    /// Longest word of the head.
    head_word: usize,
    /// All numbers below the head.
    numeric: bool,
    alignment: Alignment,
}

/// Columns that are there: of the text, and with what is free beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) text: usize,
    pub(super) all: usize,
}

/// Sets the rows of a table. `head` gives the alignments, where the source has a head for sure.
pub(super) fn set(story: &Story, rows: &[Span], head: Option<Columns>, room: Room) -> Table {
    let cells: Vec<Vec<Span>> = rows.iter().map(|&row| cells(story, row)).collect();
    let has_head = rows.len() > 1 && (head.is_some() || is_head(story, &cells[0]));
    let columns = measured(story, &cells, head.unwrap_or_default(), has_head);
    match widths(&columns, room) {
        Some(widths) => in_columns(story, rows, &cells, &columns, &widths, has_head),
        None => labelled(story, rows, &cells, room.text, has_head),
    }
}

/// Whether the first row of a table whose source does not tell is its head: words, no numbers.
fn is_head(story: &Story, first: &[Span]) -> bool {
    let words = |cell: &Span| story.slice(*cell);
    first
        .iter()
        .all(|cell| words(cell).is_empty() || !is_number(words(cell)))
}

fn measured(story: &Story, cells: &[Vec<Span>], given: Columns, has_head: bool) -> Vec<Column> {
    let mut found: Vec<Column> = vec![];
    for (order, row) in cells.iter().enumerate() {
        for (index, &cell) in row.iter().enumerate() {
            if index == found.len() {
                found.push(Column {
                    numeric: cells.len() > 1,
                    alignment: given.alignment(index),
                    ..Column::default()
                });
            }
            let words = &story.mended(cell);
            let column = &mut found[index];
            let (width, word) = (columns(words), longest_word(words));
            column.widest = column.widest.max(width);
            column.word = column.word.max(word);
            if order == 0 && has_head {
                column.head_word = word;
            } else {
                column.widest_below = column.widest_below.max(width);
            }
            column.numeric &= order == 0 || is_number(words);
        }
    }
    found
}

fn longest_word(words: &str) -> usize {
    words.split_whitespace().map(columns).max().unwrap_or(0)
}

/// How wide each column is; `None` where they do not stand beside each other.
fn widths(found: &[Column], room: Room) -> Option<Vec<usize>> {
    let gutters = GUTTER * found.len().saturating_sub(1);
    let widest: Vec<usize> = found.iter().map(|column| column.widest).collect();
    let below = found
        .iter()
        .map(|column| column.widest_below.max(column.head_word.min(LONG_WORD)));
    let words = found.iter().map(|column| column.word.clamp(1, LONG_WORD));
    let (below, words): (Vec<usize>, Vec<usize>) = (below.collect(), words.collect());
    for (least, room) in [
        (&widest, room.text),
        (&below, room.text),
        (&widest, room.all),
        (&below, room.all),
        (&words, room.all),
    ] {
        let taken = least.iter().sum::<usize>() + gutters;
        if taken <= room {
            return Some(shared(least, &widest, room - taken));
        }
    }
    None
}

/// Gives free columns to where they save most lines, one by one.
fn shared(least: &[usize], widest: &[usize], free: usize) -> Vec<usize> {
    let mut widths = least.to_vec();
    for _ in 0..free {
        let lines = |index: &usize| widest[*index] * 100 / widths[*index].max(1);
        let narrow = (0..widths.len()).filter(|&index| widths[index] < widest[index]);
        let Some(index) = narrow.max_by_key(lines) else {
            break;
        };
        widths[index] += 1;
    }
    widths
}

fn in_columns(
    story: &Story,
    rows: &[Span],
    cells: &[Vec<Span>],
    columns: &[Column],
    widths: &[usize],
    has_head: bool,
) -> Table {
    let mut table = Table {
        width: widths.iter().sum::<usize>() + GUTTER * widths.len().saturating_sub(1),
        has_rule: has_head,
        ..Table::default()
    };
    for (order, (row, &span)) in cells.iter().zip(rows).enumerate() {
        let part = if order == 0 && has_head {
            TablePart::Head
        } else {
            TablePart::Body
        };
        let lines = lines(story, row, columns, widths, part);
        table.is_loose |= part == TablePart::Body && lines.len() > 1;
        table.entries.push(Entry {
            row: order,
            span,
            lines,
        });
    }
    table
}

/// The lines of a row. What stands in a head hangs down to the rule.
fn lines(
    story: &Story,
    row: &[Span],
    found: &[Column],
    widths: &[usize],
    part: TablePart,
) -> Vec<CellLine> {
    let wrapped: Vec<Vec<Span>> = row
        .iter()
        .zip(widths)
        .map(|(&cell, &width)| wrapped(story, cell, width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut lines = vec![
        CellLine {
            part,
            cells: vec![]
        };
        height
    ];
    let mut start = 0;
    for ((pieces, column), &width) in wrapped.iter().zip(found).zip(widths) {
        let first = match part {
            TablePart::Head => height - pieces.len(),
            TablePart::Body => 0,
        };
        for (line, &words) in lines[first..].iter_mut().zip(pieces) {
            let free = width.saturating_sub(columns(&story.mended(words)));
            line.cells.push((start + shift(*column, free), words));
        }
        start += width + GUTTER;
    }
    lines
}

/// Columns before words that leave so many free.
fn shift(column: Column, free: usize) -> usize {
    match column.alignment {
        Alignment::Right => free,
        Alignment::Middle => free / 2,
        Alignment::Usual if column.numeric => free,
        Alignment::Usual | Alignment::Left => 0,
    }
}

fn wrapped(story: &Story, cell: Span, width: usize) -> Vec<Span> {
    let mut rows = vec![];
    let passage = Passage {
        text: story.slice(cell),
        start: cell.start,
        mends: &story.mends,
        language: None,
    };
    wrap::wrap(passage, width, |span, _| rows.push(span));
    rows
}

/// Each cell below the first row on lines of its own, behind the head of its column.
fn labelled(
    story: &Story,
    rows: &[Span],
    cells: &[Vec<Span>],
    width: usize,
    has_head: bool,
) -> Table {
    let (heads, body): (&[Span], _) = if has_head {
        (&cells[0], &cells[1..])
    } else {
        (&[], cells)
    };
    let label = heads.iter().map(|&head| columns(&story.mended(head))).max();
    let label = label.unwrap_or(0).min(width * 2 / 5);
    let mut table = Table {
        width,
        is_loose: true,
        ..Table::default()
    };
    for (order, row) in body.iter().enumerate() {
        let order = order + usize::from(has_head);
        let missing = Span::new(rows[order].end, rows[order].end);
        for index in 0..row.len().max(heads.len()) {
            let head = heads.get(index).copied();
            let value = row.get(index).copied().unwrap_or(missing);
            let lines = beside(story, head, value, (label, width), index == 0);
            if !lines.is_empty() {
                table.entries.push(Entry {
                    row: order,
                    span: value,
                    lines,
                });
            }
        }
    }
    table
}

/// A cell behind its label; below it where there is no room beside it. The first one of a row hangs.
fn beside(
    story: &Story,
    head: Option<Span>,
    value: Span,
    (label, width): (usize, usize),
    is_first: bool,
) -> Vec<CellLine> {
    let indent = if is_first { 0 } else { 2.min(width / 4) };
    let line = |cells| CellLine {
        part: TablePart::Body,
        cells,
    };
    if width < NARROW || label == 0 {
        let head = head
            .into_iter()
            .flat_map(|head| wrapped(story, head, width - indent));
        let value = wrapped(story, value, width - indent);
        return head
            .chain(value)
            .map(|words| line(vec![(indent, words)]))
            .collect();
    }
    let labels = head.map_or(vec![], |head| wrapped(story, head, label));
    let start = 2 + label + GUTTER;
    let values = wrapped(story, value, width - start);
    (0..labels.len().max(values.len()))
        .map(|at| {
            let label = labels.get(at).map(|&words| (indent, words));
            let value = values.get(at).map(|&words| (start, words));
            line(label.into_iter().chain(value).collect())
        })
        .collect()
}

/// The cells of a row, without white space around them.
fn cells(story: &Story, row: Span) -> Vec<Span> {
    let mut start = row.start;
    story
        .slice(row)
        .split('\t')
        .map(|cell| {
            let from = start + (cell.len() - cell.trim_start().len());
            let span = Span::new(from, from + cell.trim().len());
            start += cell.len() + 1;
            span
        })
        .collect()
}

/// Whether a cell is empty or a number with its signs: "−3.5 %", "€1,200".
fn is_number(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    letters == 0 && (cell.is_empty() || cell.chars().any(char::is_numeric))
}
