//! What a line promises: a headline brings new words that its story goes on with, and has a story after it.

use super::wording::Wording;
use crate::page::sign::Sign;

/// What a line promises of the text that follows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promise {
    /// How often those of its words that the story before lacks come again on the next page.
    pub fresh: usize,
    /// How many long words follow.
    pub following: usize,
}

/// A sign seen in what a line promises.
pub type PromiseSign = Sign<fn(&Promise) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&Promise) -> bool) -> PromiseSign {
    Sign {
        name,
        weight,
        holds,
    }
}

/// What the promise says for and against a new story.
pub const SIGNS: &[PromiseSign] = &[
    sign("under 3 fresh words", -0.9, |p| p.fresh < 3),
    sign("5 fresh words", 0.3, |p| p.fresh >= 5),
    sign("7 fresh words", 0.8, |p| p.fresh >= 7),
    sign("11 fresh words", 0.5, |p| p.fresh >= 11),
    sign("16 fresh words", 0.9, |p| p.fresh >= 16),
    sign("little follows", -1.5, |p| p.following < 60),
    sign("not much follows", -0.6, |p| p.following < 120),
];

/// Sum of the signs.
pub fn sum(promise: &Promise) -> f32 {
    let signs = SIGNS.iter().filter(|sign| (sign.holds)(promise));
    signs.map(|sign| sign.weight).sum()
}

/// Looks at the line at `at`; the story before it began at `start`.
pub fn look(wording: &Wording, start: usize, at: usize) -> Promise {
    Promise {
        fresh: wording.fresh(start, at),
        following: wording.following(at),
    }
}
