//! What was learned, for people and for the program.

use std::fmt::Write;

use byline::page::borders;
use byline::page::headings;
use byline::page::reading::{self, Model, SIGNS};

/// Prints every sign by what it is worth: the spread of its four weights.
pub(crate) fn signs(model: &Model) {
    let spread = |sign: usize| {
        let weights = model.weights(sign);
        weights
            .iter()
            .map(|weight| weight * weight)
            .sum::<f32>()
            .sqrt()
    };
    let mut signs: Vec<usize> = (0..SIGNS).collect();
    signs.sort_by(|one, other| spread(*other).total_cmp(&spread(*one)));
    println!("\nsigns, the weightiest first: heading, headline, later headline, furniture");
    for sign in signs {
        let (place, name) = reading::name(sign);
        let [heading, headline, next, furniture] = model.weights(sign);
        println!("{place:<9}{name:<42}{heading:>7.2}{headline:>7.2}{next:>7.2}{furniture:>7.2}");
    }
}

/// The file of weights.
pub(crate) fn file(model: &Model, border: &[f64], heading: &[f64]) -> String {
    let mut text = String::from(
        "# Learned from labelled pages by tests/fit, which writes this file: what each sign adds to the sums\n\
         # of a heading, of the page's headline, of a later headline and of furniture, beside plain text.\n",
    );
    let mut open = "";
    for sign in 0..SIGNS {
        let (section, name) = reading::name(sign);
        if section != open {
            let _ = write!(text, "\n[{section}]\n");
            open = section;
        }
        let _ = write!(text, "{name} =");
        for weight in model.weights(sign) {
            let _ = write!(text, " {weight}");
        }
        text.push('\n');
    }
    text.push_str("\n[borders]\n");
    for (sign, name) in borders::PARTS.iter().enumerate() {
        let (bare, marked) = (border[sign], border[borders::COUNT + sign]);
        let _ = writeln!(text, "{name} = {bare:.3} {marked:.3}");
    }
    text.push_str("\n[headings]\n");
    for (name, weight) in headings::PARTS.iter().zip(heading) {
        let _ = writeln!(text, "{name} = {weight:.3}");
    }
    text
}

/// A part of a whole.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    let float = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    float(part) / float(whole.max(1))
}
