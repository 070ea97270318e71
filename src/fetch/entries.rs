//! The entries of a feed: by what each is known, and what tells that its publisher changed it.

use std::collections::{HashMap, HashSet};

use url::Url;

use crate::fetch::address::canonical;
use crate::format::channel::Entry;
use crate::story::{self, Story};

/// Entries of a feed that are looked at.
const MOST: usize = 2000;

/// Characters of the text by which an entry without name and address is known.
const OPENING: usize = 200;

/// An entry with what it is known by.
#[derive(Debug)]
pub(super) struct Known {
    /// By this it is met again.
    pub(super) id: String,
    /// What its address is known as; empty where it has none.
    pub(super) address: String,
    /// A number of all that the feed says of it.
    pub(super) seen: String,
    /// What the feed itself calls it.
    pub(super) name: Option<String>,
    pub(super) story: Story,
}

/// The entries of a feed, each once. A name that a feed gives to several entries with addresses of their
/// own is no name.
pub(super) fn known(entries: Vec<Entry>, base: &Url) -> Vec<Known> {
    let mut entries: Vec<Entry> = entries.into_iter().take(MOST).collect();
    for Entry { link, story, .. } in &mut entries {
        complete_address(link.take(), story, base);
    }
    let shared = shared_names(&entries);
    let mut all: Vec<Known> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for Entry { name, story, .. } in entries {
        let name = name.filter(|name| !name.is_empty() && !shared.contains(name));
        let address = address(&story);
        let id = name.clone().unwrap_or_else(|| by_itself(&address, &story));
        if !places.contains_key(&id) {
            places.insert(id.clone(), all.len());
            let seen = seen(&story);
            all.push(Known {
                id,
                address,
                seen,
                name,
                story,
            });
        }
    }
    all
}

/// An address within the site is one of the web.
fn complete_address(link: Option<String>, story: &mut Story, base: &Url) {
    let link = link.or(story.meta.url.take());
    let whole = link.and_then(|link| base.join(link.trim()).ok());
    let whole = whole.filter(|whole| matches!(whole.scheme(), "http" | "https"));
    story.meta.url = whole.map(|whole| whole.to_string());
}

fn shared_names(entries: &[Entry]) -> HashSet<String> {
    let mut addresses: HashMap<&str, String> = HashMap::new();
    let mut shared = HashSet::new();
    for Entry { name, story, .. } in entries {
        let Some(name) = name else { continue };
        let address = address(story);
        let before = addresses.entry(name).or_insert_with(|| address.clone());
        if *before != address {
            shared.insert(name.clone());
        }
    }
    shared
}

fn address(story: &Story) -> String {
    let address = story
        .meta
        .url
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    let leads_to_a_story = |address: &Url| address.path() != "/" || address.query().is_some();
    address
        .filter(leads_to_a_story)
        .map(|address| canonical(&address))
        .unwrap_or_default()
}

/// What an entry is known by that has no name: its address, or else its words.
fn by_itself(address: &str, story: &Story) -> String {
    if !address.is_empty() {
        return address.to_string();
    }
    let opening = story.text.chars().take(OPENING);
    let words: String = story
        .meta
        .headline
        .chars()
        .chain(['\n'])
        .chain(opening)
        .collect();
    number(&words)
}

fn seen(story: &Story) -> String {
    let meta = &story.meta;
    let address = meta.url.as_deref().unwrap_or_default();
    number(&[&meta.headline, "\n", address, "\n", &story.text].concat())
}

/// A number of a text that is the same in every release.
pub(super) fn number(text: &str) -> String {
    format!("{:016x}", story::hash(text.bytes()))
}

#[cfg(test)]
mod tests {
    use super::{Entry, Known, Url, known};
    use crate::story::{Meta, Story};

    fn entry(name: Option<&str>, url: Option<&str>, text: &str) -> Entry {
        Entry {
            name: name.map(str::to_string),
            link: url.map(str::to_string),
            story: Story {
                meta: Meta {
                    headline: "Salt".into(),
                    ..Meta::default()
                },
                text: text.into(),
                ..Story::default()
            },
        }
    }

    fn ids(entries: Vec<Entry>) -> Vec<String> {
        let base = Url::parse("https://x.example/feed").expect("an address");
        let id = |known: Known| known.id;
        known(entries, &base).into_iter().map(id).collect()
    }

    #[test]
    fn a_name_goes_before_the_address_and_that_before_the_words() {
        let found = ids(vec![
            entry(Some("7"), Some("https://x.example/a"), "one"),
            entry(None, Some("/b?utm_source=feed"), "two"),
            entry(None, None, "three"),
            entry(None, Some("https://x.example/"), "four"),
        ]);
        assert_eq!(found[..2], ["7", "x.example/b"]);
        assert_eq!(found.len(), 4);
        assert_ne!(found[2], found[3]);
    }

    #[test]
    fn what_comes_twice_is_one_and_a_name_of_all_is_none() {
        let twice = vec![
            entry(Some("7"), Some("https://x.example/a"), "one"),
            entry(Some("7"), Some("https://www.x.example/a/"), "two"),
        ];
        assert_eq!(ids(twice), ["7"]);
        let shared = vec![
            entry(Some("x"), Some("https://x.example/a"), "one"),
            entry(Some("x"), Some("https://x.example/b"), "two"),
        ];
        assert_eq!(ids(shared), ["x.example/a", "x.example/b"]);
    }

    #[test]
    fn an_address_out_of_the_web_is_none() {
        let base = Url::parse("https://x.example/feed").expect("an address");
        let found = known(vec![entry(None, Some("file:///etc/passwd"), "one")], &base);
        assert_eq!(found[0].story.meta.url, None);
    }
}
