//! Raw HTML inside Markdown: tags dropped, words kept. Tolerant, not a browser: what is no tag is text.

use super::builder::{Builder, Place, address};
use super::context::Context;
use crate::format::decode::references;
use crate::story::{BlockKind, InlineKind};

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'a> {
    Open { name: &'a str, rest: &'a str },
    Close(&'a str),
    Text(&'a str),
}

/// Elements whose content is no text of the story.
const UNREAD: &[&str] = &["script", "style", "template", "svg", "head", "noscript"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "figure",
    "table", "thead", "tbody", "dl", "dt", "dd", "details", "summary", "center", "address", "form",
    "body", "html",
];

/// Elements that say what their words are.
const KINDS: &[(&str, BlockKind, u8)] = &[
    ("h1", BlockKind::Heading, 1),
    ("h2", BlockKind::Heading, 2),
    ("h3", BlockKind::Heading, 3),
    ("h4", BlockKind::Heading, 4),
    ("h5", BlockKind::Heading, 5),
    ("h6", BlockKind::Heading, 6),
    ("figcaption", BlockKind::Caption, 0),
    ("caption", BlockKind::Caption, 0),
    ("tr", BlockKind::TableRow, 0),
    ("pre", BlockKind::Code, 0),
];

/// Elements inside a line.
const INLINES: &[(&str, InlineKind)] = &[
    ("b", InlineKind::Strong),
    ("strong", InlineKind::Strong),
    ("i", InlineKind::Emphasis),
    ("em", InlineKind::Emphasis),
    ("cite", InlineKind::Emphasis),
    ("code", InlineKind::Code),
    ("kbd", InlineKind::Code),
    ("s", InlineKind::Struck),
    ("del", InlineKind::Struck),
    ("strike", InlineKind::Struck),
];

/// Reads raw HTML piece by piece; an element may open in one piece and close in another.
#[derive(Debug, Default)]
pub(super) struct Html {
    /// The element whose content is left out until it closes.
    unread: Option<&'static str>,
}

impl Html {
    /// Reads a piece of HTML into the builder.
    pub(super) fn read(&mut self, html: &str, builder: &mut Builder, context: &mut Context) {
        let tokens = Tokens {
            rest: html,
            comments: true,
        };
        for token in tokens {
            match (self.unread, token) {
                (Some(name), Token::Close(closed)) if name.eq_ignore_ascii_case(closed) => {
                    self.unread = None;
                }
                (Some(_), _) => {}
                (None, Token::Text(text)) => words(text, builder, context),
                (None, Token::Open { name, rest }) => {
                    self.open(&name.to_ascii_lowercase(), rest, builder, context);
                }
                (None, Token::Close(name)) => close(&name.to_ascii_lowercase(), builder, context),
            }
        }
    }

    fn open(&mut self, name: &str, rest: &str, builder: &mut Builder, context: &mut Context) {
        if let Some(unread) = UNREAD.iter().find(|unread| **unread == name) {
            // Only a block holds such an element whole; one inside a line never closes in it.
            self.unread = (!rest.ends_with('/')).then_some(*unread);
        } else if let Some((name, kind, level)) = KINDS.iter().find(|kind| kind.0 == name) {
            builder.close();
            context.elements.push((
                name,
                Place {
                    level: *level,
                    ..Place::of(*kind)
                },
            ));
        } else if let Some((_, kind)) = INLINES.iter().find(|inline| inline.0 == name) {
            ensure(builder, context);
            builder.start(kind.clone());
        } else if BLOCKS.contains(&name) {
            builder.close();
        } else {
            open_other(name, rest, builder, context);
        }
    }
}

fn open_other(name: &str, rest: &str, builder: &mut Builder, context: &mut Context) {
    match name {
        "a" => {
            ensure(builder, context);
            builder.start(InlineKind::Link(address(
                &attribute(rest, "href").unwrap_or_default(),
            )));
        }
        "br" => match builder.place() {
            Some(place) if matches!(place.kind, BlockKind::Paragraph | BlockKind::BlockQuote) => {
                builder.open(place);
            }
            _ => builder.space(),
        },
        "hr" => builder.rule(),
        "img" => {
            ensure(builder, context);
            builder.picture(&attribute(rest, "alt").unwrap_or_default());
        }
        "ul" | "ol" => {
            builder.close();
            context.open_list((name == "ol").then_some(1));
        }
        "li" => {
            builder.close();
            context.open_item();
        }
        "blockquote" => {
            builder.close();
            context.quotes += 1;
        }
        "td" | "th" => builder.tab(),
        _ => {}
    }
}

fn close(name: &str, builder: &mut Builder, context: &mut Context) {
    if let Some(at) = context.elements.iter().rposition(|(open, _)| *open == name) {
        builder.close();
        context.elements.truncate(at);
    } else if let Some((_, kind)) = INLINES.iter().find(|inline| inline.0 == name) {
        builder.end(|open| open == kind);
    } else if BLOCKS.contains(&name) {
        builder.close();
    } else {
        match name {
            "a" => builder.end(|kind| matches!(kind, InlineKind::Link(_))),
            "ul" | "ol" => {
                builder.close();
                context.close_list();
            }
            "li" => {
                builder.close();
                context.item = None;
            }
            "blockquote" => {
                builder.close();
                context.quotes = context.quotes.saturating_sub(1);
            }
            _ => {}
        }
    }
}

fn ensure(builder: &mut Builder, context: &mut Context) {
    if !builder.is_open() {
        builder.open(context.place());
    }
}

fn words(text: &str, builder: &mut Builder, context: &mut Context) {
    let text = references::decode(text);
    if text.trim().is_empty() {
        return builder.space();
    }
    ensure(builder, context);
    if builder
        .place()
        .is_some_and(|place| place.kind == BlockKind::Code)
    {
        return builder.lines(&text);
    }
    for (order, word) in text.split_whitespace().enumerate() {
        if order > 0 || text.starts_with(char::is_whitespace) {
            builder.space();
        }
        builder.words(word);
    }
    if text.ends_with(char::is_whitespace) {
        builder.space();
    }
}

/// The value of an attribute, with its character references read.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let start = from + found;
        from = start + name.len();
        let value = tag[from..].trim_start();
        let opens = lower[..start].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        if let Some(value) = value.strip_prefix('=').filter(|_| opens) {
            let value = value.trim_start();
            let value = match value.chars().next()? {
                mark @ ('"' | '\'') => value[1..].split(mark).next()?,
                _ => value.split(char::is_whitespace).next()?,
            };
            return Some(references::decode(value).trim().to_string());
        }
    }
    None
}

struct Tokens<'a> {
    rest: &'a str,
    /// Whether a comment may still be closed: looked for to the end only once.
    comments: bool,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(length) = self.unseen() {
                self.rest = &self.rest[length..];
                continue;
            }
            if let Some((token, length)) = tag(self.rest) {
                self.rest = &self.rest[length..];
                return Some(token);
            }
            let next = memchr::memchr(b'<', &self.rest.as_bytes()[1..]);
            let end = next.map_or(self.rest.len(), |at| at + 1);
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(Token::Text(text));
        }
    }
}

impl Tokens<'_> {
    /// Length of a comment or declaration here.
    fn unseen(&mut self) -> Option<usize> {
        if self.comments && self.rest.starts_with("<!--") {
            let end = self.rest[4..].find("-->").map(|at| at + 7);
            self.comments = end.is_some();
            return end;
        }
        let declaration = self.rest.starts_with("<!") || self.rest.starts_with("<?");
        let mut bytes = self.rest.bytes().take(1024);
        bytes
            .position(|byte| byte == b'>')
            .filter(|_| declaration)
            .map(|at| at + 1)
    }
}

/// The tag that a text opens with, and its length.
fn tag(text: &str) -> Option<(Token<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let closing = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (name, rest) = inner.split_at(length);
    let end = tag_end(rest)?;
    let taken = text.len() - rest.len() + end + 1;
    let rest = &rest[..end];
    Some((
        if closing {
            Token::Close(name)
        } else {
            Token::Open { name, rest }
        },
        taken,
    ))
}

/// Where a tag closes: the first `>` outside marks; no tag holds a `<` outside them.
fn tag_end(rest: &str) -> Option<usize> {
    let mut mark = None;
    for (at, byte) in rest.bytes().enumerate().take(4096) {
        match (mark, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => mark = Some(byte),
            (Some(open), byte) if open == byte => mark = None,
            _ => {}
        }
    }
    None
}
