//! What stands around a line that may open a story.

use super::echoes::Echoes;
use crate::language::page_words;
use crate::page::front::Front;
use crate::page::furniture::Furniture;
use crate::page::lines::{End, First, Line, Role};
use crate::page::sign::Sign;

/// A line that may be a headline, and what stands around it.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub struct Around<'a> {
    /// The line.
    pub line: &'a Line<'a>,
    /// The line before it, whatever it is.
    pub before: &'a Line<'a>,
    /// The line of the story before it, furniture looked through.
    pub read_before: Option<&'a Line<'a>>,
    /// The line after it, furniture looked through.
    pub read_after: Option<&'a Line<'a>>,
    /// Furniture that closes a page stands before it.
    pub after_closing: bool,
    /// Furniture that opens a page stands after it.
    pub before_opening: bool,
    /// A byline or a date stands after it.
    pub before_front: bool,
    /// Lines since the headline of the story before, counted up to a few.
    pub place: usize,
    /// The widest bare line between paragraphs of the story before: a heading, most likely.
    pub widest_heading: usize,
    /// How many such lines the story before has.
    pub headings: usize,
    /// How many headings of the story before come again after it.
    pub headings_again: usize,
    /// Whether the same words stand in the story before.
    pub repeats: bool,
    /// Whether the line itself comes again after it: a heading that two stories share, and no
    /// headline.
    pub returns: bool,
}

/// A sign seen around a line.
pub type AroundSign = Sign<fn(&Around<'_>) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&Around<'_>) -> bool) -> AroundSign {
    Sign {
        name,
        weight,
        holds,
    }
}

/// What the surroundings say for and against a new story.
pub const SIGNS: &[AroundSign] = &[
    sign("any line", -0.8, |_| true),
    sign("width to 20", -0.5, |a| a.line.shape.width <= 20),
    sign("width 21 to 35", -0.5, |a| {
        (21..=35).contains(&a.line.shape.width)
    }),
    sign("open", -0.8, |a| a.line.shape.end == End::Open),
    sign("question", -1.7, |a| a.line.shape.end == End::Question),
    sign("colon inside", 0.4, |a| a.line.shape.colon),
    sign("quotation first", -0.8, |a| {
        a.line.shape.first == First::Quote
    }),
    sign("after closing furniture", 2.3, |a| a.after_closing),
    sign("before opening furniture", 2.8, |a| a.before_opening),
    sign("before byline or date", 2.8, |a| a.before_front),
    sign("before prose", -0.3, |a| {
        a.read_after.is_some_and(Line::is_prose)
    }),
    sign("before an item or row", -0.8, |a| {
        a.read_after
            .is_some_and(|l| !matches!(l.role, Role::Bare | Role::Prose))
    }),
    sign("after prose", -0.7, |a| {
        a.read_before.is_some_and(Line::is_prose)
    }),
    sign("after an open line", -2.0, |a| {
        a.read_before
            .is_some_and(|l| l.is_bare() && l.shape.end == End::Open)
    }),
    sign("after a colon", -2.1, |a| {
        a.read_before.is_some_and(|l| l.shape.end == End::Colon)
    }),
    sign("soon", -2.7, |a| a.place < 4),
    sign("quite soon", -0.9, |a| (4..8).contains(&a.place)),
    sign("names its kind", 2.5, |a| names_its_kind(&a.line.text)),
    sign("names a part", 0.0, |a| names_a_part(&a.line.text)),
    sign("time of day", -1.6, |a| opens_with_a_time(&a.line.text)),
    sign("several sentences", -1.1, |a| {
        a.line.shape.several_sentences
    }),
    sign("exclamation", -2.4, |a| {
        a.line.shape.end == End::Exclamation
    }),
    sign("repeats a line", -3.0, |a| a.repeats),
    sign("wider than the headings", 0.8, |a| {
        a.widest_heading > 0 && is_wider(a)
    }),
    sign("headings before", -0.6, |a| a.headings >= 1),
    sign("one of the headings", -0.2, |a| {
        a.headings >= 2 && !is_wider(a)
    }),
    sign("closing furniture, wide", 1.2, |a| {
        a.after_closing && a.line.shape.width > 50
    }),
];

/// Headings that must come again before they tell two stories: one may return by chance.
pub const PAIRS: usize = 2;

/// Whether headings of the story before come again behind the line, and the line does not.
pub fn tells_two_stories(around: &Around<'_>) -> bool {
    around.headings_again >= PAIRS && !around.returns
}

/// Whether the line is clearly wider than any heading before it.
fn is_wider(around: &Around<'_>) -> bool {
    around.line.shape.width * 4 > around.widest_heading * 5
}

/// Lines that are searched before and after a line; a story seldom has more.
const REACH: usize = 200;

/// Lines after a headline within which the next one hardly follows.
const SOON: usize = 8;

/// Sum of the signs.
pub fn sum(around: &Around<'_>) -> f32 {
    let signs = SIGNS.iter().filter(|sign| (sign.holds)(around));
    signs.map(|sign| sign.weight).sum()
}

/// Looks around the line at `at`; the story before it began at `start`, `front` tells bylines and
/// dates, and `echoes` what comes again.
pub fn look<'a>(
    lines: &'a [Line<'a>],
    echoes: &Echoes,
    front: &[Front],
    start: usize,
    at: usize,
) -> Around<'a> {
    let told = |other: &usize| lines[*other].is_read() && !front[*other].any();
    let above = (start..at).rev().find(|&other| lines[other].is_read());
    let below = (at + 1..lines.len()).find(told);
    let between = at + 1..below.unwrap_or(at + 1);
    let is = |kind| move |other: usize| lines[other].role == Role::Furniture(kind);
    let near = at.saturating_sub(REACH).max(start + 1)..at;
    let headings = || near.clone().filter(|&other| is_alone(lines, other));
    Around {
        line: &lines[at],
        before: &lines[at - 1],
        read_before: above.map(|other| &lines[other]),
        read_after: below.map(|other| &lines[other]),
        after_closing: (above.unwrap_or(start) + 1..at).any(is(Furniture::Closing)),
        before_opening: between.clone().any(is(Furniture::Opening)),
        before_front: between.clone().any(|other| front[other].any()),
        place: (start + 1..at).filter(told).take(SOON).count() + 1,
        widest_heading: headings()
            .map(|other| lines[other].shape.width)
            .max()
            .unwrap_or(0),
        headings: headings().count(),
        headings_again: headings()
            .filter(|&other| echoes.within(other, at + 1..at + REACH) == 1)
            .count(),
        repeats: echoes.within(at, start.max(at.saturating_sub(REACH))..at) > 0,
        returns: echoes.within(at, at + 1..at + REACH) > 0,
    }
}

/// Whether a bare line stands alone between two paragraphs.
fn is_alone(lines: &[Line<'_>], at: usize) -> bool {
    let alone = |other: Option<&Line<'_>>| other.is_some_and(Line::is_prose);
    lines[at].is_bare()
        && lines[at].shape.end == End::Open
        && alone(lines.get(at + 1))
        && alone(at.checked_sub(1).and_then(|other| lines.get(other)))
}

/// Whether a line opens with the word for a kind of story: "Interview: …".
///
/// News sites put the kind before the headline; a section of a story has none.
fn names_its_kind(text: &str) -> bool {
    let Some((kind, title)) = text.split_once(": ") else {
        return false;
    };
    title.len() > 12 && page_words::is_kind(&kind.to_lowercase())
}

/// Whether a line names a part that many stories have, most of them at their end.
fn names_a_part(text: &str) -> bool {
    let end = text.char_indices().nth(20).map_or(text.len(), |(at, _)| at);
    page_words::opens_with_part(&text[..end].to_lowercase().replace('’', "'"))
}

/// Whether a line opens with a time of day, as the entries of a running report do.
fn opens_with_a_time(text: &str) -> bool {
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - after_digits.len();
    let minutes = after_digits
        .strip_prefix([':', '.', 'h'])
        .unwrap_or_default();
    let is_digit = |at: usize| minutes.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    (1..=2).contains(&digits) && is_digit(0) && is_digit(1) && !is_digit(2)
}

#[cfg(test)]
mod tests {
    use super::{names_a_part, opens_with_a_time};

    #[test]
    fn parts_of_a_story_have_names() {
        assert!(names_a_part("About the author"));
        assert!(names_a_part("Acknowledgements"));
        assert!(names_a_part("Über die Autorin"));
        assert!(!names_a_part("About a boat"));
        assert!(!names_a_part("港"));
    }

    #[test]
    fn running_reports_give_the_time() {
        assert!(opens_with_a_time("14:30 The ferry leaves"));
        assert!(opens_with_a_time("9.05 Uhr: Die Fähre legt ab"));
        assert!(opens_with_a_time("14h30 : le bac"));
        assert!(!opens_with_a_time("14 ferries leave"));
        assert!(!opens_with_a_time("3.141 ferries"));
        assert!(!opens_with_a_time("2024: 30 ferries"));
    }
}
