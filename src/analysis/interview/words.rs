//! The tables of words that the interview passes ask; those of labels are in
//! [`crate::language::label_words`], those of persons in the packs.

use std::collections::HashSet;

use crate::language;
use crate::language::section::Section;
use crate::story::Story;

/// The words by which a language speaks of the speaker and to the hearer.
#[derive(Debug)]
pub(super) struct Persons {
    first: HashSet<&'static str>,
    second: HashSet<&'static str>,
}

impl Persons {
    /// Those of the language that the story is told in; of English where nobody knows it.
    pub(super) fn of(story: &Story) -> Self {
        let told = story.meta.lang.and_then(language::of);
        let pack = told.unwrap_or(language::english()).pack;
        Self {
            first: pack.entries(Section::FirstPerson).collect(),
            second: pack.entries(Section::SecondPerson).collect(),
        }
    }

    /// Whether a word, with whatever marks and endings hang on it, speaks of the speaker: "I’ve".
    pub(super) fn is_first(&self, word: &str) -> bool {
        holds(&self.first, word)
    }

    /// Whether a word, with whatever marks and endings hang on it, speaks to the hearer: "you,".
    pub(super) fn is_second(&self, word: &str) -> bool {
        holds(&self.second, word)
    }
}

/// Whether a word or one of its halves ("basta-me") is listed, in small letters where it is so listed.
fn holds(list: &HashSet<&'static str>, word: &str) -> bool {
    let mut parts = word.split(|c: char| !c.is_alphabetic());
    parts.any(|part| {
        !part.is_empty() && (list.contains(part) || list.contains(part.to_lowercase().as_str()))
    })
}

/// What a guest says on arrival.
pub(super) const GUEST_THANKS: &[&str] = &[
    "for having me",
    "for having us",
    "for inviting me",
    "for inviting us",
    "to be here",
    "to be with you",
    "to be on the show",
    "to be back",
    "gracias por invitarme",
    "danke für die einladung",
    "merci de m'inviter",
];

/// What stands before the name of one who is about to be interviewed.
pub(super) const PRESENTS_NEXT: &[&str] = &[
    "interview with",
    "q&a with",
    "questions for",
    "questions with",
    "interviews ",
    "interviewed ",
    "interview to ",
    "sat down with",
    "spoke to",
    "spoke with",
    "speaks to",
    "speaks with",
    "speaking to",
    "speaking with",
    "talk to",
    "talk with",
    "talked to",
    "talked with",
    "talks to",
    "talking to",
    "talking with",
    "talks with",
    "joined by",
    "joined now by",
    "joining us",
    "guest",
    "welcome",
    "bring in",
    "get to",
    "caught up with",
    "conversation with",
    "chat with",
    "chatted with",
    "im gespräch mit",
    "sprach mit",
    "entrevista a",
    "entrevista con",
    "habló con",
    "entretien avec",
];

/// What stands behind the name of one who is about to be interviewed.
pub(super) const PRESENTS_LAST: &[&str] = &[
    "joins us",
    "joins me",
    "join us",
    "is with us",
    "is here",
    ", welcome",
    ", thank you for",
    ", thanks for",
];

/// What stands right before the name of one who presents others.
pub(super) const PRESENTS_SELF: &[&str] = &[
    "i'm",
    "i’m",
    "i am",
    "this is",
    "my name is",
    "host",
    "co-host",
    "cohost",
    "reporter",
    "correspondent",
];

/// Whether a question that ends with this word only wants assent.
pub(super) fn is_tag(word: &str) -> bool {
    const TAGS: &[&str] = &[
        "right", "ok", "okay", "huh", "eh", "yeah", "yes", "no", "true", "correct", "know", "see",
        "oder", "verdad", "non",
    ];
    TAGS.iter().any(|tag| word.eq_ignore_ascii_case(tag))
}

/// Whether a word can open a tag: "isn’t it?", "did you?".
pub(super) fn is_auxiliary(word: &str) -> bool {
    const AUXILIARIES: &[&str] = &[
        "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "will", "would",
        "can", "could", "should", "isn", "aren", "wasn", "weren", "don", "doesn", "didn", "haven",
        "hasn", "hadn", "won", "wouldn", "couldn", "shouldn", "ain",
    ];
    let stem = word.split(['\'', '’']).next().unwrap_or(word);
    AUXILIARIES.iter().any(|one| stem.eq_ignore_ascii_case(one))
}

/// Words of those who tell: English, German, Spanish, French.
const FIRST_PERSON: &[&str] = &[
    "I", "i", "my", "My", "me", "mine", "ich", "Ich", "mir", "mich", "yo", "Yo", "mi", "je", "Je",
    "j", "J", "mon", "ma",
];

/// Words of those who ask: English, German, Spanish, French.
const SECOND_PERSON: &[&str] = &[
    "you", "You", "your", "Your", "yours", "Sie", "Ihr", "Ihre", "Ihnen", "du", "usted", "Usted",
    "vous", "Vous", "votre",
];

/// Whether a word, with whatever marks and endings hang on it, speaks of the speaker: "I’ve".
pub(super) fn is_first_person(word: &str) -> bool {
    is_pronoun(word, b"IimMyYjJ", FIRST_PERSON)
}

/// Whether a word, with whatever marks and endings hang on it, speaks to the hearer: "you,".
pub(super) fn is_second_person(word: &str) -> bool {
    is_pronoun(word, b"yYSIduUvV", SECOND_PERSON)
}

/// Most words of a speech are none: their first byte says so.
fn is_pronoun(word: &str, first: &[u8], table: &[&str]) -> bool {
    let Some(byte) = word.bytes().next() else {
        return false;
    };
    if !first.contains(&byte) {
        return false;
    }
    let end = word.bytes().position(|byte| !byte.is_ascii_alphabetic());
    table.contains(&&word[..end.unwrap_or(word.len())])
}
