//! Whole pages: as stories of their own, and in the place of the few lines that a feed holds of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use url::Url;

use crate::fetch::address::Reach;
use crate::fetch::client::{Answer, Client, Known};
use crate::fetch::hosts::lock;
use crate::fetch::robots::Robots;
use crate::fetch::trouble::{Fault, Trouble};
use crate::format::{self, Source, decode, html};
use crate::story::{Block, BlockKind, Story, one_line};

/// Fewer characters than this are the beginning of a story at most.
pub(super) const SHORT: usize = 300;

/// Characters of the words of a story under its headline.
pub(super) fn length(story: &Story) -> usize {
    let body = story.blocks.iter().filter(|block| is_body(block));
    body.map(|block| story.slice(block.span).chars().count())
        .sum()
}

fn is_body(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Headline)
}

/// The story of a page that came.
///
/// # Errors
/// When it is no page, or holds no words.
pub(super) fn story_of(answer: &Answer) -> Result<Story, Trouble> {
    let trouble = |fault| Trouble::new(&answer.address, fault);
    if let Some(kind) = decode::foreign(&answer.bytes) {
        return Err(trouble(Fault::Foreign(kind)));
    }
    let text = decode::text(&answer.bytes).text;
    let is_page = html::sniff(&text) || html::is_marked_up(&text);
    let source = Source {
        name: "",
        bytes: &answer.bytes,
    };
    let format = if is_page { format::named("html") } else { None };
    let stories = format::parse(source, format);
    let mut story = stories
        .into_iter()
        .next()
        .filter(|story| !story.text.trim().is_empty())
        .ok_or_else(|| trouble(Fault::NoFeed))?;
    let meta = &mut story.meta;
    let told = meta
        .url
        .as_deref()
        .and_then(|url| answer.address.join(url).ok());
    // A page may name any other as its own; that of another host is not where it was found.
    let is_near = |url: &Url| url.host_str() == answer.address.host_str() && url.path() != "/";
    let address = told
        .filter(is_near)
        .unwrap_or_else(|| answer.address.clone());
    meta.source = meta
        .source
        .take()
        .or_else(|| address.host_str().map(str::to_string));
    meta.url = Some(address.to_string());
    Ok(story)
}

/// Fetches pages that no reader named: where their sites do not mind.
#[derive(Debug, Default)]
pub(super) struct Unasked {
    rules: Mutex<HashMap<String, Arc<Robots>>>,
}

impl Unasked {
    /// The story of a page.
    ///
    /// # Errors
    /// When it cannot be had, or its site does not want programs to ask for it.
    pub(super) fn story(
        &self,
        page: &Url,
        client: &Client,
        reach: Reach,
    ) -> Result<Story, Trouble> {
        if !self.rules(page, client, reach).allows(page) {
            return Err(Trouble::new(page, Fault::Unwanted));
        }
        let answer = client.get(page, &Known::default(), reach)?;
        let answer =
            answer.ok_or_else(|| Trouble::new(page, Fault::Broken("nothing new".into())))?;
        story_of(&answer)
    }

    /// What a site asks of programs; nothing, where it does not say.
    fn rules(&self, page: &Url, client: &Client, reach: Reach) -> Arc<Robots> {
        let site = page.origin().ascii_serialization();
        if let Some(rules) = lock(&self.rules).get(&site) {
            return rules.clone();
        }
        let answer = page
            .join("/robots.txt")
            .ok()
            .and_then(|file| client.get(&file, &Known::default(), reach).ok().flatten());
        let rules = answer.map(|answer| Robots::read(&answer.bytes));
        let rules = Arc::new(rules.unwrap_or_default());
        lock(&self.rules).insert(site, rules.clone());
        rules
    }
}

/// The story of an entry with the text of its page, where that holds more. What the feed said of it
/// is not lost: it is the standfirst where the page does not repeat it.
pub(super) fn completed(entry: Story, page: Story) -> Story {
    if length(&page) <= length(&entry) {
        return entry;
    }
    let mut whole = page;
    let told = entry.meta;
    let words = one_line(&teaser(&entry.text, &told.headline));
    let repeats = one_line(&whole.text).contains(words.trim_end_matches(['…', '.', ' ']));
    let meta = &mut whole.meta;
    if meta.deck.is_none() && !repeats && !words.is_empty() {
        meta.deck = Some(words);
    }
    if told.headline != NO_TITLE {
        meta.headline = told.headline;
    }
    meta.date = told.date.or(meta.date);
    meta.url = told.url.or(meta.url.take());
    meta.source = told.source.or(meta.source.take());
    meta.lang = meta.lang.or(told.lang);
    if !told.bylines.is_empty() {
        meta.bylines = told.bylines;
    }
    if !told.tags.is_empty() {
        meta.tags = told.tags;
    }
    without_headline(&mut whole);
    whole
}

/// What stands for the title of an entry that has none.
const NO_TITLE: &str = "(no title)";

/// The words of an entry under its headline.
fn teaser(text: &str, headline: &str) -> String {
    text.strip_prefix(headline)
        .unwrap_or(text)
        .trim()
        .to_string()
}

/// The printed headline goes where it is the one that is told.
fn without_headline(story: &mut Story) {
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let told = folded(&story.meta.headline);
    let is_told = |block: &Block| {
        block.kind == BlockKind::Headline && folded(&story.text[block.span.range()]) == told
    };
    let blocks = story.blocks.iter().filter(|block| !is_told(block));
    story.blocks = blocks.copied().collect();
}
