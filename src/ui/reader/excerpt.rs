//! Parts of the open story that are sent elsewhere: a quotation, a turn, a paragraph, a section, what is
//! selected, or all of it; as text, Markdown or JSON.

use serde::Serialize;

use super::Reader;
use crate::story::Span;

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The quotation one is at.
    Quotation,
    /// What somebody says before the next one speaks.
    Turn,
    /// The paragraph one is at.
    Paragraph,
    /// The section one is in.
    Section,
    /// All of the story.
    Story,
    /// What is selected.
    Selection,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The words alone.
    Text,
    /// As Markdown.
    Markdown,
    /// As an object on one line.
    Json,
}

impl Part {
    /// All parts by name.
    pub const ALL: &[(&str, Self)] = &[
        ("quotation", Self::Quotation),
        ("turn", Self::Turn),
        ("paragraph", Self::Paragraph),
        ("section", Self::Section),
        ("story", Self::Story),
        ("selection", Self::Selection),
    ];

    /// The part of that name, or of that beginning of one.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(whole, _)| whole.starts_with(name))
            .map(|(_, part)| *part)
    }
}

impl Form {
    /// All forms by name.
    pub const ALL: &[(&str, Self)] = &[
        ("text", Self::Text),
        ("markdown", Self::Markdown),
        ("json", Self::Json),
    ];

    /// The form of that name, or of that beginning of one.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(whole, _)| whole.starts_with(name))
            .map(|(_, form)| *form)
    }
}

#[derive(Serialize)]
struct Record<'a> {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    headline: &'a str,
    bylines: &'a [String],
    source: Option<&'a str>,
    date: Option<String>,
    address: Option<&'a str>,
    path: &'a str,
    ordinal: u32,
    start: usize,
    end: usize,
}

impl Reader {
    /// A part of the story as it is sent; `None` where there is no such part here.
    pub fn written(&self, part: Part, form: Form) -> Option<String> {
        let (span, person) = self.span_of(part)?;
        let story = &self.story;
        let speaker = person.and_then(|person| Some(story.people.get(person)?.name.as_str()));
        Some(match form {
            Form::Text => self.text_of(part, span),
            Form::Markdown if part == Part::Story => story.markdown(),
            Form::Markdown => story.markdown_of(span),
            Form::Json => {
                let meta = &story.meta;
                let record = Record {
                    text: self.text_of(part, span),
                    speaker,
                    headline: &meta.headline,
                    bylines: &meta.bylines,
                    source: meta.source.as_deref(),
                    date: meta.date.map(|date| date.to_string()),
                    address: meta.url.as_deref(),
                    path: &self.id.path,
                    ordinal: self.id.ordinal,
                    start: span.start,
                    end: span.end,
                };
                serde_json::to_value(record).ok()?.to_string() + "\n"
            }
        })
    }

    /// The words, an empty line between two paragraphs.
    fn text_of(&self, part: Part, span: Span) -> String {
        let story = &self.story;
        let blocks = story
            .blocks
            .iter()
            .filter(|block| block.span.overlaps(span));
        let read = blocks.filter(|block| part != Part::Story || block.is_read());
        let lines = read.map(|block| {
            let start = block.span.start.max(span.start);
            let end = block.span.end.min(span.end);
            story.mended(Span::new(start, end)).trim().to_owned()
        });
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n\n") + "\n"
    }

    /// Where a part stands, and who speaks in it.
    fn span_of(&self, part: Part) -> Option<(Span, Option<usize>)> {
        let story = &self.story;
        let focus = self.focus();
        match part {
            Part::Quotation => {
                let quotation = &story.quotations[self.quotation_here()?];
                Some((
                    quotation.span,
                    quotation.speaker.map(|speaker| speaker.person),
                ))
            }
            Part::Turn => {
                let turn = &story.turns[story.turn_at(focus)?];
                Some((turn.span, Some(turn.speaker)))
            }
            Part::Paragraph => self.paragraph_here(),
            Part::Section => {
                let section = story
                    .section_at(focus)
                    .map(|section| story.sections[section].span);
                let lead = story
                    .sections
                    .first()
                    .map_or(story.text.len(), |first| first.span.start);
                Some((section.unwrap_or(Span::new(0, lead)), None))
            }
            Part::Story => Some((Span::new(0, story.text.len()), None)),
            Part::Selection => self.selected().map(|span| (span, self.speaker_of(span))),
        }
    }
}
