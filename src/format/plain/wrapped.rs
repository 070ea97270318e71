//! Lines that were broken at a width, joined into the paragraphs they came from.
//!
//! A program that wraps text breaks a line where the next word would not have fitted, inside a sentence
//! more often than not. Text that was wrapped twice has short lines between the full ones.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::language::script;
use crate::page::labels;

/// Wider than this nobody wraps by hand or mailer; such lines are paragraphs already.
const WIDEST: usize = 132;

/// A paragraph, and how many empty lines stand before it.
pub(super) type Paragraph<'a> = (Cow<'a, str>, u8);

/// The paragraphs of a text, white space around them and empty lines left out.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let lines = lines(text);
    match wrapped_width(&lines) {
        Some(width) => join(&lines, width),
        None => as_they_stand(&lines),
    }
}

/// A line a paragraph, but for what follows a dash in mid-sentence.
fn as_they_stand<'a>(lines: &[(&'a str, u8)]) -> Vec<Paragraph<'a>> {
    let mut paragraphs: Vec<Paragraph<'a>> = Vec::with_capacity(lines.len());
    for (at, &(line, gap)) in lines.iter().enumerate() {
        match paragraphs.last_mut() {
            Some((paragraph, _)) if is_behind_dash(lines, at) => append(paragraph.to_mut(), line),
            _ => paragraphs.push((Cow::Borrowed(line), gap)),
        }
    }
    paragraphs
}

/// Whether a line opens with a dash that stands in mid-sentence, "we - we began": the words behind it
/// are small, those before it an open sentence and no item, and no item follows.
fn is_behind_dash(lines: &[(&str, u8)], at: usize) -> bool {
    const FEWEST: usize = 4;
    let (line, gap) = lines[at];
    let words = line.strip_prefix("- ").unwrap_or_default();
    let item = |at: usize| {
        lines
            .get(at)
            .is_some_and(|(line, _)| line.starts_with(['-', '•', '*']))
    };
    gap == 0
        && at > 0
        && words.starts_with(char::is_lowercase)
        && words.split_whitespace().nth(FEWEST).is_some()
        && lines[at - 1]
            .0
            .ends_with(|c: char| c.is_lowercase() || c == ',')
        && lines[at - 1].0.split_whitespace().nth(FEWEST - 1).is_some()
        && !item(at - 1)
        && !item(at + 1)
}

fn lines(text: &str) -> Vec<(&str, u8)> {
    let mut gap: u8 = 0;
    let mut lines = Vec::with_capacity(text.len() / 80);
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    for end in ends {
        let line = text[start..end].trim();
        start = end + 1;
        if line.is_empty() {
            gap = gap.saturating_add(1);
        } else {
            lines.push((line, gap));
            gap = 0;
        }
    }
    lines
}

/// The width at which the text was wrapped, if it was.
///
/// In wrapped prose sentences run over the ends of lines: of the transcripts that were looked at, at
/// least 46 of 100 breaks fall before a small letter and inside a sentence; of pages with a line a
/// paragraph, headings that lost their capital and all, 20 at most. Scripts without small letters show
/// it by full lines.
fn wrapped_width(lines: &[(&str, u8)]) -> Option<usize> {
    let long = lines.iter().filter(|(line, _)| line.len() > WIDEST).count();
    if lines.len() < 4 || long * 10 > lines.len() {
        return None;
    }
    let widths: Vec<usize> = lines.iter().map(|(line, _)| line.chars().count()).collect();
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let usual = sorted[(sorted.len() - 1) * 9 / 10];
    let (mut breaks, mut full, mut running, mut cut) = (0, 0, 0, 0);
    let widest = sorted.last().copied().unwrap_or_default();
    let is_row = |at: usize| lines[at].0.contains(" | ");
    for at in (1..lines.len()).filter(|&at| lines[at].1 == 0 && !(is_row(at - 1) && is_row(at))) {
        let open = !closes(lines[at - 1].0);
        breaks += 1;
        full += usize::from(open && is_full(widths[at - 1], lines[at].0, widest));
        let rows = [at - 1, at]
            .into_iter()
            .all(|at| lines[at].0.contains(" | "));
        let runs_on = open && !rows && lines[at].0.starts_with(char::is_lowercase);
        running += usize::from(runs_on);
        cut += usize::from(runs_on && is_full(widths[at - 1], lines[at].0, usual));
    }
    // A list in small letters breaks anywhere; a width cuts where the next word had no room, at every
    // other line where the text was wrapped twice.
    let run_on = running * 3 > breaks && cut * 4 >= running;
    (breaks >= 4 && (run_on || full * 2 > breaks)).then_some(usual)
}

/// Whether the next line's first word would not have fitted on the line.
fn is_full(line: usize, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    line + 1 + word.chars().count() > width
}

/// How many lines stand over the first empty one, where they are few: headline, byline, paper, date.
fn title_block(lines: &[(&str, u8)]) -> usize {
    const MOST: usize = 6;
    let gap = lines
        .iter()
        .skip(1)
        .take(MOST)
        .position(|(_, gap)| *gap > 0);
    gap.map_or(0, |at| at + 1)
}

/// Whether a line ends where a sentence does.
fn closes(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '”', '"', '。', '！', '？', '…', '»'])
}

fn join<'a>(lines: &[(&'a str, u8)], width: usize) -> Vec<Paragraph<'a>> {
    let voices = Voices::of(lines);
    let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
    let mut last = "";
    let title = title_block(lines);
    for (at, &(line, gap)) in lines.iter().enumerate() {
        let open = paragraphs.last_mut().filter(|(paragraph, _)| {
            let half = at > 0 && voices.is_half(lines, at - 1);
            let full = is_full(last.chars().count(), line, width);
            let afresh = voices.opens(lines, at) || begins_in_marks(lines, at);
            let afresh = afresh || (at < title && !full);
            let goes_on = goes_on(paragraph, last, line, full) || is_behind_dash(lines, at);
            gap == 0 && (half || (goes_on && !afresh))
        });
        match open {
            Some((paragraph, _)) => append(paragraph.to_mut(), line),
            None => paragraphs.push((Cow::Borrowed(line), gap)),
        }
        last = line;
    }
    paragraphs
}

/// Whether a line continues the paragraph that its neighbour above, `last`, ends; `full` says that
/// its first word had no room there.
fn goes_on(paragraph: &str, last: &str, line: &str, full: bool) -> bool {
    // Who took a picture stands in brackets behind the words under it.
    if line.starts_with('(') {
        return true;
    }
    let apart = line.starts_with(['-', '•', '*', '>', '|']) || ends_in_brackets(paragraph);
    !apart && (full || !closes(last))
}

/// Whether a paragraph ends in brackets that no sentence holds: "… in March. (Ana Stone/The Post)".
fn ends_in_brackets(paragraph: &str) -> bool {
    let before = paragraph.ends_with(')').then(|| paragraph.rsplit_once('('));
    before
        .flatten()
        .is_some_and(|(before, _)| closes(before.trim_end()))
}

/// Most lines of a quotation that is set as a heading.
const MARKED_LINES: usize = 3;

/// Whether a quotation and nothing else begins here, as some pages set their headings: behind a
/// closed sentence, its last mark at the end of a line and no stop inside.
fn begins_in_marks(lines: &[(&str, u8)], at: usize) -> bool {
    const MARKS: [(char, char); 4] = [('\'', '\''), ('"', '"'), ('‘', '’'), ('“', '”')];
    let first = lines[at].0;
    let Some(&(_, close)) = MARKS.iter().find(|(open, _)| first.starts_with(*open)) else {
        return false;
    };
    let mut rest = lines[at..].iter().take(MARKED_LINES).map(|(line, _)| *line);
    let last = rest.find(|line| closes(line) || line.ends_with(close));
    let inner = last.and_then(|line| line.strip_suffix(close));
    at > 0 && closes(lines[at - 1].0) && inner.is_some_and(|inner| !closes(inner))
}

fn append(paragraph: &mut String, line: &str) {
    // Chinese and Japanese set no space between words, nor where a line was broken.
    let is_square = |c: char| script::is_chinese_or_japanese(c) || script::is_wide_mark(c);
    if !(paragraph.ends_with(is_square) && line.starts_with(is_square)) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// How often a label comes that nobody takes for a title in mid-sentence.
const OFTEN: usize = 4;

/// The labels of those who speak: what comes often, or opens a line where a sentence may begin.
/// Others stand in mid-sentence, where the line was broken: "… the author of⏎Night Train: A History".
struct Voices {
    labels: HashSet<String>,
}

impl Voices {
    fn of(lines: &[(&str, u8)]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut before = "";
        for &(line, gap) in lines {
            if let Some(label) = label(line) {
                let afresh = gap > 0 || before.is_empty() || ends_speech(before);
                let (name, weight) = if afresh {
                    (label.to_lowercase(), OFTEN)
                } else if may_be_half(before, label) {
                    (format!("{before} {label}"), OFTEN)
                } else {
                    (label.to_lowercase(), 1)
                };
                *counts.entry(name).or_default() += weight;
            }
            before = line;
        }
        let spoken = counts.into_iter().filter(|(_, count)| *count >= OFTEN);
        Self {
            labels: spoken.map(|(label, _)| label).collect(),
        }
    }

    /// Whether a turn begins at this line. Where nobody is known to speak, any label may.
    fn opens(&self, lines: &[(&str, u8)], at: usize) -> bool {
        let known = |label: &str| self.labels.is_empty() || self.speaks(label);
        self.is_half(lines, at) || label(lines[at].0).is_some_and(known)
    }

    fn speaks(&self, label: &str) -> bool {
        self.labels.contains(&label.to_lowercase())
    }

    /// Whether the line is the first half of a label in capitals: "INES⏎ROCHA: …", where nobody
    /// speaks as "ROCHA".
    fn is_half(&self, lines: &[(&str, u8)], at: usize) -> bool {
        let next = lines.get(at + 1).filter(|(_, gap)| *gap == 0);
        next.and_then(|(next, _)| label(next))
            .is_some_and(|label| may_be_half(lines[at].0, label) && !self.speaks(label))
    }
}

/// Whether a line and the label under it are in capitals and may be one name.
fn may_be_half(line: &str, label: &str) -> bool {
    is_upper(line) && is_upper(label) && labels::is_name(line)
}

/// Whether speech may end with a line: with a sentence, a heading in marks or a stage direction.
fn ends_speech(line: &str) -> bool {
    closes(line) || line.ends_with(['\'', '’', ')', ']'])
}

/// The label that a line opens with, as printed.
fn label(line: &str) -> Option<&str> {
    let label = labels::label(line).map(|label| &line[..label.label]);
    label.filter(|label| !label.starts_with(char::is_lowercase))
}

fn is_upper(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs of a wrapped text.
    fn check(text: &str, expect: &[&str]) {
        let found = paragraphs(text);
        let found: Vec<&str> = found
            .iter()
            .map(|(paragraph, _)| paragraph.as_ref())
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    /// A turn in broken lines, to make a text that was wrapped.
    const ASKED: &str = "INES\nROCHA: We turn to the flood in\nthe valley, and to those who\nsaw it. What did\nyou do?";
    const ASKED_JOINED: &str =
        "INES ROCHA: We turn to the flood in the valley, and to those who saw it. What did you do?";

    #[test]
    fn a_label_in_capitals_broken_in_two_opens_a_paragraph() {
        check(
            &format!("{ASKED}\nCHIDI\nOKAFOR: I ran, and the\nwater rose behind\n{ASKED}"),
            &[
                ASKED_JOINED,
                "CHIDI OKAFOR: I ran, and the water rose behind",
                ASKED_JOINED,
            ],
        );
    }

    #[test]
    fn a_label_that_only_stands_in_mid_sentence_is_none() {
        check(
            &format!(
                "{ASKED}\nANA PELL: I read\nNight Train: A History\nall night, and then\nNight Train: The End\n{ASKED}\nANA PELL: No one."
            ),
            &[
                ASKED_JOINED,
                "ANA PELL: I read Night Train: A History all night, and then Night Train: The End",
                ASKED_JOINED,
                "ANA PELL: No one.",
            ],
        );
    }

    #[test]
    fn headings_in_marks_stand_apart() {
        check(
            &format!("{ASKED}\n'The water took the\nbridge with it'\n{ASKED}"),
            &[
                ASKED_JOINED,
                "'The water took the bridge with it'",
                ASKED_JOINED,
            ],
        );
        check(
            &format!("{ASKED} She said so.\n'It is gone.'\nand went on\n{ASKED}"),
            &[
                &format!("{ASKED_JOINED} She said so."),
                "'It is gone.' and went on",
                ASKED_JOINED,
            ],
        );
    }

    #[test]
    fn who_took_a_picture_stands_under_it() {
        check(
            &format!(
                "{ASKED}\nThe bridge\nat night in March.\n(Ana Stone/The\nPost)\nno word came of it and\n{ASKED}"
            ),
            &[
                ASKED_JOINED,
                "The bridge at night in March. (Ana Stone/The Post)",
                "no word came of it and",
                ASKED_JOINED,
            ],
        );
    }
}
