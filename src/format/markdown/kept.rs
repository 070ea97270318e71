//! What is written of a story is read back as the same story.

use crate::format::{Source, html, named, parse};
use crate::story::{Meta, Story};

/// A story of markup, and the same once it was written and read.
fn there_and_back(markup: &str) -> (Story, Story) {
    let meta = Meta {
        headline: "The ferry".into(),
        ..Meta::default()
    };
    let story = html::fragment(markup, meta).remove(0);
    let file = format!("---\ntitle: The ferry\n---\n\n{}", story.markdown_to_keep());
    let source = Source {
        name: "ferry.md",
        bytes: file.as_bytes(),
    };
    let back = parse(source, named("markdown")).remove(0);
    (story, back)
}

#[track_caller]
fn check(markup: &str) {
    let (story, back) = there_and_back(markup);
    assert_eq!(back.text, story.text, "{}", story.markdown_to_keep());
    let kinds = |story: &Story| -> Vec<_> {
        let blocks = story.blocks.iter();
        blocks.map(|block| (block.kind, block.level)).collect()
    };
    assert_eq!(kinds(&back), kinds(&story), "{}", story.markdown_to_keep());
    assert_eq!(back.inlines, story.inlines, "{}", story.markdown_to_keep());
}

#[test]
fn what_is_set_apart_is_read_back() {
    check(
        "<p>It <em>sails</em> at <b>dawn <i>today</i></b>, <a href='https://x.example/a?b=1&amp;c=2'>she said</a>.</p>",
    );
    check("<h2>Why</h2><p>Salt.</p><ul><li>age<ul><li>rust</li></ul></li><li>salt</li></ul>");
    check("<blockquote><p>We sail.</p><p>We do.</p></blockquote><p>So it was.</p>");
    check("<ol><li>one</li><li>two</li></ol><pre>a `b`\n  c</pre>");
    check("<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2025</td><td>7</td></tr></table>");
}

#[test]
fn signs_in_words_stay_words() {
    for words in [
        "1. not a list",
        "# no heading",
        "- no item",
        "> no quotation",
        "2 * 3 * 4 and _so_ it [goes](there)",
        "a &amp;amp; b &lt;b&gt;c&lt;/b&gt; `d` ~~e~~ ==f== ^g $h$ {{i}} {% j %}",
        "snake_case_name \\* back",
        "--- and +++ and ::: and a | b",
        "![[picture]] #tag [^1] name:: value",
        "* * *",
        "===",
    ] {
        check(&format!("<p>Before.</p><p>{words}</p><p>After.</p>"));
    }
}

#[test]
fn lines_of_code_stay_lines() {
    check("<pre>\n\n\n    one\n\n  two\n</pre>");
    let (story, back) = there_and_back("<pre>\n<b>one</b>\n  <i>two</i><br>\n\nthree</pre>");
    assert_eq!(story.text, "The ferry\none\n  two\n\n\nthree");
    assert_eq!(back.text, story.text);
}

#[test]
fn code_has_no_escapes() {
    check("<p>Say <code>byline add</code> now.</p>");
    let (story, back) = there_and_back("<p>Say <code>rvm --ruby a_b `c`</code> now.</p>");
    assert_eq!(back.text, story.text);
}

#[test]
fn signs_beside_letters_do_not_show() {
    check("<p>It was <b>“so”</b> and pre<em>fix</em>ed.</p>");
    let (story, back) = there_and_back("<p>The<b>“so”</b>word <i>a</i><b>b</b>.</p>");
    assert_eq!(back.text, story.text);
}
