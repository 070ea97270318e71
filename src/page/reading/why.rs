//! Why a line is what it is: the signs that weighed most for it, as `byline check` tells them.

use super::{CLASSES, Model, Sums, name};

/// How many signs are told.
const TOLD: usize = 3;

/// What a line may be, in the order of the model's sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It heads a section.
    Heading,
    /// It is the headline of the page's first story.
    Headline,
    /// It is the headline of a later story.
    Next,
    /// It is page furniture.
    Furniture,
}

/// The signs that weighed most for a line, for each thing that it may be.
#[derive(Clone, Copy, Debug)]
pub struct Why {
    /// Which line.
    pub line: usize,
    /// For each class its signs, the weightiest first; `NONE` where fewer speak for it.
    signs: [[u16; TOLD]; CLASSES],
}

const NONE: u16 = u16::MAX;

/// Whether a line is near enough to something else than text that one may ask why.
pub(super) fn is_asked(sums: Sums) -> bool {
    let most = sums
        .heading
        .max(sums.headline)
        .max(sums.next)
        .max(sums.furniture);
    most > NEAR
}

/// A sum beside plain text that says one time in twenty.
const NEAR: f32 = -3.0;

impl Why {
    /// Picks the weightiest of the signs of a line.
    pub(super) fn new(line: usize, model: &Model, signs: &[u16]) -> Self {
        let mut most = [[(NONE, 0.0); TOLD]; CLASSES];
        for &sign in signs {
            let weights = model.weights(usize::from(sign));
            for (most, &weight) in most.iter_mut().zip(weights) {
                insert(most, (sign, weight));
            }
        }
        Self {
            line,
            signs: most.map(|most| most.map(|(sign, _)| sign)),
        }
    }

    /// The signs that spoke most for a class, the weightiest first: where each is seen, and what it is.
    pub fn signs(&self, class: Class) -> Vec<(&'static str, &'static str)> {
        let signs = self.signs[class as usize].iter();
        signs
            .filter(|sign| **sign != NONE)
            .map(|sign| name(usize::from(*sign)))
            .collect()
    }
}

/// Keeps the weightiest in their order.
fn insert(most: &mut [(u16, f32); TOLD], one: (u16, f32)) {
    let at = most.iter().position(|(_, weight)| one.1 > *weight);
    if let Some(at) = at {
        most[at..].rotate_right(1);
        most[at] = one;
    }
}

#[cfg(test)]
mod tests {
    use super::insert;

    #[test]
    fn the_weightiest_are_kept() {
        let mut most = [(9, 0.0); 3];
        for one in [(1, 0.5), (2, 2.0), (3, -1.0), (4, 1.0), (5, 0.7)] {
            insert(&mut most, one);
        }
        assert_eq!(most.map(|(sign, _)| sign), [2, 4, 5]);
    }
}
