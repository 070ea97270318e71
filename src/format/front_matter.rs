//! What a file says about its story: YAML between `---` lines, TOML between `+++` lines, and the
//! fields of a JSON record, which use the same names.

mod fields;

use serde_json::{Map, Value};

pub(crate) use fields::host;
pub use fields::{apply, names};

/// Names and values as a file gives them.
pub type Fields = Map<String, Value>;

/// A text that opens with front matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Split<'a> {
    /// What stands between the fences.
    pub matter: &'a str,
    /// What comes after them.
    pub body: &'a str,
    /// What the matter says; as far as it could be read line by line where it is broken.
    pub fields: Fields,
    /// Why it could not be read as a whole.
    pub warning: Option<String>,
}

/// Parts front matter from the text below it; `None` where the text has none.
///
/// A rule at the top of a text is no front matter: there must be a closing fence and a name with
/// a value between the two.
pub fn split(text: &str) -> Option<Split<'_>> {
    let text = text.trim_start_matches('\n');
    let (fence, closings, mark): (_, &[&str], _) = match text.lines().next()?.trim_end() {
        "---" => ("---", &["---", "..."], ':'),
        "+++" => ("+++", &["+++"], '='),
        _ => return None,
    };
    let start = text.find('\n')? + 1;
    let (end, after) = closing(text, start, closings)?;
    let matter = &text[start..end];
    if !matter.lines().any(|line| named_value(line, mark).is_some()) {
        return None;
    }
    let read = if fence == "---" {
        yaml(matter)
    } else {
        toml(matter)
    };
    let (fields, warning) = match read {
        Ok(fields) => (fields, None),
        Err(reason) => (
            by_line(matter, mark),
            Some(format!("front matter is broken: {reason}")),
        ),
    };
    Some(Split {
        matter,
        body: &text[after..],
        fields,
        warning,
    })
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

fn toml(matter: &str) -> Result<Fields, String> {
    let table: toml::Table = matter
        .parse()
        .map_err(|error: toml::de::Error| first_line(error.message()))?;
    Ok(table
        .into_iter()
        .map(|(name, value)| (name, json(value)))
        .collect())
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(name, value)| (name, json(value)))
                .collect(),
        ),
    }
}

fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ")
        .trim_end_matches('.')
        .to_string()
}

/// The values that stand on the line of their name, for matter that is broken elsewhere.
fn by_line(matter: &str, mark: char) -> Fields {
    matter
        .lines()
        .filter_map(|line| named_value(line, mark))
        .filter(|(_, value)| !value.starts_with(['[', '{', '|', '>', '&', '*']))
        .map(|(name, value)| {
            let value = value.trim_matches(['"', '\'']);
            (name.to_string(), Value::String(value.to_string()))
        })
        .collect()
}

fn named_value(line: &str, mark: char) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(mark)?;
    let name = name.trim_end();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"');
    (!name.is_empty() && name.chars().all(is_name)).then(|| (name.trim_matches('"'), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_are_read() {
        let found = split("---\ntitle: A: B\n---\n").expect("front matter");
        assert!(
            found.warning.is_some(),
            "a colon in a bare value breaks YAML"
        );
        assert_eq!(found.fields["title"], "A: B", "and is read line by line");

        let found =
            split("---\ntitle: Harbour\ntags: [sea, land]\n---\nBody").expect("front matter");
        assert_eq!(found.fields["tags"][1], "land");
        assert_eq!(found.body, "Body");

        let found =
            split("+++\ntitle = \"Harbour\"\ndate = 2026-03-03\n+++\nBody").expect("front matter");
        assert_eq!(found.fields["date"], "2026-03-03");
        assert_eq!(found.warning, None);
    }

    #[test]
    fn a_name_given_twice_is_let_pass() {
        let found = split("---\ntitle: A\ndate: 2026\ntitle: B\n---\n").expect("front matter");
        assert_eq!(found.fields["title"], "B");
        assert_eq!(found.warning, None);
    }

    #[test]
    fn rules_are_no_front_matter() {
        assert_eq!(split("---\n\nA story between rules.\n\n---\n"), None);
        assert_eq!(split("---\ntitle: never closed\n"), None);
        assert_eq!(split("A story\n---\ntitle: x\n---\n"), None);
    }
}
