//! Which lines of a story are headings.
//!
//! Two passes over the bare lines. The first is a table of signs with weights that are added up (a
//! logistic model): what a line and its neighbours show ([`super::view`]). The second measures how the
//! lines agree with each other ([`super::company`]), since one story sets its headings in one form.
//! The weights were fitted on articles and handbooks whose headings are known from their publishers' own
//! markup, checked on publishers left out, and rounded to hundredths. A positive sum makes a heading.

use super::company;
use super::lines::Line;
use super::survey::Words;

/// The lines of a story that are headings, as indices into `lines`, with their sums.
///
/// `lines[0]` is the headline; those for which `taken` holds are known to be something else.
pub fn find(lines: &[Line<'_>], taken: &[bool], words: Words<'_>) -> Vec<(usize, f32)> {
    company::all(lines, taken, words)
        .iter()
        .map(|(index, company)| (*index, company::sum(company)))
        .filter(|(_, sum)| *sum > 0.0)
        .collect()
}
