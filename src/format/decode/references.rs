//! HTML character references (`&amp;`, `&#8217;`) that scrapers leave in plain text.

use std::borrow::Cow;

use super::clean;

/// References by name that are read without their semicolon too.
const COMMON: &[&str] = &["amp", "lt", "gt", "quot", "nbsp"];

/// The text with its character references read.
///
/// Those that are closed by a semicolon, and numbers and the commonest names that are not, as
/// browsers do: `AT&T` and `R&D;` stay as they are. What they stand for is sanitised in turn, so
/// `&#27;` does not bring an escape in.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let closed = closed(text);
    match html_escape::decode_html_entities(&closed) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(decoded) => Cow::Owned(clean(&decoded).into_owned()),
    }
}

/// The text with the semicolons put in that its references lack.
fn closed(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if let Some(length) = unclosed(&text[at + 1..]) {
            let end = at + 1 + length;
            out.push_str(&text[copied..end]);
            out.push(';');
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Length of the reference without a semicolon that a text opens with, its `&` left out.
fn unclosed(text: &str) -> Option<usize> {
    let length = match text.strip_prefix('#') {
        Some(number) => {
            let figures = number.bytes().take_while(u8::is_ascii_digit).count();
            1 + Some(figures).filter(|figures| (2..=6).contains(figures))?
        }
        None => COMMON.iter().find(|name| text.starts_with(*name))?.len(),
    };
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ';' | '=' | '_');
    (!text[length..].starts_with(goes_on)).then_some(length)
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
    fn a_semicolon_may_be_missing() {
        check("Salt&#58 sea &amp land &#8211", "Salt: sea & land –");
        check("?a=1&amp=2&lt_x &#5 &ampere", "?a=1&amp=2&lt_x &#5 &ampere");
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
