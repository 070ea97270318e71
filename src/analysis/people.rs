//! Everybody who speaks in a story: how often, how much, and whether by name.

use super::interview;
use crate::story::{Story, count_words};

/// Words that stand for somebody named before, in the languages that byline has cues for. A
/// pronoun that could not be resolved is a speaker of its story and of no other.
const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "we", "i", "you", "who", "one", "er", "sie", "es", "wir", "ich",
    "man", "il", "elle", "ils", "elles", "on", "nous", "je", "él", "ella", "ellos", "ellas", "yo",
    "ele", "ela", "eles", "elas", "eu", "lui", "lei", "loro", "他", "她", "他们", "彼", "彼女",
];

/// Counts quotations, turns and words of each person, and says who is named.
pub fn count(story: &mut Story) {
    let Story {
        people,
        quotations,
        turns,
        text,
        ..
    } = story;
    for person in people.iter_mut() {
        person.is_unnamed = !is_named(&person.name);
    }
    for quotation in quotations {
        if let Some(speaker) = quotation.speaker {
            people[speaker.person].quotations += 1;
            people[speaker.person].words += count_words(&text[quotation.span.range()]);
        }
    }
    for turn in turns {
        people[turn.speaker].turns += 1;
        people[turn.speaker].words += count_words(&text[turn.span.range()]);
    }
}

/// Whether a name ends in a word that names: with a capital or in a script that has none, and
/// neither a pronoun nor an office. "Ana Rivera" and "the White House" do; "he", "Senior Editor" and
/// "a senior official" do not.
fn is_named(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_matches(|c: char| !c.is_alphanumeric());
    let names = last.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let folded = last.to_lowercase();
    names && !PRONOUNS.contains(&folded.as_str()) && !interview::is_office(&folded)
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn names_are_told_from_what_stands_for_them() {
        for name in [
            "Ana Rivera",
            "Rivera",
            "the White House",
            "Dr. Moreau",
            "浜口源一",
        ] {
            assert!(is_named(name), "{name}");
        }
        for name in [
            "he",
            "We",
            "彼女",
            "Senior Editor",
            "Host",
            "Q",
            "a senior official",
            "",
        ] {
            assert!(!is_named(name), "{name}");
        }
    }
}
