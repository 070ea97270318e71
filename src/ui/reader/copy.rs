//! What leaves the reader: words to copy, with the name and the source they must not be parted
//! from, and addresses for the browser.

use super::{Answer, Reader};
use crate::marks::{NoteBody, Place};
use crate::story::{Landmark, Span, Story};
use crate::ui::action::Action;

impl Reader {
    /// Does the actions that copy or browse.
    pub(super) fn hand_out(&mut self, action: Action) -> Answer {
        let story = &self.story;
        let url = story.meta.url.clone();
        let (text, missing) = match action {
            Action::CopyQuotation => {
                let speech = self.speech_here();
                (
                    speech.map(|speech| said(story, speech)),
                    "nobody is quoted here",
                )
            }
            Action::CopyParagraph => (paragraph(story, self.focus()), "no paragraph here"),
            Action::CopyCitation => (Some(citation(story)), "nothing to cite"),
            Action::CopyAddress | Action::OpenLink => (url, "this story names no address"),
            _ => return Answer::NotMine,
        };
        match text {
            Some(address) if action == Action::OpenLink => Answer::Browse(address),
            Some(text) => Answer::Copy(text),
            None => self.nowhere(missing),
        }
    }

    /// The words to keep: of the paragraph that was landed on, else what is said here, else of the
    /// paragraph one is at.
    pub fn words_here(&self) -> Option<NoteBody> {
        let landed = self.landed.map(|landed| landed.kind);
        let speech = if landed == Some(Landmark::Paragraph) {
            None
        } else {
            self.speech_here()
        };
        let story = &self.story;
        let (span, person) = match speech {
            Some(speech) => speech.words(story),
            None => self.paragraph_here()?,
        };
        let words = story.mended(span).trim().to_owned();
        (!words.is_empty()).then(|| NoteBody {
            words,
            speaker: person.and_then(|person| Some(story.people.get(person)?.name.clone())),
            place: Place::of(&story.text, span.start),
            ..NoteBody::default()
        })
    }

    /// The paragraph one is at; in a turn without its label, and with who speaks.
    fn paragraph_here(&self) -> Option<(Span, Option<usize>)> {
        let story = &self.story;
        let block = story.blocks.get(story.block_at(self.focus())?)?.span;
        let Some(turn) = story.turn_at(self.focus()).map(|turn| &story.turns[turn]) else {
            return Some((block, None));
        };
        let start = block.start.max(turn.span.start);
        let end = block.end.min(turn.span.end).max(start);
        Some((Span::new(start, end), Some(turn.speaker)))
    }

    /// What is said here: the quotation landed on, else the turn, else a quotation further down.
    fn speech_here(&self) -> Option<Speech> {
        let quoted = self
            .landed
            .is_some_and(|landed| landed.kind == Landmark::Quotation);
        let turn = self.story.turn_at(self.focus()).filter(|_| !quoted);
        let quotation = || self.quotation_here().map(Speech::Quotation);
        turn.map(Speech::Turn).or_else(quotation)
    }
}

/// What somebody says: an index into the story's quotations or turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speech {
    /// Words quoted.
    Quotation(usize),
    /// A turn of an interview.
    Turn(usize),
}

impl Speech {
    /// The words without their marks, and who says them.
    fn words(self, story: &Story) -> (Span, Option<usize>) {
        match self {
            Self::Quotation(index) => {
                let quotation = &story.quotations[index];
                let person = quotation.speaker.map(|speaker| speaker.person);
                (quotation.span, person)
            }
            Self::Turn(index) => {
                let turn = &story.turns[index];
                (turn.span, Some(turn.speaker))
            }
        }
    }
}

/// Words with their speaker, headline, source, date and address.
fn said(story: &Story, speech: Speech) -> String {
    let (words, person) = match speech {
        Speech::Quotation(index) => {
            let quotation = &story.quotations[index];
            let person = quotation.speaker.map(|speaker| speaker.person);
            (story.mended(quotation.outer).into_owned(), person)
        }
        Speech::Turn(index) => {
            let turn = &story.turns[index];
            (
                format!("“{}”", story.mended(turn.span).trim()),
                Some(turn.speaker),
            )
        }
    };
    let name = person.and_then(|person| story.people.get(person));
    let name = name.map(|person| format!("{}, ", person.name));
    let mut text = format!("{words}\n— {}{}", name.unwrap_or_default(), told_in(story));
    if let Some(url) = &story.meta.url {
        text.push('\n');
        text.push_str(url);
    }
    text
}

/// The paragraph at a byte.
fn paragraph(story: &Story, place: usize) -> Option<String> {
    let block = story.blocks.get(story.block_at(place)?)?;
    Some(story.mended(block.span).into_owned()).filter(|words| !words.is_empty())
}

/// Authors, headline, source, date and address in one line.
fn citation(story: &Story) -> String {
    let authors = story.meta.bylines.join(", ");
    let parts = [Some(authors), Some(told_in(story)), story.meta.url.clone()];
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(". ")
}

/// “Headline” (source, date), as far as they are known.
fn told_in(story: &Story) -> String {
    let meta = &story.meta;
    let date = meta
        .date
        .map(|date| date.to_string().chars().take(10).collect());
    let published: Vec<String> = [meta.source.clone(), date].into_iter().flatten().collect();
    let headline = in_marks(&meta.headline);
    match published.as_slice() {
        [] => headline,
        _ => format!("{headline} ({})", published.join(", ")),
    }
}

/// A text between quotation marks, those inside it made single.
fn in_marks(text: &str) -> String {
    format!("“{}”", text.replace('“', "‘").replace('”', "’"))
}
