//! The labels that open lines, counted: what tells a turn of a conversation from a heading with a colon.

use std::collections::HashMap;

use super::lines::Line;
use crate::analysis::interview;

/// How often each label comes, in small letters.
#[derive(Debug, Default)]
pub struct Voices {
    labels: HashMap<String, usize>,
    lines: usize,
}

impl Voices {
    /// The labels of some lines.
    pub fn of(lines: &[Line<'_>]) -> Self {
        let mut voices = Self::default();
        for line in lines {
            voices.hear(line);
        }
        voices
    }

    /// Counts the label of one more line, if it has one.
    pub fn hear(&mut self, line: &Line<'_>) {
        self.lines += 1;
        if let Some(label) = label(&line.text) {
            *self.labels.entry(label.to_lowercase()).or_default() += 1;
        }
    }

    /// Whether the line opens with a label that opens another line too.
    pub fn speaks(&self, line: &Line<'_>) -> bool {
        let lines = |label: &str| self.labels.get(&label.to_lowercase());
        label(&line.text)
            .and_then(lines)
            .is_some_and(|lines| *lines > 1)
    }

    /// Whether two labels or more come again, and open a good part of the lines: two voices make a
    /// conversation, a column's name that comes twice does not.
    pub fn converse(&self) -> bool {
        let again = || self.labels.values().filter(|lines| **lines > 1);
        again().count() > 1 && again().sum::<usize>() * 5 >= self.lines
    }
}

/// The label that a line opens with. A time of day is none.
fn label(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(70).map_or(text.len(), |(at, _)| at);
    let label = interview::label(text).filter(|label| label.label < end)?;
    let label = &text[..label.label];
    label.contains(char::is_alphabetic).then_some(label)
}
