//! Which lines of a story are headings.
//!
//! Two passes over the bare lines, each a table of signs with weights that are added up (a logistic
//! model): first what the line and its neighbours show, then whether the lines agree with each other,
//! since one story sets its headings in one style. The weights were fitted on articles whose headings
//! are known from their publishers' own markup, rounded to tenths; a positive sum makes a heading.

use super::lines::{Case, End, First, Line, Role};
use crate::analysis::sections::furniture::Furniture;

/// A line among its neighbours.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The line.
    pub line: &'a Line<'a>,
    /// The line of the story before it; furniture, captions and ornaments are looked through.
    pub before: Option<&'a Line<'a>>,
    /// The line after it, likewise.
    pub after: Option<&'a Line<'a>>,
    /// The line after that.
    pub second: Option<&'a Line<'a>>,
    /// How many lines stand between it and the headline.
    pub place: usize,
    /// How many bare lines in a row it stands in, itself counted.
    pub run: usize,
    /// Whether the same words stand elsewhere in the story.
    pub repeated: bool,
    /// What the story looks like.
    pub page: Page,
}

/// What a story looks like as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// Lines that are read.
    pub lines: usize,
    /// Short lines that no mark closes.
    pub open: usize,
    /// Sentences that stand alone on a line.
    pub sentences: usize,
}

/// One sign for or against a heading; `T` tells from what it is seen.
#[derive(Debug)]
pub struct Sign<T> {
    /// A few words for people.
    pub name: &'static str,
    /// What it adds to the sum.
    pub weight: f32,
    /// Whether it is seen.
    pub holds: T,
}

/// A sign seen in a line and its neighbours.
pub type LineSign = Sign<fn(&View<'_>) -> bool>;

/// A sign seen in a line beside the other likely headings.
pub type CompanySign = Sign<fn(&Company<'_>) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&View<'_>) -> bool) -> LineSign {
    Sign { name, weight, holds }
}

const fn beside(name: &'static str, weight: f32, holds: fn(&Company<'_>) -> bool) -> CompanySign {
    Sign { name, weight, holds }
}

fn shape(view: &View, test: fn(&super::lines::Shape) -> bool) -> bool {
    test(&view.line.shape)
}

fn before(view: &View, test: fn(&Line) -> bool) -> bool {
    view.before.is_some_and(test)
}

fn after(view: &View, test: fn(&Line) -> bool) -> bool {
    view.after.is_some_and(test)
}

fn is_long(line: &Line) -> bool {
    line.is_prose() && line.shape.width > 100
}

fn is_sentence(line: &Line) -> bool {
    line.is_bare() && line.shape.closes_sentence() && !is_long(line)
}

fn is_open(line: &Line) -> bool {
    line.is_bare() && line.shape.end == End::Open
}

fn is_item(line: &Line) -> bool {
    matches!(line.role, Role::Item(_))
}

/// What one line and its neighbours show.
pub const SIGNS: &[LineSign] = &[
    sign("any line", -0.5, |_| true),
    // Length: most headings take two to eight words.
    sign("width to 8", 0.1, |v| shape(v, |s| s.width <= 8)),
    sign("width 9 to 16", 1.5, |v| shape(v, |s| (9..=16).contains(&s.width))),
    sign("width 17 to 40", 0.6, |v| shape(v, |s| (17..=40).contains(&s.width))),
    sign("width 41 to 60", 0.1, |v| shape(v, |s| (41..=60).contains(&s.width))),
    sign("width 61 to 80", -0.3, |v| shape(v, |s| (61..=80).contains(&s.width))),
    sign("width 81 to 110", -1.1, |v| shape(v, |s| (81..=110).contains(&s.width))),
    sign("width over 110", -2.3, |v| shape(v, |s| s.width > 110)),
    // How it closes: a heading has no full stop, in any script.
    sign("open", 0.7, |v| shape(v, |s| s.end == End::Open && !s.closes_quote && !s.closes_bracket)),
    sign("stop", -1.7, |v| shape(v, |s| s.end == End::Stop)),
    sign("short with a stop", -1.1, |v| shape(v, |s| s.end == End::Stop && s.width <= 30)),
    sign("question", 0.0, |v| shape(v, |s| s.end == End::Question)),
    sign("exclamation", -1.2, |v| shape(v, |s| s.end == End::Exclamation)),
    sign("colon at the end", -2.4, |v| shape(v, |s| s.end == End::Colon)),
    sign("unfinished", -3.7, |v| shape(v, |s| s.end == End::Unfinished)),
    sign("dots", -2.0, |v| shape(v, |s| s.end == End::Ellipsis)),
    sign("closes a quotation", 0.3, |v| shape(v, |s| s.closes_quote)),
    sign("closes a bracket", 1.9, |v| shape(v, |s| s.closes_bracket)),
    sign("open inside marks", 2.5, |v| shape(v, |s| s.closes_quote && s.end == End::Open)),
    // How it opens.
    sign("small letter", 0.7, |v| shape(v, |s| s.first == First::Small)),
    sign("digit", 1.9, |v| shape(v, |s| s.first == First::Digit)),
    sign("opens a quotation", -0.3, |v| shape(v, |s| s.first == First::Quote)),
    sign("quoted from end to end", -0.6, |v| shape(v, |s| s.first == First::Quote && s.closes_quote)),
    sign("other sign", -3.5, |v| shape(v, |s| s.first == First::Other)),
    // What is in it.
    sign("title case", 0.6, |v| shape(v, |s| s.case == Case::Title)),
    sign("upper case", -0.3, |v| shape(v, |s| s.case == Case::Upper)),
    sign("several sentences", -1.2, |v| shape(v, |s| s.several_sentences)),
    sign("colon inside", 0.1, |v| shape(v, |s| s.colon)),
    sign("comma inside", -0.5, |v| shape(v, |s| s.comma)),
    sign("symbols", -1.7, |v| shape(v, |s| s.symbols)),
    sign("figures", -1.3, |v| shape(v, |s| s.figures)),
    sign("one word", 0.3, |v| shape(v, |s| s.words == 1)),
    sign("repeated", -2.6, |v| v.repeated),
    // What stands before it.
    sign("after the headline", -2.1, |v| v.place == 1),
    sign("second line", -0.6, |v| v.place == 2),
    sign("after long prose", 0.4, |v| before(v, is_long)),
    sign("after a sentence", 0.0, |v| before(v, is_sentence)),
    sign("after an open line", -1.1, |v| before(v, is_open) && v.place > 1),
    sign("after an item", -0.1, |v| before(v, is_item)),
    sign("after a colon", -1.0, |v| before(v, |l| l.shape.end == End::Colon)),
    sign("after something unfinished", -0.2, |v| before(v, |l| l.role == Role::Prose && matches!(l.shape.end, End::Open | End::Unfinished))),
    sign("after a row", 0.0, |v| before(v, |l| l.role == Role::Row)),
    // What stands after it.
    sign("last line", -3.8, |v| v.after.is_none()),
    sign("last line but one", -0.8, |v| v.after.is_some() && v.second.is_none()),
    sign("before long prose", 0.0, |v| after(v, is_long)),
    sign("before a sentence", -0.4, |v| after(v, is_sentence)),
    sign("before an open line", -0.6, |v| after(v, is_open)),
    sign("before an item", -0.3, |v| after(v, is_item)),
    sign("before a row", 2.7, |v| after(v, |l| l.role == Role::Row)),
    sign("before a small letter", 0.1, |v| after(v, |l| l.shape.first == First::Small)),
    sign("before a quotation", -1.1, |v| after(v, |l| l.shape.first == First::Quote)),
    sign("open line before long prose", 0.9, |v| is_open(v.line) && after(v, is_long)),
    sign("open line between prose", 0.7, |v| is_open(v.line) && after(v, is_long) && before(v, is_long)),
    sign("question before a question", -0.3, |v| shape(v, |s| s.end == End::Question) && after(v, |l| l.shape.end == End::Question)),
    sign("question before long prose", 1.2, |v| shape(v, |s| s.end == End::Question) && after(v, is_long)),
    sign("stop among sentences", -0.4, |v| shape(v, |s| s.end == End::Stop) && (after(v, is_sentence) || before(v, is_sentence))),
    // A run of bare lines is a list, a table or a poem.
    sign("run of three", -1.3, |v| (3..=4).contains(&v.run)),
    sign("run of five", -2.2, |v| (5..=9).contains(&v.run)),
    sign("run of ten", -0.9, |v| v.run >= 10),
    sign("first of a run", 0.9, |v| v.run >= 3 && !before(v, is_open)),
    sign("last of a run", -0.2, |v| v.run >= 3 && !after(v, is_open)),
    // An empty line before.
    sign("gap before", 0.0, |v| v.line.after_gap),
    sign("no gap after", 0.0, |v| v.line.after_gap && after(v, |l| !l.after_gap)),
    // The story as a whole.
    sign("story of bare lines", 0.6, |v| v.page.open * 2 > v.page.lines),
    sign("a third bare lines", -0.3, |v| v.page.open * 3 > v.page.lines),
    sign("the only bare line", 0.7, |v| v.page.open <= 1),
    sign("story of short sentences", 0.0, |v| v.page.sentences * 2 > v.page.lines),
    sign("short story", -1.2, |v| v.page.lines < 8),
];

/// Sum of the signs that a line shows.
pub fn first_sum(view: &View<'_>) -> f32 {
    SIGNS
        .iter()
        .filter(|sign| (sign.holds)(view))
        .map(|sign| sign.weight)
        .sum()
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
    /// How many other lines are in the same style, likely or not.
    pub same_style_lines: usize,
    /// Lines to the nearest likely heading before or after it.
    pub distance: usize,
}

/// Whether the likely headings of a story agree.
pub const AGREEMENT: &[CompanySign] = &[
    beside("any line", -0.1, |_| true),
    beside("no other heading", -1.1, |c| c.others < 0.3),
    beside("one other heading", -0.7, |c| (0.3..1.5).contains(&c.others)),
    beside("two and more other headings", 0.0, |c| c.others >= 1.5),
    beside("four and more other headings", 0.0, |c| c.others >= 4.0),
    beside("alone in its style", 0.1, |c| c.same_style < 0.3 && c.others >= 1.5),
    beside("one in its style", -0.2, |c| (0.3..1.5).contains(&c.same_style)),
    beside("two and more in its style", 0.1, |c| c.same_style >= 1.5),
    beside("four and more in its style", 0.0, |c| c.same_style >= 4.0),
    beside("style of headings", 0.7, |c| c.same_style_lines > 0 && c.same_style > 0.7 * c.same_style_lines as f32),
    beside("style of other lines", -0.3, |c| c.same_style_lines > 0 && c.same_style < 0.3 * c.same_style_lines as f32),
    beside("style of most headings", 0.3, |c| c.others > 1.0 && c.same_style > 0.7 * c.others),
    beside("next to another", -0.4, |c| c.distance == 1),
    beside("two lines from another", -0.6, |c| c.distance == 2),
    beside("small letter where others are large", 0.0, |c| c.view.line.shape.first == First::Small && c.others >= 1.5),
    beside("stop where others are open", 0.5, |c| c.view.line.shape.end == End::Stop && c.others >= 1.5),
    beside("question among questions", 0.2, |c| c.view.line.shape.end == End::Question && c.same_style >= 1.0),
    beside("number among numbers", 0.3, |c| c.view.line.shape.first == First::Digit && c.same_style >= 1.0),
];

/// What the sum of the first pass counts for in the second.
pub const FIRST_PASS: f32 = 0.96;

/// How a line is set: lines that agree in all three are in one style.
pub type Style = (Case, End, First);

/// The style of a line. A small first letter counts as a large one: scraping loses capitals.
pub fn style(line: &Line) -> Style {
    let shape = &line.shape;
    let first = match shape.first {
        First::Small => First::Capital,
        other => other,
    };
    let end = if shape.end == End::Exclamation { End::Open } else { shape.end };
    (shape.case, end, first)
}

/// The lines of a story that are headings, as indices into `lines`, with their sums.
///
/// `lines[0]` is the headline; those for which `taken` holds are known to be something else.
pub fn find(lines: &[Line<'_>], taken: &[bool]) -> Vec<(usize, f32)> {
    companies(lines, taken)
        .iter()
        .map(|(index, company)| (*index, second_sum(company)))
        .filter(|(_, sum)| *sum > 0.0)
        .collect()
}

/// Sum of both passes.
pub fn second_sum(company: &Company<'_>) -> f32 {
    let signs = AGREEMENT.iter().filter(|sign| (sign.holds)(company));
    FIRST_PASS * company.sum + signs.map(|sign| sign.weight).sum::<f32>()
}

/// Every line that might be a heading, with its neighbours and its company.
pub fn companies<'a>(lines: &'a [Line<'a>], taken: &[bool]) -> Vec<(usize, Company<'a>)> {
    let views = views(lines, taken);
    let sums: Vec<f32> = views.iter().map(|(_, view)| first_sum(view)).collect();
    let chances: Vec<f32> = sums.iter().map(|sum| 1.0 / (1.0 + (-sum).exp())).collect();
    let styles: Vec<Style> = views.iter().map(|(_, view)| style(view.line)).collect();
    let all: f32 = chances.iter().sum();
    let mut companies = Vec::with_capacity(views.len());
    for (order, (index, view)) in views.iter().enumerate() {
        let same = |other: &usize| *other != order && styles[*other] == styles[order];
        let likely = |other: usize| chances[other] > 0.5;
        let back = (0..order).rev().find(|other| likely(*other));
        let forth = (order + 1..views.len()).find(|other| likely(*other));
        let distance = |other: Option<usize>| {
            other.map_or(usize::MAX, |other| views[other].1.place.abs_diff(view.place))
        };
        let company = Company {
            view: *view,
            sum: sums[order],
            others: all - chances[order],
            same_style: (0..views.len()).filter(same).map(|other| chances[other]).sum(),
            same_style_lines: (0..views.len()).filter(same).count(),
            distance: distance(back).min(distance(forth)),
        };
        companies.push((*index, company));
    }
    companies
}

fn views<'a>(lines: &'a [Line<'a>], taken: &[bool]) -> Vec<(usize, View<'a>)> {
    let read: Vec<usize> = (0..lines.len())
        .filter(|&index| index == 0 || (lines[index].is_read() && !taken[index]))
        .collect();
    let at = |order: usize| read.get(order).map(|&index| &lines[index]);
    let page = Page {
        lines: read.len(),
        open: read.iter().filter(|&&index| is_open(&lines[index])).count(),
        sentences: read.iter().filter(|&&index| is_sentence(&lines[index])).count(),
    };
    let runs = runs(lines, &read);
    let candidates = (1..read.len()).filter(|&order| lines[read[order]].is_bare());
    candidates
        .map(|place| {
            let line = &lines[read[place]];
            let view = View {
                line,
                before: at(place - 1),
                after: at(place + 1),
                second: at(place + 2),
                place,
                run: runs[place],
                repeated: read.iter().any(|&other| other != read[place] && lines[other].text == line.text),
                page,
            };
            (read[place], view)
        })
        .collect()
}

/// For each read line, how many open lines in a row it stands in.
fn runs(lines: &[Line<'_>], read: &[usize]) -> Vec<usize> {
    let mut runs = vec![0; read.len()];
    let mut start = 1;
    for order in 1..=read.len() {
        if read.get(order).is_none_or(|&index| !is_open(&lines[index])) {
            let length = order - start;
            runs[start.min(read.len())..order].fill(length);
            start = order + 1;
        }
    }
    runs
}

/// Whether the line opens a page rather than standing in it.
pub fn opens_page(line: &Line<'_>) -> bool {
    line.role == Role::Furniture(Furniture::Opening)
}
