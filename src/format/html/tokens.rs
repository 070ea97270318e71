//! A whole page cut into tags and text, as browsers do, and as cheaply whatever it holds: attributes that
//! nobody asks for are not kept, neither are scripts and pictures written into the page.

use std::borrow::Cow;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

use crate::format::attributes;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A tag that opens an element.
    Open(Tag),
    /// The name of an element that ends.
    Close(String),
    /// Words, their character references read.
    Text(String),
    /// What stands in a comment.
    Comment(String),
}

/// A tag that opens an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name, small letters.
    pub name: String,
    /// Whether it closes itself: `<br/>`.
    pub closed: bool,
    /// Those of its attributes that tell something.
    pub attributes: Vec<(&'static str, String)>,
}

/// Attributes that tell something of an article.
const TELLING: &[&str] = &[
    "aria-hidden",
    "cite",
    "class",
    "content",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "id",
    "ispermalink",
    "itemprop",
    "itemtype",
    "label",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "shadowrootmode",
    "start",
    "src",
    "style",
    "term",
    "type",
    "xml:lang",
];

/// Those that tell something in lists of feeds and of the parts of a book alone.
const OF_LISTS: &[&str] = &["full-path", "idref", "text", "title", "xmlurl"];

/// Elements of such lists.
const LISTED: &[&str] = &["link", "outline", "rootfile", "itemref"];

/// Longest value (bytes) of an attribute: no class, date or address is longer.
const LONGEST_VALUE: usize = 16 * 1024;

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "xmp", "iframe", "noembed", "noframes"];

/// Elements whose content is words alone.
const WORDS: &[&str] = &["title", "textarea"];

/// What is written in tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Markup {
    /// A page, where some elements hold no markup.
    Page,
    /// Data: a feed.
    Data,
}

/// Hands the pieces of a page to `take`, in order.
pub(super) fn read(page: &str, markup: Markup, mut take: impl FnMut(Token)) {
    let page = match markup {
        Markup::Page => without_unclosed(page),
        Markup::Data => without_sections(page),
    };
    let page = attributes::set_together(&page);
    let mut tag = Tag::default();
    let mut attribute = None;
    let emitter = CallbackEmitter::new(move |event: CallbackEvent<'_>, _: Span<()>| {
        piece(&event, &mut tag, &mut attribute)
    });
    let mut tokens = Tokenizer::new_with_emitter(&*page, emitter);
    while let Some(Ok(token)) = tokens.next() {
        if let Token::Open(tag) = &token
            && markup == Markup::Page
        {
            let name = tag.name.as_str();
            if RAW.contains(&name) {
                tokens.set_state(State::RawText);
            } else if WORDS.contains(&name) {
                tokens.set_state(State::RcData);
            }
        }
        take(token);
    }
}

/// The attributes of an element that tell something.
fn telling(element: &str) -> impl Iterator<Item = &'static &'static str> {
    let local = element.rsplit(':').next().unwrap_or_default();
    let of_lists = if LISTED.contains(&local) {
        OF_LISTS
    } else {
        &[]
    };
    TELLING.iter().chain(of_lists)
}

fn piece(
    event: &CallbackEvent<'_>,
    tag: &mut Tag,
    attribute: &mut Option<&'static str>,
) -> Option<Token> {
    match event {
        CallbackEvent::OpenStartTag { name } => {
            *tag = Tag {
                name: string(name),
                ..Tag::default()
            };
        }
        CallbackEvent::AttributeName { name } => {
            let known = telling(&tag.name).find(|known| known.as_bytes() == *name);
            *attribute = known
                .filter(|known| tag.attributes.iter().all(|(other, _)| other != *known))
                .copied();
            tag.attributes
                .extend(attribute.map(|name| (name, String::new())));
        }
        CallbackEvent::AttributeValue { value } if attribute.is_some() => {
            if let Some((_, known)) = tag.attributes.last_mut()
                && value.len() <= LONGEST_VALUE
            {
                *known = string(value);
            }
        }
        CallbackEvent::CloseStartTag { self_closing } => {
            tag.closed = *self_closing;
            return Some(Token::Open(std::mem::take(tag)));
        }
        CallbackEvent::EndTag { name } => return Some(Token::Close(string(name))),
        CallbackEvent::String { value } => return Some(Token::Text(string(value))),
        CallbackEvent::Comment { value } => return Some(Token::Comment(string(value))),
        _ => {}
    }
    None
}

/// The page without the mark of a comment that is never closed: what stands behind it is the page.
fn without_unclosed(page: &str) -> Cow<'_, str> {
    let closed = page.rfind("-->").map_or(0, |at| at + 3);
    let rest = &page[closed..];
    if !rest.contains("<!--") {
        return Cow::Borrowed(page);
    }
    Cow::Owned([&page[..closed], &rest.replace("<!--", "")].concat())
}

/// Data without its sections of text that is no markup: they are written as any text is.
fn without_sections(data: &str) -> Cow<'_, str> {
    const OPENS: &str = "<![CDATA[";
    if !data.contains(OPENS) {
        return Cow::Borrowed(data);
    }
    let mut out = String::with_capacity(data.len() + data.len() / 8);
    let mut parts = data.split(OPENS);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (words, rest) = part.split_once("]]>").unwrap_or((part, ""));
        html_escape::encode_text_to_string(words, &mut out);
        out.push_str(rest);
    }
    Cow::Owned(out)
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(page: &str) -> String {
        let mut out = String::new();
        read(page, Markup::Page, |token| {
            out += &match token {
                Token::Open(tag) => {
                    ["<", &tag.name, &format!("{:?}", tag.attributes), ">"].concat()
                }
                Token::Close(name) => ["</", &name, ">"].concat(),
                Token::Text(words) => words,
                Token::Comment(words) => ["(", &words, ")"].concat(),
            };
        });
        out
    }

    #[test]
    fn attributes_that_tell_are_kept_once() {
        let page = "<A HREF='x?a&amp;b' href=y srcset='data:,z' onclick=z>ö</A>";
        assert_eq!(printed(page), r#"<a[("href", "x?a&b")]>ö</a>"#);
    }

    #[test]
    fn scripts_are_no_markup_and_a_comment_without_end_hides_nothing() {
        assert_eq!(
            printed("<script>a<b></script>c"),
            "<script[]>a<b></script>c"
        );
        assert_eq!(printed("<!-- a -->b<!-- c <p>d"), "( a )b c <p[]>d");
    }
}
