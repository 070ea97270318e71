//! Drawing the open story: a centred column, lanes and marks in the margin beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::Reader;
use super::folds;
use crate::story::{BlockKind, InlineKind, Landmark, Span, TurnRole, count_words};
use crate::typeset::{Line, Row, speaker_name, task, voices};
use crate::ui::signs::Signs;
use crate::ui::theme::{Role, Theme};

/// Beside a block quote.
const BAR: &str = "▎";

/// Where the text stands in the area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// Columns left of the text.
    pub(super) left: u16,
    /// Columns of the text.
    pub(super) width: u16,
}

/// What the visible rows share.
pub(super) struct Page<'a> {
    pub(super) theme: &'a Theme,
    voices: Vec<usize>,
    area: Rect,
    left: u16,
    width: u16,
    signs: &'static Signs,
    /// The row that carries the mark of what was landed on.
    marked: Option<usize>,
}

impl Reader {
    /// Width and left edge of the column. Lane and mark hang in the margin, so that headings and
    /// speech share one edge.
    pub(super) fn measure(&self) -> Measure {
        let area = self.area.width;
        let margin = match area {
            0..12 => 0,
            12..30 => 2,
            _ if self.story.turns.is_empty() => 2,
            _ => 6,
        };
        let right = u16::from(area >= 30);
        let width = self
            .preferred
            .min(area.saturating_sub(margin + right))
            .max(1);
        Measure {
            left: (area.saturating_sub(width) / 2).max(margin),
            width,
        }
    }

    /// Draws what is on the screen.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = area.intersection(buffer.area);
        let measure = self.measure();
        let marked = self
            .landed
            .map(|landed| self.typeset.row_of(landed.span.start));
        let page = Page {
            theme,
            voices: voices(&self.story),
            area,
            left: area.x.saturating_add(measure.left),
            width: measure.width,
            signs: theme.signs(),
            marked,
        };
        let rows = self.typeset.rows().iter().enumerate().skip(self.top);
        for ((index, row), y) in rows.zip(area.top()..area.bottom()) {
            self.draw_margin(&page, buffer, index, y);
            self.draw_row(&page, buffer, row, index, y);
        }
    }

    /// The lane of who speaks, the letter of a turn, the mark of what was landed on.
    fn draw_margin(&self, page: &Page<'_>, buffer: &mut Buffer, index: usize, y: u16) {
        let row = &self.typeset.rows()[index];
        if let Some(turn) = row.turn {
            let turn = &self.story.turns[turn];
            let voice = page
                .voices
                .iter()
                .position(|&person| person == turn.speaker);
            let (style, glyph) = page.theme.lane(voice.unwrap_or(0));
            let style = self.dimmed(page, style, turn.speaker);
            page.put(buffer, -2, y, glyph, style);
            if self.opens_turn(index) {
                let (letter, role) = letter(turn.role);
                let found = !self.hits.within(turn.label).is_empty() && row.line != Line::Name;
                let role = if found { Role::Hit } else { role };
                let style = self.dimmed(page, page.theme.style(role), turn.speaker);
                page.put(buffer, -4, y, letter, style);
            }
        }
        if page.marked == Some(index) {
            let far = if self.measure().left >= 6 && row.turn.is_some() {
                -6
            } else {
                -2
            };
            let far = far - row.outdent.cast_signed();
            page.put(buffer, far, y, "▸", page.theme.style(Role::Accent));
        }
    }

    /// Whether a row is the first one of its turn.
    pub(super) fn opens_turn(&self, index: usize) -> bool {
        let rows = self.typeset.rows();
        let row = &rows[index];
        row.line != Line::Air
            && rows[..index]
                .last()
                .is_none_or(|above| above.turn != row.turn)
    }

    fn draw_row(&self, page: &Page<'_>, buffer: &mut Buffer, row: &Row, index: usize, y: u16) {
        match row.line {
            Line::Air => self.draw_quoted_air(page, buffer, index, y),
            Line::Underline => self.draw_underline(page, buffer, index, y),
            Line::Break => {
                let middle = page.width.saturating_sub(5) / 2;
                page.put(
                    buffer,
                    middle.cast_signed(),
                    y,
                    "* * *",
                    page.theme.style(Role::Rule),
                );
            }
            Line::TableRule(columns) => {
                let rule = "─".repeat(usize::from(columns));
                let style = page.theme.style(Role::Rule);
                page.put(buffer, -row.outdent.cast_signed(), y, &rule, style);
            }
            Line::Signature => self.draw_signature(page, buffer, row, y),
            Line::Words(_) | Line::Made(_) | Line::Cells(_) | Line::Name => {
                self.draw_mark(page, buffer, row, y);
                self.draw_words(page, buffer, index, y);
            }
        }
        if row.signed {
            self.draw_signature(page, buffer, row, y);
        }
        self.draw_fold(page, buffer, index, y);
        self.draw_quoted(page, buffer, row, y);
    }

    /// Who is quoted, at the end of the quotation that was landed on, where there is room.
    fn draw_quoted(&self, page: &Page<'_>, buffer: &mut Buffer, row: &Row, y: u16) {
        let Some(landed) = self.landed else { return };
        let ends_here = row.text.start < landed.span.end && landed.span.end <= row.text.end;
        let is_words = matches!(row.line, Line::Words(_));
        if landed.kind != Landmark::Quotation || !ends_here || !is_words || row.signed {
            return;
        }
        let Some(name) = self.quoted_name(landed.span.start) else {
            return;
        };
        let taken = self.typeset.end_of(&self.story, row);
        let free = page.width.saturating_sub(taken + 2);
        if name.width() <= usize::from(free) {
            page.put_right(buffer, y, name, page.theme.style(Role::Metadata));
        }
    }

    fn quoted_name(&self, place: usize) -> Option<&str> {
        let story = &self.story;
        let quotation = &story.quotations[story.quotation_at(place)?];
        let person = story.people.get(quotation.speaker?.person)?;
        Some(&person.name)
    }

    fn draw_words(&self, page: &Page<'_>, buffer: &mut Buffer, index: usize, y: u16) {
        let row = &self.typeset.rows()[index];
        let layers = self.layers(page, row);
        let role = if self.typeset.heads_table(row) {
            Role::Strong
        } else if self.is_minor(row) {
            Role::Subheading
        } else {
            role_of(row.line)
        };
        let base = page.theme.style(role);
        for glyph in self.typeset.glyphs(&self.story, row) {
            let style = layers
                .iter()
                .filter(|(span, _)| span.contains(glyph.at))
                .fold(base, |style, (_, layer)| style.patch(*layer));
            let column = glyph.column.cast_signed() - row.outdent.cast_signed();
            page.put(buffer, column, y, glyph.text, style);
        }
        self.join_styles(page, buffer, row, y, &layers);
        self.draw_labels(page, buffer, row, y);
    }

    /// Whether a row is of a heading below the second level, which is set less than those above it.
    fn is_minor(&self, row: &Row) -> bool {
        let section = self.story.section_at(row.text.start);
        row.line == Line::Words(BlockKind::Heading)
            && section.is_some_and(|section| self.story.sections[section].level > 2)
    }

    /// The bar goes on between the paragraphs of a block quote.
    fn draw_quoted_air(&self, page: &Page<'_>, buffer: &mut Buffer, index: usize, y: u16) {
        let rows = self.typeset.rows();
        let quoted = |row: Option<&Row>| {
            row.is_some_and(|row| row.line == Line::Words(BlockKind::BlockQuote))
        };
        if quoted(rows[..index].last()) && quoted(rows.get(index + 1)) {
            page.put(buffer, 0, y, BAR, page.theme.style(Role::Rule));
        }
    }

    /// Spaces set where the source lost them take the style of both neighbours, where they share one.
    fn join_styles(
        &self,
        page: &Page<'_>,
        buffer: &mut Buffer,
        row: &Row,
        y: u16,
        layers: &[(Span, Style)],
    ) {
        let first = self
            .story
            .mends
            .partition_point(|&mend| mend <= row.text.start);
        let mends = self.story.mends[first..]
            .iter()
            .take_while(|&&mend| mend < row.text.end);
        if matches!(row.line, Line::Made(_)) || layers.is_empty() {
            return;
        }
        let glyphs = self.typeset.glyphs(&self.story, row);
        for &mend in mends {
            let Some(after) = glyphs.iter().find(|glyph| glyph.at == mend) else {
                continue;
            };
            let inside = |span: &Span| span.start < mend && mend < span.end;
            let style = layers
                .iter()
                .filter(|(span, _)| inside(span))
                .fold(Style::new(), |style, (_, layer)| style.patch(*layer));
            page.put(buffer, after.column.cast_signed() - 1, y, " ", style);
        }
    }

    /// What is laid over the words of a row, the lowest first.
    fn layers(&self, page: &Page<'_>, row: &Row) -> Vec<(Span, Style)> {
        if matches!(row.line, Line::Made(_)) {
            return vec![];
        }
        let mut roles = self.roles_of_words(row);
        let landed = self
            .landed
            .filter(|landed| landed.kind == Landmark::Quotation);
        roles.extend(landed.map(|landed| (landed.span, Role::Landed)));
        if let Some(person) = self.lit {
            let others = self.not_said_by(person, row.text).into_iter();
            roles.extend(others.map(|span| (span, Role::Dimmed)));
        }
        let selected = self.selected().filter(|span| span.overlaps(row.text));
        let current = self.hits.current();
        roles.extend(self.hits.within(row.text).iter().map(|&hit| {
            let role = if current == Some(hit) {
                Role::CurrentHit
            } else {
                Role::Hit
            };
            (hit, role)
        }));
        roles.extend(selected.map(|span| (span, Role::Selection)));
        let styled = roles
            .into_iter()
            .map(|(span, role)| (span, page.theme.style(role)));
        styled.collect()
    }

    /// What the words of a row are by themselves: names, quotations, emphasis, links.
    fn roles_of_words(&self, row: &Row) -> Vec<(Span, Role)> {
        let story = &self.story;
        let block = story
            .blocks
            .get(row.block)
            .map_or(row.text, |block| block.span);
        let name = (row.line == Line::Name).then_some((row.text, Role::Speaker));
        let (quotations, inlines) = (&story.quotations, &story.inlines);
        // A quotation may have begun in the block before; inlines never do.
        let first = quotations.partition_point(|quotation| quotation.outer.start < block.start);
        let quoted = quotations[first.saturating_sub(1)..]
            .iter()
            .take_while(|quotation| quotation.outer.start < row.text.end)
            .map(|quotation| (quotation.outer, Role::Quotation));
        let first = inlines.partition_point(|inline| inline.span.start < block.start);
        let set_apart = inlines[first..]
            .iter()
            .take_while(|inline| inline.span.start < row.text.end)
            .map(|inline| (inline.span, inline_role(&inline.kind)));
        let roles = name.into_iter().chain(quoted).chain(set_apart);
        roles.filter(|(span, _)| span.overlaps(row.text)).collect()
    }

    /// The parts of a span that are not the words of a person.
    fn not_said_by(&self, person: usize, span: Span) -> Vec<Span> {
        let story = &self.story;
        let turns = story.turns.iter().filter(|turn| turn.speaker == person);
        let quoted = story.quotations.iter().filter(|quotation| {
            quotation
                .speaker
                .is_some_and(|speaker| speaker.person == person)
        });
        let mut said: Vec<Span> = turns
            .map(crate::story::Turn::outer)
            .chain(quoted.map(|quotation| quotation.outer))
            .filter(|said| said.overlaps(span))
            .collect();
        said.sort_unstable();
        let mut from = span.start;
        let mut others = vec![];
        for said in said {
            if from < said.start {
                others.push(Span::new(from, said.start));
            }
            from = from.max(said.end);
        }
        if from < span.end {
            others.push(Span::new(from, span.end));
        }
        others
    }

    /// Marks of lists, bars of block quotes.
    fn draw_mark(&self, page: &Page<'_>, buffer: &mut Buffer, row: &Row, y: u16) {
        let Line::Words(kind) = row.line else { return };
        let Some(block) = self.story.blocks.get(row.block) else {
            return;
        };
        let indent = row.indent.cast_signed();
        let first = row.start == block.span.start || row.text.start == block.span.start;
        match (kind, block.number) {
            (BlockKind::BlockQuote, _) => {
                let own = 2 * (i16::from(block.level) + 1);
                for bar in ((indent - own).max(0)..indent).step_by(2) {
                    page.put(buffer, bar, y, BAR, page.theme.style(Role::Rule));
                }
            }
            (BlockKind::ListItem, None) if first && indent >= 2 => {
                let mark = match task(&self.story, row.block) {
                    Some(done) => page.signs.task[usize::from(done)],
                    None => page.signs.bullet[usize::from(block.level) % page.signs.bullet.len()],
                };
                let style = page.theme.style(Role::Accent);
                let left = indent
                    .saturating_sub_unsigned(mark.width() as u16 + 1)
                    .max(0);
                let is_right = self.typeset.is_rightward(&self.story, row);
                let right = page.width.cast_signed() - indent + 1;
                page.put(buffer, if is_right { right } else { left }, y, mark, style);
            }
            (BlockKind::Code, _) if indent >= 1 && self.is_turned_over(row) => {
                let column = indent.saturating_sub(2).max(0);
                let style = page.theme.style(Role::Rule);
                page.put(buffer, column, y, page.signs.turnover, style);
            }
            (BlockKind::ListItem, Some(number)) if first && indent >= 4 => {
                let number = format!("{number:>2}.");
                let start = indent
                    .saturating_sub_unsigned(number.len() as u16 + 1)
                    .max(0);
                page.put(buffer, start, y, &number, page.theme.style(Role::Accent));
            }
            (BlockKind::Caption, _) if first && indent >= 2 => {
                page.put(buffer, indent - 2, y, "▫", page.theme.style(Role::Caption));
            }
            _ => {}
        }
    }

    /// Whether a row of code is the rest of a line that did not fit.
    fn is_turned_over(&self, row: &Row) -> bool {
        let start = row.text.start;
        let block = &self.story.blocks[row.block];
        start > block.span.start && !self.story.text[..start].ends_with('\n')
    }

    /// The rule under a heading, as long as its longest row.
    fn draw_underline(&self, page: &Page<'_>, buffer: &mut Buffer, index: usize, y: u16) {
        let rows = &self.typeset.rows()[..index];
        let block = self.typeset.rows()[index].block;
        let heading = rows
            .iter()
            .rev()
            .take_while(|row| row.block == block && row.line != Line::Air);
        let width = heading
            .map(|row| self.typeset.end_of(&self.story, row))
            .max();
        let rule = "─".repeat(usize::from(width.unwrap_or(0)));
        page.put(buffer, 0, y, &rule, page.theme.style(Role::Rule));
    }

    fn draw_signature(&self, page: &Page<'_>, buffer: &mut Buffer, row: &Row, y: u16) {
        let Some(turn) = row.turn.map(|turn| &self.story.turns[turn]) else {
            return;
        };
        let found = !self.hits.within(turn.label).is_empty();
        let style = page
            .theme
            .style(if found { Role::Hit } else { Role::Metadata });
        page.put_right(buffer, y, speaker_name(&self.story, turn), style);
    }

    /// At the end of a question whose answer is closed: how much is folded away.
    fn draw_fold(&self, page: &Page<'_>, buffer: &mut Buffer, index: usize, y: u16) {
        let rows = self.typeset.rows();
        let Some(turn) = rows[index].turn.filter(|&turn| self.folds.is_closed(turn)) else {
            return;
        };
        let ends = rows
            .get(index + 1)
            .is_none_or(|below| below.turn != Some(turn));
        if !ends || rows[index].signed {
            return;
        }
        let answer = folds::answer(&self.story, turn);
        let words: usize = self.story.turns[answer]
            .iter()
            .map(|turn| count_words(self.story.slice(turn.span)))
            .sum();
        let unit = if words == 1 { "word" } else { "words" };
        let note = format!("⋯ {words} {unit}");
        let taken = self.typeset.end_of(&self.story, &rows[index]);
        let flush = page.width.saturating_sub(note.width() as u16);
        // Without room in the column it hangs in the margin.
        let column = flush.max(taken + 1);
        let room = page.area.right().saturating_sub(page.left + column);
        let note = if note.width() > usize::from(room) {
            "⋯"
        } else {
            &note
        };
        page.put(
            buffer,
            column.cast_signed(),
            y,
            note,
            page.theme.style(Role::Metadata),
        );
    }

    fn dimmed(&self, page: &Page<'_>, style: Style, speaker: usize) -> Style {
        match self.lit {
            Some(person) if person != speaker => style.patch(page.theme.style(Role::Dimmed)),
            _ => style,
        }
    }
}

impl Page<'_> {
    /// Writes at a column counted from the left edge of the text; what falls outside of the area is
    /// left out.
    pub(super) fn put(&self, buffer: &mut Buffer, column: i16, y: u16, words: &str, style: Style) {
        let x = i32::from(self.left) + i32::from(column);
        let Ok(x) = u16::try_from(x) else { return };
        let right = self.area.right();
        if x < self.area.left() || x >= right || y >= self.area.bottom() {
            return;
        }
        buffer.set_stringn(x, y, words, usize::from(right - x), style);
    }

    /// Writes flush with the right edge of the text.
    fn put_right(&self, buffer: &mut Buffer, y: u16, words: &str, style: Style) {
        let taken = words.width() as u16;
        let column = self.width.saturating_sub(taken);
        self.put(buffer, column.cast_signed(), y, words, style);
    }
}

fn letter(role: TurnRole) -> (&'static str, Role) {
    match role {
        TurnRole::Question => ("Q", Role::Question),
        TurnRole::Answer => ("A", Role::Answer),
        TurnRole::Other => ("·", Role::Metadata),
    }
}

fn inline_role(kind: &InlineKind) -> Role {
    match kind {
        InlineKind::Emphasis => Role::Emphasis,
        InlineKind::Strong => Role::Strong,
        InlineKind::Code => Role::Code,
        InlineKind::Struck => Role::Struck,
        InlineKind::Inserted => Role::Inserted,
        InlineKind::Link(_) => Role::Link,
    }
}

fn role_of(line: Line) -> Role {
    match line {
        Line::Words(kind) | Line::Made(kind) => match kind {
            BlockKind::Headline => Role::Headline,
            BlockKind::Deck => Role::Deck,
            BlockKind::Byline | BlockKind::Date => Role::Metadata,
            BlockKind::Heading => Role::Heading,
            BlockKind::Caption | BlockKind::Footnote => Role::Caption,
            BlockKind::Promo => Role::Promo,
            BlockKind::Code => Role::Code,
            _ => Role::Body,
        },
        Line::Name => Role::Speaker,
        _ => Role::Body,
    }
}
