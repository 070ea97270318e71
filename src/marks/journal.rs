//! What the reader did, so that it can be taken back and done again: a row for each mark that a deed
//! changed, the marks of one deed together.

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::registers::{self, key, story};
use crate::story::Identity;

/// Deeds that can be taken back at most.
const MOST: i64 = 500;

/// A mark that a deed changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) story: Identity,
    pub(super) field: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// Which way one goes in what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Undo,
    Redo,
}

/// Remembers the marks that one deed changed. What was taken back before cannot be done again.
pub(super) fn record(db: &Connection, deeds: &[Deed]) -> Result<()> {
    if deeds.is_empty() {
        return Ok(());
    }
    db.execute("DELETE FROM deed WHERE undone = 1", [])?;
    let last: Option<i64> = db.query_row("SELECT max(batch) FROM deed", [], |row| row.get(0))?;
    let batch = last.unwrap_or(0) + 1;
    let sql = "INSERT INTO deed (batch, story, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut insert = db.prepare_cached(sql)?;
    for deed in deeds {
        let story = key(deed.story);
        insert.execute(params![batch, story, deed.field, deed.before, deed.after])?;
    }
    db.execute("DELETE FROM deed WHERE batch <= ?1", [batch - MOST])?;
    Ok(())
}

/// Takes the last deed back, or does the last one again that was taken back. Returns its marks.
pub(super) fn step(db: &Connection, way: Way, now: i64) -> Result<Vec<Deed>> {
    let sql = match way {
        Way::Undo => "SELECT max(batch) FROM deed WHERE undone = 0",
        Way::Redo => "SELECT min(batch) FROM deed WHERE undone = 1",
    };
    let batch: Option<i64> = db
        .query_row(sql, [], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(batch) = batch else {
        return Ok(Vec::new());
    };
    let deeds = of_batch(db, batch)?;
    for deed in &deeds {
        let value = match way {
            Way::Undo => &deed.before,
            Way::Redo => &deed.after,
        };
        registers::set(db, deed.story, &deed.field, value, now)?;
    }
    let undone = i64::from(way == Way::Undo);
    db.execute(
        "UPDATE deed SET undone = ?1 WHERE batch = ?2",
        [undone, batch],
    )?;
    Ok(deeds)
}

fn of_batch(db: &Connection, batch: i64) -> Result<Vec<Deed>> {
    let sql = "SELECT story, field, before, after FROM deed WHERE batch = ?1 ORDER BY id";
    let mut all = db.prepare_cached(sql)?;
    let deed = |row: &rusqlite::Row<'_>| {
        Ok(Deed {
            story: story(row.get(0)?),
            field: row.get(1)?,
            before: row.get(2)?,
            after: row.get(3)?,
        })
    };
    let rows = all.query_map([batch], deed)?;
    rows.collect()
}

/// Says what a step did: `12 stories unread again`.
pub(super) fn told(deeds: &[Deed], way: Way) -> String {
    let Some(first) = deeds.first() else {
        return match way {
            Way::Undo => "there is nothing to take back".to_owned(),
            Way::Redo => "there is nothing to do again".to_owned(),
        };
    };
    let is_set = match way {
        Way::Undo => first.before != registers::NOTHING,
        Way::Redo => first.after != registers::NOTHING,
    };
    let stories = match deeds.len() {
        1 => String::new(),
        many => format!("{many} stories "),
    };
    let (name, rest) = first.field.split_once(':').unwrap_or((&first.field, ""));
    let done = match (name, is_set) {
        ("read", true) => format!("{stories}read again"),
        ("read", false) => format!("{stories}unread again"),
        ("starred", true) => "the star is back".to_owned(),
        ("starred", false) => "the star is gone again".to_owned(),
        ("tag", _) => match way {
            Way::Undo => "the tags are as they were".to_owned(),
            Way::Redo => "the tags are changed".to_owned(),
        },
        ("letter", _) => format!("the mark {rest} is as it was"),
        ("note", true) => "the note is back".to_owned(),
        ("note", false) => "the note is gone again".to_owned(),
        _ => "as it was".to_owned(),
    };
    match way {
        Way::Undo => format!("taken back: {done}"),
        Way::Redo => format!("done again: {done}"),
    }
}
