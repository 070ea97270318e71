//! Words inside a sentence that no cue governs by its grammar: speech or the reporter's own.

use super::mentions::{Mention, MentionKind};
use super::{Reading, Source, clauses, speech, subjects};
use crate::language::lexicon::Class;
use crate::story::QuotationKind;

impl Reading<'_> {
    /// Takes the words for speech when their sentence reports before them, or when somebody has just
    /// spoken in the block. Counted in annotated news, three of four such words are speech, and two of
    /// five of all that no cue governs.
    pub(super) fn read_loose(&mut self, index: usize) {
        let place = self.places[index];
        if place.token == place.sentence || self.is_own(index) {
            return;
        }
        let loose = clauses::loose(self.tokens, place.token, place.sentence);
        let source = loose
            .mention
            .filter(|mention| self.may_speak(mention))
            .map(|mention| Source {
                mention,
                cue: loose.cue.map(|cue| self.tokens[cue].span),
            });
        if loose.names {
            return;
        }
        if self.follows_speech(index) {
            let source = source.or_else(|| self.last_speaker(index));
            self.carry(index, QuotationKind::Mixed, source);
            return;
        }
        // Few words need somebody who says them: "the media pushed the “gas crisis”".
        let person = source.is_some_and(|source| self.is_person(&source.mention));
        if loose.cue.is_some() && (place.words > 3 || person) {
            self.carry(index, QuotationKind::Mixed, source);
        }
    }

    /// Whether the words are a title, an aside, or a term of somebody who is interviewed.
    fn is_own(&self, index: usize) -> bool {
        speech::in_turn(self.story, index)
            || speech::is_single(self.story, index)
            || speech::is_title(self.story.slice(self.story.quotations[index].span))
    }

    /// Whether a phrase is a name, "he" or "she".
    fn is_person(&self, mention: &Mention) -> bool {
        mention.kind == MentionKind::Name && !self.tokens[mention.last].figure
            || self.tokens[mention.first].is(Class::HE.with(Class::SHE))
    }

    /// Whether a phrase can be who speaks, though no cue says so: not "it".
    fn may_speak(&self, mention: &Mention) -> bool {
        let nominal = mention.kind == MentionKind::Nominal;
        self.is_person(mention) || nominal && subjects::is_source(self.tokens, mention)
    }
}
