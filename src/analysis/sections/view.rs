//! What a line and its neighbours show: the first pass of [`super::headings`].

use super::lines::{Case, End, First, Line, Role, Shape};
use super::sign::Sign;
use crate::analysis::interview;

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
    sign("any line", -0.3, |_| true),
    // Length: most headings take two to eight words.
    sign("width to 8", -0.2, |v| shape(v, |s| s.width <= 8)),
    sign("width 9 to 16", 1.3, |v| {
        shape(v, |s| (9..=16).contains(&s.width))
    }),
    sign("width 17 to 40", 0.4, |v| {
        shape(v, |s| (17..=40).contains(&s.width))
    }),
    sign("width 41 to 60", -0.1, |v| {
        shape(v, |s| (41..=60).contains(&s.width))
    }),
    sign("width 61 to 80", -0.5, |v| {
        shape(v, |s| (61..=80).contains(&s.width))
    }),
    sign("width 81 to 110", -1.2, |v| {
        shape(v, |s| (81..=110).contains(&s.width))
    }),
    sign("width over 110", -3.2, |v| shape(v, |s| s.width > 110)),
    // How it closes: a heading has no full stop, in any script.
    sign("open", 0.8, |v| {
        shape(v, |s| {
            s.end == End::Open && !s.closes_quote && !s.closes_bracket
        })
    }),
    sign("stop", -2.0, |v| shape(v, |s| s.end == End::Stop)),
    sign("short with a stop", -0.5, |v| {
        shape(v, |s| s.end == End::Stop && s.width <= 30)
    }),
    sign("question", -0.5, |v| shape(v, |s| s.end == End::Question)),
    sign("exclamation", -1.2, |v| {
        shape(v, |s| s.end == End::Exclamation)
    }),
    sign("colon at the end", -3.1, |v| {
        shape(v, |s| s.end == End::Colon)
    }),
    sign("unfinished", -3.6, |v| {
        shape(v, |s| s.end == End::Unfinished)
    }),
    sign("dots", -2.1, |v| shape(v, |s| s.end == End::Ellipsis)),
    sign("closes a quotation", 0.2, |v| shape(v, |s| s.closes_quote)),
    sign("closes a bracket", 2.0, |v| shape(v, |s| s.closes_bracket)),
    sign("open inside marks", 2.6, |v| {
        shape(v, |s| s.closes_quote && s.end == End::Open)
    }),
    // How it opens.
    sign("small letter", 1.0, |v| {
        shape(v, |s| s.first == First::Small)
    }),
    sign("digit", -0.7, |v| shape(v, |s| s.first == First::Digit)),
    sign("opens a quotation", -0.3, |v| {
        shape(v, |s| s.first == First::Quote)
    }),
    sign("quoted from end to end", -0.5, |v| {
        shape(v, |s| s.first == First::Quote && s.closes_quote)
    }),
    sign("other sign", -4.0, |v| {
        shape(v, |s| s.first == First::Other)
    }),
    // What is in it.
    sign("title case", 0.0, |v| shape(v, |s| s.case == Case::Title)),
    sign("upper case", -0.4, |v| shape(v, |s| s.case == Case::Upper)),
    sign("several sentences", -1.2, |v| {
        shape(v, |s| s.several_sentences)
    }),
    sign("colon inside", 0.7, |v| shape(v, |s| s.colon)),
    sign("comma inside", -0.5, |v| shape(v, |s| s.comma)),
    sign("symbols", -1.4, |v| shape(v, |s| s.symbols)),
    sign("figures", -0.8, |v| shape(v, |s| s.figures)),
    sign("one word", 0.2, |v| shape(v, |s| s.words == 1)),
    sign("repeated", -3.4, |v| v.repeated),
    // What stands before it.
    sign("after the headline", -2.0, |v| v.place == 1),
    sign("second line", -0.3, |v| v.place == 2),
    sign("after long prose", 0.6, |v| before(v, is_long)),
    sign("after a sentence", 0.5, |v| before(v, is_sentence)),
    sign("after an open line", -1.2, |v| {
        before(v, is_open) && v.place > 1
    }),
    sign("after an item", -0.3, |v| before(v, is_item)),
    sign("after a colon", -1.1, |v| {
        before(v, |l| l.shape.end == End::Colon)
    }),
    sign("after something unfinished", -0.2, |v| {
        before(v, |l| {
            l.role == Role::Prose && matches!(l.shape.end, End::Open | End::Unfinished)
        })
    }),
    sign("after a row", 0.0, |v| before(v, |l| l.role == Role::Row)),
    // What stands after it.
    sign("last line", -3.3, |v| v.after.is_none()),
    sign("last line but one", -0.9, |v| {
        v.after.is_some() && v.second.is_none()
    }),
    sign("before long prose", -0.1, |v| after(v, is_long)),
    sign("before a sentence", -0.4, |v| after(v, is_sentence)),
    sign("before an open line", -0.6, |v| after(v, is_open)),
    sign("before an item", 0.0, |v| after(v, is_item)),
    sign("before a row", 2.8, |v| after(v, |l| l.role == Role::Row)),
    sign("before a small letter", 0.6, |v| {
        after(v, |l| l.shape.first == First::Small)
    }),
    sign("before a quotation", -1.0, |v| {
        after(v, |l| l.shape.first == First::Quote)
    }),
    sign("open line before long prose", 0.7, |v| {
        is_open(v.line) && after(v, is_long)
    }),
    sign("open line between prose", 0.8, |v| {
        is_open(v.line) && after(v, is_long) && before(v, is_long)
    }),
    sign("question before a question", 0.0, |v| {
        shape(v, |s| s.end == End::Question) && after(v, |l| l.shape.end == End::Question)
    }),
    sign("question before long prose", 1.2, |v| {
        shape(v, |s| s.end == End::Question) && after(v, is_long)
    }),
    sign("stop among sentences", -0.4, |v| {
        shape(v, |s| s.end == End::Stop) && (after(v, is_sentence) || before(v, is_sentence))
    }),
    sign("time of a series", 4.9, |v| v.timed),
    sign("label of a series", -1.0, |v| v.labelled),
    sign("address", -3.2, |v| v.address),
    sign("small letters in a row", -2.2, |v| {
        shape(v, |s| s.first == First::Small)
            && (before(v, |l| l.is_bare() && l.shape.first == First::Small)
                || after(v, |l| l.is_bare() && l.shape.first == First::Small))
    }),
    sign("after an ornament", 0.8, |v| v.after_ornament),
    sign("after furniture", 0.6, |v| v.after_furniture),
    sign("before furniture", -1.1, |v| v.before_furniture),
    sign("number of a series", 2.5, |v| v.in_series),
    sign("sentence of a series", 5.2, |v| {
        v.in_series && shape(v, |s| s.end == End::Stop)
    }),
    sign("item before, prose after", 1.5, |v| {
        before(v, is_item) && after(v, is_long) && is_open(v.line)
    }),
    sign("heading before a heading", 0.2, |v| {
        is_open(v.line) && before(v, is_long) && after(v, is_open) && v.second.is_some_and(is_long)
    }),
    sign("heading after a heading", -0.1, |v| {
        is_open(v.line) && before(v, is_open) && after(v, is_long) && v.run == 2
    }),
    sign("open line between sentences", -1.4, |v| {
        is_open(v.line) && before(v, is_sentence) && after(v, is_sentence)
    }),
    sign("open line before a sentence", 0.2, |v| {
        is_open(v.line) && before(v, is_long) && after(v, is_sentence)
    }),
    sign("title case before prose", 0.8, |v| {
        shape(v, |s| s.case == Case::Title) && after(v, is_prose)
    }),
    sign("wide and open", -0.7, |v| {
        is_open(v.line) && shape(v, |s| s.width > 80)
    }),
    sign("wide and open between prose", 0.2, |v| {
        is_open(v.line) && shape(v, |s| s.width > 60) && before(v, is_long) && after(v, is_long)
    }),
    sign("narrow sentence between prose", -0.6, |v| {
        shape(v, |s| s.end == End::Stop && s.width < 60) && before(v, is_long) && after(v, is_long)
    }),
    sign("quoted heading between prose", 0.5, |v| {
        shape(v, |s| {
            s.closes_quote && s.first == First::Quote && s.end == End::Open
        }) && before(v, is_long)
            && after(v, is_long)
    }),
    sign("name and office", 0.6, |v| {
        shape(v, |s| {
            s.comma && s.case == Case::Title && s.words <= 8 && s.end == End::Open
        })
    }),
    sign("question after the headline", 0.2, |v| {
        v.place == 1 && shape(v, |s| s.end == End::Question)
    }),
    sign("narrow after the headline", 1.2, |v| {
        v.place == 1 && shape(v, |s| s.width <= 40)
    }),
    sign("narrow after the headline, before prose", -1.6, |v| {
        v.place == 1 && shape(v, |s| s.width <= 40) && after(v, is_long)
    }),
    sign("question with a question word", 0.9, |v| {
        shape(v, |s| s.end == End::Question) && asks(&v.line.text)
    }),
    sign("narrow question between prose", 0.1, |v| {
        shape(v, |s| s.end == End::Question && s.width <= 60)
            && before(v, is_prose)
            && after(v, is_long)
    }),
    // A run of bare lines is a list, a table or a poem.
    sign("run of three", -1.2, |v| (3..=4).contains(&v.run)),
    sign("run of five", -1.9, |v| (5..=9).contains(&v.run)),
    sign("run of ten", -0.6, |v| v.run >= 10),
    sign("first of a run", 0.8, |v| v.run >= 3 && !before(v, is_open)),
    sign("last of a run", -0.1, |v| v.run >= 3 && !after(v, is_open)),
    // The story as a whole.
    sign("story of bare lines", 0.8, |v| {
        v.page.open * 2 > v.page.lines
    }),
    sign("a third bare lines", -0.5, |v| {
        v.page.open * 3 > v.page.lines
    }),
    sign("the only bare line", 0.4, |v| v.page.open <= 1),
    sign("story of short sentences", 0.0, |v| {
        v.page.sentences * 2 > v.page.lines
    }),
];

/// Sum of the signs that a line shows.
pub fn sum(view: &View<'_>) -> f32 {
    SIGNS
        .iter()
        .filter(|sign| (sign.holds)(view))
        .map(|sign| sign.weight)
        .sum()
}

/// Columns of the longest whole sentence, stop and all, that may be a heading.
const LONGEST_SENTENCE: usize = 110;

/// Every line of a story that might be a heading, with its neighbours: its index and its view.
///
/// `lines[0]` is the headline; those for which `taken` holds are known to be something else.
pub fn all<'a>(lines: &'a [Line<'a>], taken: &[bool]) -> Vec<(usize, View<'a>)> {
    let read: Vec<usize> = (0..lines.len())
        .filter(|&index| index == 0 || (lines[index].is_read() && !taken[index]))
        .collect();
    let at = |order: usize| read.get(order).map(|&index| &lines[index]);
    let page = Page {
        lines: read.len(),
        open: read.iter().filter(|&&index| is_open(&lines[index])).count(),
        sentences: read
            .iter()
            .filter(|&&index| is_sentence(&lines[index]))
            .count(),
    };
    let runs = runs(lines, &read);
    let times = read
        .iter()
        .filter(|&&index| opens_with_time(&lines[index].text))
        .count();
    let labels: Vec<&str> = read
        .iter()
        .filter_map(|&index| label(&lines[index].text))
        .collect();
    let numbers: Vec<Option<u32>> = read
        .iter()
        .map(|&index| number(&lines[index].text))
        .collect();
    let voices = voices(&labels);
    let speaks = |line: &Line<'_>| voices > 1 && is_labelled(&labels, &line.text);
    let candidates = (1..read.len())
        .filter(|&order| may_head(&lines[read[order]]) && !speaks(&lines[read[order]]));
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
                repeated: read
                    .iter()
                    .any(|&other| other != read[place] && lines[other].text == line.text),
                timed: times > 1 && opens_with_time(&line.text),
                labelled: is_labelled(&labels, &line.text),
                address: line.text.contains("://") && line.shape.words == 1,
                after_ornament: read[place] > 0 && lines[read[place] - 1].role == Role::Ornament,
                after_furniture: read[place] > 0 && is_furniture(&lines[read[place] - 1]),
                before_furniture: lines.get(read[place] + 1).is_some_and(is_furniture),
                in_series: in_series(&numbers, place),
                page,
            };
            (read[place], view)
        })
        .collect()
}

/// Whether a question opens with a question word, as headings do; in running text most questions
/// open with a conjunction or a verb ("But did they …?").
fn asks(text: &str) -> bool {
    const WORDS: &[&str] = &[
        // English, German, French, Spanish, Portuguese, Italian
        "what",
        "what’s",
        "what's",
        "how",
        "why",
        "who",
        "who’s",
        "who's",
        "when",
        "where",
        "which",
        "was",
        "wie",
        "warum",
        "wer",
        "wo",
        "wann",
        "welche",
        "welcher",
        "welches",
        "wieso",
        "weshalb",
        "wohin",
        "que",
        "quoi",
        "comment",
        "pourquoi",
        "qui",
        "quand",
        "où",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "combien",
        "qué",
        "cómo",
        "por",
        "quién",
        "cuándo",
        "dónde",
        "cuál",
        "como",
        "quem",
        "quando",
        "onde",
        "qual",
        "che",
        "cosa",
        "come",
        "perché",
        "chi",
        "dove",
        "quale",
        "quanto",
        // Dutch, Danish and Norwegian, Swedish, Polish, Turkish, Russian
        "wat",
        "hoe",
        "waarom",
        "wie",
        "wanneer",
        "waar",
        "hvad",
        "hva",
        "hvordan",
        "hvorfor",
        "hvem",
        "hvornår",
        "hvor",
        "vad",
        "hur",
        "varför",
        "vem",
        "när",
        "var",
        "co",
        "jak",
        "dlaczego",
        "kto",
        "kiedy",
        "gdzie",
        "ne",
        "nasıl",
        "neden",
        "kim",
        "nerede",
        "что",
        "как",
        "почему",
        "кто",
        "когда",
        "где",
    ];
    let word = text
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .split([' ', ','])
        .next()
        .unwrap_or_default();
    let word = word.to_lowercase();
    WORDS.contains(&word.as_str())
}

/// Whether a line may be a heading at all: the longest are questions or open lines.
fn may_head(line: &Line<'_>) -> bool {
    line.is_bare() && (line.shape.end != End::Stop || line.shape.width <= LONGEST_SENTENCE)
}

/// The label that a line opens with.
fn label(text: &str) -> Option<&str> {
    let end = text.char_indices().nth(70).map_or(text.len(), |(at, _)| at);
    let label = interview::label(text).filter(|label| label.label < end)?;
    let label = &text[..label.label];
    label.contains(char::is_alphabetic).then_some(label)
}

fn is_labelled(labels: &[&str], text: &str) -> bool {
    label(text).is_some_and(|own| {
        labels
            .iter()
            .filter(|other| other.eq_ignore_ascii_case(own))
            .count()
            > 1
    })
}

/// How many different labels open two lines or more: two voices make a conversation.
fn voices(labels: &[&str]) -> usize {
    let again = |at: &usize| {
        labels[..*at]
            .iter()
            .filter(|other| other.eq_ignore_ascii_case(labels[*at]))
            .count()
            == 1
    };
    (0..labels.len()).filter(again).count()
}

/// Whether a line opens with a time of day: `12.31 Uhr`, `9:05 a.m.`, `07:15`.
fn opens_with_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let hour = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let minute = |at: usize| {
        bytes
            .get(at..at + 2)
            .is_some_and(|two| two.iter().all(u8::is_ascii_digit))
    };
    (1..=2).contains(&hour)
        && bytes
            .get(hour)
            .is_some_and(|mark| matches!(mark, b':' | b'.' | b'h'))
        && minute(hour + 1)
        && bytes
            .get(hour + 3)
            .is_some_and(|next| !next.is_ascii_alphanumeric() && *next != b'.')
}

fn is_furniture(line: &Line<'_>) -> bool {
    matches!(line.role, Role::Furniture(_))
}

/// The number that a line opens with: `3.`, `3)`, `#3`, `3:`.
fn number(text: &str) -> Option<u32> {
    let text = text.strip_prefix('#').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let closed = text[digits..].starts_with(". ")
        || text[digits..].starts_with([')', ':'])
        || text[digits..].starts_with(" –");
    ((1..=2).contains(&digits) && closed)
        .then(|| text[..digits].parse().ok())
        .flatten()
}

/// Whether the next or the previous number of a series stands elsewhere, other lines between.
fn in_series(numbers: &[Option<u32>], place: usize) -> bool {
    let Some(own) = numbers[place] else {
        return false;
    };
    let next = numbers.iter().skip(place + 2).find_map(|number| *number);
    let previous = numbers[..place.saturating_sub(1)]
        .iter()
        .rev()
        .find_map(|number| *number);
    !in_numbered_list(numbers, place)
        && (next == Some(own + 1)
            || next.is_some_and(|next| next + 1 == own)
            || previous.is_some_and(|previous| previous + 1 == own || previous == own + 1))
}

fn in_numbered_list(numbers: &[Option<u32>], place: usize) -> bool {
    let at = |place: Option<usize>| {
        place
            .and_then(|place| numbers.get(place))
            .is_some_and(Option::is_some)
    };
    numbers[place].is_some() && (at(place.checked_sub(1)) || at(Some(place + 1)))
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
