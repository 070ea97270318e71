//! Words that some write as one and others as two: "harbourmaster", "harbour master", "harbour-master".
//!
//! What was typed as one word is also looked for as two that follow each other, and two words beside each
//! other also as one: wherever the dictionary of the engine has them. Words that do no more than hold a
//! sentence together are no part of another: "under stand" is not what "understand" means.

use std::collections::HashSet;

use crate::index::query::tree::{Last, Node, Place, Words};
use crate::index::widen::{Dictionary, Widened};
use crate::language;

/// Letters of a part at least.
const SHORTEST: usize = 3;
/// Bytes of a word beyond which it is not taken apart.
const LONGEST: usize = 48;

/// The two parts of a word, wherever both are words of a field.
pub(super) fn parts<D: Dictionary>(
    dictionary: &D,
    field: &'static str,
    words: &Words,
) -> Result<Vec<Vec<Widened>>, D::Failure> {
    let [word] = words.terms.as_slice() else {
        return Ok(Vec::new());
    };
    let pairs = if may_vary(words) {
        partings(word)
    } else {
        Vec::new()
    };
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = pairs.iter().flat_map(|(one, other)| [*one, *other]);
    let wanted: HashSet<String> = wanted.map(str::to_owned).collect();
    let known = dictionary.known(field, wanted)?;
    let exactly = |word: &str| Widened::exactly(word, Last::Whole);
    let are_known = |(one, other): &(&str, &str)| known.contains(*one) && known.contains(*other);
    let pairs = pairs.into_iter().filter(are_known);
    Ok(pairs
        .map(|(one, other)| vec![exactly(one), exactly(other)])
        .collect())
}

/// Two words as one, where that is a word of a field.
pub(super) fn whole<D: Dictionary>(
    dictionary: &D,
    one: &Node,
    other: &Node,
) -> Result<Option<Words>, D::Failure> {
    let (Node::Words(one), Node::Words(other)) = (one, other) else {
        return Ok(None);
    };
    let (field, [first], [second]) = (field(one), one.terms.as_slice(), other.terms.as_slice())
    else {
        return Ok(None);
    };
    let may_join = may_vary(one) && may_vary(other) && one.place == other.place;
    if !may_join || !is_part(first) || !is_part(second) || first.len() + second.len() > LONGEST {
        return Ok(None);
    }
    let joined = format!("{first}{second}");
    let known = dictionary.known(field, HashSet::from([joined.clone()]))?;
    Ok(known.contains(&joined).then(|| Words {
        terms: vec![joined],
        last: Last::Whole,
        quoted: true,
        ..one.clone()
    }))
}

/// The field whose dictionary holds words.
pub(super) fn field(words: &Words) -> &'static str {
    match words.place {
        Place::Field(name) => name,
        _ => "text",
    }
}

/// Whether a word is not meant exactly as it was typed.
fn may_vary(words: &Words) -> bool {
    let is_word = matches!(words.last, Last::Whole | Last::Prefix);
    let is_text = matches!(
        words.place,
        Place::Anywhere | Place::Field(_) | Place::Said(_)
    );
    is_word && is_text && words.near.is_none() && !words.quoted
}

/// Every way to take a word apart in two that may be words.
fn partings(word: &str) -> Vec<(&str, &str)> {
    if word.len() > LONGEST {
        return Vec::new();
    }
    let places = word.char_indices().map(|(place, _)| word.split_at(place));
    places
        .filter(|(one, other)| is_part(one) && is_part(other))
        .collect()
}

/// Small words are those of English: it is there that nobody knows whether to join two, and in other languages
/// such a word may be one of weight ("sea" is Spanish for "be").
fn is_part(word: &str) -> bool {
    let is_long = word.chars().nth(SHORTEST - 1).is_some();
    is_long && word.chars().all(char::is_alphabetic) && !language::english().is_small_word(word)
}

#[cfg(test)]
mod tests {
    use super::partings;

    #[test]
    fn a_word_is_taken_apart_where_both_may_be_words() {
        let found = partings("seawall");
        assert_eq!(found, [("sea", "wall")]);
        for whole in ["tide", "2025", "understand", "without", &"long".repeat(20)] {
            let found = partings(whole);
            let is_right = |(one, _): &(&str, &str)| !["under", "with"].contains(one);
            assert!(found.iter().all(is_right), "{found:?}");
        }
        assert!(partings("tide").is_empty() && partings(&"long".repeat(20)).is_empty());
    }

    #[test]
    fn letters_of_several_bytes_are_not_cut() {
        assert!(partings("überfähre").contains(&("über", "fähre")));
    }
}
