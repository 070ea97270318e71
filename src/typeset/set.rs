//! From blocks to rows: what is indented, what gets air above, who speaks.

use std::ops::Range;

use super::columns::columns;
use super::hyphens;
use super::indents::Indents;
use super::passage::{Language, Passage};
use super::print;
use super::table::{self, Entry, Room};
use super::wrap;
use super::{
    CODE_TAB, Hyphens, Layout, Line, Row, RowEnd, Typeset, signatures, speaker_name, voices,
};
use crate::story::{BlockKind, Date, Shape, Span, Story, StoryKind};

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
            manner: layout.manner,
            ..Typeset::default()
        },
        indents: Indents::before(&story.blocks, blocks.start),
        language: hyphens::language(story.meta.lang)
            .filter(|_| layout.manner.hyphens == Hyphens::On),
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
    indents: Indents,
    /// The language by which words are parted.
    language: Option<Language>,
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
                language: None,
            };
            wrap::wrap(passage, self.width(0), |span, _| rows.push(span));
            for text in rows {
                self.push(Line::Made(kind), 0, text, 0);
            }
        }
    }

    fn block(&mut self, index: usize) -> usize {
        let indent = self.indents.of(&self.story.blocks[index]);
        for segment in segments(self.story, index) {
            if !self.is_hidden(segment.start) {
                self.segment(segment, indent);
            }
        }
        index + 1
    }

    fn segment(&mut self, segment: Segment, indent: u16) {
        let block = &self.story.blocks[segment.block];
        let labelled = segment.start < segment.words.start;
        let labelled = labelled && task(self.story, segment.block).is_none();
        if labelled && self.many_voices {
            self.name(segment);
        }
        if segment.words.is_empty() && block.kind != BlockKind::Rule {
            self.carried.get_or_insert(segment.start);
            return;
        }
        let start = self.carried.take().unwrap_or(segment.start);
        // A name above it answers for itself.
        let start = start.max(self.set.rows.last().map_or(0, |row| row.start));
        self.air(block.kind, segment.block, start, segment.turn);
        let first = self.set.rows.len();
        match block.kind {
            BlockKind::Code => self.code(segment, indent),
            BlockKind::Rule => self.push(Line::Break, segment.block, segment.words, start),
            _ => self.words(segment, indent),
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
        wrap::wrap(passage, width, |span, _| rows.push(span));
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
        let needed = columns(speaker_name(self.story, turn)) + 3;
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
        let block = &self.story.blocks[segment.block];
        let (line, width) = (Line::Words(block.kind), self.width(indent));
        let set = &mut self.set;
        let passage = Passage {
            text: self.story.slice(segment.words),
            start: segment.words.start,
            mends: &self.story.mends,
            language: self.language.filter(|_| is_parted(block.kind)),
        };
        wrap::wrap(passage, width, |text, end| {
            set.rows.push(Row {
                indent,
                end,
                ..plain(line, segment.block, text, text.start)
            });
        });
    }

    fn code(&mut self, segment: Segment, indent: u16) {
        let indent = indent.min(self.layout.width / 4);
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
        let beside = self.layout.beside;
        let text = self.width(0);
        let room = Room {
            text,
            all: text + usize::from(beside.left) + usize::from(beside.right),
        };
        let head = print::head(self.story.blocks[first].shape);
        let table = table::set(self.story, &rows, head, room);
        let wider = (table.width as u16).saturating_sub(self.layout.width);
        let outdent = wider.saturating_sub(beside.right);
        let begun = self.set.rows.len();
        let mut start = rows[0].start;
        let mut above = None;
        for entry in table.entries {
            let (row, block) = (entry.row, first + entry.row);
            let follows_head = table.has_rule && row == 1;
            if above.is_none() {
                let turn = self.story.turn_at(start);
                self.air(BlockKind::TableRow, block, start, turn);
            } else if above != Some(row) && table.is_loose && !follows_head {
                let at = Span::new(entry.span.start, entry.span.start);
                self.push(Line::Air, block, at, at.start);
            }
            let end = entry.span.end;
            self.entry(entry, block, above.map_or(start, |_| usize::MAX));
            start = end;
            above = Some(row);
            if table.has_rule && row == 0 {
                let rule = Line::TableRule(table.width as u16);
                self.push(rule, block, Span::new(end, end), end);
            }
        }
        for row in &mut self.set.rows[begun..] {
            row.outdent = outdent;
        }
        after
    }

    /// The lines of a row of a table, or of one cell of it. The first one answers for all its words.
    fn entry(&mut self, entry: Entry, block: usize, start: usize) {
        let Entry { span, lines, .. } = entry;
        for (order, line) in lines.into_iter().enumerate() {
            self.set.lines.push(line);
            let start = if order == 0 {
                start.min(span.start)
            } else {
                span.end
            };
            let line = Line::Cells(self.set.lines.len() - 1);
            self.push(line, block, span, start);
        }
    }

    fn passage(&self, span: Span) -> Passage<'_> {
        Passage {
            text: self.story.slice(span),
            start: span.start,
            mends: &self.story.mends,
            language: None,
        }
    }

    /// White space between what stands above and a block of `kind`.
    fn air(&mut self, kind: BlockKind, block: usize, start: usize, turn: Option<usize>) {
        let shape = self
            .story
            .blocks
            .get(block)
            .map_or(Shape::Usual, |block| block.shape);
        let is_close = matches!(shape, Shape::Close | Shape::Definition);
        let rows = match self.above {
            Some(above) if is_close && above.turn == turn && !above.is_name => 0,
            Some(above) => air_between(above, kind, turn),
            None => 0,
        };
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
        outdent: 0,
        end: RowEnd::Word,
        line,
        block,
        turn: None,
        signed: false,
    }
}

/// Whether words of such blocks are parted: running text, not what is set large or looked up.
fn is_parted(kind: BlockKind) -> bool {
    use BlockKind::{BlockQuote, Caption, Footnote, ListItem, Paragraph};
    matches!(kind, Paragraph | ListItem | BlockQuote | Caption | Footnote)
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

/// How the words of a task begin that is still to be done; a cross stands in it where it is done.
const TASK: &str = "[ ] ";

/// Whether an item of a list is a task, and that is done.
pub(super) fn task(story: &Story, block: usize) -> Option<bool> {
    let block = story.blocks.get(block)?;
    let is_item = block.kind == BlockKind::ListItem && block.number.is_none();
    let words = story.slice(block.span);
    let done = if words.starts_with(TASK) {
        false
    } else if words.starts_with("[x] ") || words.starts_with("[X] ") {
        true
    } else {
        return None;
    };
    is_item.then_some(done)
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
    let after_label = match task(story, block) {
        Some(_) if span.start == story.blocks[block].span.start => after_label + TASK.len(),
        _ => after_label,
    };
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
