//! What a line and its neighbours show: the first pass of [`super::headings`].

use super::asking::asks;
use super::lines::{Case, End, First, Line, Role, Shape};
use super::reading::words::ends_in_a_year;
use super::sign::Sign;
use super::stock::is_stock;

/// A line among its neighbours.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
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
    /// Whether those bare lines follow a colon: a list without marks, most likely.
    pub listed: bool,
    /// How much of its words the lines before it have, in hundredths.
    pub known: usize,
    /// How much of its words the lines after it take up, in hundredths.
    pub taken_up: usize,
    /// How many of its words come up here for the first time and are taken up by the lines after it.
    pub fresh: usize,
    /// How many lines of prose stand right before it, 3 at most.
    pub prose_before: usize,
    /// How many lines of prose stand right after it, 3 at most.
    pub prose_after: usize,
    /// Whether the same words stand elsewhere in the story.
    pub repeated: bool,
    /// Whether it opens with a time of day and another line does so too.
    pub timed: bool,
    /// Whether it opens with a label that opens another line too: a speaker's, most likely.
    pub labelled: bool,
    /// Whether it is an address and nothing else.
    pub address: bool,
    /// Whether an ornament or a rule stands right before it.
    pub after_ornament: bool,
    /// Whether furniture or a caption stands right before it.
    pub after_furniture: bool,
    /// Whether furniture or a caption stands right after it.
    pub before_furniture: bool,
    /// Whether it carries a number of a series whose members stand apart.
    pub in_series: bool,
    /// Whether it is one of several lines that close with a colon over a paragraph.
    pub one_of_colons: bool,
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
    /// Columns of the middlemost paragraph of prose.
    pub usual: usize,
    /// Different lines that come again.
    pub copied: usize,
}

/// A sign seen in a line and its neighbours.
pub type LineSign = Sign<fn(&View<'_>) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&View<'_>) -> bool) -> LineSign {
    Sign {
        name,
        weight,
        holds,
    }
}

fn shape(view: &View, test: fn(&Shape) -> bool) -> bool {
    test(&view.line.shape)
}

fn before(view: &View, test: fn(&Line) -> bool) -> bool {
    view.before.is_some_and(test)
}

fn after(view: &View, test: fn(&Line) -> bool) -> bool {
    view.after.is_some_and(test)
}

fn is_prose(line: &Line) -> bool {
    line.is_prose()
}

fn is_long(line: &Line) -> bool {
    line.is_prose() && line.shape.width > 100
}

pub(super) fn is_sentence(line: &Line) -> bool {
    line.is_bare() && line.shape.closes_sentence() && !is_long(line)
}

pub(super) fn is_open(line: &Line) -> bool {
    line.is_bare() && line.shape.end == End::Open
}

/// Whether a line is wider than so many hundredths of what a paragraph of the story takes.
fn wider(view: &View, line: Option<&Line>, hundredths: usize) -> bool {
    line.is_some_and(|line| 100 * line.shape.width > hundredths * view.page.usual)
}

fn narrow(view: &View, hundredths: usize) -> bool {
    !wider(view, Some(view.line), hundredths)
}

/// Whether a double quotation mark is opened and not closed, or closed and not opened.
fn is_torn(text: &str) -> bool {
    // Most lines have none of the bytes that these marks begin with.
    let bytes = text.as_bytes();
    let western = memchr::memchr3(b'"', 0xc2, 0xe2, bytes);
    if western.or_else(|| memchr::memchr(0xe3, bytes)).is_none() {
        return false;
    }
    let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
    // Which of these opens and which closes depends on the language, and on the scraper.
    count(&['"', '“', '”', '„']) % 2 == 1
        || count(&['«', '»']) % 2 == 1
        || count(&['「', '」']) % 2 == 1
}

/// Whether the next line opens with the word that this one opens with: a caption, a name over a life.
fn opens_like_next(view: &View) -> bool {
    fn first(line: &Line) -> impl Iterator<Item = char> {
        let words = line.text.chars().skip_while(|c| !c.is_alphabetic());
        words.take_while(|c| c.is_alphabetic())
    }
    let small = |line| first(line).flat_map(char::to_lowercase);
    first(view.line).nth(3).is_some()
        && view
            .after
            .is_some_and(|next| small(next).eq(small(view.line)))
}

fn is_item(line: &Line) -> bool {
    matches!(line.role, Role::Item(_))
}

/// What one line and its neighbours show.
///
/// A weight is a logarithm of odds: +0.7 doubles them, -2.3 makes them ten times worse.
pub const SIGNS: &[LineSign] = &[
    sign("any line", -2.38, |_| true),
    // Length: most headings take two to eight words.
    sign("width to 8", -0.23, |v| shape(v, |s| s.width <= 8)),
    sign("width 9 to 16", 1.07, |v| {
        shape(v, |s| (9..=16).contains(&s.width))
    }),
    sign("width 17 to 40", 0.47, |v| {
        shape(v, |s| (17..=40).contains(&s.width))
    }),
    sign("width 41 to 60", 0.11, |v| {
        shape(v, |s| (41..=60).contains(&s.width))
    }),
    sign("width 61 to 80", -0.28, |v| {
        shape(v, |s| (61..=80).contains(&s.width))
    }),
    sign("width 81 to 110", -0.61, |v| {
        shape(v, |s| (81..=110).contains(&s.width))
    }),
    sign("width over 110", -1.03, |v| shape(v, |s| s.width > 110)),
    // How it closes: a heading has no full stop, in any script.
    sign("open", 1.77, |v| {
        shape(v, |s| {
            s.end == End::Open && !s.closes_quote && !s.closes_bracket
        })
    }),
    sign("stop", -1.35, |v| shape(v, |s| s.end == End::Stop)),
    sign("short with a stop", -0.41, |v| {
        shape(v, |s| s.end == End::Stop && s.width <= 30)
    }),
    sign("question", 0.07, |v| shape(v, |s| s.end == End::Question)),
    sign("exclamation", -0.72, |v| {
        shape(v, |s| s.end == End::Exclamation)
    }),
    sign("colon at the end", -2.32, |v| {
        shape(v, |s| s.end == End::Colon)
    }),
    sign("unfinished", -0.54, |v| {
        shape(v, |s| s.end == End::Unfinished)
    }),
    sign("dots", -1.07, |v| shape(v, |s| s.end == End::Ellipsis)),
    sign("closes a quotation", 0.91, |v| shape(v, |s| s.closes_quote)),
    sign("closes a bracket", 1.63, |v| shape(v, |s| s.closes_bracket)),
    sign("open inside marks", 1.72, |v| {
        shape(v, |s| s.closes_quote && s.end == End::Open)
    }),
    // Speech is cut into lines anywhere; a heading holds the whole of what it quotes.
    sign("lone quotation mark", -2.00, |v| is_torn(&v.line.text)),
    // How it opens. A small letter says little: scraping loses capitals.
    sign("small letter", 0.44, |v| {
        shape(v, |s| s.first == First::Small)
    }),
    sign("digit", -0.12, |v| shape(v, |s| s.first == First::Digit)),
    sign("opens a quotation", -0.26, |v| {
        shape(v, |s| s.first == First::Quote)
    }),
    sign("quoted from end to end", 0.11, |v| {
        shape(v, |s| s.first == First::Quote && s.closes_quote)
    }),
    sign("other sign", -2.45, |v| {
        shape(v, |s| s.first == First::Other)
    }),
    // What is in it. Several sentences, prices and addresses are prose or tables; what is repeated is furniture.
    sign("title case", 0.06, |v| shape(v, |s| s.case == Case::Title)),
    sign("upper case", -0.34, |v| shape(v, |s| s.case == Case::Upper)),
    sign("year behind a comma", -2.0, |v| {
        ends_in_a_year(&v.line.text)
    }),
    sign("several sentences", -1.25, |v| {
        shape(v, |s| s.several_sentences)
    }),
    sign("colon inside", 0.20, |v| shape(v, |s| s.colon)),
    sign("comma inside", -0.31, |v| shape(v, |s| s.comma)),
    sign("symbols", -1.07, |v| shape(v, |s| s.symbols)),
    sign("figures", -0.70, |v| shape(v, |s| s.figures)),
    sign("one word", 0.28, |v| shape(v, |s| s.words == 1)),
    sign("repeated", -1.90, |v| v.repeated),
    // What stands before it. Right under the headline a short line is a name, a kicker or a deck.
    sign("after the headline", -1.19, |v| v.place == 1),
    sign("second line", -0.20, |v| v.place == 2),
    sign("after long prose", 0.21, |v| before(v, is_long)),
    sign("after a sentence", 0.72, |v| before(v, is_sentence)),
    sign("after an open line", -0.63, |v| {
        before(v, is_open) && v.place > 1
    }),
    sign("after an item", 0.39, |v| before(v, is_item)),
    sign("after a colon", 0.25, |v| {
        before(v, |l| l.shape.end == End::Colon)
    }),
    sign("after something unfinished", -0.23, |v| {
        before(v, |l| {
            l.role == Role::Prose && matches!(l.shape.end, End::Open | End::Unfinished)
        })
    }),
    sign("after a row", -0.02, |v| before(v, |l| l.role == Role::Row)),
    // What stands after it. A heading has something to head: prose at best, never the end of the page.
    sign("last line", -2.08, |v| v.after.is_none()),
    sign("last line but one", 0.00, |v| {
        v.after.is_some() && v.second.is_none()
    }),
    sign("before long prose", -0.52, |v| after(v, is_long)),
    sign("before a sentence", -0.09, |v| after(v, is_sentence)),
    sign("before an open line", -0.36, |v| after(v, is_open)),
    sign("before an item", 0.14, |v| after(v, is_item)),
    sign("before a row", 0.42, |v| after(v, |l| l.role == Role::Row)),
    sign("before a small letter", 0.38, |v| {
        after(v, |l| l.shape.first == First::Small)
    }),
    sign("before a quotation", -0.76, |v| {
        after(v, |l| l.shape.first == First::Quote)
    }),
    sign("open line before long prose", 0.33, |v| {
        is_open(v.line) && after(v, is_long)
    }),
    sign("open line between prose", 0.10, |v| {
        is_open(v.line) && after(v, is_long) && before(v, is_long)
    }),
    sign("question before a question", 0.17, |v| {
        shape(v, |s| s.end == End::Question) && after(v, |l| l.shape.end == End::Question)
    }),
    sign("question before long prose", 1.18, |v| {
        shape(v, |s| s.end == End::Question) && after(v, is_long)
    }),
    sign("stop among sentences", -0.57, |v| {
        shape(v, |s| s.end == End::Stop) && (after(v, is_sentence) || before(v, is_sentence))
    }),
    sign("time of a series", 1.23, |v| v.timed),
    sign("label of a series", -0.99, |v| v.labelled),
    sign("address", -0.44, |v| v.address),
    sign("small letters in a row", -1.10, |v| {
        shape(v, |s| s.first == First::Small)
            && (before(v, |l| l.is_bare() && l.shape.first == First::Small)
                || after(v, |l| l.is_bare() && l.shape.first == First::Small))
    }),
    sign("after an ornament", -0.21, |v| v.after_ornament),
    sign("after furniture", 0.44, |v| v.after_furniture),
    sign("before furniture", -1.00, |v| v.before_furniture),
    sign("number of a series", 1.78, |v| v.in_series),
    sign("sentence of a series", 2.50, |v| {
        v.in_series && shape(v, |s| s.end == End::Stop)
    }),
    sign("item before, prose after", 0.62, |v| {
        before(v, is_item) && after(v, is_long) && is_open(v.line)
    }),
    sign("heading before a heading", 0.16, |v| {
        is_open(v.line) && before(v, is_long) && after(v, is_open) && v.second.is_some_and(is_long)
    }),
    sign("heading after a heading", 0.04, |v| {
        is_open(v.line) && before(v, is_open) && after(v, is_long) && v.run == 2
    }),
    sign("open line between sentences", -0.84, |v| {
        is_open(v.line) && before(v, is_sentence) && after(v, is_sentence)
    }),
    sign("open line before a sentence", -0.05, |v| {
        is_open(v.line) && before(v, is_long) && after(v, is_sentence)
    }),
    sign("title case before prose", 0.30, |v| {
        shape(v, |s| s.case == Case::Title) && after(v, is_prose)
    }),
    sign("wide and open", -0.67, |v| {
        is_open(v.line) && shape(v, |s| s.width > 80)
    }),
    sign("wide and open between prose", 0.70, |v| {
        is_open(v.line) && shape(v, |s| s.width > 60) && before(v, is_long) && after(v, is_long)
    }),
    sign("narrow sentence between prose", -0.74, |v| {
        shape(v, |s| s.end == End::Stop && s.width < 60) && before(v, is_long) && after(v, is_long)
    }),
    sign("quoted heading between prose", -0.08, |v| {
        shape(v, |s| {
            s.closes_quote && s.first == First::Quote && s.end == End::Open
        }) && before(v, is_long)
            && after(v, is_long)
    }),
    sign("name and office", 0.27, |v| {
        shape(v, |s| {
            s.comma && s.case == Case::Title && s.words <= 8 && s.end == End::Open
        })
    }),
    sign("question after the headline", -0.01, |v| {
        v.place == 1 && shape(v, |s| s.end == End::Question)
    }),
    sign("narrow after the headline", 0.80, |v| {
        v.place == 1 && shape(v, |s| s.width <= 40)
    }),
    sign("narrow after the headline, before prose", -1.34, |v| {
        v.place == 1 && shape(v, |s| s.width <= 40) && after(v, is_long)
    }),
    sign("question with a question word", 0.90, |v| {
        shape(v, |s| s.end == End::Question) && asks(&v.line.text)
    }),
    sign("narrow question between prose", -0.28, |v| {
        shape(v, |s| s.end == End::Question && s.width <= 60)
            && before(v, is_prose)
            && after(v, is_long)
    }),
    // A heading names what comes next, and not what was said before.
    sign("taken up by a third", 0.67, |v| v.taken_up >= 33),
    sign("taken up by two thirds", 0.41, |v| v.taken_up >= 66),
    sign("known by a third", -0.23, |v| v.known >= 33),
    sign("taken up and not known", -0.05, |v| {
        v.taken_up >= 33 && v.known == 0
    }),
    sign("in a list after a colon", -0.73, |v| v.listed),
    sign("words of a form", -0.67, |v| {
        v.repeated && v.page.copied >= 2
    }),
    // No weight was learned, since hardly a page shows it: where a story does so twice, it does so on purpose.
    sign("one of several colons over prose", 6.0, |v| v.one_of_colons),
    sign("wide number of a series", 1.40, |v| {
        v.in_series && shape(v, |s| s.width > 80)
    }),
    sign("sentence taken up", -0.42, |v| {
        shape(v, |s| s.end == End::Stop) && v.taken_up >= 33
    }),
    sign("question taken up", 0.17, |v| {
        shape(v, |s| s.end == End::Question) && v.taken_up >= 33
    }),
    sign("taken up by prose", 0.35, |v| {
        v.taken_up >= 33 && is_open(v.line) && after(v, is_long)
    }),
    sign("brings up a word", -0.02, |v| v.fresh > 0),
    sign("brings up several words", 0.42, |v| v.fresh > 1),
    sign("stock heading", 1.43, |v| {
        shape(v, |s| s.width <= 40 && s.words <= 6) && is_stock(&v.line.text)
    }),
    sign("opens like the next line", -1.51, opens_like_next),
    // What is wide is wide beside the story's own paragraphs.
    sign("a tenth of a paragraph", 0.70, |v| narrow(v, 12)),
    sign("a fifth of a paragraph", 0.02, |v| narrow(v, 19)),
    sign("a quarter of a paragraph", 0.26, |v| narrow(v, 25)),
    sign("half a paragraph", -0.76, |v| narrow(v, 50)),
    sign("before a third of a paragraph", 0.48, |v| {
        wider(v, v.after, 30)
    }),
    sign("before half a paragraph", 0.26, |v| wider(v, v.after, 50)),
    sign("before a paragraph", 0.25, |v| wider(v, v.after, 65)),
    sign("after a fifth of a paragraph", 0.26, |v| {
        wider(v, v.before, 20)
    }),
    sign("after a third of a paragraph", 0.40, |v| {
        wider(v, v.before, 35)
    }),
    sign("after a paragraph", 0.38, |v| wider(v, v.before, 60)),
    sign("two paragraphs on both sides", 0.67, |v| {
        v.prose_before >= 2 && v.prose_after >= 2
    }),
    sign("two paragraphs after", -0.17, |v| v.prose_after >= 2),
    sign("sentence amid prose", 0.32, |v| {
        v.prose_before >= 1 && v.prose_after >= 1 && shape(v, |s| s.end == End::Stop)
    }),
    sign("over eight words", -0.23, |v| shape(v, |s| s.words > 8)),
    sign("over eleven words", -0.52, |v| shape(v, |s| s.words > 11)),
    sign("over seventeen words", -1.77, |v| {
        shape(v, |s| s.words > 17)
    }),
    sign("opens with a dash", -2.01, |v| {
        v.line.text.starts_with(['—', '–', '-'])
    }),
    sign("colon before a list without marks", 0.72, |v| {
        shape(v, |s| s.end == End::Colon) && after(v, is_open) && v.second.is_some_and(is_open)
    }),
    sign("colon before prose", -0.63, |v| {
        shape(v, |s| s.end == End::Colon) && after(v, is_prose)
    }),
    // A run of bare lines is a list, a table or a poem.
    sign("run of three", -0.20, |v| (3..=4).contains(&v.run)),
    sign("run of five", -0.50, |v| (5..=9).contains(&v.run)),
    sign("run of ten", 0.32, |v| v.run >= 10),
    sign("first of a run", 0.23, |v| {
        v.run >= 3 && !before(v, is_open)
    }),
    sign("last of a run", -0.27, |v| v.run >= 3 && !after(v, is_open)),
    // The story as a whole.
    sign("page of hundreds of lines", -2.03, |v| v.page.lines > 250),
    sign("story of bare lines", 0.07, |v| {
        v.page.open * 2 > v.page.lines
    }),
    sign("a third bare lines", -0.81, |v| {
        v.page.open * 3 > v.page.lines
    }),
    sign("the only bare line", -0.05, |v| v.page.open <= 1),
    sign("story of short sentences", -0.03, |v| {
        v.page.sentences * 2 > v.page.lines
    }),
];

/// Whether a line belongs to a series, or opens as the line below it does: signs that show only where
/// the whole story is known.
pub(super) fn runs_on(view: &View<'_>) -> bool {
    view.in_series || view.timed || view.one_of_colons || opens_like_next(view)
}

/// Sum of the signs that a line shows.
pub fn sum(view: &View<'_>) -> f32 {
    SIGNS
        .iter()
        .filter(|sign| (sign.holds)(view))
        .map(|sign| sign.weight)
        .sum()
}
