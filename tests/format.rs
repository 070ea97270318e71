//! Files of every format and with every fault → outlines.

use std::fmt::Write as _;
use std::path::Path;

use byline::format::{Source, parse};
use byline::story::{Story, Warning};

fn outline(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/format")
        .join(name);
    let bytes = std::fs::read(path).expect("a fixture");
    let stories = parse(
        Source {
            name,
            bytes: &bytes,
        },
        None,
    );
    stories.iter().map(story).collect::<Vec<_>>().join("\n")
}

/// What the format knows of a story, before the passes say what is in it.
fn story(story: &Story) -> String {
    let mut out = String::new();
    let meta = &story.meta;
    let date = meta.date.map(|date| date.to_string());
    writeln!(out, "{:?} {:?} {:?}", meta.format, meta.headline, meta.deck).expect("memory");
    writeln!(out, "{:?} {:?} {:?}", meta.bylines, date, meta.lang).expect("memory");
    writeln!(out, "{:?} {:?} {:?}", meta.url, meta.source, meta.tags).expect("memory");
    for block in &story.blocks {
        let number = block
            .number
            .map(|number| format!(" {number}."))
            .unwrap_or_default();
        let words = story.slice(block.span);
        writeln!(out, "{:?} {}{number} {words:?}", block.kind, block.level).expect("memory");
    }
    for inline in &story.inlines {
        writeln!(out, "  {:?} {:?}", inline.kind, story.slice(inline.span)).expect("memory");
    }
    for Warning { message, .. } in &story.warnings {
        writeln!(out, "! {message}").expect("memory");
    }
    out
}

macro_rules! outlines {
    ($($test:ident $file:literal)*) => {
        $(#[test]
        fn $test() {
            insta::assert_snapshot!(stringify!($test), outline($file));
        })*
    };
}

outlines! {
    yaml_front_matter "yaml.md"
    toml_front_matter "toml.md"
    raw_html "html.md"
    broken_front_matter "broken-matter.md"
    several_stories_in_markdown "several.md"
    old_encoding "windows-1252.txt"
    utf16 "utf16.txt"
    dirty_text "dirty.txt"
    json_lines "records.jsonl"
    saved_page "page.html"
    broken_feed "feed.xml"
    newsletter "letter.eml"
    captions "talk.vtt"
    answer_of_a_news_service "answer.json"
}

#[test]
fn every_fixture_has_an_outline() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format");
    let source = include_str!("format.rs");
    for entry in std::fs::read_dir(folder).expect("fixtures") {
        let name = entry
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(source.contains(&format!("\"{name}\"")), "{name}");
    }
}
