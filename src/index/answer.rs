//! What an answer is made of: which rows are wanted, the rows, and how many there are in all.

use std::sync::Arc;

use crate::index::query::Hint;
use crate::story::{
    Certainty, Date, Identity, QuotationKind, Span, Story, StoryId, StoryKind, TurnRole,
};

/// Reads a story for its passage; `None` where it cannot be read any more.
pub type Load<'a> = dyn Fn(&StoryId) -> Option<Arc<Story>> + Sync + 'a;

/// Which rows of the answer are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Rows left out before the first one.
    pub offset: usize,
    /// Rows wanted at most.
    pub limit: usize,
}

/// How many stories answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exact(usize),
    /// So many and perhaps more.
    AtLeast(usize),
}

impl Total {
    /// The number, exact or not.
    pub fn count(self) -> usize {
        match self {
            Self::Exact(count) | Self::AtLeast(count) => count,
        }
    }
}

impl Default for Total {
    fn default() -> Self {
        Self::Exact(0)
    }
}

/// One story of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it lies.
    pub id: StoryId,
    /// Which story it is, wherever it lies.
    pub identity: Identity,
    /// Its headline.
    pub headline: String,
    /// Its date, where it has one.
    pub date: Option<Date>,
    /// Its source.
    pub source: Option<String>,
    /// What its deck begins with, as one line.
    pub deck: Option<String>,
    /// Who speaks in it, whoever says most first: a few.
    pub voices: Vec<String>,
    /// Report or interview.
    pub kind: StoryKind,
    /// Its length in words.
    pub words: usize,
    /// Number of quotations in it.
    pub quotations: usize,
    /// How many more stories have nearly the same text, of those that answer.
    pub copies: usize,
    /// How well it answers; 0 when browsing.
    pub score: f32,
    /// The passage that answers best; `None` when browsing.
    pub passage: Option<Passage>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// A quotation.
    Quote,
    /// A turn of an interview.
    Turn,
    /// A paragraph, or part of one.
    Paragraph,
    /// A heading.
    Heading,
    /// The headline.
    Headline,
}

/// Words of a story that answer the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Who says it, for a quotation or turn.
    pub speaker: Option<String>,
    /// Where it stands in the story's text.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What to highlight: bytes into [`Passage::text`].
    pub highlights: Vec<Span>,
    /// All words of the story that answer (bytes of the story's text), for `n` and `N`.
    pub hits: Vec<Span>,
    /// Where the passages of the story stand of which as much of what was asked holds, this one among them, in
    /// their order.
    pub places: Vec<Span>,
}

/// One page of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// How many stories answer in all.
    pub total: Total,
    /// Which rows these are.
    pub window: Window,
    /// The rows.
    pub rows: Vec<Row>,
    /// How the query was read.
    pub hints: Vec<Hint>,
}

/// A quotation or a turn, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// The story with these words; the first in the order of the list.
    pub place: Citation,
    /// What it is.
    pub kind: UtteranceKind,
    /// Who says it, where the text tells.
    pub speaker: Option<String>,
    /// How sure the speaker is.
    pub certainty: Certainty,
    /// Where it stands in the story's text.
    pub span: Span,
    /// The words as they are printed, without quotation marks or label; of a quotation in pieces with
    /// what stands between them.
    pub text: String,
    /// The words that were looked for: bytes of [`Utterance::text`].
    pub highlights: Vec<Span>,
    /// The part of the text to show where there is no room for all of it: what stands around most of
    /// these words.
    pub excerpt: Span,
    /// The other stories with these words.
    pub also: Vec<Citation>,
}

/// What an utterance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UtteranceKind {
    /// A quotation.
    Quotation(QuotationKind),
    /// A turn of an interview.
    Turn(TurnRole),
}

/// A story as an utterance names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Which story.
    pub id: StoryId,
    /// Its headline.
    pub headline: String,
    /// Its date, where it has one.
    pub date: Option<Date>,
    /// Its source.
    pub source: Option<String>,
}
