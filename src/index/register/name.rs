//! The parts of a folded name: titles, given names, surname.

use crate::language::label_words;

/// What stands behind a surname and tells father from son.
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// A name without its titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// Its words.
    pub(super) words: Vec<&'a str>,
    /// Whether titles stood before it.
    pub(super) is_titled: bool,
}

impl<'a> Name<'a> {
    pub(super) fn of(folded: &'a str) -> Self {
        let words: Vec<&str> = folded.split(' ').collect();
        let is_title =
            |word: &&&str| label_words::is_title(word) && !label_words::is_given_too(word);
        let titles = words.iter().take_while(is_title).count();
        // Who is called by nothing but a title has it for a name.
        let titles = if titles < words.len() { titles } else { 0 };
        Self {
            words: words[titles..].to_vec(),
            is_titled: titles > 0,
        }
    }

    /// Where the surname ends: before what tells father from son.
    fn end(&self) -> usize {
        let is_last = self
            .words
            .last()
            .is_some_and(|word| GENERATIONS.contains(word));
        self.words.len() - usize::from(is_last && self.words.len() > 1)
    }

    /// The last word of the surname.
    pub(super) fn surname(&self) -> &'a str {
        self.words[self.end() - 1]
    }

    /// Whether it is a surname and nothing else: "Rivera", "de la Cruz".
    pub(super) fn is_surname(&self) -> bool {
        let before = &self.words[..self.end() - 1];
        before.iter().all(|word| label_words::is_particle(word)) && is_cased(self.surname())
    }

    /// Whether a given name stands before the surname.
    pub(super) fn is_full(&self) -> bool {
        !self.is_surname() && self.words.len() > 1 && !self.begins_with_initial()
    }

    /// Whether the given names are initials and nothing else.
    pub(super) fn begins_with_initial(&self) -> bool {
        is_initial(self.words[0]) && self.words.len() > 1
    }

    /// The first and last word, which names with and without middle initials have in common.
    pub(super) fn frame(&self) -> (&'a str, &'a str) {
        (self.words[0], self.words[self.words.len() - 1])
    }

    /// What stands between them.
    pub(super) fn middle(&self) -> &[&'a str] {
        let end = self.words.len() - 1;
        self.words.get(1..end).unwrap_or_default()
    }

    /// Whether this, a surname, is that of a full name.
    pub(super) fn is_surname_of(&self, full: &Self) -> bool {
        full.words.ends_with(&self.words)
    }

    /// Whether these initials may stand for the given names of a full name.
    pub(super) fn are_initials_of(&self, full: &Self) -> bool {
        let initials = self
            .words
            .iter()
            .take_while(|word| is_initial(word))
            .count();
        let (initials, rest) = self.words.split_at(initials);
        let given = full.words.len().saturating_sub(rest.len());
        full.words.ends_with(rest)
            && initials.len() <= given
            && initials
                .iter()
                .zip(&full.words)
                .all(|(initial, word)| word.starts_with(initial))
    }
}

/// One letter of a script in which names are abbreviated.
pub(super) fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

/// Whether a word is of a script with small letters: in others a surname stands elsewhere.
fn is_cased(word: &str) -> bool {
    word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_surname_is_told_from_a_full_name() {
        for (name, is_surname, is_full) in [
            ("rivera", true, false),
            ("senator rivera", true, false),
            ("de la cruz", true, false),
            ("kennedy jr", true, false),
            ("ana rivera", false, true),
            ("don farrell", false, true),
            ("a rivera", false, false),
            ("浜 口", false, true),
        ] {
            let name = Name::of(name);
            assert_eq!(
                (name.is_surname(), name.is_full()),
                (is_surname, is_full),
                "{name:?}"
            );
        }
    }

    #[test]
    fn surnames_and_initials_fit_full_names() {
        let full = Name::of("john fitzgerald kennedy");
        for (name, surname, initials) in [
            ("kennedy", true, true),
            ("fitzgerald kennedy", true, true),
            ("j kennedy", false, true),
            ("j f kennedy", false, true),
            ("r kennedy", false, false),
            ("j kenned", false, false),
        ] {
            let name = Name::of(name);
            let found = (name.is_surname_of(&full), name.are_initials_of(&full));
            assert_eq!(found, (surname, initials), "{name:?}");
        }
    }
}
