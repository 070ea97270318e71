//! Lines that were broken at a width, joined into the paragraphs they came from.
//!
//! A program that wraps text breaks a line where the next word would not have fitted, inside a sentence
//! more often than not. Text that was wrapped twice has short lines between the full ones.

use std::borrow::Cow;

use crate::analysis::interview;

/// Wider than this nobody wraps by hand or mailer; such lines are paragraphs already.
const WIDEST: usize = 132;

/// A paragraph, and whether an empty line stands before it.
pub(super) type Paragraph<'a> = (Cow<'a, str>, bool);

/// The paragraphs of a text, white space around them and empty lines left out.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph<'_>> {
    let lines = lines(text);
    match wrapped_width(&lines) {
        Some(width) => join(&lines, width),
        None => lines
            .into_iter()
            .map(|(line, gap)| (Cow::Borrowed(line), gap))
            .collect(),
    }
}

fn lines(text: &str) -> Vec<(&str, bool)> {
    let mut gap = false;
    let mut lines = Vec::with_capacity(text.len() / 80);
    for line in text.split('\n') {
        let line = line.trim();
        if line.is_empty() {
            gap = true;
        } else {
            lines.push((line, gap));
            gap = false;
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
fn wrapped_width(lines: &[(&str, bool)]) -> Option<usize> {
    let long = lines.iter().filter(|(line, _)| line.len() > WIDEST).count();
    if lines.len() < 4 || long * 10 > lines.len() {
        return None;
    }
    let mut widths: Vec<usize> = lines.iter().map(|(line, _)| line.chars().count()).collect();
    let (mut breaks, mut full, mut running) = (0, 0, 0);
    let widest = widths.iter().copied().max().unwrap_or_default();
    for at in (1..lines.len()).filter(|&at| !lines[at].1) {
        let open = !closes(lines[at - 1].0);
        breaks += 1;
        full += usize::from(open && is_full(widths[at - 1], lines[at].0, widest));
        running += usize::from(open && lines[at].0.starts_with(char::is_lowercase));
    }
    widths.sort_unstable();
    let usual = widths[(widths.len() - 1) * 9 / 10];
    (breaks >= 4 && (running * 3 > breaks || full * 2 > breaks)).then_some(usual)
}

/// Whether the next line's first word would not have fitted on the line.
fn is_full(line: usize, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    line + 1 + word.chars().count() > width
}

/// How many lines stand over the first empty one, where they are few: headline, byline, paper, date.
fn title_block(lines: &[(&str, bool)]) -> usize {
    const MOST: usize = 6;
    let gap = lines.iter().skip(1).take(MOST).position(|(_, gap)| *gap);
    gap.map_or(0, |at| at + 1)
}

/// Whether a line ends where a sentence does.
fn closes(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '”', '"', '。', '！', '？', '…', '»'])
}

fn join<'a>(lines: &[(&'a str, bool)], width: usize) -> Vec<Paragraph<'a>> {
    let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
    let mut last = "";
    let title = title_block(lines);
    for (at, &(line, gap)) in lines.iter().enumerate() {
        let full = || is_full(last.chars().count(), line, width);
        let goes_on = !gap
            && ((!closes(last) && at >= title) || full())
            && !line.starts_with(['-', '•', '*', '>', '|'])
            && interview::label(line).is_none_or(|label| !starts_large(&line[..label.label]));
        match paragraphs.last_mut() {
            Some((paragraph, _)) if goes_on => {
                let paragraph = paragraph.to_mut();
                // Chinese and Japanese set no space between words, nor where a line was broken.
                if !(paragraph.ends_with(is_square) && line.starts_with(is_square)) {
                    paragraph.push(' ');
                }
                paragraph.push_str(line);
            }
            _ => paragraphs.push((Cow::Borrowed(line), gap)),
        }
        last = line;
    }
    paragraphs
}

fn starts_large(text: &str) -> bool {
    !text.starts_with(char::is_lowercase)
}

fn is_square(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}')
}
