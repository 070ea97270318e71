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

/// Words before and after a place that are compared by [`Vocabulary::likeness`].
const REACH: usize = 120;

/// The words of a file in order, as hashes, and where each line's words start.
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

/// How often the words of a stretch come.
#[derive(Clone, Debug)]
pub struct Tally {
    counts: [u8; HASHES],
    /// The words that come at all.
    pub seen: Words,
    /// The words that come twice and more.
    pub twice: Words,
    /// The words that come three times and more: what the stretch is about.
    pub subject: Words,
}

/// The words that follow a line.
#[derive(Debug)]
pub struct Ahead {
    /// Of the first sentence or three (60 words that count).
    pub lead: Words,
    /// Of the first paragraphs (160 words).
    pub opening: Words,
    /// Those that the first 110 words hold twice.
    pub repeated: Words,
    /// Of the first 250 words.
    pub tally: Tally,
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

    /// The words of one line.
    pub fn line(&self, at: usize) -> Words {
        Words::of(self.of(at..at + 1))
    }

    /// Adds the words of some lines to a tally.
    pub fn count(&self, lines: Range<usize>, tally: &mut Tally) {
        for hash in self.of(lines) {
            tally.add(*hash);
        }
    }

    /// The words that follow a line.
    pub fn ahead(&self, at: usize) -> Ahead {
        let next = self.of(at + 1..self.starts.len() - 1);
        let mut tally = Tally::default();
        let mut repeated = Words::default();
        for (order, hash) in next.iter().take(250).enumerate() {
            tally.add(*hash);
            if order == 109 {
                repeated = tally.twice.clone();
            }
        }
        Ahead {
            lead: Words::of(&next[..next.len().min(60)]),
            opening: Words::of(&next[..next.len().min(160)]),
            repeated: if next.len() < 110 {
                tally.twice.clone()
            } else {
                repeated
            },
            tally,
        }
    }

    /// How alike the words before a line and from it on are, in thousandths: those they share, over
    /// the geometric mean of their numbers.
    pub fn likeness(&self, at: usize) -> usize {
        let middle = self.starts[at];
        let before = Words::of(&self.hashes[middle.saturating_sub(REACH)..middle]);
        let after = Words::of(&self.hashes[middle..(middle + REACH).min(self.hashes.len())]);
        let sizes = before.len() * after.len();
        1000 * before.shared(&after) / sizes.isqrt().max(1)
    }

    /// How much of a line's words the lines `next` and the lines `before` have, in hundredths; `None`
    /// where it has none that count.
    pub fn shares(
        &self,
        at: usize,
        before: Range<usize>,
        next: Range<usize>,
    ) -> Option<(usize, usize)> {
        let line = self.of(at..at + 1);
        let words = Words::of(line);
        let share = |lines| words.share(&Words::of(self.of(lines)));
        (!line.is_empty()).then(|| (share(before), share(next)))
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
                    let is_fresh = |hash: &&u16| !seen.holds(**hash) && next.contains(hash);
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
    fn of(hashes: &[u16]) -> Self {
        let mut words = Self::default();
        for hash in hashes {
            words.add(*hash);
        }
        words
    }

    fn add(&mut self, hash: u16) {
        self.bits[usize::from(hash) / 64] |= 1 << (hash % 64);
    }

    fn holds(&self, hash: u16) -> bool {
        self.bits[usize::from(hash) / 64] & (1 << (hash % 64)) != 0
    }

    /// How many different words.
    pub fn len(&self) -> usize {
        self.bits
            .iter()
            .map(|bits| bits.count_ones() as usize)
            .sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|bits| *bits == 0)
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

impl Default for Tally {
    fn default() -> Self {
        Self {
            counts: [0; HASHES],
            seen: Words::default(),
            twice: Words::default(),
            subject: Words::default(),
        }
    }
}

impl Tally {
    fn add(&mut self, hash: u16) {
        let count = &mut self.counts[usize::from(hash)];
        *count = count.saturating_add(1);
        match *count {
            1 => self.seen.add(hash),
            2 => self.twice.add(hash),
            3 => self.subject.add(hash),
            _ => {}
        }
    }
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
    fn text_is_least_alike_where_its_subject_changes() {
        let words = vocabulary(&[
            "Divers found rust in the pillars of the harbour terminal",
            "The terminal stands on pillars that divers looked at",
            "Harbour engineers say the rusting pillars must be replaced",
            "Orchard growers lost their apples to a night of frost",
            "Frost took the blossom of apple trees in every orchard",
            "Growers of apples in the valley burned candles against frosts",
        ]);
        assert!(words.likeness(3) < words.likeness(2));
        assert!(words.likeness(3) < words.likeness(4));
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
        assert_eq!(words.line(0).share(&words.line(1)), 100);
        assert_eq!(words.line(3).share(&words.line(2)), 100);
        assert_eq!(words.line(0).share(&words.line(2)), 0);
    }
}
