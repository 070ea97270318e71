//! What a story was taken for, as a record: JSON prints it as it is, [`super::paint`] for a person.

use serde::Serialize;

use crate::story::{
    BlockKind, Certainty, Quotation, QuotationKind, Story, StoryKind, Turn, TurnRole,
};

/// One story, what it was taken for, and how sure that is.
#[derive(Debug, Serialize)]
pub(super) struct CheckRecord<'a> {
    pub path: &'a str,
    pub ordinal: u32,
    pub format: &'a str,
    pub kind: StoryKind,
    pub headline: &'a str,
    pub bylines: &'a [String],
    pub date: Option<String>,
    pub dateline: Option<&'a str>,
    pub lang: Option<&'a str>,
    pub blocks: Vec<BlockCheck<'a>>,
    pub quotes: Vec<QuoteCheck<'a>>,
    pub turns: Vec<TurnCheck<'a>>,
    pub people: Vec<PersonCheck<'a>>,
    pub warnings: Vec<WarningCheck<'a>>,
}

#[derive(Debug, Serialize)]
pub(super) struct BlockCheck<'a> {
    pub kind: BlockKind,
    pub level: u8,
    pub certainty: Certainty,
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    /// The signs that weighed most, the weightiest first; none where the text says so itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct QuoteCheck<'a> {
    pub kind: QuotationKind,
    pub certainty: Certainty,
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub speaker: Option<&'a str>,
    pub mention: Option<&'a str>,
    pub cue: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub(super) struct TurnCheck<'a> {
    pub role: TurnRole,
    pub certainty: Certainty,
    pub start: usize,
    pub end: usize,
    /// Where the label begins; no part of the contract.
    #[serde(skip)]
    pub opens: usize,
    pub label: &'a str,
    pub speaker: &'a str,
    pub text: &'a str,
}

#[derive(Debug, Serialize)]
pub(super) struct PersonCheck<'a> {
    pub name: &'a str,
    pub variants: &'a [String],
    pub role: Option<&'a str>,
    pub quotations: usize,
    pub turns: usize,
    pub words: usize,
}

#[derive(Debug, Serialize)]
pub(super) struct WarningCheck<'a> {
    pub message: &'a str,
    pub start: usize,
}

impl<'a> CheckRecord<'a> {
    /// The record of one story of the file at `path`.
    pub(super) fn new(path: &'a str, ordinal: u32, story: &'a Story) -> Self {
        let meta = &story.meta;
        Self {
            path,
            ordinal,
            format: meta.format,
            kind: meta.kind,
            headline: &meta.headline,
            bylines: &meta.bylines,
            date: meta.date.map(|date| date.to_string()),
            dateline: meta.dateline.as_deref(),
            lang: meta.lang,
            blocks: blocks(story),
            quotes: story
                .quotations
                .iter()
                .map(|quotation| quote(story, quotation))
                .collect(),
            turns: story
                .turns
                .iter()
                .map(|turn| self::turn(story, turn))
                .collect(),
            people: people(story),
            warnings: warnings(story),
        }
    }
}

fn blocks(story: &Story) -> Vec<BlockCheck<'_>> {
    let mut reasons = story.reasons.iter().peekable();
    let check = |(at, block): (usize, &crate::story::Block)| BlockCheck {
        kind: block.kind,
        level: block.level,
        certainty: block.certainty,
        start: block.span.start,
        end: block.span.end,
        text: story.slice(block.span),
        why: reasons
            .next_if(|reason| reason.block == at)
            .map_or_else(Vec::new, |reason| told(&reason.signs)),
    };
    story.blocks.iter().enumerate().map(check).collect()
}

/// Signs in words, where each is seen first: "1 before: long".
fn told(signs: &[(&str, &str)]) -> Vec<String> {
    let told = signs.iter().map(|(place, sign)| format!("{place}: {sign}"));
    told.collect()
}

fn quote<'a>(story: &'a Story, quotation: &Quotation) -> QuoteCheck<'a> {
    let speaker = quotation.speaker;
    QuoteCheck {
        kind: quotation.kind,
        certainty: quotation.certainty,
        start: quotation.span.start,
        end: quotation.span.end,
        text: story.slice(quotation.span),
        speaker: speaker.map(|found| story.people[found.person].name.as_str()),
        mention: speaker.map(|found| story.slice(found.mention)),
        cue: speaker
            .and_then(|found| found.cue)
            .map(|cue| story.slice(cue)),
    }
}

fn turn<'a>(story: &'a Story, turn: &Turn) -> TurnCheck<'a> {
    TurnCheck {
        role: turn.role,
        certainty: turn.certainty,
        start: turn.span.start,
        end: turn.span.end,
        opens: turn.outer().start,
        label: story.slice(turn.label),
        speaker: &story.people[turn.speaker].name,
        text: story.slice(turn.span),
    }
}

fn people(story: &Story) -> Vec<PersonCheck<'_>> {
    let people = story.people.iter();
    people
        .map(|person| PersonCheck {
            name: &person.name,
            variants: &person.variants,
            role: person.role.as_deref(),
            quotations: person.quotations,
            turns: person.turns,
            words: person.words,
        })
        .collect()
}

fn warnings(story: &Story) -> Vec<WarningCheck<'_>> {
    let warnings = story.warnings.iter();
    warnings
        .map(|warning| WarningCheck {
            message: &warning.message,
            start: warning.start,
        })
        .collect()
}
