//! Which line of a story is its headline.

use crate::page::labels;
use crate::page::lines::{End, Line};
use crate::page::slots;
use crate::page::voices::Voices;

/// Columns of the longest headline; a longer line is the text itself.
const WIDEST: usize = 200;

/// The index of the headline: the first line that is read, unless that is a menu, an aside in brackets, a
/// kicker or the title of the page.
pub(super) fn find(lines: &[Line<'_>]) -> Option<usize> {
    let read: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].is_read())
        .skip_while(|&at| is_menu(&lines[at].text) || is_aside(&lines[at].text))
        .take(5)
        .collect();
    let first = *read.first()?;
    if lines[first].shape.width > WIDEST || is_spoken(lines, first) {
        return None;
    }
    let titled = read[1..]
        .iter()
        .find(|&&at| is_page_title(&lines[first].text, &lines[at].text));
    if let Some(&headline) = titled {
        return Some(headline);
    }
    let kicked = match read[..] {
        [kicker, headline, next, ..] => is_kicker(&lines[kicker], &lines[headline], &lines[next]),
        _ => false,
    };
    Some(if kicked { read[1] } else { first })
}

/// Whether a line is a turn of a conversation: a transcript may open without a headline.
fn is_spoken(lines: &[Line<'_>], at: usize) -> bool {
    let text = &lines[at].text;
    if labels::label(text).is_none() && slots::read(text).next().is_none() {
        return false;
    }
    let voices = Voices::of(lines);
    voices.converse() && voices.speaks(&lines[at])
}

/// Whether a line is the menu of a page, `Home | News | Sport`: three cells or more of a word or two.
fn is_menu(line: &str) -> bool {
    let is_entry = |cell: &str| (1..=2).contains(&cell.split_whitespace().count());
    line.matches(" | ").take(2).count() == 2
        && line.split(" | ").all(is_entry)
        && !line.contains(|c: char| c.is_ascii_digit())
}

/// Whether a line stands in brackets from end to end, as what tools and editors remark does.
fn is_aside(line: &str) -> bool {
    let inside = line
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|inside| !inside.contains(['(', ')']))
}

/// Whether the first line names the subject or the column, and the second is the headline.
///
/// A kicker takes a word or three, the headline below it clearly more, and prose follows.
fn is_kicker(kicker: &Line<'_>, headline: &Line<'_>, next: &Line<'_>) -> bool {
    let (above, below) = (&kicker.shape, &headline.shape);
    kicker.is_bare()
        && headline.is_bare()
        && above.words <= 2
        && (above.end == End::Open || above.end == End::Colon)
        && !matches!(below.end, End::Stop | End::Colon | End::Unfinished)
        && below.words >= 4
        && (25..=130).contains(&below.width)
        && below.width >= 2 * above.width
        && next.is_prose()
}

/// Whether a line is the title of a page, `Headline | Site`, for the headline that stands below it.
fn is_page_title(title: &str, headline: &str) -> bool {
    title
        .strip_prefix(headline)
        .is_some_and(|site| site.starts_with(" | "))
}
