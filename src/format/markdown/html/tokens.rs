//! HTML cut into tags and text by the tokenizer of the WHATWG. Where that would swallow words, as a
//! browser does at a tag or a comment that is never closed, they are text here: no word is lost.

use html5gum::{DefaultEmitter, Span, StartTag, State, Token as Raw, Tokenizer};

use crate::format::attributes;

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A tag that opens an element.
    Open(Tag),
    /// The name of an element that ends.
    Close(String),
    /// Words, their character references read.
    Text(String),
}

/// A tag that opens an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name, small letters.
    pub name: String,
    /// Whether it closes itself: `<br/>`.
    pub closed: bool,
    /// Its attributes, small letters, each once, with their character references read.
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty where it has none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    fn of(tag: &StartTag<usize>) -> Self {
        let attributes = tag.attributes.iter();
        Self {
            name: string(&tag.name),
            closed: tag.self_closing,
            attributes: attributes
                .map(|(name, value)| (string(name), string(value)))
                .collect(),
        }
    }
}

/// How often a piece may be read again from within a tag or comment that was never closed; each
/// time it may be read to its end. Behind that, all is text.
const MOST_UNCLOSED: usize = 8;

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style"];

/// Hands the tags and the words of a piece of HTML to `take`, in order.
pub(super) fn read(html: &str, mut take: impl FnMut(Token)) {
    let html = &*attributes::set_together(html);
    let mut from = 0;
    let mut unclosed = 0;
    while from < html.len() && unclosed <= MOST_UNCLOSED {
        match pass(&html[from..], &mut take) {
            Stop::End => return,
            Stop::Nested(at) => from += at,
            Stop::Unclosed(at) => {
                from += at;
                unclosed += 1;
            }
        }
    }
    if from < html.len() {
        take(Token::Text(html[from..].to_string()));
    }
}

/// Why the tokenizer was stopped, and where the rest begins.
enum Stop {
    /// All is read.
    End,
    /// A tag holds the beginning of another: it was none.
    Nested(usize),
    /// A tag or a comment is not closed.
    Unclosed(usize),
}

fn pass(html: &str, take: &mut impl FnMut(Token)) -> Stop {
    let mut tokens = Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span());
    let mut end = 0;
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Raw::StartTag(tag) => {
                let printed = slice(html, tag.span);
                if tag.attributes.keys().any(|name| name.contains(&b'<')) {
                    let inner = printed.rfind('<').unwrap_or_default();
                    take(Token::Text(printed[..inner].to_string()));
                    return Stop::Nested(tag.span.start + inner);
                }
                end = tag.span.end;
                let tag = Tag::of(&tag);
                if RAW.contains(&tag.name.as_str()) && !tag.closed {
                    tokens.set_state(State::RawText);
                }
                take(Token::Open(tag));
            }
            Raw::EndTag(tag) => {
                end = tag.span.end;
                take(Token::Close(string(&tag.name)));
            }
            Raw::String(words) => {
                end = words.span.end;
                take(Token::Text(string(&words)));
            }
            Raw::Comment(comment) if is_closed(slice(html, comment.span)) => {
                end = comment.span.end;
            }
            Raw::Comment(comment) => return unclosed(html, comment.span.start, take),
            Raw::Doctype(doctype) => end = doctype.span.end,
            Raw::Error(_) => {}
        }
    }
    if end < html.len() {
        return unclosed(html, end, take);
    }
    Stop::End
}

/// Takes the mark that opens something without an end, and the words behind it, for text.
fn unclosed(html: &str, start: usize, take: &mut impl FnMut(Token)) -> Stop {
    let rest = &html[start..];
    let next = rest.char_indices().skip(1).find(|(_, c)| *c == '<');
    let end = next.map_or(rest.len(), |(at, _)| at);
    take(Token::Text(rest[..end].to_string()));
    Stop::Unclosed(start + end)
}

/// Whether a comment or a declaration ends where its mark says so, and not with the text.
fn is_closed(comment: &str) -> bool {
    let marks = ["-->", "--!>"];
    if comment.starts_with("<!--") {
        return comment == "<!-->" || marks.iter().any(|mark| comment.ends_with(mark));
    }
    comment.ends_with('>')
}

fn slice(html: &str, span: Span<usize>) -> &str {
    html.get(span.start..span.end).unwrap_or_default()
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(html: &str) -> String {
        let mut out = String::new();
        read(html, |token| {
            out += &match token {
                Token::Open(tag) => ["<", &tag.name, " ", tag.attribute("href"), ">"].concat(),
                Token::Close(name) => ["</", &name, ">"].concat(),
                Token::Text(words) => words,
            };
        });
        out
    }

    #[track_caller]
    fn check(html: &str, expect: &str) {
        assert_eq!(printed(html), expect, "{html}");
    }

    #[test]
    fn an_address_is_read_from_its_own_attribute() {
        check(
            "<A title='x href=http://a.example y' HREF=\"https://b.example/?a&amp;b\">é</A>",
            "<a https://b.example/?a&b>é</a>",
        );
        check("<a data-href=x href = y>", "<a y>");
    }

    #[test]
    fn comments_close_as_in_a_browser() {
        check("<!--> empty <!---> more <!-- none > -->!", " empty  more !");
        check("<!doctype html><?xml?>a", "a");
    }

    #[test]
    fn what_is_never_closed_is_text() {
        check("a <!-- b <b>c</b>", "a <!-- b <b >c</b>");
        check(
            "a <p class=\"x>Salt <b>é</b>",
            "a <p class=\"x>Salt <b >é</b>",
        );
        check("salt <", "salt <");
        check("salt </", "salt </");
        check("<p", "<p");
        check("if a <b and <em>c</em>", "if a <b and <em >c</em>");
    }

    #[test]
    fn scripts_hold_no_markup() {
        check(
            "<script>if (a<b && c==\"x\") d()</script>e",
            "<script >if (a<b && c==\"x\") d()</script>e",
        );
    }

    #[test]
    fn many_unclosed_marks_take_no_time() {
        let hostile = "<a b=\"".repeat(20_000);
        assert_eq!(printed(&hostile).matches("<a").count(), 20_000);
        let hostile = "<b <".repeat(20_000);
        assert_eq!(printed(&hostile), hostile);
    }
}
