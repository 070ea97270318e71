//! Headings that their markup does not tell, and those that it tells wrongly.

use std::collections::HashSet;

use super::pieces::{Piece, role};
use super::tree::{Id, Tree};

/// Most words of a line in bold that is a heading.
const LONGEST: usize = 12;

/// The paragraphs of the article that are headings though no markup says so: a short line in bold, no sentence,
/// with prose under it. Where such lines ask, or are as common as what stands between them, people talk.
pub(super) fn in_bold(tree: &Tree, pieces: &[Piece], kept: &[bool]) -> Vec<Id> {
    let shown: Vec<&Piece> = pieces
        .iter()
        .zip(kept)
        .filter_map(|(piece, kept)| kept.then_some(piece))
        .collect();
    let is_bold = |piece: &Piece| piece.letters > 0 && piece.bold == piece.letters;
    let asks = |piece: &&&Piece| is_bold(piece) && piece.text.ends_with(['?', '？', '؟']);
    if shown.iter().filter(asks).count() > 1 {
        return Vec::new();
    }
    let is_line = |piece: &Piece| {
        is_bold(piece)
            && piece.linked == 0
            && piece.words() <= LONGEST
            && piece.text.ends_with(char::is_alphanumeric)
            && tree.nodes[piece.holder].name == "p"
            && role(tree, piece) == "p"
    };
    let is_prose =
        |piece: &Piece| role(tree, piece) == "p" && !is_bold(piece) && piece.words() > LONGEST;
    // The first stands under what opens the story.
    let heads = |three: &[&Piece]| is_prose(three[0]) && is_line(three[1]) && is_prose(three[2]);
    let found: Vec<&Piece> = shown
        .windows(3)
        .filter(|three| heads(three))
        .map(|three| three[1])
        .collect();
    let texts: HashSet<&str> = found.iter().map(|piece| piece.text.as_str()).collect();
    let is_talk = texts.len() < found.len() || found.len() * 3 > shown.len();
    if is_talk {
        return Vec::new();
    }
    found.iter().map(|piece| piece.holder).collect()
}

/// What stands in each element: words of the article, and words that are left out.
pub(super) struct Boxes {
    kept: Vec<bool>,
    others: Vec<usize>,
}

impl Boxes {
    /// Those of a page; headings and captions count for nothing.
    pub(super) fn of(
        tree: &Tree,
        pieces: &[Piece],
        counts: impl Fn(usize) -> Option<bool>,
    ) -> Self {
        let mut boxes = Self {
            kept: vec![false; tree.nodes.len()],
            others: vec![0; tree.nodes.len()],
        };
        for (at, piece) in pieces.iter().enumerate() {
            match counts(at) {
                Some(true) => boxes.kept[piece.holder] = true,
                Some(false) => boxes.others[piece.holder] += piece.words(),
                None => {}
            }
        }
        // Nodes stand before what they hold.
        for id in (1..tree.nodes.len()).rev() {
            let parent = tree.nodes[id].parent;
            boxes.kept[parent] |= boxes.kept[id];
            boxes.others[parent] += boxes.others[id];
        }
        boxes
    }

    /// Whether a heading is that of something beside the article: it stands in one box with it.
    pub(super) fn is_of_others(&self, tree: &Tree, heading: &Piece) -> bool {
        const FEWEST: usize = 4;
        let chain = std::iter::once(heading.holder).chain(tree.above(heading.holder));
        let around = chain.take_while(|id| !self.kept[*id]);
        around.last().is_some_and(|id| self.others[id] >= FEWEST)
    }
}
