//! The store: answers requests, one after the other. It never fails: what is damaged is mended, and what
//! cannot be written is kept in memory, which is said once.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rusqlite::{Connection, Error, Result, TransactionBehavior};

use super::editions::{Bounds, Dated, Editions, Newest, Seen};
use super::entry::Entry;
use super::journal::{self, Deed, Way};
use super::registers::{self, NOTHING, YES, key, story};
use super::{Card, Change, Heard, Marks, Note, NoteBody, Request, rescue, schema, searches};
use crate::story::Identity;
use crate::versions::Edition;

/// The file in the state folder.
const FILE: &str = "marks.db";
/// Stories that are told of when they change; of more, only that they did.
const TOLD: usize = 500;
/// Stories that were left last, as many as are told of.
const RECENT: usize = 60;
/// A store of so many bytes is looked through when it is opened.
const QUICKLY_CHECKED: u64 = 4_000_000;
/// Age of the copy of yesterday when another one is made.
const DAY: Duration = Duration::from_secs(20 * 3600);
/// Milliseconds after which whoever comes back finds what is new since then.
const PAUSE: i64 = 30 * 60 * 1000;

/// Stories that have a mark in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Read.
    Read,
    /// With a star.
    Starred,
    /// Begun and not read.
    Started,
    /// With this tag.
    Tag(String),
    /// With another text than when it was read, or than when it was read before.
    Changed,
}

/// When a changed text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// It is on the screen.
    Now,
    /// The one before was read, and this one was not.
    Before,
}

/// Everything that is noted.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    editions: Editions,
    /// Where it is kept; in memory where nowhere.
    file: Option<PathBuf>,
    /// Tells other bylines that it is open.
    entered: Option<File>,
    kinds: HashMap<Kind, Arc<HashSet<u64>>>,
    /// Changes when another byline has written.
    version: i64,
}

impl Store {
    /// The store in a folder, and what there is to say of it: where it was damaged, or cannot be
    /// written and so is kept in memory.
    ///
    /// # Errors
    /// When there is not even memory for it.
    pub fn open(folder: &Path) -> anyhow::Result<(Self, Option<String>)> {
        let made = std::fs::create_dir_all(folder);
        let file = folder.join(FILE);
        let entry = Entry::to(folder);
        let opened = match entry {
            Entry::Later(_) => open_beside_others(&file),
            Entry::First(_) | Entry::Untold => open_sound(&file),
        };
        let error = match (opened, made) {
            (Ok((db, said)), _) => {
                let editions = Editions::open(folder)?;
                let mut store = Self::around(db, editions, Some(file));
                store.entered = entry.open_to_others();
                return Ok((store, said));
            }
            (Err(_), Err(error)) => error.to_string(),
            (Err(error), Ok(())) => reason(&error),
        };
        let store = Self::in_memory()?;
        if let Ok(held) = schema::read_only(&file) {
            rescue::copy(&held, &store.db)?;
        }
        Ok((store, Some(in_memory(&error))))
    }

    /// Whether a folder holds a store.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(FILE).exists()
    }

    /// A store that ends with the program.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn in_memory() -> anyhow::Result<Self> {
        let editions = Editions::in_memory()?;
        Ok(Self::around(schema::in_memory()?, editions, None))
    }

    fn around(db: Connection, editions: Editions, file: Option<PathBuf>) -> Self {
        Self {
            db,
            editions,
            file,
            entered: None,
            kinds: HashMap::new(),
            version: 0,
        }
    }

    /// Answers a request at the time `now`, milliseconds since 1970 UTC.
    pub fn serve(&mut self, request: &Request, now: i64) -> Vec<Heard> {
        let mut heard = Vec::new();
        // A mended store is asked once more, and so is one that went into memory.
        for _ in 0..3 {
            match self.try_to_serve(request, now) {
                Ok(answer) => {
                    heard.extend(answer);
                    return heard;
                }
                Err(error) => {
                    let (said, goes_on) = self.recover(&error);
                    heard.push(Heard::Trouble(said));
                    if !goes_on {
                        break;
                    }
                }
            }
        }
        heard
    }

    /// Does what can be done about an error. Says what, and whether to try again.
    fn recover(&mut self, error: &Error) -> (String, bool) {
        self.kinds.clear();
        if rescue::is_busy(error) {
            let said = "another byline holds the marks; this was not noted, try again";
            return (said.to_owned(), false);
        }
        let file = self.file.clone();
        if let Some(file) = file.filter(|_| rescue::is_damage(error))
            && let Ok((db, said)) = rescue::rescue(&file)
        {
            self.db = db;
            return (said, true);
        }
        match self.go_into_memory() {
            Ok(()) => (in_memory(&reason(error)), true),
            Err(worse) => (format!("the marks are lost: {worse}"), false),
        }
    }

    fn go_into_memory(&mut self) -> Result<()> {
        let memory = schema::in_memory()?;
        rescue::copy(&self.db, &memory)?;
        (self.db, self.file) = (memory, None);
        Ok(())
    }

    fn try_to_serve(&mut self, request: &Request, now: i64) -> Result<Vec<Heard>> {
        Ok(match request {
            Request::Tell(stories) => vec![Heard::Marks(self.tell(stories)?)],
            Request::Change(cards, change) => self.change(cards, change, now)?,
            Request::Undo => self.step(Way::Undo, now)?,
            Request::Redo => self.step(Way::Redo, now)?,
            Request::Recent => vec![Heard::Recent(self.recent()?)],
            Request::Letter(letter) => vec![self.letter(*letter)?],
            Request::Tags => vec![Heard::Tags(self.tags()?)],
            Request::Searched(text) => self.searched(text, now)?,
            Request::Searches => vec![Heard::Searches(searches::latest(&self.db)?)],
            Request::Rename(renamed) => self.rename(renamed)?,
            Request::Opened(card, edition) => self.opened(card, edition, now)?,
            Request::Found(card, edition, stamp) => {
                match self.editions.take(card.identity, edition, *stamp, now) {
                    Ok(Seen::Changed(_)) => self.mark_changed(card, Reading::Before, now)?,
                    _ => Vec::new(),
                }
            }
        })
    }

    fn tell(&self, stories: &[Identity]) -> Result<Vec<(Identity, Marks)>> {
        let tell = |&story: &Identity| Ok((story, registers::marks(&self.db, story)?));
        stories.iter().map(tell).collect()
    }

    fn change(&mut self, cards: &[Card], change: &Change, now: i64) -> Result<Vec<Heard>> {
        let mut deeds = Vec::new();
        let write = self.write()?;
        for card in cards {
            registers::put_card(&write, card)?;
            for (field, value) in values(&write, card.identity, change)? {
                let before = registers::set(&write, card.identity, &field, &value, now)?;
                deeds.push(Deed {
                    story: card.identity,
                    field,
                    before,
                    after: value,
                });
            }
        }
        deeds.retain(|deed| deed.before != deed.after);
        if !matches!(change, Change::Left(_) | Change::Finished) {
            journal::record(&write, &deeds)?;
        }
        write.commit()?;
        let stories: Vec<Identity> = cards.iter().map(|card| card.identity).collect();
        let mut heard = self.told(&stories)?;
        if cards.len() > 1 && *change == Change::Read(true) {
            heard.push(Heard::Said(marked_read(deeds.len())));
        }
        if matches!(change, Change::Note(..)) {
            heard.push(Heard::Changed);
        }
        self.keep_kinds(&deeds);
        Ok(heard)
    }

    /// A change of its own: all of it is written, or nothing.
    fn write(&mut self) -> Result<rusqlite::Transaction<'_>> {
        self.db
            .transaction_with_behavior(TransactionBehavior::Immediate)
    }

    /// What is known of stories that have changed.
    fn told(&self, stories: &[Identity]) -> Result<Vec<Heard>> {
        if stories.len() > TOLD {
            return Ok(vec![Heard::Changed]);
        }
        Ok(vec![Heard::Marks(self.tell(stories)?)])
    }

    fn step(&mut self, way: Way, now: i64) -> Result<Vec<Heard>> {
        let write = self.write()?;
        let deeds = journal::step(&write, way, now)?;
        write.commit()?;
        self.kinds.clear();
        let mut stories: Vec<Identity> = deeds.iter().map(|deed| deed.story).collect();
        stories.dedup();
        let mut heard = self.told(&stories)?;
        heard.push(Heard::Changed);
        heard.push(Heard::Said(journal::told(&deeds, way)));
        Ok(heard)
    }

    fn recent(&self) -> Result<Vec<(Identity, super::Left, bool)>> {
        let mut recent = Vec::new();
        for mark in registers::of_field(&self.db, "left", RECENT)? {
            let read = registers::get(&self.db, mark.story, "read")?;
            let is_read = read.is_some_and(|read| read.value != NOTHING);
            recent.extend(registers::left(&mark).map(|left| (mark.story, left, is_read)));
        }
        Ok(recent)
    }

    /// A letter stands in one story: where it was set last, unless that was taken back.
    fn letter(&self, letter: char) -> Result<Heard> {
        let set = registers::beginning(&self.db, &format!("letter:{letter}"))?;
        let place = set
            .first()
            .and_then(|mark| Some((mark.story, registers::place(mark)?)));
        Ok(Heard::Letter(letter, place))
    }

    fn tags(&self) -> Result<Vec<String>> {
        let marks = registers::beginning(&self.db, "tag:")?.into_iter();
        let names = marks.filter_map(|mark| Some(mark.field.strip_prefix("tag:")?.to_owned()));
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    fn searched(&mut self, text: &str, now: i64) -> Result<Vec<Heard>> {
        let write = self.write()?;
        searches::keep(&write, text, now)?;
        write.commit()?;
        Ok(Vec::new())
    }

    fn rename(&mut self, renamed: &[(Identity, Card)]) -> Result<Vec<Heard>> {
        let write = self.write()?;
        for (old, card) in renamed {
            registers::put_card(&write, card)?;
            for mark in registers::of_story(&write, *old)? {
                let mark = registers::Mark {
                    story: card.identity,
                    ..mark
                };
                registers::merge(&write, &mark)?;
            }
            for table in ["mark", "card"] {
                let sql = format!("DELETE FROM {table} WHERE story = ?1");
                write.execute(&sql, [key(*old)])?;
            }
            let sql = "UPDATE deed SET story = ?1 WHERE story = ?2";
            write.execute(sql, [key(card.identity), key(*old)])?;
        }
        write.commit()?;
        for (old, card) in renamed {
            // Without its earlier texts a story is still that story.
            let _ = self.editions.rename(*old, card.identity);
        }
        self.kinds.clear();
        Ok(vec![Heard::Changed])
    }

    /// Keeps the text of a story that is read now, and says whether it is another one than before. What
    /// befalls these texts befalls no mark.
    fn opened(&mut self, card: &Card, edition: &Edition, now: i64) -> Result<Vec<Heard>> {
        let story = card.identity;
        registers::put_card(&self.db, card)?;
        let Ok(seen) = self.editions.take(story, edition, 0, now) else {
            return Ok(Vec::new());
        };
        let held = registers::marks(&self.db, story)?;
        let last = match seen {
            Seen::Changed(last) => Some(last),
            Seen::First => None,
            Seen::Same => held.changed.and_then(|_| self.before_the_last(story)),
        };
        let Some(last) = last else {
            return Ok(Vec::new());
        };
        let mut heard = vec![Heard::Reworded(story, last)];
        heard.extend(self.mark_changed(card, Reading::Now, now)?);
        Ok(heard)
    }

    /// When the text before the newest one was read last.
    fn before_the_last(&self, story: Identity) -> Option<i64> {
        let editions = self.editions.of(story).unwrap_or_default();
        let before = editions.len().checked_sub(2)?;
        Some(editions[before].last)
    }

    /// Notes that a story has another text than when it was read.
    fn mark_changed(&mut self, card: &Card, reading: Reading, now: i64) -> Result<Vec<Heard>> {
        let seen = reading == Reading::Now;
        let value = serde_json::json!({"at": now, "seen": seen}).to_string();
        let write = self.write()?;
        registers::put_card(&write, card)?;
        registers::set(&write, card.identity, "changed", &value, now)?;
        write.commit()?;
        self.kinds.remove(&Kind::Changed);
        let mut heard = self.told(&[card.identity])?;
        if !seen {
            heard.push(Heard::Changed);
        }
        Ok(heard)
    }

    /// Keeps no more earlier texts than this.
    pub fn keep_within(&mut self, bounds: Bounds) {
        self.editions.keep_within(bounds);
    }

    /// All texts that are kept of a story, the oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn editions(&self, story: Identity) -> Result<Vec<Dated>> {
        self.editions.of(story)
    }

    /// The newest text that is kept of each story.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn newest_editions(&self) -> Result<Vec<Newest>> {
        self.editions.newest()
    }

    /// The stories of a kind.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn kind(&mut self, kind: &Kind) -> Result<Arc<HashSet<u64>>> {
        let version = self
            .db
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        if version != self.version {
            self.kinds.clear();
            self.version = version;
        }
        if let Some(held) = self.kinds.get(kind) {
            return Ok(held.clone());
        }
        let stories = Arc::new(self.read_kind(kind)?);
        self.kinds.insert(kind.clone(), stories.clone());
        Ok(stories)
    }

    fn read_kind(&self, kind: &Kind) -> Result<HashSet<u64>> {
        let started = "SELECT story FROM mark WHERE field = ?1 AND value != 'null'
            AND json_extract(value, '$.percent') > 0 AND NOT EXISTS (
                SELECT 1 FROM mark AS other
                WHERE other.story = mark.story AND other.field = 'read' AND other.value != 'null')";
        let has = "SELECT story FROM mark WHERE field = ?1 AND value != 'null'";
        let (sql, field) = match kind {
            Kind::Started => (started, "left".to_owned()),
            _ => (has, field(kind)),
        };
        let mut all = self.db.prepare_cached(sql)?;
        let rows = all.query_map([field], |row| Ok(story(row.get(0)?).0))?;
        rows.collect()
    }

    /// Brings the kinds that are held in line with what has changed.
    fn keep_kinds(&mut self, deeds: &[Deed]) {
        for deed in deeds {
            let is_set = deed.after != NOTHING;
            if matches!(deed.field.as_str(), "read" | "left") {
                self.kinds.remove(&Kind::Started);
            }
            for (kind, stories) in &mut self.kinds {
                if field(kind) != deed.field {
                    continue;
                }
                let stories = Arc::make_mut(stories);
                if is_set {
                    stories.insert(deed.story.0);
                } else {
                    stories.remove(&deed.story.0);
                }
            }
        }
    }

    /// Begins or goes on with a visit of a library. Returns when the visit before it ended,
    /// milliseconds since 1970 UTC: what came in later is new.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn visit(&mut self, library: &str, now: i64) -> Result<i64> {
        let since = self.since(library, now)?;
        let write = self.write()?;
        write.execute(
            "INSERT INTO visit (library, since, seen) VALUES (?1, ?2, ?3)
             ON CONFLICT (library) DO UPDATE SET since = excluded.since, seen = excluded.seen",
            rusqlite::params![library, since, now],
        )?;
        write.commit()?;
        Ok(since)
    }

    /// When the visit before this one ended, without a visit that begins.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn since(&self, library: &str, now: i64) -> Result<i64> {
        let sql = "SELECT since, seen FROM visit WHERE library = ?1";
        let visit = self
            .db
            .query_row(sql, [library], |row| Ok((row.get(0)?, row.get(1)?)));
        match visit {
            Ok((_, seen)) if now - seen > PAUSE => Ok(seen),
            Ok((since, _)) => Ok(since),
            Err(Error::QueryReturnedNoRows) => Ok(now),
            Err(error) => Err(error),
        }
    }

    /// Whether what is noted outlives the program.
    pub fn is_lasting(&self) -> bool {
        self.file.is_some()
    }

    /// Notes that somebody is still there, or leaves.
    pub fn leave(&mut self, library: &str, now: i64) {
        let sql = "UPDATE visit SET seen = ?2 WHERE library = ?1";
        // Where it cannot be written, more is new the next time.
        let _ = self.db.execute(sql, rusqlite::params![library, now]);
    }

    /// All notes, those of the story that was noted last first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn notes(&self) -> Result<Vec<Note>> {
        let mut notes = Vec::new();
        for mark in registers::beginning(&self.db, "note:")? {
            let body: Option<NoteBody> = serde_json::from_str(&mark.value).unwrap_or_default();
            if let (Some(body), Some(key)) = (body, mark.field.strip_prefix("note:")) {
                notes.push(Note {
                    key: key.to_owned(),
                    body,
                    card: registers::card(&self.db, mark.story)?,
                });
            }
        }
        notes.sort_by_key(|note| std::cmp::Reverse(note.body.kept));
        Ok(notes)
    }

    /// The cards of all stories that something is noted of.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn cards(&self) -> Result<Vec<Card>> {
        let mut cards = Vec::new();
        registers::cards(&self.db, &mut |card| cards.push(card))?;
        Ok(cards)
    }

    /// Whether the copy of yesterday is to be made again.
    pub fn wants_copy(&self) -> bool {
        let Some(file) = &self.file else { return false };
        let copied = std::fs::metadata(rescue::yesterday(file)).and_then(|copy| copy.modified());
        let age = copied.map(|copied| SystemTime::now().duration_since(copied));
        !matches!(age, Ok(Ok(age)) if age < DAY)
    }

    /// Makes the copy of yesterday, unless the store itself is damaged. Says what had to be mended.
    pub fn copy_away(&mut self) -> Option<String> {
        let file = self.file.clone()?;
        if !rescue::is_sound(&self.db) {
            let (db, said) = rescue::rescue(&file).ok()?;
            self.db = db;
            return Some(said);
        }
        let copy = rescue::yesterday(&file);
        let made = copy.with_extension("new");
        let _ = std::fs::remove_file(&made);
        let written = self.db.execute("VACUUM INTO ?1", [made.to_string_lossy()]);
        if written.is_ok() {
            // Without a copy there is the one before.
            let _ = std::fs::rename(&made, &copy);
        }
        None
    }

    /// The connection, for what brings stores together.
    pub(super) fn db(&mut self) -> &mut Connection {
        self.kinds.clear();
        &mut self.db
    }

    /// The same, to read from it.
    pub(super) fn reading(&self) -> &Connection {
        &self.db
    }
}

/// Opens a store that others have open: only what the database itself calls damage is any.
fn open_beside_others(file: &Path) -> Result<(Connection, Option<String>)> {
    match schema::open(file) {
        Ok(db) => Ok((db, None)),
        Err(error) if rescue::is_damage(&error) => {
            let (db, said) = rescue::rescue(file)?;
            Ok((db, Some(said)))
        }
        Err(error) => Err(error),
    }
}

fn open_sound(file: &Path) -> Result<(Connection, Option<String>)> {
    let is_small = std::fs::metadata(file).is_ok_and(|found| found.len() < QUICKLY_CHECKED);
    let opened = if rescue::is_cut_off(file) {
        None
    } else {
        match schema::open(file) {
            Ok(db) if !is_small || rescue::is_sound(&db) => return Ok((db, None)),
            Ok(_) => None,
            Err(error) if rescue::is_damage(&error) => None,
            Err(error) => Some(error),
        }
    };
    if let Some(error) = opened {
        return Err(error);
    }
    let (db, said) = rescue::rescue(file)?;
    Ok((db, Some(said)))
}

/// The fields that a change sets, and their values.
fn values(db: &Connection, story: Identity, change: &Change) -> Result<Vec<(String, String)>> {
    let yes = |is_so: bool| if is_so { YES } else { NOTHING }.to_owned();
    let one = |field: &str, value: String| vec![(field.to_owned(), value)];
    Ok(match change {
        Change::Read(is_read) => one("read", yes(*is_read)),
        Change::Finished => one("read", yes(true)),
        Change::Starred(is_starred) => one("starred", yes(*is_starred)),
        Change::Left(left) => one("left", registers::json(left)),
        Change::Letter(letter, place) => one(&format!("letter:{letter}"), registers::json(place)),
        Change::Note(key, body) => one(&format!("note:{key}"), registers::json(body)),
        Change::Tags(tags) => {
            let held = registers::marks(db, story)?.tags;
            let gone = held.iter().filter(|tag| !tags.contains(tag));
            let gone = gone.map(|tag| (format!("tag:{tag}"), yes(false)));
            let new = tags.iter().map(|tag| (format!("tag:{tag}"), yes(true)));
            gone.chain(new).collect()
        }
    })
}

/// The field by which a kind is told.
fn field(kind: &Kind) -> String {
    match kind {
        Kind::Read => "read".to_owned(),
        Kind::Starred => "starred".to_owned(),
        Kind::Changed => "changed".to_owned(),
        Kind::Started => "started".to_owned(),
        Kind::Tag(tag) => format!("tag:{tag}"),
    }
}

fn marked_read(stories: usize) -> String {
    match stories {
        0 => "all of them were read before".to_owned(),
        1 => "1 story marked read".to_owned(),
        many => format!("{many} stories marked read"),
    }
}

/// Why, in the fewest words.
fn reason(error: &Error) -> String {
    let text = error.to_string();
    let words = text.split(" (").next().unwrap_or_default();
    words.trim_end_matches([':', ' ']).to_owned()
}

fn in_memory(why: &str) -> String {
    format!("the marks cannot be written ({why}); they are kept in memory until byline ends")
}

#[cfg(test)]
mod tests;
