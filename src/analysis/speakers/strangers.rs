//! Languages of which byline does not know how they report speech: nobody is guessed. What is left is a full
//! name that stands beside its quotation, which needs no grammar: `Ana Rivera: „…“`.

use super::Reading;
use super::mentions::{Mention, MentionKind};

impl Reading<'_> {
    /// Drops every source but full names that nothing parts from their quotation.
    pub(super) fn keep_touching_names(&mut self) {
        for index in 0..self.places.len() {
            let quote = self.places[index].token;
            let touches = |source: &super::Source| {
                let mention = &source.mention;
                self.is_full_name(mention) && self.touches(mention, quote)
            };
            self.verdicts[index].source = self.verdicts[index].source.filter(touches);
        }
    }

    /// Whether a phrase is two capitalised words or more.
    fn is_full_name(&self, mention: &Mention) -> bool {
        let words = &self.tokens[mention.first..=mention.last];
        let name = |word: &super::Token| word.is_word() && word.capital && !word.figure;
        mention.kind == MentionKind::Name && words.len() > 1 && words.iter().all(name)
    }

    /// Whether only marks stand between a phrase and a quotation.
    fn touches(&self, mention: &Mention, quote: usize) -> bool {
        let between = if mention.last < quote {
            mention.last + 1..quote
        } else {
            quote + 1..mention.first
        };
        let parts = |token: &super::Token| token.is_word() || token.ends_sentence();
        !self.tokens[between].iter().any(parts)
    }
}
