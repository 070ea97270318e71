//! Matter without fences, as tools write it into the text: `name:: value` at the top (Dataview, Logseq),
//! a list under `## Metadata` (Readwise, Matter), a head of lines (Jina), a tail of lines (Joplin).

use std::borrow::Cow;

use serde_json::Value;

use super::broken::named_value;
use super::{Fields, Split, names};

/// How many lines from the top a list of metadata may begin.
const TOP: usize = 60;

/// Parts such matter from its text.
pub(super) fn split(text: &str) -> Option<Split<'_>> {
    inline(text)
        .or_else(|| head(text))
        .or_else(|| metadata(text))
        .or_else(|| tail(text))
}

/// `name:: value` lines that a text opens with, as items of a list or not.
fn inline(text: &str) -> Option<Split<'_>> {
    let mut fields = Fields::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let field = line.trim().trim_start_matches("- ").split_once("::");
        match field.filter(|(name, _)| is_name(name)) {
            Some((name, value)) => insert(&mut fields, name, value),
            None if fields.is_empty() && line.trim().is_empty() => {}
            None => break,
        }
        at += line.len();
    }
    found(fields, Cow::Borrowed(&text[at..]))
}

/// The lines before `Markdown Content:`, each a name and a value.
fn head(text: &str) -> Option<Split<'_>> {
    const END: &str = "Markdown Content:";
    let opening = text.trim_start().get(..6)?;
    if !opening.eq_ignore_ascii_case("title:") {
        return None;
    }
    let (head, body) = text.split_once(END)?;
    let mut fields = Fields::new();
    for line in head
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(TOP)
    {
        let (name, value) = line.split_once(':').filter(|(name, _)| is_name(name))?;
        insert(&mut fields, name, value);
    }
    found(fields, Cow::Borrowed(body))
}

/// The list under a heading "Metadata", and the heading over the text that follows it.
fn metadata(text: &str) -> Option<Split<'_>> {
    let is_heading = |line: &str, name: &str| {
        let words = || line.trim_start_matches('#').trim().trim_end_matches(':');
        line.starts_with('#') && words().eq_ignore_ascii_case(name)
    };
    let mut lines = Lines::new(text).take(TOP);
    let (start, heading) = lines.find(|(_, line)| is_heading(line, "metadata"))?;
    let mut fields = Fields::new();
    let mut end = start + heading.len();
    for (at, line) in Lines::new(&text[end..]) {
        let words = line.trim();
        let item = words.strip_prefix(['-', '*', '+']).map(str::trim_start);
        match item {
            Some(item) => {
                let item = item.replace("**", "");
                if let Some((name, value)) = item.split_once(':').filter(|(name, _)| is_name(name))
                {
                    insert(&mut fields, name, value.trim_start_matches(':'));
                }
            }
            None if words.is_empty() || line.starts_with([' ', '\t']) => {}
            None => {
                let is_text = ["full document", "full content"]
                    .iter()
                    .any(|name| is_heading(line, name));
                end += at + if is_text { line.len() } else { 0 };
                let body = format!("{}\n{}", &text[..start], &text[end..]);
                return found(fields, Cow::Owned(body));
            }
        }
    }
    found(fields, Cow::Owned(text[..start].to_string()))
}

/// The last lines of a text, each a name and a value, where Joplin's own are among them.
fn tail(text: &str) -> Option<Split<'_>> {
    let trimmed = text.trim_end();
    // Of most texts the last line is none, and they need not be gone through.
    let last = memchr::memrchr(b'\n', trimmed.as_bytes())?;
    named_value(&trimmed[last + 1..], ':')?;
    let start = trimmed.rfind("\n\n").map(|at| at + 2)?;
    let block = &trimmed[start..];
    let is_joplin = |name: &str| block.lines().any(|line| line.starts_with(name));
    if !is_joplin("id: ") || !is_joplin("type_: ") {
        return None;
    }
    let mut fields = Fields::new();
    for line in block.lines() {
        let (name, value) = named_value(line, ':')?;
        insert(&mut fields, name, value);
    }
    found(fields, Cow::Borrowed(&text[..start]))
}

/// The lines of a text with where they begin.
struct Lines<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text, at: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.rest.split_inclusive('\n').next()?;
        let at = self.at;
        self.rest = &self.rest[line.len()..];
        self.at += line.len();
        Some((at, line))
    }
}

fn is_name(name: &str) -> bool {
    let name = name.trim();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    !name.is_empty() && name.chars().count() <= 30 && name.chars().all(fits)
}

fn insert(fields: &mut Fields, name: &str, value: &str) {
    let value = value.trim();
    if !value.is_empty() {
        fields.insert(name.trim().to_string(), Value::from(value));
    }
}

fn found(fields: Fields, body: Cow<'_, str>) -> Option<Split<'_>> {
    let known = fields.keys().any(|name| names::is_known(name));
    known.then_some(Split {
        body,
        fields,
        warning: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, fields: &[(&str, &str)], body: &str) {
        let found = split(text).unwrap_or_else(|| panic!("matter in {text}"));
        assert_eq!(found.body, body, "{text}");
        for (name, value) in fields {
            assert_eq!(found.fields[*name], *value, "{text}");
        }
    }

    #[test]
    fn fields_in_the_text() {
        check(
            "author:: [[Ana Reyes]]\nsource:: https://x.example\n\n# Salt\n",
            &[("author", "[[Ana Reyes]]"), ("source", "https://x.example")],
            "\n# Salt\n",
        );
        check(
            "- title:: Salt\n- It rains.\n",
            &[("title", "Salt")],
            "- It rains.\n",
        );
    }

    #[test]
    fn a_head_of_lines() {
        check(
            "Title: Salt\n\nURL Source: https://x.example\n\nMarkdown Content:\nIt rains.\n",
            &[("Title", "Salt"), ("URL Source", "https://x.example")],
            "\nIt rains.\n",
        );
    }

    #[test]
    fn a_list_of_metadata() {
        check(
            "# Salt\n\n## Metadata\n- Author: [[Ana Reyes]]\n- **URL**: https://x.example\n\n## Full Document\nIt rains.\n",
            &[("Author", "[[Ana Reyes]]"), ("URL", "https://x.example")],
            "# Salt\n\n\nIt rains.\n",
        );
    }

    #[test]
    fn a_tail_of_lines() {
        check(
            "Salt\n\nIt rains.\n\nid: 1\nauthor: Ana Reyes\ntype_: 1\n",
            &[("author", "Ana Reyes")],
            "Salt\n\nIt rains.\n\n",
        );
    }

    #[test]
    fn prose_is_no_matter() {
        for text in [
            "Ana:: why\n\nSalt.",
            "Title: Salt\nIt rains.",
            "# Salt\n\n## Metadata\nIt is data about data.\n",
            "Salt\n\nid: card\nnote: none",
            "std::fmt is a module",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
