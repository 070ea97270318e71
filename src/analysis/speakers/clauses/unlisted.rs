//! A verb that no pack lists, where its place says that it reports: right behind whole words and their comma, with
//! somebody behind it, „…“, stöhnt Ida Lind, or before it, “…,” Lind marvels. Languages have more verbs that may
//! stand there than a list holds (R. Quirk et al., A Comprehensive Grammar of the English Language (1985), 14.28).
//! Used by [`super`].

use super::{Ending, Found, skip_adverbs};
use crate::analysis::speakers::mentions::{Mention, MentionKind, backward, forward};
use crate::analysis::speakers::subjects::with_name_behind;
use crate::analysis::speakers::tokens::{Kind, Token};
use crate::language::lexicon::Class;

/// What a verb that no pack lists may be besides: nothing, or a verb by its form.
const VERBAL: Class = Class::NO_NOUN
    .with(Class::FORM)
    .with(Class::VERB)
    .with(Class::HOLD)
    .with(Class::PHRASAL)
    .with(Class::NAME);

/// The attribution by an unlisted verb behind the quotation at `quote`.
pub(in crate::analysis::speakers) fn unlisted(
    tokens: &[Token],
    quote: usize,
    ending: Ending,
) -> Option<Found> {
    let mut at = quote + 1;
    let mark = |token: &Token| matches!(token.kind(), Kind::Comma | Kind::Dash);
    while tokens.get(at).is_some_and(mark) {
        at += 1;
    }
    let open = at > quote + 1 || matches!(ending, Ending::Open | Ending::Asking);
    if !open || !tokens.get(at)?.is_word() {
        return None;
    }
    let asked = || {
        let asking = ending == Ending::Asking;
        asking.then(|| wants_to_know(tokens, at)).flatten()
    };
    inverted(tokens, at).or_else(asked).or_else(|| {
        let comma = ending == Ending::Open;
        comma.then(|| straight(tokens, at)).flatten()
    })
}

/// `„…“, stöhnt Ida Lind`, `«…», si sfoga la sindaca`.
fn inverted(tokens: &[Token], from: usize) -> Option<Found> {
    let reflexive = tokens[from].is(Class::REFLEXIVE);
    let from = from + usize::from(reflexive);
    let verb = match tokens.get(from)? {
        first if is_verb(first) => from,
        _ => skip_adverbs(tokens, from),
    };
    if !is_verb(tokens.get(verb)?) {
        return None;
    }
    let mut at = verb + 1;
    // "quiso saber la jueza", "ärgert sich der Wirt": an infinitive or a pronoun belongs to the verb.
    let next = tokens.get(at)?;
    if is_verb(next) || next.is(Class::REFLEXIVE) {
        at += 1;
    }
    let mention = forward(tokens, skip_adverbs(tokens, at))?;
    is_subject(tokens, &mention, verb).then(|| Found {
        mention: with_name_behind(tokens, mention),
        cue: verb,
        says: true,
    })
}

/// `„…?“ wollte der Richter wissen`: an auxiliary, who speaks and an infinitive are all of the clause.
fn wants_to_know(tokens: &[Token], from: usize) -> Option<Found> {
    const LONGEST: usize = 8;
    let rest = tokens[from..].iter().take(LONGEST);
    let length = rest.take_while(|token| token.is_word()).count();
    let asks = tokens[from].is(Class::AUXILIARY) && !tokens[from].capital && length > 2;
    let end = (from + length).checked_sub(2).filter(|_| asks)?;
    let mention = backward(tokens, end, from + 1)?;
    let whole = mention.first == from + 1 && is_verb(&tokens[end + 1]);
    (whole && is_subject(tokens, &mention, from)).then_some(Found {
        mention,
        cue: from,
        says: true,
    })
}

/// `“…,” Lind marvels, “…”`: a name or a pronoun and one word are all of the clause.
fn straight(tokens: &[Token], from: usize) -> Option<Found> {
    let mention = forward(tokens, from).filter(|mention| mention.first == from)?;
    let somebody = match mention.kind {
        MentionKind::Name => tokens[from].capital,
        MentionKind::Pronoun => tokens[from].is(Class::HE.with(Class::SHE)),
        MentionKind::Nominal => false,
    };
    let verb = mention.last + 1;
    let over = tokens.get(verb + 1).is_none_or(|next| !next.is_word());
    (somebody && over && is_verb(tokens.get(verb)?)).then_some(Found {
        mention,
        cue: verb,
        says: true,
    })
}

/// Whether a word may be a verb that no pack lists.
fn is_verb(token: &Token) -> bool {
    const SHORTEST: usize = 3;
    token.is_word()
        && !token.capital
        && !token.figure
        && token.span.len() > SHORTEST
        && token.class.without(VERBAL).is_empty()
}

/// Whether a phrase behind an unlisted verb is who speaks: a full name, somebody by a title, an office, a pronoun.
fn is_subject(tokens: &[Token], mention: &Mention, verb: usize) -> bool {
    let words = &tokens[mention.first..=mention.last];
    let held = |class: Class| words.iter().any(|word| word.is(class));
    let next = tokens.get(mention.last + 1);
    match mention.kind {
        MentionKind::Name => {
            let nouns = tokens[verb].is(Class::NO_NOUN);
            let full = mention.last > mention.first && !nouns;
            let known = held(
                Class::MALE
                    .with(Class::FEMALE)
                    .with(Class::TITLE)
                    .with(Class::ROLE),
            );
            let over = next.is_none_or(|next| !is_verb(next) || nouns);
            (full || known) && over
        }
        MentionKind::Pronoun => {
            let person = words[0].is(Class::HE.with(Class::SHE)) && !words[0].is(Class::THING);
            person && next.is_none_or(|next| !next.is_word() || next.is(Class::PREPOSITION))
        }
        MentionKind::Nominal => held(Class::ROLE),
    }
}
