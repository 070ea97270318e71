//! A paragraph with what was struck from it and added to it.

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// They stand in both.
    Same,
    /// They stand in the earlier one alone.
    Struck,
    /// They stand in the later one alone.
    Added,
}

/// Words, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words, with the spaces between.
    pub words: String,
    /// What became of them.
    pub change: Change,
}

/// A paragraph with what was struck from it and added to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its words, in order.
    pub pieces: Vec<Piece>,
}

impl Passage {
    /// Whether anything in it is struck or added.
    pub fn is_changed(&self) -> bool {
        self.pieces.iter().any(|piece| piece.change != Change::Same)
    }

    /// Its words as they stood before, or as they stand now.
    pub fn side(&self, change: Change) -> String {
        let pieces = self.pieces.iter();
        let of = pieces.filter(|piece| piece.change == Change::Same || piece.change == change);
        of.map(|piece| piece.words.as_str()).collect()
    }

    pub(super) fn put(&mut self, words: &str, change: Change) {
        match self.pieces.last_mut() {
            Some(last) if last.change == change => last.words.push_str(words),
            _ if words.is_empty() => {}
            _ => self.pieces.push(Piece {
                words: words.to_owned(),
                change,
            }),
        }
    }

    /// Takes space off both ends.
    pub(super) fn trim(&mut self) {
        if let Some(first) = self.pieces.first_mut() {
            first.words = first.words.trim_start().to_owned();
        }
        if let Some(last) = self.pieces.last_mut() {
            last.words = last.words.trim_end().to_owned();
        }
        self.pieces.retain(|piece| !piece.words.is_empty());
    }
}
