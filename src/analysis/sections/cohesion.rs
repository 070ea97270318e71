//! How much the words of two stretches of text have in common.
//!
//! A text keeps using the words of its subject, and changes them when the subject changes
//! (M. Hearst, "`TextTiling`", Computational Linguistics 23, 1997). Words are compared by a hash of their
//! first letters: endings vary, and no stop list is needed for any language when short words are left
//! out and everything is compared in proportion.

use std::ops::Range;

use super::lines::Line;

/// Different hashes there are.
const HASHES: usize = 4096;

/// Letters of a word that count: enough to tell words apart, few enough to drop most endings.
const LETTERS: usize = 6;

/// Letters a word must have to say anything about a subject.
const SHORTEST: usize = 5;

/// The words of a file in order, as hashes, and where each line's words start.
#[derive(Debug)]
pub struct Vocabulary {
    hashes: Vec<u16>,
    starts: Vec<usize>,
}

/// A set of words.
#[derive(Debug)]
struct Words {
    bits: [u64; HASHES / 64],
}

impl Vocabulary {
    /// The words of all lines that are read: what the page says about itself belongs to no subject.
    pub fn new(lines: &[Line<'_>]) -> Self {
        let mut vocabulary = Self {
            hashes: Vec::with_capacity(lines.len() * 32),
            starts: Vec::with_capacity(lines.len() + 1),
        };
        for line in lines {
            vocabulary.starts.push(vocabulary.hashes.len());
            if line.is_read() {
                hash_words(&line.text, &mut vocabulary.hashes);
            }
        }
        vocabulary.starts.push(vocabulary.hashes.len());
        vocabulary
    }

    /// How much of a line's words the lines `next` and the lines `before` have, in hundredths; `None`
    /// where it has none that count.
    pub fn shares(
        &self,
        at: usize,
        before: Range<usize>,
        next: Range<usize>,
    ) -> Option<(usize, usize)> {
        let mut words = self.of(at..at + 1).to_vec();
        words.sort_unstable();
        words.dedup();
        let share = |lines| {
            let others = self.of(lines);
            let shared = words.iter().filter(|hash| holds(others, **hash));
            100 * shared.count() / words.len()
        };
        (!words.is_empty()).then(|| (share(before), share(next)))
    }

    /// For each line of a stretch, how many of its words come up there for the first time and are taken
    /// up by the next three lines.
    pub fn fresh(&self, lines: Range<usize>, asked: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut seen = Words::default();
        lines
            .map(|at| {
                let line = self.of(at..at + 1);
                let fresh = if asked(at) {
                    let next = self.of(at + 1..at + 4);
                    let is_fresh = |hash: &&u16| !seen.holds(**hash) && holds(next, **hash);
                    line.iter().filter(is_fresh).count()
                } else {
                    0
                };
                for hash in line {
                    seen.add(*hash);
                }
                fresh
            })
            .collect()
    }

    fn of(&self, lines: Range<usize>) -> &[u16] {
        let last = self.starts.len() - 1;
        &self.hashes[self.starts[lines.start.min(last)]..self.starts[lines.end.min(last)]]
    }
}

impl Default for Words {
    fn default() -> Self {
        Self {
            bits: [0; HASHES / 64],
        }
    }
}

impl Words {
    fn add(&mut self, hash: u16) {
        self.bits[usize::from(hash) / 64] |= 1 << (hash % 64);
    }

    fn holds(&self, hash: u16) -> bool {
        self.bits[usize::from(hash) / 64] & (1 << (hash % 64)) != 0
    }
}

/// Whether a hash is among some. Looking at all of them without a way out takes many at a time.
fn holds(hashes: &[u16], hash: u16) -> bool {
    hashes.iter().filter(|other| **other == hash).count() > 0
}

/// The word being read.
#[derive(Default)]
struct Reader {
    letters: usize,
    hash: u32,
    square: u32,
}

/// Hashes of the words of a text that count, and of every pair of characters in scripts that set no
/// spaces.
fn hash_words(text: &str, hashes: &mut Vec<u16>) {
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii_alphabetic() {
            at += reader.run(&text.as_bytes()[at..]);
        } else if byte.is_ascii() {
            reader.close(hashes);
            at += 1;
        } else if text.as_bytes()[at..].starts_with(&[0xe2, 0x80]) {
            // Dashes and typographic quotation marks.
            reader.close(hashes);
            at += 3;
        } else {
            let character = text[at..].chars().next().unwrap_or_default();
            reader.character(character, hashes);
            at += character.len_utf8();
        }
    }
    reader.close(hashes);
}

impl Reader {
    /// Takes in the plain letters that the text opens with; how many there are.
    fn run(&mut self, text: &[u8]) -> usize {
        let length = text
            .iter()
            .position(|byte| !byte.is_ascii_alphabetic())
            .unwrap_or(text.len());
        let is_whole = self.letters == 0 && text.get(length).is_none_or(u8::is_ascii);
        if is_whole && length < SHORTEST {
            // Most words are too short to count, and need no hash.
            self.square = 0;
            return length;
        }
        if self.letters == 0 {
            self.hash = 0;
        }
        let counting = LETTERS.saturating_sub(self.letters).min(length);
        let counted = text[..counting].iter().map(|byte| u32::from(byte | 0x20));
        self.hash = counted.fold(self.hash, mix);
        self.letters += length;
        self.square = 0;
        length
    }

    fn character(&mut self, character: char, hashes: &mut Vec<u16>) {
        let code = character.to_lowercase().next().map_or(0, u32::from);
        if is_square(character) {
            if self.square > 0 {
                hashes.push(reduce(mix(mix(0, self.square), code)));
            }
            self.letters = 0;
            self.square = code;
        } else if character.is_alphabetic() {
            self.letter(code);
        } else {
            self.close(hashes);
        }
    }

    fn letter(&mut self, code: u32) {
        if self.letters == 0 {
            self.hash = 0;
        }
        if self.letters < LETTERS {
            self.hash = mix(self.hash, code);
        }
        self.letters += 1;
        self.square = 0;
    }

    fn close(&mut self, hashes: &mut Vec<u16>) {
        if self.letters >= SHORTEST {
            hashes.push(reduce(self.hash));
        }
        self.letters = 0;
        self.square = 0;
    }
}

/// Whether a character belongs to a script that sets no spaces.
fn is_square(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// One step of the FNV-1a hash.
fn mix(hash: u32, code: u32) -> u32 {
    (hash ^ code ^ 0x811c_9dc5).wrapping_mul(0x0100_0193)
}

fn reduce(hash: u32) -> u16 {
    ((hash ^ (hash >> 15)) % HASHES as u32) as u16
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::Vocabulary;
    use crate::analysis::sections::lines::Line;

    fn vocabulary(lines: &[&str]) -> Vocabulary {
        let lines: Vec<Line<'_>> = lines
            .iter()
            .map(|line| Line::new(Cow::Borrowed(*line), false))
            .collect();
        Vocabulary::new(&lines)
    }

    #[test]
    fn words_are_fresh_where_they_come_up_first_and_are_taken_up() {
        let words = vocabulary(&[
            "The harbour board met in the old customs house",
            "Ferries to the islands",
            "Ferries will leave for both islands at dawn",
            "The harbour board",
            "The board of the harbour did not answer",
        ]);
        assert_eq!(words.fresh(0..5, |_| true), [2, 2, 0, 0, 0]);
        assert_eq!(words.fresh(1..5, |at| at == 1), [2, 0, 0, 0]);
    }

    #[test]
    fn endings_and_short_words_do_not_count() {
        let words = vocabulary(&["the harbours of it", "harbour", "港の鉄柱が錆びた", "鉄柱"]);
        assert_eq!(words.shares(0, 0..0, 1..2), Some((0, 100)));
        assert_eq!(words.shares(3, 2..3, 4..4), Some((100, 0)));
        assert_eq!(words.shares(2, 0..2, 2..2), Some((0, 0)));
    }
}
