//! The tables of the store, and how older ones become today's.

use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Result, TransactionBehavior};

/// How long a writer waits for another byline that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// Each step makes of a store of the step before one of its own. A step that was released never
/// changes; what is needed next is a step more.
const STEPS: &[&str] = &[
    "
    CREATE TABLE card (
        id INTEGER PRIMARY KEY, story INTEGER NOT NULL UNIQUE, address TEXT, headline TEXT NOT NULL,
        opening TEXT NOT NULL, source TEXT, date TEXT, bylines TEXT NOT NULL, path TEXT NOT NULL,
        ordinal INTEGER NOT NULL
    );
    CREATE TABLE mark (
        id INTEGER PRIMARY KEY, story INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
        at INTEGER NOT NULL, UNIQUE (story, field)
    );
    CREATE INDEX mark_by_field ON mark (field, at);
    CREATE TABLE deed (
        id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, story INTEGER NOT NULL, field TEXT NOT NULL,
        before TEXT NOT NULL, after TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX deed_by_batch ON deed (batch);
    CREATE TABLE visit (library TEXT PRIMARY KEY, since INTEGER NOT NULL, seen INTEGER NOT NULL);
",
    "
    CREATE TABLE search (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, at INTEGER NOT NULL);
",
];

/// A store that a later release has written.
pub(super) const NEWER: &str = "written by a newer byline";

/// Opens a store, and makes it one of today's.
pub(super) fn open(path: &std::path::Path) -> Result<Connection> {
    let db = Connection::open(path)?;
    prepare(db)
}

/// An empty store that ends with the program.
pub(super) fn in_memory() -> Result<Connection> {
    prepare(Connection::open_in_memory()?)
}

/// Opens a store that is only read.
pub(super) fn read_only(path: &std::path::Path) -> Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// How a file is written that several programs share.
pub(super) fn set_modes(db: &Connection) -> Result<()> {
    db.busy_timeout(PATIENCE)?;
    // In memory there is no other mode than its own.
    db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // A kill loses nothing that was written, and a power failure the last moments at most.
    db.pragma_update(None, "synchronous", "NORMAL")
}

fn prepare(mut db: Connection) -> Result<Connection> {
    set_modes(&db)?;
    if version(&db)? < STEPS.len() {
        migrate(&mut db)?;
    }
    if version(&db)? > STEPS.len() {
        return Err(rusqlite::Error::InvalidParameterName(NEWER.to_owned()));
    }
    Ok(db)
}

fn migrate(db: &mut Connection) -> Result<()> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another byline may have done it meanwhile.
    for sql in STEPS.iter().skip(version(&step)?) {
        step.execute_batch(sql)?;
    }
    step.pragma_update(None, "user_version", STEPS.len())?;
    step.commit()
}

fn version(db: &Connection) -> Result<usize> {
    db.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    #[test]
    fn a_store_is_made_once_and_a_newer_one_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("marks.db");
        for _ in 0..2 {
            super::open(&path).expect("it opens");
        }
        let newer = Connection::open(&path).expect("it opens");
        newer
            .pragma_update(None, "user_version", 99)
            .expect("it is written");
        drop(newer);
        let error = super::open(&path).expect_err("it is newer").to_string();
        assert!(error.contains(super::NEWER), "{error}");
    }
}
