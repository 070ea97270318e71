//! What leaves the reader: words to copy, with the name and the source they must not be parted
//! from, and addresses for the browser.

use std::ops::RangeInclusive;

use super::{Answer, Landed, Reader};
use crate::marks::{NoteBody, Place};
use crate::story::{Landmark, Quotation, Span, Story, count_words, one_line};
use crate::ui::action::Action;

impl Reader {
    /// Does the actions that copy or browse. What is copied is told in a few words, and marked.
    pub(super) fn hand_out(&mut self, action: Action) -> Answer {
        let story = &self.story;
        let url = story.meta.url.clone();
        let copied = |text: Option<String>, told: &str| text.map(|text| (text, told.to_owned()));
        let (copied, missing) = match action {
            Action::CopyQuotation => (self.copy_speech(), "nobody is quoted here"),
            Action::CopyParagraph => {
                let words = paragraph(story, self.focus());
                let words = words.map(|words| (words.clone(), told(None, &words)));
                (words, "no paragraph here")
            }
            Action::CopyCitation => {
                let text = citation(story);
                (
                    copied(Some(text), "a citation of the story"),
                    "nothing to cite",
                )
            }
            Action::CopyStory => {
                let text = Some(story.markdown());
                (copied(text, "the story as Markdown"), "nothing to copy")
            }
            Action::CopyAddress | Action::OpenLink => {
                let none = "this story names no address";
                (copied(url.clone(), &url.unwrap_or_default()), none)
            }
            _ => return Answer::NotMine,
        };
        match copied {
            Some((address, _)) if action == Action::OpenLink => Answer::Browse(address),
            Some((text, told)) => {
                self.note = Some(told);
                Answer::Copy(text)
            }
            None => self.nowhere(missing),
        }
    }

    /// The words of what is said here, which is marked.
    pub fn mark_speech(&mut self) -> Option<String> {
        let speech = self.speech_here()?;
        let (words, _) = speech.words(&self.story);
        self.copy_speech();
        Some(one_line(&words))
    }

    /// What is said here with its speaker and source, and what is told of it. The quotation is marked.
    fn copy_speech(&mut self) -> Option<(String, String)> {
        let speech = self.speech_here()?;
        if let Speech::Quotation(index) = speech {
            let span = self.story.quotations[index].outer;
            self.landed = Some(Landed {
                span,
                kind: Landmark::Quotation,
            });
        }
        let story = &self.story;
        let (words, person) = speech.words(story);
        let name = person.and_then(|person| Some(story.people.get(person)?.name.as_str()));
        Some((said(story, speech), told(name, &words)))
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
        if self.is_selecting() {
            return self.selection_kept();
        }
        let (words, span, person) = if let Some(speech) = speech {
            let (words, person) = speech.words(story);
            (words, speech.span(story), person)
        } else {
            let (span, person) = self.paragraph_here()?;
            (story.mended(span).trim().to_owned(), span, person)
        };
        (!words.is_empty()).then(|| NoteBody {
            words,
            speaker: person.and_then(|person| Some(story.people.get(person)?.name.clone())),
            place: Place::of(&story.text, span.start),
            ..NoteBody::default()
        })
    }

    /// The paragraph one is at; in a turn without its label, and with who speaks.
    pub(super) fn paragraph_here(&self) -> Option<(Span, Option<usize>)> {
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
    /// Where it begins and ends: of a quotation in parts, the one that is meant.
    fn span(self, story: &Story) -> Span {
        match self {
            Self::Quotation(index) => story.quotations[index].span,
            Self::Turn(index) => story.turns[index].span,
        }
    }

    /// The words without their marks, and who says them. A quotation that is parted by the words that say
    /// who speaks is one.
    fn words(self, story: &Story) -> (String, Option<usize>) {
        match self {
            Self::Quotation(index) => {
                let parts = whole(story, index);
                let words =
                    parts.map(|part| story.mended(story.quotations[part].span).trim().to_owned());
                let speaker = story.quotations[index].speaker;
                (
                    words.collect::<Vec<_>>().join(" "),
                    speaker.map(|speaker| speaker.person),
                )
            }
            Self::Turn(index) => {
                let turn = &story.turns[index];
                (
                    story.mended(turn.span).trim().to_owned(),
                    Some(turn.speaker),
                )
            }
        }
    }
}

/// The quotations that are one sentence with this one.
fn whole(story: &Story, index: usize) -> RangeInclusive<usize> {
    let (mut first, mut last) = (index, index);
    while first > 0 && goes_on(story, first - 1) {
        first -= 1;
    }
    while last + 1 < story.quotations.len() && goes_on(story, last) {
        last += 1;
    }
    first..=last
}

/// Whether the next quotation goes on with the sentence of this one: both are somebody's, in one paragraph,
/// and between them stands no more than who says it, behind a comma that the sentence does not end with.
fn goes_on(story: &Story, index: usize) -> bool {
    /// Bytes that say who speaks.
    const TAG: usize = 160;
    let (one, next) = (&story.quotations[index], &story.quotations[index + 1]);
    let person = |of: &Quotation| of.speaker.map(|speaker| speaker.person);
    let is_one_voice = person(one).is_some() && person(one) == person(next);
    let is_apart = one.outer.end > next.outer.start || next.outer.start - one.outer.end > TAG;
    if !is_one_voice
        || is_apart
        || story.block_at(one.outer.start) != story.block_at(next.outer.start)
    {
        return false;
    }
    let tag = story
        .slice(Span::new(one.outer.end, next.outer.start))
        .trim();
    let (words, more) = (story.slice(one.span).trim_end(), story.slice(next.span));
    let is_open = words.ends_with([',', '，', '、', '–', '—']) || tag.starts_with(',');
    let small = more
        .chars()
        .find(|letter| letter.is_alphabetic())
        .is_some_and(char::is_lowercase);
    is_open && (small || tag.ends_with(','))
}

/// What was copied, in a few words: `Ines Duarte: “We sold no coal …” (9 words)`.
pub(super) fn told(name: Option<&str>, words: &str) -> String {
    /// Words that tell which they are.
    const FEW: usize = 12;
    let all = one_line(words);
    let few: Vec<&str> = all.split(' ').take(FEW).collect();
    let few = few.join(" ");
    let cut = if few.len() < all.len() { " …" } else { "" };
    let name = name.map(|name| format!("{name}: ")).unwrap_or_default();
    let count = match count_words(words) {
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    };
    format!("{name}“{few}{cut}” ({count})")
}

/// Words with their speaker, headline, source, date and address.
fn said(story: &Story, speech: Speech) -> String {
    let (words, person) = match speech {
        Speech::Quotation(index) => {
            let parts = whole(story, index);
            let (first, last) = (
                &story.quotations[*parts.start()],
                &story.quotations[*parts.end()],
            );
            let open = story.slice(Span::new(first.outer.start, first.span.start));
            let close = story.slice(Span::new(last.span.end, last.outer.end));
            let (words, person) = speech.words(story);
            (format!("{open}{words}{close}"), person)
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
