//! A story as the headless commands print it: the stable JSON contract, apart from the inner types.

use serde::Serialize;

use crate::story::{
    Attribution, BlockKind, Certainty, Quotation, QuotationKind, Story, StoryKind, TurnRole,
};

/// One story, one line.
#[derive(Debug, Serialize)]
pub struct StoryRecord<'a> {
    path: &'a str,
    ordinal: u32,
    format: &'a str,
    kind: StoryKind,
    headline: &'a str,
    deck: Option<&'a str>,
    bylines: &'a [String],
    date: Option<String>,
    saved: Option<String>,
    dateline: Option<&'a str>,
    url: Option<&'a str>,
    source: Option<&'a str>,
    tags: &'a [String],
    lang: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockRecord>,
    sections: Vec<SectionRecord<'a>>,
    quotes: Vec<QuoteRecord<'a>>,
    turns: Vec<TurnRecord<'a>>,
    warnings: Vec<WarningRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct BlockRecord {
    kind: BlockKind,
    level: u8,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct SectionRecord<'a> {
    heading: &'a str,
    level: u8,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct QuoteRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: QuotationKind,
    speaker: Option<SpeakerRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct SpeakerRecord<'a> {
    name: &'a str,
    mention: &'a str,
    start: usize,
    end: usize,
    certainty: Certainty,
}

#[derive(Debug, Serialize)]
struct TurnRecord<'a> {
    speaker: &'a str,
    label: &'a str,
    role: TurnRole,
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct WarningRecord<'a> {
    message: &'a str,
    start: usize,
}

impl<'a> StoryRecord<'a> {
    /// The record of one story of the file at `path`.
    pub fn new(path: &'a str, ordinal: u32, story: &'a Story) -> Self {
        let meta = &story.meta;
        Self {
            path,
            ordinal,
            format: meta.format,
            kind: meta.kind,
            headline: &meta.headline,
            deck: meta.deck.as_deref(),
            bylines: &meta.bylines,
            date: meta.date.map(|date| date.to_string()),
            saved: meta.saved.map(|date| date.to_string()),
            dateline: meta.dateline.as_deref(),
            url: meta.url.as_deref(),
            source: meta.source.as_deref(),
            tags: &meta.tags,
            lang: meta.lang,
            text: &story.text,
            blocks: blocks(story),
            sections: sections(story),
            quotes: story
                .quotations
                .iter()
                .map(|quotation| quote(story, quotation))
                .collect(),
            turns: turns(story),
            warnings: warnings(story),
        }
    }
}

fn blocks(story: &Story) -> Vec<BlockRecord> {
    let record = |block: &crate::story::Block| BlockRecord {
        kind: block.kind,
        level: block.level,
        start: block.span.start,
        end: block.span.end,
    };
    story.blocks.iter().map(record).collect()
}

fn sections(story: &Story) -> Vec<SectionRecord<'_>> {
    let record = |section: &crate::story::Section| SectionRecord {
        heading: story.slice(section.heading),
        level: section.level,
        start: section.span.start,
        end: section.span.end,
    };
    story.sections.iter().map(record).collect()
}

fn quote<'a>(story: &'a Story, quotation: &Quotation) -> QuoteRecord<'a> {
    let speaker = |attribution: Attribution| SpeakerRecord {
        name: &story.people[attribution.person].name,
        mention: story.slice(attribution.mention),
        start: attribution.mention.start,
        end: attribution.mention.end,
        certainty: quotation.certainty,
    };
    QuoteRecord {
        start: quotation.span.start,
        end: quotation.span.end,
        text: story.slice(quotation.span),
        kind: quotation.kind,
        speaker: quotation.speaker.map(speaker),
    }
}

fn turns(story: &Story) -> Vec<TurnRecord<'_>> {
    let record = |turn: &crate::story::Turn| TurnRecord {
        speaker: &story.people[turn.speaker].name,
        label: story.slice(turn.label),
        role: turn.role,
        start: turn.span.start,
        end: turn.span.end,
        text: story.slice(turn.span),
    };
    story.turns.iter().map(record).collect()
}

fn warnings(story: &Story) -> Vec<WarningRecord<'_>> {
    story
        .warnings
        .iter()
        .map(|warning| WarningRecord {
            message: &warning.message,
            start: warning.start,
        })
        .collect()
}
