//! Labels that no colon closes, by the form of their slot: [`slots`] reads one line, here the forms
//! are found that come again over the story.

use std::collections::HashMap;

use crate::page::labels;
use crate::page::slots::{self, Form};
use crate::story::{Span, Story};

use super::talk::Labelled;

/// Lines whose labels are set in one form.
#[derive(Debug)]
pub(super) struct Set {
    /// How they are set.
    pub form: Form,
    /// The lines, in order.
    pub lines: Vec<Labelled>,
    /// How many of them bear a label that another one bears too.
    pub again: usize,
}

/// The forms of a story whose labels come again at least `least` times, the most frequent first.
pub(super) fn of(story: &Story, least: usize) -> Vec<Set> {
    let mut sets: Vec<Set> = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', story.text.as_bytes()).chain([story.text.len()]) {
        let line = story.text[start..end].trim_start();
        let from = end - line.len();
        start = end + 1;
        for slot in slots::read(line) {
            let labelled = Labelled {
                line: from,
                label: Span::new(from + slot.label.start, from + slot.label.label),
                speech: from + slot.label.speech,
                looks: slot.looks,
            };
            take(&mut sets, slot.form, labelled);
        }
    }
    for set in &mut sets {
        set.again = again(&story.text, &set.lines);
    }
    sets.retain(|set| set.again >= least);
    sets.sort_by_key(|set| std::cmp::Reverse(set.again));
    sets
}

fn take(sets: &mut Vec<Set>, form: Form, line: Labelled) {
    match sets.iter_mut().find(|set| set.form == form) {
        Some(set) => set.lines.push(line),
        None => sets.push(Set {
            form,
            lines: vec![line],
            again: 0,
        }),
    }
}

fn again(text: &str, lines: &[Labelled]) -> usize {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let name = labels::name_part(&text[line.label.range()]).to_lowercase();
        *counts.entry(name).or_default() += 1;
    }
    counts.values().filter(|count| **count > 1).sum()
}
