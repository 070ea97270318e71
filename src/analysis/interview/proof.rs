//! Whether labels that come again and take turns are those of people who talk.
//!
//! Lists of "Pros: … Cons: …" recur and alternate too. What they lack is questions, or words of
//! somebody who speaks to somebody.

use crate::page::labels;
use crate::page::slots::Form;
use crate::story::Story;

use super::interludes;
use super::roles;
use super::speakers::Cast;
use super::talk::Labelled;
use super::turns::FEWEST_TURNS;
use super::{head, words};

/// The main turns of what may be a talk.
struct Heard<'a> {
    /// The voice and what it says, in order.
    turns: Vec<(usize, &'a str)>,
    cast: &'a Cast,
}

/// Whether two or more voices speak by turns, and to one another. `heard` are the lines that count.
///
/// In 94 printed interviews and transcripts the voice that asked most had a question mark in at least
/// 22 % of its turns. Two-word names need less proof than bare words do.
pub(super) fn is_interview(
    story: &Story,
    lines: &[Labelled],
    cast: &Cast,
    heard: &[usize],
    form: Form,
) -> bool {
    let text = &story.text;
    let ends = heard.iter().skip(1).map(|&next| lines[next].line);
    let turns = heard
        .iter()
        .zip(ends.chain([text.len()]))
        .map(|(&line, end)| {
            let start = lines[line].speech.min(end);
            (cast.of[line], &text[start..end])
        });
    let heard_of = heard;
    let heard = Heard {
        turns: turns.collect(),
        cast,
    };
    if !heard.alternates() {
        return false;
    }
    // Nobody numbers or times anything but voices so.
    if form.timed || form.opens == Some('>') || heard.is_numbered() {
        return true;
    }
    if heard.is_round() {
        return false;
    }
    let asker = |voice: usize| {
        let line = heard_of.iter().find(|&&line| cast.of[line] == voice);
        line.is_some_and(|&line| asks_by_label(&text[lines[line].label.range()]))
    };
    heard.is_closed() && (heard.asks() || heard.is_addressed(story) || heard.plays_parts(asker))
}

/// Whether a label says that its bearer asks.
fn asks_by_label(label: &str) -> bool {
    let name = labels::name_part(label);
    labels::letter_role(name) == Some(true) || roles::is_asker(name)
}

impl Heard<'_> {
    /// Whether the voices change from most lines to the next.
    fn alternates(&self) -> bool {
        let voices = self.turns.windows(2);
        let changes = voices.filter(|pair| pair[0].0 != pair[1].0).count();
        self.turns.len() >= FEWEST_TURNS && changes * 5 >= (self.turns.len() - 1) * 3
    }

    /// Whether three or more labels come round in one fixed order: people do not, forms do ("Name: …
    /// Age: … Town: …"). But where one of them always asks, the others answer in turn.
    fn is_round(&self) -> bool {
        let mut next: Vec<Option<usize>> = vec![None; self.cast.voices.len()];
        let fixed = self.turns.windows(2).all(|pair| {
            let follows = next[pair[0].0].get_or_insert(pair[1].0);
            *follows == pair[1].0
        });
        let first = self.turns[0].0;
        let others = self
            .turns
            .iter()
            .any(|(voice, _)| ![first, self.turns[1].0].contains(voice));
        fixed && others && self.turns.len() >= 6 && !self.one_asks()
    }

    /// Whether the voice that opens always asks, and nobody else does.
    fn one_asks(&self) -> bool {
        let first = self.turns[0].0;
        let mut turns = self.turns.iter();
        turns.all(|(voice, speech)| (*voice == first) == has_question(speech))
    }

    /// Whether somebody asks, often enough.
    fn asks(&self) -> bool {
        let mut asked = vec![0; self.cast.voices.len()];
        for (voice, speech) in &self.turns {
            asked[*voice] += usize::from(has_question(speech));
        }
        let needed = if self.named_in_full() { 1 } else { 2 };
        let asks = |voice: usize| asked[voice] * 10 >= self.cast.voices[voice].count * needed;
        asked.iter().sum::<usize>() >= 2 && self.turns.iter().any(|&(voice, _)| asks(voice))
    }

    /// Whether half of the turns are of voices with a name of two words.
    fn named_in_full(&self) -> bool {
        let full = |voice: usize| self.cast.voices[voice].tokens.len() >= 2;
        let turns = self.turns.iter().filter(|(voice, _)| full(*voice));
        turns.count() * 2 >= self.turns.len()
    }

    /// Whether the turns speak of "I" and to "you", one asks at least, and the labels are many or good.
    fn is_addressed(&self, story: &Story) -> bool {
        const SAMPLE: usize = 300;
        const MANY: usize = 12;
        let count = self.turns.len();
        let persons = words::Persons::of(story);
        let personal = |speech: &str| {
            let mut words = head(speech, SAMPLE).split_whitespace();
            words.any(|word| persons.is_first(word) || persons.is_second(word))
        };
        let personal = self.turns.iter().filter(|turn| personal(turn.1)).count();
        let asked = self
            .turns
            .iter()
            .filter(|turn| has_question(turn.1))
            .count();
        let enough = count >= MANY || (count >= 6 && self.named_in_full());
        asked >= 1 && enough && personal * 4 >= count
    }

    /// Whether the labels themselves say that one asks and another does not, turn by turn.
    fn plays_parts(&self, asker: impl Fn(usize) -> bool) -> bool {
        let asks: Vec<bool> = self.turns.iter().map(|turn| asker(turn.0)).collect();
        let changes = asks.windows(2).filter(|pair| pair[0] != pair[1]).count();
        self.turns.len() >= 2 * FEWEST_TURNS && changes * 5 >= (asks.len() - 1) * 4
    }

    /// Whether most turns end as a sentence does: what stands behind the words of a menu does not.
    fn is_closed(&self) -> bool {
        // Numbers and times of captions stand between two turns.
        let bare = |c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, ':' | '>' | '-' | ',' | '.')
        };
        let closed = |speech: &str| {
            let speech = speech.trim_end();
            let words = speech.trim_end_matches(bare);
            let stop = speech[words.len()..].starts_with('.');
            stop || interludes::is_closed(speech) || interludes::is_closed(words)
        };
        let count = self.turns.iter().filter(|turn| closed(turn.1)).count();
        count * 2 >= self.turns.len()
    }

    /// Whether the voices are told by number alone: "Speaker 1", "Speaker 2".
    fn is_numbered(&self) -> bool {
        let kind = |voice: usize| {
            let name = self.cast.voices[voice].tokens.concat();
            let kind = name.trim_end_matches(|c: char| c.is_ascii_digit());
            (kind.len() < name.len()).then(|| kind.to_owned())
        };
        let first = kind(self.turns[0].0);
        first.as_ref().is_some_and(|kind| !kind.is_empty())
            && self.turns.iter().all(|(voice, _)| kind(*voice) == first)
    }
}

/// Whether somebody asks: `?` of any script.
pub(super) fn has_question(speech: &str) -> bool {
    memchr::memchr(b'?', speech.as_bytes()).is_some()
        || speech.contains('？')
        || speech.contains('؟')
}
