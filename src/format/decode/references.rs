//! HTML character references (`&amp;`, `&#8217;`) that scrapers leave in plain text.

use std::borrow::Cow;

use super::clean;

/// The text with its character references read.
///
/// Only those that are closed by a semicolon: `AT&T` and `R&D;` stay as they are. What they stand
/// for is sanitised in turn, so `&#27;` does not bring an escape in.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    match html_escape::decode_html_entities(text) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(decoded) => Cow::Owned(clean(&decoded).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expect: &str) {
        assert_eq!(decode(input), expect);
    }

    #[test]
    fn references_are_read() {
        check("Fish &amp; chips", "Fish & chips");
        check("it&#8217;s &ldquo;open&rdquo;&nbsp;now", "it’s “open” now");
        check("&#x2014;", "—");
    }

    #[test]
    fn what_only_looks_like_one_stays() {
        check("AT&T and R&D; at Q&A", "AT&T and R&D; at Q&A");
        check("&nosuchname;", "&nosuchname;");
    }

    #[test]
    fn references_bring_no_controls_in() {
        for text in [
            "&#27;[31mred",
            "&#0;",
            "&#x9b;2J",
            "&#x202e;abc",
            "a&#173;b",
        ] {
            let decoded = decode(text);
            assert_eq!(decoded, clean(&decoded), "{text}");
        }
        check("&#147;Yes&#148;", "“Yes”");
    }
}
