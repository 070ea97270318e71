//! How much the words of two stretches of text have in common.
//!
//! A text keeps using the words of its subject, and changes them when the subject changes
//! (M. Hearst, "`TextTiling`", Computational Linguistics 23, 1997). Words are compared by a hash of their
//! first letters: endings vary, and no stop list is needed for any language when short words are left
//! out and everything is compared in proportion.

use std::ops::Range;

use super::lines::Line;
use crate::language::{letters, script};

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

/// Whether a byte is part of a word: a letter of ASCII, or of a character beyond it.
const IS_PART: [bool; 256] = {
    let mut is_part = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        is_part[byte] = byte >= 128 || (byte as u8).is_ascii_alphabetic();
        byte += 1;
    }
    is_part
};

/// Hashes of the words of a text that count, and of every pair of characters in scripts that set no
/// spaces.
fn hash_words(text: &str, hashes: &mut Vec<u16>) {
    let mut start = 0;
    let runs = text.as_bytes();
    for run in runs.split(|byte| !IS_PART[usize::from(*byte)]) {
        let end = start + run.len();
        // Most words are too short to count, and two characters of any script are as long.
        if run.len() >= SHORTEST {
            if run.is_ascii() {
                hashes.push(reduce(hash_plain(run)));
            } else {
                hash_wide(&text[start..end], hashes);
            }
        }
        start = end + 1;
    }
}

/// The hash of a word of plain letters.
fn hash_plain(word: &[u8]) -> u32 {
    let counted = &word[..word.len().min(LETTERS)];
    let letters = counted.iter().map(|byte| u32::from(byte | 0x20));
    letters.fold(0, mix)
}

/// Hashes what stands in a run of letters and other characters beyond ASCII.
fn hash_wide(run: &str, hashes: &mut Vec<u16>) {
    let mut reader = Reader::default();
    for character in run.chars() {
        reader.character(character, hashes);
    }
    reader.close(hashes);
}

/// The word being read.
#[derive(Default)]
struct Reader {
    letters: usize,
    hash: u32,
    square: u32,
}

impl Reader {
    fn character(&mut self, character: char, hashes: &mut Vec<u16>) {
        if script::is_chinese_or_japanese(character) {
            // These scripts have no capitals.
            let code = u32::from(character);
            if self.square > 0 {
                hashes.push(reduce(mix(mix(0, self.square), code)));
            }
            self.letters = 0;
            self.square = code;
        } else if !is_punctuation(character) && letters::is_alphabetic(character) {
            self.letter(character);
        } else {
            self.close(hashes);
        }
    }

    fn letter(&mut self, letter: char) {
        if self.letters == 0 {
            self.hash = 0;
        }
        if self.letters < LETTERS {
            let small = letter.to_lowercase().next().unwrap_or(letter);
            self.hash = mix(self.hash, small.into());
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

/// Dashes, dots and typographic quotation marks, which no table needs to be asked about.
fn is_punctuation(character: char) -> bool {
    matches!(character, '\u{2000}'..='\u{206f}')
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
    use crate::page::lines::Line;

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
