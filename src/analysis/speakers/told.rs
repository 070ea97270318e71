//! Whose words a line is that a dash tells: who is named beside it, who spoke before in its paragraph, or
//! whom the paragraph above is about. A line that asks and names nobody is a question of the paper's own.

use super::clauses::Found;
use super::mentions::{Mention, MentionKind};
use super::tokens::Kind;
use super::{Ending, Place, Reading, Source};
use crate::language::lexicon::Class;
use crate::story::{QuotationKind, Story};

/// Whether a quotation stands between no marks: a dash tells it.
pub(super) fn is_told(story: &Story, index: usize) -> bool {
    let quotation = &story.quotations[index];
    quotation.kind != QuotationKind::Block && quotation.outer == quotation.span
}

impl Reading<'_> {
    /// Whether a dash tells a quotation.
    pub(super) fn is_told(&self, index: usize) -> bool {
        is_told(self.story, index)
    }

    /// Whether few words between marks are a term or a title, in a story that tells its speech by dashes:
    /// nothing that reports stands right beside them.
    pub(super) fn is_term_beside_dialogue(&self, place: Place, found: Option<&Found>) -> bool {
        let few = match found {
            Some(found) if found.cue < place.token => 2,
            _ => 3,
        };
        self.dialogue
            && place.words <= few
            && !found.is_some_and(|found| self.adjoins(place, found.cue))
    }

    /// Whether a cue touches a quotation but for a mark between: `: “`, `”, `.
    fn adjoins(&self, place: Place, cue: usize) -> bool {
        let (first, last) = (place.token.min(cue), place.token.max(cue));
        let mut between = self.tokens[first + 1..last].iter();
        let marked = cue < place.token || last > first + 1;
        marked && last - first <= 3 && between.all(|token| !token.is_word())
    }

    /// Takes a line without a cue of its own, or with a verb that has no subject.
    pub(super) fn read_told(&mut self, index: usize) {
        let place = self.places[index];
        let opens = self.opens_block(place);
        let source = if let Some(previous) = self.spoke_in(place.block) {
            self.said_since(index, previous)
                .or(self.verdicts[previous].source)
        } else if !opens {
            self.last_speaker(index)
        } else if place.ending == Ending::Asking && self.ends_block(place) && self.asks(index) {
            None
        } else {
            self.announced_above(place)
        };
        self.carry(index, QuotationKind::Direct, source);
    }

    fn asks(&self, index: usize) -> bool {
        let text = self.story.slice(self.story.quotations[index].span);
        text.ends_with('?')
    }

    /// The last quotation of a block so far.
    fn spoke_in(&self, block: usize) -> Option<usize> {
        self.last_speech
            .filter(|&previous| self.places[previous].block == block)
    }

    /// Who is reported to have spoken between a quotation and the one before it in its block.
    fn said_since(&self, index: usize, previous: usize) -> Option<Source> {
        let from = self.places[previous].token + 1;
        let start = (from..self.places[index].token).find(|&at| self.tokens[at].ends_sentence())?;
        self.indirect(start + 1, self.places[index].sentence)
            .filter(|source| source.cue.is_some())
    }

    /// Whether only a dash stands before a quotation in its block.
    fn opens_block(&self, place: Place) -> bool {
        let mut before = self.tokens[place.block..place.token].iter();
        before.all(|token| token.kind() == Kind::Dash)
    }

    fn ends_block(&self, place: Place) -> bool {
        let next = self.tokens.get(place.token + 1);
        next.is_none_or(|next| next.kind() == Kind::Break)
    }

    /// The speaker whom the block above a line announces or leaves speaking.
    fn announced_above(&self, place: Place) -> Option<Source> {
        let end = place.block.checked_sub(1)?;
        let start = (0..end)
            .rev()
            .find(|&at| self.tokens[at].kind() == Kind::Break)
            .map_or(0, |at| at + 1);
        let last = || {
            self.last_sourced
                .and_then(|last| self.verdicts[last].source)
        };
        if let Some(above) = self.spoke_in(start) {
            return self.verdicts[above].source.or_else(last);
        }
        if end > start && self.tokens[end - 1].kind() == Kind::Colon {
            return self.led_by(place, None);
        }
        self.indirect(start, end)
            .filter(|source| self.is_sure(source))
            .or_else(last)
    }

    /// Whether a phrase is more than the first word of a sentence: several words, "he" or "she", the
    /// subject of a verb of saying, or somebody who has spoken before.
    fn is_sure(&self, source: &Source) -> bool {
        let mention = &source.mention;
        let pronoun = self.tokens[mention.first].is(Class::HE.with(Class::SHE));
        let name = mention.kind == MentionKind::Name;
        pronoun
            || name
                && (source.cue.is_some() || mention.last > mention.first || self.is_known(mention))
    }

    fn is_known(&self, mention: &Mention) -> bool {
        const RECENT: usize = 40;
        let word = self.tokens[mention.last].hash;
        let recent = self.verdicts.iter().rev().take(RECENT);
        recent
            .filter_map(|verdict| verdict.source)
            .any(|source| self.tokens[source.mention.last].hash == word)
    }
}
