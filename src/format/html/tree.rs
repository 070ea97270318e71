//! A page as a tree, made by the rules that matter for articles: what closes a paragraph, an item, a
//! cell. It never grows deeper than a bound, and each step costs the same whatever stands before it.

use super::tokens::{Markup, Tag, Token};

/// Deepest tree; what stands deeper stands beside.
const DEEPEST: usize = 200;

/// Index of a node.
pub(in crate::format) type Id = usize;

/// An element or words.
#[derive(Debug, Default)]
pub(in crate::format) struct Node {
    /// Name of the element; empty for words.
    pub name: String,
    /// Its attributes that tell something.
    pub attributes: Vec<(&'static str, String)>,
    /// The words; those of a script too, where it holds data.
    pub words: String,
    /// What stands in it, in order.
    pub children: Vec<Id>,
    /// What it stands in.
    pub parent: Id,
}

impl Node {
    /// Whether it is words.
    pub(in crate::format) fn is_words(&self) -> bool {
        self.name.is_empty()
    }

    /// The value of an attribute.
    pub(in crate::format) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A page.
#[derive(Debug)]
pub(in crate::format) struct Tree {
    /// All nodes, in the order of the page; the first holds all others.
    pub nodes: Vec<Node>,
    /// The first comment, where tools write where a page comes from.
    pub comment: Option<String>,
}

/// Elements without content.
pub(super) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that stand on lines of their own, and so end a paragraph.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that nothing inside them ends.
const WALLS: &[&str] = &[
    "td", "th", "table", "button", "template", "caption", "figure",
];

/// What an element ends that is open when it begins, and where the search for that stops.
const ENDS: &[(&str, &[&str], &[&str])] = &[
    (
        "li",
        &["li"],
        &[
            "ul",
            "ol",
            "menu",
            "dir",
            "table",
            "blockquote",
            "section",
            "article",
        ],
    ),
    ("dt", &["dt", "dd"], &["dl", "table"]),
    ("dd", &["dt", "dd"], &["dl", "table"]),
    ("tr", &["tr"], &["table"]),
    ("td", &["td", "th"], &["tr", "table"]),
    ("th", &["td", "th"], &["tr", "table"]),
    ("tbody", &["thead", "tbody", "tfoot"], &["table"]),
    ("thead", &["thead", "tbody", "tfoot"], &["table"]),
    ("tfoot", &["thead", "tbody", "tfoot"], &["table"]),
    ("option", &["option"], &["select"]),
    ("a", &["a"], &["table", "td", "th", "template", "button"]),
    ("body", &["head"], &[]),
];

impl Tree {
    /// The tree of a page.
    pub(in crate::format) fn of(page: &str) -> Self {
        let mut grower = Grower::new(Markup::Page);
        grower.is_xml = page.trim_start().starts_with("<?xml");
        super::tokens::read(page, Markup::Page, |token| grower.take(token));
        grower.tree
    }

    /// The tree of data written in tags: nothing ends but by its own tag.
    pub(in crate::format) fn of_data(data: &str) -> Self {
        let mut grower = Grower::new(Markup::Data);
        grower.is_xml = true;
        super::tokens::read(data, Markup::Data, |token| grower.take(token));
        grower.tree
    }

    /// All nodes below one, itself first, in the order of the page.
    pub(in crate::format) fn below(&self, id: Id) -> Below<'_> {
        Below {
            tree: self,
            waiting: vec![id],
        }
    }

    /// The words below a node, as one line.
    pub(in crate::format) fn line(&self, id: Id) -> String {
        let mut text = String::new();
        for id in self.below(id) {
            let node = &self.nodes[id];
            if node.is_words() {
                text.push_str(&node.words);
            } else if node.name == "br" || BLOCKS.contains(&node.name.as_str()) {
                text.push(' ');
            }
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }

    /// What a node stands in, from the inside.
    pub(super) fn above(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            (at != 0).then(|| {
                at = self.nodes[at].parent;
                at
            })
        })
    }
}

/// See [`Tree::below`].
pub(in crate::format) struct Below<'a> {
    tree: &'a Tree,
    waiting: Vec<Id>,
}

impl Iterator for Below<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = self.waiting.pop()?;
        self.waiting
            .extend(self.tree.nodes[id].children.iter().rev());
        Some(id)
    }
}

/// Adds tokens to a tree.
struct Grower {
    tree: Tree,
    /// Open elements, the innermost last; the first is that which holds all.
    open: Vec<Id>,
    markup: Markup,
    /// Whether a tag that closes itself has no content, whatever its name.
    is_xml: bool,
    /// Elements that were too deep to be opened.
    too_deep: usize,
}

impl Grower {
    fn new(markup: Markup) -> Self {
        let root = Node {
            name: "html".into(),
            ..Node::default()
        };
        let tree = Tree {
            nodes: vec![root],
            comment: None,
        };
        Self {
            tree,
            open: vec![0],
            markup,
            is_xml: false,
            too_deep: 0,
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Open(tag) => self.start(tag),
            Token::Close(name) => self.end(&name),
            Token::Text(words) => self.words(words),
            Token::Comment(words) => {
                self.tree.comment.get_or_insert(words);
            }
        }
    }

    fn name(&self, place: usize) -> &str {
        &self.tree.nodes[self.open[place]].name
    }

    fn start(&mut self, tag: Tag) {
        if self.markup == Markup::Page && tag.name == "html" {
            self.tree.nodes[0].attributes.extend(tag.attributes);
            return;
        }
        if self.markup == Markup::Page {
            self.end_before(tag.name.as_str());
        }
        let is_void = self.markup == Markup::Page && VOID.contains(&tag.name.as_str());
        let stays = !(is_void || tag.closed && (self.is_xml || self.is_foreign()));
        let id = self.add(Node {
            name: tag.name,
            attributes: tag.attributes,
            ..Node::default()
        });
        match (stays, self.open.len() < DEEPEST) {
            (true, true) => self.open.push(id),
            (true, false) => self.too_deep += 1,
            (false, _) => {}
        }
    }

    /// Ends what cannot hold an element of that name.
    fn end_before(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end_within(&["p"], WALLS);
            if is_heading(name) && is_heading(self.name(self.open.len() - 1)) {
                self.pop(1);
            }
        }
        if let Some((_, ended, stop)) = ENDS.iter().find(|(opens, ..)| *opens == name) {
            self.end_within(ended, stop);
        }
    }

    /// Whether the innermost element is a drawing or a formula, where tags close themselves.
    fn is_foreign(&self) -> bool {
        let mut names = (0..self.open.len()).rev().map(|place| self.name(place));
        names.any(|name| matches!(name, "svg" | "math"))
    }

    /// Ends the innermost open element of one of the names, unless another stands between.
    fn end_within(&mut self, names: &[&str], stop: &[&str]) {
        for place in (1..self.open.len()).rev() {
            let name = self.name(place);
            if names.contains(&name) {
                self.open.truncate(place);
                return;
            }
            if stop.contains(&name) {
                return;
            }
        }
    }

    fn pop(&mut self, least: usize) {
        if self.open.len() > least {
            self.open.pop();
        }
    }

    fn end(&mut self, name: &str) {
        if self.too_deep > 0 && self.open.len() == DEEPEST {
            // Which one it closes is not known; those beyond the bound are the innermost.
            self.too_deep -= 1;
            return;
        }
        let is_block = BLOCKS.contains(&name);
        for place in (1..self.open.len()).rev() {
            let open = self.name(place);
            if open == name || (is_heading(name) && is_heading(open)) {
                self.open.truncate(place);
                return;
            }
            if self.markup == Markup::Data {
                continue;
            }
            let is_wall = if is_block {
                WALLS.contains(&open) && !in_table(name)
            } else {
                // A mark inside a line ends nothing but marks inside that line.
                BLOCKS.contains(&open) && !matches!(name, "a" | "template" | "button")
            };
            if is_wall {
                return;
            }
        }
        if name == "br" && self.markup == Markup::Page {
            self.add(Node {
                name: name.into(),
                ..Node::default()
            });
        }
    }

    fn words(&mut self, words: String) {
        let parent = self.open[self.open.len() - 1];
        let holder = &mut self.tree.nodes[parent];
        match holder.name.as_str() {
            _ if self.markup == Markup::Data => {
                self.add(Node {
                    words,
                    ..Node::default()
                });
            }
            "script" | "title" if !is_program(holder) => holder.words.push_str(&words),
            "script" | "style" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes" => {}
            _ => {
                self.add(Node {
                    words,
                    ..Node::default()
                });
            }
        }
    }

    fn add(&mut self, node: Node) -> Id {
        let id = self.tree.nodes.len();
        let parent = self.open[self.open.len() - 1];
        self.tree.nodes.push(Node { parent, ..node });
        self.tree.nodes[parent].children.push(id);
        id
    }
}

fn is_program(node: &Node) -> bool {
    let kind = node.attribute("type").unwrap_or_default();
    node.name == "script" && !kind.contains("ld+json")
}

fn in_table(name: &str) -> bool {
    matches!(
        name,
        "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption" | "figure"
    )
}

/// Whether an element is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(tree: &Tree, id: Id) -> String {
        let node = &tree.nodes[id];
        if node.is_words() {
            return node.words.clone();
        }
        let inner: String = node.children.iter().map(|id| printed(tree, *id)).collect();
        format!("{}({inner})", node.name)
    }

    #[track_caller]
    fn check(page: &str, expect: &str) {
        assert_eq!(
            printed(&Tree::of(page), 0),
            format!("html({expect})"),
            "{page}"
        );
    }

    #[test]
    fn what_opens_ends_what_cannot_hold_it() {
        check("<p>a<p>b<div>c</div>", "p(a)p(b)div(c)");
        check(
            "<ul><li>a<li><p>b<ul><li>c</ul><li>d</ul>",
            "ul(li(a)li(p(b)ul(li(c)))li(d))",
        );
        check("<dl><dt>a<dd>b<dt>c</dl>d", "dl(dt(a)dd(b)dt(c))d");
        check(
            "<table><tr><td>a<td><p>b<tr><th>c</table>d",
            "table(tr(td(a)td(p(b)))tr(th(c)))d",
        );
        check("<h2>a</h3>b", "h2(a)b");
    }

    #[test]
    fn what_closes_nothing_changes_nothing() {
        check("a</div></p>b<br>c</br>", "abbr()cbr()");
        check("<p><b>a</p>b", "p(b(a))b");
        check("<svg><path/><g/></svg>a<div/>b", "svg(path()g())adiv(b)");
    }

    #[test]
    fn depth_is_bounded() {
        let page = [
            "<div>".repeat(5000),
            "a".into(),
            "</div>".repeat(5000),
            "b".into(),
        ]
        .concat();
        let tree = Tree::of(&page);
        let deepest = (0..tree.nodes.len()).map(|id| tree.above(id).count()).max();
        assert!(deepest.is_some_and(|deepest| deepest <= DEEPEST));
        assert_eq!(tree.line(0), "ab");
    }
}
