//! The archive that all threads work with, and what becomes of it when its index fails. Only the
//! sync thread changes it, so that nobody writes into an index that is put aside.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Error, Result};

use crate::archive::Archive;
use crate::index::{self, Index, cause};
use crate::worker::{GivenUp, Reply};

/// The archive, for all threads.
pub(super) struct SharedArchive {
    state: Mutex<State>,
}

/// What came of looking at the index.
pub(super) enum Look {
    /// Nothing had failed.
    Unasked,
    /// It is not damaged; this has failed for another reason.
    Sound(String),
    /// It was damaged, and an empty one is there instead.
    Remade,
}

struct State {
    archive: Archive,
    /// Raised when the archive becomes another one.
    edition: u64,
    /// What failed, so that the index is to be looked at.
    suspicion: Option<String>,
    /// Whether it was looked at since it was opened: what is not damaged fails for another reason.
    is_checked: bool,
}

impl SharedArchive {
    pub(super) fn new(archive: Archive) -> Self {
        Self {
            state: Mutex::new(State {
                archive,
                edition: 0,
                suspicion: None,
                is_checked: false,
            }),
        }
    }

    /// The archive, and which one it is.
    pub(super) fn archive(&self) -> (u64, Archive) {
        let state = self.lock();
        (state.edition, state.archive.clone())
    }

    /// Something failed. Whether the sync thread shall look at the index for it; what failed is told
    /// afterwards if that is not to blame.
    pub(super) fn suspect(&self, error: &Error) -> bool {
        let mut state = self.lock();
        let is_of_index = error.is::<GivenUp>() || index::is_of_engine(error);
        if state.is_checked || !is_of_index || state.archive.index.folder().is_none() {
            return false;
        }
        state.is_checked = true;
        state.suspicion = Some(format!("{error:#}"));
        true
    }

    /// What a thread says when it fails: that the index is to be looked at, or else what `fail` says.
    pub(super) fn unless_suspected<Request: 'static>(
        self: &Arc<Self>,
        fail: impl Fn(&Request, String) -> Reply + Send + 'static,
    ) -> impl Fn(&Request, &Error) -> Reply + Send + 'static {
        let shared = self.clone();
        move |request, error| {
            if shared.suspect(error) {
                Reply::Suspected
            } else {
                fail(request, format!("{error:#}"))
            }
        }
    }

    /// Looks at the index if something has failed, and begins a new one where it is damaged.
    pub(super) fn look(&self) -> Result<Look> {
        let Some(message) = self.lock().suspicion.take() else {
            return Ok(Look::Unasked);
        };
        let (_, mut archive) = self.archive();
        let folder = archive
            .index
            .folder()
            .filter(|_| archive.index.is_damaged());
        let Some(folder) = folder.map(std::path::Path::to_path_buf) else {
            return Ok(Look::Sound(message));
        };
        archive.index = Index::anew(&folder).context("the index is damaged")?;
        self.replace(archive);
        Ok(Look::Remade)
    }

    /// What is to be told of an index that may be read and not written, and holds something; else nothing.
    pub(super) fn read_only(&self, error: &Error) -> Result<Option<String>> {
        let (_, archive) = self.archive();
        let is_of_use = archive.index.is_read_only() && archive.index.snapshot()?.stories() > 0;
        let told = || {
            let cause = cause(error);
            format!("the index cannot be brought up to date ({cause}); it is shown as it is")
        };
        Ok(is_of_use.then(told))
    }

    /// The index cannot be written: it is kept in memory from now on. Returns what is to be told.
    pub(super) fn take_into_memory(&self, error: &Error) -> Result<String> {
        let (_, archive) = self.archive();
        self.replace(Archive::in_memory(archive.library)?);
        Ok(in_memory(error))
    }

    fn replace(&self, archive: Archive) {
        let mut state = self.lock();
        let judgements = state.archive.index.judgements();
        state.archive = archive.judged_by(judgements);
        state.edition += 1;
        state.is_checked = false;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A thread that panicked left a whole archive behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says that no index can be kept on disk.
pub(super) fn in_memory(error: &Error) -> String {
    format!(
        "the index cannot be written ({}); it is kept in memory until byline ends",
        cause(error)
    )
}
