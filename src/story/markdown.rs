//! A story as Markdown: for notes, vaults and other programs. What Markdown would take for its own in the
//! words is escaped, so that they come back as they are.

use std::fmt::Write as _;

use super::{Block, BlockKind, Inline, InlineKind, Span, Story};

impl Story {
    /// The whole story: headline, deck, who, where and when, and the text.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", escaped(&self.meta.headline));
        if let Some(deck) = &self.meta.deck {
            let _ = write!(text, "*{}*\n\n", escaped(deck));
        }
        let meta = &self.meta;
        let date = meta.date.map(|date| date.to_string());
        let names = Some(meta.bylines.join(", ")).filter(|names| !names.is_empty());
        let address = meta.url.as_ref().map(|address| format!("<{address}>"));
        let facts = [names, meta.source.clone(), date].into_iter().flatten();
        let facts: Vec<String> = facts.map(|fact| escaped(&fact)).chain(address).collect();
        if !facts.is_empty() {
            let _ = write!(text, "{}\n\n", facts.join(" · "));
        }
        text + &self.markdown_of(Span::new(0, self.text.len()))
    }

    /// A part of the text. What the head of the story says already is left out, and so is furniture.
    pub fn markdown_of(&self, part: Span) -> String {
        use BlockKind::{Byline, Date, Deck, Headline};

        let blocks = self.blocks.iter().filter(|block| block.span.overlaps(part));
        let told = blocks.filter(|block| {
            let is_head = matches!(block.kind, Headline | Byline | Date | Deck);
            block.kind == BlockKind::Rule || block.is_read() && !is_head
        });
        let mut text = String::new();
        let mut before: Option<&Block> = None;
        for block in told {
            if let Some(before) = before {
                text.push_str(if joins(before, block) { "\n" } else { "\n\n" });
            }
            let span = Span::new(
                block.span.start.max(part.start),
                block.span.end.min(part.end),
            );
            self.block_as_markdown(block, span, before, &mut text);
            before = Some(block);
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    fn block_as_markdown(
        &self,
        block: &Block,
        span: Span,
        before: Option<&Block>,
        text: &mut String,
    ) {
        let words = || self.words_as_markdown(span);
        let deep = "  ".repeat(block.level.into());
        let _ = match block.kind {
            BlockKind::Heading => {
                let signs = "#".repeat(usize::from(block.level).clamp(1, 5) + 1);
                write!(text, "{signs} {}", words())
            }
            BlockKind::ListItem => match block.number {
                Some(number) => write!(text, "{deep}{number}. {}", words()),
                None => write!(text, "{deep}- {}", words()),
            },
            BlockKind::BlockQuote => {
                let bars = "> ".repeat(usize::from(block.level) + 1);
                write!(text, "{bars}{}", words())
            }
            BlockKind::Code => {
                let lines = self.slice(span).lines().map(|line| format!("    {line}"));
                write!(text, "{}", lines.collect::<Vec<_>>().join("\n"))
            }
            BlockKind::TableRow => {
                let cells: Vec<String> = self
                    .slice(span)
                    .split('\t')
                    .map(|cell| escaped(cell.trim()))
                    .collect();
                let _ = write!(text, "| {} |", cells.join(" | "));
                let is_first = before.is_none_or(|before| before.kind != BlockKind::TableRow);
                let rule = if is_first {
                    format!("\n|{}", " --- |".repeat(cells.len()))
                } else {
                    String::new()
                };
                write!(text, "{rule}")
            }
            BlockKind::Caption => write!(text, "*{}*", words()),
            BlockKind::Rule => write!(text, "---"),
            _ => write!(text, "{}", opened(&words())),
        };
    }

    /// Words with what is set apart in them, on one line.
    fn words_as_markdown(&self, span: Span) -> String {
        let mut marks: Vec<(usize, bool, usize, &Inline)> = Vec::new();
        let first = self
            .inlines
            .partition_point(|inline| inline.span.start < span.start);
        let inside = self.inlines[first..]
            .iter()
            .take_while(|inline| inline.span.start < span.end);
        let inside = inside.filter(|inline| span.covers(inline.span) && !inline.span.is_empty());
        for (number, inline) in inside.enumerate() {
            marks.push((inline.span.start, true, number, inline));
            marks.push((inline.span.end, false, usize::MAX - number, inline));
        }
        // What ends goes before what begins, and inner ones are closed before outer ones.
        marks.sort_by_key(|(at, opens, number, inline)| {
            let length = inline.span.len();
            let depth = if *opens { usize::MAX - length } else { length };
            (*at, *opens, depth, *number)
        });
        let mut text = String::new();
        let mut from = span.start;
        for (at, opens, _, inline) in marks {
            text.push_str(&escaped(&self.mended(Span::new(from, at))));
            from = at;
            text.push_str(&sign(&inline.kind, opens));
        }
        text.push_str(&escaped(&self.mended(Span::new(from, span.end))));
        text.replace('\n', " ")
    }
}

/// Whether two blocks stand without an empty line between.
fn joins(before: &Block, block: &Block) -> bool {
    before.kind == block.kind && matches!(block.kind, BlockKind::ListItem | BlockKind::TableRow)
}

fn sign(kind: &InlineKind, opens: bool) -> String {
    let sign = match kind {
        InlineKind::Emphasis => "*",
        InlineKind::Strong | InlineKind::Inserted => "**",
        InlineKind::Code => "`",
        InlineKind::Struck => "~~",
        InlineKind::Link(_) if opens => "[",
        InlineKind::Link(address) => {
            let address = address.replace([' ', '(', ')', '<', '>'], "");
            return format!("]({address})");
        }
    };
    sign.to_owned()
}

/// What Markdown would take for its own, set apart.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        if matches!(letter, '*' | '_' | '`' | '[' | ']' | '\\' | '<' | '|' | '~') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// A line whose first signs are its own and open no heading, list or quotation.
fn opened(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && line[digits..].starts_with(['.', ')']);
    if is_number {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let is_sign = line.starts_with(['#', '>', '-', '+', '=']);
    if is_sign {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{Block, BlockKind, Inline, InlineKind, Meta, Span, Story};

    fn story(blocks: &[(BlockKind, u8, &str)]) -> Story {
        let mut story = Story {
            meta: Meta {
                headline: "A *new* quay".to_owned(),
                source: Some("Post".to_owned()),
                url: Some("https://post.example/quay".to_owned()),
                ..Meta::default()
            },
            ..Story::default()
        };
        for (kind, level, words) in blocks {
            let start = story.text.len();
            story.text.push_str(words);
            let span = Span::new(start, story.text.len());
            story.blocks.push(Block {
                level: *level,
                ..Block::new(*kind, span)
            });
            story.text.push('\n');
        }
        story
    }

    #[test]
    fn a_story_comes_out_as_markdown() {
        use BlockKind::{BlockQuote, Heading, Headline, ListItem, Paragraph, Promo, TableRow};
        let mut story = story(&[
            (Headline, 0, "A *new* quay"),
            (Paragraph, 0, "1. It cost 2*3 pounds"),
            (Heading, 1, "Why"),
            (ListItem, 0, "age"),
            (ListItem, 1, "salt"),
            (BlockQuote, 0, "Nobody asked."),
            (TableRow, 0, "Boat\tTime"),
            (TableRow, 0, "Tern\t9.40"),
            (Promo, 0, "Share this"),
        ]);
        let at = story.text.find("cost").expect("it is there");
        for (kind, span) in [
            (InlineKind::Strong, Span::new(at, at + 4)),
            (
                InlineKind::Link("https://a.example/b".to_owned()),
                Span::new(at, at + 4),
            ),
        ] {
            story.inlines.push(Inline { kind, span });
        }
        let expect = "# A \\*new\\* quay\n\nPost · <https://post.example/quay>\n\n\
            1\\. It **[cost](https://a.example/b)** 2\\*3 pounds\n\n## Why\n\n- age\n  - salt\n\n\
            > Nobody asked.\n\n| Boat | Time |\n| --- | --- |\n| Tern | 9.40 |\n";
        assert_eq!(story.markdown(), expect);
    }

    #[test]
    fn a_part_is_cut_where_it_ends() {
        let story = story(&[
            (BlockKind::Paragraph, 0, "One two."),
            (BlockKind::Paragraph, 0, "Three four."),
        ]);
        assert_eq!(story.markdown_of(Span::new(4, 14)), "two.\n\nThree\n");
        assert_eq!(story.markdown_of(Span::new(0, 0)), "");
    }
}
