use super::*;
use crate::story::{BlockKind, InlineKind};

/// Prose of an article, in sentences of their own words.
fn prose(subject: &str) -> String {
    let sentences = [
        "The {} left the quay at dawn, and nobody on the pier had expected it to come back before the tide turned.",
        "Its crew had waited for nine days while the wind blew from the north and the harbour stayed closed to all traffic.",
        "When the lamp on the mole went out at last, the pilot said that he had never seen the bay so calm in March.",
    ];
    let paragraphs =
        sentences.map(|sentence| format!("<p>{}</p>", sentence.replace("{}", subject)));
    paragraphs.concat()
}

fn page(inner: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>The ferry sails - The Tide</title></head><body><nav><a href=/>Home</a> <a href=/sea>Sea</a></nav><main><article><h1>The ferry sails</h1>{inner}</article></main><footer>© The Tide</footer></body></html>"
    )
}

fn story(page: &str) -> Story {
    let mut stories = parse(page);
    assert_eq!(stories.len(), 1, "{page}");
    stories.remove(0)
}

#[track_caller]
fn check(inner: &str, kept: &[&str]) {
    let page = page(&[prose("ferry"), inner.to_string(), prose("pilot boat")].concat());
    let story = story(&page);
    for words in kept {
        assert!(
            story.text.contains(words),
            "lacks “{words}”:\n{}",
            story.text
        );
    }
    assert!(
        !story.text.contains("Home") && !story.text.contains("©"),
        "{}",
        story.text
    );
}

fn kind_of(story: &Story, words: &str) -> BlockKind {
    let found = story
        .blocks
        .iter()
        .find(|block| story.slice(block.span) == words);
    found
        .unwrap_or_else(|| panic!("no block “{words}”:\n{}", story.text))
        .kind
}

#[test]
fn a_page_is_its_article() {
    let story = story(&page(&prose("ferry")));
    assert_eq!(story.meta.headline, "The ferry sails");
    assert_eq!(story.meta.lang, Some("en"));
    assert_eq!(kind_of(&story, "The ferry sails"), BlockKind::Headline);
    assert_eq!(story.text.lines().count(), 4, "{}", story.text);
}

#[test]
fn structured_data_goes_before_what_is_printed() {
    let data = r#"<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"The ferry sails","datePublished":"2026-03-03T08:30:00+01:00","author":[{"@type":"Person","name":"Ana Reyes"},{"@type":"Person","name":"Tom Hall"}],"publisher":{"@type":"Organization","name":"The Tide"}}]}</script><link rel=canonical href="https://tide.example/ferry?a=1">"#;
    let story = story(&page(&[data.to_string(), prose("ferry")].concat()));
    assert_eq!(story.meta.bylines, ["Ana Reyes", "Tom Hall"]);
    assert_eq!(story.meta.source.as_deref(), Some("The Tide"));
    assert_eq!(
        story.meta.url.as_deref(),
        Some("https://tide.example/ferry?a=1")
    );
    assert_eq!(
        story.meta.date.map(|date| date.to_string()).as_deref(),
        Some("2026-03-03T08:30:00")
    );
}

#[test]
fn a_tool_tells_where_a_page_is_from_and_when_it_was_saved() {
    let comment = "<!--\n Page saved with SingleFile \n url: https://tide.example/ferry \n saved date: Tue Mar 03 2026 13:55:34 GMT+0300 (местное время)\n-->";
    let page = page(&prose("ferry")).replace("<html", &format!("{comment}<html"));
    let story = story(&page);
    assert_eq!(
        story.meta.url.as_deref(),
        Some("https://tide.example/ferry")
    );
    assert_eq!(
        story
            .meta
            .saved
            .map(|date| date.day().to_string())
            .as_deref(),
        Some("2026-03-03")
    );
    assert_eq!(story.meta.date, None);
}

#[test]
fn running_prose_is_kept_whatever_its_place_is_called() {
    let section = "<section id=tags><h2>Further reading of the bill</h2><p>The harbour bill was read a second time on Monday, and the members for the islands asked that the night boats be named in it.</p></section>";
    check(
        section,
        &[
            "Further reading of the bill",
            "read a second time on Monday",
        ],
    );
}

#[test]
fn what_is_left_out_and_reads_like_prose_is_told() {
    let sentence = "The bakery on the quay has opened again after nine years, and those who live near it say that the smell of bread on the landing stage is what they had missed most of all since the old owner left for the islands. ";
    let aside = format!(
        "<aside class=newsletter-box><p>{}</p></aside>",
        sentence.repeat(2)
    );
    let story = story(&page(
        &[prose("ferry"), aside, prose("pilot boat")].concat(),
    ));
    let is_told = story
        .warnings
        .iter()
        .any(|warning| warning.message.starts_with("left out: "));
    assert!(
        is_told || story.text.contains("bakery"),
        "{:?}\n{}",
        story.warnings,
        story.text
    );
}

#[test]
fn lists_tables_quotations_captions_and_terms_stay_what_they_are() {
    let inner = "<h2>What it carries</h2><ul><li><span>Forty crates of salt from the island works</span></li><li><span>Two hundred letters</span></li></ul>\
        <blockquote><p>We never close, and we never will while I am here.</p><footer>— Jo Hale</footer></blockquote>\
        <figure><img src=a.jpg alt=x><figcaption>The ferry at the quay on Monday morning.</figcaption></figure>\
        <table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>4</td></tr></table>\
        <dl><dt>Does it sail at night?</dt><dd>It does in summer, when the lamps on the mole are lit.</dd></dl>";
    let page = page(&[prose("ferry"), inner.to_string(), prose("pilot boat")].concat());
    let story = story(&page);
    assert_eq!(kind_of(&story, "What it carries"), BlockKind::Heading);
    assert_eq!(
        kind_of(&story, "Forty crates of salt from the island works"),
        BlockKind::ListItem
    );
    assert_eq!(
        kind_of(&story, "We never close, and we never will while I am here."),
        BlockKind::BlockQuote
    );
    assert_eq!(kind_of(&story, "— Jo Hale"), BlockKind::BlockQuote);
    assert_eq!(
        kind_of(&story, "The ferry at the quay on Monday morning."),
        BlockKind::Caption
    );
    assert_eq!(kind_of(&story, "Monday\t4"), BlockKind::TableRow);
    for words in ["Does it sail at night?", "It does in summer"] {
        assert!(story.text.contains(words), "{}", story.text);
    }
}

#[test]
fn a_table_of_layout_is_no_table() {
    let inner = format!("<table><tr><td>{}</td></tr></table>", prose("<i>tug</i>"));
    check(&inner, &["The tug left the quay"]);
}

#[test]
fn shadow_trees_are_part_of_the_page() {
    let page = format!(
        "<!doctype html><html><body><main><template shadowrootmode=open><article><h1>The ferry sails</h1>{}</article></template></main></body></html>",
        prose("ferry")
    );
    assert!(story(&page).text.contains("The ferry left"));
}

#[test]
fn a_text_that_stands_in_data_alone_is_read() {
    let body = prose("ferry").replace("<p>", "").replace("</p>", "\\n");
    let page = format!(
        "<!doctype html><html><head><title>The ferry sails</title><script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"The ferry sails\",\"articleBody\":\"{body}\"}}</script></head><body><div id=app></div></body></html>"
    );
    let story = story(&page);
    assert_eq!(story.text.lines().count(), 4, "{}", story.text);
}

#[test]
fn entries_of_a_live_page_are_kept() {
    let entries: Vec<String> = (1..6)
        .map(|hour| format!("<article><h2>Hour {hour} at the quay</h2><time>{hour}:00</time><p>The boat of the hour {hour} has come in, and the pilot on duty says that the water is calm.</p></article>"))
        .collect();
    let page = format!(
        "<!doctype html><html><head><title>Live: the ferry</title></head><body><main><h1>Live: the ferry</h1>{}</main></body></html>",
        entries.concat()
    );
    let story = story(&page);
    for hour in 1..6 {
        assert!(
            story.text.contains(&format!("The boat of the hour {hour}")),
            "{}",
            story.text
        );
    }
}

#[test]
fn a_short_page_without_a_body_is_read() {
    let page = "<title>Salt</title><h1>Salt</h1><p>It rains on the salt works.<p>Nobody minds.";
    assert_eq!(
        story(page).text,
        "Salt\nIt rains on the salt works.\nNobody minds."
    );
}

#[test]
fn links_lead_where_the_page_leads() {
    let inner = "<p>The <a href='/harbour'>harbour office</a> said on Monday that the boats would sail again <a href='javascript:x()'>soon</a>.</p>";
    let head = "<link rel=canonical href='https://tide.example/ferry'>";
    let story = story(&page(
        &[head, &prose("ferry"), inner, &prose("pilot boat")].concat(),
    ));
    let links: Vec<_> = story.links().map(|(_, address)| address).collect();
    assert_eq!(links, ["https://tide.example/harbour"]);
    assert!(
        story
            .inlines
            .iter()
            .all(|inline| !matches!(&inline.kind, InlineKind::Link(address) if address.is_empty()))
    );
}

#[test]
fn hostile_pages_end() {
    let depth = 2000;
    let mut attributes = String::new();
    for number in 0..100_000 {
        attributes.push_str(&["a", &number.to_string(), "=1 "].concat());
    }
    let pages = [
        [
            "<div>".repeat(depth),
            prose("ferry"),
            "</div>".repeat(depth),
        ]
        .concat(),
        format!("<p {attributes}>It rains.</p>"),
        format!(
            "<p>It rains.</p><img src=\"data:image/png;base64,{}\">",
            "A".repeat(2_000_000)
        ),
        format!("<p>It rains.</p><!-- {}", prose("ferry")),
        format!("<plaintext>{}", prose("ferry")),
        "<b><p>".repeat(5000),
        "<table>".repeat(5000),
        "<![CDATA[".repeat(5000),
    ];
    for page in pages {
        parse(&page);
        crate::format::feeds::parse(&page);
    }
}

#[test]
fn entries_of_a_page_that_goes_on_are_stories_of_their_own() {
    let first =
        "The gates of the lock were opened at six, and the water came in quietly over the sill.";
    let second =
        "By noon the basin was full. “We have never seen it so calm,” said the keeper of the lock.";
    let update = |title: &str, body: &str, place: &str| {
        serde_json::json!({"@type": "BlogPosting", "headline": title, "articleBody": body,
            "datePublished": "2026-03-03T06:00:00Z", "url": format!("https://x.example/lock{place}")})
    };
    let data = serde_json::json!({"@type": "LiveBlogPosting", "headline": "The lock opens",
        "url": "https://x.example/lock", "liveBlogUpdate": [
            update("Gates open", &first.replace("quietly", "&#39;quietly&#39;"), "#1"), update("Basin full", second, "/2")]});
    let page = format!(
        "<html><head><link rel=canonical href='https://x.example/lock'><script type='application/ld+json'>{data}</script></head><body><article><h1>The lock opens</h1><p>For the first time in forty years the old lock by the mill is filled with water, and people have come to look.</p><h2>Basin full</h2><p>{second}</p><h2>Gates open</h2><p>{first}</p></article></body></html>"
    );
    let stories = parse(&page);
    let headlines: Vec<_> = stories
        .iter()
        .map(|story| story.meta.headline.as_str())
        .collect();
    assert_eq!(headlines, ["The lock opens", "Gates open", "Basin full"]);
    assert!(
        stories[0].text.contains("old lock by the mill") && !stories[0].text.contains("By noon")
    );
    assert!(stories[1].text.contains("'quietly'"), "{}", stories[1].text);
    assert!(stories[2].text.contains("so calm"), "{}", stories[2].text);
    assert_eq!(stories[1].meta.url, None);
    assert_eq!(
        stories[2].meta.url.as_deref(),
        Some("https://x.example/lock/2")
    );
    assert_ne!(stories[0].identity(), stories[1].identity());
    assert!(stories[0].warnings.is_empty(), "{:?}", stories[0].warnings);
}

/// The headings of the story of a page.
fn headings(inner: &str) -> Vec<String> {
    let story = story(&page(inner));
    let heads = story
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Heading);
    heads
        .map(|block| story.slice(block.span).to_string())
        .collect()
}

/// Something between two stretches of prose.
fn between(inner: &str) -> String {
    [prose("ferry"), inner.to_string(), prose("pilot boat")].concat()
}

#[test]
fn headings_are_told_by_more_than_their_markup() {
    for (inner, expect) in [
        (
            "<h2><div>What the crew saw</div></h2>",
            Some("What the crew saw"),
        ),
        (
            "<h2><a name=seen>What the crew saw</a></h2>",
            Some("What the crew saw"),
        ),
        (
            "<p><strong>What the crew saw</strong></p>",
            Some("What the crew saw"),
        ),
        ("<p><b>The mayor kept silent.</b></p>", None),
        ("<p><b>Tide</b> is the word for it.</p>", None),
        (
            "<div class=box><h3>Every morning in your mail</h3><p><a href=/mail>All the news of the bay and its boats for nothing</a></p></div>",
            None,
        ),
    ] {
        let found = headings(&between(inner));
        assert_eq!(found.first().map(String::as_str), expect, "{inner}");
    }
}

#[test]
fn lines_in_bold_between_which_people_talk_are_no_headings() {
    let names: Vec<String> = ["Ana Reyes", "Tom Becker", "Ana Reyes"]
        .iter()
        .map(|name| format!("<p><b>{name}</b></p>{}", prose("ferry")))
        .collect();
    assert!(headings(&[prose("ferry"), names.concat()].concat()).is_empty());
    // What comes again is no heading of a part, whoever says it.
    let twice = ["What the crew saw", "From the harbour", "What the crew saw"]
        .map(|line| format!("<p><b>{line}</b></p>{}{}", prose("ferry"), prose("crane")));
    assert!(headings(&[prose("ferry"), twice.concat()].concat()).is_empty());
    let asked = ["Did it sail?", "And then?", "What it brought"]
        .map(|line| format!("<p><b>{line}</b></p>{}", prose("ferry")));
    assert!(headings(&[prose("ferry"), asked.concat()].concat()).is_empty());
}

#[test]
fn a_standfirst_that_is_set_as_a_heading_is_none() {
    let deck = "After nine days of wind from the north the ferry left the harbour, and came back with salt for the whole town";
    let story = story(&page(&format!("<h2>{deck}</h2>{}", prose("ferry"))));
    assert_eq!(kind_of(&story, deck), BlockKind::Deck);
    assert_eq!(story.meta.deck.as_deref(), Some(deck));
}

#[test]
fn what_a_script_would_move_to_its_place_is_read() {
    let streamed = format!(
        "<div hidden id=\"S:1a\"><article>{}</article></div>",
        prose("ferry")
    );
    let page = format!(
        "<!doctype html><title>The ferry</title><body><div id=B:1a></div><p hidden>No</p>{streamed}"
    );
    let story = story(&page);
    assert!(
        story.text.contains("expected it to come back"),
        "{}",
        story.text
    );
    assert!(!story.text.contains("No\n"), "{}", story.text);
}
