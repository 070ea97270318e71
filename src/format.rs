//! From bytes to stories. Parsing never fails and never loses a word: what a format cannot name
//! stays a paragraph, and doubts become warnings of the story.
//!
//! A new format is a row of [`FORMATS`] and a file beside [`plain`].

mod attributes;
mod books;
pub mod captions;
pub mod channel;
mod credits;
pub mod dates;
pub mod decode;
pub mod feeds;
mod file_name;
pub mod front_matter;
pub mod html;
pub mod letters;
pub mod markdown;
pub mod opml;
pub mod plain;
pub mod records;
mod suffix;
mod told;

use crate::analysis;
use crate::story::{BlockKind, Meta, Story, Warning, one_line};

/// A file as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, for the extension; need not exist.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// The smallest part of a file that can be read alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The whole file.
    File,
    /// A line: so a file larger than memory can be read, and one story of it by its offset.
    Line,
}

/// A way of reading files.
#[derive(Debug)]
pub struct Format {
    /// Name for `--format` and for the JSON.
    pub name: &'static str,
    /// Extensions that say so, lower case.
    pub extensions: &'static [&'static str],
    /// What [`Format::parse`] takes at a time.
    pub unit: Unit,
    /// Whether a text without a telling extension looks like it.
    pub sniff: fn(&str) -> bool,
    /// Text → stories with text, blocks, inlines and meta; the passes run afterwards.
    pub parse: fn(&str) -> Vec<Story>,
}

/// Every format, in the order in which they are asked; the last one takes anything.
pub const FORMATS: &[Format] = &[
    Format {
        name: "html",
        extensions: &["html", "htm", "xhtml", "shtml"],
        unit: Unit::File,
        sniff: html::sniff,
        parse: html::parse,
    },
    Format {
        name: "feed",
        extensions: &["rss", "atom", "rdf", "xml"],
        unit: Unit::File,
        sniff: feeds::sniff,
        parse: feeds::parse,
    },
    Format {
        name: "letter",
        extensions: &["eml", "mbox", "mht", "mhtml"],
        unit: Unit::File,
        sniff: letters::sniff,
        parse: letters::parse,
    },
    Format {
        // No text is a book: its bytes are, and go past what reads texts.
        name: "epub",
        extensions: &["epub"],
        unit: Unit::File,
        sniff: |_| false,
        parse: |_| Vec::new(),
    },
    Format {
        name: "captions",
        extensions: &["vtt", "srt"],
        unit: Unit::File,
        sniff: captions::sniff,
        parse: captions::parse,
    },
    Format {
        name: "markdown",
        extensions: &["md", "markdown", "mdx", "mkd"],
        unit: Unit::File,
        sniff: markdown::sniff,
        parse: markdown::parse,
    },
    Format {
        name: "json-lines",
        extensions: &["jsonl", "ndjson"],
        unit: Unit::Line,
        sniff: records::sniff,
        parse: records::parse,
    },
    Format {
        name: "json",
        extensions: &["json"],
        unit: Unit::File,
        sniff: records::envelopes::sniff,
        parse: records::envelopes::parse,
    },
    Format {
        name: "plain",
        extensions: &["txt", "text"],
        unit: Unit::File,
        sniff: |_| true,
        parse: |text| told::parse(&decode::references::decode(text)),
    },
];

/// The format of that name.
pub fn named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that a file's extension tells of; of a packed file, the one before (`page.html.gz`).
pub fn by_extension(name: &str) -> Option<&'static Format> {
    let extension = extension(without_packing(name))?;
    let is_it = |known: &&str| known.eq_ignore_ascii_case(extension);
    FORMATS
        .iter()
        .find(|format| format.extensions.iter().any(is_it))
}

/// Whether a file holds records, a line each, by its extension. What is packed cannot be read in parts.
pub fn is_records(name: &str) -> bool {
    without_packing(name) == name
        && by_extension(name).is_some_and(|format| format.unit == Unit::Line)
}

/// A name without the extension of packed files.
fn without_packing(name: &str) -> &str {
    let end = name.len().saturating_sub(PACKED.len());
    let is_packed = name
        .get(end..)
        .is_some_and(|ending| ending.eq_ignore_ascii_case(PACKED));
    if is_packed { &name[..end] } else { name }
}

/// The extension of packed files.
const PACKED: &str = ".gz";

/// What stands after the last dot of a file's name; `None` where there is none.
pub fn extension(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.')
        .filter(|(stem, _)| !stem.is_empty())
        .map(|(_, extension)| extension)
}

/// Parses a file into its stories: at least one, unless the file holds no text.
///
/// `format` is what the reader says it is; otherwise the extension tells, or else the text.
pub fn parse(source: Source<'_>, format: Option<&'static Format>) -> Vec<Story> {
    let told = format.or_else(|| by_extension(source.name));
    if told.is_some_and(|format| format.unit == Unit::Line) {
        let lines = source.bytes.split(|&byte| byte == b'\n');
        return lines
            .flat_map(|bytes| parse_unit(Source { bytes, ..source }, told))
            .collect();
    }
    parse_unit(source, told)
}

/// Parses one [`Unit`] of a file.
pub fn parse_unit(source: Source<'_>, format: Option<&'static Format>) -> Vec<Story> {
    let Source { name, bytes } = source;
    if decode::is_book(bytes) {
        let mut chapters = books::parse(bytes);
        finish(&mut chapters, "epub", name);
        return chapters;
    }
    if decode::foreign(bytes).is_some() {
        return Vec::new();
    }
    let decoded = decode::text(bytes);
    let format = format.unwrap_or_else(|| sniff(&decoded.text));
    let mut stories = (format.parse)(&decoded.text);
    if format.unit == Unit::File {
        title_by_name(&mut stories, name);
    }
    finish(&mut stories, format.name, name);
    if let Some(first) = stories.first_mut() {
        let warnings = decoded.warnings.into_iter();
        first
            .warnings
            .splice(0..0, warnings.map(|message| Warning { message, start: 0 }));
    }
    stories
}

/// What is the same for stories of every format: what the file's name tells, and the passes.
fn finish(stories: &mut [Story], format: &'static str, name: &str) {
    for story in stories {
        story.meta.format = format;
        on_one_line(&mut story.meta);
        if story.meta.source.is_none() {
            story.meta.source = story.meta.url.as_deref().and_then(front_matter::host);
        }
        story.meta.date = story.meta.date.or_else(|| file_name::date(name));
        analysis::analyse(story);
    }
}

/// A story without a headline, alone in its file, has the title that the file's name is made of.
fn title_by_name(stories: &mut [Story], name: &str) {
    let [story] = stories else { return };
    let is_headline = |kind| kind == BlockKind::Headline;
    if story.blocks.iter().any(|block| is_headline(block.kind)) {
        return;
    }
    if let Some(title) = file_name::title(name) {
        story.meta.headline = title;
    }
}

/// What is told of a story stands on one line of a list.
fn on_one_line(meta: &mut Meta) {
    let texts = [
        Some(&mut meta.headline),
        meta.deck.as_mut(),
        meta.source.as_mut(),
    ];
    let names = meta.bylines.iter_mut().chain(&mut meta.tags);
    let broken = |told: &&mut String| told.contains(['\t', '\n']);
    for told in texts.into_iter().flatten().chain(names).filter(broken) {
        *told = one_line(told);
    }
}

fn sniff(text: &str) -> &'static Format {
    FORMATS
        .iter()
        .find(|format| (format.sniff)(text))
        .expect("the last format takes anything")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_tell_formats() {
        let check = |name, expect| assert_eq!(by_extension(name).map(|f| f.name), expect);
        check("a/B.MD", Some("markdown"));
        check("a/b.txt", Some("plain"));
        check("part-0.jsonl", Some("json-lines"));
        check("a.d/README", None);
        check(".txt", None);
        check("a/page.html.gz", Some("html"));
        check("a/part.jsonl.GZ", Some("json-lines"));
        check("a.tar.gz", None);
        check(".gz", None);
        assert!(is_records("a.jsonl") && !is_records("a.jsonl.gz"));
    }

    #[test]
    fn names_and_extensions_are_unique() {
        let names: std::collections::HashSet<_> = FORMATS.iter().map(|f| f.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        let all = || FORMATS.iter().flat_map(|format| format.extensions);
        let distinct: std::collections::HashSet<_> = all().collect();
        assert_eq!(distinct.len(), all().count());
    }
}
