//! From blocks to rows: what is indented, what gets air above, who speaks.

use std::ops::Range;

use super::table::{self, Table};
use super::wrap::{self, Passage};
use super::{CODE_TAB, Layout, Line, Row, Typeset, signatures, speaker_name, voices};
use crate::story::{Block, BlockKind, Date, Span, Story, StoryKind};

/// Sets these blocks of a story for a layout.
pub(super) fn set(story: &Story, layout: Layout<'_>, blocks: Range<usize>) -> Typeset {
    let levels = story.blocks.iter().filter(|b| b.kind == BlockKind::Heading);
    let many = voices(story).len() > 2;
    let mut setter = Setter {
        story,
        layout,
        top_level: levels.map(|heading| heading.level).min().unwrap_or(0),
        many_voices: many,
        signs: if many { vec![] } else { signatures(story) },
        set: Typeset {
            width: layout.width,
            ..Typeset::default()
        },
        above: None,
        carried: None,
    };
    if blocks.start == 0 {
        setter.masthead();
    }
    let mut block = blocks.start;
    while block < blocks.end {
        block = match story.blocks[block].kind {
            BlockKind::TableRow => setter.table(block),
            _ => setter.block(block),
        };
    }
    setter.set
}

/// A stretch of a block in which nobody else begins to speak: nearly always the whole block.
#[derive(Clone, Copy, Debug)]
struct Segment {
    block: usize,
    /// Label included.
    start: usize,
    /// The words to set, label left out.
    words: Span,
    turn: Option<usize>,
}

/// What stands above the row to come, for the air between them.
#[derive(Clone, Copy, Debug)]
struct Above {
    kind: BlockKind,
    turn: Option<usize>,
    /// A label on a row of its own, whose speech comes now.
    is_name: bool,
}

struct Setter<'a> {
    story: &'a Story,
    layout: Layout<'a>,
    /// Level of the topmost headings.
    top_level: u8,
    /// More than two speak: names go above the speech.
    many_voices: bool,
    /// By turn, whether its speaker's name goes at its end.
    signs: Vec<bool>,
    set: Typeset,
    above: Option<Above>,
    /// Start of a label that was left out and waits for the first row of its speech.
    carried: Option<usize>,
}

impl Setter<'_> {
    /// What the text itself does not print: source and date above, headline, deck and names.
    fn masthead(&mut self) {
        let first = self.story.blocks.first();
        if first.is_none_or(|block| self.is_hidden(block.span.start)) {
            return;
        }
        for (kind, words) in masthead(self.story) {
            self.air(kind, 0, 0, None);
            let from = self.set.made.len();
            self.set.made.push_str(&words);
            let mut rows = vec![];
            let passage = Passage {
                text: &words,
                start: from,
                mends: &[],
            };
            wrap::wrap(passage, self.width(0), |span| rows.push(span));
            for text in rows {
                self.push(Line::Made(kind), 0, text, 0);
            }
        }
    }

    fn block(&mut self, index: usize) -> usize {
        for segment in segments(self.story, index) {
            if !self.is_hidden(segment.start) {
                self.segment(segment);
            }
        }
        index + 1
    }

    fn segment(&mut self, segment: Segment) {
        let block = &self.story.blocks[segment.block];
        let labelled = segment.start < segment.words.start;
        if labelled && self.many_voices {
            self.name(segment);
        }
        if segment.words.is_empty() && block.kind != BlockKind::Rule {
            self.carried.get_or_insert(segment.start);
            return;
        }
        let start = self.carried.take().unwrap_or(segment.start);
        self.air(block.kind, segment.block, start, segment.turn);
        let first = self.set.rows.len();
        match block.kind {
            BlockKind::Code => self.code(segment),
            BlockKind::Rule => self.push(Line::Break, segment.block, segment.words, start),
            _ => self.words(segment, indent(block)),
        }
        for row in &mut self.set.rows[first..] {
            row.turn = segment.turn;
        }
        if let Some(row) = self.set.rows.get_mut(first) {
            row.start = start;
        }
        if block.kind == BlockKind::Heading && block.level == self.top_level {
            let end = segment.words.end;
            self.push(Line::Underline, segment.block, Span::new(end, end), end);
        }
        self.sign(segment);
    }

    /// The label of a turn on its own row.
    fn name(&mut self, segment: Segment) {
        let Some(turn) = segment.turn else { return };
        let label = self.story.turns[turn].label;
        self.air(
            BlockKind::Paragraph,
            segment.block,
            label.start,
            segment.turn,
        );
        let first = self.set.rows.len();
        let passage = self.passage(label);
        let width = self.width(0);
        let mut rows = vec![];
        wrap::wrap(passage, width, |span| rows.push(span));
        for text in rows {
            self.push(Line::Name, segment.block, text, text.start);
        }
        for row in &mut self.set.rows[first..] {
            row.turn = segment.turn;
        }
        self.above = Some(Above {
            kind: BlockKind::Paragraph,
            turn: segment.turn,
            is_name: true,
        });
    }

    /// The name at the end of a turn: in its last row where there is room, else below.
    fn sign(&mut self, segment: Segment) {
        let Some(index) = segment.turn else { return };
        let turn = &self.story.turns[index];
        let block_end = self.story.blocks[segment.block].span.end;
        let ends = self.last_prose_of(index) == Some(segment.block)
            && segment.words.end >= turn.span.end.min(block_end);
        let Some(&row) = self
            .set
            .rows
            .last()
            .filter(|_| ends && self.is_signed(index))
        else {
            return;
        };
        let needed = wrap::columns(speaker_name(self.story, turn)) + 3;
        let taken = usize::from(self.set.end_of(self.story, &row));
        if taken + needed <= usize::from(self.layout.width) {
            if let Some(row) = self.set.rows.last_mut() {
                row.signed = true;
            }
            return;
        }
        let end = segment.words.end;
        self.push(Line::Signature, segment.block, Span::new(end, end), end);
        if let Some(row) = self.set.rows.last_mut() {
            row.turn = segment.turn;
        }
    }

    /// Whether a turn prints its speaker's name at its end. A question whose answer is folded away
    /// tells there what it hides.
    fn is_signed(&self, turn: usize) -> bool {
        let next = self.story.turns.get(turn + 1);
        let folded = next.is_some_and(|next| self.is_hidden(next.outer().start));
        !folded && self.signs.get(turn) == Some(&true)
    }

    /// The last block in which the speaker of a turn says something.
    fn last_prose_of(&self, turn: usize) -> Option<usize> {
        let span = self.story.turns[turn].span;
        let blocks = &self.story.blocks;
        let first = self.story.block_at(span.start)?;
        let end = blocks.partition_point(|block| block.span.start < span.end);
        (first..end).rev().find(|&index| blocks[index].is_prose())
    }

    fn words(&mut self, segment: Segment, indent: u16) {
        let indent = indent.min(self.layout.width / 2);
        let (line, width) = (
            Line::Words(self.story.blocks[segment.block].kind),
            self.width(indent),
        );
        let set = &mut self.set;
        let passage = Passage {
            text: self.story.slice(segment.words),
            start: segment.words.start,
            mends: &self.story.mends,
        };
        wrap::wrap(passage, width, |text| {
            set.rows.push(Row {
                indent,
                ..plain(line, segment.block, text, text.start)
            });
        });
    }

    fn code(&mut self, segment: Segment) {
        let indent = 2.min(self.layout.width / 4);
        let width = self.width(indent);
        let set = &mut self.set;
        let text = self.story.slice(segment.words);
        wrap::chop(text, segment.words.start, width, CODE_TAB, |text| {
            set.rows.push(Row {
                indent,
                ..plain(
                    Line::Words(BlockKind::Code),
                    segment.block,
                    text,
                    text.start,
                )
            });
        });
    }

    /// Sets the table that starts at a block and tells which block follows it.
    fn table(&mut self, first: usize) -> usize {
        let blocks = &self.story.blocks[first..];
        let rows: Vec<Span> = blocks
            .iter()
            .take_while(|block| block.kind == BlockKind::TableRow)
            .map(|block| block.span)
            .collect();
        let after = first + rows.len();
        if self.is_hidden(rows[0].start) {
            return after;
        }
        let fits = Table::measured(self.story, &rows, self.width(0));
        let line = fits.map(|table| {
            self.set.tables.push(table);
            Line::Cells(self.set.tables.len() - 1)
        });
        for (index, row) in (first..after).zip(rows) {
            let turn = self.story.turn_at(row.start);
            self.air(BlockKind::TableRow, index, row.start, turn);
            match line {
                Some(line) => self.push(line, index, row, row.start),
                None => self.loose_cells(index, row),
            }
        }
        after
    }

    /// A row of a table that does not fit: one cell below the other, the first one hanging.
    fn loose_cells(&mut self, block: usize, row: Span) {
        for (order, words) in table::cells(self.story, row).into_iter().enumerate() {
            let segment = Segment {
                block,
                start: words.start,
                words,
                turn: None,
            };
            self.words(segment, if order == 0 { 0 } else { 2 });
        }
    }

    fn passage(&self, span: Span) -> Passage<'_> {
        Passage {
            text: self.story.slice(span),
            start: span.start,
            mends: &self.story.mends,
        }
    }

    /// White space between what stands above and a block of `kind`.
    fn air(&mut self, kind: BlockKind, block: usize, start: usize, turn: Option<usize>) {
        let rows = self.above.map_or(0, |above| air_between(above, kind, turn));
        let within = self
            .above
            .and_then(|above| above.turn)
            .filter(|_| turn.is_some());
        for _ in 0..rows {
            self.set.rows.push(Row {
                turn: within.filter(|&above| Some(above) == turn),
                ..plain(Line::Air, block, Span::new(start, start), start)
            });
        }
        self.above = Some(Above {
            kind,
            turn,
            is_name: false,
        });
    }

    fn push(&mut self, line: Line, block: usize, text: Span, start: usize) {
        self.set.rows.push(plain(line, block, text, start));
    }

    fn width(&self, indent: u16) -> usize {
        usize::from(self.layout.width.saturating_sub(indent)).max(1)
    }

    fn is_hidden(&self, place: usize) -> bool {
        let hidden = self.layout.hidden;
        let next = hidden.partition_point(|span| span.end <= place);
        hidden.get(next).is_some_and(|span| span.contains(place))
    }
}

fn plain(line: Line, block: usize, text: Span, start: usize) -> Row {
    Row {
        start,
        text,
        indent: 0,
        line,
        block,
        turn: None,
        signed: false,
    }
}

/// Columns before the words of a block: marks and bars of lists and block quotes go there.
fn indent(block: &Block) -> u16 {
    let level = u16::from(block.level);
    match block.kind {
        BlockKind::ListItem if block.number.is_some() => 2 * level + 4,
        BlockKind::ListItem | BlockKind::BlockQuote => 2 * level + 2,
        BlockKind::Caption | BlockKind::Promo => 2,
        _ => 0,
    }
}

/// Rows of white space between two blocks.
fn air_between(above: Above, kind: BlockKind, turn: Option<usize>) -> usize {
    use BlockKind::{Byline, Code, Date, Heading, ListItem, Promo, TableRow};
    if above.is_name {
        return 0;
    }
    match (above.kind, kind) {
        (_, Heading) => 2,
        (Heading, _)
        | (Byline | Date, Byline | Date)
        | (ListItem, ListItem)
        | (Code, Code)
        | (TableRow, TableRow)
        | (Promo, Promo)
            if above.turn == turn || above.kind == Heading =>
        {
            0
        }
        _ => 1,
    }
}

/// Cuts a block where a turn begins or ends inside it, and leaves labels out of the words.
fn segments(story: &Story, index: usize) -> Vec<Segment> {
    let span = story.blocks[index].span;
    let first = story
        .turns
        .partition_point(|turn| turn.span.end <= span.start);
    let inside = story.turns[first..]
        .iter()
        .take_while(|turn| turn.outer().start < span.end)
        .flat_map(|turn| [turn.outer().start, turn.span.end])
        .filter(|&cut| span.start < cut && cut < span.end);
    let mut cuts: Vec<usize> = [span.start].into_iter().chain(inside).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().chain([span.end]);
    cuts.iter()
        .zip(ends)
        .map(|(&start, end)| segment(story, index, Span::new(start, end)))
        .filter(|segment| cuts.len() == 1 || segment.start < segment.words.end)
        .collect()
}

fn segment(story: &Story, block: usize, span: Span) -> Segment {
    // A label alone on its line lies outside the speech, so the turn is asked by its outer span.
    let turn = story.turn_at(span.start);
    let after_label = turn
        .map(|turn| &story.turns[turn])
        .filter(|turn| turn.outer().start == span.start)
        .map_or(span.start, |turn| turn.span.start.min(span.end));
    let words = story.slice(Span::new(after_label, span.end));
    let from = after_label + (words.len() - words.trim_start().len());
    Segment {
        block,
        start: span.start,
        words: Span::new(from, from + words.trim().len()),
        turn: turn.filter(|_| story.blocks[block].kind != BlockKind::Heading),
    }
}

/// A day as the list prints it: "1 Mar 2026".
fn day(date: Date) -> String {
    let time = jiff::Timestamp::from_second(date.seconds);
    time.map_or_else(
        |_| date.to_string(),
        |time| time.strftime("%-d %b %Y").to_string(),
    )
}

/// Lines above the text that the text does not print itself.
fn masthead(story: &Story) -> Vec<(BlockKind, String)> {
    let has = |kind| story.blocks.iter().any(|block| block.kind == kind);
    let meta = &story.meta;
    let date = meta.date.filter(|_| !has(BlockKind::Date));
    // Without a day of publication the day of keeping says at least how old it is not.
    let saved = meta.saved.filter(|_| meta.date.is_none());
    let interview = meta.kind == StoryKind::Interview;
    let above: Vec<String> = meta
        .source
        .clone()
        .into_iter()
        .chain(date.map(day))
        .chain(saved.map(|saved| format!("saved {}", day(saved))))
        .chain(interview.then(|| "interview".to_string()))
        .collect();
    let headline = Some(&meta.headline)
        .filter(|headline| !has(BlockKind::Headline) && !story.text.starts_with(headline.as_str()));
    let deck = meta
        .deck
        .as_ref()
        .filter(|deck| !has(BlockKind::Deck) && !story.text.contains(deck.as_str()));
    let names = Some(meta.bylines.join(", ")).filter(|_| !has(BlockKind::Byline));
    [
        (BlockKind::Date, Some(above.join(" · "))),
        (BlockKind::Headline, headline.cloned()),
        (BlockKind::Deck, deck.cloned()),
        (BlockKind::Byline, names),
    ]
    .into_iter()
    .filter_map(|(kind, words)| Some((kind, words.filter(|words| !words.is_empty())?)))
    .collect()
}
