//! What stands in a row.

/// One grapheme of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Columns from the left edge of the text.
    pub column: u16,
    /// Columns it takes.
    pub width: u16,
    /// Byte of the story; for words that are not of the story, of the typeset's own text.
    pub at: usize,
    /// The characters; a blank for tabs.
    pub text: &'a str,
}
