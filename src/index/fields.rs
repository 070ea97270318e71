//! FIELDS: what a reader can put before a colon, and what the index holds for it. The help, the
//! completion, the parser, the schema and the documents all read it: a field is a row.

use crate::index::columns::{Filed, NumberField, TextField, Tokens, kept, number, story};
use crate::story::{Story, StoryKind};

/// Where a word counts for more than in running text, and how much more.
pub(crate) const BOOSTS: [(&str, f64); 3] = [("headline", 3.0), ("deck", 1.0), ("heading", 0.7)];

/// A word that can stand before a colon.
#[derive(Clone, Copy, Debug)]
pub struct QueryField {
    /// The word, without its colon.
    pub name: &'static str,
    /// What it asks for, in a few words.
    pub help: &'static str,
    /// A query that shows it.
    pub example: &'static str,
    pub(crate) asks: Asks,
    pub(crate) holds: Holds,
}

/// What the index holds for a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Holds {
    /// Nothing of its own.
    Nothing,
    /// A text.
    Text(TextField),
    /// A number.
    Number(NumberField),
}

/// How the value after the colon is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    /// Words in this field of the index.
    Words(&'static str),
    /// Words of one quotation or turn, of this role where one is given.
    Said(Option<&'static str>),
    /// The name of who speaks.
    Speaker,
    /// One of a few words.
    Is,
    /// A language code.
    Lang,
    /// A number, a range or a comparison over this column.
    Number(&'static str),
    /// Days from the one named.
    After,
    /// Days before the one named.
    Before,
    /// The days named.
    On,
    /// The order of the answer.
    Sort,
    /// Whether near copies are folded.
    Copies,
    /// A tag of the reader's own.
    Mine,
}

/// A field that asks for words of a text of the index.
const fn words(
    text: TextField,
    name: &'static str,
    help: &'static str,
    example: &'static str,
) -> QueryField {
    QueryField {
        name,
        help,
        example,
        asks: Asks::Words(text.name),
        holds: Holds::Text(text),
    }
}

/// A field that asks for a number.
const fn amount(
    column: NumberField,
    name: &'static str,
    help: &'static str,
    example: &'static str,
) -> QueryField {
    QueryField {
        name,
        help,
        example,
        asks: Asks::Number(column.name),
        holds: Holds::Number(column),
    }
}

/// A field whose value is read in a way of its own.
const fn own(
    name: &'static str,
    asks: Asks,
    help: &'static str,
    example: &'static str,
) -> QueryField {
    QueryField {
        name,
        help,
        example,
        asks,
        holds: Holds::Nothing,
    }
}

/// The same with a text of the index.
const fn with(text: TextField, field: QueryField) -> QueryField {
    QueryField {
        holds: Holds::Text(text),
        ..field
    }
}

/// Every field of the query language.
#[rustfmt::skip]
pub const FIELDS: &[QueryField] = &[
    words(kept(story("headline", Tokens::Words, |filed, take| take(&filed.story.meta.headline))),
        "headline", "words of the headline", "headline:treaty"),
    words(story("deck", Tokens::Names, |filed, take| filed.story.meta.deck.iter().for_each(|deck| take(deck))),
        "deck", "words of the standfirst", "deck:harbour"),
    words(story("heading", Tokens::Names, headings),
        "section", "words of a section heading", "section:background"),
    words(story("text", Tokens::Folded, |filed, take| take(&filed.folding.text)),
        "body", "words anywhere in the text", "body:drought"),
    own("said", Asks::Said(None), "words of one quotation or turn", "said:\"joint responses\""),
    own("asked", Asks::Said(Some("question")), "words of a question in an interview", "asked:risk"),
    own("answered", Asks::Said(Some("answer")), "words of an answer in an interview", "answered:guidelines"),
    own("speaker", Asks::Speaker, "who says it", "speaker:rivera sovereignty"),
    words(kept(story("source", Tokens::Names, |filed, take| filed.story.meta.source.iter().for_each(|name| take(name)))),
        "source", "who published it", "source:courier"),
    words(story("byline", Tokens::Names, |filed, take| filed.story.meta.bylines.iter().for_each(|name| take(name))),
        "byline", "who wrote it", "byline:okafor"),
    words(story("tag", Tokens::Names, |filed, take| filed.story.meta.tags.iter().for_each(|tag| take(tag))),
        "tag", "subject named by the file", "tag:climate"),
    words(kept(story("path", Tokens::Names, |filed, take| take(&filed.id.path))),
        "path", "name of the file or folder", "path:world"),
    with(story("is", Tokens::Whole, traits),
        own("is", Asks::Is, "report, interview, dated, unread, new, starred, changed …", "is:interview")),
    own("kind", Asks::Is, "the same as is:", "kind:report"),
    with(story("lang", Tokens::Whole, |filed, take| filed.story.meta.lang.iter().for_each(|code| take(code))),
        own("lang", Asks::Lang, "language, by its two letters", "lang:es")),
    own("after", Asks::After, "that day or later", "after:2025-01"),
    own("before", Asks::Before, "before that day", "before:\"last week\""),
    own("on", Asks::On, "that day, month, year or range", "on:2001..2004"),
    amount(number("words", |filed| filed.story.words() as u64),
        "words", "length in words", "words:<800"),
    amount(number("quotations", |filed| filed.story.quotations.len() as u64),
        "quotes", "number of quotations", "quotes:>5"),
    own("my", Asks::Mine, "a tag of your own", "my:later"),
    own("sort", Asks::Sort, "rank, newest, oldest or length", "sort:oldest"),
    own("copies", Asks::Copies, "all: near copies of a story, too", "copies:all"),
];

/// What `is:` can be followed by.
pub const TRAITS: &[&str] = &[
    "report",
    "interview",
    "dated",
    "undated",
    "unread",
    "read",
    "new",
    "started",
    "starred",
    "changed",
];

/// What `sort:` can be followed by.
pub const SORTS: &[&str] = &["relevance", "rank", "date", "newest", "oldest", "length"];

/// What `copies:` can be followed by.
pub const COPIES: &[&str] = &["all", "folded"];

/// The field with this name.
pub(crate) fn find(name: &str) -> Option<&'static QueryField> {
    let mut other = OTHER_NAMES.iter();
    let other = other.find(|(other, _)| other.eq_ignore_ascii_case(name));
    let name = other.map_or(name, |(_, name)| *name);
    FIELDS
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case(name))
}

/// The field whose name is most like this one, where any is.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    const LIKE: f64 = 0.8;
    let name = name.to_lowercase();
    let likeness = |field: &QueryField| (strsim::jaro_winkler(&name, field.name), field.name);
    let all = FIELDS.iter().map(likeness);
    let nearest = all.max_by(|one, other| one.0.total_cmp(&other.0));
    nearest
        .filter(|(likeness, _)| *likeness > LIKE)
        .map(|(_, name)| name)
}

/// What fields are called elsewhere, in search engines and mail programs.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("title", "headline"),
    ("intitle", "headline"),
    ("subject", "headline"),
    ("author", "byline"),
    ("by", "byline"),
    ("from", "byline"),
    ("site", "source"),
    ("publisher", "source"),
    ("date", "on"),
    ("since", "after"),
    ("until", "before"),
    ("language", "lang"),
    ("file", "path"),
];

fn headings(filed: Filed<'_>, take: &mut dyn FnMut(&str)) {
    for section in &filed.story.sections {
        take(filed.story.slice(section.heading));
    }
}

/// The term of a kind of story.
pub(crate) fn kind(story: &Story) -> &'static str {
    match story.meta.kind {
        StoryKind::Report => "report",
        StoryKind::Interview => "interview",
    }
}

fn traits(filed: Filed<'_>, take: &mut dyn FnMut(&str)) {
    take("story");
    take(kind(filed.story));
    take(match filed.story.meta.date {
        Some(_) => "dated",
        None => "undated",
    });
}

#[cfg(test)]
mod tests {
    use super::FIELDS;
    use crate::index::query::Query;

    #[test]
    fn every_field_is_understood_as_its_example_shows_it() {
        for field in FIELDS {
            let query = Query::parse(field.example);
            assert_eq!(query.hints, [], "{}", field.example);
            let is_asked = field.example.starts_with(&format!("{}:", field.name));
            assert!(is_asked, "{} shows another field", field.example);
        }
    }
}
