//! Labels that an interview prints at some of its turns only: at the first question and answer, at the
//! answers, at the questions, at the answers of several guests.

use crate::page::labels::{self, Looks};
use crate::story::{Span, Story};

use super::exchange::Exchange;
use super::speakers::{self, Cast};

/// The labels at the turns of questions and answers.
#[derive(Debug)]
pub(super) struct Labels {
    /// Whose they are.
    pub cast: Cast,
    /// Where each stands, its speech, its voice where that is trusted.
    lines: Vec<(Span, usize, Option<usize>)>,
}

/// What one voice says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Whether it asks.
    pub asks: bool,
    /// The label printed before it.
    pub label: Option<Span>,
    /// The words.
    pub speech: Span,
    /// The voice of the cast, where a label tells it.
    pub voice: Option<usize>,
}

impl Labels {
    /// The labels that open a line of the exchanges. One is trusted that comes again, or that stands at
    /// the first question or the first answer.
    pub(super) fn of(story: &Story, exchanges: &[Exchange]) -> Self {
        let mut found: Vec<(Span, usize, Looks)> = Vec::new();
        for one in exchanges {
            lines(story, one.question, &mut found);
            lines(story, one.answer, &mut found);
        }
        let text = &story.text;
        let printed = found.iter().map(|line| (&text[line.0.range()], line.2));
        let cast = speakers::cast(printed).unwrap_or_default();
        let first = exchanges.first();
        let firsts = first.map(|one| [one.question.start, one.answer.start]);
        let opens = |label: Span| firsts.is_some_and(|firsts| firsts.contains(&label.start));
        let mut trusted = vec![false; cast.voices.len()];
        for (line, &voice) in found.iter().zip(&cast.of) {
            trusted[voice] |=
                line.2 > Looks::Loose && (opens(line.0) || cast.voices[voice].count > 1);
        }
        let voices = cast.of.iter().map(|&voice| trusted[voice].then_some(voice));
        let voices = voices.chain(std::iter::repeat(None));
        let lines = found.iter().zip(voices);
        Self {
            lines: lines.map(|(line, voice)| (line.0, line.1, voice)).collect(),
            cast,
        }
    }

    /// The labels of a voice as printed, each form once.
    pub(super) fn forms<'a>(&self, text: &'a str, voice: usize) -> Vec<&'a str> {
        let mut forms = Vec::new();
        for (label, _, _) in self.lines.iter().filter(|line| line.2 == Some(voice)) {
            let form = &text[label.range()];
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        forms
    }

    /// The exchanges, parted at the labels. What has none on a side where one voice alone is printed
    /// is said by that voice.
    pub(super) fn pieces(&self, story: &Story, exchanges: &[Exchange]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for one in exchanges {
            self.part(story, one.question, true, &mut pieces);
            self.part(story, one.answer, false, &mut pieces);
        }
        for asks in [true, false] {
            let side = || pieces.iter().filter(move |piece| piece.asks == asks);
            let mut voices = side().filter_map(|piece| piece.voice);
            let Some(voice) = voices.next() else {
                continue;
            };
            if voices.all(|other| other == voice) {
                for piece in pieces.iter_mut().filter(|piece| piece.asks == asks) {
                    piece.voice = Some(voice);
                }
            }
        }
        pieces
    }

    fn part(&self, story: &Story, span: Span, asks: bool, pieces: &mut Vec<Piece>) {
        let from = self.lines.partition_point(|line| line.0.start < span.start);
        let inside = self.lines[from..]
            .iter()
            .take_while(|line| line.0.start < span.end)
            .filter(|line| line.2.is_some());
        let mut open = Piece {
            asks,
            label: None,
            speech: span,
            voice: None,
        };
        for &(label, speech, voice) in inside {
            open.speech.end = trimmed(story, open.speech.start, label.start);
            if !open.speech.is_empty() {
                pieces.push(open);
            }
            open = Piece {
                asks,
                label: Some(label),
                speech: Span::new(speech.min(span.end), span.end),
                voice,
            };
        }
        pieces.push(open);
    }
}

/// Where the words between two places end.
fn trimmed(story: &Story, start: usize, end: usize) -> usize {
    let end = end.max(start);
    start + story.text[start..end].trim_end().len()
}

/// The labels that open the lines of a span.
fn lines(story: &Story, span: Span, found: &mut Vec<(Span, usize, Looks)>) {
    let text = &story.text[span.range()];
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = text[start..end].trim_start();
        let from = span.start + end - line.len();
        start = end + 1;
        if let Some((label, looks)) = labels::candidate(line) {
            let name = Span::new(from + label.start, from + label.label);
            // "Is it true: did you swim?" asks and names nobody.
            if line.as_bytes().get(label.label) != Some(&b' ') {
                found.push((name, from + label.speech, looks));
            }
        }
    }
}
