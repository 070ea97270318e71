//! Words at columns, as a line of text.

use super::columns::columns;
use crate::story::{Span, Story};

/// The line that holds these words, each at its column.
pub(super) fn line(story: &Story, cells: &[(usize, Span)]) -> String {
    let mut line = String::new();
    for &(column, words) in cells {
        let free = column.saturating_sub(columns(&line));
        line.push_str(&" ".repeat(free));
        line.push_str(&story.mended(words).replace(['\t', '\n'], " "));
    }
    line
}
