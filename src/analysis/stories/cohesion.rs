//! How much the words of two stretches of text have in common.
//!
//! A text keeps using the words of its subject, and changes them when the subject changes
//! (M. Hearst, "TextTiling", Computational Linguistics 23, 1997). Words are compared by a hash of their
//! first letters: endings vary, and no stop list is needed for 24 languages when short words are left
//! out and everything is compared in proportion.

use std::ops::Range;

use crate::analysis::sections::lines::Line;

/// Different hashes there are.
const HASHES: usize = 4096;

/// Letters of a word that count: enough to tell words apart, few enough to drop most endings.
const LETTERS: usize = 6;

/// The words of a range of lines, as hashes.
#[derive(Debug)]
pub struct Vocabulary {
    hashes: Vec<u16>,
    starts: Vec<usize>,
}

/// A set of words.
#[derive(Clone, Debug)]
pub struct Words {
    bits: [u64; HASHES / 64],
}

impl Vocabulary {
    /// The words of all lines.
    pub fn new(lines: &[Line<'_>]) -> Self {
        let mut vocabulary = Self {
            hashes: Vec::with_capacity(lines.len() * 32),
            starts: Vec::with_capacity(lines.len() + 1),
        };
        for line in lines {
            vocabulary.starts.push(vocabulary.hashes.len());
            // What the page says about itself is no part of any subject.
            if line.is_read() {
                hash_words(&line.text, &mut vocabulary.hashes);
            }
        }
        vocabulary.starts.push(vocabulary.hashes.len());
        vocabulary
    }

    /// The set of words in some lines, at most the first `most`.
    pub fn of(&self, lines: Range<usize>, most: usize) -> Words {
        let mut words = Words {
            bits: [0; HASHES / 64],
        };
        let last = self.starts.len() - 1;
        let all = self.starts[lines.start.min(last)]..self.starts[lines.end.min(last)];
        for hash in self.hashes[all].iter().take(most) {
            words.bits[usize::from(*hash) / 64] |= 1 << (hash % 64);
        }
        words
    }
}

impl Vocabulary {
    /// The words that come at least `often` times in some lines, of the first `most` words there.
    pub fn subject(&self, lines: Range<usize>, most: usize, often: u8) -> Words {
        let mut words = Words {
            bits: [0; HASHES / 64],
        };
        let mut counts = [0u8; HASHES];
        let last = self.starts.len() - 1;
        let all = self.starts[lines.start.min(last)]..self.starts[lines.end.min(last)];
        for hash in self.hashes[all].iter().take(most) {
            let count = &mut counts[usize::from(*hash)];
            *count = count.saturating_add(1);
            if *count == often {
                words.bits[usize::from(*hash) / 64] |= 1 << (hash % 64);
            }
        }
        words
    }
}

impl Vocabulary {
    /// How alike the `reach` words before a line and the `reach` words from it on are, in thousandths:
    /// the words they share over the geometric mean of their numbers.
    pub fn likeness(&self, at: usize, reach: usize) -> usize {
        let middle = self.starts[at];
        let before = self.set(middle.saturating_sub(reach)..middle);
        let after = self.set(middle..(middle + reach).min(self.hashes.len()));
        let sizes = before.len() * after.len();
        1000 * before.shared(&after) / sizes.isqrt().max(1)
    }

    fn set(&self, hashes: Range<usize>) -> Words {
        let mut words = Words {
            bits: [0; HASHES / 64],
        };
        for hash in &self.hashes[hashes] {
            words.bits[usize::from(*hash) / 64] |= 1 << (hash % 64);
        }
        words
    }
}

impl Words {
    /// How many different words.
    pub fn len(&self) -> usize {
        self.bits.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// How many of the words are in `other` too.
    pub fn shared(&self, other: &Self) -> usize {
        let both = self.bits.iter().zip(&other.bits);
        both.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// The same in hundredths of the words of this set; 0 for an empty one.
    pub fn share(&self, other: &Self) -> usize {
        100 * self.shared(other) / self.len().max(1)
    }
}

/// Hashes of the words of five letters and more, and of every pair of characters in scripts that
/// set no spaces.
fn hash_words(text: &str, hashes: &mut Vec<u16>) {
    let mut letters = 0;
    let mut hash = 0u32;
    let mut previous = 0u32;
    for character in text.chars() {
        let code = if character.is_ascii() {
            u32::from(character.to_ascii_lowercase())
        } else {
            character.to_lowercase().next().map_or(0, u32::from)
        };
        if is_unspaced(character) {
            if previous > 0 {
                hashes.push(reduce(mix(mix(0, previous), code)));
            }
            previous = code;
            letters = 0;
        } else if character.is_alphabetic() || (letters > 0 && character.is_numeric()) {
            hash = if letters == 0 { mix(0, code) } else if letters < LETTERS { mix(hash, code) } else { hash };
            letters += 1;
            previous = 0;
        } else {
            if letters >= 5 {
                hashes.push(reduce(hash));
            }
            letters = 0;
            previous = 0;
        }
    }
    if letters >= 5 {
        hashes.push(reduce(hash));
    }
}

fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// One step of the FNV-1a hash.
fn mix(hash: u32, code: u32) -> u32 {
    (hash ^ code ^ 0x811c_9dc5).wrapping_mul(0x0100_0193)
}

fn reduce(hash: u32) -> u16 {
    ((hash ^ (hash >> 15)) % HASHES as u32) as u16
}
