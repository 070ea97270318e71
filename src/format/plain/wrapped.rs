//! Lines that were broken at a width, joined into the paragraphs they came from.
//!
//! A program that wraps text breaks a line where the next word would not have fitted. That can be
//! checked: the line and the first word of the next one are together wider than the widest line.

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
fn wrapped_width(lines: &[(&str, bool)]) -> Option<usize> {
    let wide = lines
        .iter()
        .filter(|(line, _)| line.len() > 4 * WIDEST)
        .count();
    if lines.len() < 6 || wide > 0 {
        return None;
    }
    let widths: Vec<usize> = lines.iter().map(|(line, _)| line.chars().count()).collect();
    let width = widths
        .iter()
        .copied()
        .max()
        .filter(|width| *width <= WIDEST)?;
    let breaks = (1..lines.len()).filter(|&at| !lines[at].1);
    let (mut all, mut full, mut open) = (0, 0, 0);
    for at in breaks {
        all += 1;
        full += usize::from(is_full(widths[at - 1], lines[at].0, width));
        open += usize::from(!closes(lines[at - 1].0));
    }
    // In wrapped prose most lines are full and most breaks fall inside a sentence.
    (all >= 4 && full * 2 > all && open * 2 > all).then_some(width)
}

fn is_full(line: usize, next: &str, width: usize) -> bool {
    let word = next
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    line + 1 + word > width
}

fn closes(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '”', '"', '。'])
}

fn join<'a>(lines: &[(&'a str, bool)], width: usize) -> Vec<Paragraph<'a>> {
    let mut paragraphs: Vec<Paragraph<'a>> = Vec::new();
    let mut last = "";
    for &(line, gap) in lines {
        let goes_on = !gap
            && is_full(last.chars().count(), line, width)
            && !line.starts_with(['-', '•', '*', '>', '|'])
            && interview::label(line).is_none_or(|label| !starts_large(&line[..label.label]));
        match paragraphs.last_mut() {
            Some((paragraph, _)) if goes_on => {
                let paragraph = paragraph.to_mut();
                paragraph.push(' ');
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
