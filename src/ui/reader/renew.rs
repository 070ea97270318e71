//! A story whose file was edited while it is read: the new text, at the same place.

use std::sync::Arc;

use super::Reader;
use crate::story::Story;

impl Reader {
    /// Shows the story as it is now; nothing happens where it is the same. The words at the top stay
    /// there as far as they are left; hits and folds of the old text go.
    pub fn renew(&mut self, story: &Arc<Story>) {
        if *story.text == *self.story.text {
            return;
        }
        let place = moved(&self.story.text, &story.text, self.place);
        let mut fresh = Self::new(
            story.clone(),
            self.id.clone(),
            self.area,
            self.preferred,
            self.manner,
        );
        fresh.start_at(place);
        fresh.note = Some("the story has changed; this is how it reads now".to_owned());
        *self = fresh;
    }
}

/// Where a place of the old text is in the new one: what stands before the first and after the last
/// change is where it was; of what was changed, the beginning. The top stays the top.
fn moved(old: &str, new: &str, place: usize) -> usize {
    let pairs = old.bytes().zip(new.bytes());
    let before = pairs.take_while(|(old, new)| old == new).count();
    let pairs = old.bytes().rev().zip(new.bytes().rev());
    let after = pairs.take_while(|(old, new)| old == new).count();
    let left = old.len().saturating_sub(place);
    let is_before = place == 0 || place < before;
    let is_after = left <= after;
    // A place that may be taken for either is where more is as it was.
    let found = match (is_before, is_after) {
        (true, true) if after > before && place > 0 => new.len() - left,
        (true, _) => place,
        (false, true) => new.len() - left,
        (false, false) => before,
    };
    floor(new, found)
}

fn floor(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_place_moves_with_its_words() {
        for (old, new, at, expect) in [
            ("one two three", "one two three", "two", "two three"),
            ("one two three", "one and two three", "three", "three"),
            (
                "one two three",
                "one two three four",
                "two",
                "two three four",
            ),
            ("one three", "one two three", "three", "three"),
            ("one two three", "one 2 three", "wo", "2 three"),
            ("one two", "zero one two", "one", "zero one two"),
            ("éa", "èa", "a", "a"),
            ("a b", "", "b", ""),
        ] {
            let place = old.find(at).expect("it is there");
            assert_eq!(&new[moved(old, new, place)..], expect, "{old} → {new}");
        }
    }
}
