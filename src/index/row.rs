//! A stored document → a row.

use tantivy::schema::{Schema, Value};
use tantivy::{DocAddress, TantivyDocument};

use crate::index::answer::Row;
use crate::index::schema::{DATE, HAS_TIME, field};
use crate::story::{Date, Identity, StoryId, StoryKind};

/// The kept values of one document.
pub(crate) struct Kept<'a> {
    schema: &'a Schema,
    document: TantivyDocument,
}

impl<'a> Kept<'a> {
    pub(crate) fn read(
        searcher: &'a tantivy::Searcher,
        address: DocAddress,
    ) -> tantivy::Result<Self> {
        Ok(Self {
            schema: searcher.schema(),
            document: searcher.doc(address)?,
        })
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.document.get_first(field(self.schema, name))?.as_str()
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<String> {
        let values = self.document.get_all(field(self.schema, name));
        let values = values.filter_map(|value| value.as_str().map(str::to_owned));
        values.collect()
    }

    pub(crate) fn number(&self, name: &str) -> u64 {
        let value = self.document.get_first(field(self.schema, name));
        value.and_then(|value| value.as_u64()).unwrap_or(0)
    }

    pub(crate) fn date(&self) -> Option<Date> {
        let seconds = self
            .document
            .get_first(field(self.schema, DATE))?
            .as_i64()?;
        Some(Date {
            seconds,
            has_time: self.number(HAS_TIME) == 1,
        })
    }

    /// Which story it is.
    pub(crate) fn id(&self) -> StoryId {
        StoryId {
            path: self.text("path").unwrap_or_default().into(),
            ordinal: u32::try_from(self.number("ordinal")).unwrap_or(u32::MAX),
            offset: self.number("offset"),
        }
    }
}

/// Reads the row of a story.
pub(crate) fn read(searcher: &tantivy::Searcher, address: DocAddress) -> tantivy::Result<Row> {
    let kept = Kept::read(searcher, address)?;
    let kind = match kept.text("kind") {
        Some("interview") => StoryKind::Interview,
        _ => StoryKind::Report,
    };
    Ok(Row {
        id: kept.id(),
        identity: Identity(kept.number("identity")),
        headline: kept.text("headline").unwrap_or_default().to_owned(),
        date: kept.date(),
        source: kept.text("source").map(str::to_owned),
        deck: kept.text("standfirst").map(str::to_owned),
        voices: kept.texts("voice"),
        kind,
        words: kept.number("words") as usize,
        quotations: kept.number("quotations") as usize,
        copies: 0,
        score: 0.0,
        passage: None,
    })
}
