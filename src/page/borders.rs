//! Where one story of a scraped file ends and the next begins.
//!
//! A headline looks like a heading. That it opens a new story shows in what stands [`around`] it (the
//! furniture that closes a page, a byline, a date) and in the words, the [`subject`]: the text after it
//! takes up words of the headline that the story before lacks (its [`promise`]), and draws on another
//! stock of words. All three are tables of signs whose weights are added up, as in [`super::headings`].
//!
//! Weights are logarithms of odds, fitted to pages of one story and to pages joined from two or three
//! of the same paper, each paper judged by weights fitted to the others. A story that is split is worse
//! than two that are not, so pages of one story count twice.

pub mod around;
pub mod echoes;
pub mod leave;
pub mod plainly;
pub mod promise;
pub mod subject;
pub mod wording;

use super::lines::{Case, End, Line};
use super::voices::Voices;
use echoes::Echoes;
use wording::Wording;

/// Lines within which there is one headline at most.
const REACH: usize = 6;

/// A line whose surroundings sum up to less than this is no headline, whatever its words: they add
/// no more in practice, and need not be read.
const HOPELESS: f32 = -4.5;

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
pub fn boundaries(lines: &[Line<'_>], front: &[Front]) -> Vec<usize> {
    let mut reading = Reading::new(lines, front);
    let mut starts = vec![0];
    let mut at = 2;
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
struct Reading<'a> {
    lines: &'a [Line<'a>],
    front: &'a [Front],
    /// Which lines come again, once that is asked for.
    echoes: Option<Echoes>,
    /// Its words, once they are asked for.
    wording: Option<Wording>,
    /// How much they usually change, once that is asked for.
    usual_change: Option<f64>,
    /// Who speaks in the file, once that is asked for.
    voices: Option<Voices>,
    /// Where the story that is being read began.
    start: usize,
}

impl<'a> Reading<'a> {
    fn new(lines: &'a [Line<'a>], front: &'a [Front]) -> Self {
        Self {
            lines,
            front,
            echoes: None,
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
    fn around(&mut self, at: usize) -> around::Around<'a> {
        let lines = self.lines;
        let echoes = self.echoes.get_or_insert_with(|| Echoes::new(lines));
        around::look(lines, echoes, self.front, self.start, at)
    }

    /// How likely the line at `at` opens a story.
    fn sum(&mut self, at: usize) -> f32 {
        let lines = self.lines;
        let around = around::sum(&self.around(at));
        if around < HOPELESS {
            return around;
        }
        let wording = self.wording.get_or_insert_with(|| Wording::new(lines));
        let mut sum = around + promise::sum(&promise::look(wording, self.start, at));
        if sum + subject::most() + leave::WEIGHT < 0.0 {
            return sum;
        }
        let usual = self
            .usual_change
            .get_or_insert_with(|| subject::usual_change(wording, lines.len()));
        sum += subject::sum(&subject::compare(wording, *usual, self.start, at));
        // What cannot tip the scales need not be read.
        if sum + leave::WEIGHT > 0.0 && leave::takes(&lines[at - 1]) {
            sum += leave::WEIGHT;
        }
        sum
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
