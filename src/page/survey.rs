//! A story surveyed once, so that each line can be seen among its neighbours ([`super::view`]).
//!
//! The survey takes time in proportion to the number of lines, however many there are.

use std::collections::HashMap;

use super::cohesion::Vocabulary;
use super::lines::{End, Line, Role};
use super::view::{Page, View, is_open, is_sentence};
use super::voices::Voices;

/// Columns of the longest whole sentence, stop and all, that may be a heading.
const LONGEST_SENTENCE: usize = 110;

/// Columns of the widest line that is a heading though it closes with a colon.
const WIDEST_COLON: usize = 50;

/// Columns of a paragraph where the story has none to compare with.
const USUAL_WIDTH: usize = 100;

/// The words of a story's lines.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    vocabulary: &'a Vocabulary,
    /// Which line of the vocabulary is the first of the story.
    first: usize,
}

impl<'a> Words<'a> {
    /// The words of the lines from `first` on.
    pub fn new(vocabulary: &'a Vocabulary, first: usize) -> Self {
        Self { vocabulary, first }
    }

    /// The same from a later line on.
    #[must_use]
    pub fn from(self, line: usize) -> Self {
        Self {
            first: self.first + line,
            ..self
        }
    }

    /// How much of a line's words the two lines before it and the three after it have, in hundredths.
    fn shares(self, line: usize) -> Option<(usize, usize)> {
        let at = self.first + line;
        let before = at.saturating_sub(2).max(self.first)..at;
        self.vocabulary.shares(at, before, at + 1..at + 4)
    }

    /// For each line, how many words it brings up that the lines after it take up.
    fn fresh(self, lines: &[Line<'_>]) -> Vec<usize> {
        let asked = |line: usize| may_head(&lines[line - self.first]);
        self.vocabulary
            .fresh(self.first..self.first + lines.len(), asked)
    }
}

/// What is known of a story as a whole before its lines are judged.
struct Survey<'a> {
    lines: &'a [Line<'a>],
    words: Words<'a>,
    /// For each line, how many words it brings up that the next lines take up.
    fresh: Vec<usize>,
    /// For each line that is read, whether a colon opened the open lines it stands in.
    listed: Vec<bool>,
    /// The lines that are read, the headline first.
    read: Vec<usize>,
    page: Page,
    /// For each line that is read, how many open lines in a row it stands in.
    runs: Vec<usize>,
    /// The numbers that lines open with.
    numbers: Vec<Option<u32>>,
    /// How often each short line comes.
    copies: HashMap<&'a str, usize>,
    /// The labels that lines open with.
    voices: Voices,
    /// How many lines open with a time of day.
    times: usize,
    /// How many lines close with a colon over a paragraph, each in words of its own.
    colons: usize,
}

/// Every line of a story that might be a heading, with its neighbours: its index and its view.
///
/// `lines[0]` is the headline; those for which `taken` holds are known to be something else.
pub fn views<'a>(
    lines: &'a [Line<'a>],
    taken: &[bool],
    words: Words<'a>,
) -> Vec<(usize, View<'a>)> {
    let survey = Survey::new(lines, taken, words);
    // In a conversation a question is asked, with a label or in the turn of one.
    let conversation = survey.voices.converse();
    let spoken = |view: &View<'_>| view.labelled || view.line.shape.end == End::Question;
    (1..survey.read.len())
        .filter(|&place| may_head(survey.line(place)))
        .map(|place| (survey.read[place], survey.view(place)))
        .filter(|(_, view)| !(conversation && spoken(view)))
        .collect()
}

impl<'a> Survey<'a> {
    fn new(lines: &'a [Line<'a>], taken: &[bool], words: Words<'a>) -> Self {
        let read: Vec<usize> = (0..lines.len())
            .filter(|&index| index == 0 || (lines[index].is_read() && !taken[index]))
            .collect();
        let mut survey = Self {
            lines,
            words,
            fresh: words.fresh(lines),
            listed: listed(lines, &read),
            page: Page {
                lines: read.len(),
                usual: usual_width(lines, &read),
                ..Page::default()
            },
            runs: runs(lines, &read),
            numbers: Vec::with_capacity(read.len()),
            copies: HashMap::new(),
            voices: Voices::default(),
            times: 0,
            colons: 0,
            read,
        };
        for place in 0..survey.read.len() {
            survey.take_in(place);
        }
        survey.page.copied = survey.copied();
        let places = 1..survey.read.len();
        survey.colons = places.filter(|&place| survey.is_colon(place)).count();
        survey
    }

    /// Whether a line between paragraphs closes with a colon, in words that come once and label nobody.
    fn is_colon(&self, place: usize) -> bool {
        let line = self.line(place);
        let prose = |place: usize| {
            self.read
                .get(place)
                .is_some_and(|&at| self.lines[at].is_prose())
        };
        line.is_bare()
            && line.shape.end == End::Colon
            && line.shape.width <= WIDEST_COLON
            && line.label().is_none()
            && prose(place - 1)
            && prose(place + 1)
            && self.copies.get(&*line.text) == Some(&1)
    }

    fn take_in(&mut self, place: usize) {
        let line = &self.lines[self.read[place]];
        self.page.open += usize::from(is_open(line));
        self.page.sentences += usize::from(is_sentence(line));
        self.times += usize::from(opens_with_time(&line.text));
        self.numbers.push(number(&line.text));
        if may_head(line) {
            *self.copies.entry(&line.text).or_default() += 1;
        }
        self.voices.hear(line);
    }

    /// How many different lines come again: a form that is filled in several times has some.
    fn copied(&self) -> usize {
        self.copies.values().filter(|copies| **copies > 1).count()
    }

    fn line(&self, place: usize) -> &'a Line<'a> {
        &self.lines[self.read[place]]
    }

    /// How many of the first three of some lines are prose, in a row.
    fn prose(&self, places: impl Iterator<Item = usize>) -> usize {
        let prose = |place: &usize| self.line(*place).is_prose();
        places.take(3).take_while(prose).count()
    }

    fn view(&self, place: usize) -> View<'a> {
        let line = self.line(place);
        let index = self.read[place];
        let at = |place: usize| self.read.get(place).map(|&index| &self.lines[index]);
        let above = index.checked_sub(1).map(|index| &self.lines[index]);
        let below = self.lines.get(index + 1);
        let (known, taken_up) = self.words.shares(index).unwrap_or_default();
        View {
            line,
            before: at(place - 1),
            after: at(place + 1),
            second: at(place + 2),
            place,
            run: self.runs[place],
            listed: self.listed[place],
            known,
            taken_up,
            fresh: self.fresh[index],
            prose_before: self.prose((0..place).rev()),
            prose_after: self.prose(place + 1..self.read.len()),
            repeated: self
                .copies
                .get(&*line.text)
                .is_some_and(|copies| *copies > 1),
            timed: self.times > 1 && opens_with_time(&line.text),
            labelled: self.voices.speaks(line),
            address: line.text.contains("://") && line.shape.words == 1,
            after_ornament: above.is_some_and(|line| line.role == Role::Ornament),
            after_furniture: above.is_some_and(is_furniture),
            before_furniture: below.is_some_and(is_furniture),
            in_series: in_series(&self.numbers, place),
            one_of_colons: self.colons > 1 && self.is_colon(place),
            page: self.page,
        }
    }
}

/// Whether a line may be a heading at all: the longest are questions, open lines and numbered ones.
fn may_head(line: &Line<'_>) -> bool {
    let shape = &line.shape;
    let short = || shape.end != End::Stop || shape.width <= LONGEST_SENTENCE;
    line.is_bare() && (short() || number(&line.text).is_some())
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

/// How many lines a series of numbers is followed over.
const SERIES: usize = 60;

/// Whether the next or the previous number of a series stands elsewhere, other lines between.
fn in_series(numbers: &[Option<u32>], place: usize) -> bool {
    let Some(own) = numbers[place] else {
        return false;
    };
    let next = numbers
        .iter()
        .skip(place + 2)
        .take(SERIES)
        .find_map(|number| *number);
    let above = numbers[..place.saturating_sub(1)].iter().rev().take(SERIES);
    let previous = above.into_iter().find_map(|number| *number);
    let neighbour = |number: u32| number.abs_diff(own) == 1;
    !in_numbered_list(numbers, place) && [next, previous].into_iter().flatten().any(neighbour)
}

fn in_numbered_list(numbers: &[Option<u32>], place: usize) -> bool {
    let at = |place: Option<usize>| {
        place
            .and_then(|place| numbers.get(place))
            .is_some_and(Option::is_some)
    };
    numbers[place].is_some() && (at(place.checked_sub(1)) || at(Some(place + 1)))
}

/// Columns of the middlemost paragraph of a story's prose: what is wide is wide beside that.
fn usual_width(lines: &[Line<'_>], read: &[usize]) -> usize {
    let prose = read.iter().map(|&index| &lines[index]);
    let mut widths: Vec<usize> = prose
        .filter(|line| line.is_prose())
        .map(|line| line.shape.width)
        .collect();
    let middle = widths.len() / 2;
    if widths.is_empty() {
        return USUAL_WIDTH;
    }
    *widths.select_nth_unstable(middle).1
}

/// For each read line, whether it stands in a row of open lines that follows a colon.
fn listed(lines: &[Line<'_>], read: &[usize]) -> Vec<bool> {
    let mut listed = vec![false; read.len()];
    for order in 1..read.len() {
        let above = &lines[read[order - 1]];
        let opened = above.shape.end == End::Colon || (listed[order - 1] && is_open(above));
        listed[order] = opened && is_open(&lines[read[order]]);
    }
    listed
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
