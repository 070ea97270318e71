//! What stands between marks and is no speech: titles, terms, names, scare quotes.
//!
//! Fragments are speech when a cue governs them; these are the exceptions that counting showed. In
//! 488 annotated articles of campaign news 965 of 5,734 marked stretches are no speech; three of four
//! have at most three words, and half of those are titles of programmes, books and articles.

use super::Place;
use super::clauses::Found;
use super::mentions::MentionKind;
use super::tokens::{Kind, Token};
use crate::language::hash::Hash;
use crate::language::lexicon::Class;
use crate::story::Story;

/// Single words in single marks that make a block one about words.
const WORDS_AS_WORDS: usize = 3;

/// Words of a title or a term at most.
const LONGEST_TERM: usize = 6;

/// Whether a quotation that a cue seems to govern is none.
pub(super) fn is_no_speech(
    story: &Story,
    tokens: &[Token],
    index: usize,
    token: usize,
    found: &Found,
) -> bool {
    let text = story.slice(story.quotations[index].span);
    let before = token.checked_sub(1).map(|before| &tokens[before]);
    // "her memoir, “Tough Years.”": a title in apposition to a noun.
    let noun = token > 1 && is_noun(&tokens[token - 2]);
    let adjacent = found.cue + 1 == token
        || before.is_some_and(|before| match before.kind() {
            Kind::Comma => !noun,
            kind => kind == Kind::Colon,
        });
    if is_term(tokens, token, text) || is_name_in_marks(story, tokens, index, token) {
        return true;
    }
    if is_label(story, tokens, index, token) || is_word_as_word(story, index) {
        return true;
    }
    let german = story.meta.lang == Some("de");
    let hangs = before.is_some_and(|before| {
        before.is(Class::PREPOSITION) && !before.is(Class::SUBORDINATOR)
            || before.possessive
            || before.is(Class::DETERMINER) && found.says
            || is_noun(before)
            || before.kind() == Kind::Comma
    });
    let placed = before.is_some_and(|before| before.is(Class::PREPOSITION) || before.possessive);
    if (found.cue < token || placed) && !adjacent && hangs && !german && is_title(text) {
        return true;
    }
    // Who is asked in an interview uses terms of their own; nobody is quoted by two words.
    let spoken = in_turn(story, index);
    if is_nickname(tokens, token, text) || spoken && !adjacent && words(text) <= 3 {
        return true;
    }
    // "According to the report, they consider a “cyber war”": the term of the reporter.
    let predicate = before.is_some_and(|before| before.is(Class::BE));
    let own_name = found.mention.kind == MentionKind::Name && !is_determined(tokens, found);
    let behind = tokens[found.cue].is(Class::ACCORDING) && found.mention.last < found.cue;
    let mut words_of_name = tokens[found.mention.first..=found.mention.last].iter();
    let given = words_of_name.any(|word| word.is(Class::MALE.with(Class::FEMALE)));
    let full = found.mention.kind == MentionKind::Name && found.mention.last > found.mention.first;
    let named = (found.cue > token || predicate) && found.mention.kind == MentionKind::Name
        || behind && own_name
        || full && (own_name || given);
    let source = &tokens[found.mention.last];
    let person = source.is(Class::ROLE) && !source.is(Class::WORDS);
    let person = person && (found.cue < token || predicate);
    tokens[found.cue].is(Class::ACCORDING) && !adjacent && !named && !person && words(text) <= 2
}

/// Whether an article stands before a source: where nouns have capitals, it is one.
fn is_determined(tokens: &[Token], found: &Found) -> bool {
    let before = found.mention.first.checked_sub(1);
    let article = |at: usize| tokens[at].is(Class::DETERMINER);
    article(found.mention.first) || before.is_some_and(article)
}

/// "never said the word “goodbye”", "die Zeitung „Kurier“": a name, a title, a term.
pub(super) fn is_term(tokens: &[Token], token: usize, text: &str) -> bool {
    // "parle d’une opération « entre égaux »": what a thing is like, not what it is called.
    let described = token > 1 && text.starts_with(char::is_lowercase) && {
        let article = &tokens[token - 2];
        article.is(Class::DETERMINER) && !article.is(Class::DEFINITE) && words(text) > 1
    };
    token > 0 && tokens[token - 1].is(Class::TERM) && words(text) <= LONGEST_TERM && !described
}

/// A title that is a part of the reporter's phrase, "the “Low Water” singer", or is joined to one before it, "“Low
/// Water” and “High Water”".
fn is_label(story: &Story, tokens: &[Token], index: usize, token: usize) -> bool {
    let text = story.slice(story.quotations[index].span);
    let Some(before) = token.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    let noun = tokens.get(token + 1).is_some_and(|next| {
        next.is_word() && !next.capital && (next.class.is_empty() || next.is(Class::ROLE))
    });
    let phrase = before.is(Class::DETERMINER) && !before.is(Class::PRONOUN) && noun;
    let joined = token > 1 && before.is(Class::CONJUNCTION) && {
        let first = tokens[token - 2].kind();
        matches!(first, Kind::Quote(first) if is_title(story.slice(story.quotations[first].span)))
    };
    let title = words(text) > 1 && words(text) <= LONGEST_TERM && is_title(text);
    title && (phrase || joined)
}

/// Words as words: three or more of one word each, in single marks, stand in one block.
fn is_word_as_word(story: &Story, index: usize) -> bool {
    let place = story.quotations[index].span.start;
    let Some(block) = story.block_at(place).map(|block| story.blocks[block].span) else {
        return false;
    };
    let alone = |&other: &usize| {
        let quotation = &story.quotations[other];
        let text = story.slice(quotation.span);
        block.contains(quotation.span.start) && is_single(story, other) && words(text) == 1
    };
    let last = story.quotations.len().min(index + WORDS_AS_WORDS);
    let near = index.saturating_sub(WORDS_AS_WORDS - 1)..last;
    alone(&index) && near.filter(alone).count() >= WORDS_AS_WORDS
}

/// Words between marks that name a thing: part of a compound, „Rettet das Moor“-Kampagne; an address,
/// „kahnpost.example“; where nouns have capitals, several words that all have them behind a word of the
/// sentence, die „Neue Kahnpost“ (an adjective of the language would have a small letter).
pub(super) fn is_name_in_marks(
    story: &Story,
    tokens: &[Token],
    index: usize,
    token: usize,
) -> bool {
    let quotation = &story.quotations[index];
    let text = story.slice(quotation.span);
    let behind = &story.text[quotation.outer.end..];
    let joins = |c: char| matches!(c, '-' | '‐' | '\u{2011}');
    let compound = behind.starts_with(joins)
        && behind
            .trim_start_matches(joins)
            .starts_with(char::is_alphabetic);
    let address = !text.contains(char::is_whitespace)
        && text
            .split_once('.')
            .is_some_and(|(host, rest)| host.len() > 1 && rest.starts_with(char::is_alphabetic));
    if compound && words(text) <= LONGEST_TERM || address {
        return true;
    }
    let inside = token > 0 && tokens[token - 1].is_word();
    let nouns = story.meta.lang == Some("de");
    let capital = |word: &str| !word.starts_with(char::is_lowercase);
    let ends = text.ends_with(char::is_alphanumeric);
    nouns
        && inside
        && ends
        && ((2..=LONGEST_TERM).contains(&words(text)) || is_placed_name(tokens, token, text))
        && text.split_whitespace().all(capital)
}

/// Whether one word stands where a name does: behind a preposition, an article perhaps between, "gegenüber dem
/// „Seeblatt“", not behind those of verbs that give a view, "als", "von", "gegen"; behind a verb of saying, "sagte dem
/// „Seeblatt“"; or behind a noun, "eine Folge des „Seefunks“".
fn is_placed_name(tokens: &[Token], token: usize, text: &str) -> bool {
    let last = token - 1;
    let article = tokens[last].is(Class::DETERMINER) && last > 0;
    let before = &tokens[last - usize::from(article)];
    let placed = before.is(Class::PREPOSITION) && !OF_A_VIEW.contains(&before.hash);
    let told = tokens[last].hash == DEM && before.is(Class::SAY);
    let owner = tokens[last].hash == DES && before.is_word() && before.capital;
    words(text) == 1 && (placed || article && (told || owner))
}

const DEM: u32 = Hash::of_word("dem");
const DES: u32 = Hash::of_word("des");

/// German prepositions before what somebody calls a thing, warns of or fights.
const OF_A_VIEW: &[u32] = &[
    Hash::of_word("vor"),
    Hash::of_word("gegen"),
    Hash::of_word("als"),
    Hash::of_word("von"),
    Hash::of_word("vom"),
    Hash::of_word("zu"),
    Hash::of_word("zum"),
    Hash::of_word("zur"),
];

/// Whether a word can only be a noun or an adjective of the reporter's own.
fn is_noun(token: &Token) -> bool {
    token.is_word() && !token.capital && token.class == Class::default()
}

/// Whether the quotation stands inside a turn of an interview.
pub(super) fn in_turn(story: &Story, index: usize) -> bool {
    story.turn_at(story.quotations[index].outer.start).is_some()
}

/// `C. L. “Butch” Otter`: one or two words between the parts of a name.
fn is_nickname(tokens: &[Token], token: usize, text: &str) -> bool {
    let name = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.is_word() && token.capital && token.class == Class::default()
        })
    };
    token > 0
        && name(token - 1)
        && name(token + 1)
        && words(text) <= 2
        && text.ends_with(char::is_alphanumeric)
}

/// Whether the words are the subject or a part of the reporter's own sentence: `“Top secret” is the
/// highest level`.
pub(super) fn is_own_word(tokens: &[Token], token: usize, text: &str) -> bool {
    words(text) <= 3
        && text.ends_with(char::is_alphanumeric)
        && tokens.get(token + 1).is_some_and(Token::is_word)
}

/// Whether the words are taken up again as the subject of the reporter's sentence: `This “trick” was the model`.
pub(super) fn is_pointed_at(tokens: &[Token], place: Place) -> bool {
    let opens = place.token == place.sentence + 1 && tokens[place.sentence].is(Class::DETERMINER);
    let next = tokens.get(place.token + 1);
    opens && place.words <= 2 && next.is_some_and(|next| next.is(Class::BE))
}

/// Whether a quotation stands in single marks. Where others stand in double ones, a whole sentence in
/// single marks without a cue is a heading or an aside rather than speech.
pub(super) fn is_single(story: &Story, index: usize) -> bool {
    let marked = &story.text[story.quotations[index].outer.start..];
    marked.starts_with(['\'', '‘', '‚', '’']) && !marked.starts_with("''")
}

/// Whether some quotation of the story stands in double marks.
pub(super) fn has_double_marks(story: &Story) -> bool {
    (0..story.quotations.len()).any(|index| !is_single(story, index))
}

/// Whether the words are capitalised as in a title: first and last, and every one
/// but articles, conjunctions and short prepositions (The Chicago Manual of Style, 17th edition, 8.159).
pub(super) fn is_title(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to",
        "with",
    ];
    if text.ends_with(['!', '?']) {
        return false;
    }
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty());
    let capital = |word: &str| {
        word.chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || first.is_numeric())
    };
    let Some(first) = words.next() else {
        return false;
    };
    let mut last = first;
    let every = words.all(|word| {
        last = word;
        capital(word) || SMALL.contains(&word)
    });
    capital(first) && capital(last) && every
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
