//! What is open around the next block: lists, quotations, a footnote, elements of raw HTML.

use super::builder::Place;
use crate::story::{BlockKind, Shape};

/// Elements within elements.
const DEEPEST: usize = 64;

/// An item of a list that has just begun, with its number in an ordered one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item(Option<u32>);

/// What is open, from Markdown and raw HTML alike.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Depth of block quotations.
    pub quotes: usize,
    /// An item whose first block has not come yet.
    pub item: Option<Item>,
    /// The label of the open footnote.
    pub footnote: Option<String>,
    /// Elements of raw HTML that say what their words are, innermost last.
    pub elements: Vec<(&'static str, Place)>,
    /// Whether the words to come say what a term means.
    pub defines: bool,
    /// The next number of each open list.
    lists: Vec<Option<u64>>,
}

impl Context {
    /// Enters an element. Of very many that nobody closes the outermost is forgotten: each is looked at when
    /// another closes.
    pub(super) fn enter(&mut self, name: &'static str, place: Place) {
        if self.elements.len() == DEEPEST {
            self.elements.remove(0);
        }
        self.elements.push((name, place));
    }

    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.lists.push(first);
    }

    pub(super) fn close_list(&mut self) {
        self.lists.pop();
        self.item = None;
    }

    pub(super) fn open_item(&mut self) {
        let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
            *next = next.saturating_add(1);
            u32::try_from(*next - 1).unwrap_or(u32::MAX)
        });
        self.item = Some(Item(number));
    }

    /// What a block that opens now is. Only the first block of an item is one.
    pub(super) fn place(&mut self) -> Place {
        if let Some((_, place)) = self.elements.last() {
            return *place;
        }
        if let Some(Item(number)) = self.item.take() {
            let level = depth(self.lists.len());
            return Place {
                number,
                ..leveled(BlockKind::ListItem, level)
            };
        }
        let shape = self.shape();
        if self.footnote.is_some() {
            return Place::of(BlockKind::Footnote);
        }
        if self.quotes > 0 {
            let level = depth(self.quotes);
            return Place {
                shape,
                ..leveled(BlockKind::BlockQuote, level)
            };
        }
        Place {
            shape,
            ..Place::of(BlockKind::Paragraph)
        }
    }

    /// How a block that opens now stands, if it is none that begins an item.
    pub(super) fn shape(&self) -> Shape {
        match (self.lists.len(), self.defines) {
            (0, false) => Shape::Usual,
            (0, true) => Shape::Definition,
            (open, _) => Shape::Within(depth(open)),
        }
    }

    /// The mark before the first words of a footnote.
    pub(super) fn footnote_mark(&mut self) -> Option<String> {
        let label = self.footnote.as_mut().filter(|label| !label.is_empty())?;
        Some(format!("[{}] ", std::mem::take(label)))
    }

    /// Closes a heading of raw HTML that was never closed: a heading in Markdown does not stand in it.
    pub(super) fn forget_heading(&mut self) {
        self.elements
            .retain(|(_, place)| place.kind != BlockKind::Heading);
    }
}

fn leveled(kind: BlockKind, level: u8) -> Place {
    Place {
        level,
        ..Place::of(kind)
    }
}

/// The innermost of so many, counted from 0.
fn depth(open: usize) -> u8 {
    u8::try_from(open.saturating_sub(1)).unwrap_or(u8::MAX)
}
