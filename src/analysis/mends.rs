//! Spaces lost in scraping: where the screen should set one that the text does not have.

use crate::story::Story;

/// Notes the places where a space was lost after a stop, a comma or a closing mark.
pub fn find(story: &mut Story) {
    story.mends.clear();
}
