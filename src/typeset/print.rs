//! Text set for paper and pipes: the same rows without a screen.

use super::hyphens;
use super::passage::Passage;
use super::sheet;
use super::table::{self, Room};
use super::wrap;
use super::{Hyphens, Manner, RowEnd};
use crate::story::{Columns, Shape, Span, Story};

/// The lines of a text of so many columns, in a language.
pub fn fill(text: &str, width: usize, manner: Manner, lang: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    let passage = Passage {
        text,
        start: 0,
        mends: &[],
        language: hyphens::language(lang).filter(|_| manner.hyphens == Hyphens::On),
    };
    wrap::wrap(passage, width, |span, end| {
        let mut line = text[span.range()].replace('\u{ad}', "");
        if end == RowEnd::Hyphen {
            line.push('-');
        }
        lines.push(line);
    });
    lines
}

/// The lines of a table, the rows of which are given.
pub fn print_table(story: &Story, rows: &[Span], shape: Shape, width: usize) -> Vec<String> {
    let room = Room {
        text: width,
        all: width,
    };
    let set = table::set(story, rows, head(shape), room);
    let mut lines = Vec::new();
    let mut last = None;
    for entry in &set.entries {
        if last.is_some_and(|last| set.is_loose && last != entry.row)
            && !(set.has_rule && entry.row == 1)
        {
            lines.push(String::new());
        }
        last = Some(entry.row);
        lines.extend(
            entry
                .lines
                .iter()
                .map(|line| sheet::line(story, &line.cells)),
        );
        if set.has_rule && entry.row == 0 {
            lines.push("─".repeat(set.width));
        }
    }
    lines
}

/// The alignments of a head.
pub(super) fn head(shape: Shape) -> Option<Columns> {
    match shape {
        Shape::Head(columns) => Some(columns),
        _ => None,
    }
}
