//! The words of speakers' labels: what stands in them, what never does.

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

/// Labels that say that their bearer asks.
pub const ASKS: &[&str] = &[
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
pub const ANSWERS: &[&str] = &[
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
pub const ASKERS: &[&str] = &[
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
pub const CLIPS: &[&str] = &[
    "announcer",
    "audience",
    "break",
    "caller",
    "clip",
    "commercial",
    "crowd",
    "excerpt",
    "extract",
    "jingle",
    "music",
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
    "enquiries",
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
    "inquiries",
    "ingredients",
    "instructions",
    "key developments",
    "last updated",
    "length",
    "link",
    "links",
    "location",
    "map",
    "media contact",
    "media enquiries",
    "media inquiries",
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
    "press contact",
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
pub fn is_never_a_speaker(name: &str) -> bool {
    let bare = name
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == '.')
        .to_lowercase();
    let ends = |phrase: &str| {
        bare.strip_suffix(phrase)
            .is_some_and(|rest| rest.ends_with(' '))
    };
    NEVER.contains(&bare.as_str()) || CONTACTS.iter().any(|phrase| ends(phrase))
}

/// Phrases of [`NEVER`] that other words may stand before: "ENDS MEDIA CONTACT".
const CONTACTS: &[&str] = &["contact", "enquiries", "inquiries"];

/// Whether a word stands before names and is no part of them; stops and case do not matter.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_matches('.').to_lowercase().as_str())
}

/// Whether a word, in lower case, is a part that somebody plays in a talk: "q", "host", "editor".
pub fn is_part(word: &str) -> bool {
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
pub fn leads_in(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    REPORTS.contains(&last)
}

/// Whether a would-be name begins with a word that begins sentences.
pub fn opens_a_sentence(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    OPENERS.contains(&first.to_lowercase().as_str())
}
