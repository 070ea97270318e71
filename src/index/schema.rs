//! FIELDS: what the index holds, how it is taken from a story, and how it is broken into terms.
//!
//! Four classes of documents share one schema: a story, each person who speaks in it, each
//! quotation and turn ("utterance"), and the file they came from. A new row of [`FIELDS`] or
//! [`NUMBERS`] makes another schema, and an index with another schema is built anew.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::index::folding::Folding;
use crate::index::order::Class;
use crate::index::words::{self, FOLDED, WORDS};
use crate::story::{Story, StoryId, StoryKind, TurnRole};

/// Boosted when the same fields are filled in another way, so that older indexes are built anew.
pub(crate) const EDITION: u32 = 6;

/// How a field is broken into terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tokens {
    /// Words with their places, so that phrases can be asked for; many of a word in a short text
    /// count for more than in a long one.
    Words,
    /// The same for text that was folded before.
    Folded,
    /// Words with their places, whatever the length of the text: most documents have no such field, and its
    /// length would take a byte of each.
    Names,
    /// What stands before each space; only whether it is there.
    Spaced,
    /// The value as it is.
    Whole,
    /// Not asked for, only kept.
    Unasked,
}

/// A story as it goes into the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filed<'a> {
    /// Which story.
    pub(crate) id: &'a StoryId,
    /// What is in it.
    pub(crate) story: &'a Story,
    /// Its words.
    pub(crate) folding: &'a Folding,
}

/// Barrier over the values of a field.
type Take = fn(Filed<'_>, &mut dyn FnMut(&str));

/// A text field of the index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextField {
    /// Its name in the index.
    pub(crate) name: &'static str,
    /// Which documents have it.
    pub(crate) of: Class,
    /// How it is broken up.
    pub(crate) tokens: Tokens,
    /// Whether a row of an answer shows it.
    pub(crate) kept: bool,
    /// How a story's value is found; fields of other classes are filled by `document`.
    pub(crate) take: Take,
}

/// A number of the index, kept as a column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberField {
    /// Its name in the index.
    pub(crate) name: &'static str,
    /// Whether documents can be looked up by it.
    pub(crate) looked_up: bool,
    /// Whether a row of an answer shows it.
    pub(crate) kept: bool,
    /// Whether it is a column of its own.
    pub(crate) column: bool,
}

const fn story(name: &'static str, tokens: Tokens, take: Take) -> TextField {
    TextField {
        name,
        of: Class::Story,
        tokens,
        kept: false,
        take,
    }
}

const fn kept(field: TextField) -> TextField {
    TextField {
        kept: true,
        ..field
    }
}

const fn of(class: Class, name: &'static str, tokens: Tokens) -> TextField {
    TextField {
        name,
        of: class,
        tokens,
        kept: matches!(tokens, Tokens::Unasked),
        take: |_, _| (),
    }
}

/// Every text field.
#[rustfmt::skip]
pub(crate) const FIELDS: &[TextField] = &[
    kept(story("headline", Tokens::Words, |filed, take| take(&filed.story.meta.headline))),
    story("deck", Tokens::Names, |filed, take| filed.story.meta.deck.iter().for_each(|deck| take(deck))),
    story("heading", Tokens::Names, headings),
    story("text", Tokens::Folded, |filed, take| take(&filed.folding.text)),
    story("edge", Tokens::Spaced, |filed, take| take(&filed.folding.edges)),
    story("byline", Tokens::Names, |filed, take| filed.story.meta.bylines.iter().for_each(|name| take(name))),
    kept(story("source", Tokens::Names, |filed, take| filed.story.meta.source.iter().for_each(|name| take(name)))),
    story("source_name", Tokens::Whole, |filed, take| filed.story.meta.source.iter().for_each(|name| take(name))),
    story("tag", Tokens::Names, |filed, take| filed.story.meta.tags.iter().for_each(|tag| take(tag))),
    kept(story("path", Tokens::Names, |filed, take| take(&filed.id.path))),
    story("is", Tokens::Whole, traits),
    kept(story("kind", Tokens::Unasked, |filed, take| take(kind(filed.story)))),
    story("lang", Tokens::Whole, |filed, take| filed.story.meta.lang.iter().for_each(|code| take(code))),
    story("named", Tokens::Whole, named),
    of(Class::Utterance, "speaker", Tokens::Names),
    of(Class::Utterance, "role", Tokens::Whole),
    of(Class::Person, "person", Tokens::Whole),
    of(Class::Person, "person_name", Tokens::Unasked),
    of(Class::Person, "person_variant", Tokens::Unasked),
    of(Class::Person, "person_role", Tokens::Unasked),
];

/// Every number.
#[rustfmt::skip]
pub(crate) const NUMBERS: &[NumberField] = &[
    NumberField { name: "order", looked_up: false, kept: false, column: true },
    NumberField { name: "story", looked_up: false, kept: false, column: true },
    NumberField { name: "file", looked_up: true, kept: false, column: false },
    NumberField { name: "file_key", looked_up: false, kept: false, column: true },
    NumberField { name: "version", looked_up: false, kept: false, column: true },
    NumberField { name: "words", looked_up: false, kept: true, column: true },
    NumberField { name: "quotations", looked_up: false, kept: true, column: true },
    NumberField { name: "said", looked_up: false, kept: false, column: true },
    NumberField { name: "ordinal", looked_up: false, kept: true, column: false },
    NumberField { name: "offset", looked_up: false, kept: true, column: false },
    NumberField { name: "first", looked_up: false, kept: false, column: true },
    NumberField { name: "length", looked_up: false, kept: false, column: true },
    NumberField { name: "start", looked_up: false, kept: false, column: true },
    NumberField { name: "dated", looked_up: false, kept: false, column: true },
    NumberField { name: "turns", looked_up: false, kept: false, column: true },
    // Of a long file of records: the bytes in which the records begin that were read together, and
    // the ordinal of the first story after them.
    NumberField { name: "from", looked_up: false, kept: false, column: true },
    NumberField { name: "until", looked_up: false, kept: false, column: true },
    NumberField { name: "next", looked_up: false, kept: false, column: true },
];

/// The day of publication has a sign, so it is no [`NUMBERS`] row.
pub(crate) const DATE: &str = "date";
/// Whether a time of day is printed with it.
pub(crate) const HAS_TIME: &str = "has_time";

/// The schema that the tables make.
pub(crate) fn schema() -> Schema {
    let mut builder = Schema::builder();
    for field in FIELDS {
        builder.add_text_field(field.name, text_options(field));
    }
    for field in NUMBERS {
        builder.add_u64_field(field.name, number_options(field));
    }
    add_date(&mut builder);
    builder.build()
}

fn add_date(builder: &mut SchemaBuilder) {
    let date = NumericOptions::default().set_fast().set_stored();
    builder.add_i64_field(DATE, date);
    builder.add_u64_field(HAS_TIME, NumericOptions::default().set_stored());
}

fn text_options(field: &TextField) -> TextOptions {
    let options = TextOptions::default();
    let options = if field.kept {
        options.set_stored()
    } else {
        options
    };
    let (tokenizer, record) = match field.tokens {
        Tokens::Words | Tokens::Names => (WORDS, IndexRecordOption::WithFreqsAndPositions),
        Tokens::Folded => (FOLDED, IndexRecordOption::WithFreqsAndPositions),
        Tokens::Spaced => (FOLDED, IndexRecordOption::Basic),
        Tokens::Whole => ("raw", IndexRecordOption::Basic),
        Tokens::Unasked => return options,
    };
    options.set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(record)
            .set_fieldnorms(matches!(field.tokens, Tokens::Words | Tokens::Folded)),
    )
}

fn number_options(field: &NumberField) -> NumericOptions {
    let options = NumericOptions::default();
    let options = if field.column {
        options.set_fast()
    } else {
        options
    };
    let options = if field.kept {
        options.set_stored()
    } else {
        options
    };
    if field.looked_up {
        options.set_indexed()
    } else {
        options
    }
}

/// The handle of a field of the tables.
///
/// # Panics
/// When no table has the name.
pub(crate) fn field(schema: &Schema, name: &str) -> Field {
    schema
        .get_field(name)
        .expect("every field that is named in the code stands in a table")
}

/// Every term of a role.
pub(crate) const ROLES: &[&str] = &["quotation", "question", "answer", "turn"];

/// The term of a role.
pub(crate) fn role(role: TurnRole) -> &'static str {
    match role {
        TurnRole::Question => "question",
        TurnRole::Answer => "answer",
        TurnRole::Other => "turn",
    }
}

fn headings(filed: Filed<'_>, take: &mut dyn FnMut(&str)) {
    for section in &filed.story.sections {
        take(filed.story.slice(section.heading));
    }
}

fn kind(story: &Story) -> &'static str {
    match story.meta.kind {
        StoryKind::Report => "report",
        StoryKind::Interview => "interview",
    }
}

/// Who speaks in the story by name, a term each, so that stories with the same people find each other.
fn named(filed: Filed<'_>, take: &mut dyn FnMut(&str)) {
    let people = filed.story.people.iter();
    for person in people.filter(|person| !person.is_unnamed) {
        take(&words::folded(&person.name));
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
    use super::{FIELDS, NUMBERS, schema};

    #[test]
    fn every_field_has_a_name_of_its_own() {
        let schema = schema();
        assert_eq!(schema.fields().count(), FIELDS.len() + NUMBERS.len() + 2);
    }
}
