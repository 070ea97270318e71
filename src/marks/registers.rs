//! Marks and cards as rows: the newest value of each field of a story.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use super::{Card, Left, Marks, Place};
use crate::story::Identity;

/// The value of what was taken away.
pub(super) const NOTHING: &str = "null";
/// The value of what is so.
pub(super) const YES: &str = "true";

/// A field of a story with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) story: Identity,
    pub(super) field: String,
    pub(super) value: String,
    pub(super) at: i64,
}

/// The number of a story as the store takes it.
pub(super) fn key(story: Identity) -> i64 {
    story.0.cast_signed()
}

/// The story of such a number.
pub(super) fn story(key: i64) -> Identity {
    Identity(key.cast_unsigned())
}

impl Mark {
    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            story: story(row.get(0)?),
            field: row.get(1)?,
            value: row.get(2)?,
            at: row.get(3)?,
        })
    }
}

/// Sets a field, unless it has a newer value. Of values set at the same moment the greater holds,
/// so that all stores come to the same.
pub(super) fn merge(db: &Connection, mark: &Mark) -> Result<bool> {
    let mut set = db.prepare_cached(
        "INSERT INTO mark (story, field, value, at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (story, field) DO UPDATE SET value = excluded.value, at = excluded.at
         WHERE excluded.at > at OR (excluded.at = at AND excluded.value > value)",
    )?;
    let changed = set.execute(params![key(mark.story), mark.field, mark.value, mark.at])?;
    Ok(changed > 0)
}

/// Sets a field now, whatever a clock elsewhere said. Returns the value it had.
pub(super) fn set(
    db: &Connection,
    story: Identity,
    field: &str,
    value: &str,
    now: i64,
) -> Result<String> {
    let before = get(db, story, field)?;
    let at = before.as_ref().map_or(now, |mark| now.max(mark.at + 1));
    let mark = Mark {
        story,
        field: field.to_owned(),
        value: value.to_owned(),
        at,
    };
    merge(db, &mark)?;
    Ok(before.map_or_else(|| NOTHING.to_owned(), |mark| mark.value))
}

/// A field of a story.
pub(super) fn get(db: &Connection, story: Identity, field: &str) -> Result<Option<Mark>> {
    let sql = "SELECT story, field, value, at FROM mark WHERE story = ?1 AND field = ?2";
    let mut get = db.prepare_cached(sql)?;
    get.query_row(params![key(story), field], Mark::read)
        .optional()
}

/// All fields of a story.
pub(super) fn of_story(db: &Connection, story: Identity) -> Result<Vec<Mark>> {
    let sql = "SELECT story, field, value, at FROM mark WHERE story = ?1 ORDER BY field";
    let mut all = db.prepare_cached(sql)?;
    let rows = all.query_map([key(story)], Mark::read)?;
    rows.collect()
}

/// A field of all stories, the newest first, at most so many.
pub(super) fn of_field(db: &Connection, field: &str, most: usize) -> Result<Vec<Mark>> {
    let sql = "SELECT story, field, value, at FROM mark WHERE field = ?1 ORDER BY at DESC LIMIT ?2";
    let mut all = db.prepare_cached(sql)?;
    let rows = all.query_map(params![field, most], Mark::read)?;
    rows.collect()
}

/// All fields of all stories whose name begins so, those taken away left out, the newest first.
pub(super) fn beginning(db: &Connection, field: &str) -> Result<Vec<Mark>> {
    let sql = "SELECT story, field, value, at FROM mark
        WHERE field >= ?1 AND field < ?2 AND value != 'null' ORDER BY at DESC, id";
    let mut all = db.prepare_cached(sql)?;
    let end = format!("{field}\u{10ffff}");
    let rows = all.query_map([field, end.as_str()], Mark::read)?;
    rows.collect()
}

/// Every mark, in an order that depends on nothing but the marks.
pub(super) fn every(db: &Connection, take: &mut dyn FnMut(Mark)) -> Result<()> {
    let sql = "SELECT story, field, value, at FROM mark ORDER BY story, field";
    let mut all = db.prepare(sql)?;
    for mark in all.query_map([], Mark::read)? {
        take(mark?);
    }
    Ok(())
}

/// What is known of a story.
pub(super) fn marks(db: &Connection, story: Identity) -> Result<Marks> {
    let mut marks = Marks::default();
    for mark in of_story(db, story)? {
        let is_set = mark.value != NOTHING;
        match mark.field.as_str() {
            "read" => marks.read = is_set,
            "starred" => marks.starred = is_set,
            "left" => marks.left = left(&mark),
            "changed" => marks.changed = changed(&mark),
            field => {
                let tag = field.strip_prefix("tag:").filter(|_| is_set);
                marks.tags.extend(tag.map(str::to_owned));
            }
        }
    }
    Ok(marks)
}

/// Where a story was left, if the mark says so.
pub(super) fn left(mark: &Mark) -> Option<Left> {
    let left: Option<Left> = serde_json::from_str(&mark.value).ok()?;
    left.map(|left| Left {
        at: mark.at,
        ..left
    })
}

/// When a text was changed that was not read again since, if the mark says so.
pub(super) fn changed(mark: &Mark) -> Option<i64> {
    let value: serde_json::Value = serde_json::from_str(&mark.value).ok()?;
    let is_seen = value.get("seen")?.as_bool()?;
    value.get("at")?.as_i64().filter(|_| !is_seen)
}

/// The place that a mark holds.
pub(super) fn place(mark: &Mark) -> Option<Place> {
    serde_json::from_str(&mark.value).ok()?
}

/// A value as the store holds it.
pub(super) fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).map_or_else(|_| NOTHING.to_owned(), |value| value.to_string())
}

/// Keeps the card of a story that none is kept of.
pub(super) fn add_card(db: &Connection, card: &Card) -> Result<()> {
    let mut known = db.prepare_cached("SELECT 1 FROM card WHERE story = ?1")?;
    if known.exists([key(card.identity)])? {
        return Ok(());
    }
    put_card(db, card)
}

/// Keeps the card of a story, as it is called now.
pub(super) fn put_card(db: &Connection, card: &Card) -> Result<()> {
    let mut put = db.prepare_cached(
        "INSERT INTO card (story, address, headline, opening, source, date, bylines, path, ordinal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (story) DO UPDATE SET
            address = coalesce(excluded.address, address), headline = excluded.headline,
            opening = iif(excluded.opening = '', opening, excluded.opening),
            source = coalesce(excluded.source, source), date = coalesce(excluded.date, date),
            bylines = iif(excluded.bylines = '[]', bylines, excluded.bylines),
            path = excluded.path, ordinal = excluded.ordinal",
    )?;
    put.execute(params![
        key(card.identity),
        card.address,
        card.headline,
        card.opening,
        card.source,
        card.date,
        json(&card.bylines),
        card.path,
        card.ordinal,
    ])?;
    Ok(())
}

const CARD: &str =
    "SELECT story, address, headline, opening, source, date, bylines, path, ordinal FROM card";

pub(super) fn read_card(row: &Row<'_>) -> Result<Card> {
    let bylines: String = row.get(6)?;
    Ok(Card {
        identity: story(row.get(0)?),
        address: row.get(1)?,
        headline: row.get(2)?,
        opening: row.get(3)?,
        source: row.get(4)?,
        date: row.get(5)?,
        bylines: serde_json::from_str(&bylines).unwrap_or_default(),
        path: row.get(7)?,
        ordinal: row.get(8)?,
    })
}

/// The card of a story; an empty one where nothing is known of it.
pub(super) fn card(db: &Connection, story: Identity) -> Result<Card> {
    let mut get = db.prepare_cached(&format!("{CARD} WHERE story = ?1"))?;
    let card = get.query_row([key(story)], read_card).optional()?;
    Ok(card.unwrap_or(Card {
        identity: story,
        ..Card::default()
    }))
}

/// Every card, in an order that depends on nothing but the stories.
pub(super) fn cards(db: &Connection, take: &mut dyn FnMut(Card)) -> Result<()> {
    let mut all = db.prepare(&format!("{CARD} ORDER BY story"))?;
    for card in all.query_map([], read_card)? {
        take(card?);
    }
    Ok(())
}
