//! Stores as lines of JSON, so that two of them can be brought together with git or rsync.
//!
//! A line is one story or one mark. What is written depends on the marks alone, in one order, so that
//! two stores with the same marks are the same lines:
//!
//! ```text
//! {"story":"5f2d…","headline":"…","opening":"…","path":"a/b.txt","ordinal":0,"address":"https://…","source":"…","date":"2026-03-01","bylines":["…"]}
//! {"mark":"read","of":"5f2d…","value":true,"at":1773835200000}
//! ```
//!
//! `at` counts milliseconds since 1970 UTC. Of two marks of one name of one story the newer holds, and
//! of two of one moment the one whose value is greater as text. A mark that was taken away has the
//! value `null`; no line is ever needed to be deleted. Names of marks: `read`, `starred`, `tag:NAME`,
//! `left` (where a story was left), `letter:X`, `note:KEY`, `changed` (another text of it was found). A line or name that is not known is kept or
//! passed over, so that later releases may write more.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::registers::{self, Mark};
use super::{Card, Store};
use crate::format::decode::is_printable;
use crate::story::Identity;

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// A story that something is noted of.
    Story(StoryLine),
    /// Something noted.
    Mark(MarkLine),
}

/// What a story was called and where it lay.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StoryLine {
    story: String,
    #[serde(default)]
    headline: String,
    #[serde(default)]
    opening: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    ordinal: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bylines: Vec<String>,
}

/// One field of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkLine {
    mark: String,
    of: String,
    value: Value,
    at: i64,
}

/// What an import has brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Marks that were news.
    pub news: usize,
    /// Marks that were known, or older than what is known.
    pub known: usize,
}

impl Store {
    /// Gives every story and every mark as a line.
    ///
    /// # Errors
    /// When the store cannot be read, or `take` fails.
    pub fn export(&self, take: &mut dyn FnMut(Line) -> Result<()>) -> Result<()> {
        let mut done = Ok(());
        let mut give = |line| {
            if done.is_ok() {
                done = take(line);
            }
        };
        registers::cards(self.reading(), &mut |card| give(Line::Story(card.into())))?;
        registers::every(self.reading(), &mut |mark| give(Line::Mark(mark.into())))?;
        done
    }

    /// Takes lines in, all of them or none: the newest mark holds.
    ///
    /// # Errors
    /// When a line is no such line, or the store cannot be written.
    pub fn import(&mut self, lines: impl Iterator<Item = Result<String>>) -> Result<Brought> {
        let mut brought = Brought::default();
        let write = self.db().transaction()?;
        for (line, number) in lines.zip(1..) {
            let line = line?;
            if line.trim().is_empty() {
                continue;
            }
            match read(&line).with_context(|| format!("line {number} is no mark"))? {
                Read::Card(card) => registers::add_card(&write, &card)?,
                Read::Mark(mark) if registers::merge(&write, &mark)? => brought.news += 1,
                Read::Mark(_) => brought.known += 1,
                Read::Unknown => {}
            }
        }
        write.commit()?;
        Ok(brought)
    }
}

enum Read {
    Card(Card),
    Mark(Mark),
    Unknown,
}

fn read(line: &str) -> Result<Read> {
    let value: Value = serde_json::from_str(line)?;
    let value = clean(value);
    let Value::Object(fields) = &value else {
        bail!("it is not an object");
    };
    if fields.contains_key("story") {
        return Ok(Read::Card(
            serde_json::from_value::<StoryLine>(value)?.card()?,
        ));
    }
    if fields.contains_key("mark") {
        return Ok(Read::Mark(
            serde_json::from_value::<MarkLine>(value)?.mark()?,
        ));
    }
    Ok(Read::Unknown)
}

/// Without what would command a terminal: lines come from anywhere.
fn clean(value: Value) -> Value {
    match value {
        Value::String(text) => {
            let stays = |letter: &char| matches!(letter, '\n' | '\t') || is_printable(*letter);
            Value::String(text.chars().filter(stays).collect())
        }
        Value::Array(values) => values.into_iter().map(clean).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, clean(value)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

fn identity(text: &str) -> Result<Identity> {
    text.parse()
        .with_context(|| format!("“{text}” names no story"))
}

impl From<Card> for StoryLine {
    fn from(card: Card) -> Self {
        Self {
            story: card.identity.to_string(),
            headline: card.headline,
            opening: card.opening,
            path: card.path,
            ordinal: card.ordinal,
            address: card.address,
            source: card.source,
            date: card.date,
            bylines: card.bylines,
        }
    }
}

impl StoryLine {
    fn card(self) -> Result<Card> {
        Ok(Card {
            identity: identity(&self.story)?,
            address: self.address,
            headline: self.headline,
            opening: self.opening,
            source: self.source,
            date: self.date,
            bylines: self.bylines,
            path: self.path,
            ordinal: self.ordinal,
        })
    }
}

impl From<Mark> for MarkLine {
    fn from(mark: Mark) -> Self {
        Self {
            mark: mark.field,
            of: mark.story.to_string(),
            value: serde_json::from_str(&mark.value).unwrap_or_default(),
            at: mark.at,
        }
    }
}

impl MarkLine {
    fn mark(self) -> Result<Mark> {
        Ok(Mark {
            story: identity(&self.of)?,
            field: self.mark,
            value: self.value.to_string(),
            at: self.at,
        })
    }
}
