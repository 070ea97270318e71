//! A saved web page → its article: what the page says of itself, the pieces of text that it shows, those
//! of them that are the article, and these as a story. What else reads like prose is told, not lost.

mod choice;
mod head;
mod headings;
mod headline;
mod hints;
mod live;
mod offers;
mod pieces;
mod tokens;
pub(super) mod tree;
mod votes;
mod write;

use super::front_matter::{self, Fields};
use super::markdown;
use crate::story::{Meta, Story, Warning};
use choice::{Choice, choose};
use head::{Head, head};
pub use offers::{Offer, offers};
use pieces::{Piece, pieces};
use tree::{Id, Tree};
use write::{Apart, Writer};

/// Whether a text without a telling extension is a page.
pub fn sniff(text: &str) -> bool {
    const HEAD: usize = 2000;
    let start: String = text
        .trim_start()
        .chars()
        .take(HEAD)
        .collect::<String>()
        .to_lowercase();
    let opens = |mark: &str| start.starts_with(mark);
    let is_page = || {
        ["<html", "<head", "<body"]
            .iter()
            .any(|mark| start.contains(mark))
    };
    opens("<!doctype html")
        || opens("<html")
        || (opens("<?xml")
            || opens("<!--")
            || opens("<!doctype")
            || opens("<head")
            || opens("<meta"))
            && is_page()
}

/// Reads a page into its story.
pub fn parse(text: &str) -> Vec<Story> {
    page(text, &Fields::new())
}

/// Reads a page of which something is told besides: that goes before what it says itself, the title apart.
pub(super) fn page(text: &str, told: &Fields) -> Vec<Story> {
    let tree = Tree::of(text);
    let mut head = head(&tree);
    for (name, value) in told {
        if name != "title" || !head.fields.contains_key(name) {
            head.fields.insert(name.clone(), value.clone());
        }
    }
    let mut meta = Meta::default();
    front_matter::apply(&head.fields, &mut meta);
    let pieces = pieces(&tree);
    let mut choice = choose(&tree, &pieces, &head.short);
    if !head.live.is_empty() {
        live::leave_out(&head.live, &pieces, &mut choice);
        head.body = None;
    }
    let entries = live_stories(&head, &meta);
    if let Some(body) = told_body(&head, &pieces, &choice) {
        return fragment(&body, meta);
    }
    let deck = choice
        .deck
        .map(|at| pieces[at].nodes.as_slice())
        .unwrap_or_default();
    let kept = pieces.iter().zip(&choice.kept).filter(|(_, kept)| **kept);
    let nodes = kept.flat_map(|(piece, _)| piece.nodes.iter().copied());
    let apart = Apart {
        deck,
        headings: &choice.headings,
    };
    let written = Writer::write(&tree, nodes, apart, head.origin.as_deref());
    let mut stories = markdown::of_html(&written, meta);
    if let Some(story) = stories.first_mut() {
        story.warnings.extend(left_out(&tree, &pieces, &choice));
    }
    stories.extend(entries);
    stories
}

/// The entries of a page that is written on while something happens, a story each.
fn live_stories(head: &Head, page: &Meta) -> Vec<Story> {
    let of_page = |url: &str| {
        page.url.as_deref().is_some_and(|page| {
            let place = |url: &str| url.split('#').next().unwrap_or_default().to_string();
            place(page) == place(url)
        })
    };
    let story = |entry: &live::Entry| {
        let mut meta = Meta {
            source: page.source.clone(),
            lang: page.lang,
            ..Meta::default()
        };
        front_matter::apply(&entry.fields, &mut meta);
        // A place within the page is no address of its own.
        meta.url = meta.url.take().filter(|url| !of_page(url));
        meta.source = page.source.clone().or(meta.source.take());
        fragment(&entry.body, meta)
    };
    head.live.iter().flat_map(story).collect()
}

/// Reads markup that is an article and nothing else, as feeds, letters and records hold it.
pub(super) fn fragment(text: &str, meta: Meta) -> Vec<Story> {
    let origin = meta.url.clone();
    let origin = origin.as_deref().and_then(head::origin);
    let text = if is_marked_up(text) {
        text.to_string()
    } else {
        lines(text)
    };
    let tree = Tree::of(&text);
    let pieces = pieces(&tree);
    let nodes: Vec<Id> = pieces
        .iter()
        .flat_map(|piece| piece.nodes.iter().copied())
        .collect();
    let written = Writer::write(&tree, nodes.into_iter(), Apart::default(), origin);
    markdown::of_html(&written, meta)
}

/// What stands in a node, as markup.
pub(super) fn markup(tree: &Tree, id: Id) -> String {
    let mut out = String::new();
    write::plainly(tree, id, &mut out);
    out
}

/// Whether a text is written in markup.
pub fn is_marked_up(text: &str) -> bool {
    const MARKS: &[&str] = &[
        "<p",
        "</p>",
        "<br",
        "<div",
        "</a>",
        "<img",
        "<ul",
        "<li",
        "<h2",
        "<h3",
        "<blockquote",
        "<em>",
        "<strong>",
        "<b>",
        "<i>",
    ];
    text.contains('<')
        && MARKS
            .iter()
            .any(|mark| text.contains(mark) || text.contains(&mark.to_uppercase()))
}

/// Lines as paragraphs of markup.
fn lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str("<p>");
        html_escape::encode_text_to_string(line, &mut out);
        out.push_str("</p>");
    }
    out
}

/// The text that structured data holds, where the page itself shows next to nothing of it.
fn told_body(head: &Head, pieces: &[Piece], choice: &Choice) -> Option<String> {
    let body = head.body.as_ref()?;
    let kept = pieces.iter().zip(&choice.kept).filter(|(_, kept)| **kept);
    let shown: usize = kept.map(|(piece, _)| piece.text.len()).sum();
    (shown * 3 < body.len()).then(|| body.clone())
}

/// Most pieces that are told one by one.
const MOST_TOLD: usize = 12;

/// What was left out and reads like prose, with where it stands.
fn left_out(tree: &Tree, pieces: &[Piece], choice: &Choice) -> Vec<Warning> {
    let told = choice.left_out.iter().take(MOST_TOLD).map(|at| {
        let piece = &pieces[*at];
        let first: Vec<&str> = piece.text.split(' ').take(6).collect();
        let place = place(tree, piece);
        format!(
            "left out: {place}, {} words: “{} …”",
            piece.words(),
            first.join(" ")
        )
    });
    let more = choice.left_out.len().saturating_sub(MOST_TOLD);
    let more = (more > 0).then(|| format!("left out: {more} more paragraphs"));
    let warning = |message| Warning { message, start: 0 };
    told.chain(more).map(warning).collect()
}

/// How the page calls the place of a piece.
fn place(tree: &Tree, piece: &Piece) -> String {
    let chain = std::iter::once(piece.holder).chain(tree.above(piece.holder));
    let names = chain.filter_map(|id| {
        let node = &tree.nodes[id];
        let name = node.attribute("class").or(node.attribute("id"))?;
        name.split_whitespace().next()
    });
    let name = names.take(1).next().unwrap_or("text");
    super::decode::clean(name).chars().take(40).collect()
}

#[cfg(test)]
mod tests;
