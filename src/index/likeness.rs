//! What tells that two stories have nearly the same text: a few numbers a story, made when it is indexed.
//!
//! Four words after each other are a piece. Two texts share as many of their pieces, as a part of all, as they
//! are alike; of all pieces the least by a hash is the same in both as often as that. So the least pieces of
//! four shares of them find stories that may be alike, and a bit of each of 64 shares says how much they are.

use crate::index::words::BREAK;

/// Words in a piece.
const PIECE: usize = 4;
/// Shares of the pieces that give a bit each.
const SHARES: usize = 64;
/// Shares that give a key each.
const KEYS: usize = 4;
/// Texts of fewer pieces are too short to be told apart so.
const FEWEST: usize = 40;

/// The numbers of a story; all zero where its text is too short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Likeness {
    /// The least pieces: alike stories have at least one in common, as good as always.
    pub(crate) keys: [u32; KEYS],
    /// Half of those bits differ, on which the texts do not agree.
    pub(crate) bits: u64,
}

impl Likeness {
    /// Those of a folded text.
    pub(crate) fn of(folded: &str) -> Self {
        let mut least = [u32::MAX; SHARES];
        let mut piece = [0_u64; PIECE];
        let words = folded.split([' ', BREAK]).filter(|word| !word.is_empty());
        let mut count = 0;
        for word in words {
            piece.rotate_left(1);
            piece[PIECE - 1] = hash(word);
            count += 1;
            if count >= PIECE {
                let hash = mixed(piece.iter().fold(0, |all, word| {
                    u64::wrapping_add(u64::wrapping_mul(all, 0x0100_0000_01b3), *word)
                }));
                let share = &mut least[(hash % SHARES as u64) as usize];
                *share = (*share).min((hash >> 32) as u32);
            }
        }
        if count < FEWEST + PIECE {
            return Self::default();
        }
        Self::of_least(&least)
    }

    fn of_least(least: &[u32; SHARES]) -> Self {
        let mut found = Self::default();
        for (number, key) in found.keys.iter_mut().enumerate() {
            let share = least.iter().skip(number).step_by(KEYS);
            // None is nought, and nothing else is.
            *key = share.min().map_or(0, |least| (*least).max(1));
        }
        for (number, least) in least.iter().enumerate() {
            found.bits |= u64::from(least & 1) << number;
        }
        found
    }

    /// The keys as two numbers of the index.
    pub(crate) fn packed(self) -> [u64; KEYS / 2] {
        let pair = |at: usize| u64::from(self.keys[at]) << 32 | u64::from(self.keys[at + 1]);
        [pair(0), pair(2)]
    }

    /// The same read from the index.
    pub(crate) fn unpacked(packed: [u64; KEYS / 2], bits: u64) -> Self {
        let [one, other] = packed;
        let keys = [
            (one >> 32) as u32,
            one as u32,
            (other >> 32) as u32,
            other as u32,
        ];
        Self { keys, bits }
    }

    /// Bits on which two texts do not agree.
    pub(crate) fn difference(self, other: Self) -> u32 {
        (self.bits ^ other.bits).count_ones()
    }
}

fn hash(word: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// Spreads what differs over all bits.
fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::Likeness;

    fn text(words: impl Iterator<Item = usize>) -> String {
        words.fold(String::new(), |text, number| {
            text + "word" + &number.to_string() + " "
        })
    }

    #[test]
    fn a_text_with_few_words_changed_is_alike_and_another_is_not() {
        let one = Likeness::of(&text(0..400));
        let changed = text((0..400).map(|number| {
            if number % 97 == 5 {
                9000 + number
            } else {
                number
            }
        }));
        let changed = Likeness::of(&changed);
        assert!(one.difference(changed) <= 6, "{}", one.difference(changed));
        assert!(one.keys.iter().any(|key| changed.keys.contains(key)));
        let other = Likeness::of(&text(1000..1400));
        assert!(one.difference(other) > 16, "{}", one.difference(other));
        assert!(!one.keys.iter().any(|key| other.keys.contains(key)));
    }

    #[test]
    fn short_texts_have_no_likeness_and_numbers_are_kept_whole() {
        assert_eq!(Likeness::of(&text(0..40)), Likeness::default());
        assert_eq!(Likeness::of(""), Likeness::default());
        let one = Likeness::of(&text(0..200));
        assert_eq!(Likeness::unpacked(one.packed(), one.bits), one);
    }
}
