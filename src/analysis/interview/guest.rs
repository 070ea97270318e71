//! Who the guest of an interview is that prints "Q" and "A": whom the introduction presents.

use super::names::{Introduction, is_personal};
use super::roles;
use crate::language::Language;
use crate::language::hash::Hash;
use crate::language::head_words;
use crate::language::label_words;
use crate::language::lexicon::Class;
use crate::language::section::Section;

/// The full name of the one person whom the introduction presents, or of several the one whom the
/// headline names; `None` if it presents nobody. `authors` ask and are no guests.
/// A capital behind an article of `language` begins a noun ("dem Hausboot von …").
pub(super) fn presented(
    introduction: &Introduction<'_>,
    authors: &[String],
    language: &Language,
) -> Option<String> {
    let text = introduction.text();
    let lower = text.to_lowercase();
    let mut guests: Vec<String> = Vec::new();
    for name in introduction.runs().filter_map(full_name) {
        let is_author = authors.iter().any(|author| author.contains(&name));
        let is_noun = is_behind_article(text, &name, language);
        // "ein Gespräch mit der Imkerin Lotte Brand": where nouns have capitals, the name begins with the
        // given name.
        let (name, is_noun) = match from_given_name(&name).filter(|_| is_noun) {
            Some(given) => (given, false),
            None => (name, is_noun),
        };
        if !is_author
            && !is_noun
            && !guests.contains(&name)
            && is_presented(introduction, &lower, &name, language)
        {
            guests.push(name);
        }
    }
    let headline = text.lines().next().unwrap_or_default();
    let mut named = guests.iter().filter(|guest| headline.contains(*guest));
    match (guests.as_slice(), named.next(), named.next()) {
        ([guest], _, _) | (_, Some(guest), None) => Some(guest.clone()),
        ([], _, _) => the_only(introduction, authors, language),
        _ => None,
    }
}

/// The one person whom the introduction names in full: by a known given name, or behind an office.
fn the_only(
    introduction: &Introduction<'_>,
    authors: &[String],
    language: &Language,
) -> Option<String> {
    let text = introduction.text();
    let mut named: Vec<String> = Vec::new();
    for run in introduction.runs() {
        let Some(name) = full_name(run) else {
            continue;
        };
        let given = name.split(' ').next().is_some_and(head_words::is_given);
        let name = match from_given_name(&name).filter(|_| !given) {
            Some(from) => from,
            None if given || is_behind_office(text, &name, language) => name,
            None => continue,
        };
        let is_author = authors.iter().any(|author| author.contains(&name));
        if !is_author && !named.contains(&name) {
            named.push(name);
        }
    }
    match named.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// Whether an office stands right before the first place of a name: "biologist Tom Pell".
fn is_behind_office(text: &str, name: &str, language: &Language) -> bool {
    let before = text.split_once(name).map_or("", |(before, _)| before);
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let class = language
        .lexicon
        .look_up(Hash::of(word.to_lowercase().as_bytes()));
    before.ends_with(' ') && class.any(Class::ROLE)
}

/// A name of two words at least that begins with the first given name behind another word.
fn from_given_name(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split(' ').collect();
    let given = (1..words.len().saturating_sub(1)).find(|&at| head_words::is_given(words[at]))?;
    Some(words[given..].join(" "))
}

/// Whether an article stands before the first place of a name.
fn is_behind_article(text: &str, name: &str, language: &Language) -> bool {
    let before = text.split_once(name).map_or("", |(before, _)| before);
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let class = language
        .lexicon
        .look_up(Hash::of(word.to_lowercase().as_bytes()));
    before.ends_with(' ') && class.any(Class::DETERMINER)
}

/// The words of a run behind its last title, if they are a whole name of a person: two to four.
fn full_name(run: &[&str]) -> Option<String> {
    let titles = run.iter().rposition(|word| label_words::is_title(word));
    let name = &run[titles.map_or(0, |at| at + 1)..];
    let whole = |word: &&str| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let small = word.chars().any(char::is_lowercase) || capitals == 1;
        (is_personal(word) && small) || label_words::is_particle(word)
    };
    ((2..=4).contains(&name.len()) && name.iter().all(whole)).then(|| name.join(" "))
}

fn is_presented(
    introduction: &Introduction<'_>,
    lower: &str,
    name: &str,
    language: &Language,
) -> bool {
    let text = introduction.text();
    let last = name.rsplit(' ').next().unwrap_or(name);
    roles::presented(lower, &name.to_lowercase()) > 0.0
        || is_in_headline_and_below(text, name)
        || introduction.runs().any(|run| is_surname(run, last))
        || (has_sentence(text, name, language) && mentions_somebody(lower, language))
}

/// The headline of an interview names its guest, and the introduction says who that is.
fn is_in_headline_and_below(text: &str, name: &str) -> bool {
    let parted = text.split_once('\n');
    parted.is_some_and(|(headline, below)| headline.contains(name) && below.contains(name))
}

/// "Stone" or "Dr. Stone" alone.
fn is_surname(run: &[&str], last: &str) -> bool {
    match run {
        [only] => *only == last,
        [title, only] => label_words::is_title(title) && *only == last,
        _ => false,
    }
}

/// Whether a sentence at the start of a line says what the bearer of the name is.
fn has_sentence(text: &str, name: &str, language: &Language) -> bool {
    let after = text
        .lines()
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    let mut after = after;
    after.any(|after| {
        let word = after.split(' ').next().unwrap_or_default();
        language
            .pack
            .entries(Section::IsSomebody)
            .any(|verb| verb == word)
    })
}

/// Whether a text in small letters speaks of one person: "he", "her".
fn mentions_somebody(lower: &str, language: &Language) -> bool {
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        let class = language.lexicon.look_up(Hash::of(word.as_bytes()));
        class.any(Class::HE.with(Class::SHE))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let introduction = Introduction::read(text, text.len());
        let authors = ["Ines Rocha".to_owned()];
        let found = presented(&introduction, &authors, crate::language::english());
        assert_eq!(found.as_deref(), expect, "{text}");
    }

    #[test]
    fn introductions_present_a_guest() {
        check(
            "Ines Rocha sat down with Tom Pell on the quay.",
            Some("Tom Pell"),
        );
        check(
            "The pilot\nDr. Tom Pell steers.\nPell is old.",
            Some("Tom Pell"),
        );
        check("Q&A with Vice President Tom Pell.", Some("Tom Pell"));
        check(
            "Tom Pell on boats\nPell spoke with Ana Stone on the quay.",
            Some("Tom Pell"),
        );
        check(
            "Tom Pell is a pilot. We met him in the Old Town.",
            Some("Tom Pell"),
        );
    }

    #[test]
    fn the_only_name_above_is_the_guest_s() {
        check(
            "The last pilot\nTom Pell has steered since 1995. We met on the quay.",
            Some("Tom Pell"),
        );
        check(
            "The last pilot\nA talk with biologist Oona Pell on the quay.",
            Some("Oona Pell"),
        );
        check("The last pilot\nTom Pell and Ana Stone steer.", None);
    }

    #[test]
    fn places_and_crowds_are_no_guest() {
        check("New Haven is a harbour. The Old Town sleeps.", None);
        check("We spoke to Tom Pell and spoke to Ana Stone.", None);
        check("Words by Ines Rocha. Rocha is a reporter.", None);
        check("", None);
    }
}
