//! Sets that grow together, but for those that must not.

use std::collections::{BTreeMap, BTreeSet};

/// Numbers in sets; each begins alone.
#[derive(Debug)]
pub(super) struct Union {
    above: Vec<usize>,
    /// How many are in the set, for the first of each.
    sizes: Vec<usize>,
    /// For the first of a set that holds something marked: the marks.
    marks: BTreeMap<usize, BTreeSet<(usize, usize)>>,
}

impl Union {
    pub(super) fn new(length: usize) -> Self {
        Self {
            above: (0..length).collect(),
            sizes: vec![1; length],
            marks: BTreeMap::new(),
        }
    }

    /// Marks a number with the side of a quarrel on which it stands: no set holds two sides of one.
    pub(super) fn mark(&mut self, number: usize, quarrel: usize, side: usize) {
        let root = self.find(number);
        self.marks.entry(root).or_default().insert((quarrel, side));
    }

    /// The number that stands for the set of this one.
    pub(super) fn find(&mut self, mut number: usize) -> usize {
        while self.above[number] != number {
            self.above[number] = self.above[self.above[number]];
            number = self.above[number];
        }
        number
    }

    /// Whether nothing was put to this number.
    pub(super) fn is_alone(&mut self, number: usize) -> bool {
        let root = self.find(number);
        self.sizes[root] == 1
    }

    /// Puts two sets together, unless they quarrel.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        if one == other || self.quarrel(one, other) {
            return;
        }
        self.above[other] = one;
        self.sizes[one] += self.sizes[other];
        if let Some(marks) = self.marks.remove(&other) {
            self.marks.entry(one).or_default().extend(marks);
        }
    }

    fn quarrel(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.marks.get(&one), self.marks.get(&other)) else {
            return false;
        };
        let against = |&(quarrel, side): &(usize, usize)| {
            other
                .iter()
                .any(|&(theirs, their_side)| theirs == quarrel && their_side != side)
        };
        one.iter().any(against)
    }
}

#[cfg(test)]
mod tests {
    use super::Union;

    #[test]
    fn what_quarrels_stays_apart_whoever_stands_between() {
        let mut union = Union::new(4);
        union.mark(0, 7, 0);
        union.mark(3, 7, 1);
        for (one, other) in [(0, 1), (2, 3), (1, 2)] {
            union.join(one, other);
        }
        assert_eq!(union.find(0), union.find(1));
        assert_eq!(union.find(2), union.find(3));
        assert_ne!(union.find(0), union.find(3));
    }
}
