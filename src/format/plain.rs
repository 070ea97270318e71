//! Plain text as scrapers leave it: a line a paragraph, or lines wrapped at a width; headings without
//! marks; page furniture; several stories in a file.

mod front;
mod headline;
mod lay_out;
#[cfg(test)]
mod tests;
mod wrapped;

use crate::page::borders;
use crate::page::cohesion::Vocabulary;
use crate::page::lines::Line;
use crate::page::survey::Words;
use crate::story::Story;

/// Reads plain text into its stories.
pub fn parse(text: &str) -> Vec<Story> {
    let lines: Vec<Line<'_>> = wrapped::paragraphs(text)
        .into_iter()
        .map(|(paragraph, after_gap)| Line::new(paragraph, after_gap))
        .collect();
    let front: Vec<borders::Front> = lines.iter().map(front_of).collect();
    let vocabulary = Vocabulary::new(&lines);
    let starts = borders::boundaries(&lines, &front);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .filter(|(start, end)| **start < *end)
        .map(|(start, end)| lay_out::story(&lines[*start..end], Words::new(&vocabulary, *start)))
        .collect()
}

/// What a line is of byline and date, wherever it stands.
fn front_of(line: &Line<'_>) -> borders::Front {
    let found = front::of(line, front::Place::Anywhere);
    found.map_or(borders::Front::default(), |found| borders::Front {
        author: !found.names.is_empty() || found.source.is_some(),
        day: found.date.is_some(),
    })
}
