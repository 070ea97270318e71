//! The persons of a talk, as the language that it is held in speaks of them.

use std::collections::HashSet;

use crate::language;
use crate::language::section::Section;
use crate::story::Story;

/// The words by which a language speaks of the speaker and to the hearer.
#[derive(Debug)]
pub(super) struct Persons {
    first: HashSet<&'static str>,
    second: HashSet<&'static str>,
}

impl Persons {
    /// Those of the language that the story is told in; of English where nobody knows it.
    pub(super) fn of(story: &Story) -> Self {
        let told = story.meta.lang.and_then(language::of);
        let pack = told.unwrap_or(language::english()).pack;
        Self {
            first: pack.entries(Section::FirstPerson).collect(),
            second: pack.entries(Section::SecondPerson).collect(),
        }
    }

    /// Whether a word, with whatever marks and endings hang on it, speaks of the speaker: "I’ve".
    pub(super) fn is_first(&self, word: &str) -> bool {
        holds(&self.first, word)
    }

    /// Whether a word, with whatever marks and endings hang on it, speaks to the hearer: "you,".
    pub(super) fn is_second(&self, word: &str) -> bool {
        holds(&self.second, word)
    }
}

/// Whether a word or one of its halves ("basta-me") is listed, in small letters where it is so listed.
fn holds(list: &HashSet<&'static str>, word: &str) -> bool {
    let mut parts = word.split(|c: char| !c.is_alphabetic());
    let in_small = |part: &str| {
        part.contains(char::is_uppercase) && list.contains(part.to_lowercase().as_str())
    };
    parts.any(|part| !part.is_empty() && (list.contains(part) || in_small(part)))
}
