//! Texts of stories as they were read, packed: a file of its own beside the marks, since it may be
//! larger than they are and less is lost with it. The oldest go where there are too many.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Result, params};

use super::registers::{key, story};
use super::rescue;
use super::schema;
use crate::story::Identity;
use crate::versions::{Comparison, Edition, compare};

/// The file in the state folder.
const FILE: &str = "versions.db";

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS edition (
        id INTEGER PRIMARY KEY, story INTEGER NOT NULL, sign INTEGER NOT NULL, first INTEGER NOT NULL,
        last INTEGER NOT NULL, stamp INTEGER NOT NULL, size INTEGER NOT NULL, body BLOB NOT NULL
    );
    CREATE INDEX IF NOT EXISTS edition_of ON edition (story, id, sign, stamp);
    CREATE INDEX IF NOT EXISTS edition_by_age ON edition (last, size);
";

/// How much is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes of all texts together, packed; with none nothing is kept.
    pub bytes: u64,
    /// Milliseconds since a text was last read.
    pub age: i64,
}

impl Bounds {
    /// So many megabytes and days.
    pub fn new(megabytes: u32, days: u32) -> Self {
        const DAY: i64 = 24 * 3600 * 1000;
        Self {
            bytes: u64::from(megabytes) << 20,
            age: i64::from(days) * DAY,
        }
    }
}

impl Default for Bounds {
    fn default() -> Self {
        Self::new(64, 365)
    }
}

/// Who saw a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeenBy {
    /// The reader.
    Reader,
    /// What brought it in, and then the next one.
    Fetching,
}

/// The text of a story as it was from one time to another, milliseconds since 1970 UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When it was read first.
    pub first: i64,
    /// When it was read last; of one that was fetched, until when it was the last.
    pub last: i64,
    /// Who saw it.
    pub by: SeenBy,
    /// The text.
    pub edition: Edition,
}

/// What became of the text of a story between two times, milliseconds since 1970 UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// When the earlier text was read last; nothing, where it was fetched and not read.
    pub before: Option<i64>,
    /// When the later text was there first.
    pub after: i64,
    /// What it makes otherwise.
    pub comparison: Comparison,
}

/// Texts that were read, and those that were fetched and followed by others: one row of texts, each once.
pub fn with_fetched(read: Vec<Dated>, fetched: impl Iterator<Item = (i64, Edition)>) -> Vec<Dated> {
    let known: HashSet<u64> = read.iter().map(|dated| dated.edition.sign()).collect();
    let fetched = fetched.filter(|(_, edition)| !known.contains(&edition.sign()));
    let fetched = fetched.map(|(until, edition)| Dated {
        first: until,
        last: until,
        by: SeenBy::Fetching,
        edition,
    });
    let mut all: Vec<Dated> = read.into_iter().chain(fetched).collect();
    all.sort_by_key(|dated| dated.last);
    all
}

/// What became of a text: from each that is kept to the next, and to the one that it is now; the latest
/// change first.
pub fn changes(mut kept: Vec<Dated>, now: Option<(i64, Edition)>) -> Vec<Changed> {
    let last = kept.last().map(|last| last.edition.sign());
    if let Some((now, edition)) =
        now.filter(|(_, edition)| last.is_some_and(|last| last != edition.sign()))
    {
        kept.push(Dated {
            first: now,
            last: now,
            by: SeenBy::Reader,
            edition,
        });
    }
    let pairs = kept.windows(2).rev();
    let times = |pair: &[Dated]| match pair[0].by {
        SeenBy::Reader => (Some(pair[0].last), pair[1].first),
        SeenBy::Fetching => (None, pair[0].last),
    };
    let changed = pairs.map(|pair| (times(pair), pair));
    let changed = changed.map(|((before, after), pair)| Changed {
        before,
        after,
        comparison: compare(&pair[0].edition, &pair[1].edition),
    });
    changed
        .filter(|changed| !changed.comparison.is_empty())
        .collect()
}

/// The newest text that is kept of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newest {
    /// The story.
    pub story: Identity,
    /// What the text is told by.
    pub sign: u64,
    /// What the file was told by that it is from; 0 where nobody looked.
    pub stamp: u64,
}

/// What a text is beside the one that was kept last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// None was kept before.
    First,
    /// It is the same.
    Same,
    /// It is another one; that was read last at this time.
    Changed(i64),
}

/// All texts.
#[derive(Debug)]
pub(super) struct Editions {
    db: Connection,
    file: Option<PathBuf>,
    bounds: Bounds,
}

impl Editions {
    /// Those in a folder. Where they are damaged they are put aside, and where they cannot be written
    /// they end with the program: no mark is lost by it.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let file = folder.join(FILE);
        let opened = prepared(&file).or_else(|error| {
            if !rescue::is_damage(&error) {
                return Err(error);
            }
            rescue::put_aside(&file);
            prepared(&file)
        });
        match opened {
            Ok(db) => Ok(Self::around(db, Some(file))),
            Err(_) => Self::in_memory(),
        }
    }

    pub(super) fn in_memory() -> Result<Self> {
        let db = Connection::open_in_memory()?;
        db.execute_batch(TABLE)?;
        Ok(Self::around(db, None))
    }

    fn around(db: Connection, file: Option<PathBuf>) -> Self {
        Self {
            db,
            file,
            bounds: Bounds::default(),
        }
    }

    /// Keeps no more than this from now on.
    pub(super) fn keep_within(&mut self, bounds: Bounds) {
        self.bounds = bounds;
    }

    /// Takes in the text of a story, which is read now or was found in its file.
    pub(super) fn take(
        &mut self,
        story: Identity,
        edition: &Edition,
        stamp: u64,
        now: i64,
    ) -> Result<Seen> {
        let taken = self.try_to_take(story, edition, stamp, now);
        match (taken, self.file.clone()) {
            (Err(error), Some(file)) if rescue::is_damage(&error) => {
                rescue::put_aside(&file);
                self.db = prepared(&file)?;
                self.try_to_take(story, edition, stamp, now)
            }
            (taken, _) => taken,
        }
    }

    fn try_to_take(
        &self,
        story: Identity,
        edition: &Edition,
        stamp: u64,
        now: i64,
    ) -> Result<Seen> {
        if self.bounds.bytes == 0 {
            return Ok(Seen::Same);
        }
        let sign = edition.sign();
        let sql = "SELECT id, sign, last FROM edition WHERE story = ?1 ORDER BY id DESC LIMIT 1";
        let held = self.db.query_row(sql, [key(story)], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, i64>(2)?,
            ))
        });
        let seen = match held.optional()? {
            Some((id, same, _)) if same.cast_unsigned() == sign => {
                self.seen_again(id, stamp, now)?;
                return Ok(Seen::Same);
            }
            Some((.., last)) => Seen::Changed(last),
            None => Seen::First,
        };
        let body = edition.packed();
        let sql = "INSERT INTO edition (story, sign, first, last, stamp, size, body)
            VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6)";
        let (sign, stamp) = (sign.cast_signed(), stamp.cast_signed());
        let row = params![key(story), sign, now, stamp, body.len(), body];
        self.db.execute(sql, row)?;
        self.prune(now)?;
        Ok(seen)
    }

    /// A text is read again, or its file was looked at.
    fn seen_again(&self, id: i64, stamp: u64, now: i64) -> Result<()> {
        let (sql, value) = match stamp {
            0 => ("UPDATE edition SET last = ?2 WHERE id = ?1", now),
            stamp => (
                "UPDATE edition SET stamp = ?2 WHERE id = ?1",
                stamp.cast_signed(),
            ),
        };
        self.db.execute(sql, [id, value])?;
        Ok(())
    }

    /// Lets go of what is too old and too much.
    fn prune(&self, now: i64) -> Result<()> {
        let old = now.saturating_sub(self.bounds.age);
        self.db
            .execute("DELETE FROM edition WHERE last < ?1", [old])?;
        let all: Option<i64> = self
            .db
            .query_row("SELECT sum(size) FROM edition", [], |row| row.get(0))?;
        let most = i64::try_from(self.bounds.bytes).unwrap_or(i64::MAX);
        let over = all.unwrap_or(0) - most;
        if over <= 0 {
            return Ok(());
        }
        // A little more, so that the next one does not begin again.
        let over = over + most / 20;
        let sql = "DELETE FROM edition WHERE id IN (
            SELECT id FROM (SELECT id, sum(size) OVER (ORDER BY last, id) - size AS before FROM edition)
            WHERE before < ?1)";
        self.db.execute(sql, [over])?;
        Ok(())
    }

    /// All texts of a story, the oldest first; damaged ones are left out.
    pub(super) fn of(&self, story: Identity) -> Result<Vec<Dated>> {
        let sql = "SELECT first, last, body FROM edition WHERE story = ?1 ORDER BY id";
        let mut all = self.db.prepare_cached(sql)?;
        let rows = all.query_map([key(story)], |row| {
            let body: Vec<u8> = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, Edition::unpacked(&body)))
        })?;
        let dated = rows.filter_map(|row| match row {
            Ok((first, last, Some(edition))) => Some(Ok(Dated {
                first,
                last,
                by: SeenBy::Reader,
                edition,
            })),
            Ok(_) => None,
            Err(error) => Some(Err(error)),
        });
        dated.collect()
    }

    /// The newest text of each story.
    pub(super) fn newest(&self) -> Result<Vec<Newest>> {
        let sql = "SELECT story, max(id), sign, stamp FROM edition GROUP BY story";
        let mut all = self.db.prepare_cached(sql)?;
        let rows = all.query_map([], |row| {
            Ok(Newest {
                story: story(row.get(0)?),
                sign: row.get::<_, i64>(2)?.cast_unsigned(),
                stamp: row.get::<_, i64>(3)?.cast_unsigned(),
            })
        })?;
        rows.collect()
    }

    /// A story is called otherwise now.
    pub(super) fn rename(&self, old: Identity, new: Identity) -> Result<()> {
        let sql = "UPDATE edition SET story = ?2 WHERE story = ?1";
        self.db.execute(sql, [key(old), key(new)])?;
        Ok(())
    }
}

fn prepared(file: &Path) -> Result<Connection> {
    let db = Connection::open(file)?;
    schema::set_modes(&db)?;
    db.execute_batch(TABLE)?;
    Ok(db)
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Editions, Seen, SeenBy, changes, with_fetched};
    use crate::story::Identity;
    use crate::versions::Edition;

    const STORY: Identity = Identity(7);

    fn edition(words: &str) -> Edition {
        Edition {
            headline: "h".to_owned(),
            paragraphs: vec![words.to_owned()],
            said: Vec::new(),
        }
    }

    #[test]
    fn the_same_text_is_kept_once_and_another_beside_it() {
        let mut all = Editions::in_memory().expect("there is memory");
        let mut take = |words: &str, now| {
            all.take(STORY, &edition(words), 0, now)
                .expect("it is taken")
        };
        assert_eq!(take("one", 10), Seen::First);
        assert_eq!(take("one", 20), Seen::Same);
        assert_eq!(take("two", 30), Seen::Changed(20));
        assert_eq!(
            take("one", 40),
            Seen::Changed(30),
            "back to what it was is a change"
        );
        let held = all.of(STORY).expect("it is read");
        let told: Vec<_> = held
            .iter()
            .map(|held| (held.first, held.last, held.edition.paragraphs[0].as_str()))
            .collect();
        assert_eq!(told, [(10, 20, "one"), (30, 30, "two"), (40, 40, "one")]);
        all.rename(STORY, Identity(8)).expect("it is written");
        assert_eq!(all.newest().expect("it is read")[0].story, Identity(8));
    }

    #[test]
    fn what_was_fetched_and_not_read_stands_between() {
        let mut all = Editions::in_memory().expect("there is memory");
        for (words, now) in [("one", 10), ("three", 40)] {
            all.take(STORY, &edition(words), 0, now)
                .expect("it is taken");
        }
        let read = all.of(STORY).expect("it is read");
        let fetched = [(20, edition("one")), (30, edition("two"))].into_iter();
        let all = with_fetched(read, fetched);
        let by: Vec<_> = all.iter().map(|dated| (dated.last, dated.by)).collect();
        let (reader, fetching) = (SeenBy::Reader, SeenBy::Fetching);
        assert_eq!(by, [(10, reader), (30, fetching), (40, reader)]);
        let found = changes(all, Some((50, edition("four"))));
        let times: Vec<_> = found
            .iter()
            .map(|change| (change.before, change.after))
            .collect();
        assert_eq!(times, [(Some(40), 50), (None, 30), (Some(10), 30)]);
    }

    #[test]
    fn the_oldest_go_where_there_are_too_many_or_too_long() {
        let mut all = Editions::in_memory().expect("there is memory");
        let size = edition("text 00").packed().len() as u64;
        all.keep_within(Bounds {
            bytes: size * 10 + size / 2,
            age: 1000,
        });
        for number in 0..20 {
            let words = format!("text {number:02}");
            all.take(Identity(number), &edition(&words), 0, number.cast_signed())
                .expect("it is taken");
        }
        let held = all.newest().expect("it is read");
        assert!((8..=10).contains(&held.len()), "{}", held.len());
        assert!(held.iter().all(|held| held.story.0 >= 10));
        all.take(Identity(99), &edition("later"), 0, 5000)
            .expect("it is taken");
        assert_eq!(all.newest().expect("it is read").len(), 1);
        all.keep_within(Bounds {
            bytes: 0,
            age: 1000,
        });
        all.take(Identity(100), &edition("never"), 0, 5000)
            .expect("it is passed over");
        assert_eq!(all.newest().expect("it is read").len(), 1);
    }

    #[test]
    fn a_damaged_file_is_put_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(super::FILE);
        std::fs::write(
            &file,
            "no store at all, but long enough to be taken for one".repeat(90),
        )
        .expect("it is written");
        let mut all = Editions::open(folder.path()).expect("it opens");
        assert_eq!(
            all.take(STORY, &edition("one"), 3, 10)
                .expect("it is taken"),
            Seen::First
        );
        assert!(folder.path().join("versions.damaged-1.db").exists());
        drop(all);
        let all = Editions::open(folder.path()).expect("it opens");
        assert_eq!(all.newest().expect("it is read")[0].stamp, 3);
    }
}
