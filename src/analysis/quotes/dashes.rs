//! Dialogue told by dashes: a line that opens with one, or a sentence within a paragraph, as most papers
//! of Europe print speech. What the dashes and asides of a block part is for [`super::dialogue`]; here the
//! blocks of a story tell what a line without an aside is. Lists and boxes of facts open with the same
//! hyphen: only where somebody is said to speak is a line of them speech.
//!
//! Sources: Real Academia Española, Ortografía de la lengua española (2010), chapter III 3.4.7, "La raya";
//! Språkrådet and Svenska skrivregler (Språkrådet, 2017), on "replikstreck"; Słownik ortograficzny PWN,
//! 360 to 364, on "myślnik" in dialogue.

use super::candidate;
use super::dialogue::{Part, Print, Telling};
use crate::language;
use crate::story::{Block, BlockKind, Quotation, Span, Story};

/// The dialogue of a story: what each block says, by number of the block.
#[derive(Debug)]
pub(super) struct Dialogue {
    parts: Vec<(usize, Part)>,
}

impl Dialogue {
    /// Reads the blocks of a story in whose language dashes open speech; `None` in any other.
    pub(super) fn of(story: &Story) -> Option<Self> {
        let language = language::of(story.meta.lang?)?;
        let print = Print::of(language)?;
        let mut parts = Vec::new();
        for (index, block) in story.blocks.iter().enumerate() {
            if super::may_quote(block) {
                let told = print.parts(story.slice(block.span), opening(block, &print));
                parts.extend(told.into_iter().map(|part| (index, part)));
            }
        }
        let mut dialogue = Self { parts };
        dialogue.keep_speech(story);
        Some(dialogue)
    }

    /// The spoken parts of a block, as candidates.
    pub(super) fn quotations(&self, story: &Story, index: usize) -> Vec<Quotation> {
        let first = self.parts.partition_point(|(block, _)| *block < index);
        let offset = story.blocks[index].span.start;
        self.parts[first..]
            .iter()
            .take_while(|(block, _)| *block == index)
            .map(|(_, part)| Span::new(offset + part.span.start, offset + part.span.end))
            .map(|span| candidate(span, span))
            .collect()
    }

    /// Drops lines without an aside in a story where nobody is said to speak, and items of lists.
    fn keep_speech(&mut self, story: &Story) {
        let told = |wanted: fn(&Block) -> bool| {
            let mut parts = self.parts.iter();
            parts.any(|(block, part)| {
                part.telling == Telling::Aside && wanted(&story.blocks[*block])
            })
        };
        let by_lines = told(|_| true);
        let by_items = told(is_item);
        let runs = Runs::of(story, &self.parts);
        self.parts.retain(|(index, part)| {
            let block = &story.blocks[*index];
            match part.telling {
                Telling::Aside | Telling::GoesOn => true,
                Telling::Line if is_item(block) => {
                    by_items && runs.speak(*index) && ends_sentence(story.slice(block.span))
                }
                Telling::Line => by_lines,
            }
        });
    }
}

/// Where a block opens with speech, if it does: the hyphen of an item is no longer in its text.
fn opening(block: &Block, print: &Print) -> super::dialogue::Opening {
    use super::dialogue::Opening;
    if is_item(block) && print.has('-') {
        Opening::Item
    } else {
        Opening::Dash
    }
}

fn is_item(block: &Block) -> bool {
    block.kind == BlockKind::ListItem && block.number.is_none()
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '“', '»', '’', ')']);
    text.ends_with(['.', '?', '!', '…'])
}

/// Runs of items that follow each other without other blocks between.
struct Runs {
    /// First and last block of each, and whether somebody is said to speak in it.
    all: Vec<(usize, usize, Told)>,
}

/// Whether somebody is said to speak in a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Yes,
    No,
}

impl Runs {
    fn of(story: &Story, parts: &[(usize, Part)]) -> Self {
        let mut runs = Self { all: Vec::new() };
        for index in (0..story.blocks.len()).filter(|&index| is_item(&story.blocks[index])) {
            let first = parts.partition_point(|(block, _)| *block < index);
            let mut own = parts[first..]
                .iter()
                .take_while(|(block, _)| *block == index);
            let told = if own.any(|(_, part)| part.telling == Telling::Aside) {
                Told::Yes
            } else {
                Told::No
            };
            runs.add(index, told);
        }
        runs
    }

    fn add(&mut self, index: usize, told: Told) {
        match self.all.last_mut() {
            Some((_, last, whole)) if *last + 1 == index => {
                *last = index;
                if told == Told::Yes {
                    *whole = told;
                }
            }
            _ => self.all.push((index, index, told)),
        }
    }

    /// Whether an item without an aside is speech: it stands alone, or with one that has an aside.
    fn speak(&self, index: usize) -> bool {
        let run = self.all.partition_point(|(_, last, _)| *last < index);
        self.all
            .get(run)
            .is_some_and(|(first, last, told)| first == last || *told == Told::Yes)
    }
}

/// Finds the spoken parts of a line that opens with a dash, in a text of unknown language: the reporter's
/// part follows its dash at once, in lower case: `—No iremos —dijo Ana—. Nunca`.
pub(super) fn line(text: &str, offset: usize, found: &mut Vec<Quotation>) {
    let Some(dash) = text.chars().next().filter(|c| matches!(c, '—' | '–' | '―')) else {
        return;
    };
    let width = dash.len_utf8();
    let mut spoken = true;
    let mut start = width;
    let mut places: Vec<usize> = text.match_indices(dash).map(|(at, _)| at).skip(1).collect();
    places.push(text.len());
    let cue = places[0] + width;
    if !text
        .get(cue..)
        .is_some_and(|rest| rest.starts_with(char::is_lowercase))
    {
        return;
    }
    for place in places {
        if spoken && let Some(span) = super::dialogue::trimmed(text, Span::new(start, place)) {
            let span = Span::new(offset + span.start, offset + span.end);
            found.push(candidate(span, span));
        }
        spoken = !spoken;
        start = (place + width).min(text.len());
    }
}
