//! What stands under a headline: byline and date, as [`crate::format`] has read them and the page weighs
//! them.

/// What a line says that belongs under a headline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// Who wrote the story, or which paper printed it.
    pub author: bool,
    /// When.
    pub day: bool,
}

impl Front {
    /// Whether it is a byline or a date at all.
    pub const fn any(self) -> bool {
        self.author || self.day
    }
}
