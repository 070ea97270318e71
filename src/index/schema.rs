//! What the index holds: the fields of the query language, and those that no reader asks for.
//!
//! Four classes of documents share one schema: a story, each person who speaks in it, each
//! quotation and turn ("utterance"), and the file they came from. A new row of [`FIELDS`], [`TEXTS`]
//! or [`NUMBERS`] makes another schema, and an index with another schema is built anew.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::index::columns::{
    Filed, NumberField, TextField, Tokens, column, kept, number, of, story,
};
use crate::index::fields::{self, FIELDS, Holds};
use crate::index::key;
use crate::index::order::Class;
use crate::index::query::ADDED;
use crate::index::shown;
use crate::index::words::{FOLDED, WORDS};
use crate::story::TurnRole;

/// Raised when the same fields are filled in another way, so that older indexes are built anew.
pub(crate) const EDITION: u32 = 9;

/// Texts that no reader asks for by name.
#[rustfmt::skip]
const TEXTS: &[TextField] = &[
    story("edge", Tokens::Spaced, |filed, take| take(&filed.folding.edges)),
    story("source_name", Tokens::Whole, |filed, take| filed.story.meta.source.iter().for_each(|name| take(name))),
    kept(story("kind", Tokens::Unasked, |filed, take| take(fields::kind(filed.story)))),
    kept(story("standfirst", Tokens::Unasked, |filed, take| shown::deck(filed.story).iter().for_each(|deck| take(deck)))),
    kept(story("voice", Tokens::Unasked, |filed, take| shown::voices(filed.story).iter().for_each(|name| take(name)))),
    story("named", Tokens::Whole, named),
    of(Class::Utterance, "speaker", Tokens::Names),
    of(Class::Utterance, "role", Tokens::Whole),
    of(Class::Utterance, "sayer", Tokens::Keyed),
    of(Class::Person, "person", Tokens::Whole),
    of(Class::Person, "person_name", Tokens::Unasked),
    of(Class::Person, "person_variant", Tokens::Unasked),
    of(Class::Person, "person_role", Tokens::Column),
];

/// Numbers that no reader asks for.
#[rustfmt::skip]
const NUMBERS: &[NumberField] = &[
    NumberField { looked_up: true, ..number("identity", |filed| filed.story.identity().0) },
    column(ADDED),
    column("order"),
    column("story"),
    NumberField { looked_up: true, column: false, ..column("file") },
    column("file_key"),
    column("version"),
    column("said"),
    NumberField { kept: true, column: false, ..column("ordinal") },
    NumberField { kept: true, column: false, ..column("offset") },
    column("first"),
    column("length"),
    column("start"),
    NumberField { take: Some(|filed| filed.folding.likeness.packed()[0]), ..column("near_one") },
    NumberField { take: Some(|filed| filed.folding.likeness.packed()[1]), ..column("near_other") },
    NumberField { take: Some(|filed| filed.folding.likeness.bits), ..column("near_bits") },
    column("dated"),
    column("turns"),
    // Of a long file of records: the bytes in which the records begin that were read together, and
    // the ordinal of the first story after them.
    column("from"),
    column("until"),
    column("next"),
];

/// Every text of the index.
pub(crate) fn texts() -> impl Iterator<Item = &'static TextField> {
    let asked = FIELDS.iter().filter_map(|field| match &field.holds {
        Holds::Text(text) => Some(text),
        Holds::Number(_) | Holds::Nothing => None,
    });
    asked.chain(TEXTS)
}

/// Every number of the index.
pub(crate) fn numbers() -> impl Iterator<Item = &'static NumberField> {
    let asked = FIELDS.iter().filter_map(|field| match &field.holds {
        Holds::Number(number) => Some(number),
        Holds::Text(_) | Holds::Nothing => None,
    });
    asked.chain(NUMBERS)
}

/// The day of publication has a sign, so it is no row of a table.
pub(crate) const DATE: &str = "date";
/// Whether a time of day is printed with it.
pub(crate) const HAS_TIME: &str = "has_time";

/// The schema that the tables make.
pub(crate) fn schema() -> Schema {
    let mut builder = Schema::builder();
    for field in texts() {
        builder.add_text_field(field.name, text_options(field));
    }
    for field in numbers() {
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
        Tokens::Whole | Tokens::Keyed => ("raw", IndexRecordOption::Basic),
        Tokens::Unasked => return options,
        Tokens::Column => return options.set_fast("raw"),
    };
    let options = if field.tokens == Tokens::Keyed {
        options.set_fast("raw")
    } else {
        options
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

/// Who speaks in the story by name, a term each, so that stories with the same people find each other.
fn named(filed: Filed<'_>, take: &mut dyn FnMut(&str)) {
    let people = filed.story.people.iter();
    for person in people.filter(|person| !person.is_unnamed) {
        take(&key::key(&person.name, filed.story.meta.source.as_deref()));
    }
}

#[cfg(test)]
mod tests {
    use super::{numbers, schema, texts};

    #[test]
    fn every_field_has_a_name_of_its_own() {
        let schema = schema();
        assert_eq!(
            schema.fields().count(),
            texts().count() + numbers().count() + 2
        );
    }
}
