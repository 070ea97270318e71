//! Borders that need no weighing: what stands under a line makes it a headline, whatever its words.
//!
//! Reasons of print, and no weights: a story is credited and dated once, under its headline; a record
//! of an archive names its title; a rule parts what has a front of its own.

use crate::page::front::Front;
use crate::page::lines::{Case, Line, Role};

/// Columns of the longest headline that a byline alone may show.
const WIDEST: usize = 150;

/// Whether the line at `at`, which may open a story, does so for sure.
///
/// The story before it must have come to an end: its last line is a finished sentence.
pub fn opens(lines: &[Line<'_>], front: &[Front], start: usize, at: usize) -> bool {
    let told = |other: &usize| lines[*other].is_read() && !front[*other].any();
    let Some(above) = (start + 1..at).rev().find(told) else {
        return false;
    };
    if lines[at].shape.width > WIDEST {
        return false;
    }
    let finished = lines[above].shape.closes_sentence();
    let below = under(lines, front, at);
    if below.author && below.day {
        return finished || lines[start + 1..at].iter().any(Line::is_prose);
    }
    let closed = lines[at].shape.closes_sentence();
    if !closed && begins_as_before(lines, front, start, at) {
        return finished || is_over_text(lines, front, at);
    }
    let parted = (above + 1..at).any(|other| is_rule(&lines[other]));
    finished
        && !closed
        && ((parted && (below.any() || part_titles(lines, |at| is_rule(&lines[at - 1]))))
            || (is_gap(lines, at) && part_titles(lines, |at| is_gap(lines, at)))
            || opens_record(lines, at))
}

/// Whether a paragraph follows right behind the byline and the date of a headline.
fn is_over_text(lines: &[Line<'_>], front: &[Front], headline: usize) -> bool {
    let mut below = headline + 1..lines.len();
    let text = below.find(|&at| !front[at].any());
    text.is_some_and(|at| lines[at].is_prose())
}

/// Whether more empty lines stand before a line than between paragraphs.
fn is_gap(lines: &[Line<'_>], at: usize) -> bool {
    lines[at].gap > 2 && lines[at].gap > lines[at - 1].gap + 1
}

/// What the lines right under a headline say, up to the first that is neither byline nor date.
pub(super) fn under(lines: &[Line<'_>], front: &[Front], headline: usize) -> Front {
    let rest = headline + 1..lines.len();
    let told = rest
        .map(|at| front[at])
        .take_while(|front| front.any())
        .take(3);
    told.fold(Front::default(), |sum, next| Front {
        author: sum.author || next.author,
        day: sum.day || next.day,
    })
}

/// Whether the line is credited or dated as the headline of the story before was: the headings of one
/// story are not. Of a short line capitals must say so too, since the entries of a diary are dated.
fn begins_as_before(lines: &[Line<'_>], front: &[Front], start: usize, at: usize) -> bool {
    let over = |at: usize| {
        at.checked_sub(1)
            .map_or(Front::default(), |over| front[over])
    };
    let (before, now) = (under(lines, front, start), under(lines, front, at));
    let same = |before: Front, now: Front| {
        before.any() && (now.day || !before.day) && (now.author || !before.author)
    };
    let capitals = [start, at]
        .into_iter()
        .all(|at| lines[at].shape.case == Case::Upper);
    let shape = &lines[at].shape;
    let title = capitals || shape.words >= 4 || (shape.case == Case::None && shape.width >= 16);
    title && (same(before, now) || same(over(start), over(at)))
}

/// A line of dashes, stars or the like.
fn is_rule(line: &Line<'_>) -> bool {
    line.role == Role::Ornament && line.text.chars().count() >= 3
}

/// Whether a line over prose looks like a headline: longer than most headings, and open.
fn is_title(lines: &[Line<'_>], at: usize) -> bool {
    let line = &lines[at];
    let over_prose = lines.get(at + 1).is_some_and(Line::is_prose);
    line.is_bare() && line.shape.words >= 4 && !line.shape.closes_sentence() && over_prose
}

/// Whether what parts the text does so over a title over prose each time, and what else looks like a title
/// is clearly narrower: a break between scenes has none, a heading within a story needs no rule.
fn part_titles(lines: &[Line<'_>], parts: impl Fn(usize) -> bool) -> bool {
    let width = |at: usize| lines[at].shape.width;
    let parted = |at: usize| at == 0 || parts(at);
    let all = (1..lines.len()).filter(|&at| parts(at));
    let titles = (0..lines.len()).filter(|&at| is_title(lines, at));
    let (titles, headings): (Vec<usize>, Vec<usize>) = titles.partition(|&at| parted(at));
    let narrowest = titles.iter().map(|&at| width(at)).min().unwrap_or(0);
    let widest = headings.iter().map(|&at| width(at)).max().unwrap_or(0);
    is_title(lines, 0) && widest * 5 < narrowest * 4 && all.count() + 1 == titles.len()
}

/// Whether the line gives the title of a record, and the next its day, author or source.
fn opens_record(lines: &[Line<'_>], at: usize) -> bool {
    const FIELDS: &[&str] = &[
        "date",
        "source",
        "author",
        "byline",
        "by",
        "published",
        "url",
    ];
    let field = |line: &Line<'_>| {
        let (field, _) = line.text.split_once(':')?;
        FIELDS
            .contains(&field.to_lowercase().as_str())
            .then_some(())
    };
    title_of_record(&lines[at].text).is_some() && lines.get(at + 1).and_then(field).is_some()
}

/// The title that a line `Title: …` gives.
pub fn title_of_record(text: &str) -> Option<&str> {
    let (field, title) = text.split_once(':')?;
    let known = ["title", "headline"]
        .iter()
        .any(|name| field.eq_ignore_ascii_case(name));
    let title = title.trim();
    (known && !title.is_empty()).then_some(title)
}
