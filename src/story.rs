//! A story: one sanitised text and everything that is known about it as byte ranges over that text.
//!
//! Every other module speaks in these types; this one uses none of them. What always holds for a
//! story that came out of [`crate::format::parse`]:
//! - every [`Span`] lies on character boundaries of [`Story::text`] and inside it;
//! - blocks are in order, do not overlap, and hold every character of the text but white space;
//! - quotations, turns, sections and inlines are ordered by their start;
//! - the text holds no control character but `\n` and `\t`, no escape and no bidirectional override.

mod identity;
mod markdown;
mod shape;
mod voices;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::language::script;
use serde::{Deserialize, Serialize};

pub use identity::{Identity, hash};
pub use shape::{Alignment, Columns, Shape};

/// A range of bytes in the text of one story.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forwards: {start}..{end}");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether byte `place` lies inside.
    pub fn contains(self, place: usize) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range as the standard library writes it.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Which story: the file, and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoryId {
    /// Path relative to the library's folder, `/` between its parts.
    pub path: Arc<str>,
    /// Which story of the file, from 0.
    pub ordinal: u32,
    /// First byte of the record in a file of records (JSON lines); 0 for every other file.
    pub offset: u64,
}

/// What a story is as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StoryKind {
    /// Told by a reporter.
    #[default]
    Report,
    /// Told in questions and answers.
    Interview,
}

/// What is known of a story besides its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// Report or interview.
    pub kind: StoryKind,
    /// The headline, as printed; the first words of the text where none was found. Never empty
    /// unless the text is.
    pub headline: String,
    /// The standfirst under the headline.
    pub deck: Option<String>,
    /// Who wrote it, a name each.
    pub bylines: Vec<String>,
    /// Day of publication (or time, where printed), as given.
    pub date: Option<Date>,
    /// Day when a reader kept it, where the file names one: never the day of publication.
    pub saved: Option<Date>,
    /// Where the report was filed from: "LISBON".
    pub dateline: Option<String>,
    /// Where the story was published on the web: `http:` or `https:` only.
    pub url: Option<String>,
    /// Who published it: a paper, an agency, the host of the address.
    pub source: Option<String>,
    /// Subjects named by the file itself.
    pub tags: Vec<String>,
    /// ISO 639-1 code of the language, where it could be told.
    pub lang: Option<&'static str>,
    /// Name of the row of [`crate::format::FORMATS`] that read the file.
    pub format: &'static str,
}

/// A day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Seconds from the midnight that 1970 began with, by the clock of the place where the date was
    /// printed; midnight where only a day is printed.
    pub seconds: i64,
    /// Whether a time of day was printed too.
    pub has_time: bool,
}

impl Date {
    /// The day alone, where the time of day says nothing to a reader.
    #[must_use]
    pub fn day(self) -> Self {
        Self {
            has_time: false,
            ..self
        }
    }
}

impl std::fmt::Display for Date {
    /// ISO 8601, as printed: `2026-03-01`, or `2026-03-01T08:30:00` where a time was.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Ok(time) = jiff::Timestamp::from_second(self.seconds) else {
            return write!(formatter, "@{}", self.seconds);
        };
        if self.has_time {
            write!(formatter, "{}", time.strftime("%Y-%m-%dT%H:%M:%S"))
        } else {
            write!(formatter, "{}", time.strftime("%Y-%m-%d"))
        }
    }
}

/// How sure byline is of what it took something for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// A guess that a careful reader might overrule.
    Doubtful,
    /// More likely than not.
    Likely,
    /// The text or its markup says so.
    #[default]
    Sure,
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The headline of the story.
    Headline,
    /// The standfirst.
    Deck,
    /// "By …".
    Byline,
    /// A line that gives the date of publication or of an update.
    Date,
    /// A heading inside the story.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list, without its mark.
    #[serde(rename = "list")]
    ListItem,
    /// Text set apart as somebody else's words.
    BlockQuote,
    /// Words under a picture.
    Caption,
    /// Page furniture: share buttons, tables of contents, "For more updates …".
    Promo,
    /// Preformatted text.
    Code,
    /// One row of a table, cells separated by tabs.
    TableRow,
    /// A footnote with its mark.
    Footnote,
    /// A thematic break; its span is empty or covers the printed rule.
    Rule,
}

/// A stretch of text that is set as one: what lies between two line breaks of the story's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Depth: 1–6 for headings, nesting from 0 for lists and block quotes, 0 elsewhere.
    pub level: u8,
    /// Number to print before an item of an ordered list.
    pub number: Option<u32>,
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// How sure the kind is.
    pub certainty: Certainty,
    /// How it stands beside its neighbours.
    #[serde(default)]
    pub shape: Shape,
}

/// What a stretch inside a block is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InlineKind {
    /// Set in italics.
    Emphasis,
    /// Set in bold.
    Strong,
    /// Set as code.
    Code,
    /// Struck out.
    Struck,
    /// Put in later, where an earlier text had nothing or something else.
    Inserted,
    /// Leads somewhere: an address as printed, `http`, `https`, `mailto` or a relative path.
    Link(String),
}

/// A stretch inside a block that is set apart from its surroundings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// How.
    pub kind: InlineKind,
    /// Where.
    pub span: Span,
}

/// A section: a heading and what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The words of the heading.
    pub heading: Span,
    /// 1 for the topmost headings in the story, then deeper.
    pub level: u8,
    /// From the heading up to the next one of any level, or the end of the text.
    pub span: Span,
}

/// How a quotation stands in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuotationKind {
    /// A whole sentence or clause in the source's words.
    #[default]
    Direct,
    /// Quoted words inside the reporter's own sentence: called it “a disaster”.
    Mixed,
    /// A paragraph set apart, without marks.
    Block,
}

/// Words somebody said or wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// What stands between the marks, without them.
    pub span: Span,
    /// The same with its marks, as far as they are printed.
    pub outer: Span,
    /// How it stands in its sentence.
    pub kind: QuotationKind,
    /// Who says it; `None` where the text does not tell.
    pub speaker: Option<Attribution>,
    /// How sure the speaker is.
    pub certainty: Certainty,
}

/// The words by which the text says who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Index into [`Story::people`].
    pub person: usize,
    /// The words on the page: "she", "the senior official", "Rivera". For a quotation that
    /// continues an earlier one, the words that named the speaker there.
    pub mention: Span,
    /// The reporting verb or phrase, where there is one: "said", "according to".
    pub cue: Option<Span>,
}

/// What a turn of an interview does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TurnRole {
    /// Asks.
    Question,
    /// Answers.
    Answer,
    /// A clip, an announcement, a third voice.
    #[default]
    Other,
}

/// What one speaker says before the next one speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Index into [`Story::people`].
    pub speaker: usize,
    /// The label as printed, without its colon; empty at the start of the text where none is printed.
    pub label: Span,
    /// Asks, answers, or neither.
    pub role: TurnRole,
    /// The speech, without its label. May hold several blocks, headings and captions among them.
    pub span: Span,
    /// How sure speaker and role are.
    pub certainty: Certainty,
}

/// Somebody who speaks in the story: a person, an office, an unnamed source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The fullest name the story gives, or the words on the page where it gives none.
    pub name: String,
    /// Other ways the story writes it, in order of appearance.
    pub variants: Vec<String>,
    /// Whether the name is but a pronoun, an office or a description, and so means nobody in another
    /// story.
    pub is_unnamed: bool,
    /// What the story says they are: "president of the National Defense Commission".
    pub role: Option<String>,
    /// Number of quotations attributed to them.
    pub quotations: usize,
    /// Number of turns they speak.
    pub turns: usize,
    /// Words they are quoted with, turns included.
    pub words: usize,
    /// First place they are named or speak (bytes).
    pub first: usize,
}

/// Something a careful reader should know about how the text was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where, in bytes of the story's text.
    pub start: usize,
}

/// What the reader jumps between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Landmark {
    /// Headings.
    Section,
    /// Blocks of any kind that are read: headings, paragraphs, list items ….
    Paragraph,
    /// Quotations.
    Quotation,
    /// Turns of any speaker.
    Turn,
    /// Turns that ask.
    Question,
    /// Turns that answer.
    Answer,
    /// Links.
    Link,
}

/// One story: what is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Headline, date, source ….
    pub meta: Meta,
    /// The sanitised text; blocks are separated by `\n`.
    pub text: String,
    /// What the text is made of, in order.
    pub blocks: Vec<Block>,
    /// Emphasis, links ….
    pub inlines: Vec<Inline>,
    /// Headings and what stands under them.
    pub sections: Vec<Section>,
    /// Who is quoted saying what.
    pub quotations: Vec<Quotation>,
    /// Who asks and who answers.
    pub turns: Vec<Turn>,
    /// Everybody who speaks, in order of appearance.
    pub people: Vec<Person>,
    /// Places (bytes, ascending) where a space was lost in the source: after `Smith.` in
    /// `Smith.”It`. The screen sets a space there; the text stays as it came.
    pub mends: Vec<usize>,
    /// Doubts.
    pub warnings: Vec<Warning>,
    /// Why lines of plain text were taken for headlines, headings and furniture.
    pub reasons: Vec<Reason>,
}

/// Why a line of plain text was taken for what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Which of [`Story::blocks`] it is.
    pub block: usize,
    /// The signs that weighed most, the weightiest first: where each is seen, and what it is.
    pub signs: Vec<(&'static str, &'static str)>,
}

impl Story {
    /// The words that a span covers.
    ///
    /// # Panics
    /// When the span belongs to another story.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The words that a span covers, with a space set wherever the source lost one.
    pub fn mended(&self, span: Span) -> Cow<'_, str> {
        let first = self.mends.partition_point(|&mend| mend <= span.start);
        let last = self
            .mends
            .partition_point(|&mend| mend < span.end)
            .max(first);
        if first == last {
            return self.slice(span).into();
        }
        let mut text = String::with_capacity(span.len() + last - first);
        let mut from = span.start;
        for &mend in &self.mends[first..last] {
            text.push_str(self.slice(Span::new(from, mend)));
            text.push(' ');
            from = mend;
        }
        text.push_str(self.slice(Span::new(from, span.end)));
        text.into()
    }

    /// The spans of all landmarks of one kind, in order.
    pub fn landmarks(&self, kind: Landmark) -> Vec<Span> {
        let turns = |role: TurnRole| {
            self.turns
                .iter()
                .filter(move |turn| turn.role == role)
                .map(Turn::outer)
                .collect()
        };
        match kind {
            Landmark::Section => self
                .sections
                .iter()
                .map(|section| section.heading)
                .collect(),
            Landmark::Paragraph => self
                .blocks
                .iter()
                .filter(|block| block.is_read())
                .map(|block| block.span)
                .collect(),
            Landmark::Quotation => self
                .quotations
                .iter()
                .map(|quotation| quotation.outer)
                .collect(),
            Landmark::Turn => self.turns.iter().map(Turn::outer).collect(),
            Landmark::Question => turns(TurnRole::Question),
            Landmark::Answer => turns(TurnRole::Answer),
            Landmark::Link => self.links().map(|(span, _)| span).collect(),
        }
    }

    /// The links, with their addresses.
    pub fn links(&self) -> impl Iterator<Item = (Span, &str)> {
        self.inlines.iter().filter_map(|inline| match &inline.kind {
            InlineKind::Link(address) => Some((inline.span, address.as_str())),
            _ => None,
        })
    }

    /// The block at a byte, or the last one before it.
    pub fn block_at(&self, place: usize) -> Option<usize> {
        let after = self
            .blocks
            .partition_point(|block| block.span.start <= place);
        after.checked_sub(1)
    }

    /// The section at a byte; `None` in the lead.
    pub fn section_at(&self, place: usize) -> Option<usize> {
        let after = self
            .sections
            .partition_point(|section| section.span.start <= place);
        after.checked_sub(1)
    }

    /// The turn at a byte, its label included.
    pub fn turn_at(&self, place: usize) -> Option<usize> {
        let after = self
            .turns
            .partition_point(|turn| turn.outer().start <= place);
        after
            .checked_sub(1)
            .filter(|&turn| place < self.turns[turn].span.end)
    }

    /// The quotation at a byte, its marks included.
    pub fn quotation_at(&self, place: usize) -> Option<usize> {
        let after = self
            .quotations
            .partition_point(|quotation| quotation.outer.start <= place);
        after
            .checked_sub(1)
            .filter(|&quotation| place < self.quotations[quotation].outer.end)
    }

    /// Number of words that are read, page furniture left out.
    pub fn words(&self) -> usize {
        self.blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Promo)
            .map(|block| count_words(self.slice(block.span)))
            .sum()
    }

    /// Minutes a reader needs for `words` words, at least 1.
    ///
    /// 238 words a minute is the mean for silent reading of English non-fiction:
    /// M. Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019).
    pub fn minutes(words: usize) -> usize {
        words.div_ceil(238).max(1)
    }
}

/// A text on one line: single spaces for its line breaks and other white space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Number of words in a text: runs between white space, and every character of the scripts that
/// write without spaces as half a word (Chinese and Japanese readers count characters; about two
/// make a word).
pub fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        return count_ascii_words(text);
    }
    let mut words = 0;
    let mut unspaced = 0;
    let mut in_word = false;
    for character in text.chars() {
        match character {
            ' ' | '\n' | '\t' => in_word = false,
            'a'..='z' | 'A'..='Z' | '0'..='9' => {
                words += usize::from(!in_word);
                in_word = true;
            }
            _ if script::is_chinese_or_japanese(character) => {
                unspaced += 1;
                in_word = false;
            }
            _ if character.is_whitespace() => in_word = false,
            _ if !in_word && character.is_alphanumeric() => {
                words += 1;
                in_word = true;
            }
            _ => (),
        }
    }
    words + unspaced / 2
}

/// The same for text without other characters, which most text is: it costs a fraction.
fn count_ascii_words(text: &str) -> usize {
    // The vertical tab is white space too.
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let runs = text.as_bytes().split(is_space);
    let is_word = |run: &&[u8]| run.iter().any(u8::is_ascii_alphanumeric);
    runs.filter(is_word).count()
}

impl Block {
    /// A block of which there is no doubt.
    pub fn new(kind: BlockKind, span: Span) -> Self {
        Self {
            kind,
            level: 0,
            number: None,
            span,
            certainty: Certainty::Sure,
            shape: Shape::Usual,
        }
    }

    /// Whether a reader stops at it: everything but page furniture and rules.
    pub fn is_read(&self) -> bool {
        !matches!(self.kind, BlockKind::Promo | BlockKind::Rule)
    }

    /// Whether people speak in it: paragraphs, list items and block quotes.
    pub fn is_prose(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote
        )
    }
}

impl Turn {
    /// Label and speech together.
    pub fn outer(&self) -> Span {
        if self.label.is_empty() {
            self.span
        } else {
            Span::new(self.label.start, self.span.end)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_are_counted_alike_in_ascii_and_beyond() {
        for (text, expect) in [
            ("", 0),
            ("It’s here", 2),
            ("a-b c'd  3.5\te\nf\x0bg\rh --", 7),
            ("x", 1),
            ("東京の港", 2),
        ] {
            assert_eq!(count_words(text), expect, "{text}");
            // A dash beyond ASCII is no word.
            assert_eq!(count_words(&format!("{text} —")), expect, "{text}");
        }
    }
}
