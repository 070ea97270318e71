//! Raw HTML inside Markdown: tags dropped, words kept. Tolerant, not a browser: what is no tag is text.

mod tokens;

use super::builder::{Builder, Place, address};
use super::context::Context;
use crate::story::{BlockKind, InlineKind};
use tokens::{Tag, Token};

/// Elements whose content is no text of the story.
const UNREAD: &[&str] = &["script", "style", "template", "svg", "head", "noscript"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "figure",
    "table", "thead", "tbody", "dl", "dt", "details", "summary", "center", "address", "form",
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
        tokens::read(html, |token| match (self.unread, token) {
            (Some(name), Token::Close(closed)) if name == closed => self.unread = None,
            (Some(_), _) => {}
            (None, Token::Text(text)) => words(&text, builder, context),
            (None, Token::Open(tag)) => self.open(&tag, builder, context),
            (None, Token::Close(name)) => close(&name, builder, context),
        });
    }

    fn open(&mut self, tag: &Tag, builder: &mut Builder, context: &mut Context) {
        let name = tag.name.as_str();
        if let Some(unread) = UNREAD.iter().find(|unread| **unread == name) {
            // Only a block holds such an element whole; one inside a line never closes in it.
            self.unread = (!tag.closed).then_some(*unread);
        } else if let Some((name, kind, level)) = KINDS.iter().find(|kind| kind.0 == name) {
            builder.close();
            context.enter(
                name,
                Place {
                    level: *level,
                    ..Place::of(*kind)
                },
            );
        } else if let Some((_, kind)) = INLINES.iter().find(|inline| inline.0 == name) {
            ensure(builder, context);
            builder.start(kind.clone());
        } else if BLOCKS.contains(&name) {
            builder.close();
        } else {
            open_other(tag, builder, context);
        }
    }
}

fn open_other(tag: &Tag, builder: &mut Builder, context: &mut Context) {
    let name = tag.name.as_str();
    match name {
        "a" => {
            ensure(builder, context);
            builder.start(InlineKind::Link(address(tag.attribute("href"))));
        }
        "br" => match builder.place() {
            Some(place) if matches!(place.kind, BlockKind::Paragraph | BlockKind::BlockQuote) => {
                builder.next_line(place);
            }
            Some(place) if place.kind == BlockKind::Code => builder.lines("\n"),
            _ => builder.space(),
        },
        "hr" => builder.rule(),
        "img" => {
            ensure(builder, context);
            builder.picture(tag.attribute("alt"));
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
        "dd" => {
            builder.close();
            context.defines = true;
        }
        "td" | "th" => builder.tab(),
        "q" => {
            ensure(builder, context);
            builder.words("“");
        }
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
            "q" => builder.words("”"),
            "ul" | "ol" => {
                builder.close();
                context.close_list();
            }
            "li" => {
                builder.close();
                context.item = None;
            }
            "dd" => {
                builder.close();
                context.defines = false;
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

/// Whether words that come now are code.
fn is_code(builder: &Builder, context: &Context) -> bool {
    let place = builder.place();
    let place = place.or(context.elements.last().map(|(_, place)| *place));
    place.is_some_and(|place| place.kind == BlockKind::Code)
}

/// Lines as they are; the end of the line on which the element opens is none of them.
fn code(text: &str, builder: &mut Builder, context: &mut Context) {
    ensure(builder, context);
    let is_first = builder.is_blank();
    builder.lines(text.strip_prefix('\n').filter(|_| is_first).unwrap_or(text));
}

fn words(text: &str, builder: &mut Builder, context: &mut Context) {
    if is_code(builder, context) {
        return code(text, builder, context);
    }
    if text.trim().is_empty() {
        return builder.space();
    }
    ensure(builder, context);
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
