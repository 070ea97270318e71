//! Where one story of a scraped file ends and the next begins.
//!
//! A headline looks like a heading. That it opens a new story shows in what stands [`around`] it (the
//! furniture that closes a page, a byline, a date) and in the words, the [`subject`]: the text after it
//! takes up words of the headline that the story before lacks (its [`promise`]), and draws on another
//! stock of words. All three are tables of signs. What the page as a whole makes of the line
//! ([`super::reading`]) and these signs are weighed against each other, by weights that `tests/fit` learns
//! from pages of one story and of several.

pub mod around;
pub mod echoes;
pub mod leave;
pub mod plainly;
pub mod promise;
pub mod subject;
pub mod wording;

use super::front::Front;
use super::lines::{Case, End, Line, Role};
use super::reading::{self, Reading, Sums};
use super::voices::Voices;
use super::weights;
use echoes::Echoes;
use wording::Wording;

/// Lines within which there is one headline at most.
const REACH: usize = 6;

/// A line that has less than this for it once the page and its surroundings are weighed is no
/// headline, whatever its words: they need not be read.
const HOPELESS: f32 = -5.0;

/// How many signs are weighed: what the page makes of the line, how the story before it ends, and what
/// stands around it and in its words.
pub const COUNT: usize = 2 + around::SIGNS.len() + promise::SIGNS.len() + subject::SIGNS.len();

/// Their names.
pub const PARTS: [&str; COUNT] = {
    let mut names = ["page"; COUNT];
    names[1] = "leave before";
    let mut at = 2;
    while at < COUNT {
        let around = at - 2;
        let promise = around.wrapping_sub(around::SIGNS.len());
        let subject = promise.wrapping_sub(promise::SIGNS.len());
        names[at] = if around < around::SIGNS.len() {
            around::SIGNS[around].name
        } else if promise < promise::SIGNS.len() {
            promise::SIGNS[promise].name
        } else {
            subject::SIGNS[subject].name
        };
        at += 1;
    }
    names
};

/// The weights of [`PARTS`]: of a line that nothing marks, and of one at which something parts two stories
/// to the eye. There words count for less: one story may follow another on its subject.
const WEIGHTS: [[f32; 2]; COUNT] = weights::section(reading::FILE, "borders", &PARTS);

/// The weights of how the story before ends.
const LEAVE: [f32; 2] = WEIGHTS[1];

/// How much there is of each of [`PARTS`] at a line, and whether the line is marked.
pub type Parts = ([f32; COUNT], Marked);

/// Whether something parts two stories to the eye: a rule, a wider gap, a byline, a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// Nothing does.
    No,
    /// Something does.
    Yes,
}

/// The headline of each story (indices into `lines`), the first one included.
///
/// `front[index]` says what the line is of a byline and a date. What stands before a headline without any
/// text is no story of its own: its "headline" was an entry of a menu.
pub fn boundaries(
    lines: &[Line<'_>],
    front: &[Front],
    page: &Reading,
    echoes: &Echoes,
) -> Vec<usize> {
    let mut reading = Search::new(lines, front, page, echoes);
    let mut starts = vec![page.headline];
    reading.start = page.headline;
    let mut at = page.headline + 2;
    while at < lines.len() {
        if let Some(headline) = reading.headline(at) {
            if starts.len() == 1 && !lines[page.headline..headline].iter().any(is_text) {
                starts.clear();
            }
            starts.push(headline);
            reading.start = headline;
            at = headline;
        }
        at += 1;
    }
    starts
}

/// Whether a line is text for sure.
fn is_text(line: &Line<'_>) -> bool {
    line.is_prose() || matches!(line.role, Role::Quoted(_))
}

/// The [`PARTS`] of every line that may open a story, where the stories before it began at `starts`.
pub fn parts(
    lines: &[Line<'_>],
    front: &[Front],
    page: &Reading,
    starts: &[usize],
) -> Vec<(usize, Parts)> {
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

/// Whether a line may open a story: a short line that no stop closes, with some text after it. Beside a
/// byline or a date and behind a wide gap it may be a sentence, over both a single word.
pub fn may_open(lines: &[Line<'_>], front: &[Front], at: usize) -> bool {
    let line = &lines[at];
    let shape = &line.shape;
    let below = plainly::under(lines, front, at);
    let closed = match shape.end {
        End::Stop | End::Exclamation => {
            let over = at > 0 && front[at - 1].any();
            !below.any() && !over && line.gap < WIDE_GAP
        }
        End::Colon | End::Unfinished => true,
        _ => false,
    };
    let wide = match shape.case {
        Case::None => shape.width >= 8,
        _ => shape.width >= 12 && shape.words >= 3,
    };
    line.is_bare()
        && !front[at].any()
        && at > 1
        && !closed
        && (wide || (below.author && below.day))
        && !is_said_or_row(&line.text)
        && lines[at + 1..].iter().take(6).any(Line::is_prose)
}

/// Empty lines that part more than paragraphs.
const WIDE_GAP: u8 = 3;

/// Whether a line opens with the dash of speech, or has three cells and more.
fn is_said_or_row(text: &str) -> bool {
    text.starts_with(['—', '–']) || text.matches(" | ").take(2).count() == 2
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
        let seen = self.seen(at, &around);
        let without = weigh(&seen) + returning;
        // How the story before ends is read where it may still matter.
        if without + LEAVE[seen.1 as usize].max(0.0) < HOPELESS {
            return without;
        }
        let seen = weigh(&self.with_leave(at, seen)) + returning;
        if seen < HOPELESS {
            return seen;
        }
        let parts = self.parts(at);
        let prior = match parts.1 {
            Marked::Yes => MARKED,
            Marked::No => UNMARKED,
        };
        (weigh(&parts) + prior).max(self.plain_sum(at)) + returning
    }

    /// What is weighed for and against the line at `at`, its words and how the story before it ends left out.
    fn seen(&self, at: usize, around: &around::Around<'_>) -> Parts {
        let mut amounts = [0.0; COUNT];
        amounts[0] = self.page(at);
        for (amount, sign) in amounts[2..].iter_mut().zip(around::SIGNS) {
            *amount = one((sign.holds)(around));
        }
        let marked = match self.page.sums[at] {
            Some(sums) if sums.marked => Marked::Yes,
            _ => Marked::No,
        };
        (amounts, marked)
    }

    /// The same with how the story before ends.
    fn with_leave(&self, at: usize, mut seen: Parts) -> Parts {
        seen.0[1] = one(leave::takes(&self.lines[at - 1]));
        seen
    }

    /// What is weighed for and against the line at `at`.
    fn parts(&mut self, at: usize) -> Parts {
        let (mut amounts, marked) = self.with_leave(at, self.seen(at, &self.around(at)));
        let (promise, subject) = self.words(at);
        let words = &mut amounts[2 + around::SIGNS.len()..];
        for (amount, sign) in words.iter_mut().zip(promise::SIGNS) {
            *amount = one((sign.holds)(&promise));
        }
        let words = &mut words[promise::SIGNS.len()..];
        for (amount, sign) in words.iter_mut().zip(subject::SIGNS) {
            *amount = one((sign.holds)(&subject));
        }
        (amounts, marked)
    }

    /// What the words of the line at `at` promise, and how those around it compare.
    fn words(&mut self, at: usize) -> (promise::Promise, subject::Subject) {
        let lines = self.lines;
        let wording = self.wording.get_or_insert_with(|| Wording::new(lines));
        let usual = self
            .usual_change
            .get_or_insert_with(|| subject::usual_change(wording, lines.len()));
        (
            promise::look(wording, self.start, at),
            subject::compare(wording, *usual, self.start, at),
        )
    }

    /// The surroundings and the words by themselves, where the page has little against the line: two
    /// stories that nothing parts to the eye are told by their words.
    fn plain_sum(&mut self, at: usize) -> f32 {
        // Where pairs of characters count as words, every paragraph has a stock of its own.
        let least = match self.lines[at].shape.case {
            Case::None => AGAINST_PAIRS,
            _ => AGAINST,
        };
        let marked = self.page.sums[at].is_some_and(|sums| sums.marked);
        if marked || self.page(at) <= least {
            return f32::MIN;
        }
        let (promise, subject) = self.words(at);
        let leave = one(leave::takes(&self.lines[at - 1]));
        around::sum(&self.around(at)) + promise::sum(&promise) + subject::sum(&subject) + leave
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

fn one(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

fn weigh((amounts, marked): &Parts) -> f32 {
    let weighed = amounts.iter().zip(&WEIGHTS);
    weighed
        .map(|(amount, weights)| amount * weights[*marked as usize])
        .sum()
}

/// What a mark adds: of the pages of publishers left out, hardly one more of one story is cut at lines that
/// are one time in five a headline by the weights, where pages of several show fourteen headlines more in
/// two hundred.
const MARKED: f32 = 1.3;

/// What it takes away that nothing marks the line: there pages of one story are cut twice as often.
const UNMARKED: f32 = -0.4;

/// What the page has against a line that words alone may overrule.
const AGAINST: f32 = -4.5;

/// The same in scripts without capitals.
const AGAINST_PAIRS: f32 = -1.0;
