//! A parsed file → the documents that stand for it in the index.

use tantivy::schema::{Field, Schema};
use tantivy::{TantivyDocument, Term};

use crate::index::folding::Folding;
use crate::index::order::{self, Class};
use crate::index::schema::{DATE, FIELDS, Filed, HAS_TIME, TextField, field};
use crate::index::sync::known::Held;
use crate::index::words;
use crate::story::{Quotation, Span, Story, StoryId, Turn, TurnRole};

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

/// Makes documents; holds the handles of the fields.
#[derive(Debug)]
pub(crate) struct Documents {
    text: Vec<(Field, &'static TextField)>,
    schema: Schema,
}

impl Documents {
    pub(crate) fn new(schema: &Schema) -> Self {
        let text = FIELDS.iter().map(|row| (field(schema, row.name), row));
        Self {
            text: text.filter(|(_, row)| row.of == Class::Story).collect(),
            schema: schema.clone(),
        }
    }

    /// What finds all documents of a file.
    pub(crate) fn term_of(&self, path: &str) -> Term {
        Term::from_field_u64(field(&self.schema, "file"), order::path_key(path))
    }

    /// The document that says that a file was read.
    pub(crate) fn file(&self, file: &FiledFile<'_>) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        self.number(&mut document, "order", order::of_class(Class::File));
        self.number(&mut document, "file", order::path_key(file.path));
        self.number(&mut document, "file_key", order::path_key(file.path));
        self.number(&mut document, "version", file.version);
        document
    }

    /// The document that says which records of a file were read.
    pub(crate) fn held(&self, file: &FiledFile<'_>, held: &Held) -> TantivyDocument {
        let mut document = self.file(file);
        self.number(&mut document, "from", held.stretch.start);
        self.number(&mut document, "until", held.stretch.end);
        self.number(&mut document, "next", u64::from(held.next));
        document
    }

    /// A story with its people and utterances.
    pub(crate) fn story(
        &self,
        file: &FiledFile<'_>,
        id: &StoryId,
        story: &Story,
    ) -> Vec<TantivyDocument> {
        let date = story.meta.date.map(|date| date.seconds);
        let seconds = date.unwrap_or(file.modified);
        let begin = |class| {
            let mut document = TantivyDocument::default();
            self.number(&mut document, "order", order::key(class, seconds, id));
            self.number(&mut document, "file", order::path_key(file.path));
            self.number(&mut document, "story", order::story_key(id));
            document
        };
        let folding = &Folding::of(story);
        let filed = Filed { id, story, folding };
        let mut documents = vec![self.told(begin(Class::Story), filed)];
        documents.extend(self.people(story, || begin(Class::Person)));
        documents.extend(self.utterances(filed, || begin(Class::Utterance)));
        documents
    }

    fn told(&self, mut document: TantivyDocument, filed: Filed<'_>) -> TantivyDocument {
        for (field, row) in &self.text {
            (row.take)(filed, &mut |value| document.add_text(*field, value));
        }
        let story = filed.story;
        self.number(&mut document, "words", story.words() as u64);
        self.number(&mut document, "quotations", story.quotations.len() as u64);
        self.number(&mut document, "ordinal", u64::from(filed.id.ordinal));
        self.number(&mut document, "offset", filed.id.offset);
        if let Some(date) = story.meta.date {
            document.add_i64(field(&self.schema, DATE), date.seconds);
            self.number(&mut document, HAS_TIME, u64::from(date.has_time));
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
            .filter(|person| !person.is_unnamed && !person.name.is_empty())
            .map(move |person| {
                let mut document = begin();
                self.text(&mut document, "person", &words::folded(&person.name));
                self.text(&mut document, "person_name", &person.name);
                for variant in &person.variants {
                    self.text(&mut document, "person_variant", variant);
                }
                if let Some(role) = &person.role {
                    self.text(&mut document, "person_role", role);
                }
                self.number(&mut document, "quotations", person.quotations as u64);
                self.number(&mut document, "words", person.words as u64);
                self.number(&mut document, "turns", person.turns as u64);
                self.number(&mut document, "dated", u64::from(story.meta.date.is_some()));
                document
            })
    }

    fn utterances(
        &self,
        filed: Filed<'_>,
        begin: impl Fn() -> TantivyDocument,
    ) -> Vec<TantivyDocument> {
        let story = filed.story;
        let quotation = |quotation: &Quotation| {
            let mut document = begin();
            let speaker = quotation.speaker.map(|speaker| speaker.person);
            self.utterance(&mut document, filed, quotation.span, speaker);
            if let Some(speaker) = quotation.speaker {
                self.text(&mut document, "speaker", story.slice(speaker.mention));
            }
            self.text(&mut document, "role", "quotation");
            document
        };
        let turn = |turn: &Turn| {
            let mut document = begin();
            self.utterance(&mut document, filed, turn.span, Some(turn.speaker));
            self.text(&mut document, "speaker", story.slice(turn.label));
            self.text(&mut document, "role", role(turn.role));
            document
        };
        let quotations = story.quotations.iter().map(quotation);
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
        self.number(document, "first", u64::from(covered.first));
        self.number(document, "length", u64::from(covered.length));
        self.number(document, "said", folding.key(&covered));
        self.number(document, "start", span.start as u64);
        let Some(person) = speaker.and_then(|speaker| story.people.get(speaker)) else {
            return;
        };
        self.text(document, "speaker", &person.name);
        for variant in &person.variants {
            self.text(document, "speaker", variant);
        }
    }

    fn number(&self, document: &mut TantivyDocument, name: &str, value: u64) {
        document.add_u64(field(&self.schema, name), value);
    }

    fn text(&self, document: &mut TantivyDocument, name: &str, value: &str) {
        document.add_text(field(&self.schema, name), value);
    }
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
