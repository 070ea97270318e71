//! The pieces of text that a page shows, in order: a paragraph each, a heading, an item, a cell, with what
//! its markup says of it.

use super::tree::{BLOCKS, Id, Node, Tree, is_heading};

/// Elements whose content nobody reads.
const UNREAD: &[&str] = &[
    "head", "script", "style", "svg", "math", "noscript", "select", "button", "option", "audio",
    "video", "object", "canvas", "iframe", "textarea", "input", "datalist", "map", "noembed",
    "noframes", "xmp", "title", "progress", "meter", "label", "fieldset",
];

/// A piece of text.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The element on lines of its own that holds it.
    pub holder: Id,
    /// The words it is made of.
    pub nodes: Vec<Id>,
    /// The text, as one line.
    pub text: String,
    /// Letters and figures in it.
    pub letters: usize,
    /// How many of them lead somewhere.
    pub linked: usize,
    /// How many of them are set in bold.
    pub bold: usize,
}

impl Piece {
    /// Whether most of it leads somewhere.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 2 > self.letters
    }

    /// How many words it has; letters of scripts without blanks count as two to the word.
    pub(super) fn words(&self) -> usize {
        let dense = self.text.chars().filter(|c| is_dense(*c)).count();
        self.text.split_whitespace().count() + dense / 2
    }
}

/// Whether a letter belongs to a script that sets no blanks between words.
pub(super) fn is_dense(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}')
}

/// The pieces of a page.
pub(super) fn pieces(tree: &Tree) -> Vec<Piece> {
    let mut reader = Reader {
        tree,
        pieces: Vec::new(),
        piece: Piece::default(),
        links: 0,
        bold: 0,
        breaks: 0,
    };
    reader.inside(0);
    reader.finish();
    reader.pieces
}

struct Reader<'a> {
    tree: &'a Tree,
    pieces: Vec<Piece>,
    piece: Piece,
    links: usize,
    bold: usize,
    breaks: usize,
}

impl Reader<'_> {
    /// Reads what stands in an element. No tree is deeper than its bound.
    fn inside(&mut self, id: Id) {
        let tree = self.tree;
        for child in &tree.nodes[id].children {
            let node = &tree.nodes[*child];
            let name = node.name.as_str();
            if node.is_words() {
                self.words(*child);
            } else if name == "br" {
                self.line_break();
            } else if is_unread(tree, *child) {
            } else if BLOCKS.contains(&name) {
                self.finish();
                let before = std::mem::replace(&mut self.piece.holder, *child);
                self.within(*child);
                self.finish();
                self.piece.holder = before;
            } else {
                self.within(*child);
            }
        }
    }

    fn within(&mut self, id: Id) {
        let name = self.tree.nodes[id].name.as_str();
        // Without an address it is a place that something leads to.
        let link = usize::from(name == "a" && self.tree.nodes[id].attribute("href").is_some());
        let bold = usize::from(matches!(name, "b" | "strong"));
        self.links += link;
        self.bold += bold;
        self.inside(id);
        self.links -= link;
        self.bold -= bold;
    }

    fn words(&mut self, id: Id) {
        let words = &self.tree.nodes[id].words;
        if words.trim().is_empty() {
            self.piece.text.push(' ');
            self.piece.nodes.push(id);
            return;
        }
        self.breaks = 0;
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        self.piece.nodes.push(id);
        self.piece.text.push_str(words);
        self.piece.letters += letters;
        self.piece.linked += letters * self.links.min(1);
        self.piece.bold += letters * self.bold.min(1);
    }

    /// Two breaks part paragraphs, one parts lines.
    fn line_break(&mut self) {
        self.piece.text.push(' ');
        self.breaks += 1;
        if self.breaks == 2 {
            self.finish();
        }
    }

    fn finish(&mut self) {
        self.breaks = 0;
        let holder = self.piece.holder;
        let fresh = Piece {
            holder,
            ..Piece::default()
        };
        let mut piece = std::mem::replace(&mut self.piece, fresh);
        let words: Vec<&str> = piece.text.split_whitespace().collect();
        piece.text = words.join(" ");
        if !piece.text.is_empty() {
            self.pieces.push(piece);
        }
    }
}

/// Whether nobody reads what stands in an element: it is no text, or hidden.
pub(super) fn is_unread(tree: &Tree, id: Id) -> bool {
    let node = &tree.nodes[id];
    let name = node.name.as_str();
    let style = node.attribute("style").unwrap_or_default();
    let is_hidden = || {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    };
    UNREAD.contains(&name)
        || name == "template" && node.attribute("shadowrootmode").is_none()
        || node
            .attribute("hidden")
            .is_some_and(|hidden| hidden != "until-found")
            && !is_streamed(node)
        || !style.is_empty() && is_hidden()
}

/// Whether an element is hidden only until a script moves it to its place, while the page still comes: React
/// names those so.
pub(super) fn is_streamed(node: &Node) -> bool {
    node.attribute("id").is_some_and(|id| id.starts_with("S:"))
}

/// The innermost element around a piece that says what its words are: a heading, an item, a quotation.
pub(super) fn role<'a>(tree: &'a Tree, piece: &Piece) -> &'a str {
    let telling = |name: &str| {
        is_heading(name)
            || matches!(
                name,
                "li" | "blockquote"
                    | "figcaption"
                    | "caption"
                    | "td"
                    | "th"
                    | "dt"
                    | "dd"
                    | "pre"
                    | "summary"
                    | "p"
            )
    };
    let chain = std::iter::once(piece.holder).chain(tree.above(piece.holder));
    let mut names = chain.map(|id| tree.nodes[id].name.as_str());
    names.find(|name| telling(name)).unwrap_or("div")
}
