//! Whose words a paragraph without marks is that was set apart: who signs it, or whom the paragraph before
//! announces.

use super::mentions::Mention;
use super::tokens::{Kind, Token};
use super::{Reading, Source, clauses};
use crate::story::QuotationKind;

impl Reading<'_> {
    /// Whether a quotation is a paragraph without marks.
    pub(super) fn is_set_apart(&self, index: usize) -> bool {
        self.story.quotations[index].kind == QuotationKind::Block
    }

    /// A paragraph set apart is speech when somebody signs it, alone or with those that follow, when the
    /// paragraph before ends in a colon and says who speaks, or when it goes on from one that is.
    pub(super) fn read_set_apart(&mut self, index: usize) {
        let place = self.places[index];
        let signed = self
            .signature_below(place.token)
            .map(|mention| Source { mention, cue: None });
        let above = place.token.checked_sub(2);
        let source = signed.or_else(|| match self.tokens[above?].kind() {
            Kind::Colon => self.led_by(place, None),
            Kind::Quote(previous) if self.is_set_apart(previous) => self.verdicts[previous].source,
            _ => None,
        });
        if source.is_some() {
            self.carry(index, QuotationKind::Block, source);
        }
    }

    /// The name that signs a paragraph set apart, a few more of which may stand between.
    fn signature_below(&self, token: usize) -> Option<Mention> {
        let mut last = token;
        while let Some(Kind::Quote(next)) = self.tokens.get(last + 2).map(Token::kind)
            && self.is_set_apart(next)
            && last < token + 40
        {
            last += 2;
        }
        let is = |at: usize, kind: Kind| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.kind() == kind)
        };
        let line = if is(last + 1, Kind::Break) {
            last + 2
        } else {
            last + 1
        };
        let name = (line..self.tokens.len()).find(|&at| !is(at, Kind::Dash))?;
        if name == line {
            return None;
        }
        clauses::signature(self.tokens, name)
    }
}
