//! Tags with very many attributes, set so that html5gum reads them in constant stack.
//!
//! Its states behind a double-quoted value call each other in a row (`AfterAttributeValueQuoted` and on, in
//! `machine.rs` of version 0.9): some thousand attributes in one tag, and the stack is used up, which no
//! program survives. Where no white space stands between two attributes it goes back to its loop; the
//! attributes are the same.

use std::borrow::Cow;

/// Quoted values of a tag between two that stand together.
const MOST: usize = 32;

/// The markup with the space left out that follows each [`MOST`]th quoted value of a tag.
pub(super) fn set_together(markup: &str) -> Cow<'_, str> {
    if memchr::memchr_iter(b'"', markup.as_bytes())
        .nth(2 * MOST)
        .is_none()
    {
        return Cow::Borrowed(markup);
    }
    let mut set = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', &markup.as_bytes()[at..]) {
        at += open + 1;
        if markup[at..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            at = tag(markup, at, |gap| {
                set.push_str(&markup[copied..gap.0]);
                copied = gap.1;
            });
        }
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    set.push_str(&markup[copied..]);
    Cow::Owned(set)
}

/// Where the tag that holds byte `at` ends; `gap` is called with each space to leave out.
fn tag(markup: &str, mut at: usize, mut gap: impl FnMut((usize, usize))) -> usize {
    let bytes = markup.as_bytes();
    let mut values = 0;
    while let Some(next) = memchr::memchr3(b'>', b'"', b'\'', &bytes[at..]) {
        at += next + 1;
        let quote = bytes[at - 1];
        if quote == b'>' {
            return at;
        }
        let Some(end) = memchr::memchr(quote, &bytes[at..]) else {
            break;
        };
        at += end + 1;
        values += usize::from(quote == b'"');
        if values == MOST {
            values = 0;
            let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
            let between = bytes[at..]
                .iter()
                .take_while(|byte| is_between(byte))
                .count();
            // What closes the tag stays: "… />".
            if bytes.get(at + between) != Some(&b'>') {
                gap((at, at + between));
                at += between;
            }
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{MOST, set_together};
    use crate::format::{self, Source};

    #[test]
    fn few_attributes_and_words_between_tags_stay_as_they_are() {
        let text = "<p class=\"a\" id=\"b\">“She” said \"no\" \"no\" \"no\"</p>".repeat(MOST);
        assert_eq!(set_together(&text), text);
    }

    #[test]
    fn space_goes_between_attributes_alone() {
        let attributes = "a=\"b c\" ".repeat(MOST);
        let text = format!("\"x\" <p {attributes} d=\"'\"/>\"x\" \"y\"");
        let together = format!("\"x\" <p {}d=\"'\"/>\"x\" \"y\"", attributes.trim_end());
        assert_eq!(set_together(&text), together);
        let text = format!("<p {attributes}/>\"x\" \"y\"");
        assert_eq!(set_together(&text), text);
    }

    #[test]
    fn no_number_of_attributes_uses_up_the_stack() {
        let attributes = "a=\"b\" ".repeat(100_000);
        for (name, open) in [
            ("page.html", "<html><body><div "),
            ("note.md", "<div "),
            ("note.md", "Words <b "),
        ] {
            let text = format!("{open}{attributes}>The ferry runs.");
            let stories = format::parse(
                Source {
                    name,
                    bytes: text.as_bytes(),
                },
                None,
            );
            assert!(stories[0].text.contains("The ferry runs."), "{name}");
        }
    }
}
