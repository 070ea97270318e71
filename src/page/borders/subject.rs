//! Whether the words around a line belong to one subject or to two.

use super::wording::{Shares, Wording};
use crate::page::sign::Sign;

/// How the words before and after a line compare.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject {
    /// Which words come again.
    pub shares: Shares,
    /// How much speaks for two stocks of words, as [`Wording::change`] counts.
    pub change: f64,
    /// The same, over what is usual in the file.
    pub unusual_change: f64,
}

/// A sign seen in the words.
pub type SubjectSign = Sign<fn(&Subject) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&Subject) -> bool) -> SubjectSign {
    Sign {
        name,
        weight,
        holds,
    }
}

/// What the words say for and against a new subject.
pub const SIGNS: &[SubjectSign] = &[
    sign("not taken up", -1.1, |s| s.shares.taken_up < 15),
    sign("half known words", -0.3, |s| s.shares.known >= 50),
    sign("old subject gone", 0.4, |s| s.shares.old_subject < 12),
    sign("old topic 75 and over", -0.8, |s| {
        s.shares.old_topics >= 4 && s.shares.old_topic >= 75
    }),
    sign("new topic known", -0.4, |s| {
        s.shares.new_topics >= 3 && s.shares.new_topic >= 80
    }),
    sign("old subject half there", -0.9, |s| {
        s.shares.old_subject >= 50
    }),
    sign("change over 0", 0.8, |s| s.change >= 0.0),
    sign("change over 0.1", 0.9, |s| s.change >= 0.1),
    sign("change over 0.2", 1.0, |s| s.change >= 0.2),
    sign("change 0.2 over the usual", 0.4, |s| {
        s.unusual_change >= 0.2
    }),
    sign("change 0.3 over the usual", 0.6, |s| {
        s.unusual_change >= 0.3
    }),
    sign("change under -0.2", -1.0, |s| s.change < -0.2),
    sign("change under -0.4", -0.6, |s| s.change < -0.4),
    sign("change under the usual", -0.6, |s| s.unusual_change < 0.0),
];

/// Sum of the signs.
pub fn sum(subject: &Subject) -> f32 {
    let signs = SIGNS.iter().filter(|sign| (sign.holds)(subject));
    signs.map(|sign| sign.weight).sum()
}

/// Places of a file at which its usual change of words is measured.
const PLACES: usize = 5;

/// How much the words of a file of so many lines change from paragraph to paragraph, as a rule.
pub fn usual_change(wording: &Wording, lines: usize) -> f64 {
    let step = (lines / PLACES).max(1);
    let places = (step / 2..lines).step_by(step);
    let mut changes: Vec<f64> = places.map(|at| wording.change(0, at)).collect();
    changes.sort_by(f64::total_cmp);
    changes.get(changes.len() / 2).copied().unwrap_or_default()
}

/// Compares the words before and after the line at `at`; the story before it began at `start`, and
/// `usual` is what [`usual_change`] says.
pub fn compare(wording: &Wording, usual: f64, start: usize, at: usize) -> Subject {
    let change = wording.change(start, at);
    Subject {
        shares: wording.shares(start, at),
        change,
        unusual_change: change - usual,
    }
}
