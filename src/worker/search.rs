//! The search thread: questions to the newest state of the index.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Result;

use crate::archive::Archive;
use crate::index::{Cancel, Query, Searcher};
use crate::worker::shelf::Shelf;
use crate::worker::{Reply, SearchRequest};

/// Answers searches.
pub(super) struct Searches {
    archive: Archive,
    newest: Arc<AtomicU64>,
    shelf: RefCell<Shelf>,
    searcher: Option<(u64, Searcher)>,
}

impl Searches {
    pub(super) fn new(archive: Archive, newest: Arc<AtomicU64>) -> Self {
        Self {
            archive,
            newest,
            shelf: RefCell::default(),
            searcher: None,
        }
    }

    /// The page that was asked for; `None` where a newer question is waiting.
    pub(super) fn answer(&mut self, request: &SearchRequest) -> Result<Option<Reply>> {
        let cancel = Cancel::when_passed(self.newest.clone(), request.generation.0);
        let query = Query::parse(&request.text);
        self.catch_up()?;
        let Some((_, searcher)) = &self.searcher else {
            return Ok(None);
        };
        let load = |id: &_| self.shelf.borrow_mut().take(&self.archive.library, id);
        let page = searcher.page(&query, request.window, &cancel, &load)?;
        if cancel.is_stale() {
            return Ok(None);
        }
        Ok(Some(Reply::Page(request.generation, page)))
    }

    /// Takes the newest state of the index.
    fn catch_up(&mut self) -> Result<()> {
        self.archive.index.refresh()?;
        let generation = self.archive.index.generation();
        if self
            .searcher
            .as_ref()
            .is_none_or(|(held, _)| *held != generation)
        {
            self.shelf.borrow_mut().clear();
            self.searcher = Some((generation, self.archive.index.searcher()?));
        }
        Ok(())
    }
}
