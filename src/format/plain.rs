//! Plain text as scrapers leave it: a line a paragraph, or lines wrapped at a width; headings without
//! marks; page furniture; several stories in a file.

mod front;
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
    let starts = stories::boundaries(&lines);
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
#[allow(missing_docs)]
pub fn explain(text: &str, whole: bool, mut each: impl FnMut(usize, usize, &str, &crate::analysis::sections::headings::Company<'_>)) {
    let lines: Vec<Line<'_>> = wrapped::paragraphs(text)
        .into_iter()
        .map(|(paragraph, after_gap)| Line::new(paragraph, after_gap))
        .collect();
    let starts = if whole { vec![0] } else { stories::boundaries(&lines) };
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    for (n, (start, end)) in starts.iter().zip(ends).enumerate() {
        lay_out::explain(&lines[*start..end], |i, c| each(n, start + i, &lines[start + i].text, c));
    }
}
