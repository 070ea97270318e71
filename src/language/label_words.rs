//! The words of speakers' labels: what stands in them, what never does. What a language says of them
//! stands in its pack; here are the lists over all packs, because a label is read before its language
//! is known.

use super::hash::Hash;
use super::lexicon::Class;
use super::pack::words;
use super::{LANGUAGES, Language};

words! {
    ASKS = Asks;
    ANSWERS = Answers;
    ASKERS = Asker;
    CLIPS = Clip;
    NEVER = NeverSpeaks;
    OPENERS = Opener;
    TITLES = Title;
    KEPT_TITLES = KeptTitle;
    PARTICLES = Particle;
    OFFICE_WORDS = OfficeWord;
}

/// Whether a label says that its bearer asks: "question".
pub fn asks(label: &str) -> bool {
    ASKS.hold_in_small(label)
}

/// Whether a label says that its bearer answers: "answer".
pub fn answers(label: &str) -> bool {
    ANSWERS.hold_in_small(label)
}

/// Whether a word, in lower case, names somebody who asks for a living: "reporter".
pub fn asks_for_a_living(word: &str) -> bool {
    ASKERS.hold(word)
}

/// Whether a label, in lower case, is of what is played between the turns: "announcer".
pub fn is_clip(label: &str) -> bool {
    CLIPS.hold(label)
}

/// Whether a small word stands inside the names of persons: "van".
pub fn is_particle(word: &str) -> bool {
    PARTICLES.hold(word)
}

/// Whether a small word stands inside labels: of names, and of offices ("Secretary of State").
pub fn is_small_word(word: &str) -> bool {
    is_particle(word) || OFFICE_WORDS.hold(word)
}

/// Whether these words before a colon never name a speaker.
pub fn is_never_a_speaker(name: &str) -> bool {
    let bare = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.')
        .to_lowercase();
    let ends = |phrase: &str| {
        bare.strip_suffix(phrase)
            .is_some_and(|rest| rest.ends_with(' '))
    };
    NEVER.hold(&bare) || CONTACTS.iter().any(|phrase| ends(phrase))
}

/// Words that never speak and that other words may stand before: "ENDS MEDIA CONTACT".
const CONTACTS: &[&str] = &["contact", "enquiries", "inquiries"];

/// Whether a word stands before names and is no part of them; stops and case do not matter.
pub fn is_title(word: &str) -> bool {
    let bare = word.trim_matches('.');
    TITLES.hold_in_small(bare) && !KEPT_TITLES.hold_in_small(bare)
}

/// Whether a title is a given name in another language, so that it may be part of a name: "Don".
pub fn is_given_too(word: &str) -> bool {
    const GIVEN: &[&str] = &["don"];
    GIVEN.contains(&word)
}

/// Whether a word, in lower case, is a part that somebody plays in a talk: "q", "host", "editor".
pub fn is_part(word: &str) -> bool {
    asks(word) || answers(word) || asks_for_a_living(word) || is_clip(word)
}

/// Whether words before a colon are a clause that leads in a quotation: "Rocha added:".
pub fn leads_in(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let says = |language: &Language| {
        let class = language.lexicon.look_up(Hash::of(last.as_bytes()));
        class.any(Class::SAY.with(Class::SAYING))
    };
    last.starts_with(char::is_lowercase) && LANGUAGES.iter().any(says)
}

/// Whether a would-be name begins with a word that begins sentences.
pub fn opens_a_sentence(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    OPENERS.hold_in_small(first)
}
