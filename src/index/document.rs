//! A parsed file → the documents that stand for it in the index.

use std::ops::Range;

use tantivy::schema::{Field, Schema};
use tantivy::{TantivyDocument, Term};

use crate::index::columns::{Filed, NumberField, TextField};
use crate::index::folding::{Covered, Folding};
use crate::index::key;
use crate::index::order::{self, Class};
use crate::index::query::ADDED;
use crate::index::schema::{self, DATE, HAS_TIME, field, role};
use crate::index::split;
use crate::story::{Person, Quotation, Span, Story, StoryId, Turn};

/// A file and what was found in it.
#[derive(Debug)]
pub(crate) struct FiledFile<'a> {
    /// Path relative to the library's folder.
    pub(crate) path: &'a str,
    /// What tells this version of the file from another.
    pub(crate) version: u64,
    /// Time of modification, seconds since 1970: where stories without a date stand in the list.
    pub(crate) modified: i64,
}

/// Records of a long file that were read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadStretch {
    /// They begin in these bytes of the file.
    pub(crate) stretch: Range<u64>,
    /// The ordinal of the first story after them.
    pub(crate) next: u32,
}

impl ReadStretch {
    pub(crate) fn bytes(&self) -> u64 {
        self.stretch.end - self.stretch.start
    }
}

/// The handles of the fields that are filled here: a look-up by name for each value would cost more
/// than the value.
#[derive(Debug)]
struct Fields {
    order: Field,
    story: Field,
    added: Field,
    file: Field,
    file_key: Field,
    version: Field,
    words: Field,
    quotations: Field,
    said: Field,
    ordinal: Field,
    offset: Field,
    first: Field,
    length: Field,
    start: Field,
    dated: Field,
    turns: Field,
    from: Field,
    until: Field,
    next: Field,
    speaker: Field,
    role: Field,
    sayer: Field,
    person: Field,
    person_name: Field,
    person_variant: Field,
    person_role: Field,
    date: Field,
    has_time: Field,
}

impl Fields {
    fn of(schema: &Schema) -> Self {
        let field = |name| field(schema, name);
        Self {
            order: field("order"),
            story: field("story"),
            added: field(ADDED),
            file: field("file"),
            file_key: field("file_key"),
            version: field("version"),
            words: field("words"),
            quotations: field("quotations"),
            said: field("said"),
            ordinal: field("ordinal"),
            offset: field("offset"),
            first: field("first"),
            length: field("length"),
            start: field("start"),
            dated: field("dated"),
            turns: field("turns"),
            from: field("from"),
            until: field("until"),
            next: field("next"),
            speaker: field("speaker"),
            role: field("role"),
            sayer: field("sayer"),
            person: field("person"),
            person_name: field("person_name"),
            person_variant: field("person_variant"),
            person_role: field("person_role"),
            date: field(DATE),
            has_time: field(HAS_TIME),
        }
    }
}

/// Makes documents; holds the handles of the fields.
#[derive(Debug)]
pub(crate) struct Documents {
    texts: Vec<(Field, &'static TextField)>,
    numbers: Vec<(Field, &'static NumberField)>,
    fields: Fields,
}

impl Documents {
    pub(crate) fn new(schema: &Schema) -> Self {
        let texts = schema::texts().filter(|row| row.of == Class::Story);
        let numbers = schema::numbers().filter(|row| row.take.is_some());
        Self {
            texts: texts.map(|row| (field(schema, row.name), row)).collect(),
            numbers: numbers.map(|row| (field(schema, row.name), row)).collect(),
            fields: Fields::of(schema),
        }
    }

    /// What finds all documents of a file.
    pub(crate) fn term_of(&self, path: &str) -> Term {
        Term::from_field_u64(self.fields.file, order::path_key(path))
    }

    /// The document that says that a file was read.
    pub(crate) fn file(&self, file: &FiledFile<'_>) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_u64(self.fields.order, order::of_class(Class::File));
        document.add_u64(self.fields.file, order::path_key(file.path));
        document.add_u64(self.fields.file_key, order::path_key(file.path));
        document.add_u64(self.fields.version, file.version);
        document
    }

    /// The document that says which records of a file were read.
    pub(crate) fn stretch(&self, file: &FiledFile<'_>, read: &ReadStretch) -> TantivyDocument {
        let mut document = self.file(file);
        document.add_u64(self.fields.from, read.stretch.start);
        document.add_u64(self.fields.until, read.stretch.end);
        document.add_u64(self.fields.next, u64::from(read.next));
        document
    }

    /// A story with its people and utterances, that came in at `added`, seconds since 1970.
    pub(crate) fn story(
        &self,
        file: &FiledFile<'_>,
        id: &StoryId,
        story: &Story,
        added: u64,
    ) -> Vec<TantivyDocument> {
        let date = story.meta.date.map(|date| order::dated(date.seconds));
        let seconds = date.unwrap_or_else(|| order::undated(file.modified));
        let begin = |class| {
            let mut document = TantivyDocument::default();
            document.add_u64(self.fields.order, order::key(class, seconds, id));
            document.add_u64(self.fields.file, order::path_key(file.path));
            document.add_u64(self.fields.story, order::story_key(id));
            document
        };
        let folding = &Folding::of(story);
        let filed = Filed { id, story, folding };
        let mut told = self.told(begin(Class::Story), filed);
        told.add_u64(self.fields.added, added);
        let mut documents = vec![told];
        documents.extend(self.people(story, || begin(Class::Person)));
        documents.extend(self.utterances(filed, || begin(Class::Utterance)));
        documents
    }

    fn told(&self, mut document: TantivyDocument, filed: Filed<'_>) -> TantivyDocument {
        for (field, row) in &self.texts {
            (row.take)(filed, &mut |value| document.add_text(*field, value));
        }
        for (field, row) in &self.numbers {
            if let Some(take) = row.take {
                document.add_u64(*field, take(filed));
            }
        }
        document.add_u64(self.fields.ordinal, u64::from(filed.id.ordinal));
        document.add_u64(self.fields.offset, filed.id.offset);
        if let Some(date) = filed.story.meta.date {
            document.add_i64(self.fields.date, date.seconds);
            document.add_u64(self.fields.has_time, u64::from(date.has_time));
        }
        document
    }

    fn people(
        &self,
        story: &Story,
        begin: impl Fn() -> TantivyDocument,
    ) -> impl Iterator<Item = TantivyDocument> {
        story
            .people
            .iter()
            .filter(|person| is_somebody(person))
            .map(move |person| {
                let mut document = begin();
                document.add_text(self.fields.person, key_of(story, person));
                document.add_text(self.fields.person_name, &person.name);
                for variant in &person.variants {
                    document.add_text(self.fields.person_variant, variant);
                }
                if let Some(role) = &person.role {
                    document.add_text(self.fields.person_role, role);
                }
                document.add_u64(self.fields.quotations, person.quotations as u64);
                document.add_u64(self.fields.words, person.words as u64);
                document.add_u64(self.fields.turns, person.turns as u64);
                document.add_u64(self.fields.dated, u64::from(story.meta.date.is_some()));
                document
            })
    }

    fn utterances(
        &self,
        filed: Filed<'_>,
        begin: impl Fn() -> TantivyDocument,
    ) -> Vec<TantivyDocument> {
        let story = filed.story;
        let said = said(filed);
        let quotation = |(quotation, &said): (&Quotation, &u64)| {
            let mut document = begin();
            let speaker = quotation.speaker.map(|speaker| speaker.person);
            self.utterance(&mut document, filed, quotation.span, speaker);
            document.add_u64(self.fields.said, said);
            if let Some(speaker) = quotation.speaker {
                document.add_text(self.fields.speaker, story.slice(speaker.mention));
            }
            document.add_text(self.fields.role, "quotation");
            document
        };
        let turn = |turn: &Turn| {
            let mut document = begin();
            self.utterance(&mut document, filed, turn.span, Some(turn.speaker));
            let said = filed.folding.key(&[filed.folding.covered(turn.span)]);
            document.add_u64(self.fields.said, said);
            document.add_text(self.fields.speaker, story.slice(turn.label));
            document.add_text(self.fields.role, role(turn.role));
            document
        };
        let quotations = story.quotations.iter().zip(&said).map(quotation);
        quotations.chain(story.turns.iter().map(turn)).collect()
    }

    fn utterance(
        &self,
        document: &mut TantivyDocument,
        Filed { story, folding, .. }: Filed<'_>,
        span: Span,
        speaker: Option<usize>,
    ) {
        let covered = folding.covered(span);
        document.add_u64(self.fields.first, u64::from(covered.first));
        document.add_u64(self.fields.length, u64::from(covered.length));
        document.add_u64(self.fields.start, span.start as u64);
        let Some(person) = speaker.and_then(|speaker| story.people.get(speaker)) else {
            return;
        };
        if is_somebody(person) {
            document.add_text(self.fields.sayer, key_of(story, person));
        }
        document.add_text(self.fields.speaker, &person.name);
        for variant in &person.variants {
            document.add_text(self.fields.speaker, variant);
        }
    }
}

/// Whether a person of a story may be somebody in others, too.
pub(crate) fn is_somebody(person: &Person) -> bool {
    !person.is_unnamed && !person.name.is_empty()
}

fn key_of(story: &Story, person: &Person) -> String {
    key::key(&person.name, story.meta.source.as_deref())
}

/// What tells the words of each quotation from others; the pieces of one have it in common.
pub(crate) fn said(Filed { story, folding, .. }: Filed<'_>) -> Vec<u64> {
    let leads = split::leads(story);
    let mut said = Vec::with_capacity(leads.len());
    for pieces in leads.chunk_by(|one, other| one == other) {
        let first = said.len();
        let quotations = &story.quotations[first..first + pieces.len()];
        let covered = |quotation: &Quotation| folding.covered(quotation.span);
        let covered: Vec<Covered> = quotations.iter().map(covered).collect();
        said.resize(first + pieces.len(), folding.key(&covered));
    }
    said
}
