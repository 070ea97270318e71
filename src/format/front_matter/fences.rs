//! Matter between fences at the top of a text: YAML, TOML or JSON, whichever it is; and a JSON object
//! that a text opens with.

use std::borrow::Cow;

use serde_json::Value;

use super::broken::{self, named_value};
use super::{Fields, Split, names};

/// Parts fenced matter from the text below it.
pub(super) fn split(text: &str) -> Option<Split<'_>> {
    let text = skip_unseen(text);
    if text.starts_with('{') {
        return object(text);
    }
    let (closings, mark): (&[&str], _) = match text.lines().next()?.trim_end() {
        "---" | "---yaml" | "---json" | "---toml" => (&["---", "..."], ':'),
        "+++" => (&["+++"], '='),
        ";;;" => (&[";;;"], ':'),
        _ => return None,
    };
    let start = text.find('\n')? + 1;
    let (end, after) = closing(text, start, closings)?;
    let matter = &text[start..end];
    let body = &text[after..];
    let read = match mark {
        '=' => toml(matter),
        _ => yaml(matter)
            .or_else(|reason| json(matter).or_else(|_| toml(matter)).map_err(|_| reason)),
    };
    match read {
        Ok(fields) if is_matter(matter, &fields, mark) => Some(Split {
            body: Cow::Borrowed(body),
            fields,
            warning: None,
        }),
        Ok(_) => None,
        Err(reason) => unread(matter, body, mark, &reason),
    }
}

/// Matter that its own language cannot read. Without a name that is known it may be anything.
fn unread<'a>(matter: &str, body: &'a str, mark: char, reason: &str) -> Option<Split<'a>> {
    let (fields, rest) = broken::read(matter, mark);
    let known = fields.keys().any(|name| names::is_known(name));
    let body = if rest.is_empty() {
        Cow::Borrowed(body)
    } else {
        Cow::Owned(format!("{rest}\n{body}"))
    };
    known.then(|| Split {
        body,
        fields,
        warning: Some(format!("front matter is broken: {reason}")),
    })
}

/// Whether what stands between two rules is matter and no text: it has a name that is known, or
/// nothing but names in small letters.
fn is_matter(matter: &str, fields: &Fields, mark: char) -> bool {
    let small =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.".contains(&byte);
    let is_name = |line: &str| {
        let named = named_value(line, mark);
        named.is_some_and(|(name, _)| name.bytes().all(small))
    };
    let is_below = |line: &str| line.starts_with([' ', '\t', '-', '#']) || line.trim().is_empty();
    fields.keys().any(|name| names::is_known(name))
        || fields
            .values()
            .filter_map(Value::as_object)
            .flatten()
            .any(|(name, _)| names::is_known(name))
        || (matter.lines().any(is_name)
            && matter.lines().all(|line| is_name(line) || is_below(line)))
}

/// The text without the blank lines and comments before its matter.
fn skip_unseen(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['\n', ' ', '\t']);
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else {
            break;
        };
        rest = after.trim_start();
    }
    // A fence has no indent.
    let line_start = text.len() - rest.len();
    let indented = text[..line_start].ends_with([' ', '\t']);
    if indented && !rest.starts_with('{') {
        text
    } else {
        rest
    }
}

/// Where the closing fence stands, and where the text goes on after it.
fn closing(text: &str, start: usize, fences: &[&str]) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if fences.contains(&line.trim_end()) {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// A JSON object before a text, as Hugo has it. More objects below are records, and no text.
fn object(text: &str) -> Option<Split<'_>> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let Some(Ok(Value::Object(fields))) = values.next() else {
        return None;
    };
    let body = &text[values.byte_offset()..];
    let apart = body.starts_with('\n') && !body.trim_start().starts_with(['{', '[', ',']);
    let told = fields.keys().any(|name| names::is_known(name));
    (apart && told && !body.trim().is_empty()).then_some(Split {
        body: Cow::Borrowed(body),
        fields,
        warning: None,
    })
}

fn yaml(matter: &str) -> Result<Fields, String> {
    // A name given twice is a slip that site generators let pass; the later value holds there.
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
    };
    match serde_saphyr::from_str_with_options::<Value>(matter, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err("no names with values".into()),
        Err(error) => Err(first_line(&error.to_string())),
    }
}

fn json(matter: &str) -> Result<Fields, String> {
    serde_json::from_str(matter).map_err(|error| error.to_string())
}

fn toml(matter: &str) -> Result<Fields, String> {
    let table: toml::Table = matter
        .parse()
        .map_err(|error: toml::de::Error| first_line(error.message()))?;
    Ok(table
        .into_iter()
        .map(|(name, value)| (name, plain(value)))
        .collect())
}

fn plain(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(values) => values.into_iter().map(plain).collect(),
        toml::Value::Table(table) => {
            let fields = table.into_iter();
            Value::Object(fields.map(|(name, value)| (name, plain(value))).collect())
        }
    }
}

fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ")
        .trim_end_matches('.')
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(text: &str) -> Split<'_> {
        split(text).unwrap_or_else(|| panic!("matter in {text}"))
    }

    #[test]
    fn yaml_toml_and_json_are_read() {
        for text in [
            "---\ntitle: Salt\n---\nBody",
            "+++\ntitle = \"Salt\"\n+++\nBody",
            "---\ntitle = \"Salt\"\n---\nBody",
            "---json\n{\"title\": \"Salt\"}\n---\nBody",
            "---\n{\"title\": \"Salt\"}\n---\nBody",
            ";;;\n{\"title\": \"Salt\"}\n;;;\nBody",
            "{\n  \"title\": \"Salt\"\n}\nBody",
            "\n<!-- kept -->\n\n---\ntitle: Salt\n...\nBody",
        ] {
            let found = read(text);
            assert_eq!(found.fields["title"], "Salt", "{text}");
            assert_eq!(found.body.trim(), "Body", "{text}");
            assert_eq!(found.warning, None, "{text}");
        }
    }

    #[test]
    fn broken_matter_leaves_what_it_does_not_say() {
        let found = read("---\ntitle: A: B\nSalt and sea.\n---\nBody");
        assert_eq!(found.fields["title"], "A: B");
        assert_eq!(found.body, "Salt and sea.\n\nBody");
        assert!(found.warning.is_some());
    }

    #[test]
    fn rules_are_no_front_matter() {
        for text in [
            "---\n\nA story between rules.\n\n---\n",
            "---\nAna: Why?\nTom: It rains.\n---\nBody",
            "---\ntitle: never closed\n",
            "A story\n---\ntitle: x\n---\n",
            "{\"title\": \"Salt\"}\n{\"title\": \"Sea\"}",
            "{\"title\": \"Salt\"}",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
        assert!(split("---\nlayout: post\n---\nBody").is_some());
    }
}
