//! The labels that open lines, counted: what tells a turn of a conversation from a heading with a colon.

use std::collections::HashMap;

use super::lines::{Case, First, Line};
use super::slots;
use crate::language::label_words;

/// How often each label comes, in small letters.
#[derive(Debug, Default)]
pub struct Voices {
    labels: HashMap<String, Heard>,
    /// Lines in capitals that may be labels: where one of them says that its bearer asks, they are.
    alone: HashMap<String, Heard>,
    asked: usize,
    lines: usize,
}

/// Where a label was heard.
#[derive(Debug)]
struct Heard {
    /// Whether it is set as nothing but a label is: in brackets, behind a mark or a time.
    marked: bool,
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
        let mut marked = false;
        let (labels, label) = match label(line) {
            Some(Found::Label(label)) => {
                marked = line.label().is_none();
                (&mut self.labels, label)
            }
            Some(Found::Alone(label)) => {
                let mut words = label.split_whitespace();
                self.asked += usize::from(words.any(label_words::is_part));
                (&mut self.alone, label)
            }
            None => return,
        };
        let heard = labels.entry(label).or_insert(Heard {
            marked,
            times: 0,
            first: at,
            last: at,
        });
        heard.times += 1;
        heard.last = at;
    }

    /// Whether the line opens with a label that opens another line too.
    pub fn speaks(&self, line: &Line<'_>) -> bool {
        let heard = match label(line) {
            Some(Found::Label(label)) => self.labels.get(&label),
            Some(Found::Alone(label)) if self.asked > 1 => self.alone.get(&label),
            _ => None,
        };
        heard.is_some_and(|heard| heard.times > 1)
    }

    /// All labels.
    fn all(&self) -> impl Iterator<Item = (&String, &Heard)> {
        let alone = self.alone.iter().filter(|_| self.asked > 1);
        self.labels.iter().chain(alone)
    }

    /// Whether somebody with a name of their own speaks on both sides of the line at `at`: "Q" and "A"
    /// and their like may be two people, a surname is one.
    pub fn surround(&self, at: usize) -> bool {
        let named = |label: &str| label.chars().count() > 3 && !COMMON.contains(&label);
        self.all().any(|(label, heard)| {
            let often = if heard.marked { 1 } else { 2 };
            heard.times > often && heard.first < at && at < heard.last && named(label)
        })
    }

    /// Whether two labels or more come again, and open a good part of the lines: two voices make a
    /// conversation, a column's name that comes twice does not.
    pub fn converse(&self) -> bool {
        let again = || {
            let times = self.all().map(|(_, heard)| heard.times);
            times.filter(|times| *times > 1)
        };
        again().count() > 1 && again().sum::<usize>() * 5 >= self.lines
    }
}

/// A label, in small letters.
enum Found {
    /// Set as one: before a colon, in brackets, behind a mark or a time.
    Label(String),
    /// In capitals alone on its line.
    Alone(String),
}

/// The label of a line.
fn label(line: &Line<'_>) -> Option<Found> {
    if let Some(label) = line.label() {
        return Some(Found::Label(label.to_lowercase()));
    }
    let marked = line.text.starts_with(['[', '<', '>', '(']);
    let upper = line.shape.case == Case::Upper && line.shape.first == First::Capital;
    let slot = (marked || upper).then(|| slots::read(&line.text).next())??;
    let name = line.text[slot.label.start..slot.label.label].to_lowercase();
    let alone = slot.form.closes.is_none() && slot.form.opens.is_none();
    match (alone, marked) {
        (false, true) => Some(Found::Label(name)),
        (true, false) => Some(Found::Alone(name)),
        _ => None,
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
