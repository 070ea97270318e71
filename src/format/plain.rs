//! Plain text as scrapers leave it: a line a paragraph, or lines wrapped at a width; headings without
//! marks; page furniture; several stories in a file.

mod front;
mod headline;
mod lay_out;
#[cfg(test)]
mod tests;
mod wrapped;

use crate::page::borders;
use crate::page::borders::echoes::Echoes;
use crate::page::cohesion::Vocabulary;
use crate::page::front::Front;
use crate::page::furniture::Furniture;
use crate::page::lines::{Line, Role};
use crate::page::reading;
use crate::page::survey::Words;
use crate::story::BlockKind;
use crate::story::Story;

/// Reads plain text into its stories.
pub fn parse(text: &str) -> Vec<Story> {
    let lines = lines(text);
    let printed: Vec<_> = lines.iter().map(printed).collect();
    let front: Vec<Front> = printed
        .iter()
        .map(|front| kinds_of(front.as_ref()))
        .collect();
    let vocabulary = Vocabulary::new(&lines);
    let echoes = Echoes::new(&lines);
    let page = reading::read(&lines, &front, &vocabulary, &echoes);
    let headlines = borders::boundaries(&lines, &front, &page, &echoes);
    let starts = starts(&headlines, &front);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let stories = starts.iter().zip(ends).zip(headlines);
    stories
        .filter(|((start, end), _)| **start < *end)
        .map(|((&start, end), headline)| {
            let part = lay_out::Part {
                lines: &lines[start..end],
                printed: &printed[start..end],
                sums: &page.sums[start..end],
                headline: headline - start,
                whys: &page.whys,
                first: start,
            };
            lay_out::story(part, Words::new(&vocabulary, start))
        })
        .collect()
}

/// Where each story begins: the first with the page, the others with their headlines, or with the byline or
/// date over them, where the page sets them so from its first headline on.
fn starts(headlines: &[usize], front: &[Front]) -> Vec<usize> {
    let over = |headline: usize| headline > 0 && front[headline - 1].any();
    let first = headlines.first().copied().unwrap_or(0);
    let begins = |(order, &headline): (usize, &usize)| match order {
        0 => 0,
        _ if over(first) && over(headline) => headline - 1,
        _ => headline,
    };
    headlines.iter().enumerate().map(begins).collect()
}

/// The paragraphs of a plain text, each looked at once.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let paragraphs = wrapped::paragraphs(text).into_iter();
    let look = |(paragraph, gap)| {
        let mut line = Line::new(paragraph, false);
        line.gap = gap;
        line
    };
    let mut lines: Vec<Line<'_>> = paragraphs.map(look).collect();
    // Nothing is closed where the page has not begun: a line right over the text is its headline.
    if let [first, second, ..] = &mut lines[..]
        && first.role == Role::Furniture(Furniture::Closing)
        && second.is_prose()
    {
        first.role = Role::Bare;
    }
    lines
}

/// What a line is of byline and date, wherever it stands.
pub fn front_of(line: &Line<'_>) -> Front {
    kinds_of(printed(line).as_ref())
}

/// What a line says of authors, paper and day, wherever it stands.
fn printed(line: &Line<'_>) -> Option<front::Front> {
    front::of(line, front::Place::Anywhere)
}

fn kinds_of(printed: Option<&front::Front>) -> Front {
    printed.map_or(Front::default(), |found| Front {
        author: found.source.is_some() || found.kind() == BlockKind::Byline,
        day: found.dated,
    })
}
