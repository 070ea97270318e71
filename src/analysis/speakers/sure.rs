//! How sure an attribution is. Counted in annotated news of eleven languages: whose verb of saying follows whole
//! sentences at once is right 99 times in 100; a verb before words inside its own sentence 94 times, and the less the
//! farther away it stands, the fewer the words are, and where a noun is its subject.

use super::Place;
use super::clauses::Found;
use super::mentions::MentionKind;
use super::tokens::Token;
use crate::language::lexicon::Class;
use crate::story::{Certainty, QuotationKind};

/// Tokens between a quotation and the verb that gives it to somebody.
const NEAR: usize = 8;

/// Words that a sentence hardly has for any other reason than that somebody said them.
const SEVERAL: usize = 4;

/// How sure the attribution of a quotation by its cue is: of those that are sure 97 in 100 are right.
pub(super) fn certainty(
    tokens: &[Token],
    place: Place,
    kind: QuotationKind,
    found: &Found,
) -> Certainty {
    let mention = &found.mention;
    let near = found.cue.abs_diff(place.token) <= NEAR;
    let nominal = mention.kind == MentionKind::Nominal;
    let sure = match kind {
        _ if !found.says || !near => false,
        QuotationKind::Mixed => {
            place.words >= SEVERAL && touches(tokens, found) && !nominal && !mention.is_relative()
        }
        _ if found.cue > place.token => place.words > 1,
        _ => place.words >= SEVERAL && touches(tokens, found) && !nominal,
    };
    if sure {
        Certainty::Sure
    } else {
        Certainty::Likely
    }
}

/// Whether nothing but auxiliaries and adverbs parts the cue from its subject.
fn touches(tokens: &[Token], found: &Found) -> bool {
    let mention = &found.mention;
    let between = if mention.last < found.cue {
        mention.last + 1..found.cue
    } else {
        found.cue + 1..mention.first
    };
    let light = Class::AUXILIARY
        .with(Class::ADVERB)
        .with(Class::DETERMINER)
        .with(Class::BE);
    tokens
        .get(between)
        .is_some_and(|between| between.iter().all(|token| token.is(light)))
}
