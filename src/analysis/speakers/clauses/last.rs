//! The verb behind words inside its sentence, where it stands last or second: "hat den Plan als „Unfug“ bezeichnet",
//! "von einem „Unfug“ sprach Ida Lind" (Duden: Die Grammatik (2016), on "Satzklammer"). Used by [`super`].

use super::{Found, skip_adverbs};
use crate::analysis::speakers::cases;
use crate::analysis::speakers::mentions::{Mention, MentionKind, forward};
use crate::analysis::speakers::subjects::with_name_behind;
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;

/// Words between a quotation and the verb that ends its clause.
const FARTHEST: usize = 5;

/// The auxiliaries of the German passive, and the prepositions before who does what it tells.
const PASSIVE: &[u32] = &[
    Hash::of_word("wird"),
    Hash::of_word("werden"),
    Hash::of_word("wurde"),
    Hash::of_word("wurden"),
    Hash::of_word("worden"),
];
const BY: &[u32] = &[
    Hash::of_word("von"),
    Hash::of_word("vom"),
    Hash::of_word("durch"),
];

/// The attribution by the verb behind the quotation at `quote`, whose sentence begins at `start`.
pub(in crate::analysis::speakers) fn last(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<Found> {
    if quote == start || !cases::tells_case(tokens, start, quote) {
        return None;
    }
    verb_behind(tokens, quote).or_else(|| verb_last(tokens, quote, start))
}

/// "Ayşe Demir, “Geç kaldık” dedi": the subject opens the sentence, the verb follows the quotation.
pub(in crate::analysis::speakers) fn around(
    tokens: &[Token],
    quote: usize,
    start: usize,
) -> Option<Found> {
    const NEAR: usize = 4;
    let rest = tokens[quote + 1..].iter().take(NEAR);
    let length = rest.take_while(|token| token.is_word()).count();
    let verb = (quote + 1..quote + 1 + length).find(|&verb| tokens[verb].is(Class::SAY))?;
    let mention = forward(tokens, start).filter(|mention| mention.last < quote)?;
    let comma = tokens[mention.last + 1].kind();
    (quote > start && matches!(comma, Kind::Comma | Kind::Quote(_))).then_some(Found {
        mention,
        cue: verb,
        says: true,
    })
}

/// "Von einem „Unfug“ sprach Ida Lind": verb and subject follow at once.
fn verb_behind(tokens: &[Token], quote: usize) -> Option<Found> {
    let verb = quote + 1;
    if !tokens.get(verb)?.is(Class::SAY.with(Class::NAME)) {
        return None;
    }
    let mention = forward(tokens, skip_adverbs(tokens, verb + 1))?;
    let somebody = match mention.kind {
        MentionKind::Pronoun => tokens[mention.first].is(Class::HE.with(Class::SHE)),
        MentionKind::Name => true,
        MentionKind::Nominal => tokens[mention.first].is(Class::DETERMINER),
    };
    (somebody && !cases::is_oblique(tokens, &mention)).then(|| Found {
        mention: with_name_behind(tokens, mention),
        cue: verb,
        says: true,
    })
}

/// "Ida Lind hat den Plan als „Unfug“ bezeichnet", "wurde von Lind als „Unfug“ bezeichnet".
fn verb_last(tokens: &[Token], quote: usize, start: usize) -> Option<Found> {
    let cue = Class::SAY.with(Class::NAME);
    let rest = tokens[quote + 1..].iter().take(FARTHEST);
    let length = rest.take_while(|token| token.is_word()).count();
    let verb = (quote + 1..quote + 1 + length)
        .find(|&verb| tokens[verb].is(cue) && ends_clause(tokens, verb))?;
    let clause = (start..quote)
        .rev()
        .find(|&at| matches!(tokens[at].kind(), Kind::Comma | Kind::Colon))
        .map_or(start, |comma| comma + 1);
    let auxiliary = (clause..quote).find(|&at| tokens[at].is(Class::AUXILIARY))?;
    let passive = (clause..=verb + 1).any(|at| is_passive(tokens, at));
    let mention = if passive {
        agent(tokens, auxiliary, quote)
    } else {
        cases::subject(tokens, clause, quote).or_else(|| {
            let name = cases::subject_or_name(tokens, clause, quote)?;
            (name.last + 1 == auxiliary || name.first == auxiliary + 1).then_some(name)
        })
    };
    let mention = mention?;
    Some(Found {
        mention,
        cue: verb,
        says: true,
    })
}

fn is_passive(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| PASSIVE.contains(&token.hash))
}

/// Whether a clause is over behind its last verb and auxiliaries.
fn ends_clause(tokens: &[Token], verb: usize) -> bool {
    let mut rest = tokens[verb + 1..].iter().take(3);
    let next = rest.find(|token| !token.is(Class::AUXILIARY));
    next.is_none_or(|next| !next.is_word() || next.is(Class::CONJUNCTION))
}

/// Who does what a passive tells: the phrase behind its "von".
fn agent(tokens: &[Token], from: usize, to: usize) -> Option<Mention> {
    let by = (from..to).find(|&at| BY.contains(&tokens[at].hash))?;
    forward(tokens, by + 1).filter(|mention| mention.last < to)
}
