//! Tables: cells set in columns, numbers flush right, where the whole table fits.

use super::wrap;
use crate::story::{Span, Story};

/// Columns between two columns of a table.
const GUTTER: usize = 2;

/// A table that fits: where its columns stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    columns: Vec<Column>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Column {
    start: usize,
    width: usize,
    /// Numbers below the head: set flush right.
    numeric: bool,
}

impl Table {
    /// Measures the rows of a table; `None` where they do not fit `width`.
    pub(super) fn measured(story: &Story, rows: &[Span], width: usize) -> Option<Self> {
        let mut columns: Vec<Column> = vec![];
        for (order, &row) in rows.iter().enumerate() {
            for (index, cell) in cells(story, row).into_iter().enumerate() {
                let words = story.slice(cell);
                if index == columns.len() {
                    columns.push(Column {
                        numeric: rows.len() > 1,
                        ..Column::default()
                    });
                }
                let column = &mut columns[index];
                column.width = column.width.max(wrap::columns(words));
                column.numeric &= order == 0 || is_number(words);
            }
        }
        let mut end = 0;
        for column in &mut columns {
            column.start = end;
            end += column.width + GUTTER;
        }
        (end <= width + GUTTER).then_some(Self { columns })
    }

    /// The cells of a row with the column at which each starts.
    pub(super) fn placed(&self, story: &Story, row: Span) -> Vec<(usize, Span)> {
        cells(story, row)
            .into_iter()
            .zip(&self.columns)
            .map(|(cell, column)| {
                let free = column
                    .width
                    .saturating_sub(wrap::columns(story.slice(cell)));
                let shift = if column.numeric { free } else { 0 };
                (column.start + shift, cell)
            })
            .collect()
    }
}

/// The cells of a row, without white space around them.
pub(super) fn cells(story: &Story, row: Span) -> Vec<Span> {
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
