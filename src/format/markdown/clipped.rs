//! The lines with which tools open what they keep, between the matter and the text: links back to the
//! tool and to the page, tags, fields once more, a heading over the text.

use std::borrow::Cow;

use crate::format::front_matter::{self, Fields};
use crate::story::Meta;

/// How many lines of a text may be a tool's.
const MOST: usize = 40;

/// What a line at the top of a text is.
enum Line {
    /// Blank, or the title: it stays, and more may follow.
    Neutral,
    /// Written by a tool.
    Tool,
    /// A rule: a tool's where it follows one.
    Rule,
    /// The last line of the tool's.
    Last,
    /// The story.
    Text,
}

/// The text without a tool's lines; what they tell goes into `meta`.
pub(super) fn unpack<'a>(body: &'a str, fields: &Fields, meta: &mut Meta) -> Cow<'a, str> {
    let mut kept = String::new();
    let mut at = 0;
    let mut tool = false;
    for line in body.split_inclusive('\n').take(MOST) {
        let kind = kind(line.trim(), fields, meta);
        match kind {
            Line::Text => break,
            Line::Rule if !tool => break,
            Line::Neutral => kept.push_str(line),
            Line::Tool | Line::Rule | Line::Last => {
                tool = true;
                kept.push('\n');
            }
        }
        at += line.len();
        if matches!(kind, Line::Last) {
            break;
        }
    }
    if !tool {
        return Cow::Borrowed(body);
    }
    kept.push_str(&body[at..]);
    Cow::Owned(kept)
}

fn kind(line: &str, fields: &Fields, meta: &mut Meta) -> Line {
    let heading = line.trim_start_matches('#');
    if line.is_empty() {
        Line::Neutral
    } else if heading.len() < line.len() && heading.starts_with(' ') {
        match heading.trim().trim_end_matches(':').to_lowercase().as_str() {
            "full content" | "full document" => Line::Last,
            _ => Line::Neutral,
        }
    } else if take_tags(line, meta) || take_link(line, meta) || repeats(line, fields) {
        Line::Tool
    } else if line.len() >= 3 && line.bytes().all(|byte| byte == b'-' || byte == b'*') {
        Line::Rule
    } else {
        Line::Text
    }
}

/// A line of nothing but `#tag`s.
fn take_tags(line: &str, meta: &mut Meta) -> bool {
    let is_tag = |word: &str| {
        word.strip_prefix('#')
            .is_some_and(|tag| tag.starts_with(char::is_alphabetic))
    };
    if !line.split_whitespace().all(is_tag) {
        return false;
    }
    for tag in line
        .split_whitespace()
        .map(|tag| tag.trim_start_matches('#'))
    {
        if !front_matter::is_tool(tag) && !meta.tags.iter().any(|known| known == tag) {
            meta.tags.push(tag.to_string());
        }
    }
    true
}

/// A line that is a link to where the text is kept, or stood: `[Read Original](https://…)`.
fn take_link(line: &str, meta: &mut Meta) -> bool {
    let inner = line
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix(')'));
    let Some((words, address)) = inner.and_then(|inner| inner.split_once("](")) else {
        return false;
    };
    let words = words.to_lowercase();
    let original = words.contains("original");
    if !original && !words.starts_with("read on ") && !words.starts_with("open in ") {
        return false;
    }
    if original && meta.url.is_none() {
        meta.url = front_matter::address_in(address).map(str::to_string);
        meta.source = meta
            .source
            .take()
            .or(meta.url.as_deref().and_then(front_matter::host));
    }
    true
}

/// A line that says a field again.
fn repeats(line: &str, fields: &Fields) -> bool {
    let name = line
        .split_once(": ")
        .map(|(name, _)| front_matter::folded(name));
    name.is_some_and(|name| {
        fields
            .keys()
            .any(|known| front_matter::folded(known) == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields::from_iter([("date_saved".to_string(), "2026-03-05".into())])
    }

    #[test]
    fn lines_of_tools_go_and_tell() {
        let mut meta = Meta::default();
        let body = "# Salt\n#Omnivore #sea\n\n[Read on X](https://x.example)\n[Read Original](https://y.example/1)\n\ndate_saved: 2026\n\n---\n\n# Full Content:\n\nIt rains.\n#sea\n";
        let text = unpack(body, &fields(), &mut meta);
        assert_eq!(
            text.split_whitespace().collect::<Vec<_>>().join(" "),
            "# Salt It rains. #sea"
        );
        assert_eq!(meta.url.as_deref(), Some("https://y.example/1"));
        assert_eq!(meta.tags, ["sea"]);
    }

    #[test]
    fn a_story_is_left_alone() {
        let mut meta = Meta::default();
        for body in [
            "# Salt\n\n---\n\nIt rains.\n",
            "# Salt\n\n[Ana](https://x.example) speaks.\n",
            "date: none\n",
        ] {
            assert_eq!(unpack(body, &fields(), &mut meta), body);
        }
        assert_eq!(meta, Meta::default());
    }
}
