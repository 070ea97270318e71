//! Whether the likely headings of a story agree: the second pass of [`super::headings`].

use std::collections::HashMap;

use super::lines::{Case, End, First, Line};
use super::sign::Sign;
use super::survey::{self, Words};
use super::view::{self, View};

/// A sign seen in a line beside the other likely headings.
pub type CompanySign = Sign<fn(&Company<'_>) -> bool>;

const fn beside(name: &'static str, weight: f32, holds: fn(&Company<'_>) -> bool) -> CompanySign {
    Sign {
        name,
        weight,
        holds,
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
    /// The same, of lines in the same style alone.
    pub same_style: f32,
    /// The mean chance of the other lines in the same style, likely or not, where there are any.
    pub style_share: Option<f32>,
    /// Columns it takes.
    pub width: f32,
    /// The chance of the line right before it, 0 where that is no bare line.
    pub before: f32,
    /// The chance of the line right after it.
    pub after: f32,
    /// Mean width of the other likely headings.
    pub usual_width: f32,
    /// Lines to the nearest likely heading before or after it.
    pub distance: usize,
}

/// Whether the likely headings of a story agree.
pub const AGREEMENT: &[CompanySign] = &[
    beside("any line", -0.58, |_| true),
    beside("no other heading", -0.69, |c| c.others < 0.3),
    beside("one other heading", -0.28, |c| {
        (0.3..1.5).contains(&c.others)
    }),
    beside("two and more other headings", 0.39, |c| c.others >= 1.5),
    beside("four and more other headings", 0.27, |c| c.others >= 4.0),
    beside("alone in its style", 0.56, |c| {
        c.same_style < 0.3 && c.others >= 1.5
    }),
    beside("one in its style", 0.40, |c| {
        (0.3..1.5).contains(&c.same_style)
    }),
    beside("two and more in its style", 0.42, |c| c.same_style >= 1.5),
    beside("four and more in its style", -0.11, |c| c.same_style >= 4.0),
    beside("style of headings", 0.70, |c| {
        c.style_share.is_some_and(|share| share > 0.7)
    }),
    beside("style of other lines", -0.54, |c| {
        c.style_share.is_some_and(|share| share < 0.3)
    }),
    beside("style of most headings", 0.21, |c| {
        c.others > 1.0 && c.same_style > 0.7 * c.others
    }),
    beside("next to another", -0.65, |c| c.distance == 1),
    beside("two lines from another", -0.52, |c| c.distance == 2),
    beside("likely heading before", 0.39, |c| c.before > 0.5),
    beside("sure heading before", -0.72, |c| c.before > 0.85),
    beside("likely heading after", 0.25, |c| c.after > 0.5),
    beside("sure heading after", -0.16, |c| c.after > 0.85),
    beside("maybe heading after", -0.05, |c| {
        (0.15..0.5).contains(&c.after)
    }),
    beside("maybe heading before", -0.22, |c| {
        (0.15..0.5).contains(&c.before)
    }),
    beside("twice as wide as headings", -0.49, |c| {
        c.others >= 1.5 && c.width > 2.0 * c.usual_width
    }),
    beside("wider than headings", -0.63, |c| {
        c.others >= 1.5 && c.width > 1.4 * c.usual_width
    }),
    beside("half as wide as headings", -0.08, |c| {
        c.others >= 1.5 && c.width < 0.5 * c.usual_width
    }),
    beside("sure by itself", -0.25, |c| c.sum > 2.5),
    beside("hopeless by itself", -0.42, |c| c.sum < -3.0),
    beside("small letter where others are large", 0.10, |c| {
        c.view.line.shape.first == First::Small && c.others >= 1.5
    }),
    beside("stop where others are open", 0.78, |c| {
        c.view.line.shape.end == End::Stop && c.others >= 1.5
    }),
    beside("question among questions", 0.07, |c| {
        c.view.line.shape.end == End::Question && c.same_style >= 1.0
    }),
    beside("number among numbers", -0.17, |c| {
        c.view.line.shape.first == First::Digit && c.same_style >= 1.0
    }),
];

/// What the sum of the first pass counts for in the second.
pub const FIRST_PASS: f32 = 0.93;

/// How a line is set: lines that agree in all three are in one style.
pub type Style = (Case, End, First);

/// The style of a line. A small first letter counts as a large one: scraping loses capitals.
pub fn style(line: &Line) -> Style {
    let shape = &line.shape;
    let first = match shape.first {
        First::Small => First::Capital,
        other => other,
    };
    let end = if shape.end == End::Exclamation {
        End::Open
    } else {
        shape.end
    };
    (shape.case, end, first)
}

/// Sum of both passes.
pub fn sum(company: &Company<'_>) -> f32 {
    let signs = AGREEMENT.iter().filter(|sign| (sign.holds)(company));
    FIRST_PASS * company.sum + signs.map(|sign| sign.weight).sum::<f32>()
}

/// Every line that might be a heading, with its neighbours and its company.
pub fn all<'a>(
    lines: &'a [Line<'a>],
    taken: &[bool],
    words: Words<'a>,
) -> Vec<(usize, Company<'a>)> {
    let mut candidates: Vec<Candidate<'a>> = survey::views(lines, taken, words)
        .into_iter()
        .map(|(index, view)| Candidate::new(index, view))
        .collect();
    // What the lines make of each other changes what they are to each other.
    let sums: Vec<f32> = together(&candidates)
        .iter()
        .map(|(_, company)| sum(company))
        .collect();
    for (candidate, sum) in candidates.iter_mut().zip(sums) {
        candidate.chance = chance(sum);
    }
    together(&candidates)
}

/// Each line with its company.
fn together<'a>(candidates: &[Candidate<'a>]) -> Vec<(usize, Company<'a>)> {
    let mut whole = Totals::default();
    let mut styles: HashMap<Style, Totals> = HashMap::new();
    for candidate in candidates {
        whole.add(candidate);
        styles.entry(candidate.style).or_default().add(candidate);
    }
    let distances = distances(candidates);
    let company = |order: usize| {
        let own = &candidates[order];
        (
            own.index,
            company(
                candidates,
                order,
                whole.without(own),
                styles[&own.style].without(own),
                distances[order],
            ),
        )
    };
    (0..candidates.len()).map(company).collect()
}

/// The chance that a sum of signs means.
fn chance(sum: f32) -> f32 {
    1.0 / (1.0 + (-sum).exp())
}

/// Chances of some lines, added up.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    chances: f32,
    /// Widths, each in proportion to the chance.
    widths: f32,
    lines: f32,
}

impl Totals {
    fn add(&mut self, line: &Candidate<'_>) {
        self.chances += line.chance;
        self.widths += line.chance * line.width;
        self.lines += 1.0;
    }

    fn without(mut self, line: &Candidate<'_>) -> Self {
        self.chances = f32::max(self.chances - line.chance, 0.0);
        self.widths = f32::max(self.widths - line.chance * line.width, 0.0);
        self.lines -= 1.0;
        self
    }
}

/// A line that might be a heading, and its chance.
struct Candidate<'a> {
    index: usize,
    view: View<'a>,
    sum: f32,
    chance: f32,
    style: Style,
    width: f32,
}

impl<'a> Candidate<'a> {
    fn new(index: usize, view: View<'a>) -> Self {
        let sum = view::sum(&view);
        let width = view.line.shape.width;
        Self {
            index,
            view,
            sum,
            chance: chance(sum),
            style: style(view.line),
            width: u16::try_from(width).unwrap_or(u16::MAX).into(),
        }
    }
}

fn company<'a>(
    candidates: &[Candidate<'a>],
    order: usize,
    others: Totals,
    style: Totals,
    distance: usize,
) -> Company<'a> {
    let own = &candidates[order];
    let next_to = |other: Option<&Candidate<'_>>| {
        other
            .filter(|other| other.view.place.abs_diff(own.view.place) == 1)
            .map_or(0.0, |other| other.chance)
    };
    Company {
        view: own.view,
        sum: own.sum,
        others: others.chances,
        same_style: style.chances,
        style_share: (style.lines > 0.5).then(|| style.chances / style.lines),
        width: own.width,
        before: next_to(order.checked_sub(1).map(|before| &candidates[before])),
        after: next_to(candidates.get(order + 1)),
        usual_width: others.widths / f32::max(others.chances, 0.1),
        distance,
    }
}

/// For each line, how many lines there are to the nearest other one that is likely a heading.
fn distances(candidates: &[Candidate<'_>]) -> Vec<usize> {
    let mut distances = vec![usize::MAX; candidates.len()];
    let mut near = |order: usize, last: &mut Option<usize>| {
        let own = &candidates[order];
        if let Some(last) = *last {
            distances[order] = distances[order].min(own.view.place.abs_diff(last));
        }
        if own.chance > 0.5 {
            *last = Some(own.view.place);
        }
    };
    let mut last = None;
    (0..candidates.len()).for_each(|order| near(order, &mut last));
    last = None;
    (0..candidates.len())
        .rev()
        .for_each(|order| near(order, &mut last));
    distances
}
