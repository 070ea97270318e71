//! A story as a file of the library: its name, what stands above its text, the text.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::Value;

use crate::format::decode;
use crate::story::Story;

/// Bytes of the words of a name.
const LONGEST: usize = 60;

/// What is known of a story besides itself.
#[derive(Clone, Debug)]
pub(super) struct Origin<'a> {
    /// By what it is known in its feed.
    pub(super) guid: Option<&'a str>,
    /// The feed.
    pub(super) feed: Option<&'a str>,
    /// When it came.
    pub(super) saved: Timestamp,
}

/// The file of a story.
pub(super) fn written(story: &Story, origin: &Origin<'_>) -> String {
    let meta = &story.meta;
    let mut out = String::from("---\n");
    let mut put = |name: &str, value: Value| {
        // JSON is YAML, and leaves no value a way out.
        let value = value.to_string();
        let _ = writeln!(out, "{name}: {}", decode::clean(&value));
    };
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let list = |list: &[String]| (!list.is_empty()).then(|| Value::from(list));
    let fields = [
        ("title", Some(Value::from(meta.headline.as_str()))),
        ("description", text(&meta.deck)),
        ("authors", list(&meta.bylines)),
        ("date", meta.date.map(|date| Value::from(date.to_string()))),
        ("source", text(&meta.source)),
        ("url", text(&meta.url)),
        ("tags", list(&meta.tags)),
        ("lang", meta.lang.map(Value::from)),
        ("saved", Some(Value::from(seconds(origin.saved)))),
        ("guid", origin.guid.map(Value::from)),
        ("feed-url", origin.feed.map(Value::from)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            put(name, value);
        }
    }
    out + "---\n\n" + &story.markdown_to_keep()
}

/// A time without parts of a second.
fn seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The name of a file by which a story stands among the others of its day: `2026-11-28-the-bill`. Where
/// it is not known when it was published, no day is in the name, since it would be taken for that.
pub(super) fn name(story: &Story) -> String {
    let words = slug(&story.meta.headline);
    let words = if words.is_empty() { "story" } else { &words };
    match story.meta.date {
        Some(date) => format!("{}-{words}", date.day()),
        None if is_reserved(words) => format!("{words}-story"),
        None => words.to_string(),
    }
}

/// Words as a part of a path: letters and digits of any script, hyphens between them, and nothing else.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    let words = text.split(|c: char| !c.is_alphanumeric() && !"'’".contains(c));
    for word in words {
        let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let word = word.to_lowercase();
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() && out.len() + word.len() >= LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    let mut end = out.len().min(LONGEST);
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out
}

/// Names that some systems keep for themselves.
fn is_reserved(name: &str) -> bool {
    let is_numbered = ["com", "lpt"]
        .iter()
        .filter_map(|device| name.strip_prefix(device))
        .any(|rest| rest.len() == 1);
    matches!(name, "con" | "prn" | "aux" | "nul") || is_numbered
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Origin, name, slug, written};
    use crate::format::{Source, named, parse};
    use crate::story::{Date, Meta, Story};

    fn story(headline: &str) -> Story {
        Story {
            meta: Meta {
                headline: headline.into(),
                ..Meta::default()
            },
            ..Story::default()
        }
    }

    #[test]
    fn names_say_what_a_file_is_and_lead_nowhere() {
        for (headline, expect) in [
            ("The Ferry Sails: “Again!”", "the-ferry-sails-again"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\0b\u{1b}[31m\u{202e}c", "a-b-31m-c"),
            ("Don’t", "dont"),
            ("渡し船は出る", "渡し船は出る"),
            ("…", ""),
        ] {
            assert_eq!(slug(headline), expect);
        }
        let long = slug(&"harbour ".repeat(50));
        assert!(long.len() <= 60 && long.ends_with("harbour"), "{long}");
        assert!(slug(&"ü".repeat(500)).len() <= 60);
        assert_eq!(name(&story("…")), "story");
        assert_eq!(name(&story("CON")), "con-story");
        let mut dated = story("The bill");
        dated.meta.date = Some(Date {
            seconds: 86_400,
            has_time: true,
        });
        assert_eq!(name(&dated), "1970-01-02-the-bill");
    }

    #[test]
    fn nothing_in_a_value_leaves_its_line() {
        let wicked = "a\"\n---\n# no: \"b\" \\ {c} [d] : #e \u{1b}[31m \u{202e}";
        let mut wicked = story(wicked);
        wicked.meta.bylines = vec!["x, y\nz: w".into(), "- v".into()];
        wicked.meta.url = Some("https://x.example/\"\n---\n".into());
        let file = written(
            &wicked,
            &Origin {
                guid: Some("g\n---\n"),
                feed: None,
                saved: Timestamp::UNIX_EPOCH,
            },
        );
        assert_eq!(
            file.lines().filter(|line| *line == "---").count(),
            2,
            "{file}"
        );
        let source = Source {
            name: "a.md",
            bytes: file.as_bytes(),
        };
        let back = parse(source, named("markdown")).remove(0);
        assert_eq!(back.meta.headline, "a\" --- # no: \"b\" \\ {c} [d] : #e");
        assert_eq!(
            back.meta.saved.map(|day| day.day().to_string()).as_deref(),
            Some("1970-01-01")
        );
        assert!(back.warnings.is_empty(), "{:?}", back.warnings);
    }
}
