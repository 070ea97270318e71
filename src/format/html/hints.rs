//! What the names that a page gives its elements say: the vocabulary in which web sites are built.

use super::tree::{Id, Node, Tree};

/// Parts of names of what stands beside an article.
const BESIDE: &[&str] = &[
    "relat",
    "promo",
    "newsletter",
    "share",
    "social",
    "comment",
    "sidebar",
    "recommend",
    "breadcrumb",
    "cookie",
    "consent",
    "advert",
    "sponsor",
    "footer",
    "menu",
    "subscri",
    "signup",
    "sign-up",
    "widget",
    "teaser",
    "readmore",
    "read-more",
    "outbrain",
    "taboola",
    "banner",
    "popup",
    "modal",
    "login",
    "regist",
    "paywall",
    "toolbar",
    "latest",
    "trending",
    "popular",
    "most-",
    "disclaimer",
    "copyright",
    "print",
    "hidden",
    "skip",
    "search",
    "gallery",
    "carousel",
    "player",
    "poll",
    "rating",
    "pagination",
    "feedback",
    "donat",
    "masthead",
    "tooltip",
];

/// Whole names of the same.
const BESIDE_WHOLE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "tag",
    "tags",
    "topic",
    "topics",
    "rail",
    "ad",
    "ads",
];

/// Parts of names of what is told about an article.
const ABOUT: &[&str] = &[
    "author",
    "byline",
    "dateline",
    "timestamp",
    "pubdate",
    "credit",
    "kicker",
];

/// What the names of all elements of a page say, told once.
pub(super) struct Hints(Vec<(bool, bool)>);

impl Hints {
    pub(super) fn of(tree: &Tree) -> Self {
        let told = tree.nodes.iter().map(|node| {
            let names = names(node);
            (
                !names.is_empty() && is_beside(&names),
                !names.is_empty() && is_about(&names),
            )
        });
        Self(told.collect())
    }

    /// Whether an element is named as one that stands beside an article.
    pub(super) fn is_beside(&self, id: Id) -> bool {
        self.0[id].0
    }

    /// Whether an element is named as one that tells who wrote an article, or when.
    pub(super) fn is_about(&self, id: Id) -> bool {
        self.0[id].1
    }
}

fn is_beside(names: &str) -> bool {
    let whole = |name: &str| BESIDE_WHOLE.contains(&name);
    BESIDE.iter().any(|part| names.contains(part))
        || names.split(|c: char| !c.is_alphanumeric()).any(whole)
}

fn is_about(names: &str) -> bool {
    ABOUT.iter().any(|part| names.contains(part))
}

fn names(node: &Node) -> String {
    let named = ["class", "id", "itemprop", "role"];
    let names: Vec<&str> = named
        .iter()
        .filter_map(|name| node.attribute(name))
        .collect();
    names.join(" ").to_lowercase()
}
