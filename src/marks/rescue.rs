//! What is done where the store is damaged or cannot be written: what can still be read is saved row by
//! row, the copy of yesterday fills the gaps, and the damaged file is kept aside.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Error, ErrorCode, Result};

use super::registers::{self, Mark};
use super::schema;
use super::searches;

/// Rows that are tried one by one behind a damaged one, before ever more are passed over.
const ONE_BY_ONE: i64 = 512;
/// No store has rows with greater numbers.
const LAST: i64 = 1 << 40;

/// Whether an error says that the store is damaged. Its statements never change, so that one that is
/// not understood says that the tables are not those that were made.
pub(super) fn is_damage(error: &Error) -> bool {
    match error {
        Error::SqliteFailure(failure, _) => matches!(
            failure.code,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown
        ),
        Error::InvalidColumnType(..)
        | Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..)
        | Error::Utf8Error(..) => true,
        _ => false,
    }
}

/// Whether the store waits for another byline.
pub(super) fn is_busy(error: &Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// Whether a file is shorter than its first page says, which would be noticed late.
pub(super) fn is_cut_off(path: &Path) -> bool {
    use std::io::Read;

    let mut head = [0; 100];
    let read = fs::File::open(path).and_then(|mut file| {
        file.read_exact(&mut head)?;
        file.metadata()
    });
    let has_log = fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    let Ok(found) = read else {
        // A file of no bytes is one that was just made, unless there was one yesterday.
        let had_marks = yesterday(path).exists();
        return fs::metadata(path).is_ok_and(|found| found.len() > 0 || had_marks);
    };
    let number = |at: usize, length: usize| {
        let bytes = head[at..at + length].iter();
        bytes.fold(0_u64, |number, &byte| number << 8 | u64::from(byte))
    };
    let page = match number(16, 2) {
        1 => 65_536,
        page => page,
    };
    // The number of pages holds where it was written with the last change.
    let is_told = head[24..28] == head[92..96];
    is_told && !has_log && found.len() < page * number(28, 4)
}

/// Whether all pages of a store are sound.
pub(super) fn is_sound(db: &Connection) -> bool {
    let told = db.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
    told.is_ok_and(|told| told == "ok")
}

/// The copy of yesterday.
pub(super) fn yesterday(path: &Path) -> PathBuf {
    path.with_extension("yesterday.db")
}

/// Puts a damaged store aside and makes a new one of what is good in it. Says how much was saved.
pub(super) fn rescue(path: &Path) -> Result<(Connection, String)> {
    let aside = put_aside(path);
    let db = schema::open(path)?;
    let mut saved = 0;
    for source in [aside, yesterday(path)]
        .iter()
        .filter(|source| source.exists())
    {
        if let Ok(source) = schema::read_only(source) {
            saved += copy(&source, &db)?;
        }
    }
    let said =
        format!("the marks were damaged; {saved} were saved, the damaged file is kept aside");
    Ok((db, said))
}

/// Moves a damaged store out of the way, with what was not yet written into it.
pub(super) fn put_aside(path: &Path) -> PathBuf {
    let names = (1..).map(|number| path.with_extension(format!("damaged-{number}.db")));
    let mut free = names.filter(|name| !name.exists());
    let aside = free
        .next()
        .unwrap_or_else(|| path.with_extension("damaged.db"));
    for part in ["-wal", "-shm", ""] {
        // Another byline may have done it already.
        let _ = fs::rename(beside(path, part), beside(&aside, part));
    }
    aside
}

fn beside(path: &Path, part: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(part);
    name.into()
}

/// Copies all cards and marks that can be read, the newest of each; counts the marks that were news.
pub(super) fn copy(from: &Connection, to: &Connection) -> Result<usize> {
    let mut copied = 0;
    to.execute_batch("BEGIN IMMEDIATE")?;
    each_row(from, "card", CARD, &mut |row| {
        let card = registers::read_card(row)?;
        registers::add_card(to, &card)
    });
    each_row(from, "mark", "story, field, value, at", &mut |row| {
        let mark = Mark {
            story: registers::story(row.get(0)?),
            field: row.get(1)?,
            value: row.get(2)?,
            at: row.get(3)?,
        };
        let is_whole = serde_json::from_str::<serde_json::Value>(&mark.value).is_ok();
        if is_whole && registers::merge(to, &mark)? {
            copied += 1;
        }
        Ok(())
    });
    each_row(from, "search", "text, at", &mut |row| {
        searches::keep(to, &row.get::<_, String>(0)?, row.get(1)?)
    });
    to.execute_batch("COMMIT")?;
    Ok(copied)
}

const CARD: &str = "story, address, headline, opening, source, date, bylines, path, ordinal";

/// Gives each row of a table that can be read, its number last. Behind one that cannot, the next ones
/// are tried, and then ever further ones.
fn each_row(
    db: &Connection,
    table: &str,
    columns: &str,
    take: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<()>,
) {
    let sql = format!("SELECT {columns}, id FROM {table} NOT INDEXED WHERE id > ?1 ORDER BY id");
    let Ok(mut rows) = db.prepare(&sql) else {
        return;
    };
    let (mut reached, mut tried) = (0, 0);
    while reached < LAST {
        let before = reached;
        let whole = rows
            .query([reached])
            .map(|rows| read_on(rows, &mut reached, take));
        if whole.is_ok_and(|whole| whole) {
            return;
        }
        tried = if reached > before { 0 } else { tried + 1 };
        reached += 1 << (tried - ONE_BY_ONE).clamp(0, 40);
    }
}

/// Gives the rows up to one that cannot be read. Says whether there was none.
fn read_on(
    mut rows: rusqlite::Rows<'_>,
    reached: &mut i64,
    take: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<()>,
) -> bool {
    loop {
        let Ok(row) = rows.next() else { return false };
        let Some(row) = row else { return true };
        let number = row.as_ref().column_count() - 1;
        let Ok(id) = row.get::<_, i64>(number) else {
            return false;
        };
        *reached = id.max(*reached);
        // A row that makes no sense is left out.
        let _ = take(row);
    }
}
