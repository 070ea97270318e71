//! What dialects of Markdown write that the parser does not know, made plain before it reads: the
//! fences and attributes of pandoc and kramdown, Obsidian's callouts, highlights and names of blocks,
//! shortcodes with captions. Marks go, words stay; in fenced code all stays.

mod address;

use std::borrow::Cow;
use std::fmt::Write as _;

use memchr::memmem;

use super::templates;

/// What a text holds one of where there is something to do.
const TELLING: &[&str] = &[
    ":::", "{:", "[!", "^", "~", "{{", "{%", "]{", "){", "`{", "==", "://",
];

/// The text without the marks of dialects.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let holds = |mark: &&str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !TELLING.iter().any(holds) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut code = None;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        if code.is_some() || Fence::of(line).is_some() {
            code = match code {
                None => Fence::of(line),
                Some(open) if Fence::of(line).is_some_and(|fence| fence.closes(open)) => None,
                open => open,
            };
            out.push_str(line);
        } else if !tells(line) {
            out.push_str(&address::kept(line));
        } else if let Some((length, template)) = templates::alone(line, after) {
            out.push_str(&template);
            rest = &after[length..];
        } else {
            push_line(&address::kept(line), &mut out);
        }
    }
    Cow::Owned(out)
}

/// Whether there may be something to do on a line: on most there is not.
fn tells(line: &str) -> bool {
    let is_mark = |byte: u8| matches!(byte, b'{' | b'^' | b'~' | b'=');
    line.bytes().any(is_mark) || line.contains("[!") || line.contains(":::")
}

/// The line that opens or closes code.
#[derive(Clone, Copy)]
struct Fence {
    mark: u8,
    length: usize,
    bare: bool,
}

impl Fence {
    fn of(line: &str) -> Option<Self> {
        let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        let mark = line.bytes().next().filter(|byte| b"`~".contains(byte))?;
        let length = line.bytes().take_while(|byte| *byte == mark).count();
        let info = &line[length..];
        (length >= 3 && !info.contains('`')).then_some(Self {
            mark,
            length,
            bare: info.is_empty(),
        })
    }

    fn closes(self, open: Self) -> bool {
        self.bare && self.mark == open.mark && self.length >= open.length
    }
}

fn push_line(line: &str, out: &mut String) {
    let words = line.trim_end();
    let end = &line[words.len()..];
    if let Some(title) = div(words) {
        // The title of a div is a paragraph of its own.
        out.push_str(title);
        out.push_str(if title.is_empty() { "\n" } else { "\n\n" });
        return;
    }
    let words = uncalled(words);
    let words = unnamed(&words);
    let words = unattributed(words);
    let words = unmarked(&words);
    let words = unraised(&words);
    out.push_str(&templates::opened(&words));
    out.push_str(end);
}

/// The title of a pandoc or Docusaurus div, mostly none: `::: {.note}`, `:::tip[Title]`, `:::`.
fn div(line: &str) -> Option<&str> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let rest = line.trim_start().strip_prefix(":::")?.trim_matches(':');
    let rest = rest.trim();
    let class = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let after = rest.trim_start_matches(class);
    let classless = after.len() == rest.len();
    let title = after.trim_start();
    let title = match title.strip_prefix('[').and_then(|t| t.split_once(']')) {
        Some((title, _)) if !classless => title,
        _ if title.starts_with('{') && attributes(title).is_some() => "",
        _ if title.len() < after.len() || title.is_empty() => title,
        _ => return None,
    };
    (indent < 4 && (!classless || title.is_empty())).then_some(title)
}

/// A quoted line without the mark of a callout: `> [!NOTE] Title`.
fn uncalled(line: &str) -> Cow<'_, str> {
    let quoted = line.trim_start_matches(['>', ' ']);
    let prefix = &line[..line.len() - quoted.len()];
    let called = || {
        let (kind, title) = quoted.strip_prefix("[!")?.split_once(']')?;
        let word = kind
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '|'));
        (word && !kind.is_empty()).then(|| title.trim_start_matches(['+', '-']))
    };
    match called().filter(|_| prefix.contains('>')) {
        Some(title) => Cow::Owned(format!("{prefix}{}", title.trim_start())),
        None => Cow::Borrowed(line),
    }
}

/// A line without the name that Obsidian gives its block: `… in the vault ^block-id`.
fn unnamed(line: &str) -> &str {
    let Some((words, name)) = line.rsplit_once(" ^") else {
        return line;
    };
    let named = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_name = name.len() >= 4 && name.bytes().all(named);
    if is_name { words.trim_end() } else { line }
}

/// A line without the attributes behind links, pictures, code and spans (`[x](y){.small}`,
/// `[x]{.smallcaps}`), and without those of kramdown (`{: .lead}`).
fn unattributed(line: &str) -> Cow<'_, str> {
    if !line.contains('{') {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut marks = 0;
    while let Some(at) = rest.find('{') {
        let (before, braces) = rest.split_at(at);
        out.push_str(before);
        marks += before.matches('`').count();
        let length = attributes(braces).filter(|_| {
            let in_code = marks % 2 == 1;
            !in_code && (braces.starts_with("{:") || out.ends_with([']', ')', '`']))
        });
        if length.is_some() && out.ends_with(']') {
            unbracket(&mut out);
        }
        let kept = if length.is_some() { "" } else { "{" };
        out.push_str(kept);
        rest = &braces[length.unwrap_or(1)..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Takes the brackets off the span that a line ends with: `[x]`, but neither `[x][y]` nor `![x]`.
fn unbracket(line: &mut String) {
    let inner = line.len() - 1;
    let Some(open) = line[..inner].rfind(['[', ']']) else {
        return;
    };
    if line[open..].starts_with('[') && !line[..open].ends_with([']', '!']) {
        line.truncate(inner);
        line.remove(open);
    }
}

/// Length of the list of attributes in braces that a text opens with: classes, names, values.
fn attributes(text: &str) -> Option<usize> {
    const LONGEST: usize = 400;
    let inner = text.strip_prefix('{')?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b'}')?;
    let kramdown = inner.starts_with(':');
    let list = inner[..end].trim_start_matches(':').trim();
    let mut quoted = false;
    let mut pieces = list.split(|c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    let is_attribute = |piece: &str| {
        let value = piece.split_once('=').is_some_and(|(name, _)| is_name(name));
        let tag = piece
            .strip_prefix(['.', '#'])
            .is_some_and(|name| !name.is_empty());
        value || tag || piece == "-" || piece.is_empty() || (kramdown && is_name(piece))
    };
    (!list.is_empty() && pieces.all(is_attribute)).then_some(end + 2)
}

fn is_name(text: &str) -> bool {
    let named =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'/');
    !text.is_empty() && text.bytes().all(named)
}

/// A line without the marks around what is highlighted: `==the study==`.
fn unmarked(line: &str) -> Cow<'_, str> {
    if !line.contains("==") || line.trim().bytes().all(|byte| byte == b'=') {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut code = false;
    while let Some((before, marked)) = rest.split_once("==") {
        code |= before.contains('`');
        let opens =
            !marked.starts_with(|c: char| c.is_whitespace() || c == '=') && !before.ends_with('=');
        let closed = marked.split_once("==").filter(|(words, after)| {
            !words.ends_with(char::is_whitespace) && !words.contains('`') && !after.starts_with('=')
        });
        if let Some((words, after)) = closed.filter(|_| opens && !code) {
            let _ = write!(out, "{before}{words}");
            rest = after;
        } else {
            let _ = write!(out, "{before}==");
            rest = marked;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A line without the marks of what stands below or above it: `H~2~O`, `2^nd^`. The parser would
/// take them between spaces alone.
fn unraised(line: &str) -> Cow<'_, str> {
    if !line.contains(['~', '^']) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut code = false;
    while let Some(at) = rest.find(['~', '^']) {
        let (before, marked) = rest.split_at(at);
        out.push_str(before);
        code |= before.contains('`');
        let (mark, inner) = marked.split_at(1);
        let length = inner.find(mark).filter(|length| {
            let raised = &inner[..*length];
            let simple = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | ',' | '.');
            let tail = &inner[length + 1..];
            !raised.is_empty() && raised.chars().all(simple) && !tail.starts_with(mark)
        });
        let behind = out.ends_with(char::is_alphanumeric) && !code;
        if let Some(length) = length.filter(|_| behind) {
            out.push_str(&inner[..length]);
            rest = &inner[length + 1..];
        } else {
            out.push_str(mark);
            rest = inner;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(plain(text), expect, "{text}");
    }

    #[test]
    fn divs_leave_their_words() {
        check("::: {#a .b}\nSalt.\n:::\n", "\nSalt.\n\n");
        check(":::: note ::::\nSalt.\n", "\nSalt.\n");
        check(":::tip[Take care]\n", "Take care\n\n");
        check(":::tip Take care\n", "Take care\n\n");
        check("::: — Salt\n", "::: — Salt\n");
        check("```\n::: {.a}\n```\n", "```\n::: {.a}\n```\n");
    }

    #[test]
    fn callouts_lose_their_kind() {
        check("> [!NOTE]\n> Salt.\n", "> \n> Salt.\n");
        check("> [!info]- Tides\n", "> Tides\n");
        check("[!NOTE] Salt\n", "[!NOTE] Salt\n");
    }

    #[test]
    fn attributes_go_and_braces_of_words_stay() {
        check("[a](b){.c #d} e", "[a](b) e");
        check("a [b c]{.small} d", "a b c d");
        check("`a`{.rs} {live}", "`a` {live}");
        check("[a]{live}", "[a]{live}");
        check("`[a](b){.c}`", "`[a](b){.c}`");
        check("Salt.\n{: .lead key=\"a b\"}\n", "Salt.\n\n");
        check("{:toc}\n", "\n");
    }

    #[test]
    fn names_of_blocks_and_highlights_go() {
        check("Salt and ==old== sea ^tide-7\n", "Salt and old sea\n");
        check("a == b == c", "a == b == c");
        check("Salt\n====\n", "Salt\n====\n");
        check("2 ^10", "2 ^10");
        check(
            "H~2~O the 2^nd^ ~~gone~~ a~b c~d",
            "H2O the 2nd ~~gone~~ a~b c~d",
        );
        check("`a==b` and ==c", "`a==b` and ==c");
    }
}
