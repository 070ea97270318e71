//! How alike a story is to one that was noted: by the words of headline and opening.

use std::collections::HashMap;

use super::Card;
use crate::story::Story;

/// What headline and opening count, in hundredths.
const HEADLINE: usize = 40;
const OPENING: usize = 60;

impl Card {
    /// From so many hundredths on a story in the same file is the same story: its opening alone will
    /// do, its headline alone will not, since many papers call a story of each day alike.
    pub const ALIKE: usize = 50;

    /// How alike a story is to this one, in hundredths.
    pub fn likeness(&self, story: &Story) -> usize {
        let headline = shared(&self.headline, &story.meta.headline);
        if self.opening.is_empty() {
            return headline;
        }
        let opening = shared(&self.opening, &story.opening());
        (headline * HEADLINE + opening * OPENING) / 100
    }
}

/// Hundredths of the words of the longer text that the two have in common.
fn shared(one: &str, other: &str) -> usize {
    let words = |text: &str| {
        let mut words: HashMap<String, usize> = HashMap::new();
        let runs = text.split(|c: char| !c.is_alphanumeric());
        for word in runs.filter(|word| !word.is_empty()) {
            *words.entry(word.to_lowercase()).or_default() += 1;
        }
        words
    };
    let (one, other) = (words(one), words(other));
    let count = |words: &HashMap<String, usize>| words.values().sum::<usize>();
    let common = one.iter().map(|(word, many)| {
        let there = other.get(word).copied().unwrap_or(0);
        there.min(*many)
    });
    let common: usize = common.sum();
    (common * 100)
        .checked_div(count(&one).max(count(&other)))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::marks::Card;
    use crate::story::{Block, BlockKind, Meta, Span, Story};

    fn story(headline: &str, text: &str) -> Story {
        Story {
            meta: Meta {
                headline: headline.to_owned(),
                ..Meta::default()
            },
            text: text.to_owned(),
            blocks: vec![Block::new(BlockKind::Paragraph, Span::new(0, text.len()))],
            ..Story::default()
        }
    }

    #[test]
    fn an_edited_story_is_alike_and_another_of_the_same_name_is_not() {
        let card = Card {
            headline: "Harbour breifing".to_owned(),
            opening: "The ferry left at nine and nobody waved it off".to_owned(),
            ..Card::default()
        };
        for (headline, text, expect) in [
            (
                "Harbour briefing",
                "The ferry left at nine and nobody waved it off",
                true,
            ),
            (
                "Harbour breifing",
                "The ferry left at ten and nobody waved it off",
                true,
            ),
            (
                "Port notes",
                "The ferry left at nine and nobody waved it off",
                true,
            ),
            (
                "Harbour breifing",
                "Cranes stood still while it rained",
                false,
            ),
        ] {
            let likeness = card.likeness(&story(headline, text));
            assert_eq!(
                likeness >= Card::ALIKE,
                expect,
                "{headline}: {text}: {likeness}"
            );
        }
    }
}
