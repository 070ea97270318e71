//! The parts of a credit, wherever it is printed: the names between "and" and commas, and what stands
//! beside a name and is no author: a post, a degree, a number of minutes, an address.
//!
//! Used for the line under a headline and for the fields of front matter.

use crate::language::head_words;

/// Longest credit (words) that is parted.
const LONGEST: usize = 60;

/// The pieces of a text between words for "and". Where names hold such a word too (Ortega y Gasset), it
/// parts whole names alone.
pub(super) fn joined(text: &str) -> Vec<&str> {
    let words: Vec<(usize, &str)> = words(text).collect();
    if words.len() > LONGEST {
        return vec![text];
    }
    let is_join = |word: &str| head_words::joins(word) || head_words::joins_in_names(word);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, (place, word)) in words.iter().enumerate() {
        let end = place + word.len();
        let parts = head_words::joins(word) || {
            let next = words[at + 1..].iter().map(|(_, word)| *word);
            let after = next.take_while(|word| !is_join(word)).count();
            let whole = |count: usize, text: &str| count > 1 || !text.is_ascii();
            let before = text[start..*place].split_whitespace().count();
            head_words::joins_in_names(word)
                && whole(before, &text[start..*place])
                && whole(after, &text[end..])
        };
        if parts {
            pieces.push(text[start..*place].trim());
            start = end;
        }
    }
    pieces.push(text[start..].trim());
    pieces
}

/// The words of a text with their places.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let start = text.as_ptr() as usize;
    text.split_whitespace()
        .map(move |word| (word.as_ptr() as usize - start, word))
}

/// What a piece says of the name before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// It belongs to the name: "Jr."
    Suffix,
    /// It is no author: a post, a degree, minutes, an address.
    Nobody,
}

/// What a piece behind a name is, if it is no name itself.
pub(super) fn beside(piece: &str) -> Option<Beside> {
    if head_words::is_suffix(piece) {
        return Some(Beside::Suffix);
    }
    let marked = piece.contains(['@', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        || piece.contains("://");
    let degree = || piece.split_whitespace().all(head_words::is_degree);
    let post =
        || piece.split(['-', ' ', '/']).any(head_words::is_post) || head_words::is_post(piece);
    (marked || degree() || post()).then_some(Beside::Nobody)
}
