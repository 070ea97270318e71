//! How far blocks are indented: items of lists stand under the words of the item around them.

use crate::story::{Block, BlockKind, Shape};

/// Levels of lists that are told apart.
const DEEPEST: usize = 8;
/// Columns that a definition stands right of its term.
const DEFINITION: u16 = 4;
/// Blocks before a part of a story in which the list is looked for that the part begins in.
const BEFORE: usize = 64;

/// The columns at which the words of the open items stand, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Indents {
    items: Vec<u16>,
}

impl Indents {
    /// As they are before a block.
    pub(super) fn before(blocks: &[Block], first: usize) -> Self {
        let mut indents = Self::default();
        for block in &blocks[first.saturating_sub(BEFORE)..first] {
            indents.of(block);
        }
        indents
    }

    /// Columns before the words of a block: marks and bars of lists and block quotes go there.
    pub(super) fn of(&mut self, block: &Block) -> u16 {
        match (block.kind, block.shape) {
            (BlockKind::ListItem, _) => self.item(block),
            (_, Shape::Within(level)) => self.within(level) + own(block),
            (_, Shape::Definition) => DEFINITION + own(block),
            _ => own(block),
        }
    }

    fn item(&mut self, block: &Block) -> u16 {
        let level = usize::from(block.level).min(DEEPEST);
        self.items.truncate(level);
        let around = self.items.last().copied().unwrap_or(0);
        // Where the items around it are not known, each is taken for one without a number.
        let unknown = 2 * (level - self.items.len()) as u16;
        let mark = match block.number {
            Some(number) => number.to_string().len().max(2) as u16 + 2,
            None => 2,
        };
        self.items.resize(level, around);
        self.items.push(around + unknown + mark);
        around + unknown + mark
    }

    fn within(&self, level: u8) -> u16 {
        let item = self.items.get(usize::from(level)).or(self.items.last());
        item.copied().unwrap_or(0)
    }
}

fn own(block: &Block) -> u16 {
    match block.kind {
        BlockKind::BlockQuote => 2 * u16::from(block.level) + 2,
        BlockKind::Caption | BlockKind::Promo | BlockKind::Code => 2,
        _ => 0,
    }
}
