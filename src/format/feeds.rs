//! Feeds (RSS of every version, Atom) → a story an entry. Read as tolerantly as a page is: a feed that breaks
//! the rules of its format still has entries. No entry gets a day that it does not name.

use serde_json::Value;

use super::front_matter::{self, Fields};
use super::html;
use super::html::tree::{Id, Node, Tree};
use crate::story::{Meta, Story};

/// Names under which an entry holds its text, best first.
const TEXT: &[&str] = &[
    "content:encoded",
    "content",
    "xhtml:body",
    "body",
    "description",
    "summary",
    "media:description",
    "itunes:summary",
    "tagline",
];

/// Names of the day of an entry, best first.
const DATES: &[&str] = &[
    "pubdate",
    "published",
    "dc:date",
    "issued",
    "dcterms:issued",
    "created",
    "dcterms:created",
    "updated",
    "modified",
    "dcterms:modified",
    "a10:updated",
];

/// Names of who wrote an entry.
const AUTHORS: &[&str] = &[
    "dc:creator",
    "author",
    "creator",
    "itunes:author",
    "managingeditor",
];

/// Elements that hold entries.
const ENTRIES: &[&str] = &["item", "entry"];

/// Bytes at the top of a text in which its first tag stands.
const HEAD: usize = 4000;

/// A feed.
#[derive(Debug, Default)]
pub struct Channel {
    /// Its name; empty where it gives none.
    pub title: String,
    /// Its entries, in its own order.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug)]
pub struct Entry {
    /// What the feed calls it (`guid`, `id`).
    pub name: Option<String>,
    /// Where it leads, as the feed has it: maybe only within its site.
    pub link: Option<String>,
    /// Its story, without the passes over it.
    pub story: Story,
}

/// Whether a text without a telling extension is a feed.
pub fn sniff(text: &str) -> bool {
    root(text).is_some_and(|name| matches!(name.as_str(), "rss" | "feed" | "rdf:rdf" | "channel"))
}

/// The name of the first element, small letters, `atom:` and the like left out.
pub(super) fn root(text: &str) -> Option<String> {
    let text = text.trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let end = text
        .char_indices()
        .nth(HEAD)
        .map_or(text.len(), |(at, _)| at);
    let mut rest = &text[..end];
    loop {
        let tag = rest.split_once('<')?.1;
        if tag.starts_with("!--") {
            rest = tag.split_once("-->")?.1;
        } else if tag.starts_with(['?', '!']) {
            rest = tag.split_once('>')?.1;
        } else {
            let name = tag
                .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .next()?;
            let name = name.to_lowercase();
            return Some(
                name.rsplit_once(':')
                    .filter(|(_, local)| *local == "feed")
                    .map_or(name.clone(), |(_, local)| local.into()),
            );
        }
    }
}

/// Reads a feed into its stories; a list of subscriptions holds none.
pub fn parse(text: &str) -> Vec<Story> {
    match root(text).as_deref() {
        Some("opml") | None => return Vec::new(),
        Some("html") if !text.contains("<entry") && !text.contains("<item") => {
            return html::parse(text);
        }
        _ => {}
    }
    let tree = Tree::of_data(text);
    let feed = Feed::of(&tree);
    let entries = feed.entries();
    if entries.is_empty() && !sniff(text) && html::is_marked_up(text) {
        return html::fragment(text, Meta::default());
    }
    entries
        .into_iter()
        .flat_map(|entry| feed.story(entry))
        .collect()
}

/// Reads a feed with what it calls its entries.
pub(super) fn channel(text: &str) -> Channel {
    let tree = Tree::of_data(text);
    let feed = Feed::of(&tree);
    let entry = |id: Id| {
        let story = feed.story(id).into_iter().next()?;
        let name = feed.child(id, &["guid", "id"]).map(|id| tree.line(id));
        let link = feed.address(id);
        Some(Entry { name, link, story })
    };
    Channel {
        title: feed.title.clone().unwrap_or_default(),
        entries: feed.entries().into_iter().filter_map(entry).collect(),
    }
}

/// A feed, and what all of its entries share.
struct Feed<'a> {
    tree: &'a Tree,
    /// What stands before the names of its own format, where anything does: `atom:`.
    prefix: String,
    title: Option<String>,
    lang: Option<String>,
}

impl<'a> Feed<'a> {
    fn of(tree: &'a Tree) -> Self {
        let mut feed = Self {
            tree,
            prefix: String::new(),
            title: None,
            lang: None,
        };
        let ids = 0..tree.nodes.len();
        if let Some(id) = ids
            .clone()
            .find(|id| tree.nodes[*id].name.ends_with(":feed"))
        {
            let name = &tree.nodes[id].name;
            feed.prefix = name[..name.len() - "feed".len()].to_string();
        }
        let is_top = |id: &usize| matches!(feed.name(&tree.nodes[*id]), "channel" | "feed");
        if let Some(top) = ids.clone().find(is_top) {
            feed.title = feed.child(top, &["title"]).map(|id| tree.line(id));
            let lang = feed
                .child(top, &["language", "dc:language"])
                .map(|id| tree.line(id));
            feed.lang = lang.or_else(|| tree.nodes[top].attribute("xml:lang").map(str::to_string));
        }
        feed
    }

    fn name<'n>(&self, node: &'n Node) -> &'n str {
        node.name.strip_prefix(&self.prefix).unwrap_or(&node.name)
    }

    fn entries(&self) -> Vec<Id> {
        let is_entry = |id: &Id| ENTRIES.contains(&self.name(&self.tree.nodes[*id]));
        (0..self.tree.nodes.len()).filter(is_entry).collect()
    }

    /// The children of a node under the first of the names that any has, with words in them.
    fn children(&self, id: Id, names: &[&str]) -> Vec<Id> {
        let children = &self.tree.nodes[id].children;
        let under = |name: &&str| -> Vec<Id> {
            let those = children
                .iter()
                .filter(|id| self.name(&self.tree.nodes[**id]) == *name);
            those
                .filter(|id| !self.tree.line(**id).is_empty())
                .copied()
                .collect()
        };
        names
            .iter()
            .map(under)
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    fn child(&self, id: Id, names: &[&str]) -> Option<Id> {
        self.children(id, names).into_iter().next()
    }

    fn story(&self, entry: Id) -> Vec<Story> {
        let mut fields = Fields::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                fields.insert(name.into(), value);
            }
        };
        let line = |id: Id| Value::from(self.tree.line(id));
        let address = self.address(entry);
        let guid = || self.child(entry, &["guid", "id"]).map(line);
        let title = self
            .child(entry, &["title", "media:title", "dc:title"])
            .map(|id| Value::from(self.tree.line(id)));
        put(
            "title",
            title
                .or_else(|| address.clone().map(Value::from))
                .or_else(guid),
        );
        put("url", address.map(Value::from));
        put("date", self.child(entry, DATES).map(line));
        put("authors", self.authors(entry));
        put("source", self.title.clone().map(Value::from));
        put("lang", self.lang.clone().map(Value::from));
        put("tags", self.tags(entry));
        let mut meta = Meta::default();
        front_matter::apply(&fields, &mut meta);
        if meta.headline.is_empty() {
            meta.headline = "(no title)".into();
        }
        html::fragment(&self.text(entry), meta)
    }

    /// Where an entry leads: its page, not its picture and not the feed.
    fn address(&self, entry: Id) -> Option<String> {
        let nodes = self.tree.nodes[entry]
            .children
            .iter()
            .map(|id| (&self.tree.nodes[*id], *id));
        let links: Vec<(&Node, Id)> = nodes
            .filter(|(node, _)| matches!(self.name(node), "link" | "atom:link"))
            .collect();
        let is_page = |node: &Node| {
            node.attribute("rel")
                .is_none_or(|rel| rel == "alternate" || rel.is_empty())
        };
        let target = |node: &Node| {
            node.attribute("href")
                .map(str::trim)
                .filter(|href| !href.is_empty())
                .map(str::to_string)
        };
        let of_words = links
            .iter()
            .map(|(_, id)| self.tree.line(*id))
            .find(|words| !words.is_empty());
        let of_page = || {
            links
                .iter()
                .filter(|(node, _)| is_page(node))
                .find_map(|(node, _)| target(node))
        };
        let of_any = || links.iter().find_map(|(node, _)| target(node));
        of_words
            .or_else(of_page)
            .or_else(|| self.guid(entry))
            .or_else(of_any)
    }

    /// The name of an entry where that is its address.
    fn guid(&self, entry: Id) -> Option<String> {
        let id = self.child(entry, &["guid"])?;
        let is_link = self.tree.nodes[id].attribute("ispermalink") != Some("false");
        let line = self.tree.line(id);
        (is_link && line.contains("://")).then_some(line)
    }

    fn authors(&self, entry: Id) -> Option<Value> {
        let name = |id: &Id| {
            let named = self.child(*id, &["name", "foaf:name"]);
            self.tree.line(named.unwrap_or(*id))
        };
        let names: Vec<String> = self.children(entry, AUTHORS).iter().map(name).collect();
        (!names.is_empty()).then(|| Value::from(names))
    }

    fn tags(&self, entry: Id) -> Option<Value> {
        let nodes = self.tree.nodes[entry].children.iter();
        let tags = nodes
            .filter(|id| matches!(self.name(&self.tree.nodes[**id]), "category" | "dc:subject"));
        let tag = |id: &Id| {
            let node = &self.tree.nodes[*id];
            let told = node
                .attribute("label")
                .or(node.attribute("term"))
                .map(str::to_string);
            told.unwrap_or_else(|| self.tree.line(*id))
        };
        let tags: Vec<String> = tags.map(tag).filter(|tag| !tag.is_empty()).collect();
        (!tags.is_empty()).then(|| Value::from(tags))
    }

    /// The text of an entry as markup; of two the longer one.
    fn text(&self, entry: Id) -> String {
        let found = self.child(entry, TEXT);
        let media = || {
            let below = self.tree.below(entry);
            below
                .into_iter()
                .find(|id| self.tree.nodes[*id].name == "media:description")
        };
        let Some(id) = found.or_else(media) else {
            return String::new();
        };
        let node = &self.tree.nodes[id];
        let inner = node
            .children
            .iter()
            .any(|id| !self.tree.nodes[*id].is_words());
        if inner {
            return html::markup(self.tree, id);
        }
        let words: String = node
            .children
            .iter()
            .map(|id| self.tree.nodes[*id].words.as_str())
            .collect();
        words.trim().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_a_broken_feed_are_stories() {
        let feed = "<?xml version='1.0'?><rss><channel><title>The Tide & Co</title><item><title>Ferry &amp;amp; quay</title><link>https://x.example/1</link><pubDate>Tue, 03 Mar 2026 08:30:00 GMT</pubDate><description>&lt;p&gt;It sails &lt;b&gt;at dawn&lt;/b&gt;.&lt;/p&gt;</description></item><item><title>&lt;antirez&gt;</title><guid>https://x.example/2</guid><content:encoded><![CDATA[<p>A & b</p>]]></content:encoded></item></channel></rss>";
        assert!(sniff(feed));
        let stories = parse(feed);
        assert_eq!(stories.len(), 2);
        let first = &stories[0].meta;
        assert_eq!(stories[0].text, "Ferry & quay\nIt sails at dawn.");
        assert_eq!(first.source.as_deref(), Some("The Tide & Co"));
        assert_eq!(
            first.date.map(|date| date.day().to_string()).as_deref(),
            Some("2026-03-03")
        );
        assert_eq!(stories[1].text, "<antirez>\nA & b");
        assert_eq!(stories[1].meta.url.as_deref(), Some("https://x.example/2"));
        assert_eq!(stories[1].meta.date, None);
    }

    #[test]
    fn an_entry_of_atom_has_markup_or_text() {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Tide</title><entry><title type='html'>Salt</title><link rel='self' href='https://x.example/a.xml'/><link href='https://x.example/a'/><author><name>Ana Reyes</name></author><published>2026-03-03T08:30:00Z</published><content type='xhtml'><div><p>It sails.</p></div></content></entry></feed>";
        let stories = parse(feed);
        assert_eq!(stories[0].text, "Salt\nIt sails.");
        assert_eq!(stories[0].meta.url.as_deref(), Some("https://x.example/a"));
        assert_eq!(stories[0].meta.bylines, ["Ana Reyes"]);
    }

    #[test]
    fn subscriptions_are_no_stories() {
        assert!(parse("<opml version='2.0'><body><outline text='a'/></body></opml>").is_empty());
    }
}
