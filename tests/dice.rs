//! Numbers without a pattern, the same for a seed; and how many of something a reader asks for.

/// Numbers without a pattern, the same for a seed (xorshift).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// Those that begin where `BYLINE_SEED` says.
    pub(crate) fn new() -> Self {
        Self::of_seed(seed())
    }

    /// Those of a seed.
    pub(crate) fn of_seed(seed: u64) -> Self {
        // Neighbours among seeds are to have nothing in common.
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// One of so many, 0 among them; 0 where there are none.
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }

    /// A place in something so long, its end not among them.
    pub(crate) fn place(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// One of some.
    pub(crate) fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[self.place(some.len())]
    }
}

/// Where [`Dice`] begin.
pub(crate) fn seed() -> u64 {
    number("BYLINE_SEED", 1)
}

/// The number that a variable of the environment holds.
pub(crate) fn number(name: &str, otherwise: u64) -> u64 {
    let told = std::env::var(name).ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(otherwise)
}
