//! Where one story of a scraped file ends and the next begins.
//!
//! A headline looks like a heading. That it opens a new story shows in what stands [`around`] it (the
//! furniture that closes a page, a byline, a date) and in the words, the [`subject`]: the text after it
//! takes up words of the headline that the story before lacks (its [`promise`]), and draws on another
//! stock of words. All three are tables of signs whose weights are added up. What the page as a whole
//! makes of the line ([`super::reading`]) and these three are weighed against each other in turn, by
//! weights that `tests/fit` learns from pages of one story and of several.

pub mod around;
pub mod echoes;
pub mod leave;
pub mod plainly;
pub mod promise;
pub mod subject;
pub mod wording;

use super::lines::{Case, End, Line};
use super::reading::{self, Reading, Sums};
use super::voices::Voices;
use super::weights;
use echoes::Echoes;
use wording::Wording;

/// Lines within which there is one headline at most.
const REACH: usize = 6;

/// A line that has less than this for it once the page and its surroundings are weighed is no
/// headline, whatever its words: they need not be read.
const HOPELESS: f32 = -4.0;

/// What is weighed: a few words for each.
///
/// Where something parts two stories to the eye, words count for less: one story may follow another on
/// its subject. So each counts by one weight there, and by another where nothing does.
pub const PARTS: [&str; 12] = [
    "any line",
    "page",
    "surroundings",
    "promise",
    "subject",
    "leave",
    "marked line",
    "page of a marked line",
    "surroundings of a marked line",
    "promise of a marked line",
    "subject of a marked line",
    "leave before a marked line",
];

/// The weights of [`PARTS`].
const WEIGHTS: [[f32; 1]; PARTS.len()] = weights::section(reading::FILE, "borders", &PARTS);

/// What a line says that belongs under a headline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Who wrote the story, or which paper printed it.
    pub author: bool,
    /// When.
    pub day: bool,
}

impl Front {
    /// Whether it is a byline or a date at all.
    pub const fn any(self) -> bool {
        self.author || self.day
    }
}

/// The first line of each story (indices into `lines`), the first one included.
///
/// `front[index]` says what the line is of a byline and a date.
pub fn boundaries(
    lines: &[Line<'_>],
    front: &[Front],
    page: &Reading,
    echoes: &Echoes,
) -> Vec<usize> {
    let mut reading = Search::new(lines, front, page, echoes);
    let mut starts = vec![0];
    reading.start = page.headline;
    let mut at = page.headline + 2;
    while at < lines.len() {
        if let Some(headline) = reading.headline(at) {
            starts.push(headline);
            reading.start = headline;
            at = headline;
        }
        at += 1;
    }
    starts
}

/// The [`PARTS`] of every line that may open a story, where the stories before it began at `starts`.
pub fn parts(
    lines: &[Line<'_>],
    front: &[Front],
    page: &Reading,
    starts: &[usize],
) -> Vec<(usize, [f32; PARTS.len()])> {
    let echoes = Echoes::new(lines);
    let mut search = Search::new(lines, front, page, &echoes);
    let mut found = Vec::new();
    for at in 0..lines.len() {
        search.start = starts
            .iter()
            .copied()
            .take_while(|start| *start < at)
            .last()
            .unwrap_or(0);
        if may_open(lines, front, at) && at > search.start + 1 {
            found.push((at, search.parts(at)));
        }
    }
    found
}

/// Whether a line may open a story: a short line that no stop closes, with some text after it.
pub fn may_open(lines: &[Line<'_>], front: &[Front], at: usize) -> bool {
    let line = &lines[at];
    let shape = &line.shape;
    line.is_bare()
        && !front[at].any()
        && at > 1
        && !matches!(shape.end, End::Stop | End::Colon | End::Unfinished)
        && shape.width >= 12
        && (shape.words >= 3 || shape.case == Case::None)
        && lines[at + 1..].iter().take(6).any(Line::is_prose)
}

/// A file being read from its first line to its last.
struct Search<'a> {
    lines: &'a [Line<'a>],
    front: &'a [Front],
    page: &'a Reading,
    /// Which lines come again.
    echoes: &'a Echoes,
    /// Its words, once they are asked for.
    wording: Option<Wording>,
    /// How much they usually change, once that is asked for.
    usual_change: Option<f64>,
    /// Who speaks in the file, once that is asked for.
    voices: Option<Voices>,
    /// Where the story that is being read began.
    start: usize,
}

impl<'a> Search<'a> {
    fn new(
        lines: &'a [Line<'a>],
        front: &'a [Front],
        page: &'a Reading,
        echoes: &'a Echoes,
    ) -> Self {
        Self {
            lines,
            front,
            page,
            echoes,
            wording: None,
            usual_change: None,
            voices: None,
            start: 0,
        }
    }

    /// The headline of a new story that the line at `at` shows: itself or one near it.
    fn headline(&mut self, at: usize) -> Option<usize> {
        if !may_open(self.lines, self.front, at) {
            return None;
        }
        let plainly = plainly::opens(self.lines, self.front, self.start, at);
        if !plainly && self.sum(at) <= 0.0 || self.is_spoken(at) {
            return None;
        }
        Some(if plainly { at } else { self.best(at) })
    }

    /// What stands around the line at `at`.
    fn around(&self, at: usize) -> around::Around<'a> {
        around::look(self.lines, self.echoes, self.front, self.start, at)
    }

    /// What the page makes of the line at `at`.
    fn page(&self, at: usize) -> f32 {
        self.page.sums[at]
            .map_or(-9.0, Sums::opens)
            .clamp(-9.0, 9.0)
    }

    /// How likely the line at `at` opens a story.
    fn sum(&mut self, at: usize) -> f32 {
        let around = self.around(at);
        let returning = if around::tells_two_stories(&around) {
            RETURNING
        } else {
            0.0
        };
        let first = [1.0, self.page(at), around::sum(&around), 0.0, 0.0, 0.0];
        let first = weigh(&self.split(at, first)) + returning;
        if first < HOPELESS {
            return first;
        }
        let parts = self.parts(at);
        weigh(&parts).max(plain_sum(&parts)) + returning
    }

    /// What is weighed for and against the line at `at`.
    fn parts(&mut self, at: usize) -> [f32; PARTS.len()] {
        let lines = self.lines;
        let around = around::sum(&self.around(at));
        let wording = self.wording.get_or_insert_with(|| Wording::new(lines));
        let usual = self
            .usual_change
            .get_or_insert_with(|| subject::usual_change(wording, lines.len()));
        let promise = promise::sum(&promise::look(wording, self.start, at));
        let subject = subject::sum(&subject::compare(wording, *usual, self.start, at));
        let leave = if leave::takes(&lines[at - 1]) {
            1.0
        } else {
            0.0
        };
        self.split(at, [1.0, self.page(at), around, promise, subject, leave])
    }

    /// Some amounts in their places among [`PARTS`].
    fn split(&self, at: usize, amounts: [f32; PARTS.len() / 2]) -> [f32; PARTS.len()] {
        let marked = self.page.sums[at].is_some_and(|sums| sums.marked);
        let mut parts = [0.0; PARTS.len()];
        let first = if marked { PARTS.len() / 2 } else { 0 };
        parts[first..first + amounts.len()].copy_from_slice(&amounts);
        parts
    }

    /// Whether the line is a turn of a conversation, or stands amid one.
    fn is_spoken(&mut self, at: usize) -> bool {
        let lines = self.lines;
        let voices = self.voices.get_or_insert_with(|| Voices::of(lines));
        voices.converse() && (voices.speaks(&lines[at]) || voices.surround(at))
    }

    /// The likeliest headline among the lines from `first` on and near it.
    ///
    /// The headings at the end of a story see the next story coming: the best of a few is meant. Where
    /// headings of the story come again, those of the next one parts the most of them from their
    /// echoes, and what its words say counts among equals only.
    fn best(&mut self, first: usize) -> usize {
        let last = self.lines.len().min(first + REACH + 1);
        let mut best = (first, (0, f32::MIN));
        for at in first..last {
            if may_open(self.lines, self.front, at) && !self.is_spoken(at) {
                let around = self.around(at);
                let parted = if around.returns || around.headings_again < around::PAIRS {
                    0
                } else {
                    around.headings_again
                };
                let rank = (parted, self.sum(at));
                if rank > best.1 {
                    best = (at, rank);
                }
            }
        }
        best.0
    }
}

/// What it adds that headings of the story before come again behind a line: no weight was learned, since
/// hardly a page shows it, but a story does not set its headings twice.
const RETURNING: f32 = 8.0;

fn weigh(parts: &[f32; PARTS.len()]) -> f32 {
    parts
        .iter()
        .zip(&WEIGHTS)
        .map(|(part, [weight])| part * weight)
        .sum()
}

/// The surroundings and the words by themselves, where the page has little against it: two stories that
/// nothing parts to the eye are told by their words.
fn plain_sum(parts: &[f32; PARTS.len()]) -> f32 {
    let [line, page, around, promise, subject, leave, ..] = *parts;
    if line > 0.0 && page > AGAINST {
        around + promise + subject + leave
    } else {
        f32::MIN
    }
}

/// What the page has against a line that words alone may overrule.
const AGAINST: f32 = -4.5;
