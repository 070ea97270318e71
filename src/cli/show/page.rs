//! A story as plain text of a width: what a reader needs and no escape sequence.

use unicode_width::UnicodeWidthStr;

use crate::story::{Block, BlockKind, Shape, Span, Story};
use crate::typeset::{Manner, fill, print_table};

/// The story as text that ends in a line break.
pub(super) fn page(story: &Story, width: usize, manner: Manner) -> String {
    let mut page = Page {
        story,
        width,
        manner,
        out: String::new(),
    };
    let is_title = |block: &Block| matches!(block.kind, BlockKind::Headline | BlockKind::Deck);
    let title = story
        .blocks
        .iter()
        .take_while(|block| is_title(block))
        .count();
    for (at, block) in story.blocks.iter().enumerate() {
        if at == title {
            page.credits();
        }
        page.block(at, block);
    }
    page.out
}

struct Page<'a> {
    story: &'a Story,
    width: usize,
    manner: Manner,
    out: String,
}

impl Page<'_> {
    /// What is known of the story but does not stand in its text.
    fn credits(&mut self) {
        let meta = &self.story.meta;
        let has = |kind| self.story.blocks.iter().any(|block| block.kind == kind);
        let bylines = (!has(BlockKind::Byline) && !meta.bylines.is_empty())
            .then(|| format!("By {}", meta.bylines.join(", ")));
        let date = meta
            .date
            .filter(|_| !has(BlockKind::Date))
            .map(|date| date.to_string());
        let saved = meta.saved.filter(|_| meta.date.is_none());
        let date = date.or_else(|| Some(format!("saved {}", saved?.day())));
        let credits = [bylines, date, meta.source.clone()];
        let credits: Vec<_> = credits.into_iter().flatten().collect();
        let url = meta.url.clone();
        if !self.out.is_empty() && (!credits.is_empty() || url.is_some()) {
            self.out.push('\n');
        }
        for line in [credits.join(" · "), url.unwrap_or_default()] {
            if !line.is_empty() {
                self.line(&line);
            }
        }
    }

    fn block(&mut self, at: usize, block: &Block) {
        let words = &self.story.mended(block.span);
        self.gap(at, block);
        match block.kind {
            BlockKind::Headline => self.underlined(words, "="),
            BlockKind::Heading => self.underlined(words, "-"),
            BlockKind::ListItem => {
                let mark = block
                    .number
                    .map_or("- ".into(), |number| format!("{number}. "));
                let indent = " ".repeat(2 * usize::from(block.level));
                self.filled(
                    words,
                    &format!("{indent}{mark}"),
                    &format!("{indent}{}", " ".repeat(mark.len())),
                );
            }
            BlockKind::BlockQuote => {
                let bar = "> ".repeat(usize::from(block.level) + 1);
                self.filled(words, &bar, &bar);
            }
            BlockKind::Caption => self.filled(words, "[", " "),
            BlockKind::Code => words
                .lines()
                .for_each(|line| self.line(&format!("    {line}"))),
            BlockKind::TableRow => self.table(at),
            BlockKind::Rule => self.line("* * *"),
            _ => {
                let indent = match block.shape {
                    Shape::Within(level) => " ".repeat(2 * (usize::from(level) + 1)),
                    Shape::Definition => " ".repeat(4),
                    _ => String::new(),
                };
                self.filled(words, &indent, &indent);
            }
        }
    }

    /// The table that begins at a block; its further rows stand in it already.
    fn table(&mut self, at: usize) {
        let blocks = &self.story.blocks;
        let is_row = |block: &&Block| block.kind == BlockKind::TableRow;
        if at
            .checked_sub(1)
            .is_some_and(|before| is_row(&&blocks[before]))
        {
            return;
        }
        let rows = blocks[at..].iter().take_while(is_row);
        let rows: Vec<Span> = rows.map(|block| block.span).collect();
        for line in print_table(self.story, &rows, blocks[at].shape, self.width) {
            self.line(&line);
        }
    }

    /// An empty line between blocks, but not between the items of a list or the rows of a table.
    fn gap(&mut self, at: usize, block: &Block) {
        let close = |kind| matches!(kind, BlockKind::ListItem | BlockKind::TableRow);
        let before = at
            .checked_sub(1)
            .map(|before| self.story.blocks[before].kind);
        let together = close(block.kind) && before == Some(block.kind)
            || matches!(block.shape, Shape::Close | Shape::Definition);
        if !self.out.is_empty() && !together {
            self.out.push('\n');
        }
    }

    fn underlined(&mut self, words: &str, mark: &str) {
        let start = self.out.len();
        self.filled(words, "", "");
        let widest = self.out[start..].lines().map(UnicodeWidthStr::width).max();
        self.line(&mark.repeat(widest.unwrap_or(0)));
    }

    fn filled(&mut self, words: &str, first: &str, next: &str) {
        let width = self.width.saturating_sub(first.width()).max(1);
        let lines = fill(words, width, self.manner, self.story.meta.lang);
        for (number, line) in lines.iter().enumerate() {
            let indent = if number == 0 { first } else { next };
            self.line(&format!("{indent}{line}"));
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }
}
