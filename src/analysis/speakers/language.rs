//! The language of a story and its tables of words. Used by [`crate::analysis::speakers`].

mod dutch;
mod english;
mod german;
mod given;
mod romance;

use super::lexicon::Lexicon;
use super::reference::Capitals;
use crate::analysis::language;
use crate::story::Story;

static ENGLISH: Lexicon = Lexicon::new(&[english::ROWS, given::ROWS]);
static DUTCH: Lexicon = Lexicon::new(&[dutch::ROWS, given::ROWS]);
static GERMAN: Lexicon = Lexicon::new(&[german::ROWS, given::ROWS]);
static SPANISH: Lexicon = Lexicon::new(&[romance::SPANISH, given::ROWS]);
static FRENCH: Lexicon = Lexicon::new(&[romance::FRENCH, given::ROWS]);
static PORTUGUESE: Lexicon = Lexicon::new(&[romance::PORTUGUESE, given::ROWS]);
static ITALIAN: Lexicon = Lexicon::new(&[romance::ITALIAN, given::ROWS]);

/// The words of the story's language, English where it is not known, and what its capitals say.
pub(super) fn of(story: &Story) -> (&'static Lexicon, Capitals) {
    match story.meta.lang.or_else(|| language::tell(story)) {
        Some("de") => (&GERMAN, Capitals::Nouns),
        Some("nl") => (&DUTCH, Capitals::Names),
        Some("es") => (&SPANISH, Capitals::Names),
        Some("fr") => (&FRENCH, Capitals::Names),
        Some("pt") => (&PORTUGUESE, Capitals::Names),
        Some("it") => (&ITALIAN, Capitals::Names),
        _ => (&ENGLISH, Capitals::Names),
    }
}
