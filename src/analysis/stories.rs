//! Where one story of a scraped file ends and the next begins.
//!
//! A headline looks like a heading; that it opens a new story shows in what stands around it (the
//! furniture that closes a page, a byline, a date) and in the words: the text after it takes up the
//! words of the headline and drops those of the story before. The signs are added up as in
//! [`super::sections::headings`].

pub mod cohesion;

use super::sections::furniture::Furniture;
use super::sections::headings::Sign;
use super::sections::lines::{Case, End, First, Line, Role};
use cohesion::{Vocabulary, Words};

/// A line that may be the headline of a new story.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The line.
    pub line: &'a Line<'a>,
    /// The headline of the story before.
    pub headline: &'a Line<'a>,
    /// The line before it, whatever it is.
    pub before: &'a Line<'a>,
    /// The line of the story before it, furniture looked through.
    pub read_before: Option<&'a Line<'a>>,
    /// The line after it, furniture looked through.
    pub read_after: Option<&'a Line<'a>>,
    /// Furniture that closes a page stands before it.
    pub after_closing: bool,
    /// Furniture that opens a page stands after it.
    pub before_opening: bool,
    /// A byline or a date stands after it.
    pub before_front: bool,
    /// Lines since the headline of the story before.
    pub place: usize,
    /// How much of its words the next paragraphs take up, in hundredths.
    pub taken_up: usize,
    /// How much of its words the story before has, in hundredths.
    pub known: usize,
    /// How much of the words of the next paragraphs the story before has, in hundredths.
    pub goes_on: usize,
    /// How much of the words of the story's headline come again, in hundredths.
    pub old_subject: usize,
    /// How much of what the story before is about comes again, in hundredths.
    pub old_topic: usize,
    /// How many words say what the story before is about.
    pub old_topics: usize,
    /// How much of what the next paragraphs are about the story before knows, in hundredths.
    pub new_topic: usize,
    /// How many words say what the next paragraphs are about.
    pub new_topics: usize,
    /// How much of what the last paragraphs are about the next ones take up, in hundredths.
    pub handed_on: usize,
    /// How much of what the next few sentences repeat the story before knows, in hundredths.
    pub repeated_known: usize,
    /// How many words the next few sentences repeat.
    pub repeated: usize,
    /// How alike the text before and after it is, in hundredths of what is usual in this file.
    pub likeness: usize,
    /// The widest bare line between paragraphs of the story before: a heading, most likely.
    pub widest_heading: usize,
    /// How many headings of the story before come again after it.
    pub headings_again: usize,
    /// Whether the same words stand in the story before.
    pub repeats: bool,
    /// How many words it has that count.
    pub words: usize,
}

/// A sign seen in a line that may open a story.
pub type OpeningSign = Sign<fn(&Opening<'_>) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&Opening<'_>) -> bool) -> OpeningSign {
    Sign { name, weight, holds }
}

/// What tells a new story from a new section.
pub const SIGNS: &[OpeningSign] = &[
    sign("any line", -1.2, |_| true),
    sign("width to 20", -2.3, |o| o.line.shape.width <= 20),
    sign("width 21 to 35", -1.9, |o| (21..=35).contains(&o.line.shape.width)),
    sign("width 36 to 50", -0.9, |o| (36..=50).contains(&o.line.shape.width)),
    sign("width 51 to 70", -0.8, |o| (51..=70).contains(&o.line.shape.width)),
    sign("width over 70", -1.5, |o| o.line.shape.width > 70),
    sign("open", -0.6, |o| o.line.shape.end == End::Open),
    sign("question", -1.0, |o| o.line.shape.end == End::Question),
    sign("colon inside", 1.1, |o| o.line.shape.colon),
    sign("case of the headline", 0.4, |o| o.line.shape.case == o.headline.shape.case),
    sign("title case", 0.4, |o| o.line.shape.case == Case::Title),
    sign("digit first", -1.0, |o| o.line.shape.first == First::Digit),
    sign("quotation first", -0.8, |o| o.line.shape.first == First::Quote),
    sign("after closing furniture", 4.1, |o| o.after_closing),
    sign("after other furniture", 1.2, |o| !o.after_closing && !o.before.is_read()),
    sign("before opening furniture", 3.0, |o| o.before_opening),
    sign("before byline or date", 2.3, |o| o.before_front),
    sign("before prose", -0.8, |o| o.read_after.is_some_and(Line::is_prose)),
    sign("before an item or row", -0.5, |o| o.read_after.is_some_and(|l| !matches!(l.role, Role::Bare | Role::Prose))),
    sign("after prose", -0.8, |o| o.read_before.is_some_and(Line::is_prose)),
    sign("after an open line", -2.1, |o| o.read_before.is_some_and(|l| l.is_bare() && l.shape.end == End::Open)),
    sign("after a colon", -1.7, |o| o.read_before.is_some_and(|l| l.shape.end == End::Colon)),
    sign("soon", -1.9, |o| o.place < 4),
    sign("quite soon", -2.0, |o| (4..8).contains(&o.place)),
    sign("few words", -0.4, |o| o.words <= 2),
    sign("not taken up", -2.1, |o| o.taken_up < 15),
    sign("half known words", -0.5, |o| o.known >= 50),
    sign("unknown but taken up", 0.8, |o| o.known < 35 && o.taken_up >= 40),
    sign("goes on over 40", -0.5, |o| o.goes_on >= 40),
    sign("old subject gone", 1.0, |o| o.old_subject < 12),
    sign("old subject nearly gone", 0.6, |o| (12..30).contains(&o.old_subject)),
    sign("old topic 75 and over", -1.0, |o| o.old_topics >= 4 && o.old_topic >= 75),
    sign("new topic known", -1.3, |o| o.new_topics >= 3 && o.new_topic >= 80),
    sign("topics differ", 2.0, |o| o.old_topics >= 4 && o.new_topics >= 3 && o.old_topic < 40 && o.new_topic < 40),
    sign("half handed on", -0.4, |o| o.handed_on >= 50),
    sign("repeats unknown words", 0.0, |o| o.repeated >= 4 && o.repeated_known < 25),
    sign("repeats known words", -1.0, |o| o.repeated >= 4 && o.repeated_known >= 75),
    sign("wholly new", 0.4, |o| o.repeated >= 4 && o.repeated_known < 35 && o.known < 35 && o.old_subject < 20),
    sign("likeness under 30", 0.1, |o| o.likeness < 30),
    sign("likeness under 45", 0.7, |o| o.likeness < 45),
    sign("likeness under 60", 0.4, |o| o.likeness < 60),
    sign("likeness under 80", 0.7, |o| o.likeness < 80),
    sign("likeness over 110", -1.1, |o| o.likeness >= 110),
    sign("names its kind", 2.5, |o| names_its_kind(&o.line.text)),
    sign("headings come again", 8.0, |o| o.headings_again >= 2),
    sign("repeats a line", -3.0, |o| o.repeats),
    sign("wide as the headline", -0.5, |o| o.line.shape.width * 10 >= o.headline.shape.width * 7),
    sign("wider than the headings", 1.2, |o| o.widest_heading > 0 && o.line.shape.width * 4 > o.widest_heading * 5),
    sign("narrower than a heading", -0.2, |o| o.line.shape.width * 5 < o.widest_heading * 4),
    sign("closing furniture, wide", 2.0, |o| o.after_closing && o.line.shape.width > 50),
    sign("old subject half there", -0.6, |o| o.old_subject >= 50),
];

/// How alike the text is before and after the lines of a file.
#[derive(Clone, Copy, Debug)]
pub struct Gaps {
    /// The mean, in thousandths.
    pub usual: usize,
}

impl Gaps {
    /// Looks at a few dozen places spread over the file.
    pub fn new(vocabulary: &Vocabulary, lines: usize) -> Self {
        let step = lines.div_ceil(24);
        let places = (3..lines.saturating_sub(3)).step_by(step.max(1));
        let likenesses: Vec<usize> = places.map(|at| vocabulary.likeness(at, REACH_WORDS)).collect();
        Self {
            usual: likenesses.iter().sum::<usize>() / likenesses.len().max(1),
        }
    }
}

/// Words before and after a place that are compared.
const REACH_WORDS: usize = 120;

/// Lines within which there is one headline at most.
const REACH: usize = 6;

/// The first line of each story (indices into `lines`), the first one included.
///
/// `front[index]` says that the line is a byline or a date.
pub fn boundaries(lines: &[Line<'_>], front: &[bool]) -> Vec<usize> {
    let mut starts = vec![0];
    let candidates: Vec<usize> = (1..lines.len()).filter(|&at| may_open(lines, front, at)).collect();
    if candidates.is_empty() {
        return starts;
    }
    let vocabulary = Vocabulary::new(lines);
    let gaps = Gaps::new(&vocabulary, lines.len());
    let mut next = 0;
    while next < candidates.len() {
        let start = starts[starts.len() - 1];
        let sum_of = |at: usize| sum(&look(lines, front, &vocabulary, gaps, start, at));
        if sum_of(candidates[next]) > 0.0 {
            // The headings at the end of a story see the next one coming: the best of a few is meant.
            let near = candidates[next..].iter().take_while(|&&at| at <= candidates[next] + REACH);
            let best = near.copied().max_by(|&one, &other| sum_of(one).total_cmp(&sum_of(other)));
            starts.extend(best);
        }
        let last = starts[starts.len() - 1];
        next = candidates.partition_point(|&at| at <= last.max(candidates[next]));
    }
    starts
}

/// Sum of the signs.
pub fn sum(opening: &Opening<'_>) -> f32 {
    let signs = SIGNS.iter().filter(|sign| (sign.holds)(opening));
    signs.map(|sign| sign.weight).sum()
}

/// Whether a line may open a story: a short line that no stop closes, with some text after it.
pub fn may_open(lines: &[Line<'_>], front: &[bool], at: usize) -> bool {
    let line = &lines[at];
    let shape = &line.shape;
    line.is_bare()
        && !front[at]
        && at > 1
        && !matches!(shape.end, End::Stop | End::Colon | End::Unfinished)
        && shape.width >= 12
        && (shape.words >= 3 || shape.case == Case::None)
        && lines[at + 1..].iter().take(6).any(Line::is_prose)
}

/// Looks at a line that may open a story, the story before it having begun at `start`.
pub fn look<'a>(lines: &'a [Line<'a>], front: &[bool], vocabulary: &Vocabulary, gaps: Gaps, start: usize, at: usize) -> Opening<'a> {
    let read_before = (start..at).rev().find(|&other| lines[other].is_read());
    let read_after = (at + 1..lines.len()).find(|&other| lines[other].is_read() && !front[other]);
    let title = vocabulary.of(at..at + 1, usize::MAX);
    let story = vocabulary.of(start..at, usize::MAX);
    let next: Words = vocabulary.of(at + 1..lines.len(), 160);
    let lead: Words = vocabulary.of(at + 1..lines.len(), 60);
    let headline = vocabulary.of(start..start + 1, usize::MAX);
    let old = vocabulary.subject(start..at, usize::MAX, 3);
    let new = vocabulary.subject(at + 1..lines.len(), 250, 3);
    let after = vocabulary.of(at + 1..lines.len(), 250);
    let recent = vocabulary.subject(at.saturating_sub(6).max(start)..at, usize::MAX, 2);
    let twice = vocabulary.subject(at..lines.len(), 110, 2);
    let headings = (start + 1..at).filter(|&other| stands_between_prose(lines, other)).map(|other| &lines[other]);
    let furniture = |other: usize, kind| lines[other].role == Role::Furniture(kind);
    Opening {
        line: &lines[at],
        headline: &lines[start],
        before: &lines[at - 1],
        read_before: read_before.map(|other| &lines[other]),
        read_after: read_after.map(|other| &lines[other]),
        after_closing: (read_before.unwrap_or(start) + 1..at).any(|other| furniture(other, Furniture::Closing)),
        before_opening: (at + 1..read_after.unwrap_or(at)).any(|other| furniture(other, Furniture::Opening)),
        before_front: (at + 1..read_after.unwrap_or(at)).any(|other| front[other]),
        place: (start + 1..at).filter(|&other| lines[other].is_read() && !front[other]).count() + 1,
        taken_up: title.share(&next),
        known: title.share(&story),
        goes_on: lead.share(&story),
        old_subject: headline.share(&next),
        words: title.len(),
        widest_heading: headings.clone().map(|line| line.shape.width).max().unwrap_or(0),
        headings_again: headings.filter(|line| comes_once(lines, at, &line.text)).count(),
        repeats: lines[start..at].iter().any(|line| line.text == lines[at].text),
        likeness: 100 * vocabulary.likeness(at, REACH_WORDS) / gaps.usual.max(1),
        handed_on: recent.share(&after),
        repeated_known: twice.share(&story),
        repeated: twice.len(),
        old_topic: old.share(&after),
        old_topics: old.len(),
        new_topic: new.share(&story),
        new_topics: new.len(),
    }
}

/// Whether a bare line stands alone between two paragraphs.
fn stands_between_prose(lines: &[Line<'_>], at: usize) -> bool {
    let alone = |other: Option<&Line<'_>>| other.is_some_and(Line::is_prose);
    lines[at].is_bare()
        && lines[at].shape.end == End::Open
        && alone(lines.get(at + 1))
        && alone(at.checked_sub(1).and_then(|other| lines.get(other)))
}

/// Whether a line with these words stands once, and between paragraphs, after `at`.
fn comes_once(lines: &[Line<'_>], at: usize, text: &str) -> bool {
    let mut same = (at + 1..lines.len()).filter(|&other| lines[other].text.eq_ignore_ascii_case(text));
    same.next().is_some_and(|other| lines[other].is_bare()) && same.next().is_none()
}

/// Whether a line opens with the word for a kind of story: "Interview: …".
///
/// News sites put the kind before the headline; a section of a story has none.
fn names_its_kind(text: &str) -> bool {
    const KINDS: &[&str] = &[
        "interview", "exclusive interview", "q&a", "opinion", "analysis", "commentary", "editorial", "review",
        "explainer", "fact check", "live updates", "breaking", "breaking news", "exclusive", "podcast", "obituary",
        "entretien", "entrevista", "intervista", "kommentar", "porträt", "analyse", "интервью", "röportaj", "wywiad",
    ];
    let Some((kind, title)) = text.split_once(": ") else {
        return false;
    };
    title.len() > 12 && KINDS.iter().any(|known| kind.to_lowercase() == *known)
}
