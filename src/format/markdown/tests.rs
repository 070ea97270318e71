//! Markdown to outlines.

use std::fmt::Write as _;

use super::*;
use crate::story::{BlockKind, Shape};

fn outline(text: &str) -> String {
    let mut out = String::new();
    for story in parse(text) {
        for block in &story.blocks {
            let kind = format!("{:?}", block.kind);
            let number = block.number.map(|n| format!("#{n}")).unwrap_or_default();
            let _ = writeln!(
                out,
                "{kind}{}{number} {}",
                block.level,
                story.slice(block.span)
            );
        }
    }
    out
}

fn check(text: &str, expect: &str) {
    assert_eq!(outline(text), expect, "{text}");
}

#[test]
fn headings_paragraphs_and_inlines() {
    check(
        "# Harbour\n\nThe *old* quay\nis [shut](https://x.example).\n\nWhy?\n----\n\nSalt.\n",
        "Headline0 Harbour\nParagraph0 The old quay is shut.\nHeading2 Why?\nParagraph0 Salt.\n",
    );
    let story = &parse("# A\n\nThe *old* quay is [shut](https://x.example).")[0];
    let spans: Vec<_> = story
        .inlines
        .iter()
        .map(|inline| story.slice(inline.span))
        .collect();
    assert_eq!(spans, ["old", "shut"]);
}

#[test]
fn lists_know_depth_and_number() {
    check(
        "# A\n\n1. one\n2. two\n   - deep\n\n     more\n3. three\n",
        "Headline0 A\nListItem0#1 one\nListItem0#2 two\nListItem1 deep\nParagraph0 more\nListItem0#3 three\n",
    );
}

#[test]
fn quotations_code_tables_footnotes_rules() {
    check(
        "# A\n\n> said\n>\n> > deeper\n\n```\n# no heading\n  x\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nT[^1].\n\n***\n\n[^1]: Note.\n",
        "Headline0 A\nBlockQuote0 said\nBlockQuote1 deeper\nCode0 # no heading\n  x\nTableRow0 a\tb\nTableRow0 1\t2\nParagraph0 T[1].\nRule0 \nFootnote0 [1] Note.\n",
    );
}

#[test]
fn pictures_have_captions() {
    check(
        "# A\n\n![A boat](b.jpg \"At noon\")\n\n![](c.jpg)\n*Salt in heaps*\n\nText *stays*.\n",
        "Headline0 A\nCaption0 A boat At noon\nCaption0 Salt in heaps\nParagraph0 Text stays.\n",
    );
}

#[test]
fn raw_html_loses_its_tags_only() {
    check(
        "# A\n\n<h2 id=\"x\">Why <em>now</em>?</h2>\n<p>Salt &amp; sea<br>spray</p>\n<ul><li>one</li><li>two</li></ul>\n\nT <b>bold</b> <!-- gone -->x\n\n<script>no()</script>\n",
        "Headline0 A\nHeading2 Why now?\nParagraph0 Salt & sea\nParagraph0 spray\nListItem0 one\nListItem0 two\nParagraph0 T bold x\n",
    );
}

#[test]
fn raw_html_is_read_as_browsers_read_it() {
    check(
        "# A\n\n<q>It rang,</q> said <a title=\"no href=http://a.example\" href='https://b.example'>Ana</a>.\n\n<!--> Salt <!---> and sea\n",
        "Headline0 A\nParagraph0 “It rang,” said Ana.\nParagraph0 Salt and sea\n",
    );
    let story = &parse("<a title=\"no href=http://a.example\" href='https://b.example'>Ana</a>")[0];
    let links: Vec<_> = story.links().map(|(_, address)| address).collect();
    assert_eq!(links, ["https://b.example"]);
}

#[test]
fn a_speaker_in_angle_brackets_is_no_tag() {
    check(
        "# Talk\n\n<Ines> It floats.\n\n<Tom Pell> It *sinks* <b>fast</b>.\n",
        "Headline0 Talk\nParagraph0 <Ines> It floats.\nParagraph0 <Tom Pell> It sinks fast.\n",
    );
}

#[test]
fn front_matter_gives_headline_and_deck() {
    check(
        "---\ntitle: The ferry\nsummary: It floats\n---\n\n# The ferry\n\nText.\n",
        "Headline0 The ferry\nDeck0 It floats\nParagraph0 Text.\n",
    );
    check(
        "+++\ntitle = \"The ferry\"\n+++\nText.\n\n# More\n",
        "Headline0 The ferry\nParagraph0 Text.\nHeading1 More\n",
    );
    check(
        "---\ntitle: Only a title\n---\n",
        "Headline0 Only a title\n",
    );
}

#[test]
fn broken_front_matter_tells_what_it_can_and_is_no_text() {
    let stories = parse("---\ntitle: The ferry\nbad: [1\n---\nText.\n");
    assert_eq!(stories[0].meta.headline, "The ferry");
    assert_eq!(stories[0].text, "The ferry\nText.");
    assert!(
        stories[0].warnings[0]
            .message
            .starts_with("front matter is broken")
    );
}

#[test]
fn an_opening_has_byline_date_and_deck() {
    check(
        "# Harbour\n\n*What the tide leaves behind*\n\nBy Ana Reyes\n\nMarch 3, 2026\n\nText.\n",
        "Headline0 Harbour\nDeck0 What the tide leaves behind\nByline0 By Ana Reyes\nDate0 March 3, 2026\nParagraph0 Text.\n",
    );
}

#[test]
fn bold_labels_keep_their_words() {
    check(
        "# A\n\n**Ana Reyes:** Why?  \n**Q:** And then?\n",
        "Headline0 A\nParagraph0 Ana Reyes: Why?\nParagraph0 Q: And then?\n",
    );
}

#[test]
fn interview_lines_without_a_gap_stay_apart() {
    check(
        "# A\n\n**Ana Reyes:** Why?\n**Jo Park**: Because\nit rains.\n\n**Why not?**\nIt is dry.\n\nA line\n**bold** goes on.\n",
        "Headline0 A\nParagraph0 Ana Reyes: Why?\nParagraph0 Jo Park: Because it rains.\nParagraph0 Why not?\nParagraph0 It is dry.\nParagraph0 A line bold goes on.\n",
    );
}

#[test]
fn several_stories_only_where_each_is_signed() {
    let words = "word ".repeat(80);
    let signed = format!("# One\n\nBy Ana Reyes\n\n{words}\n\n# Two\n\nBy Tom Hall\n\n{words}\n");
    assert_eq!(parse(&signed).len(), 2);
    let sections = format!("# One\n\n{words}\n\n# Two\n\n{words}\n");
    assert_eq!(parse(&sections).len(), 1);
}

#[test]
fn templates_are_furniture() {
    check(
        "# A\n\n{{< img src=\"x\" >}}\n\nText {{ b }}.\n",
        "Headline0 A\nPromo0 {{< img src=\"x\" >}}\nParagraph0 Text {{ b }}.\n",
    );
}

#[test]
fn no_word_is_lost_to_the_parser() {
    check(
        "# A\n\n## Salt {live}\n\n## Sea {#sea .wide}\n\n| a | b |\n|--|--|\n| c | d | in *fog* | e |\n| f |\n",
        "Headline0 A\nHeading2 Salt {live}\nHeading2 Sea\nTableRow0 a\tb\nTableRow0 c\td\tin *fog*\te\nTableRow0 f\n",
    );
    check(
        "# A\n\n![salt ![and](x) sea](y \"tide\")\n\n???\n\n🎉\n",
        "Headline0 A\nCaption0 salt and sea tide\nParagraph0 ???\nParagraph0 🎉\n",
    );
}

#[test]
fn dialects_are_read() {
    check(
        "# A\n\n> [!NOTE]\n> Salt.\n\nNeap\n: A small tide.\n\n  And *rare*.\n: Or none.\n\nH~2~O, the 2^nd^ [[tide|one]] of [[Selm]], ~~gone~~ ~5 m to ~6 m.\n",
        "Headline0 A\nBlockQuote0 Salt.\nParagraph0 Neap\nParagraph0 A small tide.\nParagraph0 And rare.\nParagraph0 Or none.\nParagraph0 H2O, the 2nd one of Selm, gone ~5 m to ~6 m.\n",
    );
    check(
        "::: {.a}\n# A {#b}\n\n{{<pic caption=\"Salt [x](y)\">}}\n\nText [[1]](https://a.example){.b}.\n:::\n",
        "Headline0 A\nCaption0 Salt x\nParagraph0 Text [1].\n",
    );
}

#[test]
fn a_template_behind_a_heading_is_parted_from_it_by_any_space() {
    for gap in [" ", "\u{3000}", " \u{3000}", "\u{3000} "] {
        check(
            &format!("# A\n\nText.\n\n## Pier{gap}{{{{< img >}}}}\n\nMore.\n"),
            "Headline0 A\nParagraph0 Text.\nHeading2 Pier\nPromo0 {{< img >}}\nParagraph0 More.\n",
        );
    }
}

#[test]
fn sniffing() {
    assert!(sniff("# A\n\ntext"));
    assert!(sniff("---\ntitle: a\n---\n"));
    assert!(sniff("A\n\n## B\n\ntext\n\n## C\n\n> q\n"));
    assert!(!sniff(
        "A headline\nA paragraph with - dashes\n> one mark\n"
    ));
    assert!(parse("").is_empty());
    assert_eq!(parse("a").len(), 1);
    assert_eq!(parse("a")[0].blocks[0].kind, BlockKind::Headline);
}

fn shapes(text: &str) -> Vec<Shape> {
    parse(text)[0]
        .blocks
        .iter()
        .map(|block| block.shape)
        .collect()
}

#[test]
fn blocks_know_how_they_stand_beside_their_neighbours() {
    use Shape::{Close, Definition, Usual, Within};
    let verse = "# A\n\nRoses,\\\nviolets,  \nsugar<br>sweet.<br><br>Apart.\n";
    assert_eq!(shapes(verse), [Usual, Usual, Close, Close, Close, Usual]);
    let list = "# A\n\n1. one\n\n   more\n\n   - deep\n\n     deeper\n\nout\n";
    assert_eq!(
        shapes(list),
        [Usual, Usual, Within(0), Usual, Within(1), Usual]
    );
    assert_eq!(
        shapes("# A\n\nTerm\n: what it means\n\nout\n"),
        [Usual, Usual, Definition, Usual]
    );
}

#[test]
fn heads_of_tables_know_how_their_columns_are_aligned() {
    use crate::story::Alignment::{Left, Middle, Right, Usual};

    let table = "# A\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n";
    let Shape::Head(columns) = shapes(table)[1] else {
        panic!("it is a head");
    };
    let found = [0, 1, 2, 3].map(|column| columns.alignment(column));
    assert_eq!(found, [Left, Middle, Right, Usual]);
    assert_eq!(shapes(table)[2], Shape::Usual);
}

#[test]
fn bare_addresses_keep_their_marks() {
    for (text, expect) in [
        (
            "at https://x.example/_a_/*b* now",
            "at https://x.example/_a_/*b* now",
        ),
        (
            "(http://x.example/__init__.py)",
            "(http://x.example/__init__.py)",
        ),
        ("a [link](https://x.example/_a_) here", "a link here"),
        (
            "in `https://x.example/_a_` code",
            "in https://x.example/_a_ code",
        ),
    ] {
        let text = format!("# A\n\n{text}\n");
        let story = &parse(&text)[0];
        assert_eq!(story.slice(story.blocks[1].span), expect);
    }
    let code = &parse("# A\n\n```\nhttps://x.example/_a_\n```\n")[0];
    assert_eq!(code.slice(code.blocks[1].span), "https://x.example/_a_");
}
