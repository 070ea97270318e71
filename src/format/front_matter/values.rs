//! Values as they are meant: without wiki links, Markdown links, angle brackets, markup, character
//! references; a template that nobody filled in says nothing.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use crate::format::decode::{clean, references};

/// Tags that stand in titles; any other in angle brackets is a word: `<antirez>`.
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    let names = "em|i|b|strong|sup|sub|span|u|small|br|code|a|font|mark|cite|q|p";
    Regex::new(&format!(r"(?i)</?(?:{names})(?:\s[^<>]*)?/?>")).expect("the pattern is sound")
});

/// Values that say nothing, small letters; most are what a tool calls itself.
const NOTHING: &[&str] = &[
    "unknown",
    "n/a",
    "na",
    "none",
    "null",
    "undefined",
    "nil",
    "-",
    "–",
    "—",
    "?",
    "admin",
    "administrator",
    "anonymous",
    "anonym",
    "no author",
    "unbekannt",
    "inconnu",
    "desconocido",
    "desconhecido",
    "sconosciuto",
    "onbekend",
    "okänd",
    "ukjent",
    "ukendt",
    "nieznany",
    "неизвестно",
    "невідомо",
    "不明",
    "未知",
    "佚名",
    "작자미상",
];

/// Names of tools and of ways, small letters, folded: whatever brought the text here is no source.
const TOOLS: &[&str] = &[
    "web",
    "www",
    "rss",
    "feed",
    "atom",
    "email",
    "mail",
    "api",
    "import",
    "imported",
    "manual",
    "clipping",
    "clippings",
    "clipper",
    "webclipper",
    "obsidian",
    "joplin",
    "joplindesktop",
    "readwise",
    "reader",
    "omnivore",
    "pocket",
    "instapaper",
    "matter",
    "raindrop",
    "wallabag",
    "readeck",
    "karakeep",
    "markdownload",
    "bookmark",
    "bookmarklet",
    "browser",
    "extension",
];

/// A value as one clean line; `None` where it is empty, says nothing, or is no single value.
pub(super) fn line(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => one_line(text),
        Value::Number(number) => number.to_string(),
        Value::Object(map) => {
            let names = ["name", "main", "original", "title", "url"];
            return line(names.iter().find_map(|name| map.get(*name))?);
        }
        Value::Array(values) if values.len() == 1 => return line(&values[0]),
        _ => return None,
    };
    (!text.is_empty() && !says_nothing(&text)).then_some(text)
}

/// A title as it is read: links and markup are gone, their words stay.
pub(super) fn title(text: &str) -> String {
    let text = unlinked(text);
    one_line(&TAGS.replace_all(&text, ""))
}

/// Whether a value says nothing: `unknown`, `%url%`, `{{author}}`.
pub(super) fn says_nothing(text: &str) -> bool {
    let unfilled = |open, close| {
        let inner = text
            .strip_prefix(open)
            .and_then(|rest: &str| rest.strip_suffix(close));
        inner.is_some_and(|name: &str| !name.contains(char::is_whitespace) && !name.is_empty())
    };
    let template = unfilled("%", "%") || text.starts_with("{{") || text.starts_with("${");
    template || NOTHING.contains(&text.to_lowercase().as_str())
}

/// Whether a value names the tool that kept the text.
pub(in crate::format) fn is_tool(text: &str) -> bool {
    TOOLS.contains(&super::names::folded(text).as_str())
}

/// The text sanitised, with its character references read, on one line.
pub(super) fn one_line(text: &str) -> String {
    let text = clean(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    // What was encoded twice is read twice.
    let once = references::decode(&words.join(" ")).replace('\n', " ");
    references::decode(&once).replace('\n', " ")
}

/// The text with its wiki links and Markdown links as words: `[[people/Ada|Ada Brook]]`, `[Tom](x)`.
pub(super) fn unlinked(text: &str) -> Cow<'_, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, link) = rest.split_at(at);
        out.push_str(before);
        if let Some((words, length)) = wiki_link(link).or_else(|| markdown_link(link)) {
            out.push_str(words);
            rest = &link[length..];
        } else {
            out.push('[');
            rest = &link[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Longest link that is looked for, in bytes.
const LONGEST: usize = 500;

/// The words of a wiki link that a text opens with, and its length.
fn wiki_link(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix("[[")?;
    let end = inner.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let after = inner[end..].strip_prefix("]]")?;
    let page = &inner[..end];
    let words = page.rsplit(['|', '/']).next().unwrap_or(page);
    Some((words.trim_start_matches('@'), text.len() - after.len()))
}

/// The words of a Markdown link that a text opens with, and its length.
fn markdown_link(text: &str) -> Option<(&str, usize)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b']')?;
    let target = text[end + 1..].strip_prefix('(')?;
    let close = target.bytes().take(LONGEST).position(|byte| byte == b')')?;
    Some((&text[1..end], end + 2 + close + 1))
}

/// The web address that a value is or holds: bare, in angle brackets, as the target of a link.
pub(super) fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => address_in(&one_line(text)).map(str::to_string),
        Value::Array(values) => values.iter().find_map(address),
        Value::Object(map) => ["url", "href", "link"]
            .iter()
            .find_map(|name| address(map.get(*name)?)),
        _ => None,
    }
}

/// The web address that a text is or holds.
pub(in crate::format) fn address_in(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches('<').trim_end_matches('>');
    if is_address(bare) {
        return Some(bare);
    }
    let target = text.split_once("](")?.1.split(')').next()?;
    let target = target.split_whitespace().next()?;
    is_address(target).then_some(target)
}

/// Whether a text is a web address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
}

/// The host of a web address, without its `www.`.
pub(in crate::format) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_words() {
        let check = |text, expect| assert_eq!(unlinked(text), expect, "{text}");
        check("[[people/ana|Ana Reyes]] and [[Tom]]", "Ana Reyes and Tom");
        check("[Tom](https://x.example) [sic]", "Tom [sic]");
        check("[[@ana]] [[never closed", "ana [[never closed");
    }

    #[test]
    fn titles_lose_their_markup_alone() {
        let check = |text, expect: &str| assert_eq!(title(text), expect, "{text}");
        check(
            "Salt <em class='x'>and</em> sea &amp; land",
            "Salt and sea & land",
        );
        check("&lt;antirez&gt; writes", "<antirez> writes");
        check("Don&amp;#x27;t", "Don't");
    }

    #[test]
    fn addresses_in_every_dress() {
        let check = |text: &str, expect| {
            assert_eq!(address(&text.into()).as_deref(), expect, "{text}");
        };
        check("<https://x.example/1>", Some("https://x.example/1"));
        check(
            "[The Courier](https://x.example/1)",
            Some("https://x.example/1"),
        );
        check("/relative", None);
        check("javascript:alert(1)", None);
    }

    #[test]
    fn templates_and_tools_say_nothing() {
        assert!(says_nothing("%url%") && says_nothing("{{author}}") && says_nothing("Unknown"));
        assert!(!says_nothing("50% off") && !says_nothing("Ana"));
        assert!(is_tool("Web-Clipper") && !is_tool("The Web Courier"));
    }
}
