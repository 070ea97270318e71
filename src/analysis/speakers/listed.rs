//! Lines of "topic: “answer”", as papers sum up what somebody said to the press. The topic is no speaker.

use super::tokens::{Kind, Token};
use super::{LONGEST_SENTENCE, Reading, Source};
use crate::language::lexicon::Class;

/// Tokens of a topic at most.
const LONGEST_TOPIC: usize = 24;
/// Blocks before the list in which the one who answers may be named: a heading may stand between.
const FAR: usize = 3;

impl Reading<'_> {
    /// Who answers in such a line beside another one: who answered in the line before, or whom the last
    /// paragraph before the list is about.
    pub(super) fn answers_in_list(&self, index: usize) -> Option<Source> {
        let block = self.answer_block(index)?;
        if let Some(before) = index.checked_sub(1)
            && let Some(above) = self.answer_block(before)
            && self.follow(above, block)
        {
            return self.verdicts[before].source;
        }
        let next = self.answer_block(index + 1)?;
        if !self.follow(block, next) {
            return None;
        }
        let mut end = block.checked_sub(1)?;
        for _ in 0..FAR {
            let from = end.saturating_sub(LONGEST_SENTENCE);
            let start = (from..end).rev().find(|&at| is_break(&self.tokens[at]));
            let start = start.map_or(from, |start| start + 1);
            let mut words = self.tokens[start..end].iter();
            if words.any(|token| token.kind() == Kind::Stop) {
                return self.indirect(start, end);
            }
            end = start.checked_sub(1)?;
        }
        None
    }

    /// The block of a quotation that is nothing but a topic, its colon and the quotation.
    fn answer_block(&self, index: usize) -> Option<usize> {
        let place = self.places.get(index)?;
        let length = place.token - place.block;
        if !(1..=LONGEST_TOPIC).contains(&length) || self.is_titled(*place) {
            return None;
        }
        let colon = self.tokens[place.token - 1].kind() == Kind::Colon;
        let mut rest = self.tokens[place.token + 1..].iter();
        let next = rest.find(|token| token.kind() != Kind::Stop);
        let alone = next.is_none_or(is_break);
        // "Hay quien dice: “…”": what reports is no topic.
        let mut before = self.tokens[place.block..place.token].iter();
        let topic = !before.any(|token| token.is(Class::CUE));
        (colon && alone && topic).then_some(place.block)
    }

    /// Whether the second block comes right behind the first.
    fn follow(&self, first: usize, second: usize) -> bool {
        let between = self.tokens[first..second].iter();
        between.filter(|token| is_break(token)).count() == 1
    }
}

fn is_break(token: &Token) -> bool {
    token.kind() == Kind::Break
}
