//! Which lines of a file come again: the headings of one story return in the next one on its subject.
//!
//! Short lines alone are compared, by a hash of their small letters, so that the time grows with the
//! number of lines and not with its square.

use std::collections::HashMap;

use crate::page::lines::Line;

/// For each line, the places of all lines with the same words.
#[derive(Debug)]
pub struct Echoes {
    /// Which list of `places` a line is in; `NONE` for lines that are not compared.
    lists: Vec<usize>,
    /// The places of equal lines, in order.
    places: Vec<Vec<usize>>,
}

const NONE: usize = usize::MAX;

impl Echoes {
    /// Compares the bare lines of a file.
    pub fn new(lines: &[Line<'_>]) -> Self {
        let mut known = HashMap::new();
        let mut echoes = Self {
            lists: vec![NONE; lines.len()],
            places: Vec::new(),
        };
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.is_bare()) {
            let list = *known.entry(hash(&line.text)).or_insert(echoes.places.len());
            if list == echoes.places.len() {
                echoes.places.push(Vec::new());
            }
            echoes.places[list].push(at);
            echoes.lists[at] = list;
        }
        echoes
    }

    /// The places in a range that hold the same words as the line at `at`.
    pub fn within(&self, at: usize, range: std::ops::Range<usize>) -> usize {
        let Some(places) = self.places.get(self.lists[at]) else {
            return 0;
        };
        let before = |end: usize| places.partition_point(|&place| place < end);
        before(range.end).saturating_sub(before(range.start))
    }
}

/// The FNV-1a hash of the bytes, ASCII letters made small.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::Echoes;
    use crate::page::lines::Line;

    #[test]
    fn equal_lines_are_counted() {
        let lines: Vec<Line<'_>> = ["The rust", "What next", "the rust", "The Rust"]
            .iter()
            .map(|line| Line::new(Cow::Borrowed(*line), false))
            .collect();
        let echoes = Echoes::new(&lines);
        assert_eq!(echoes.within(0, 1..4), 2);
        assert_eq!(echoes.within(0, 3..4), 1);
        assert_eq!(echoes.within(1, 2..4), 0);
    }
}
