//! The tables of words that the interview passes ask.

/// Words set before a name that are no part of it. English forms of address and offices as the
/// transcripts of broadcasters print them, and the common ones of Spanish, French and German.
pub(super) const TITLES: &[&str] = &[
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
pub(super) const PARTICLES: &[&str] = &[
    "al", "and", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "e", "el", "et",
    "ibn", "la", "le", "of", "the", "ter", "van", "von", "und", "wa", "y", "zu",
];

/// Small words inside the names of persons.
pub(super) const NAME_PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "ter", "van", "von", "wa", "zu",
];

/// Labels that say that their bearer asks.
pub(super) const ASKS: &[&str] = &[
    "q",
    "question",
    "frage",
    "pregunta",
    "p",
    "domanda",
    "pergunta",
    "вопрос",
];

/// Labels that say that their bearer answers.
pub(super) const ANSWERS: &[&str] = &[
    "a",
    "answer",
    "antwort",
    "respuesta",
    "réponse",
    "risposta",
    "resposta",
    "ответ",
];

/// Labels of those who ask for a living.
pub(super) const ASKERS: &[&str] = &[
    "interviewer",
    "host",
    "moderator",
    "reporter",
    "editor",
    "anchor",
    "presenter",
    "correspondent",
    "journalist",
    "entrevistador",
    "entrevistadora",
    "periodista",
    "journaliste",
    "interviewerin",
    "reporterin",
    "redaktion",
    "moderatorin",
    "记者",
];

/// Labels of what is played between the turns: voices that are no party to the talk.
pub(super) const CLIPS: &[&str] = &[
    "announcer",
    "audience",
    "break",
    "caller",
    "clip",
    "commercial",
    "crowd",
    "narrator",
    "news report",
    "protester",
    "protesters",
    "reporters",
    "sponsor",
    "unidentified",
    "unknown",
    "video",
    "voiceover",
    "voice over",
];

/// Words that open a line before a colon and name no speaker: editors' notes, credits, contact and
/// service lines, recipes, reviews, comparisons.
const NEVER: &[&str] = &[
    "address",
    "advantages",
    "advertisement",
    "also",
    "author",
    "background",
    "before",
    "after",
    "breaking",
    "bottom line",
    "buy if",
    "calories",
    "caption",
    "category",
    "challenge",
    "chart",
    "comments",
    "conclusion",
    "cons",
    "contact",
    "contributing",
    "cook time",
    "copyright",
    "correction",
    "cost",
    "credit",
    "credits",
    "date",
    "dear",
    "details",
    "directions",
    "director",
    "disadvantages",
    "disclaimer",
    "disclosure",
    "duration",
    "edited by",
    "editor's note",
    "editor’s note",
    "email",
    "example",
    "exclusive",
    "fact",
    "fax",
    "file photo",
    "follow us",
    "gallery",
    "good for",
    "graphic",
    "help wanted",
    "hours",
    "how",
    "image",
    "image credit",
    "images",
    "ingredients",
    "instructions",
    "key developments",
    "last updated",
    "length",
    "link",
    "links",
    "location",
    "map",
    "method",
    "more",
    "myth",
    "note",
    "notes",
    "opinion",
    "or",
    "other",
    "p.s",
    "phone",
    "photo",
    "photo by",
    "photo credit",
    "photograph",
    "photos",
    "picture",
    "pictured",
    "pictures",
    "place",
    "poll",
    "prep time",
    "preparation",
    "previously",
    "price",
    "problem",
    "pros",
    "ps",
    "published",
    "rating",
    "read also",
    "read more",
    "reality",
    "recipe",
    "recommended",
    "references",
    "related",
    "related articles",
    "related stories",
    "result",
    "results",
    "review",
    "running time",
    "see also",
    "serves",
    "serving size",
    "servings",
    "share",
    "solution",
    "source",
    "sources",
    "step",
    "summary",
    "tags",
    "tel",
    "telephone",
    "the problem",
    "the solution",
    "time",
    "tip",
    "tips",
    "title",
    "topics",
    "total time",
    "translation",
    "update",
    "updated",
    "url",
    "value",
    "venue",
    "verdict",
    "via",
    "video transcript",
    "warning",
    "watch",
    "website",
    "what",
    "when",
    "where",
    "who",
    "why",
    "written by",
    "yield",
];

/// Whether these words before a colon never name a speaker.
pub(super) fn is_never_a_speaker(name: &str) -> bool {
    let bare = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.')
        .to_lowercase();
    NEVER.contains(&bare.as_str())
}

/// Whether a word stands before names and is no part of them; stops and case do not matter.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_matches('.').to_lowercase().as_str())
}

/// Whether a word, in lower case, is a part that somebody plays in a talk: "q", "host", "editor".
pub(super) fn is_part(word: &str) -> bool {
    [ASKS, ANSWERS, ASKERS, CLIPS]
        .iter()
        .any(|parts| parts.contains(&word))
}

/// Words that begin a sentence or a heading and no name: articles, pronouns, counting words.
const OPENERS: &[&str] = &[
    "a", "an", "another", "chapter", "day", "for", "here", "his", "her", "i", "in", "it", "its",
    "lesson", "my", "number", "on", "one", "option", "our", "part", "point", "rule", "so", "step",
    "that", "the", "their", "there", "this", "two", "and", "but", "what", "why", "we", "you",
    "your",
];

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
pub(super) fn leads_in(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    REPORTS.contains(&last)
}

/// Whether a would-be name begins with a word that begins sentences.
pub(super) fn opens_a_sentence(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    OPENERS.contains(&first.to_lowercase().as_str())
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
