//! The words of speakers' labels: what stands in them, what never does. What a language says of them
//! stands in its pack; here are the lists over all packs, because a label is read before its language
//! is known.

use super::pack::lists;

lists! {
    ASKS = Asks;
    ANSWERS = Answers;
    ASKERS = Asker;
    CLIPS = Clip;
    NEVER = NeverSpeaks;
    OPENERS = Opener;
}

/// Whether a list over all packs holds a word or phrase.
fn holds(list: &[&str], words: &str) -> bool {
    list.binary_search(&words).is_ok()
}

/// Whether a label, in lower case, says that its bearer asks: "question".
pub fn asks(label: &str) -> bool {
    holds(&ASKS, label)
}

/// Whether a label, in lower case, says that its bearer answers: "answer".
pub fn answers(label: &str) -> bool {
    holds(&ANSWERS, label)
}

/// Whether a word, in lower case, names somebody who asks for a living: "reporter".
pub fn asks_for_a_living(word: &str) -> bool {
    holds(&ASKERS, word)
}

/// Whether a label, in lower case, is of what is played between the turns: "announcer".
pub fn is_clip(label: &str) -> bool {
    holds(&CLIPS, label)
}

/// Words set before a name that are no part of it. English forms of address and offices as the
/// transcripts of broadcasters print them, and the common ones of Spanish, French and German.
pub const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "alderman",
    "amb",
    "ambassador",
    "capt",
    "captain",
    "chancellor",
    "chief",
    "cllr",
    "cmdr",
    "col",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "councillor",
    "councilman",
    "councilor",
    "councilwoman",
    "cpt",
    "dame",
    "don",
    "doña",
    "dr",
    "dra",
    "father",
    "frau",
    "gen",
    "general",
    "gov",
    "governor",
    "herr",
    "hon",
    "host",
    "imam",
    "judge",
    "justice",
    "lady",
    "lord",
    "lt",
    "madame",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "msgr",
    "pastor",
    "pm",
    "president",
    "prof",
    "professor",
    "rabbi",
    "rep",
    "representative",
    "rev",
    "secretary",
    "sen",
    "senator",
    "señor",
    "señora",
    "sgt",
    "sheriff",
    "sir",
    "sra",
    "superintendent",
    "supt",
];

/// Small words inside labels: those of names, and those of offices ("Secretary of State").
pub const PARTICLES: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "e", "el", "et",
    "ibn", "la", "le", "of", "the", "ter", "van", "von", "und", "wa", "y", "zu",
];

/// Small words inside the names of persons.
pub const NAME_PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "ter", "van", "von", "wa", "zu",
];

/// Whether these words before a colon never name a speaker.
pub fn is_never_a_speaker(name: &str) -> bool {
    let bare = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.')
        .to_lowercase();
    let ends = |phrase: &str| {
        bare.strip_suffix(phrase)
            .is_some_and(|rest| rest.ends_with(' '))
    };
    holds(&NEVER, &bare) || CONTACTS.iter().any(|phrase| ends(phrase))
}

/// Words that never speak and that other words may stand before: "ENDS MEDIA CONTACT".
const CONTACTS: &[&str] = &["contact", "enquiries", "inquiries"];

/// Whether a word stands before names and is no part of them; stops and case do not matter.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_matches('.').to_lowercase().as_str())
}

/// Whether a word, in lower case, is a part that somebody plays in a talk: "q", "host", "editor".
pub fn is_part(word: &str) -> bool {
    asks(word) || answers(word) || asks_for_a_living(word) || is_clip(word)
}

/// Last words of a clause that leads in a quotation, not of a label: "Rocha added:".
const REPORTS: &[&str] = &[
    "added",
    "adds",
    "argued",
    "asked",
    "asks",
    "claimed",
    "commented",
    "continued",
    "declared",
    "explained",
    "explains",
    "insisted",
    "noted",
    "notes",
    "posted",
    "quipped",
    "replied",
    "said",
    "saying",
    "says",
    "states",
    "stated",
    "told",
    "tweeted",
    "warned",
    "writes",
    "wrote",
    "sagte",
    "sagt",
    "ergänzt",
    "dijo",
    "dice",
    "dit",
    "écrit",
];

/// Whether words before a colon are a clause that leads in a quotation.
pub fn leads_in(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    REPORTS.contains(&last)
}

/// Whether a would-be name begins with a word that begins sentences.
pub fn opens_a_sentence(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    holds(&OPENERS, &first.to_lowercase())
}
