//! What was searched for: the latest of it, each once.

use rusqlite::{Connection, Result, params};

/// Searches that are kept.
const MOST: usize = 200;
/// Bytes of a search that is kept; longer ones are no words that somebody types again.
const LONGEST: usize = 4_000;

/// Keeps a search, and no more of them than there is room for.
pub(super) fn keep(db: &Connection, text: &str, at: i64) -> Result<()> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Ok(());
    }
    // A clock that was set back makes no search older than those before it.
    let mut put = db.prepare_cached(
        "INSERT INTO search (text, at)
         VALUES (?1, max(?2, coalesce((SELECT max(at) + 1 FROM search), ?2)))
         ON CONFLICT (text) DO UPDATE SET at = excluded.at",
    )?;
    put.execute(params![text, at])?;
    let mut cut = db.prepare_cached(
        "DELETE FROM search WHERE id NOT IN (SELECT id FROM search ORDER BY at DESC LIMIT ?1)",
    )?;
    cut.execute([MOST])?;
    Ok(())
}

/// All of them, the latest first.
pub(super) fn latest(db: &Connection) -> Result<Vec<String>> {
    let mut all = db.prepare_cached("SELECT text FROM search ORDER BY at DESC LIMIT ?1")?;
    let rows = all.query_map([MOST], |row| row.get(0))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST, keep, latest};
    use crate::marks::schema;

    #[test]
    fn the_latest_are_kept_each_once() {
        let db = schema::in_memory().expect("a store");
        for (text, at) in [
            ("tide", 5),
            ("ferry ", 6),
            ("tide", 7),
            (" ", 8),
            ("quay", 2),
        ] {
            keep(&db, text, at).expect("it is written");
        }
        let long = "x".repeat(LONGEST + 1);
        keep(&db, &long, 9).expect("it is passed over");
        let found = latest(&db).expect("they are read");
        assert_eq!(found, ["quay", "tide", "ferry"]);
    }

    #[test]
    fn no_more_are_kept_than_there_is_room_for() {
        let db = schema::in_memory().expect("a store");
        for number in 0..MOST + 20 {
            keep(&db, &number.to_string(), 0).expect("it is written");
        }
        let found = latest(&db).expect("they are read");
        assert_eq!((found.len(), found[0].as_str()), (MOST, "219"));
    }
}
