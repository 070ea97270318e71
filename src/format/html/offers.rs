//! Which feeds a page says that there are of its site.

use super::tree::Tree;
use crate::format::decode;

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Its name, as the page has it.
    pub title: String,
    /// Its address as written, which may be one within the site.
    pub address: String,
}

/// Kinds of feeds, as the head of a page names them.
const KINDS: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
];

/// The feeds that the head of a page names, in its order.
pub fn offers(bytes: &[u8]) -> Vec<Offer> {
    if decode::foreign(bytes).is_some() {
        return Vec::new();
    }
    let tree = Tree::of(&decode::text(bytes).text);
    let mut offers: Vec<Offer> = Vec::new();
    for node in tree.nodes.iter().filter(|node| node.name == "link") {
        let told = |name| node.attribute(name).unwrap_or_default().trim();
        let kind = told("type").to_lowercase();
        let is_feed = KINDS.iter().any(|known| kind.starts_with(known));
        let address = told("href");
        let is_known = offers.iter().any(|known| known.address == address);
        if is_feed && !address.is_empty() && !is_known {
            offers.push(Offer {
                title: told("title")
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                address: address.to_string(),
            });
        }
    }
    offers
}

#[cfg(test)]
mod tests {
    use super::offers;

    #[test]
    fn feeds_in_the_head_are_offered_once() {
        let page = "<html><head><link rel='alternate' type='application/rss+xml' title='Tide  news' href='/feed'><link rel=alternate type='application/atom+xml' href='https://x.example/atom'><link rel=alternate type='application/rss+xml' href='/feed'><link rel=stylesheet href=a.css></head><body></body></html>";
        let found = offers(page.as_bytes());
        let told: Vec<_> = found
            .iter()
            .map(|o| (o.title.as_str(), o.address.as_str()))
            .collect();
        assert_eq!(
            told,
            [("Tide news", "/feed"), ("", "https://x.example/atom")]
        );
    }
}
