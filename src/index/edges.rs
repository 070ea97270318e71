//! The beginnings of words, each once for a story: terms of their own, which answer the first
//! keystrokes of a search. Used by [`super::schema`].

use std::collections::BTreeSet;

use crate::index::words;

/// Longest beginning that is a term of its own, in characters. Above it the dictionary is asked.
pub(crate) const LONGEST_EDGE: usize = 2;

/// Letters and digits, and nothing for words of one letter.
const SIGNS: usize = 37;

/// A set of beginnings of one and two characters. Nearly all are plain letters, for which a table is the
/// quickest set; the rest is rare.
pub(crate) struct Edges {
    plain: [bool; SIGNS * SIGNS],
    others: BTreeSet<String>,
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            plain: [false; SIGNS * SIGNS],
            others: BTreeSet::new(),
        }
    }
}

impl Edges {
    /// Adds the beginnings of all words of a text, folded as [`words`] folds them.
    pub(crate) fn collect(&mut self, text: &str) {
        if text.is_ascii() {
            return self.collect_plain(text);
        }
        // No word goes on over white space.
        for part in text.split_ascii_whitespace() {
            if part.is_ascii() {
                self.collect_plain(part);
            } else {
                self.collect_folded(part);
            }
        }
    }

    fn collect_plain(&mut self, text: &str) {
        let words = text
            .as_bytes()
            .split(|byte| !byte.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty() && word.len() < words::LONGEST);
        for word in words {
            let first = sign(word[0]) * SIGNS;
            self.plain[first] = true;
            if let Some(&second) = word.get(1) {
                self.plain[first + sign(second)] = true;
            }
        }
    }

    fn collect_folded(&mut self, text: &str) {
        words::each(text, |token| {
            let word = token.text.as_bytes();
            if word.is_ascii() {
                self.collect_plain(&token.text);
                return;
            }
            let ends = token.text.char_indices().map(|(at, c)| at + c.len_utf8());
            for end in ends.take(LONGEST_EDGE) {
                self.others.insert(token.text[..end].to_owned());
            }
        });
    }

    /// Writes all beginnings, each with `mark` before it and a space behind.
    pub(crate) fn write(&self, mark: &str, into: &mut String) {
        let plain = self.plain.iter().enumerate().filter(|(_, held)| **held);
        for (edge, _) in plain {
            into.push_str(mark);
            into.extend([edge / SIGNS, edge % SIGNS].into_iter().filter_map(letter));
            into.push(' ');
        }
        for edge in &self.others {
            into.push_str(mark);
            into.push_str(edge);
            into.push(' ');
        }
    }
}

/// The number of a letter or digit, from 1.
fn sign(byte: u8) -> usize {
    let byte = byte.to_ascii_lowercase();
    let from = if byte.is_ascii_digit() {
        b'0' - 1
    } else {
        b'a' - 11
    };
    usize::from(byte - from)
}

/// The letter or digit of a number.
fn letter(sign: usize) -> Option<char> {
    char::from_digit(u32::try_from(sign.checked_sub(1)?).ok()?, 36)
}

#[cfg(test)]
mod tests {
    use super::Edges;

    #[test]
    fn edges_are_the_beginnings_of_words_each_once() {
        let mut edges = Edges::default();
        edges.collect("Él elude at 東京 (ELUDES)");
        let mut text = String::new();
        edges.write("", &mut text);
        let mut found: Vec<&str> = text.split_whitespace().collect();
        found.sort_unstable();
        assert_eq!(found, ["a", "at", "e", "el", "京", "東"]);
    }
}
