//! Whether the likely headings of a story agree: the second pass of [`super::headings`].

use super::lines::{Case, End, First, Line};
use super::sign::Sign;
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
    beside("any line", -0.1, |_| true),
    beside("no other heading", -1.0, |c| c.others < 0.3),
    beside("one other heading", -0.7, |c| {
        (0.3..1.5).contains(&c.others)
    }),
    beside("two and more other headings", 0.1, |c| c.others >= 1.5),
    beside("four and more other headings", 0.2, |c| c.others >= 4.0),
    beside("alone in its style", 0.5, |c| {
        c.same_style < 0.3 && c.others >= 1.5
    }),
    beside("one in its style", -0.2, |c| {
        (0.3..1.5).contains(&c.same_style)
    }),
    beside("two and more in its style", 0.1, |c| c.same_style >= 1.5),
    beside("four and more in its style", -0.2, |c| c.same_style >= 4.0),
    beside("style of headings", 1.1, |c| {
        c.style_share.is_some_and(|share| share > 0.7)
    }),
    beside("style of other lines", -0.5, |c| {
        c.style_share.is_some_and(|share| share < 0.3)
    }),
    beside("style of most headings", 0.3, |c| {
        c.others > 1.0 && c.same_style > 0.7 * c.others
    }),
    beside("next to another", -0.5, |c| c.distance == 1),
    beside("two lines from another", -0.7, |c| c.distance == 2),
    beside("likely heading before", 0.4, |c| c.before > 0.5),
    beside("sure heading before", -1.8, |c| c.before > 0.85),
    beside("likely heading after", 0.0, |c| c.after > 0.5),
    beside("sure heading after", -0.3, |c| c.after > 0.85),
    beside("maybe heading after", 0.2, |c| {
        (0.15..0.5).contains(&c.after)
    }),
    beside("maybe heading before", 0.0, |c| {
        (0.15..0.5).contains(&c.before)
    }),
    beside("twice as wide as headings", -0.6, |c| {
        c.others >= 1.5 && c.width > 2.0 * c.usual_width
    }),
    beside("wider than headings", -0.5, |c| {
        c.others >= 1.5 && c.width > 1.4 * c.usual_width
    }),
    beside("half as wide as headings", -0.1, |c| {
        c.others >= 1.5 && c.width < 0.5 * c.usual_width
    }),
    beside("sure by itself", -0.1, |c| c.sum > 2.5),
    beside("hopeless by itself", -0.4, |c| c.sum < -3.0),
    beside("small letter where others are large", 0.1, |c| {
        c.view.line.shape.first == First::Small && c.others >= 1.5
    }),
    beside("stop where others are open", 0.7, |c| {
        c.view.line.shape.end == End::Stop && c.others >= 1.5
    }),
    beside("question among questions", 0.3, |c| {
        c.view.line.shape.end == End::Question && c.same_style >= 1.0
    }),
    beside("number among numbers", -0.5, |c| {
        c.view.line.shape.first == First::Digit && c.same_style >= 1.0
    }),
];

/// What the sum of the first pass counts for in the second.
pub const FIRST_PASS: f32 = 0.91;

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
pub fn all<'a>(lines: &'a [Line<'a>], taken: &[bool]) -> Vec<(usize, Company<'a>)> {
    let candidates: Vec<Candidate<'a>> = view::all(lines, taken)
        .into_iter()
        .map(|(index, view)| Candidate::new(index, view))
        .collect();
    (0..candidates.len())
        .map(|order| (candidates[order].index, company(&candidates, order)))
        .collect()
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
            chance: 1.0 / (1.0 + (-sum).exp()),
            style: style(view.line),
            width: u16::try_from(width).unwrap_or(u16::MAX).into(),
        }
    }

    fn is_likely(&self) -> bool {
        self.chance > 0.5
    }
}

fn company<'a>(candidates: &[Candidate<'a>], order: usize) -> Company<'a> {
    let own = &candidates[order];
    let (before, after) = (&candidates[..order], &candidates[order + 1..]);
    let (mut all, mut widths, mut same, mut same_lines) = (0.0, 0.0, 0.0, 0.0);
    for other in before.iter().chain(after) {
        all += other.chance;
        widths += other.chance * other.width;
        if other.style == own.style {
            same += other.chance;
            same_lines += 1.0;
        }
    }
    let apart = |other: &Candidate<'_>| other.view.place.abs_diff(own.view.place);
    let next_to = |other: Option<&Candidate<'_>>| {
        other
            .filter(|other| apart(other) == 1)
            .map_or(0.0, |other| other.chance)
    };
    let back = before
        .iter()
        .rev()
        .find(|other| other.is_likely())
        .map(apart);
    let forth = after.iter().find(|other| other.is_likely()).map(apart);
    Company {
        view: own.view,
        sum: own.sum,
        others: all,
        same_style: same,
        style_share: (same_lines > 0.0).then(|| same / same_lines),
        width: own.width,
        before: next_to(before.last()),
        after: next_to(after.first()),
        usual_width: widths / f32::max(all, 0.1),
        distance: back.into_iter().chain(forth).min().unwrap_or(usize::MAX),
    }
}
