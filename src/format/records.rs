//! JSON lines: one story a line, `{"title", "date", "source", "byline", "url", "text"}`. How
//! collections of many articles are kept in few files.

pub mod envelopes;

use super::front_matter::{self, Fields, folded};
use super::{decode, html, plain, told};
use crate::story::{BlockKind, Meta, Story, Warning};

/// Names under which a record holds its words, folded, best first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "article_text",
    "articletext",
    "articlebody",
    "bodytext",
    "contenthtml",
    "contenttext",
    "fulltext",
    "html",
    "description",
    "abstract",
    "snippet",
    "summary",
    "trailtext",
    "leadparagraph",
];

/// How many of these say so by themselves.
const SURE: usize = 6;

/// Whether the first line of a text is a record.
pub fn sniff(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let has_text = |fields: &Fields| TEXT[..SURE].iter().any(|name| fields.contains_key(*name));
    line.starts_with('{') && fields(line).is_ok_and(|fields| has_text(&fields))
}

/// Reads records, a story each. A line that is no record keeps its words as a paragraph.
pub fn parse(text: &str) -> Vec<Story> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.filter_map(story).collect()
}

fn story(line: &str) -> Option<Story> {
    match fields(line) {
        Ok(fields) => match words(&fields) {
            Some(words) => record(&fields, words),
            None => broken(line, "the record has no text"),
        },
        Err(reason) => broken(line, &format!("the record is broken: {reason}")),
    }
}

fn fields(line: &str) -> Result<Fields, String> {
    serde_json::from_str(line).map_err(|error| error.to_string())
}

fn words(fields: &Fields) -> Option<&str> {
    let named = |name: &&str| {
        let found = fields.iter().filter(|(known, _)| folded(known) == **name);
        found
            .filter_map(|(_, value)| value.as_str())
            .find(|words| !words.trim().is_empty())
    };
    TEXT.iter().find_map(named)
}

/// Whether fields are those of a story: words under a name of theirs, and a title or a day beside them.
fn is_record(fields: &Fields) -> bool {
    let told = told_of(fields);
    words(fields).is_some()
        && (!told.headline.is_empty() || told.date.is_some() || told.url.is_some())
        || !told.headline.is_empty() && told.url.is_some()
}

fn told_of(fields: &Fields) -> Meta {
    let mut meta = Meta::default();
    front_matter::apply(fields, &mut meta);
    meta
}

fn record(fields: &Fields, words: &str) -> Option<Story> {
    let meta = told_of(fields);
    if html::is_marked_up(words) {
        return html::fragment(&decode::clean(words), meta)
            .into_iter()
            .next();
    }
    let cleaned = decode::clean(words);
    told::story(&decode::references::decode(&cleaned), meta)
}

/// The story of fields that may have no words but a title.
fn record_of(fields: &Fields) -> Option<Story> {
    record(fields, words(fields).unwrap_or_default())
}

fn broken(line: &str, reason: &str) -> Option<Story> {
    let mut story = told::join(plain::parse(line))?;
    for block in &mut story.blocks {
        block.kind = BlockKind::Paragraph;
    }
    story.warnings.push(Warning {
        message: reason.to_string(),
        start: 0,
    });
    Some(story)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_story() {
        let line = r#"{"title":"The ferry","date":"2026-03-03","source":"Courier","byline":"Ana Reyes","text":"It sails at dawn.\nIt comes back at dusk."}"#;
        let stories = parse(line);
        assert_eq!(stories.len(), 1);
        assert_eq!(
            stories[0].text,
            "The ferry\nIt sails at dawn.\nIt comes back at dusk."
        );
        assert_eq!(stories[0].meta.bylines, ["Ana Reyes"]);
        assert_eq!(stories[0].meta.source.as_deref(), Some("Courier"));
    }

    #[test]
    fn a_title_that_opens_the_text_is_not_repeated() {
        let stories = parse(r#"{"title":"The ferry","text":"The ferry\nIt sails."}"#);
        assert_eq!(stories[0].text, "The ferry\nIt sails.");
    }

    #[test]
    fn escapes_in_strings_are_cleaned() {
        let stories = parse(r#"{"title":"a","text":"b\u001b[31mc\r\nd\u0000"}"#);
        assert_eq!(stories[0].text, "a\nbc\nd");
    }

    #[test]
    fn a_broken_line_keeps_its_words() {
        let stories = parse("{\"title\":\"a\",\n{\"title\":\"x\",\"text\":\"y\"}\n\n[1, 2]");
        assert_eq!(stories.len(), 3);
        assert_eq!(stories[0].text, "{\"title\":\"a\",");
        assert!(
            stories[0].warnings[0]
                .message
                .starts_with("the record is broken")
        );
        assert_eq!(stories[1].meta.headline, "x");
    }
}
