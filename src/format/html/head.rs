//! What a page says of itself: structured data, the names that sites agree on, its own headline. They
//! vote, since each of them is wrong somewhere.

use serde_json::{Map, Value};

use super::choice::folded;
use super::headline::{self, plain};
use super::live::{self, Entry};
use super::tree::{Id, Tree};
use crate::format::front_matter::Fields;

/// Names of the day of publication.
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "pubdate",
    "pub_date",
    "publication_date",
    "article.published",
    "article:post_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "og:published_time",
    "og:pubdate",
    "last-modified-date",
    "date",
];

/// Names of who wrote it.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author_name",
    "og:article:author",
    "cxenseparse:author",
    "twitter:data1",
];

/// Names of what it says in short.
const SHORT: &[&str] = &[
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
];

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// As front matter would say it.
    pub fields: Fields,
    /// What it says in short, folded.
    pub short: Vec<String>,
    /// The whole text, where structured data holds it.
    pub body: Option<String>,
    /// Its entries, where it is written on while something happens.
    pub live: Vec<Entry>,
    /// Scheme and host.
    pub origin: Option<String>,
}

/// Reads the head of a page.
pub(super) fn head(tree: &Tree) -> Head {
    let named = Named::of(tree);
    let data = structured(tree);
    let articles = data.partition_point(|object| rank(object) == 0);
    let mut head = Head::default();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            head.fields.insert(name.into(), value);
        }
    };
    let told = headline::Told {
        named: &|name| named.all(name).next(),
        headline: text(&data[..articles], "headline"),
    };
    put("title", headline::of(tree, &told).map(Value::from));
    let url = address(tree, &named, &data);
    put("url", url.clone().map(Value::from));
    put("date", date(tree, &named, &data).map(Value::from));
    put("authors", authors(tree, &named, &data));
    put("source", source(&named, &data).map(Value::from));
    put("tags", tags(&named, &data));
    put("saved", saved(tree).map(Value::from));
    put("lang", tree.nodes[0].attribute("lang").map(Value::from));
    head.short = short(&named, &data);
    head.body = text(&data, "articleBody");
    head.live = live::entries(&data);
    head.origin = url.as_deref().and_then(origin).map(str::to_string);
    head
}

/// The names that a page gives in its head, small letters, with their values.
struct Named(Vec<(String, String)>);

impl Named {
    fn of(tree: &Tree) -> Self {
        let metas = tree.nodes.iter().filter(|node| node.name == "meta");
        let pair = |node: &super::tree::Node| {
            let name = ["property", "name", "itemprop"]
                .iter()
                .find_map(|name| node.attribute(name))?;
            let value = node.attribute("content")?.trim();
            (!value.is_empty()).then(|| (name.trim().to_lowercase(), value.to_string()))
        };
        Self(metas.filter_map(pair).collect())
    }

    fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.all(name).next())
    }
}

/// The objects of structured data that are articles, and behind them those that are pages.
fn structured(tree: &Tree) -> Vec<Map<String, Value>> {
    let scripts = tree
        .nodes
        .iter()
        .filter(|node| node.name == "script" && !node.words.is_empty());
    let mut found = Vec::new();
    for script in scripts {
        if let Some(value) = json(&script.words) {
            gather(value, &mut found);
        }
    }
    found.sort_by_key(rank);
    found.retain(|object| rank(object) < 9);
    found
}

/// JSON as sites write it: within comments, with line breaks in its strings, with a semicolon behind.
fn json(text: &str) -> Option<Value> {
    let marks = ["<!--", "-->", "//<![CDATA[", "<![CDATA[", "//]]>", "]]>"];
    let mut text = text.trim();
    for mark in marks {
        text = text.strip_prefix(mark).unwrap_or(text).trim();
        text = text.strip_suffix(mark).unwrap_or(text).trim();
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let flat: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&flat).ok()
    })
}

/// Takes all objects out of a value. No value is nested deeper than its reader allows.
fn gather(value: Value, found: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, found)),
        Value::Object(mut map) => {
            for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"] {
                if map
                    .get(name)
                    .is_some_and(|inner| inner.is_array() || inner.is_object())
                {
                    gather(map.remove(name).unwrap_or_default(), found);
                }
            }
            found.push(map);
        }
        _ => {}
    }
}

/// How near an object is to being the article of the page.
fn rank(object: &Map<String, Value>) -> u8 {
    let kind = match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str),
        Some(kind) => kind.as_str(),
        None => None,
    };
    let kind = kind.unwrap_or_default();
    let is_article = ["Article", "Posting", "Report", "Review", "OpinionPiece"]
        .iter()
        .any(|end| kind.ends_with(end));
    match kind {
        _ if is_article => 0,
        "WebPage" | "CreativeWork" | "ItemPage" | "VideoObject" | "Recipe" => 1,
        _ => 9,
    }
}

/// The text under a name in the first object that has one.
fn text(data: &[Map<String, Value>], name: &str) -> Option<String> {
    let texts = data.iter().filter_map(|object| object.get(name)?.as_str());
    texts
        .map(str::trim)
        .find(|text| !text.is_empty())
        .map(str::to_string)
}

fn address(tree: &Tree, named: &Named, data: &[Map<String, Value>]) -> Option<String> {
    let canonical = tree
        .nodes
        .iter()
        .find(|node| node.name == "link" && node.attribute("rel") == Some("canonical"));
    let canonical = canonical.and_then(|node| node.attribute("href"));
    let told = [canonical, named.first(&["og:url"])];
    let is_whole = |address: &&str| {
        origin(address).is_some_and(|origin| origin.len() + 1 < address.trim().len())
    };
    let told = told
        .into_iter()
        .flatten()
        .find(is_whole)
        .map(|address| address.trim().to_string());
    let of_tool = || line_of_tool(tree, "url:").filter(|address| is_whole(&address.as_str()));
    told.or_else(of_tool)
        .or_else(|| text(data, "url").filter(|url| is_whole(&url.as_str())))
}

/// Scheme and host of an address.
pub(super) fn origin(address: &str) -> Option<&str> {
    let address = address.trim();
    let start = address
        .find("://")
        .filter(|at| matches!(&address[..*at], "http" | "https"))?
        + 3;
    let end = address[start..]
        .find(['/', '?', '#'])
        .map_or(address.len(), |at| start + at);
    (end > start).then(|| &address[..end])
}

/// A line of what a tool wrote before the page.
fn line_of_tool(tree: &Tree, name: &str) -> Option<String> {
    let comment = tree
        .comment
        .as_deref()
        .filter(|comment| comment.trim_start().starts_with("Page saved with"))?;
    let mut lines = comment.lines();
    lines.find_map(|line| Some(line.trim().strip_prefix(name)?.trim().to_string()))
}

/// The day on which a tool saved the page; the name of the zone behind it is in the reader's language.
fn saved(tree: &Tree) -> Option<String> {
    let line = line_of_tool(tree, "saved date:")?;
    Some(
        line.chars()
            .take("Tue Oct 17 2023 13:55:34".len())
            .collect(),
    )
}

fn date(tree: &Tree, named: &Named, data: &[Map<String, Value>]) -> Option<String> {
    let of_data = ["datePublished", "dateCreated", "uploadDate"]
        .iter()
        .find_map(|name| text(data, name));
    let named = || named.first(DATES).map(str::to_string);
    of_data.or_else(named).or_else(|| printed_date(tree))
}

/// The first time that the page marks up, best where it says that it was published then.
fn printed_date(tree: &Tree) -> Option<String> {
    let value = |id: Id| {
        let node = &tree.nodes[id];
        let value = node.attribute("datetime").or(node.attribute("content"));
        let value = value.map_or_else(|| tree.line(id), str::to_string);
        (!value.is_empty() && value.len() < 60).then_some(value)
    };
    let mut published = (0..tree.nodes.len()).filter(|id| {
        tree.nodes[*id]
            .attribute("itemprop")
            .is_some_and(|name| name.contains("datePublished"))
    });
    let h1 = tree
        .nodes
        .iter()
        .position(|node| node.name == "h1")
        .unwrap_or(0);
    let is_time =
        |id: &Id| tree.nodes[*id].name == "time" && tree.nodes[*id].attribute("datetime").is_some();
    let beside = || {
        (h1.saturating_sub(60)..tree.nodes.len().min(h1 + 300))
            .filter(is_time)
            .find_map(value)
    };
    published.find_map(value).or_else(beside)
}

/// Who wrote it: people, before the house that published it.
fn authors(tree: &Tree, named: &Named, data: &[Map<String, Value>]) -> Option<Value> {
    let house = source(named, data).map(|house| folded(&house));
    let of_data = |kind: fn(&Value) -> Vec<String>| {
        let told = data
            .iter()
            .filter_map(|object| object.get("author"))
            .map(kind);
        told.map(|people| persons(people, house.as_deref()))
            .find(|people| !people.is_empty())
    };
    let of_house = || {
        let told = data
            .iter()
            .filter_map(|object| object.get("author"))
            .map(people);
        told.into_iter().find(|people| !people.is_empty())
    };
    let found = of_data(people_alone)
        .or_else(|| named_authors(named, house.as_deref()))
        .or_else(|| marked_by_role(tree, house.as_deref()))
        .or_else(of_house)
        .or_else(|| marked_by_class(tree, house.as_deref()));
    found.map(Value::from)
}

/// The names that may be those of people: not the house itself, no number and no host.
fn persons(names: Vec<String>, house: Option<&str>) -> Vec<String> {
    let is_host = |name: &str| {
        !name.contains([' ', '@']) && name.contains('.') && name == name.to_lowercase()
    };
    let is_person = |name: &String| {
        let is_house = Some(folded(name).as_str()) == house;
        name.contains(char::is_alphabetic) && !is_house && !is_host(name)
    };
    names.into_iter().filter(is_person).collect()
}

fn named_authors(named: &Named, house: Option<&str>) -> Option<Vec<String>> {
    let is_name = |value: &&str| !value.contains("://") && value.len() < 200;
    let values = |name: &&str| persons(named.all(name).filter(is_name).map(plain).collect(), house);
    AUTHORS.iter().map(values).find(|names| !names.is_empty())
}

/// Names of elements that hold the name of an author.
const MARKED: &[&str] = &[
    "author-name",
    "author__name",
    "byline-name",
    "byline__name",
    "article-author",
    "article__author",
    "story-author",
    "post-author",
    "entry-author",
    "author-link",
    "byline__author",
    "byline-author",
];

/// Names that the page marks up as those of its authors, for machines.
fn marked_by_role(tree: &Tree, house: Option<&str>) -> Option<Vec<String>> {
    let words = |id: Id, name| {
        tree.nodes[id]
            .attribute(name)
            .unwrap_or_default()
            .split_whitespace()
    };
    marked(tree, house, |id| {
        words(id, "rel")
            .chain(words(id, "itemprop"))
            .any(|word| word == "author")
    })
}

/// Names in elements that are named as those of an author.
fn marked_by_class(tree: &Tree, house: Option<&str>) -> Option<Vec<String>> {
    marked(tree, house, |id| {
        let names = tree.nodes[id].attribute("class").unwrap_or_default();
        names.split_whitespace().any(|name| MARKED.contains(&name))
    })
}

fn marked(tree: &Tree, house: Option<&str>, is_marked: impl Fn(Id) -> bool) -> Option<Vec<String>> {
    const MOST: usize = 8;
    let ids = (0..tree.nodes.len())
        .filter(|id| tree.nodes[*id].name != "meta" && is_marked(*id))
        .take(MOST_MARKED);
    let mut names: Vec<String> = Vec::new();
    for name in ids.map(|id| name_in(tree, id)) {
        let is_name = !name.is_empty() && name.split(' ').count() <= 6;
        if is_name && !names.contains(&name) && names.len() < MOST {
            names.push(name);
        }
    }
    Some(persons(names, house)).filter(|names| !names.is_empty())
}

/// Elements that are looked at for the names of authors.
const MOST_MARKED: usize = 50;

/// The name in an element that holds more about somebody.
fn name_in(tree: &Tree, id: Id) -> String {
    let inner = tree
        .below(id)
        .find(|id| tree.nodes[*id].attribute("itemprop") == Some("name"));
    tree.line(inner.unwrap_or(id))
}

/// The names of people, or of one; a person may be an object or a mere name.
fn people(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(people).collect(),
        Value::Object(map) => map.get("name").map(people).unwrap_or_default(),
        Value::String(name) if !name.contains("://") && !name.trim().is_empty() => {
            vec![plain(name)]
        }
        _ => Vec::new(),
    }
}

/// Those of the names that are given as people and not as a house.
fn people_alone(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(people_alone).collect(),
        Value::Object(map)
            if map
                .get("@type")
                .and_then(Value::as_str)
                .is_some_and(|kind| kind.contains("Organization")) =>
        {
            Vec::new()
        }
        other => people(other),
    }
}

fn source(named: &Named, data: &[Map<String, Value>]) -> Option<String> {
    let publisher = || {
        let publisher = data.iter().find_map(|object| object.get("publisher"))?;
        people(publisher).into_iter().next()
    };
    named.first(&["og:site_name"]).map(plain).or_else(publisher)
}

fn tags(named: &Named, data: &[Map<String, Value>]) -> Option<Value> {
    let mut tags: Vec<String> = named.all("article:tag").map(plain).collect();
    if tags.is_empty() {
        tags.extend(
            data.iter()
                .find_map(|object| object.get("keywords"))
                .map(people)
                .unwrap_or_default(),
        );
    }
    tags.truncate(30);
    (!tags.is_empty()).then(|| Value::from(tags))
}

/// What the page says in short, folded, each once.
fn short(named: &Named, data: &[Map<String, Value>]) -> Vec<String> {
    const SHORTEST: usize = 30;
    let named = SHORT.iter().flat_map(|name| named.all(name)).map(plain);
    let told = data
        .iter()
        .filter_map(|object| object.get("description")?.as_str())
        .map(plain);
    let mut short: Vec<String> = named.chain(told).map(|text| folded(&text)).collect();
    short.retain(|text| text.len() > SHORTEST);
    short.dedup();
    short
}
