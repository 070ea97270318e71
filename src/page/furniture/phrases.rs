//! The phrases of furniture that the packs list, as tables to look a line up in.

use std::sync::LazyLock;

use super::Furniture::{self, Anywhere, Caption, Closing, Opening};
use crate::language::page_words;

/// Phrases with what they are, in the order of their bytes.
type Table = Vec<(&'static str, Furniture)>;

/// All phrases.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// Whole lines.
    pub whole: Table,
    /// What lines begin with.
    pub beginnings: Table,
    /// What lines end with.
    pub endings: Table,
    /// What lines begin with, and what they hold besides.
    pub around: Vec<(&'static str, &'static str, Furniture)>,
}

/// The phrases of all packs. What two packs list is what the first kind says.
pub(super) static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    let kinds = [Opening, Closing, Anywhere, Caption];
    for (list, kind) in page_words::FURNITURE.into_iter().zip(kinds) {
        for phrase in list {
            phrases.add(phrase, kind);
        }
    }
    for table in [&mut phrases.whole, &mut phrases.beginnings] {
        table.sort_by_key(|(phrase, _)| *phrase);
        table.dedup_by_key(|(phrase, _)| *phrase);
    }
    phrases
});

impl Phrases {
    fn add(&mut self, phrase: &'static str, kind: Furniture) {
        if let Some(beginning) = phrase.strip_suffix('…') {
            self.beginnings.push((beginning, kind));
        } else if let Some(ending) = phrase.strip_prefix('…') {
            self.endings.push((ending, kind));
        } else if let Some((beginning, inside)) = phrase.split_once('…') {
            self.around.push((beginning, inside, kind));
        } else {
            self.whole.push((phrase, kind));
        }
    }

    /// The phrase that a folded line opens with; a longer one stands after its own beginning, and says more.
    pub(super) fn beginning(&self, folded: &str) -> Option<Furniture> {
        /// Bytes that a phrase and the line it opens have in common at the least: no phrase is shorter.
        const SHARED: usize = 2;
        let shared = folded.as_bytes().get(..SHARED)?;
        // What opens a line stands before it in their order.
        let end = self
            .beginnings
            .partition_point(|(phrase, _)| *phrase <= folded);
        self.beginnings[..end]
            .iter()
            .rev()
            .take_while(|(phrase, _)| phrase.as_bytes().starts_with(shared))
            .find(|(phrase, _)| folded.starts_with(phrase))
            .map(|(_, kind)| *kind)
    }

    /// What a folded line is that is one of the phrases, final marks left out.
    pub(super) fn whole(&self, folded: &str) -> Option<Furniture> {
        let found = self
            .whole
            .binary_search_by(|(phrase, _)| (*phrase).cmp(folded));
        found.ok().map(|at| self.whole[at].1)
    }

    /// What a folded line is that begins with one half of a phrase and holds the other: "Follow The
    /// Courier on Facebook".
    pub(super) fn around(&self, folded: &str) -> Option<Furniture> {
        let mut around = self.around.iter();
        let found = around.find(|(beginning, inside, _)| {
            folded.starts_with(beginning) && folded.contains(inside)
        });
        found.map(|(_, _, kind)| *kind)
    }

    /// What a line is that ends in a phrase.
    pub(super) fn ending(&self, text: &str) -> Option<Furniture> {
        let bytes = text.as_bytes();
        let mut endings = self.endings.iter();
        let found = endings.find(|(ending, _)| {
            let tail = bytes.len().checked_sub(ending.len()).map(|at| &bytes[at..]);
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending.as_bytes()))
        });
        found.map(|(_, kind)| *kind)
    }
}
