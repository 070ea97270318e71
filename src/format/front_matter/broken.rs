//! Matter that YAML cannot read, line by line: a value on the line of its name, a list below it. Nothing
//! that is written in it is lost to what follows: a colon in a title breaks no tags.

use serde_json::Value;

use super::Fields;

/// Names and values as far as they can be told, and the lines that are neither.
pub(super) fn read(matter: &str, mark: char) -> (Fields, String) {
    let mut fields = Fields::new();
    let mut open: Option<String> = None;
    let mut rest = String::new();
    for line in matter.lines() {
        if let Some(item) = item(line) {
            let list = open.as_ref().and_then(|name| fields.get_mut(name));
            add(list, item);
        } else if line.starts_with([' ', '\t']) && open.is_some() {
            let text = open.as_ref().and_then(|name| fields.get_mut(name));
            continue_text(text, line.trim());
        } else if let Some((name, value)) = named_value(line, mark) {
            fields.insert(name.to_string(), self::value(value));
            open = Some(name.to_string());
        } else if !line.trim().is_empty() && !line.starts_with('#') {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    fields.retain(|_, value| !value.is_null());
    (fields, rest)
}

fn add(list: Option<&mut Value>, item: &str) {
    let Some(list) = list else { return };
    match list {
        Value::Array(items) => items.push(item.into()),
        Value::Null => *list = Value::Array(vec![item.into()]),
        _ => {}
    }
}

/// A block of text below its name: `title: |`.
fn continue_text(text: Option<&mut Value>, line: &str) {
    let Some(text) = text else { return };
    match text {
        Value::Null => *text = line.into(),
        Value::String(known) if !line.is_empty() => {
            known.push(' ');
            known.push_str(line);
        }
        _ => {}
    }
}

/// The words of an item of a list.
fn item(line: &str) -> Option<&str> {
    let item = line.trim_start().strip_prefix("- ")?;
    Some(unquoted(item.trim()))
}

fn value(text: &str) -> Value {
    if text.is_empty() || ["|", ">", "|-", ">-"].contains(&text) {
        return Value::Null;
    }
    // A list that is never closed is one all the same.
    let list = text
        .strip_prefix('[')
        .map(|list| list.strip_suffix(']').unwrap_or(list));
    match list.filter(|list| !list.starts_with('[')) {
        Some(list) => {
            let items = list.split(',').map(|item| unquoted(item.trim()));
            items
                .filter(|item| !item.is_empty())
                .map(Value::from)
                .collect()
        }
        None => unquoted(text).into(),
    }
}

/// A value without the marks around it, where they are around all of it.
fn unquoted(text: &str) -> &str {
    let inner = |mark| {
        let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.contains(mark)).then_some(inner)
    };
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

/// The name and the value of a line.
pub(super) fn named_value(line: &str, mark: char) -> Option<(&str, &str)> {
    // Names such as "og:title" stand in marks.
    let (name, value) = match line.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some((name, rest)) => (name, rest.trim_start().strip_prefix(mark)?),
        None => line.split_once([mark, '：'])?,
    };
    let name = name.trim_end();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | ' ');
    let fits = !name.is_empty() && !name.starts_with([' ', '-']) && name.chars().count() <= 40;
    (fits && name.chars().all(is_name)).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lists_and_blocks_are_read() {
        let (fields, rest) = read(
            "title: Minister: \"We will not go\"\nauthor: @ana\ntags:\n  - sea\n  - \"port\"\nkeys: [a, 'b']\ndeck: >-\n  Salt\n  and sea\nbad: [1\nSalt.\nempty:\n",
            ':',
        );
        assert_eq!(fields["title"], "Minister: \"We will not go\"");
        assert_eq!(fields["author"], "@ana");
        assert_eq!(fields["tags"], serde_json::json!(["sea", "port"]));
        assert_eq!(fields["keys"], serde_json::json!(["a", "b"]));
        assert_eq!(fields["deck"], "Salt and sea");
        assert_eq!(fields["bad"], serde_json::json!(["1"]));
        assert!(!fields.contains_key("empty"));
        assert_eq!(rest, "Salt.\n");
    }

    #[test]
    fn marks_around_a_part_of_a_value_stay() {
        assert_eq!(unquoted("\"Calm\" harbour"), "\"Calm\" harbour");
        assert_eq!(unquoted("\"Calm\" and \"salt\""), "\"Calm\" and \"salt\"");
        assert_eq!(unquoted("\"Calm\""), "Calm");
    }
}
