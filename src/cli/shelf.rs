//! The store of marks, for commands: opened where it is asked for, and not before.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};

use super::output::complain;
use super::places::Places;
use crate::index::Query;
use crate::index::query::{Mark, Marked};
use crate::library::Library;
use crate::marks::{Kind, Store};

/// Opens the store to read from it, an empty one where nothing was ever noted; what had to be mended
/// is told.
///
/// # Errors
/// When nobody says where it is, or it cannot even be kept in memory.
pub fn open(places: &Places) -> Result<Store> {
    let folder = places.state()?;
    if !Store::is_in(&folder) {
        return Store::in_memory();
    }
    let (store, said) = Store::open(&folder)?;
    if let Some(said) = said {
        complain(&said);
    }
    Ok(store)
}

/// The same to write into: one that ends with the command is no use.
///
/// # Errors
/// When it cannot be written.
pub fn open_lasting(places: &Places) -> Result<Store> {
    let (store, said) = Store::open(&places.state()?)?;
    let said = said.unwrap_or_default();
    ensure!(store.is_lasting(), "{said}");
    if !said.is_empty() {
        complain(&said);
    }
    Ok(store)
}

/// A query with what the reader has marked put in.
///
/// # Errors
/// When it asks for marks and they cannot be read.
pub fn knowing(query: Query, places: &Places, library: &Library) -> Result<Query> {
    if !query.asks_for_marks() {
        return Ok(query);
    }
    let mut shelf = Shelf {
        store: open(places)?,
        library: library.name(),
    };
    query.knowing(&mut shelf)
}

/// The same for stories of an archive; what is new is so since the last visit to the library.
///
/// # Errors
/// When it asks for marks and they cannot be read.
pub fn knowing_of(query: Query, places: &Places) -> Result<Query> {
    if !query.asks_for_marks() {
        return Ok(query);
    }
    knowing(query, places, &places.library()?)
}

struct Shelf {
    store: Store,
    library: String,
}

impl Marked for Shelf {
    fn stories(&mut self, mark: &Mark) -> Result<Arc<HashSet<u64>>> {
        let kind = match mark {
            Mark::Read | Mark::New => Kind::Read,
            Mark::Starred => Kind::Starred,
            Mark::Started => Kind::Started,
            Mark::Tag(tag) => Kind::Tag(tag.clone()),
            Mark::Changed => Kind::Changed,
        };
        self.store.kind(&kind).context("cannot read the marks")
    }

    fn since(&mut self) -> Result<u64> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |now| i64::try_from(now.as_millis()).unwrap_or(i64::MAX));
        let since = self.store.since(&self.library, now)?;
        Ok(u64::try_from(since / 1000).unwrap_or(0))
    }
}
