//! Plain text as scrapers leave it: a line a paragraph, or lines wrapped at a width; headings without
//! marks; page furniture; several stories in a file.

mod front;
mod headline;
mod lay_out;
mod wrapped;

use crate::analysis::sections::lines::Line;
use crate::analysis::stories;
use crate::story::Story;

/// Reads plain text into its stories.
pub fn parse(text: &str) -> Vec<Story> {
    let lines: Vec<Line<'_>> = wrapped::paragraphs(text)
        .into_iter()
        .map(|(paragraph, after_gap)| Line::new(paragraph, after_gap))
        .collect();
    let front: Vec<bool> = lines.iter().map(|line| front::of(line, false).is_some()).collect();
    let starts = stories::boundaries(&lines, &front);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .filter(|(start, end)| **start < *end)
        .map(|(start, end)| lay_out::story(&lines[*start..end]))
        .collect()
}
// TEMP
#[doc(hidden)]
#[allow(missing_docs, clippy::pedantic)]
pub fn explain(text: &str, mut each: impl FnMut(usize, usize, &str, &crate::analysis::sections::headings::Company<'_>)) {
    let lines: Vec<Line<'_>> = wrapped::paragraphs(text)
        .into_iter()
        .map(|(paragraph, after_gap)| Line::new(paragraph, after_gap))
        .collect();
    lay_out::explain(&lines, |i, c| each(0, i, &lines[i].text, c));
}
#[doc(hidden)]
#[allow(missing_docs, clippy::pedantic)]
pub fn explain_stories(text: &str, is_start: impl Fn(&str) -> bool, mut each: impl FnMut(usize, &str, &stories::Opening<'_>)) {
    let lines: Vec<Line<'_>> = wrapped::paragraphs(text)
        .into_iter()
        .map(|(paragraph, after_gap)| Line::new(paragraph, after_gap))
        .collect();
    let front: Vec<bool> = lines.iter().map(|line| front::of(line, false).is_some()).collect();
    let vocabulary = stories::cohesion::Vocabulary::new(&lines);
    let gaps = stories::Gaps::new(&vocabulary, lines.len());
    let mut start = 0;
    for at in 1..lines.len() {
        if stories::may_open(&lines, &front, at) {
            each(at, &lines[at].text, &stories::look(&lines, &front, &vocabulary, gaps, start, at));
        }
        if is_start(&lines[at].text) { start = at; }
    }
}
