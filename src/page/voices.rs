//! The labels that open lines, counted: what tells a turn of a conversation from a heading with a colon.

use std::collections::HashMap;

use super::lines::Line;

/// How often each label comes, in small letters.
#[derive(Debug, Default)]
pub struct Voices {
    labels: HashMap<String, Heard>,
    lines: usize,
}

/// Where a label was heard.
#[derive(Debug)]
struct Heard {
    times: usize,
    first: usize,
    last: usize,
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
        let at = self.lines;
        self.lines += 1;
        let Some(label) = line.label() else {
            return;
        };
        let heard = self.labels.entry(label.to_lowercase()).or_insert(Heard {
            times: 0,
            first: at,
            last: at,
        });
        heard.times += 1;
        heard.last = at;
    }

    /// Whether the line opens with a label that opens another line too.
    pub fn speaks(&self, line: &Line<'_>) -> bool {
        let label = line.label().map(str::to_lowercase);
        label
            .and_then(|label| self.labels.get(&label))
            .is_some_and(|heard| heard.times > 1)
    }

    /// Whether somebody with a name of their own speaks on both sides of the line at `at`: "Q" and "A"
    /// and their like may be two people, a surname is one.
    pub fn surround(&self, at: usize) -> bool {
        let named = |label: &str| label.chars().count() > 3 && !COMMON.contains(&label);
        self.labels.iter().any(|(label, heard)| {
            heard.times > 2 && heard.first < at && at < heard.last && named(label)
        })
    }

    /// Whether two labels or more come again, and open a good part of the lines: two voices make a
    /// conversation, a column's name that comes twice does not.
    pub fn converse(&self) -> bool {
        let again = || {
            self.labels
                .values()
                .map(|heard| heard.times)
                .filter(|times| *times > 1)
        };
        again().count() > 1 && again().sum::<usize>() * 5 >= self.lines
    }
}

/// Labels that whole trades share, small letters.
const COMMON: &[&str] = &[
    "question",
    "answer",
    "frage",
    "antwort",
    "pregunta",
    "respuesta",
    "host",
    "interviewer",
    "reporter",
    "editor",
];
