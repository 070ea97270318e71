//! From bytes to stories. Parsing never fails and never loses a word: what a format cannot name
//! stays a paragraph, and doubts become warnings of the story.

pub mod dates;
pub mod decode;
pub mod markdown;
pub mod plain;

use crate::analysis;
use crate::story::Story;

/// A file as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, for the extension; need not exist.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// A way of reading files.
#[derive(Debug)]
pub struct Format {
    /// Name for `--format` and for the JSON.
    pub name: &'static str,
    /// Extensions that say so, lower case.
    pub extensions: &'static [&'static str],
    /// Whether a text without a telling extension looks like it.
    pub sniff: fn(&str) -> bool,
    /// Text → stories with text, blocks, inlines and meta; the passes run afterwards.
    pub parse: fn(&str) -> Vec<Story>,
}

/// Every format, in the order in which they are asked; the last one takes anything.
pub const FORMATS: &[Format] = &[
    Format {
        name: "markdown",
        extensions: &["md", "markdown", "mdx"],
        sniff: markdown::sniff,
        parse: markdown::parse,
    },
    Format {
        name: "plain",
        extensions: &["txt", "text"],
        sniff: |_| true,
        parse: plain::parse,
    },
];

/// Parses a file into its stories, at least one unless the file holds no text.
pub fn parse(source: Source<'_>, format: Option<&str>) -> Vec<Story> {
    let text = decode::text(source.bytes);
    let format = choose(source.name, &text, format);
    let mut stories = (format.parse)(&text);
    for story in &mut stories {
        story.meta.format = format.name;
        analysis::analyse(story);
    }
    stories
}

fn choose(name: &str, text: &str, wanted: Option<&str>) -> &'static Format {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    let by_name = FORMATS.iter().find(|format| Some(format.name) == wanted);
    let by_extension = || {
        FORMATS.iter().find(|format| {
            extension
                .as_deref()
                .is_some_and(|e| format.extensions.contains(&e))
        })
    };
    let by_text = || FORMATS.iter().find(|format| (format.sniff)(text));
    by_name
        .or_else(by_extension)
        .or_else(by_text)
        .expect("the last format takes anything")
}
