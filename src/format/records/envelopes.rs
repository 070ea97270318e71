//! JSON as one value: a list of records, or an envelope around one, as news APIs, feeds in JSON and tools that
//! keep articles write them.

use serde_json::Value;

use super::{Fields, is_record, record_of};
use crate::story::Story;

/// Names under which envelopes hold their records, best first.
const LISTS: &[&str] = &[
    "articles",
    "results",
    "items",
    "docs",
    "entries",
    "stories",
    "posts",
    "news",
    "documents",
    "response",
    "data",
    "value",
    "list",
];

/// Envelopes within envelopes.
const DEEPEST: usize = 4;

/// Whether a text without a telling extension is such a value.
pub fn sniff(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
        && read(text).is_some_and(|value| !records(value, DEEPEST).is_empty())
}

/// Reads the records of a value, a story each; lines of records are read as such.
pub fn parse(text: &str) -> Vec<Story> {
    match read(text) {
        Some(value) => records(value, DEEPEST)
            .iter()
            .filter_map(record_of)
            .collect(),
        None if super::sniff(text) => super::parse(text),
        None => Vec::new(),
    }
}

/// The story of one entry of a feed in JSON.
pub(in crate::format) fn item(fields: Fields) -> Option<Story> {
    record_of(&inner(fields))
}

fn read(text: &str) -> Option<Value> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// The records in a value: it is one, a list of them, or holds such a list.
fn records(value: Value, depth: usize) -> Vec<Fields> {
    match value {
        Value::Array(values) => {
            let objects = values.into_iter().filter_map(|value| match value {
                Value::Object(fields) => Some(inner(fields)),
                _ => None,
            });
            objects.filter(is_record).collect()
        }
        Value::Object(mut fields) if depth > 0 => {
            let list = LISTS.iter().find(|name| {
                matches!(fields.get(**name), Some(Value::Array(_) | Value::Object(_)))
            });
            let found = list
                .and_then(|name| fields.remove(*name))
                .map(|inner| records(inner, depth - 1));
            match found.filter(|found| !found.is_empty()) {
                Some(found) => found,
                None => Some(inner(fields)).filter(is_record).into_iter().collect(),
            }
        }
        _ => Vec::new(),
    }
}

/// A record without the table that some put around or into it.
fn inner(mut fields: Fields) -> Fields {
    if fields.get("url").is_some_and(Value::is_string) {
        // What an entry of a feed is about is not where it stands.
        fields.remove("external_url");
    }
    for name in ["fields", "_source", "attributes", "article"] {
        if let Some(Value::Object(inner)) =
            fields.get(name).filter(|inner| inner.is_object()).cloned()
        {
            fields.remove(name);
            for (name, value) in inner {
                fields.entry(name).or_insert(value);
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let stories = parse(text);
        let texts: Vec<_> = stories.iter().map(|story| story.text.as_str()).collect();
        assert_eq!(texts, expect, "{text}");
    }

    #[test]
    fn envelopes_hold_records() {
        check(
            r#"{"status":"ok","articles":[{"title":"Salt","content":"It rains."},{"title":"Sea","description":"It is calm."}]}"#,
            &["Salt\nIt rains.", "Sea\nIt is calm."],
        );
        check(
            r#"{"response":{"results":[{"webTitle":"Salt","webUrl":"https://x.example/1","fields":{"bodyText":"It rains."}}]}}"#,
            &["Salt\nIt rains."],
        );
        check(
            "[\n {\"title\": \"Salt\",\n \"text\": \"It rains.\"}\n]",
            &["Salt\nIt rains."],
        );
        check(
            r#"{"version":"https://jsonfeed.org/version/1","title":"Tide","items":[{"id":"1","title":"Salt","content_html":"<p>It <em>rains</em>.</p>"}]}"#,
            &["Salt\nIt rains."],
        );
    }

    #[test]
    fn settings_are_no_stories() {
        check(r#"{"name":"x","dependencies":{"a":"1"}}"#, &[]);
        check("[1, 2]", &[]);
        check("{", &[]);
    }
}
