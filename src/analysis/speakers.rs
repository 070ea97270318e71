//! Who said it: cues, the names beside them, and whom a pronoun or a title means.

use crate::story::Story;

/// Attributes the story's quotations to people, drops those that are not speech, and tells
/// direct from mixed ones.
pub fn attribute(_story: &mut Story) {}
