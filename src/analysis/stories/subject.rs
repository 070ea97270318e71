//! Whether the words around a line belong to one subject or to two.

use crate::analysis::sections::cohesion::{Tally, Vocabulary};
use crate::analysis::sections::sign::Sign;

/// How the words before and after a line compare. Shares are hundredths.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject {
    /// How many words the line has that count.
    pub words: usize,
    /// How much of them the next paragraphs take up.
    pub taken_up: usize,
    /// How much of them the story before has.
    pub known: usize,
    /// How much of the words of the next sentences the story before has.
    pub goes_on: usize,
    /// How much of the words of the old headline come again.
    pub old_subject: usize,
    /// How many words say what the story before is about.
    pub old_topics: usize,
    /// How much of them comes again.
    pub old_topic: usize,
    /// How many words say what the next paragraphs are about.
    pub new_topics: usize,
    /// How much of them the story before knows.
    pub new_topic: usize,
    /// How many words the next few sentences repeat.
    pub repeated: usize,
    /// How much of them the story before knows.
    pub repeated_known: usize,
    /// How alike the text before and after it is, in proportion to what is usual in the file.
    pub likeness: usize,
}

/// A sign seen in the words.
pub type SubjectSign = Sign<fn(&Subject) -> bool>;

const fn sign(name: &'static str, weight: f32, holds: fn(&Subject) -> bool) -> SubjectSign {
    Sign {
        name,
        weight,
        holds,
    }
}

/// What the words say for and against a new subject.
pub const SIGNS: &[SubjectSign] = &[
    sign("few words", -0.2, |s| s.words <= 2),
    sign("not taken up", -2.3, |s| s.taken_up < 15),
    sign("half known words", -0.7, |s| s.known >= 50),
    sign("unknown but taken up", 0.7, |s| {
        s.known < 35 && s.taken_up >= 40
    }),
    sign("goes on over 40", -0.6, |s| s.goes_on >= 40),
    sign("old subject gone", 0.9, |s| s.old_subject < 12),
    sign("old subject nearly gone", 0.5, |s| {
        (12..30).contains(&s.old_subject)
    }),
    sign("old topic 75 and over", -1.2, |s| {
        s.old_topics >= 4 && s.old_topic >= 75
    }),
    sign("new topic known", -1.4, |s| {
        s.new_topics >= 3 && s.new_topic >= 80
    }),
    sign("topics differ", 1.8, |s| {
        s.old_topics >= 4 && s.new_topics >= 3 && s.old_topic < 40 && s.new_topic < 40
    }),
    sign("repeats known words", -1.0, |s| {
        s.repeated >= 4 && s.repeated_known >= 75
    }),
    sign("wholly new", 0.4, |s| {
        s.repeated >= 4 && s.repeated_known < 35 && s.known < 35 && s.old_subject < 20
    }),
    sign("likeness under 45", 0.9, |s| s.likeness < 45),
    sign("likeness under 60", 0.0, |s| s.likeness < 60),
    sign("likeness under 80", 0.6, |s| s.likeness < 80),
    sign("likeness over 110", -1.3, |s| s.likeness >= 110),
    sign("old subject half there", -0.7, |s| s.old_subject >= 50),
];

/// Sum of the signs.
pub fn sum(subject: &Subject) -> f32 {
    let signs = SIGNS.iter().filter(|sign| (sign.holds)(subject));
    signs.map(|sign| sign.weight).sum()
}

/// The words of a file, and how alike they usually are from paragraph to paragraph.
#[derive(Debug)]
pub struct Subjects<'a> {
    /// The words.
    pub vocabulary: &'a Vocabulary,
    usual_likeness: usize,
}

impl<'a> Subjects<'a> {
    /// Looks at a dozen places spread over a file of so many lines.
    pub fn new(vocabulary: &'a Vocabulary, lines: usize) -> Self {
        let step = lines.div_ceil(12).max(1);
        let places = (3..lines.saturating_sub(3)).step_by(step);
        let likenesses: Vec<usize> = places.map(|at| vocabulary.likeness(at)).collect();
        Self {
            usual_likeness: likenesses.iter().sum::<usize>() / likenesses.len().max(1),
            vocabulary,
        }
    }

    /// Compares the words before and after the line at `at`; the story before it began at `start` and
    /// has the words of `story`.
    pub fn compare(&self, story: &Tally, start: usize, at: usize) -> Subject {
        let title = self.vocabulary.line(at);
        let headline = self.vocabulary.line(start);
        let ahead = self.vocabulary.ahead(at);
        Subject {
            words: title.len(),
            taken_up: title.share(&ahead.opening),
            known: title.share(&story.seen),
            goes_on: ahead.lead.share(&story.seen),
            old_subject: headline.share(&ahead.opening),
            old_topics: story.subject.len(),
            old_topic: story.subject.share(&ahead.tally.seen),
            new_topics: ahead.tally.subject.len(),
            new_topic: ahead.tally.subject.share(&story.seen),
            repeated: ahead.repeated.len(),
            repeated_known: ahead.repeated.share(&story.seen),
            likeness: 100 * self.vocabulary.likeness(at) / self.usual_likeness.max(1),
        }
    }
}
