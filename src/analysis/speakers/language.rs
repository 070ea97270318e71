//! The language of a story and its tables of words. Used by [`crate::analysis::speakers`].

mod english;
mod german;
mod romance;

use super::lexicon::Lexicon;
use super::reference::Capitals;
use crate::story::Story;

static ENGLISH: Lexicon = Lexicon::new(english::ROWS);
static GERMAN: Lexicon = Lexicon::new(german::ROWS);
static SPANISH: Lexicon = Lexicon::new(romance::SPANISH);
static FRENCH: Lexicon = Lexicon::new(romance::FRENCH);
static PORTUGUESE: Lexicon = Lexicon::new(romance::PORTUGUESE);
static ITALIAN: Lexicon = Lexicon::new(romance::ITALIAN);

/// The words of the story's language, English where it is not known, and what its capitals say.
pub(super) fn of(story: &Story) -> (&'static Lexicon, Capitals) {
    match story.meta.lang.or_else(|| guess(&story.text)) {
        Some("de") => (&GERMAN, Capitals::Nouns),
        Some("es") => (&SPANISH, Capitals::Names),
        Some("fr") => (&FRENCH, Capitals::Names),
        Some("pt") => (&PORTUGUESE, Capitals::Names),
        Some("it") => (&ITALIAN, Capitals::Names),
        _ => (&ENGLISH, Capitals::Names),
    }
}

/// A language other than English by its most frequent short words, in the first two hundred words.
fn guess(text: &str) -> Option<&'static str> {
    const LANGUAGES: [&str; 5] = ["de", "es", "fr", "pt", "it"];
    let mut counts = [0usize; LANGUAGES.len()];
    for word in text.split_ascii_whitespace().take(200) {
        let languages: &[usize] = match word {
            "der" | "und" | "die" | "das" | "ist" | "nicht" | "ein" => &[0],
            "el" | "los" | "las" | "del" | "con" | "por" => &[1],
            "una" => &[1, 4],
            "le" | "les" | "et" | "des" | "une" | "est" | "du" => &[2],
            "não" | "uma" | "os" | "em" | "ao" | "são" | "com" => &[3],
            "il" | "che" | "di" | "gli" | "della" | "per" => &[4],
            _ => &[],
        };
        for &language in languages {
            counts[language] += 1;
        }
    }
    let best = (0..counts.len()).max_by_key(|&index| counts[index])?;
    (counts[best] >= 3).then(|| LANGUAGES[best])
}
