//! A story as Markdown: for what is kept of a page, for notes, vaults and other programs. What Markdown would
//! take for its own in the words is escaped, so that they come back as they are.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Block, BlockKind, Inline, InlineKind, Span, Story};

/// Which words of a text are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    /// As they stand.
    Printed,
    /// With the blanks that were lost.
    Mended,
}

impl Words {
    fn of(self, story: &Story, span: Span) -> Cow<'_, str> {
        match self {
            Self::Printed => story.slice(span).into(),
            Self::Mended => story.mended(span),
        }
    }
}

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

        let told = self.blocks.iter().filter(|block| {
            let is_head = matches!(block.kind, Headline | Byline | Date | Deck);
            let told = block.kind == BlockKind::Rule || block.is_read() && !is_head;
            told && block.span.overlaps(part)
        });
        let cut = |block: &Block| {
            let (start, end) = (
                block.span.start.max(part.start),
                block.span.end.min(part.end),
            );
            // Under the headline a heading stands one deeper.
            let level = block.level + u8::from(block.kind == BlockKind::Heading);
            Block {
                span: Span::new(start, end),
                level,
                ..*block
            }
        };
        written(self, told.map(cut), Words::Mended)
    }

    /// The text as it is read back. Headline and standfirst are left to the front matter.
    pub fn markdown_to_keep(&self) -> String {
        let kept = self.blocks.iter().filter(|block| {
            let told = match block.kind {
                BlockKind::Headline => Some(self.meta.headline.as_str()),
                BlockKind::Deck => self.meta.deck.as_deref(),
                _ => None,
            };
            told != Some(self.slice(block.span))
        });
        written(self, kept.copied(), Words::Printed)
    }
}

/// Blocks, one below the other, with a line end behind the last.
fn written(story: &Story, blocks: impl Iterator<Item = Block>, words: Words) -> String {
    let mut out = String::new();
    let mut before: Option<Block> = None;
    for block in blocks {
        out.push_str(between(before, block));
        let opens_table = before.is_none_or(|before| before.kind != BlockKind::TableRow);
        match block.kind {
            BlockKind::Code => code(story.slice(block.span), &mut out),
            BlockKind::TableRow => row(story, block, opens_table, words, &mut out),
            BlockKind::Rule => out.push_str("* * *"),
            _ => line(story, block, words, &mut out),
        }
        before = Some(block);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// What parts two blocks: items of a list and rows of a table are one thing.
fn between(before: Option<Block>, block: Block) -> &'static str {
    let same = before.is_some_and(|before| before.kind == block.kind);
    match (before, block.kind) {
        (None, _) => "",
        (_, BlockKind::ListItem | BlockKind::TableRow) if same => "\n",
        (_, BlockKind::BlockQuote) if same => "\n>\n",
        _ => "\n\n",
    }
}

/// Code between fences that are longer than any in it.
fn code(text: &str, out: &mut String) {
    let longest = text.split(|c| c != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    out.extend([&fence, "\n", text, "\n", &fence]);
}

/// A row, its cells between bars; under the first of a table stands what makes it one.
fn row(story: &Story, block: Block, opens: bool, words: Words, out: &mut String) {
    let text = story.slice(block.span);
    let mut start = block.span.start;
    for cell in text.split('\t') {
        out.push_str("| ");
        inlines(story, Span::new(start, start + cell.len()), words, out);
        out.push(' ');
        start += cell.len() + 1;
    }
    out.push('|');
    if opens {
        out.push_str("\n|");
        out.push_str(&" --- |".repeat(text.split('\t').count()));
    }
}

/// A block of running text behind the mark of its kind.
fn line(story: &Story, block: Block, words: Words, out: &mut String) {
    let deep = usize::from(block.level);
    match block.kind {
        BlockKind::Headline => out.push_str("# "),
        BlockKind::Heading => out.extend([&"#".repeat(deep.clamp(1, 6)), " "]),
        BlockKind::BlockQuote => out.push_str(&"> ".repeat(deep.min(8) + 1)),
        BlockKind::ListItem => {
            out.push_str(&"    ".repeat(deep.min(8)));
            match block.number {
                Some(number) => out.extend([&number.to_string(), ". "]),
                None => out.push_str("- "),
            }
        }
        _ => {}
    }
    let start = out.len();
    inlines(story, block.span, words, out);
    guard(start, out);
}

/// Takes its meaning from what opens a line and would make it a list, a heading or a fence.
fn guard(start: usize, out: &mut String) {
    let line = &out[start..];
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line[digits..].chars().next() {
        Some('.' | ')') if digits > 0 => digits,
        Some('#' | '>' | '-' | '+' | '=' | '~' | ':' | '%') if digits == 0 => 0,
        _ => return,
    };
    out.insert(start + at, '\\');
}

/// What opens or ends at a place in the text.
struct Mark {
    at: usize,
    sign: String,
}

/// The words of a span with what is set apart in them.
fn inlines(story: &Story, span: Span, words: Words, out: &mut String) {
    let mut marks = Vec::new();
    let (mut open, mut ends): (Vec<Span>, usize) = (Vec::new(), span.start);
    let first = story
        .inlines
        .partition_point(|inline| inline.span.start < span.start);
    let near = story.inlines[first..].iter();
    let near = near.take_while(|inline| inline.span.start < span.end);
    for inline in near.filter(|inline| span.covers(inline.span)) {
        let Some(set) = trimmed(story, inline) else {
            continue;
        };
        open.retain(|outer| outer.end > set.start);
        let is_inside = open.iter().all(|outer| outer.covers(set));
        let is_code = inline.kind == InlineKind::Code;
        let is_link = matches!(inline.kind, InlineKind::Link(_));
        // Nothing is set apart in code, and no link leads from within a link.
        if !is_inside || set.start < ends || !is_link && !is_code && !flanks(story, span, set) {
            continue;
        }
        let (left, right) = signs(&inline.kind, story.slice(set));
        marks.push(Mark {
            at: set.start,
            sign: left,
        });
        let after = marks.len();
        marks.insert(
            after,
            Mark {
                at: set.end,
                sign: right,
            },
        );
        if is_link || is_code {
            ends = set.end;
        }
        open.push(set);
    }
    ordered(&mut marks);
    let mut at = span.start;
    for mark in marks {
        escape(&words.of(story, Span::new(at, mark.at)), out);
        out.push_str(&mark.sign);
        at = mark.at;
    }
    escape(&words.of(story, Span::new(at, span.end)), out);
}

/// Puts marks in the order of the text: what was opened last ends first, and what ends goes before
/// what opens at the same place.
fn ordered(marks: &mut Vec<Mark>) {
    let pairs = std::mem::take(marks);
    let mut open: Vec<Mark> = Vec::new();
    let mut pairs = pairs.into_iter();
    while let (Some(left), Some(right)) = (pairs.next(), pairs.next()) {
        while open.last().is_some_and(|end| end.at <= left.at) {
            marks.extend(open.pop());
        }
        marks.push(left);
        open.push(right);
    }
    marks.extend(open.into_iter().rev());
}

/// What is set apart, without the white space at its ends; `None` where nothing is left.
fn trimmed(story: &Story, inline: &Inline) -> Option<Span> {
    let text = story.slice(inline.span);
    let start = inline.span.start + text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    (start < end && !text.contains('\n')).then(|| Span::new(start, end))
}

/// Whether signs at the ends of a span are taken for what they are: not between letters and marks.
fn flanks(story: &Story, line: Span, set: Span) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let before = story.text[line.start..set.start].chars().next_back();
    let after = story.text[set.end..line.end].chars().next();
    let inside = story.slice(set);
    let letters = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let opens = letters(inside.chars().next()) || edge(before);
    let closes = letters(inside.chars().next_back()) || edge(after);
    // A sign beside the sign of another stretch would run into it.
    opens && closes && !matches!(before, Some('*' | '~')) && !matches!(after, Some('*' | '~'))
}

/// The signs around a stretch.
fn signs(kind: &InlineKind, text: &str) -> (String, String) {
    let both = |sign: &str| (sign.to_string(), sign.to_string());
    match kind {
        InlineKind::Emphasis => both("*"),
        InlineKind::Strong | InlineKind::Inserted => both("**"),
        InlineKind::Struck => both("~~"),
        // Between the signs of code nothing could be escaped; it is written as the words that it is.
        InlineKind::Code if needs_escapes(text) => both(""),
        InlineKind::Code => both("`"),
        InlineKind::Link(address) if is_plain(address) => ("[".into(), format!("]({address})")),
        InlineKind::Link(address) => ("[".into(), format!("](<{}>)", safe(address))),
    }
}

/// Whether nothing in an address means anything to Markdown.
fn is_plain(address: &str) -> bool {
    let signs = |byte: u8| matches!(byte, b'/' | b':' | b'.' | b'-' | b'?' | b'=' | b'#' | b'%');
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || signs(byte);
    !address.is_empty() && address.bytes().all(plain)
}

/// An address between angle brackets.
fn safe(address: &str) -> String {
    let mut out = String::new();
    for character in address.chars() {
        match character {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str("&amp;"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Writes words so that no sign among them means anything.
fn escape(text: &str, out: &mut String) {
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        if has_meaning(before, character, after) {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
        before = Some(character);
    }
}

/// The same as a text of its own.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    escape(words, &mut out);
    out
}

fn needs_escapes(text: &str) -> bool {
    escaped(text) != text
}

fn has_meaning(before: Option<char>, character: char, after: Option<char>) -> bool {
    let doubled = before == Some(character) || after == Some(character);
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '^' | '$' => true,
        '_' => !(is_word(before) && is_word(after)),
        '&' => is_word(after) || after == Some('#'),
        '~' | '=' | '{' | '}' | '%' | ':' | '+' | '-' => doubled,
        '!' => after == Some('['),
        '#' => before.is_none_or(char::is_whitespace),
        _ => false,
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
            1\\. It **[cost](https://a.example/b)** 2\\*3 pounds\n\n## Why\n\n- age\n    - salt\n\n\
            > Nobody asked.\n\n| Boat | Time |\n| --- | --- |\n| Tern | 9.40 |\n";
        assert_eq!(story.markdown(), expect);
    }

    #[test]
    fn lost_blanks_are_there_for_readers_and_not_in_what_is_kept() {
        let mut story = story(&[(BlockKind::Paragraph, 0, "It was well.The end.")]);
        story.mends = vec![12];
        let whole = Span::new(0, story.text.len());
        assert_eq!(story.markdown_of(whole), "It was well. The end.\n");
        assert_eq!(story.markdown_to_keep(), "It was well.The end.\n");
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
