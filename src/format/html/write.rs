//! The chosen words of a page as plain markup: what stands on lines of its own, what leads somewhere and
//! what is set apart stays so; all else is left behind.

use super::pieces::is_streamed;
use super::tree::{BLOCKS, Id, Tree, VOID, is_heading};

/// Elements that are written as they are.
const KEPT: &[&str] = &[
    "p",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "dl",
    "dd",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "h1",
    "b",
    "strong",
    "i",
    "em",
    "cite",
    "code",
    "kbd",
    "s",
    "del",
    "strike",
    "q",
    "hr",
];

/// Words of a cell that make a table one of layout, and no table of figures.
const LONG_CELL: usize = 40;

/// What is set apart though its markup does not say so, or says something else.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Apart<'a> {
    /// Words of the standfirst.
    pub deck: &'a [Id],
    /// Paragraphs that are headings.
    pub headings: &'a [Id],
}

/// What is written of a page.
pub(super) struct Writer<'a> {
    tree: &'a Tree,
    /// For each node, whether it is or holds chosen words.
    chosen: Vec<bool>,
    /// What its markup alone does not say.
    apart: Apart<'a>,
    /// Headings that are none: the standfirst is set as one.
    lowered: Vec<Id>,
    /// Scheme and host of the page.
    origin: Option<&'a str>,
    out: String,
    /// How many words stand in each node.
    words: Vec<usize>,
    /// Of the tables that are open, which only lay out what they hold.
    layouts: Vec<bool>,
    /// Whether a row of a table is open: what stands in it stays on its line.
    in_row: bool,
}

impl<'a> Writer<'a> {
    /// The words of `nodes` as markup.
    pub(super) fn write(
        tree: &'a Tree,
        nodes: impl Iterator<Item = Id>,
        apart: Apart<'a>,
        origin: Option<&'a str>,
    ) -> String {
        let mut chosen = vec![false; tree.nodes.len()];
        for id in nodes {
            chosen[id] = true;
        }
        let mut words: Vec<usize> = (tree.nodes.iter())
            .map(|node| node.words.split_whitespace().count())
            .collect();
        // Nodes stand before what they hold.
        for id in (1..chosen.len()).rev() {
            let parent = tree.nodes[id].parent;
            chosen[parent] |= chosen[id];
            words[parent] += words[id];
        }
        let heading = |id: &Id| {
            let mut above = tree.above(*id);
            above.find(|id| is_heading(&tree.nodes[*id].name))
        };
        let lowered = apart.deck.iter().filter_map(heading).collect();
        let out = String::new();
        let mut writer = Self {
            tree,
            chosen,
            apart,
            lowered,
            origin,
            out,
            words,
            layouts: Vec::new(),
            in_row: false,
        };
        writer.inside(0);
        writer.out
    }

    fn inside(&mut self, id: Id) {
        let tree = self.tree;
        for child in &tree.nodes[id].children {
            let name = tree.nodes[*child].name.as_str();
            if name == "br" && self.chosen[id] {
                self.out.push_str(if self.in_row { " " } else { "<br>" });
            } else if !self.chosen[*child] || VOID.contains(&name) && name != "hr" {
            } else if name.is_empty() {
                self.words(*child);
            } else {
                self.element(*child, name);
            }
        }
    }

    fn words(&mut self, id: Id) {
        let is_deck = self.apart.deck.contains(&id);
        self.out.push_str(if is_deck { "<em>" } else { "" });
        html_escape::encode_text_to_string(&self.tree.nodes[id].words, &mut self.out);
        self.out.push_str(if is_deck { "</em>" } else { "" });
    }

    fn element(&mut self, id: Id, name: &str) {
        match name {
            "table" => {
                self.layouts.push(self.is_layout(id));
                self.within("div", id);
                self.layouts.pop();
            }
            "tr" if self.layouts.last() == Some(&false) => self.in_line(name, id),
            "td" | "th" if self.in_row => {
                self.out.push_str("<td>");
                self.inside(id);
            }
            _ if self.in_row && BLOCKS.contains(&name) => {
                self.out.push(' ');
                self.inside(id);
                self.out.push(' ');
            }
            "a" => self.link(id),
            "figcaption" if self.is_cited(id) => self.within("blockquote", id),
            "figcaption" | "caption" => self.in_line(name, id),
            // A term is what the words under it are about, as a question is of its answer.
            "dt" => {
                self.out.push_str("<p><b>");
                self.inside(id);
                self.out.push_str("</b></p>");
            }
            "p" if self.apart.headings.contains(&id) => self.within("h3", id),
            _ if self.lowered.contains(&id) => self.in_line("p", id),
            _ if is_heading(name) && self.holds_blocks(id) => {
                if self.words[id] > LONG_CELL {
                    self.within("div", id);
                } else {
                    self.in_line(name, id);
                }
            }
            _ if KEPT.contains(&name) => self.within(name, id),
            _ if BLOCKS.contains(&name) => self.within("div", id),
            _ => self.inside(id),
        }
    }

    fn within(&mut self, name: &str, id: Id) {
        self.out.extend(["<", name, ">"]);
        self.inside(id);
        self.out.extend(["</", name, ">"]);
    }

    /// The same where all that it holds stands on one line.
    fn in_line(&mut self, name: &str, id: Id) {
        let before = std::mem::replace(&mut self.in_row, true);
        self.within(name, id);
        self.in_row = before;
    }

    fn link(&mut self, id: Id) {
        let address = self.tree.nodes[id].attribute("href").unwrap_or_default();
        let address = self.whole(address.trim());
        self.out.push_str("<a href=\"");
        html_escape::encode_double_quoted_attribute_to_string(&address, &mut self.out);
        self.out.push_str("\">");
        self.inside(id);
        self.out.push_str("</a>");
    }

    /// An address within the page's own site, with its host.
    fn whole(&self, address: &str) -> String {
        match self.origin {
            _ if address.starts_with('#') => String::new(),
            Some(origin) if address.starts_with("//") => {
                let scheme = origin.split("//").next().unwrap_or_default();
                [scheme, address].concat()
            }
            Some(origin) if address.starts_with('/') => [origin, address].concat(),
            _ => address.to_string(),
        }
    }

    /// Whether what is under a figure is who said what stands in it.
    fn is_cited(&self, id: Id) -> bool {
        let figure = self.tree.nodes[id].parent;
        let mut beside = self.tree.nodes[figure].children.iter();
        beside.any(|id| self.tree.nodes[*id].name == "blockquote")
    }

    fn holds_blocks(&self, id: Id) -> bool {
        let mut below = self.tree.below(id).skip(1);
        below.any(|id| BLOCKS.contains(&self.tree.nodes[id].name.as_str()))
    }

    /// Whether a table only lays out what it holds: cells of prose, or no second column.
    fn is_layout(&self, id: Id) -> bool {
        let named = |id: Id, names: &'static [&'static str]| {
            let children = self.tree.nodes[id].children.iter().copied();
            children.filter(move |id| names.contains(&self.tree.nodes[*id].name.as_str()))
        };
        let parts = named(id, &["thead", "tbody", "tfoot"]).chain([id]);
        let mut columns = 0;
        for row in parts.flat_map(|part| named(part, &["tr"])) {
            let cells: Vec<Id> = named(row, &["td", "th"]).collect();
            columns = columns.max(cells.len());
            if cells.iter().any(|cell| self.words[*cell] > LONG_CELL) {
                return true;
            }
        }
        columns < 2
    }
}

/// What stands in a node, with all its tags.
pub(super) fn plainly(tree: &Tree, id: Id, out: &mut String) {
    for child in &tree.nodes[id].children {
        let node = &tree.nodes[*child];
        match node.name.as_str() {
            "" => {
                html_escape::encode_text_to_string(&node.words, out);
            }
            "script" | "style" | "svg" | "math" => {}
            name => {
                // What a page shows from within a template is a part of it.
                let name = if name == "template" { "div" } else { name };
                let is_shown = is_streamed(node);
                let attributes = node.attributes.iter();
                open(
                    name,
                    attributes.filter(|(name, _)| !is_shown || *name != "hidden"),
                    out,
                );
                out.push_str(&node.words);
                plainly(tree, *child, out);
                if !VOID.contains(&name) {
                    out.extend(["</", name, ">"]);
                }
            }
        }
    }
}

fn open<'a>(
    name: &str,
    attributes: impl Iterator<Item = &'a (&'static str, String)>,
    out: &mut String,
) {
    out.extend(["<", name]);
    for (name, value) in attributes {
        out.extend([" ", *name, "=\""]);
        html_escape::encode_double_quoted_attribute_to_string(value, out);
        out.push('"');
    }
    out.push('>');
}
