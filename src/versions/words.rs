//! Texts by words, and what is the same in two of them.

use std::ops::Range;
use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use unicode_segmentation::UnicodeSegmentation;

/// How long two texts are compared at most; what is not looked at by then is taken for another text.
const PATIENCE: Duration = Duration::from_millis(400);

/// What the words of one text are in another: a stretch of each, and whether they are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
    pub(super) same: bool,
}

/// A text cut into words, each with the space behind it; marks stand for themselves.
pub(super) fn tokens(line: &str) -> Vec<&str> {
    let mut tokens: Vec<&str> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for (at, piece) in line.split_word_bound_indices() {
        let is_space = piece.chars().all(char::is_whitespace);
        if !is_space && at > start {
            tokens.push(&line[start..end]);
            start = at;
        }
        end = at + piece.len();
    }
    if end > start {
        tokens.push(&line[start..end]);
    }
    tokens
}

/// Whether something has a letter or a digit.
pub(super) fn is_word(token: &str) -> bool {
    token.contains(char::is_alphanumeric)
}

/// Letters and digits, small: what is left of words that are printed in another way.
pub(super) fn folded(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What is the same in two lists, in order.
pub(super) fn stretches<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T]) -> Vec<Stretch> {
    let deadline = Instant::now() + PATIENCE;
    let found = capture_diff_slices_deadline(Algorithm::Myers, old, new, Some(deadline));
    let stretches = found.iter().map(|found| Stretch {
        old: found.old_range(),
        new: found.new_range(),
        same: matches!(found, DiffOp::Equal { .. }),
    });
    joined(stretches)
}

/// Stretches of one kind that stand side by side are one.
pub(super) fn joined(stretches: impl IntoIterator<Item = Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for next in stretches {
        match all.last_mut() {
            Some(last) if last.same == next.same => {
                last.old.end = next.old.end;
                last.new.end = next.new.end;
            }
            _ => all.push(next),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{stretches, tokens};

    #[test]
    fn words_take_the_space_behind_them_along() {
        for (line, expect) in [
            ("", &[][..]),
            (
                "It cost 1,420.5 euros.",
                &["It ", "cost ", "1,420.5 ", "euros", "."],
            ),
            ("“Don’t  go”", &["“", "Don’t  ", "go", "”"]),
            ("港町", &["港", "町"]),
        ] {
            assert_eq!(tokens(line), expect, "{line}");
            assert_eq!(tokens(line).concat(), line);
        }
    }

    #[test]
    fn every_word_stands_in_one_stretch() {
        let (old, new) = (["a", "b", "c", "d"], ["a", "x", "c", "d", "e"]);
        let found = stretches(&old, &new);
        let shown: Vec<_> = found
            .iter()
            .map(|found| {
                (
                    old[found.old.clone()].concat(),
                    new[found.new.clone()].concat(),
                )
            })
            .collect();
        let shown: Vec<_> = shown
            .iter()
            .map(|(old, new)| (old.as_str(), new.as_str()))
            .collect();
        assert_eq!(shown, [("a", "a"), ("b", "x"), ("cd", "cd"), ("", "e")]);
    }
}
