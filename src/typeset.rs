//! A story set in rows of a width: where lines break, what is indented, and which byte stands in
//! which row.
//!
//! The reader pane draws the rows and asks for row ↔ byte; nothing here knows colours or cells. What
//! always holds:
//! - rows are ordered by [`Row::start`], so a place (a byte) is found by binary search;
//! - every word of the story that is not hidden stands in one row, or is the label of a turn;
//! - no row is wider than the layout, unless a single grapheme is.

mod best;
mod bidi;
mod columns;
mod filler;
mod glyph;
mod glyphs;
mod hyphens;
mod indents;
mod part;
mod passage;
mod pieces;
mod print;
#[cfg(test)]
pub(crate) mod sample;
mod set;
mod sheet;
mod table;
mod wrap;

use std::collections::BTreeSet;

pub use bidi::{Bidi, as_seen};
pub use glyph::Glyph;
pub use part::Part;
pub use print::{fill, print_table};

use crate::story::{BlockKind, Span, Story, Turn, TurnRole};
use table::CellLine;

/// Columns of a tab in preformatted text.
const CODE_TAB: usize = 4;

/// How a story is to be set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layout<'a> {
    /// Columns of the text.
    pub width: u16,
    /// Columns free beside it, which tables may take.
    pub beside: Beside,
    /// What is left out: folded answers. In order, not overlapping.
    pub hidden: &'a [Span],
    /// What the reader wishes.
    pub manner: Manner,
}

/// Columns beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// To its left.
    pub left: u16,
    /// To its right.
    pub right: u16,
}

/// What a reader wishes of every story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Whether words are parted.
    pub hyphens: Hyphens,
    /// Who orders what is written from right to left.
    pub bidi: Bidi,
}

/// Whether words are parted at the end of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyphens {
    /// Never, but where the text itself says so.
    #[default]
    Off,
    /// Where rows would else be ragged, by the patterns of the language.
    On,
}

/// What a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing: white space between blocks.
    Air,
    /// Words of a block.
    Words(BlockKind),
    /// Words that come from the story's metadata and not from its text, set as a block of that kind.
    Made(BlockKind),
    /// A line of a table; index into those of the typeset.
    Cells(usize),
    /// The rule under the head of a table, so many columns long.
    TableRule(u16),
    /// The rule under a heading.
    Underline,
    /// A thematic break.
    Break,
    /// The label of a turn on a row of its own, above the speech.
    Name,
    /// The name of the speaker on a row of its own, at the end of the speech.
    Signature,
}

/// How a row ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowEnd {
    /// After a word.
    #[default]
    Word,
    /// Inside one: a hyphen is set.
    Hyphen,
}

/// One row of the set story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// First byte of the story that this row answers for: a label left out belongs to the first row
    /// of its turn, a folded answer to the row before it.
    pub start: usize,
    /// The words in it: bytes of the story, or of the typeset's own text for [`Line::Made`].
    pub text: Span,
    /// Columns left free before the words.
    pub indent: u16,
    /// Columns that it begins left of the text: wide tables do.
    pub outdent: u16,
    /// Whether it ends inside a word.
    pub end: RowEnd,
    /// What it holds.
    pub line: Line,
    /// Index into [`Story::blocks`]; for white space, the block below.
    pub block: usize,
    /// Index into [`Story::turns`] of who speaks here.
    pub turn: Option<usize>,
    /// Whether the speaker's name stands at the end of this row.
    pub signed: bool,
}

/// A story broken into rows: all of it, or the part around a place.
#[derive(Clone, Debug, Default)]
pub struct Typeset {
    width: u16,
    part: Option<Part>,
    rows: Vec<Row>,
    made: String,
    lines: Vec<CellLine>,
    manner: Manner,
}

impl Typeset {
    /// Sets a story.
    pub fn new(story: &Story, layout: Layout<'_>) -> Self {
        set::set(story, layout, 0..story.blocks.len())
    }

    /// Sets a story of usual length; of a long one, what stands around a place, which takes the same
    /// time whatever its length.
    pub fn around(story: &Story, layout: Layout<'_>, place: usize) -> Self {
        let blocks = part::blocks_around(story, place);
        let is_whole = blocks.len() == story.blocks.len();
        let part = Part::of(story, blocks.clone());
        Self {
            part: (!is_whole).then_some(part),
            ..set::set(story, layout, blocks)
        }
    }

    /// The part of the story that is set; `None` where that is all of it.
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    /// Columns it was set for.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// All rows, in order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Index of the row that shows a byte, or stands for it where it is left out.
    pub fn row_of(&self, place: usize) -> usize {
        let after = self.rows.partition_point(|row| row.start <= place);
        after.saturating_sub(1)
    }

    /// The byte at which a row starts; the last row's where there is no such row.
    pub fn place_of(&self, row: usize) -> usize {
        let row = self.rows.get(row).or(self.rows.last());
        row.map_or(0, |row| row.start)
    }

    /// Whether a row is of the head of a table.
    pub fn heads_table(&self, row: &Row) -> bool {
        matches!(row.line, Line::Cells(line) if self.lines[line].part == table::TablePart::Head)
    }

    /// The byte under a column of a row (columns from the left edge of the text), where words stand.
    pub fn byte_at(&self, story: &Story, row: usize, column: u16) -> Option<usize> {
        let row = self.rows.get(row)?;
        let byte = self
            .glyphs(story, row)
            .iter()
            .find(|glyph| (glyph.column..glyph.column + glyph.width.max(1)).contains(&column))?
            .at;
        (!matches!(row.line, Line::Made(_))).then_some(byte)
    }
}

/// Whether a block is a task, and one that is done.
pub fn task(story: &Story, block: usize) -> Option<bool> {
    set::task(story, block)
}

/// The people who speak turns, in the order in which they first do: their place in this list is
/// their lane.
pub fn voices(story: &Story) -> Vec<usize> {
    let mut heard = BTreeSet::new();
    let speakers = story.turns.iter().map(|turn| turn.speaker);
    speakers.filter(|&speaker| heard.insert(speaker)).collect()
}

/// The name to print for the speaker of a turn: their first label, so that it is the same at every
/// turn; the full name where labels are no more than a letter or two; the name that the introduction
/// gives to whoever is a letter throughout.
pub fn speaker_name<'a>(story: &'a Story, turn: &Turn) -> &'a str {
    let first = story
        .turns
        .iter()
        .find(|other| other.speaker == turn.speaker);
    let label = story.slice(first.unwrap_or(turn).label);
    let says_who = |name: &&str| name.chars().filter(|c| c.is_alphabetic()).count() > 2;
    if says_who(&label) {
        return label;
    }
    let Some(person) = story.people.get(turn.speaker) else {
        return label;
    };
    let variants = person.variants.iter().map(String::as_str);
    let fullest = variants.filter(says_who).max_by_key(|name| name.len());
    Some(person.name.as_str())
        .filter(says_who)
        .or(fullest)
        .unwrap_or(&person.name)
}

/// Which turns print their speaker's name at their end: answers, and questions where somebody else
/// asked the one before. Where more than two speak, names stand at the start instead.
fn signatures(story: &Story) -> Vec<bool> {
    let mut asked = None;
    let signs = |turn: &Turn| {
        let told = speaker_name(story, turn).chars().count() > 2;
        let asks = turn.role == TurnRole::Question;
        told && !(asks && asked.replace(turn.speaker) == Some(turn.speaker))
    };
    story.turns.iter().map(signs).collect()
}

#[cfg(test)]
mod tests;
