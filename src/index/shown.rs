//! What a row shows of a story besides its headline: of the deck as much as two lines hold, and a few of
//! those who speak.

use crate::story::{Story, one_line};

/// Bytes of a deck that are kept for a row.
const LONGEST: usize = 400;
/// Speakers that are kept for a row.
const MOST: usize = 4;

/// What the deck of a story begins with, as one line.
pub(crate) fn deck(story: &Story) -> Option<String> {
    let deck = one_line(story.meta.deck.as_deref()?);
    let cut = (0..=LONGEST.min(deck.len())).rfind(|&end| deck.is_char_boundary(end))?;
    Some(deck[..cut].to_owned()).filter(|deck| !deck.is_empty())
}

/// Who speaks in a story, whoever says most first.
pub(crate) fn voices(story: &Story) -> Vec<String> {
    let voices = story.voices(MOST).into_iter();
    voices.map(|person| one_line(&person.name)).collect()
}
