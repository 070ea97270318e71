//! Which lines of a story are headings.
//!
//! Two words on each bare line are weighed against each other. The one measures how the lines of the story
//! agree ([`super::company`]), since one story sets its headings in one form, upon a table of signs of
//! the line and its neighbours ([`super::view`]). The other is what the page as a whole makes of the
//! line ([`super::reading`]). A positive sum makes a heading.

use super::company::{self, Company};
use super::lines::Line;
use super::reading::{self, Sums};
use super::survey::Words;
use super::view;
use super::weights;

/// What is weighed: a few words for each.
pub const PARTS: [&str; 3] = ["any line", "company", "page"];

/// The weights of [`PARTS`], learned by `tests/fit`.
const WEIGHTS: [[f32; 1]; PARTS.len()] = weights::section(reading::FILE, "headings", &PARTS);

/// The lines of a story that are headings, as indices into `lines`, with their sums.
///
/// `lines[0]` is the headline; those for which `taken` holds are known to be something else; `sums` is
/// what the page makes of each line.
pub fn find(
    lines: &[Line<'_>],
    taken: &[bool],
    words: Words<'_>,
    sums: &[Option<Sums>],
) -> Vec<(usize, f32)> {
    parts(lines, taken, words, sums)
        .into_iter()
        .map(|(index, parts)| (index, weigh(&parts)))
        .filter(|(_, sum)| *sum > 0.0)
        .collect()
}

/// The [`PARTS`] of every line that might be a heading.
pub fn parts(
    lines: &[Line<'_>],
    taken: &[bool],
    words: Words<'_>,
    sums: &[Option<Sums>],
) -> Vec<(usize, [f32; PARTS.len()])> {
    let page = |index: usize| sums[index].map_or(0.0, Sums::heads).clamp(-9.0, 9.0);
    let all = company::all(lines, taken, words);
    let parts = |index: usize, company: &Company<'_>| {
        let sum = company::sum(company);
        // What runs on through the story the page does not see: there its word is not asked for.
        if view::runs_on(&company.view) {
            return [0.0, sum / WEIGHTS[1][0], 0.0];
        }
        [1.0, sum, page(index)]
    };
    all.iter()
        .map(|(index, company)| (*index, parts(*index, company)))
        .collect()
}

fn weigh(parts: &[f32; PARTS.len()]) -> f32 {
    let weighed = parts.iter().zip(&WEIGHTS);
    weighed.map(|(part, [weight])| part * weight).sum()
}
