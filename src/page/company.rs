//! Whether the likely headings of a story agree: the second pass of [`super::headings`].
//!
//! One story sets its headings in one form, and what else stands in that form is no heading either. So
//! each line is judged by the lines like it: of those that close and open alike, that head the same
//! kind of line, that are about as wide, that open or end in the same word, how many are likely headings?

use super::form::{Forms, KINDS, Kind};
use super::lines::Line;
use super::sign::from_usize;
use super::survey::{self, Words};
use super::view::{self, View};

/// Something measured in a line beside the other likely headings.
#[derive(Debug)]
pub struct Measure {
    /// A few words for people.
    pub name: &'static str,
    /// What one unit of it adds to the sum.
    pub weight: f32,
    /// How much of it there is; around 0 where it says nothing.
    pub amount: fn(&Company<'_>) -> f32,
}

const fn measure(name: &'static str, weight: f32, amount: fn(&Company<'_>) -> f32) -> Measure {
    Measure {
        name,
        weight,
        amount,
    }
}

/// What a line is beside the other likely headings of its story.
#[derive(Clone, Copy, Debug)]
pub struct Company<'a> {
    /// The line among its neighbours.
    pub view: View<'a>,
    /// What the first pass made of it.
    pub sum: f32,
    /// Sums of the other lines as chances, added up.
    pub others: f32,
    /// For each of [`KINDS`], the mean chance of the other lines like it in that, less what is usual.
    pub alike: [f32; KINDS],
    /// The chance of the line right before it, 0 where that is no bare line.
    pub before: f32,
    /// The chance of the line right after it.
    pub after: f32,
    /// Mean width of the other likely headings; `None` where there is hardly one.
    pub usual_width: Option<f32>,
    /// Lines to the nearest likely heading before or after it.
    pub distance: usize,
}

impl Company<'_> {
    fn alike(&self, kind: Kind) -> f32 {
        self.alike[kind as usize]
    }
}

fn one(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

/// Whether the likely headings of a story agree.
pub const AGREEMENT: &[Measure] = &[
    measure("any line", 0.12, |_| 1.0),
    measure("others in its style", 1.34, |c| c.alike(Kind::Style)),
    measure("others in its style over the like", 0.65, |c| {
        c.alike(Kind::Form)
    }),
    measure("others over the like", 0.48, |c| c.alike(Kind::Place)),
    measure("others of its width", 0.66, |c| c.alike(Kind::Width)),
    measure("others with its first word", 0.18, |c| {
        c.alike(Kind::FirstWord)
    }),
    measure("others with its last word", 1.38, |c| {
        c.alike(Kind::LastWord)
    }),
    measure("other headings", -0.12, |c| (c.others + 0.1).ln()),
    measure("share of headings in the story", 0.30, |c| {
        10.0 * c.others / from_usize(c.view.page.lines.max(1))
    }),
    measure("heading before", -0.88, |c| c.before),
    measure("sure heading before", -0.31, |c| one(c.before > 0.85)),
    measure("heading after", -0.33, |c| c.after),
    measure("sure heading after", -0.49, |c| one(c.after > 0.85)),
    measure("other width than headings", -0.47, |c| {
        let width = from_usize(c.view.line.shape.width.max(1));
        c.usual_width
            .map_or(0.0, |usual| (width / usual.max(4.0)).ln().abs())
    }),
    measure("next to another", 0.19, |c| one(c.distance == 1)),
    measure("two lines from another", -0.24, |c| one(c.distance == 2)),
    measure("near another", -0.43, |c| one(c.distance <= 4)),
    measure("no other heading", -0.54, |c| one(c.others < 0.3)),
    measure("one other heading", -0.43, |c| {
        one((0.3..1.5).contains(&c.others))
    }),
];

/// What the sum of the first pass counts for in the second.
pub const FIRST_PASS: f32 = 0.60;

/// Sum of both passes.
pub fn sum(company: &Company<'_>) -> f32 {
    let agreement = AGREEMENT
        .iter()
        .map(|measure| measure.weight * (measure.amount)(company));
    FIRST_PASS * company.sum + agreement.sum::<f32>()
}

/// Every line that might be a heading, with its neighbours and its company.
pub fn all<'a>(
    lines: &'a [Line<'a>],
    taken: &[bool],
    words: Words<'a>,
) -> Vec<(usize, Company<'a>)> {
    let (indices, views): (Vec<usize>, Vec<View<'a>>) =
        survey::views(lines, taken, words).into_iter().unzip();
    let forms = Forms::new(&views);
    let sums: Vec<f32> = views.iter().map(view::sum).collect();
    let first = together(&views, &forms, &sums, &sums);
    // What the lines make of each other changes what they are to each other.
    let second: Vec<f32> = first.iter().map(sum).collect();
    let company = together(&views, &forms, &sums, &second);
    indices.into_iter().zip(company).collect()
}

/// Each line with its company; `sums` are of the first pass, `now` is what is thought of the lines.
fn together<'a>(views: &[View<'a>], forms: &Forms, sums: &[f32], now: &[f32]) -> Vec<Company<'a>> {
    let chances: Vec<f32> = now.iter().map(|sum| chance(*sum)).collect();
    let all: f32 = chances.iter().sum();
    let widths: f32 = chances.iter().zip(views).map(|(c, v)| c * width(v)).sum();
    let distances = distances(views, &chances);
    let alike = forms.shares(&chances);
    let next_to = |own: usize, other: Option<usize>| {
        other
            .filter(|&other| {
                let places = views.get(other).map(|view| view.place);
                places.is_some_and(|place| place.abs_diff(views[own].place) == 1)
            })
            .map_or(0.0, |other| chances[other])
    };
    let company = |own: usize| {
        let others = f32::max(all - chances[own], 0.0);
        let usual_width = (widths - chances[own] * width(&views[own])) / f32::max(others, 0.1);
        Company {
            view: views[own],
            sum: sums[own],
            others,
            alike: alike[own],
            before: next_to(own, own.checked_sub(1)),
            after: next_to(own, Some(own + 1)),
            usual_width: (others > 0.8).then_some(usual_width),
            distance: distances[own],
        }
    };
    (0..views.len()).map(company).collect()
}

fn width(view: &View<'_>) -> f32 {
    from_usize(view.line.shape.width)
}

/// The chance that a sum of signs means.
fn chance(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// For each line, how many lines there are to the nearest other one that is likely a heading.
fn distances(views: &[View<'_>], chances: &[f32]) -> Vec<usize> {
    let mut distances = vec![usize::MAX; views.len()];
    let mut near = |order: usize, last: &mut Option<usize>| {
        let place = views[order].place;
        if let Some(last) = *last {
            distances[order] = distances[order].min(place.abs_diff(last));
        }
        if chances[order] > 0.5 {
            *last = Some(place);
        }
    };
    let mut last = None;
    (0..views.len()).for_each(|order| near(order, &mut last));
    last = None;
    (0..views.len())
        .rev()
        .for_each(|order| near(order, &mut last));
    distances
}
