//! The words of a story, folded once: the text that the index takes, the beginnings of its words,
//! and which words an utterance covers.
//!
//! The index holds each word of a story once. What somebody says is a range of places in it, so
//! the words of utterances need no second list.

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

use crate::index::likeness::Likeness;
use crate::index::words::{BREAK, Folder};
use crate::story::{BlockKind, Span, Story};

/// Put before the beginnings of the words of the headline.
pub(crate) const HEADLINE_EDGE: char = '^';
/// Longest beginning that is a term of its own, in characters. Above it the dictionary is asked.
pub(crate) const LONGEST_EDGE: usize = 2;

/// A story's words as they go into the index.
#[derive(Debug, Default)]
pub(crate) struct Folding {
    /// All that is read, and the headline where it is not printed in the text; page furniture is
    /// left out, or "Share this story" would find every story. One space between words, a
    /// [`BREAK`] between blocks.
    pub(crate) text: String,
    /// The beginnings of one and two letters of all words, each once.
    ///
    /// They answer the first keystrokes of a search: looking through the dictionary for all words
    /// that begin with a letter takes 100 ms at a million stories, looking up a term does not.
    pub(crate) edges: String,
    /// What tells nearly the same text.
    pub(crate) likeness: Likeness,
    words: Vec<FoldedWord>,
    /// The place of the next word.
    next: u32,
}

#[derive(Clone, Copy, Debug)]
struct FoldedWord {
    /// Byte of the story's text at which it begins.
    start: usize,
    /// Its place in the index.
    place: u32,
    /// Byte of [`Folding::text`] after it.
    end: usize,
}

impl Folding {
    /// Folds a story.
    pub(crate) fn of(story: &Story) -> Self {
        let mut folding = Self {
            text: String::with_capacity(story.text.len() + 64),
            words: Vec::with_capacity(story.text.len() / 5),
            ..Self::default()
        };
        let mut folder = Folder::default();
        let mut edges = Edges::default();
        for block in story.blocks.iter().filter(|block| block.is_read()) {
            let text = story.slice(block.span);
            folding.add(&mut folder, text, block.span.start, &mut edges);
        }
        let is_printed = |kind| story.blocks.iter().any(|block| block.kind == kind);
        let mut headline = Edges::default();
        let from = folding.text.len();
        let (title, beyond) = (&story.meta.headline, story.text.len());
        folding.add(&mut folder, title, beyond, &mut headline);
        if is_printed(BlockKind::Headline) {
            folding.text.truncate(from);
        } else {
            edges.extend(&headline);
        }
        folding.likeness = Likeness::of(&folding.text);
        edges.write("", &mut folding.edges);
        headline.write(&HEADLINE_EDGE.to_string(), &mut folding.edges);
        folding
    }

    /// Adds a text that begins at byte `base` of the story, and a break after it.
    fn add(&mut self, folder: &mut Folder, text: &str, base: usize, edges: &mut Edges) {
        folder.each(text, |token| {
            self.text.push_str(&token.text);
            self.words.push(FoldedWord {
                start: base + token.offset_from,
                place: self.next,
                end: self.text.len(),
            });
            self.text.push(' ');
            self.next += 1;
            edges.add(&token.text);
        });
        self.text.push(BREAK);
        self.next += 1;
    }

    /// The words of a span of the story's text.
    pub(crate) fn covered(&self, span: Span) -> Covered {
        let before = |place: usize| self.words.partition_point(|word| word.start < place);
        let words = before(span.start)..before(span.end);
        let Some(covered) = self.words.get(words).filter(|words| !words.is_empty()) else {
            return Covered::default();
        };
        let (first, last) = (covered[0], covered[covered.len() - 1]);
        let length = last.place + 1 - first.place;
        Covered {
            first: first.place,
            length,
            text: self.start_of(first)..last.end,
        }
    }

    fn start_of(&self, word: FoldedWord) -> usize {
        self.text[..word.end]
            .rfind([' ', BREAK])
            .map_or(0, |space| space + 1)
    }

    /// The words of a range as they are kept, with a [`BREAK`] between blocks.
    pub(crate) fn words_of(&self, covered: &Covered) -> &str {
        &self.text[covered.text.clone()]
    }

    /// The same for the same words in one or several pieces, whatever their marks, case and spacing.
    pub(crate) fn key(&self, pieces: &[Covered]) -> u64 {
        let mut hasher = DefaultHasher::new();
        for piece in pieces {
            hasher.write(self.text[piece.text.clone()].as_bytes());
            hasher.write_u8(b' ');
        }
        hasher.finish() & u64::from(u32::MAX)
    }
}

/// A range of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Covered {
    /// The place of the first.
    pub(crate) first: u32,
    /// Places up to the end of the last; 0 where there are no words.
    pub(crate) length: u32,
    /// Bytes of [`Folding::text`].
    text: Range<usize>,
}

/// Letters and digits that most words begin with: `a` to `z`, `0` to `9`.
const COMMON: usize = 36;
/// A column for each as second letter, and one for words of one letter.
const COLUMNS: usize = COMMON + 1;

/// A set of beginnings: bits for the common letters, a sorted list for all others.
struct Edges {
    common: [u64; (COMMON * COLUMNS).div_ceil(64)],
    others: Vec<String>,
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            common: [0; (COMMON * COLUMNS).div_ceil(64)],
            others: Vec::new(),
        }
    }
}

impl Edges {
    fn add(&mut self, word: &str) {
        let mut bytes = word.bytes();
        let first = bytes.next().and_then(common);
        let second = bytes.next().map(common);
        match (first, second) {
            (Some(first), None) => self.set(first, COMMON),
            (Some(first), Some(Some(second))) => {
                self.set(first, COMMON);
                self.set(first, second);
            }
            _ => self.add_other(word),
        }
    }

    fn set(&mut self, first: usize, second: usize) {
        let bit = first * COLUMNS + second;
        self.common[bit / 64] |= 1 << (bit % 64);
    }

    fn add_other(&mut self, word: &str) {
        let mut edge = String::new();
        for character in word.chars().take(LONGEST_EDGE) {
            edge.push(character);
            if let Err(place) = self.others.binary_search(&edge) {
                self.others.insert(place, edge.clone());
            }
        }
    }

    fn extend(&mut self, other: &Self) {
        for (bits, more) in self.common.iter_mut().zip(other.common) {
            *bits |= more;
        }
        for edge in &other.others {
            self.add_other(edge);
        }
    }

    fn write(&self, mark: &str, into: &mut String) {
        for (number, &set) in self.common.iter().enumerate() {
            let mut left = set;
            while left != 0 {
                let bit = number * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                into.push_str(mark);
                let letters = [bit / COLUMNS, bit % COLUMNS].map(letter);
                into.extend(letters.into_iter().flatten());
                into.push(' ');
            }
        }
        // The first letter of "eß" may have its bit already.
        let others = self.others.iter().filter(|edge| !self.has_letter(edge));
        for edge in others {
            into.push_str(mark);
            into.push_str(edge);
            into.push(' ');
        }
    }

    fn has_letter(&self, edge: &str) -> bool {
        let [byte] = edge.as_bytes() else {
            return false;
        };
        let bit = common(*byte).map(|first| first * COLUMNS + COMMON);
        bit.is_some_and(|bit| self.common[bit / 64] >> (bit % 64) & 1 == 1)
    }
}

fn common(byte: u8) -> Option<usize> {
    match byte {
        b'a'..=b'z' => Some(usize::from(byte - b'a')),
        b'0'..=b'9' => Some(usize::from(byte - b'0') + 26),
        _ => None,
    }
}

fn letter(number: usize) -> Option<char> {
    let number = u8::try_from(number).ok()?;
    match number {
        0..26 => Some(char::from(b'a' + number)),
        26..36 => Some(char::from(b'0' + number - 26)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Edges, Folding};
    use crate::index::words;
    use crate::story::{Block, BlockKind, Certainty, Span, Story};

    fn story(blocks: &[(BlockKind, &str)]) -> Story {
        let mut story = Story::default();
        for &(kind, text) in blocks {
            let start = story.text.len();
            story.text.push_str(text);
            let span = Span::new(start, story.text.len());
            story.text.push_str("\n\n");
            story.blocks.push(Block {
                kind,
                span,
                level: 0,
                number: None,
                certainty: Certainty::default(),
                shape: crate::story::Shape::Usual,
            });
        }
        story
    }

    #[test]
    fn a_range_of_words_is_found_by_its_bytes() {
        let story = story(&[
            (BlockKind::Paragraph, "Él said: “Come in”."),
            (BlockKind::Promo, "Share this"),
            (BlockKind::Paragraph, "“Out”, she said."),
        ]);
        let folding = Folding::of(&story);
        let covered = |words: &str| {
            let start = story.text.find(words).expect("it is there");
            let covered = folding.covered(Span::new(start, start + words.len()));
            (covered.first, covered.length)
        };
        assert_eq!(covered("Come in"), (2, 2));
        assert_eq!(covered("“Out”"), (5, 1));
        assert_eq!(covered("Share this"), (0, 0));
        assert!(folding.text.starts_with("el said come in "));
    }

    #[test]
    fn the_same_words_have_the_same_key() {
        let story = story(&[(BlockKind::Paragraph, "“Come in” – “COME, in!” – “Come on”")]);
        let folding = Folding::of(&story);
        let key = |words: &str| {
            let start = story.text.find(words).expect("it is there");
            folding.key(&[folding.covered(Span::new(start, start + words.len()))])
        };
        assert_eq!(key("Come in"), key("COME, in!"));
        assert_ne!(key("Come in"), key("Come on"));
    }

    #[test]
    fn edges_are_the_beginnings_of_words_each_once() {
        let mut edges = Edges::default();
        words::each("Él elude at 東京, øl é", |token| {
            edges.add(&token.text);
        });
        let mut text = String::new();
        edges.write("", &mut text);
        let mut found: Vec<&str> = text.split_whitespace().collect();
        found.sort_unstable();
        assert_eq!(found, ["a", "at", "e", "el", "o", "ol", "京", "東"]);
    }
}
