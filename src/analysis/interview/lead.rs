//! What stands above the questions of an interview without labels and tells that it is one: a headline of spoken
//! words, or an introduction that presents somebody by name. With it a few questions are enough.

use super::exchange::{Exchange, Shares};
use crate::language::head_words;
use crate::page::labels;
use crate::story::{Span, Story};

/// Marks that open words which somebody says.
const OPENING: [char; 9] = ['"', '“', '„', '«', '»', '‘', '‚', '\'', '‹'];
/// Marks that close them, and open them in the prints of other languages.
const CLOSING: [char; 9] = ['"', '”', '“', '»', '«', '’', '‘', '\'', '›'];

/// Whether exchanges that show so much of "you" and "I" are a talk by what stands above them.
pub(super) fn is_led(story: &Story, found: &[Exchange], shares: Shares) -> bool {
    let Some(first) = found.first() else {
        return false;
    };
    // A printed label tells more than what stands above.
    let labelled = |one: &Exchange| labels::label(story.slice(one.question)).is_some();
    if found.iter().any(labelled) {
        return false;
    }
    let quoting = |one: &&Exchange| quotes(story.slice(one.answer));
    let reports = found.iter().filter(quoting).count() * 3 > found.len();
    let Shares { you, i, of_me, .. } = shares;
    let spoken = is_spoken(story) && you + i > 0 && of_me * 3 <= found.len();
    let addressed = you > 0 && i > 0 && of_me == 0;
    let presented = addressed && names_somebody(story, first.question.start);
    !reports && (spoken || presented)
}

/// Whether the headline opens with words between marks.
pub(super) fn is_spoken(story: &Story) -> bool {
    let headline = story.meta.headline.trim();
    let inner = headline.strip_prefix(OPENING).unwrap_or_default();
    let end = inner.rfind(CLOSING).unwrap_or_default();
    inner[..end].split_whitespace().nth(1).is_some()
}

/// Whether an answer quotes somebody.
fn quotes(answer: &str) -> bool {
    answer.contains(['"', '“', '„', '«'])
}

/// Whether a known given name and another capital stand before the first question.
fn names_somebody(story: &Story, end: usize) -> bool {
    let words: Vec<&str> = story.slice(Span::new(0, end)).split_whitespace().collect();
    words.windows(2).any(|pair| {
        head_words::is_given(pair[0])
            && pair[0].starts_with(char::is_uppercase)
            && pair[1].starts_with(char::is_uppercase)
    })
}
