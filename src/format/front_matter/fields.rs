//! From named values to [`Meta`].

use std::collections::HashSet;

use serde_json::Value;

use super::names::folded;
use super::names::{
    AUTHORS, CHANGED, DATE, DECK, HEADLINE, LANG, NESTED, SAVED, SOURCE, TAGS, URL,
};
use super::values::{address, host, is_address, is_tool, line, says_nothing, title, unlinked};
use super::{Fields, people};
use crate::format::dates;
use crate::story::{Date, Meta};

/// Codes of languages that articles name, ISO 639-1.
const LANGUAGES: &[&str] = &[
    "af", "ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi",
    "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv",
    "mk", "ms", "nb", "nl", "nn", "no", "pl", "ps", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv",
    "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
];

/// Puts into `meta` what the fields say.
pub fn apply(fields: &Fields, meta: &mut Meta) {
    let fields = Folded::new(fields);
    if let Some(headline) = headline(&fields) {
        meta.headline = headline;
    }
    let text = |names| {
        fields
            .values(names)
            .filter_map(line)
            .map(|text| title(&text))
    };
    meta.deck = text(DECK).next().or(meta.deck.take());
    let mut authors = fields.values(AUTHORS).map(people::authors);
    meta.bylines
        .extend(authors.find(|names| !names.is_empty()).unwrap_or_default());
    meta.url = url(&fields).or(meta.url.take());
    meta.saved = fields.date(SAVED).or(meta.saved);
    meta.date = date(&fields, meta.url.as_deref()).or(meta.date);
    let source =
        text(SOURCE).find(|value| !is_address(value) && !is_tool(value) && !value.is_empty());
    meta.source = source.or_else(|| meta.url.as_deref().and_then(host));
    meta.tags = tags(&fields);
    let lang = fields
        .values(LANG)
        .filter_map(line)
        .find_map(|name| language(&name));
    meta.lang = lang.or(meta.lang);
}

/// Fields with their names folded; those in tables by the names of both, behind the others.
struct Folded<'a>(Vec<(String, &'a Value)>);

impl<'a> Folded<'a> {
    fn new(fields: &'a Fields) -> Self {
        let mut all: Vec<_> = fields
            .iter()
            .map(|(name, value)| (folded(name), value))
            .collect();
        let tables = fields
            .iter()
            .filter_map(|(name, value)| Some((name, value.as_object()?)));
        for (table, inner) in tables {
            let table = folded(table);
            for (name, value) in inner {
                let name = folded(name);
                all.push((format!("{table}{name}"), value));
                if NESTED.contains(&table.as_str()) {
                    all.push((name, value));
                }
            }
        }
        all.retain(|(_, value)| !value.is_null());
        Self(all)
    }

    fn value(&self, name: &str) -> Option<&'a Value> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| *value)
    }

    /// The values under any of the names, in the order of the names.
    fn values(&self, names: &'static [&'static str]) -> impl Iterator<Item = &'a Value> {
        names.iter().filter_map(|name| self.value(name))
    }

    /// The first date under any of the names.
    fn date(&self, names: &'static [&'static str]) -> Option<Date> {
        let lines = self.values(names).filter_map(line);
        let mut dates = lines.filter_map(|text| dates::of_field(&unlinked(&text)));
        dates.next()
    }
}

/// The title; where a headline stands beside it, the longer of the two.
fn headline(fields: &Folded<'_>) -> Option<String> {
    let text = |value: &Value| {
        let text = title(&line(value)?);
        text.contains(char::is_alphanumeric).then_some(text)
    };
    let named = |name| fields.value(name).and_then(text);
    match (named("title"), named("headline")) {
        (Some(title), Some(headline)) if headline.len() > title.len() => Some(headline),
        (Some(title), _) => Some(title),
        _ => fields.values(HEADLINE).find_map(text),
    }
}

/// The address; the page itself goes before its copy in an archive.
fn url(fields: &Folded<'_>) -> Option<String> {
    let copies = [
        "web.archive.org",
        "archive.org",
        "archive.today",
        "archive.ph",
        "archive.is",
    ];
    let is_copy =
        |address: &String| host(address).is_some_and(|host| copies.contains(&host.as_str()));
    let mut addresses: Vec<String> = fields.values(URL).filter_map(address).collect();
    addresses.sort_by_key(is_copy);
    addresses.into_iter().next()
}

/// The day of publication: as named, or else that of the path, or else of the last change, unless a
/// tool keeps time here.
fn date(fields: &Folded<'_>, url: Option<&str>) -> Option<Date> {
    let of_path = |path: &str| {
        let day: Vec<&str> = path.splitn(4, '/').take(3).collect();
        dates::parse(&day.join("-"))
    };
    let path = || of_path(&fields.value("path").and_then(line)?);
    let changed = || {
        fields
            .date(CHANGED)
            .filter(|_| fields.values(SAVED).next().is_none())
    };
    let address = || url.and_then(dates::of_address);
    fields
        .date(DATE)
        .or_else(path)
        .or_else(address)
        .or_else(changed)
}

fn tags(fields: &Folded<'_>) -> Vec<String> {
    let mut known = HashSet::new();
    let tags = fields.values(TAGS).flat_map(tags_of);
    tags.filter(|tag| known.insert(tag.clone())).collect()
}

fn tags_of(value: &Value) -> Vec<String> {
    let text = match value {
        Value::Array(values) => return values.iter().flat_map(tags_of).collect(),
        other => line(other).unwrap_or_default(),
    };
    // `#ferry #harbour` and `[[ferry]] [[harbour]]` need nothing between them.
    let text = text.replace("]] [[", "]],[[").replace(" #", ",#");
    let text = unlinked(&text);
    let tags = text
        .split([',', ';'])
        .map(|tag| tag.trim().trim_start_matches('#'));
    let tags = tags.filter(|tag| !tag.is_empty() && !says_nothing(tag));
    tags.map(str::to_string).collect()
}

/// Languages by their name in English or their own, and by three letters.
const BY_NAME: &[(&str, &str)] = &[
    ("english", "en"),
    ("eng", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("deu", "de"),
    ("ger", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("spa", "es"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("por", "pt"),
    ("italian", "it"),
    ("italiano", "it"),
    ("ita", "it"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("nld", "nl"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("swedish", "sv"),
    ("svenska", "sv"),
    ("danish", "da"),
    ("dansk", "da"),
    ("norwegian", "no"),
    ("norsk", "no"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("ukrainian", "uk"),
    ("українська", "uk"),
    ("chinese", "zh"),
    ("中文", "zh"),
    ("japanese", "ja"),
    ("日本語", "ja"),
    ("korean", "ko"),
    ("한국어", "ko"),
    ("arabic", "ar"),
    ("العربية", "ar"),
    ("turkish", "tr"),
    ("türkçe", "tr"),
    ("hebrew", "he"),
    ("hindi", "hi"),
];

fn language(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let code = name.split(['-', '_']).next()?;
    let by_name = || {
        BY_NAME
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, code)| *code)
    };
    LANGUAGES
        .iter()
        .find(|known| **known == code)
        .copied()
        .or_else(by_name)
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
        check("author: Reyes, Ana", &["Ana Reyes"]);
        check("author: {first: Ana, last: Reyes}", &["Ana Reyes"]);
        check("byline: {original: By Ana Reyes}", &["Ana Reyes"]);
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

    #[test]
    fn the_day_of_saving_is_another_than_that_of_publishing() {
        let check = |matter: &str, date: Option<&str>, saved: Option<&str>| {
            let found = meta(matter);
            let day = |date: Option<Date>| date.map(|date| date.to_string());
            assert_eq!(day(found.date).as_deref(), date, "{matter}");
            assert_eq!(day(found.saved).as_deref(), saved, "{matter}");
        };
        check(
            "title: A\npublished:\ncreated: 2026-05-09",
            None,
            Some("2026-05-09"),
        );
        check(
            "title: A\ndate: 2026-05-08\ndateAdded: 2026-05-09",
            Some("2026-05-08"),
            Some("2026-05-09"),
        );
        check("title: A\nmodified: 2026-05-09", Some("2026-05-09"), None);
        check(
            "title: A\ncreated: 2026-05-09\nmodified: 2026-05-10",
            None,
            Some("2026-05-09"),
        );
        check(
            "url: https://x.example/2026/05/08/salt\ncreated: 2026-05-09",
            Some("2026-05-08"),
            Some("2026-05-09"),
        );
        check("date: 1772431200", Some("2026-03-02T06:00:00"), None);
        check("date: '[[2026-03-05]]'", Some("2026-03-05"), None);
        check("date of birth: 2000-03-05\ntitle: A", None, None);
    }

    #[test]
    fn names_are_compared_folded_and_nested() {
        let found = meta(
            "og: {title: Salt}\nSource-URL: https://x.example/1\nsiteName: The Courier\nextra: {authors: [Ana Reyes]}\nlanguage: English",
        );
        assert_eq!(found.headline, "Salt");
        assert_eq!(found.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(found.source.as_deref(), Some("The Courier"));
        assert_eq!(found.bylines, ["Ana Reyes"]);
        assert_eq!(found.lang, Some("en"));
        assert_eq!(
            meta("titel: Salz\nverfasser: Ana Reyes").bylines,
            ["Ana Reyes"]
        );
        assert_eq!(
            meta("title: short\nheadline: The longer one").headline,
            "The longer one"
        );
    }

    #[test]
    fn the_page_goes_before_its_copy() {
        let found = meta(
            "url: https://web.archive.org/web/2026/https://x.example/1\nlink: https://x.example/1",
        );
        assert_eq!(found.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(
            meta("title: A\nsource: readwise\nurl: https://x.example")
                .source
                .as_deref(),
            Some("x.example")
        );
    }

    #[test]
    fn tags_in_every_dress() {
        let check =
            |matter: &str, expect: &[&str]| assert_eq!(meta(matter).tags, expect, "{matter}");
        check("tags: '#sea #old port'", &["sea", "old port"]);
        check("tags: ['[[Sea]]', '#sea/port', Sea]", &["Sea", "sea/port"]);
        check("keywords: sea; old port", &["sea", "old port"]);
    }
}
