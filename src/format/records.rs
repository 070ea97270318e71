//! JSON lines: one story a line, `{"title", "date", "source", "byline", "url", "text"}`. How
//! collections of many articles are kept in few files.

use serde_json::Value;

use super::front_matter::{self, Fields};
use super::{decode, plain};
use crate::story::{Block, BlockKind, Meta, Span, Story, Warning};

/// Names under which a record holds its words, best first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "article_text",
];

/// Whether the first line of a text is a record.
pub fn sniff(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    line.starts_with('{') && fields(line).is_ok_and(|fields| words(&fields).is_some())
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
    TEXT.iter()
        .find_map(|name| fields.get(*name))
        .and_then(Value::as_str)
}

fn record(fields: &Fields, words: &str) -> Option<Story> {
    let mut told = Meta::default();
    front_matter::apply(fields, &mut told);
    let cleaned = decode::clean(words);
    let words = decode::references::decode(&cleaned);
    let opens = words.trim_start().lines().next().unwrap_or_default().trim();
    let text = if told.headline.is_empty() || opens == told.headline {
        words.into_owned()
    } else {
        format!("{}\n{words}", told.headline)
    };
    let mut story = join(plain::parse(&text))?;
    merge(&mut story.meta, told);
    Some(story)
}

/// What the record says goes before what its text seems to say.
fn merge(meta: &mut Meta, told: Meta) {
    if !told.headline.is_empty() {
        meta.headline = told.headline;
    }
    if !told.bylines.is_empty() {
        meta.bylines = told.bylines;
    }
    meta.deck = told.deck.or(meta.deck.take());
    meta.date = told.date.or(meta.date);
    meta.url = told.url.or(meta.url.take());
    meta.source = told.source.or(meta.source.take());
    meta.lang = told.lang.or(meta.lang);
    meta.tags = told.tags;
}

/// One story of what the plain format took for several: a record is one by its nature.
fn join(stories: Vec<Story>) -> Option<Story> {
    stories.into_iter().reduce(|mut whole, next| {
        whole.text.push('\n');
        let shift = whole.text.len();
        let moved = |span: Span| Span::new(span.start + shift, span.end + shift);
        whole.text.push_str(&next.text);
        whole
            .blocks
            .extend(next.blocks.into_iter().map(|block| Block {
                kind: if block.kind == BlockKind::Headline {
                    BlockKind::Heading
                } else {
                    block.kind
                },
                level: block.level.max(u8::from(block.kind == BlockKind::Headline)),
                span: moved(block.span),
                ..block
            }));
        whole
            .inlines
            .extend(next.inlines.into_iter().map(|mut inline| {
                inline.span = moved(inline.span);
                inline
            }));
        whole
            .warnings
            .extend(next.warnings.into_iter().map(|mut warning| {
                warning.start += shift;
                warning
            }));
        whole
    })
}

fn broken(line: &str, reason: &str) -> Option<Story> {
    let mut story = join(plain::parse(line))?;
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
