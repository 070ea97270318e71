//! FIELDS: what a reader can put before a colon. The help, the completion and the parser read it.

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
}

const fn row(
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
    }
}

/// Every field of the query language.
#[rustfmt::skip]
pub const FIELDS: &[QueryField] = &[
    row("headline", Asks::Words("headline"), "words of the headline", "headline:treaty"),
    row("deck", Asks::Words("deck"), "words of the standfirst", "deck:harbour"),
    row("section", Asks::Words("heading"), "words of a section heading", "section:background"),
    row("body", Asks::Words("text"), "words anywhere in the text", "body:drought"),
    row("said", Asks::Said(None), "words of one quotation or turn", "said:\"joint responses\""),
    row("asked", Asks::Said(Some("question")), "words of a question in an interview", "asked:risk"),
    row("answered", Asks::Said(Some("answer")), "words of an answer in an interview", "answered:guidelines"),
    row("speaker", Asks::Speaker, "who says it", "speaker:rivera sovereignty"),
    row("source", Asks::Words("source"), "who published it", "source:courier"),
    row("byline", Asks::Words("byline"), "who wrote it", "byline:okafor"),
    row("tag", Asks::Words("tag"), "subject named by the file", "tag:climate"),
    row("path", Asks::Words("path"), "name of the file or folder", "path:world"),
    row("is", Asks::Is, "report, interview, dated or undated", "is:interview"),
    row("kind", Asks::Is, "the same as is:", "kind:report"),
    row("lang", Asks::Lang, "language, by its two letters", "lang:es"),
    row("after", Asks::After, "that day or later", "after:2025-01"),
    row("before", Asks::Before, "before that day", "before:\"last week\""),
    row("on", Asks::On, "that day, month or year", "on:yesterday"),
    row("words", Asks::Number("words"), "length in words", "words:<800"),
    row("quotes", Asks::Number("quotations"), "number of quotations", "quotes:>5"),
    row("sort", Asks::Sort, "relevance, date or length", "sort:date"),
];

/// What `is:` can be followed by.
pub const TRAITS: &[&str] = &["report", "interview", "dated", "undated"];

/// What `sort:` can be followed by.
pub const SORTS: &[&str] = &["relevance", "date", "length"];

/// The field with this name.
pub(crate) fn find(name: &str) -> Option<&'static QueryField> {
    FIELDS
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case(name))
}
