//! A story → Markdown that is read back as the same story: what is kept of a page or of an entry.

use crate::story::{Block, BlockKind, Inline, InlineKind, Span, Story};

/// The text of a story as Markdown. Its headline and its standfirst are left to the front matter.
pub fn write(story: &Story) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in story.blocks.iter().filter(|block| is_written(story, block)) {
        out.push_str(between(before, block));
        let opens_table = before.is_none_or(|before| before.kind != BlockKind::TableRow);
        match block.kind {
            BlockKind::Code => code(story.slice(block.span), &mut out),
            BlockKind::TableRow => row(story, block, opens_table, &mut out),
            BlockKind::Rule => out.push_str("* * *"),
            _ => line(story, block, &mut out),
        }
        before = Some(block);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether a block stands in the text and not in the front matter.
fn is_written(story: &Story, block: &Block) -> bool {
    let told = match block.kind {
        BlockKind::Headline => Some(story.meta.headline.as_str()),
        BlockKind::Deck => story.meta.deck.as_deref(),
        _ => None,
    };
    told != Some(story.slice(block.span))
}

/// What parts two blocks: items of a list and rows of a table are one thing.
fn between(before: Option<&Block>, block: &Block) -> &'static str {
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
fn row(story: &Story, block: &Block, opens: bool, out: &mut String) {
    let text = story.slice(block.span);
    let mut start = block.span.start;
    for cell in text.split('\t') {
        out.push_str("| ");
        inlines(story, Span::new(start, start + cell.len()), out);
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
fn line(story: &Story, block: &Block, out: &mut String) {
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
    inlines(story, block.span, out);
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
fn inlines(story: &Story, span: Span, out: &mut String) {
    let mut marks = Vec::new();
    let (mut open, mut ends): (Vec<Span>, usize) = (Vec::new(), span.start);
    for inline in story
        .inlines
        .iter()
        .filter(|inline| span.covers(inline.span))
    {
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
        escape(&story.text[at..mark.at], out);
        out.push_str(&mark.sign);
        at = mark.at;
    }
    escape(&story.text[at..span.end], out);
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
        InlineKind::Link(address) => ("[".into(), format!("](<{}>)", safe(address))),
    }
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

fn needs_escapes(text: &str) -> bool {
    let mut written = String::new();
    escape(text, &mut written);
    written != text
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
    use super::write;
    use crate::format::{Source, html, named, parse};
    use crate::story::{Meta, Story};

    /// A story of markup, and the same once it was written and read.
    fn there_and_back(markup: &str) -> (Story, Story) {
        let meta = Meta {
            headline: "The ferry".into(),
            ..Meta::default()
        };
        let story = html::fragment(markup, meta).remove(0);
        let file = format!("---\ntitle: The ferry\n---\n\n{}", write(&story));
        let source = Source {
            name: "ferry.md",
            bytes: file.as_bytes(),
        };
        let back = parse(source, named("markdown")).remove(0);
        (story, back)
    }

    #[track_caller]
    fn check(markup: &str) {
        let (story, back) = there_and_back(markup);
        assert_eq!(back.text, story.text, "{}", write(&story));
        let kinds = |story: &Story| -> Vec<_> {
            let blocks = story.blocks.iter();
            blocks.map(|block| (block.kind, block.level)).collect()
        };
        assert_eq!(kinds(&back), kinds(&story), "{}", write(&story));
        assert_eq!(back.inlines, story.inlines, "{}", write(&story));
    }

    #[test]
    fn what_is_set_apart_is_read_back() {
        check(
            "<p>It <em>sails</em> at <b>dawn <i>today</i></b>, <a href='https://x.example/a?b=1&amp;c=2'>she said</a>.</p>",
        );
        check("<h2>Why</h2><p>Salt.</p><ul><li>age<ul><li>rust</li></ul></li><li>salt</li></ul>");
        check("<blockquote><p>We sail.</p><p>We do.</p></blockquote><p>So it was.</p>");
        check("<ol><li>one</li><li>two</li></ol><pre>a `b`\n  c</pre>");
        check(
            "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2025</td><td>7</td></tr></table>",
        );
    }

    #[test]
    fn signs_in_words_stay_words() {
        for words in [
            "1. not a list",
            "# no heading",
            "- no item",
            "> no quotation",
            "2 * 3 * 4 and _so_ it [goes](there)",
            "a &amp;amp; b &lt;b&gt;c&lt;/b&gt; `d` ~~e~~ ==f== ^g $h$ {{i}} {% j %}",
            "snake_case_name \\* back",
            "--- and +++ and ::: and a | b",
            "![[picture]] #tag [^1] name:: value",
            "* * *",
            "===",
        ] {
            check(&format!("<p>Before.</p><p>{words}</p><p>After.</p>"));
        }
    }

    #[test]
    fn code_has_no_escapes() {
        check("<p>Say <code>byline add</code> now.</p>");
        let (story, back) = there_and_back("<p>Say <code>rvm --ruby a_b `c`</code> now.</p>");
        assert_eq!(back.text, story.text);
    }

    #[test]
    fn signs_beside_letters_do_not_show() {
        check("<p>It was <b>“so”</b> and pre<em>fix</em>ed.</p>");
        let (story, back) = there_and_back("<p>The<b>“so”</b>word <i>a</i><b>b</b>.</p>");
        assert_eq!(back.text, story.text);
    }
}
