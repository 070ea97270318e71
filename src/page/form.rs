//! Which lines of a story are alike, for [`super::company`]: the groups are found once, and asked again
//! whenever more is known of their members. Takes time in proportion to the lines, but for one sort.

use super::lines::{Case, End, First, Line, Role};
use super::sign::from_usize;
use super::view::View;

/// In what lines may be alike.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Capitals, first and last character are of one sort.
    Style,
    /// The same, and they stand over the same sort of line.
    Form,
    /// They stand over and under the same sorts of lines.
    Place,
    /// The first word.
    FirstWord,
    /// The last word.
    LastWord,
    /// The width, by a factor of 0.6 at most.
    Width,
}

/// How many kinds there are.
pub const KINDS: usize = 6;

/// What lines of one group share: a key made of a line and its number.
type Key = fn(&View<'_>, usize) -> u64;

/// Kinds that sort lines into groups, each line into one.
const GROUPED: [(Kind, Key); 5] = [
    (Kind::Style, |view, _| style(view.line)),
    (Kind::Form, |view, _| {
        style(view.line) * 8 + sort_of(view.after)
    }),
    (Kind::Place, |view, _| {
        sort_of(view.before) * 8 + sort_of(view.after)
    }),
    (Kind::FirstWord, |view, order| {
        word_or_alone(view, order, view.line.text.chars())
    }),
    (Kind::LastWord, |view, order| {
        word_or_alone(view, order, view.line.text.chars().rev())
    }),
];

/// What is usual where nothing is known: three lines in ten are headings.
const USUAL: f32 = 0.3;

/// How many lines the usual counts for.
const FAITH: f32 = 0.4;

/// The lines of a story that might be headings, grouped in every kind.
#[derive(Debug)]
pub struct Forms {
    /// For each grouped kind, the group of each line and the number of lines in each group.
    groups: [(Vec<usize>, Vec<f32>); GROUPED.len()],
    /// The lines by width.
    by_width: Vec<usize>,
    /// For each line, which of `by_width` are about as wide.
    like_width: Vec<(usize, usize)>,
}

impl Forms {
    /// Groups some lines.
    pub fn new(views: &[View<'_>]) -> Self {
        let groups = GROUPED.map(|(_, key)| {
            let keys = views.iter().enumerate();
            group(
                &keys
                    .map(|(order, view)| key(view, order))
                    .collect::<Vec<_>>(),
            )
        });
        let width = |line: usize| views[line].line.shape.width;
        let mut by_width: Vec<usize> = (0..views.len()).collect();
        by_width.sort_unstable_by_key(|&line| width(line));
        let like = |line: usize| {
            let own = width(line);
            let first = by_width.partition_point(|&other| width(other) * 5 <= own * 3);
            let end = by_width.partition_point(|&other| width(other) * 3 < own * 5);
            (first, end)
        };
        let like_width = (0..views.len()).map(like).collect();
        Self {
            groups,
            by_width,
            like_width,
        }
    }

    /// For each line, the mean chance of the other lines like it in each kind, less the usual.
    pub fn shares(&self, chances: &[f32]) -> Vec<[f32; KINDS]> {
        let mut shares = vec![[0.0; KINDS]; chances.len()];
        for ((kind, _), (group_of, sizes)) in GROUPED.iter().zip(&self.groups) {
            let mut totals = vec![0.0; sizes.len()];
            for (chance, group) in chances.iter().zip(group_of) {
                totals[*group] += chance;
            }
            for (line, group) in group_of.iter().enumerate() {
                let others = totals[*group] - chances[line];
                shares[line][*kind as usize] = share(others, sizes[*group] - 1.0);
            }
        }
        let mut running = Vec::with_capacity(chances.len() + 1);
        running.push(0.0);
        for &line in &self.by_width {
            running.push(running[running.len() - 1] + chances[line]);
        }
        for (line, &(first, end)) in self.like_width.iter().enumerate() {
            let others = running[end] - running[first] - chances[line];
            let lines = from_usize(end - first) - 1.0;
            shares[line][Kind::Width as usize] = share(others, lines);
        }
        shares
    }
}

fn share(chances: f32, lines: f32) -> f32 {
    (chances.max(0.0) + USUAL * FAITH) / (lines.max(0.0) + FAITH) - USUAL
}

/// For each key the number of its group, and how many keys each group has.
fn group(keys: &[u64]) -> (Vec<usize>, Vec<f32>) {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by_key(|&line| keys[line]);
    let mut groups = vec![0; keys.len()];
    let mut sizes: Vec<f32> = Vec::new();
    let mut last = None;
    for line in order {
        if last != Some(keys[line]) {
            sizes.push(0.0);
            last = Some(keys[line]);
        }
        let group = sizes.len() - 1;
        groups[line] = group;
        sizes[group] += 1.0;
    }
    (groups, sizes)
}

/// How a line is set. A small first letter counts as a large one: scraping loses capitals.
fn style(line: &Line<'_>) -> u64 {
    let shape = &line.shape;
    let case = match shape.case {
        Case::None => 0,
        Case::Sentence => 1,
        Case::Title => 2,
        Case::Upper => 3,
    };
    let end = match shape.end {
        End::Open | End::Exclamation => 0,
        End::Stop => 1,
        End::Question => 2,
        End::Colon => 3,
        End::Unfinished => 4,
        End::Ellipsis => 5,
    };
    let first = match shape.first {
        First::Capital | First::Small => 0,
        First::Digit => 1,
        First::Quote => 2,
        First::Other => 3,
    };
    (case * 8 + end) * 4 + first
}

/// What sort of line stands before or after another.
fn sort_of(line: Option<&Line<'_>>) -> u64 {
    let Some(line) = line else {
        return 0;
    };
    match line.role {
        Role::Item(_) => 1,
        _ if line.is_prose() && line.shape.width > 100 => 2,
        _ if line.is_prose() => 3,
        _ => 4,
    }
}

/// A hash of the word that some characters begin with; a line of one word is like no other.
fn word_or_alone(view: &View<'_>, order: usize, characters: impl Iterator<Item = char>) -> u64 {
    if view.line.shape.words < 2 {
        return u64::MAX - order as u64;
    }
    characters
        .skip_while(|c| !c.is_alphanumeric())
        .take_while(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| {
            (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
        })
}
