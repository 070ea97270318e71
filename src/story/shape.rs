//! How a block stands beside its neighbours, where its source says so.

use serde::{Deserialize, Serialize};

/// How a block stands beside its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// As blocks of its kind do.
    #[default]
    Usual,
    /// Right below the block above: a line of verse or of an address, after a printed line break.
    Close,
    /// Part of an item of a list, of which so many are open: a further paragraph of it.
    Within(u8),
    /// What a term means, right below it.
    Definition,
    /// The head of a table.
    Head(Columns),
}

/// Where the words of a cell stand in their column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// Where such words usually stand.
    #[default]
    Usual,
    /// Flush left.
    Left,
    /// In the middle.
    Middle,
    /// Flush right.
    Right,
}

/// The alignment of each column of a table, as far as it is given: two bits a column, the first one lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns(u64);

impl Columns {
    /// Columns that are told apart.
    const MOST: usize = 32;

    /// The columns with these alignments.
    pub fn of(alignments: impl IntoIterator<Item = Alignment>) -> Self {
        let alignments = alignments.into_iter().take(Self::MOST).enumerate();
        Self(alignments.fold(0, |bits, (column, alignment)| {
            bits | (alignment as u64) << (2 * column)
        }))
    }

    /// The alignment of a column, from 0.
    pub fn alignment(self, column: usize) -> Alignment {
        if column >= Self::MOST {
            return Alignment::Usual;
        }
        match (self.0 >> (2 * column)) & 3 {
            1 => Alignment::Left,
            2 => Alignment::Middle,
            3 => Alignment::Right,
            _ => Alignment::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Alignment, Columns};

    #[test]
    fn columns_keep_their_alignment() {
        let given = [
            Alignment::Right,
            Alignment::Usual,
            Alignment::Middle,
            Alignment::Left,
        ];
        let columns = Columns::of(given.into_iter().cycle().take(40));
        for column in 0..32 {
            assert_eq!(columns.alignment(column), given[column % 4], "{column}");
        }
        assert_eq!(columns.alignment(39), Alignment::Usual);
    }
}
