//! Words as numbers, so that tables of them are small and compared at once.

/// The hash of a word in lower case with straight apostrophes, byte by byte: FNV-1a,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>, short, and good enough for short words.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u32);

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

impl Hash {
    /// The hash of no bytes.
    pub const fn new() -> Self {
        Self(0x811c_9dc5)
    }

    /// The hash of one byte more.
    #[must_use]
    pub const fn with(self, byte: u8) -> Self {
        Self((self.0 ^ byte as u32).wrapping_mul(0x0100_0193))
    }

    /// The hash of bytes more.
    #[must_use]
    pub fn and(self, bytes: &[u8]) -> Self {
        bytes.iter().fold(self, |hash, &byte| hash.with(byte))
    }

    /// The number that stands in the tables.
    pub const fn finish(self) -> u32 {
        self.0 ^ (self.0 >> 15)
    }

    /// The hash of a word that the program itself names, in lower case.
    pub const fn of_word(word: &str) -> u32 {
        let word = word.as_bytes();
        let mut hash = Self::new();
        let mut at = 0;
        while at < word.len() {
            hash = hash.with(word[at]);
            at += 1;
        }
        hash.finish()
    }

    /// The hash of a word of a text, in lower case already.
    pub fn of(word: &[u8]) -> u32 {
        Self::new().and(word).finish()
    }
}
