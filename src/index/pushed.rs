//! A story → the documents that stand for it in an archive elsewhere, out of the same tables as those of the
//! index: one of the story, one of each utterance, and one of each word that the archive has not yet.
//!
//! Words are broken and folded here, with one space between them, so that every engine has the words that
//! the index has. A story is found by the fields of [`super::fields`]; of an utterance also what its row
//! shows of the story, so that both can be asked in one question.

use serde_json::{Map, Value, json};

use crate::index::columns::{Filed, TextField, Tokens};
use crate::index::document::{is_somebody, said};
use crate::index::fields::{FIELDS, Holds};
use crate::index::folding::Folding;
use crate::index::order::Class;
use crate::index::schema::{self, DATE, HAS_TIME, role};
use crate::index::words::{self, BREAK};
use crate::story::{Span, Story, StoryId};

/// Raised when documents are made in another way: an archive of a later edition is refused, an older one read.
pub(crate) const EDITION: u32 = 1;

/// What somebody says, word by word.
pub(crate) const SPOKEN: &str = "spoken";
/// Who says it, by all their names.
pub(crate) const SPEAKER: &str = "speaker";
/// Who says it, by their fullest name.
pub(crate) const SAYER: &str = "sayer";
/// Which story it is, wherever it lies.
pub(crate) const IDENTITY: &str = "identity";
/// The whole story, to be opened.
pub(crate) const TOLD: &str = "told";
/// What a document stands for: `story`, `utterance` or `word`.
pub(crate) const CLASS: &str = "class";
/// The story of a document.
pub(crate) const STORY: &str = "story";
/// Tells documents apart that are equal otherwise; small enough to be a number everywhere.
pub(crate) const TIE: &str = "tie";
/// When it was sent: where an engine keeps copies, the newest holds.
pub(crate) const VERSION: &str = "version";

/// Before the years that have news, and after them: whatever has a date lies between.
pub(crate) const EARLIEST: i64 = -(1 << 52);
pub(crate) const LATEST: i64 = 1 << 52;

/// Stands between texts, so that no phrase reaches across: letters, since some engines drop all else.
const PAUSE: &str = "b6r7e8a9k";

/// Values longer than this cannot be looked up as a whole.
const LONGEST_VALUE: usize = 8_000;

/// A document, and what it is called.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The same for the same thing, whenever it is sent.
    pub(crate) id: String,
    /// What it holds.
    pub(crate) content: Value,
}

/// How a text is kept by an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptAs {
    /// As words with their places.
    Words,
    /// As a whole value.
    Whole,
    /// As a number.
    Number,
    /// Given back, never asked for.
    Stored,
}

/// Every field of the documents, and how an engine is to keep it.
pub(crate) fn fields() -> Vec<(&'static str, KeptAs)> {
    let mut all: Vec<(&'static str, KeptAs)> = vec![
        (CLASS, KeptAs::Whole),
        (STORY, KeptAs::Whole),
        (IDENTITY, KeptAs::Whole),
        ("origin", KeptAs::Whole),
        ("role", KeptAs::Whole),
        (SAYER, KeptAs::Whole),
        ("of", KeptAs::Whole),
        ("word", KeptAs::Whole),
        (SPOKEN, KeptAs::Words),
        (SPEAKER, KeptAs::Words),
        (DATE, KeptAs::Number),
        (TIE, KeptAs::Number),
        (VERSION, KeptAs::Number),
        ("added", KeptAs::Number),
        ("said", KeptAs::Number),
        ("start", KeptAs::Number),
        ("length", KeptAs::Number),
        (TOLD, KeptAs::Stored),
    ];
    all.extend(texts().map(|row| {
        let kept = match row.tokens {
            Tokens::Whole | Tokens::Keyed => KeptAs::Whole,
            _ => KeptAs::Words,
        };
        (row.name, kept)
    }));
    all.extend(numbers().map(|(name, _)| (name, KeptAs::Number)));
    all
}

/// The texts of a story that are asked for.
fn texts() -> impl Iterator<Item = &'static TextField> {
    let is_asked = |row: &&TextField| !matches!(row.tokens, Tokens::Unasked | Tokens::Column);
    schema::texts()
        .filter(|row| row.of == Class::Story)
        .filter(is_asked)
}

/// The numbers of a story that are asked for.
fn numbers() -> impl Iterator<Item = (&'static str, fn(Filed<'_>) -> u64)> {
    FIELDS.iter().filter_map(|field| match &field.holds {
        Holds::Number(row) => Some((row.name, row.take?)),
        Holds::Text(_) | Holds::Nothing => None,
    })
}

/// Whether an utterance knows this of its story, so that both can be asked at once.
pub(crate) fn is_carried(name: &str) -> bool {
    texts().any(|row| row.name == name && carries(row))
}

fn carries(row: &TextField) -> bool {
    row.kept || (row.tokens == Tokens::Whole && row.name != "named")
}

/// Whether words of a field are looked up one by one.
fn has_words(row: &TextField) -> bool {
    matches!(row.tokens, Tokens::Words | Tokens::Names | Tokens::Folded)
}

/// An identity as documents hold it.
pub(crate) fn identity(number: u64) -> String {
    format!("{number:016x}")
}

/// Where a story comes from, and when it is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sending<'a> {
    /// The library: stories of two libraries at the same path are two.
    pub(crate) origin: &'a str,
    /// Milliseconds since 1970 UTC.
    pub(crate) version: u64,
}

/// The id of a story in an archive.
pub(crate) fn story_id(origin: &str, id: &StoryId) -> String {
    let name = format!("{origin}\n{}\n{}", id.path, id.ordinal);
    format!("{:016x}{:016x}", hash(0, &name), hash(1, &name))
}

/// FNV-1a of 64 bits with its bits mixed at the end: the same in every release.
fn hash(seed: u64, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let hash = text.bytes().fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 33)
}

fn tie(text: &str) -> u64 {
    const BITS: u32 = 52;
    hash(2, text) >> (u64::BITS - BITS)
}

/// The documents of a story, `told` being the whole of it. Words that stand in it go to `word`, with their
/// field.
pub(crate) fn documents(
    sending: Sending<'_>,
    id: &StoryId,
    story: &Story,
    told: String,
    word: &mut dyn FnMut(&'static str, &str),
) -> Vec<Document> {
    let folding = &Folding::of(story);
    let filed = Filed { id, story, folding };
    let name = story_id(sending.origin, id);
    let (mut content, carried) = of_story(filed, word);
    let common = common(sending, &name, story);
    content.extend(common.clone());
    content.insert(CLASS.to_owned(), "story".into());
    content.insert(TIE.to_owned(), tie(&name).into());
    content.insert("added".to_owned(), (sending.version / 1000).into());
    content.insert(TOLD.to_owned(), told.into());
    let mut documents = vec![Document {
        id: name.clone(),
        content: content.into(),
    }];
    let utterances = utterances(filed, word).into_iter().enumerate();
    documents.extend(utterances.map(|(number, mut content)| {
        let id = format!("{name}-{number}");
        content.extend(carried.clone());
        content.extend(common.clone());
        content.insert(CLASS.to_owned(), "utterance".into());
        content.insert(TIE.to_owned(), tie(&id).into());
        Document {
            id,
            content: content.into(),
        }
    }));
    documents
}

/// What all documents of a story hold.
fn common(sending: Sending<'_>, name: &str, story: &Story) -> Map<String, Value> {
    let mut common = Map::new();
    common.insert(STORY.to_owned(), name.into());
    common.insert("origin".to_owned(), sending.origin.into());
    common.insert(VERSION.to_owned(), sending.version.into());
    common.insert(IDENTITY.to_owned(), identity(story.identity().0).into());
    if let Some(date) = story.meta.date {
        common.insert(
            DATE.to_owned(),
            date.seconds.clamp(EARLIEST + 1, LATEST - 1).into(),
        );
        common.insert(HAS_TIME.to_owned(), u64::from(date.has_time).into());
    }
    common
}

/// What is asked of a story, and the part of it that its utterances carry.
fn of_story(
    filed: Filed<'_>,
    word: &mut dyn FnMut(&'static str, &str),
) -> (Map<String, Value>, Map<String, Value>) {
    let (mut all, mut carried) = (Map::new(), Map::new());
    for row in texts() {
        let value = text(filed, row, word);
        if carries(row) {
            carried.insert(row.name.to_owned(), value.clone());
        }
        all.insert(row.name.to_owned(), value);
    }
    for (name, take) in numbers() {
        let value = Value::from(take(filed).min(i64::MAX.unsigned_abs()));
        carried.insert(name.to_owned(), value.clone());
        all.insert(name.to_owned(), value);
    }
    (all, carried)
}

fn text(filed: Filed<'_>, row: &TextField, word: &mut dyn FnMut(&'static str, &str)) -> Value {
    let mut values: Vec<String> = Vec::new();
    (row.take)(filed, &mut |value| {
        values.push(match row.tokens {
            Tokens::Words | Tokens::Names => words::folded(value),
            Tokens::Folded => value.replace(BREAK, &format!("{PAUSE} ")),
            _ => value.to_owned(),
        });
    });
    if has_words(row) {
        let spoken = values.iter().flat_map(|value| value.split_whitespace());
        spoken
            .filter(|found| *found != PAUSE)
            .for_each(|found| word(row.name, found));
    }
    match row.tokens {
        Tokens::Whole | Tokens::Keyed => {
            values.retain(|value| value.len() <= LONGEST_VALUE);
            values.into()
        }
        _ => with_pauses(&values).into(),
    }
}

fn with_pauses(values: &[String]) -> String {
    values.join(&format!(" {PAUSE} ")).trim_end().to_owned()
}

fn utterances(
    filed: Filed<'_>,
    word: &mut dyn FnMut(&'static str, &str),
) -> Vec<Map<String, Value>> {
    let story = filed.story;
    let said = said(filed);
    let mut all = Vec::new();
    for (quotation, said) in story.quotations.iter().zip(said) {
        let speaker = quotation.speaker;
        let mention = speaker.map(|speaker| story.slice(speaker.mention));
        let who = (speaker.map(|speaker| speaker.person), mention);
        let mut content = utterance(filed, quotation.span, who, word);
        content.insert("said".to_owned(), said.into());
        content.insert("role".to_owned(), "quotation".into());
        all.push(content);
    }
    for turn in &story.turns {
        let who = (Some(turn.speaker), Some(story.slice(turn.label)));
        let mut content = utterance(filed, turn.span, who, word);
        let said = filed.folding.key(&[filed.folding.covered(turn.span)]);
        content.insert("said".to_owned(), said.into());
        content.insert("role".to_owned(), role(turn.role).into());
        all.push(content);
    }
    all
}

fn utterance(
    Filed { story, folding, .. }: Filed<'_>,
    span: Span,
    (speaker, mention): (Option<usize>, Option<&str>),
    word: &mut dyn FnMut(&'static str, &str),
) -> Map<String, Value> {
    let covered = folding.covered(span);
    let spoken = folding
        .words_of(&covered)
        .replace(BREAK, &format!("{PAUSE} "));
    let mut names: Vec<String> = mention.map(words::folded).into_iter().collect();
    let person = speaker.and_then(|speaker| story.people.get(speaker));
    let mut content = Map::new();
    if let Some(person) = person {
        names.push(words::folded(&person.name));
        names.extend(person.variants.iter().map(|name| words::folded(name)));
        if is_somebody(person) {
            content.insert(SAYER.to_owned(), words::folded(&person.name).into());
        }
    }
    let each = names.iter().flat_map(|name| name.split_whitespace());
    each.for_each(|found| word(SPEAKER, found));
    content.insert(SPOKEN.to_owned(), spoken.trim_end().into());
    content.insert(SPEAKER.to_owned(), with_pauses(&names).into());
    content.insert("start".to_owned(), span.start.into());
    content.insert("length".to_owned(), covered.length.into());
    content
}

/// The document of a word.
pub(crate) fn word(field: &str, word: &str) -> Document {
    Document {
        id: format!("word-{field}-{word}"),
        content: json!({ CLASS: "word", "of": field, "word": word }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sending, documents, fields, is_carried};
    use crate::story::{Block, BlockKind, Meta, Span, Story, StoryId};

    fn story() -> Story {
        let text = "Boats came.\nThe quay was full.";
        let block = |start, end| Block::new(BlockKind::Paragraph, Span::new(start, end));
        Story {
            meta: Meta {
                headline: "A full quay".to_owned(),
                ..Meta::default()
            },
            text: text.to_owned(),
            blocks: vec![block(0, 11), block(12, text.len())],
            ..Story::default()
        }
    }

    #[test]
    fn no_phrase_reaches_across_blocks() {
        let id = StoryId {
            path: "a.txt".into(),
            ordinal: 0,
            offset: 0,
        };
        let sending = Sending {
            origin: "here",
            version: 1,
        };
        let mut words = Vec::new();
        let take = &mut |field: &'static str, word: &str| words.push(format!("{field}:{word}"));
        let documents = documents(sending, &id, &story(), String::new(), take);
        let text = documents[0].content["text"].as_str().expect("a text");
        assert!(text.starts_with("boats came b6r7e8a9k the quay"), "{text}");
        assert!(words.contains(&"text:boats".to_owned()));
        assert!(!words.iter().any(|word| word.contains("b6r7")));
    }

    #[test]
    fn every_field_is_told_once() {
        let mut names: Vec<&str> = fields().into_iter().map(|(name, _)| name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(is_carried("headline") && !is_carried("text"));
    }
}
