//! What holds of every story, whatever bytes it came from.

use byline::format::decode::{clean, foreign};
use byline::format::{FORMATS, Source, parse};
use byline::story::{Span, Story};
use proptest::prelude::*;

/// Pieces that mean something to one of the formats, and pieces that only look so.
pub(crate) const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "\t",
    "\r\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "```\n",
    "---\n",
    "+++\n",
    "title: x\n",
    "title = \"x\"\n",
    "**",
    "*",
    "_",
    "`",
    "~~",
    "[",
    "](",
    ")",
    "![",
    "<p>",
    "</p>",
    "<h2>",
    "</h2>",
    "<li>",
    "<ul>",
    "<!--",
    "-->",
    "<br>",
    "<script>",
    "</script>",
    "<table>",
    "<td>",
    "| a | b |\n",
    "|---|---|\n",
    "[^1]",
    "[^1]: ",
    "{{",
    "}}",
    "{%",
    "%}",
    "{: .x}",
    "&amp;",
    "&#27;",
    "&lt;",
    "***\n",
    "===\n",
    "{\"title\":\"a\",\"text\":\"",
    "\"}\n",
    "\\u001b[0m",
    "\u{1b}[31m",
    "\u{1b}]0;",
    "\u{7}",
    "\u{200d}",
    "\u{202e}",
    "\u{ad}",
    "\u{a0}",
    "\u{3000}",
    "“",
    "”",
    "\"",
    "’",
    "Q: ",
    "A: ",
    "Ana Reyes: ",
    "said ",
    "By Ana Reyes\n",
    "March 3, 2026\n",
    "word",
    "Zweiter",
    "日本語",
    "عربي",
    "👩",
    "é",
    "e\u{301}",
    "\u{93}",
    "\u{85}",
    ".",
    "?",
    ":",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..400),
        text().prop_map(String::into_bytes),
        (text(), prop::collection::vec(any::<u8>(), 0..8)).prop_map(|(text, bytes)| [
            text.into_bytes(),
            bytes
        ]
        .concat()),
    ]
}

fn check(bytes: &[u8]) {
    for format in FORMATS {
        for story in parse(Source { name: "", bytes }, Some(format)) {
            check_story(&story);
        }
    }
    parse(Source { name: "", bytes }, None)
        .iter()
        .for_each(check_story);
}

/// What holds of every story.
pub(crate) fn check_story(story: &Story) {
    check_text(story);
    check_blocks(story);
    check_order(story);
    check_spans(story);
}

fn check_text(story: &Story) {
    assert_eq!(clean(&story.text), story.text, "the text is clean");
    assert!(!story.meta.headline.is_empty() || story.text.trim().is_empty());
    let meta = &story.meta;
    let told = [
        Some(&meta.headline),
        meta.deck.as_ref(),
        meta.url.as_ref(),
        meta.source.as_ref(),
    ];
    for line in told
        .into_iter()
        .flatten()
        .chain(&meta.bylines)
        .chain(&meta.tags)
    {
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
}

/// Blocks are in order, do not overlap, and hold all that is no white space.
fn check_blocks(story: &Story) {
    let mut end = 0;
    for block in &story.blocks {
        assert!(end <= block.span.start, "{story:#?}");
        assert!(
            story.text[end..block.span.start].trim().is_empty(),
            "{story:#?}"
        );
        end = block.span.end;
    }
    assert!(story.text[end..].trim().is_empty(), "{story:#?}");
}

fn check_order(story: &Story) {
    let ordered = |starts: Vec<usize>| assert!(starts.is_sorted(), "{story:#?}");
    ordered(
        story
            .inlines
            .iter()
            .map(|inline| inline.span.start)
            .collect(),
    );
    ordered(
        story
            .sections
            .iter()
            .map(|section| section.span.start)
            .collect(),
    );
    ordered(
        story
            .quotations
            .iter()
            .map(|quotation| quotation.span.start)
            .collect(),
    );
    ordered(story.turns.iter().map(|turn| turn.outer().start).collect());
    ordered(story.mends.clone());
}

/// Every span can be sliced: it lies inside the text, on character boundaries.
fn check_spans(story: &Story) {
    let mut spans: Vec<Span> = story.inlines.iter().map(|inline| inline.span).collect();
    for section in &story.sections {
        spans.extend([section.heading, section.span]);
    }
    for quotation in &story.quotations {
        spans.extend([quotation.span, quotation.outer]);
        if let Some(speaker) = quotation.speaker {
            assert!(speaker.person < story.people.len());
            spans.push(speaker.mention);
            spans.extend(speaker.cue);
        }
    }
    for turn in &story.turns {
        assert!(turn.speaker < story.people.len());
        spans.extend([turn.label, turn.span]);
    }
    for span in spans {
        assert!(
            story.text.get(span.range()).is_some(),
            "{span:?} of {story:#?}"
        );
    }
    for place in story
        .mends
        .iter()
        .chain(story.warnings.iter().map(|warning| &warning.start))
    {
        assert!(story.text.is_char_boundary(*place));
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stories_hold_together(bytes in bytes()) {
        check(&bytes);
    }

    #[test]
    fn cleaning_twice_changes_nothing(text in prop_oneof![text(), any::<String>()]) {
        let once = clean(&text).into_owned();
        prop_assert_eq!(clean(&once), once.as_str());
        let allowed = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        prop_assert!(once.chars().all(allowed));
    }

    #[test]
    fn no_word_of_plain_text_is_lost(lines in prop::collection::vec("[ a-zA-Z0-9.,:?“”'-]{0,60}", 0..30)) {
        let text = lines.join("\n");
        prop_assume!(foreign(text.as_bytes()).is_none());
        let plain = byline::format::named("plain");
        let stories = parse(Source { name: "a.txt", bytes: text.as_bytes() }, plain);
        let kept: Vec<String> = stories.iter().flat_map(|story| words(&story.text)).map(String::from).collect();
        prop_assert_eq!(kept, words(&text));
    }

    #[test]
    fn dates_of_anything(text in "[ 0-9a-zA-Z.,:/+年月日éä-]{0,40}") {
        let _ = byline::format::dates::parse(&text);
    }
}

#[test]
fn large_and_hostile_files_take_no_time_beyond_their_size() {
    let hostile = [
        "<!--", "<a \"", "\u{1b}]", "[", "&", "> ", "{{", "{%", "](", "*a ", "\"", "“", "x:\n",
        "- ",
    ];
    for piece in hostile {
        check(piece.repeat(16_000 / piece.len()).as_bytes());
    }
}
