//! The words at the head of a story, over all packs, since a head is read before its language is known:
//! what opens a byline or a date, what stands between authors, papers and places, what authors are.

use super::GIVEN;
use super::pack::{self, Words, lists, words};
use super::section::Section;

/// Phrases in small letters, in the order of their bytes.
#[derive(Clone, Copy, Debug)]
pub struct Phrases(&'static [&'static str]);

lists! {
    BYLINES = Byline;
    FIELDS = BylineField;
    WROTE_FOR = WroteFor;
    POSTS = Post;
    CORRECTIONS = Correction;
    DATED = Dated;
}

words! {
    JOINS = Joins;
    JOINS_IN_NAMES = JoinsInNames;
    SUFFIXES = NameSuffix;
    DEGREES = Degree;
    DATE_WORDS = DateWord;
    MALE = Male;
    FEMALE = Female;
    WRITES_IN = WritesIn;
}

/// Given names that stand in no pack of a language.
static GIVEN_MALE: Words<{ pack::slots(&[&GIVEN], Section::Male) }> =
    Words::of(&[&GIVEN], Section::Male);
static GIVEN_FEMALE: Words<{ pack::slots(&[&GIVEN], Section::Female) }> =
    Words::of(&[&GIVEN], Section::Female);

/// What opens a byline.
pub static BYLINE: Phrases = Phrases(&BYLINES);
/// What does so before a colon.
pub static BYLINE_FIELD: Phrases = Phrases(&FIELDS);
/// What stands between an author and the paper.
pub static PAPER: Phrases = Phrases(&WROTE_FOR);
/// What opens a notice that a story was wrong.
pub static CORRECTION: Phrases = Phrases(&CORRECTIONS);
/// What opens a line with a date.
pub static DATE: Phrases = Phrases(&DATED);

impl Phrases {
    /// Whether these words, in small letters, are one of the phrases.
    pub fn holds(self, words: &str) -> bool {
        self.0.binary_search(&words).is_ok()
    }

    /// What stands behind the longest phrase that the text opens with, whatever its case, up to the end
    /// of a word.
    pub fn after(self, text: &str) -> Option<&str> {
        let first = small(text.chars().next()?);
        let head = |phrase: &&str| phrase.chars().next().unwrap_or_default();
        let start = self.0.partition_point(|phrase| head(phrase) < first);
        let end = self.0.partition_point(|phrase| head(phrase) <= first);
        // A longer phrase stands after its own beginning.
        let mut found = self.0[start..end].iter().rev();
        found.find_map(|phrase| {
            behind(text, phrase).filter(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }
}

fn small(character: char) -> char {
    if character == '’' {
        return '\'';
    }
    character.to_lowercase().next().unwrap_or(character)
}

/// What stands behind a phrase that the text opens with, whatever its case.
fn behind<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut letters = text.chars();
    phrase
        .chars()
        .all(|letter| letters.next().is_some_and(|other| small(other) == letter))
        .then_some(letters.as_str())
}

/// A word without the stop of an abbreviation.
fn bare(word: &str) -> &str {
    word.trim_end_matches('.')
}

/// Whether a word stands between two authors and in no name: "and".
pub fn joins(word: &str) -> bool {
    JOINS.hold_in_small(word)
}

/// Whether a word stands between two authors, and in names too: "y".
pub fn joins_in_names(word: &str) -> bool {
    JOINS_IN_NAMES.hold_in_small(word)
}

/// Whether a word stands between an author and the place: "in".
pub fn writes_in(word: &str) -> bool {
    WRITES_IN.hold(word)
}

/// Whether a word says what somebody is who writes: "editor", "Sportredakteur".
pub fn is_post(word: &str) -> bool {
    let word = bare(word).to_lowercase();
    let mut endings = POSTS.iter().map_while(|post| post.strip_prefix('-'));
    POSTS.binary_search(&word.as_str()).is_ok() || endings.any(|ending| word.ends_with(ending))
}

/// Whether a word belongs to the name before it: "Jr."
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.hold_in_small(bare(word))
}

/// Whether a word behind a name is a degree: "MD".
pub fn is_degree(word: &str) -> bool {
    DEGREES.hold_in_small(bare(word))
}

/// Whether a word in small letters stands beside dates: "at".
pub fn is_date_word(word: &str) -> bool {
    DATE_WORDS.hold(word)
}

/// Whether a word is a given name that a pack lists.
pub fn is_given(word: &str) -> bool {
    let word = bare(word);
    GIVEN_MALE.hold_in_small(word)
        || GIVEN_FEMALE.hold_in_small(word)
        || MALE.hold_in_small(word)
        || FEMALE.hold_in_small(word)
}

#[cfg(test)]
mod tests {
    use super::{BYLINE, DATE, is_given, is_post};

    #[test]
    fn phrases_open_a_text_whatever_its_case() {
        assert_eq!(BYLINE.after("WRITTEN BY Ana"), Some(" Ana"));
        assert_eq!(BYLINE.after("Byron"), None);
        assert_eq!(DATE.after("Опубликовано: 3"), Some(": 3"));
        assert_eq!(BYLINE.after(""), None);
    }

    #[test]
    fn posts_and_given_names_are_words_of_a_pack() {
        assert!(is_post("Editor") && is_post("Sportredakteur"));
        assert!(!is_post("Brandt"));
        assert!(is_given("Anna") && !is_given("Descargar"));
    }
}
