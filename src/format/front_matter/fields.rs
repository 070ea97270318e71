//! From named values to [`Meta`]: which names mean what, and in which shapes their values come.

use serde_json::Value;

use super::Fields;
use crate::format::dates;
use crate::format::decode::{clean, references};
use crate::story::Meta;

/// Names under which files give the headline, best first; of the same kind all below. From what
/// Jekyll, Hugo, Zola, Eleventy and schema.org's `NewsArticle` call them.
const HEADLINE: &[&str] = &["title", "headline", "name"];
const DECK: &[&str] = &[
    "deck",
    "dek",
    "subtitle",
    "subheadline",
    "standfirst",
    "description",
    "summary",
    "excerpt",
];
const AUTHORS: &[&str] = &[
    "authors", "author", "byline", "bylines", "creator", "writers", "writer",
];
const DATE: &[&str] = &[
    "date",
    "published",
    "publishdate",
    "pubdate",
    "published_at",
    "publish_date",
    "date_published",
    "datepublished",
    "pub_date",
    "datetime",
    "created",
    "updated",
    "lastmod",
    "modified",
];
const URL: &[&str] = &[
    "source_url",
    "canonical_url",
    "canonical",
    "original_url",
    "original",
    "external_url",
    "url",
    "link",
    "source",
];
const SOURCE: &[&str] = &[
    "source",
    "publication",
    "publisher",
    "site_name",
    "site",
    "outlet",
    "newspaper",
    "source_name",
];
const TAGS: &[&str] = &[
    "tags",
    "categories",
    "category",
    "keywords",
    "topics",
    "subjects",
    "section",
];
const LANG: &[&str] = &["lang", "language", "locale", "inlanguage"];

/// Tables whose values count as if they stood at the top: Zola's and Hugo's.
const NESTED: &[&str] = &["taxonomies", "extra", "params"];

/// Codes of languages that articles name, ISO 639-1.
const LANGUAGES: &[&str] = &[
    "af", "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi",
    "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv",
    "mk", "ms", "nb", "nl", "nn", "no", "pl", "ps", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv",
    "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
];

/// Puts into `meta` what the fields say.
pub fn apply(fields: &Fields, meta: &mut Meta) {
    let line = |names: &[&str]| values(fields, names).find_map(line);
    if let Some(headline) = line(HEADLINE) {
        meta.headline = headline;
    }
    meta.deck = line(DECK).or(meta.deck.take());
    meta.bylines.extend(
        values(fields, AUTHORS)
            .next()
            .map(authors)
            .unwrap_or_default(),
    );
    meta.date = date(fields).or(meta.date);
    meta.url = values(fields, URL)
        .filter_map(self::line)
        .find(|value| is_address(value))
        .or(meta.url.take());
    let source = values(fields, SOURCE)
        .filter_map(self::line)
        .find(|value| !is_address(value));
    meta.source = source.or_else(|| meta.url.as_deref().and_then(host));
    meta.tags = values(fields, TAGS).flat_map(tags).collect();
    meta.tags.dedup();
    meta.lang = line(LANG).and_then(|code| language(&code)).or(meta.lang);
}

/// The values under any of the names, in the order of the names.
fn values<'a>(fields: &'a Fields, names: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    names.iter().filter_map(|name| value(fields, name))
}

fn value<'a>(fields: &'a Fields, name: &str) -> Option<&'a Value> {
    let here = |fields: &'a Fields| {
        let exact = fields.get(name);
        let folded = || {
            fields
                .iter()
                .find(|(key, _)| key.eq_ignore_ascii_case(name))
                .map(|(_, v)| v)
        };
        exact.or_else(folded).filter(|value| !value.is_null())
    };
    let nested = || {
        NESTED
            .iter()
            .find_map(|table| here(fields.get(*table)?.as_object()?))
    };
    here(fields).or_else(nested)
}

/// A value as one clean line; `None` where it is empty or no single value.
fn line(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => one_line(text),
        Value::Number(number) => number.to_string(),
        Value::Object(map) => return line(map.get("name").or(map.get("url"))?),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The text sanitised, with its character references read, on one line.
fn one_line(text: &str) -> String {
    let text = clean(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    references::decode(&words.join(" ")).replace('\n', " ")
}

fn authors(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(authors).collect(),
        Value::String(text) => names(text),
        other => line(other).into_iter().collect(),
    }
}

/// "By Jane Smith and John Doe" → both. A comma parts names only where each part has two words:
/// "Smith, Jane" is one.
pub fn names(text: &str) -> Vec<String> {
    let text = one_line(text);
    let text = text
        .strip_prefix("By ")
        .or(text.strip_prefix("by "))
        .unwrap_or(&text);
    let pair = |part: &str| part.trim().contains(' ');
    let mut names = Vec::new();
    for part in text.split(" and ").flat_map(|part| part.split(" & ")) {
        let pieces: Vec<&str> = part
            .split(',')
            .filter(|piece| !piece.trim().is_empty())
            .collect();
        let whole = vec![part];
        let parted = if pieces.iter().all(|piece| pair(piece)) {
            pieces
        } else {
            whole
        };
        names.extend(
            parted
                .iter()
                .map(|name| name.trim().trim_end_matches(',').to_string()),
        );
    }
    names.retain(|name| !name.is_empty());
    names
}

fn tags(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(line).collect(),
        Value::String(text) => one_line(text)
            .split(',')
            .map(|tag| tag.trim().to_string())
            .filter(|tag| !tag.is_empty())
            .collect(),
        _ => Vec::new(),
    }
}

fn date(fields: &Fields) -> Option<crate::story::Date> {
    let named = values(fields, DATE)
        .filter_map(line)
        .find_map(|text| dates::parse(&text));
    named.or_else(|| {
        dates::parse(
            &value(fields, "path")
                .and_then(line)?
                .splitn(4, '/')
                .take(3)
                .collect::<Vec<_>>()
                .join("-"),
        )
    })
}

fn is_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !text.contains(char::is_whitespace))
}

/// The host of a web address, without its `www.`.
pub(crate) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_string())
}

fn language(code: &str) -> Option<&'static str> {
    let code = code.split(['-', '_']).next()?.to_ascii_lowercase();
    LANGUAGES.iter().find(|known| **known == code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::front_matter::split;

    fn meta(matter: &str) -> Meta {
        let text = format!("---\n{matter}\n---\n");
        let mut meta = Meta::default();
        apply(&split(&text).expect("front matter").fields, &mut meta);
        meta
    }

    #[test]
    fn names_of_the_same_thing() {
        let found = meta(
            "headline: The &ldquo;new&rdquo; ferry\ndek: It floats\npubdate: 2026-03-03\ncanonical: https://www.courier.example/ferry",
        );
        assert_eq!(found.headline, "The “new” ferry");
        assert_eq!(found.deck.as_deref(), Some("It floats"));
        assert_eq!(
            found.date.map(|date| date.to_string()).as_deref(),
            Some("2026-03-03")
        );
        assert_eq!(found.source.as_deref(), Some("courier.example"));
    }

    #[test]
    fn shapes_of_authors() {
        let check =
            |matter: &str, expect: &[&str]| assert_eq!(meta(matter).bylines, expect, "{matter}");
        check(
            "author: By Ana Reyes and Tom Hall",
            &["Ana Reyes", "Tom Hall"],
        );
        check("authors: [Ana Reyes, Tom Hall]", &["Ana Reyes", "Tom Hall"]);
        check(
            "author: {name: Ana Reyes, url: 'https://x.example'}",
            &["Ana Reyes"],
        );
        check(
            "authors:\n- name: Ana Reyes\n- name: Tom Hall",
            &["Ana Reyes", "Tom Hall"],
        );
        check("author: Reyes, Ana", &["Reyes, Ana"]);
    }

    #[test]
    fn source_is_a_name_or_an_address() {
        let found = meta("source: https://x.example/1\npublication: The Courier");
        assert_eq!(found.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(found.source.as_deref(), Some("The Courier"));
        assert_eq!(meta("url: javascript:alert(1)").url, None);
    }

    #[test]
    fn a_value_brings_no_escape_in() {
        assert_eq!(meta("title: \"a\\e[31mb\"").headline, "ab");
    }
}
