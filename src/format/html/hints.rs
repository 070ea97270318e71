//! What the names that a page gives its elements say: the vocabulary in which web sites are built.

use super::tree::Node;

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

/// Whether an element is named as one that stands beside an article.
pub(super) fn is_beside(node: &Node) -> bool {
    let names = names(node);
    let whole = |name: &str| BESIDE_WHOLE.contains(&name);
    BESIDE.iter().any(|part| names.contains(part))
        || names.split(|c: char| !c.is_alphanumeric()).any(whole)
}

/// Whether an element is named as one that tells who wrote an article, or when.
pub(super) fn is_about(node: &Node) -> bool {
    let names = names(node);
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
