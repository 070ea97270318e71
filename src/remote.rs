//! Archives: stories that an engine elsewhere keeps, on servers that its own people run. byline speaks the
//! search dialect of Elasticsearch with it, in the part that `OpenSearch` and Quickwit share, and invents none.
//!
//! The planner of [`crate::index`] says what is asked and what documents hold; here they go over the wire.
//! Stories are found by the engine, passages and highlights are made here from the story's text. An answer
//! is untrusted text like any file: bounded in size and time, cleaned, its spans checked.
//!
//! - [`client`]: one address after the other, bounded, no redirect followed
//! - `engine`: which engine it is, and what it can do
//! - `kept`: a story as it lies in an archive
//! - `lexicon`: the words that an archive knows
//! - `ask`: questions about utterances first, then their stories
//! - `fading`: older stories count for less
//! - [`check`]: what is wrong with an archive
//! - [`push`]: stories sent to it
//!
//! What 100 million stories cost stands in [`push`].

pub mod address;
mod answers;
mod ask;
pub mod check;
pub mod client;
mod engine;
mod fading;
mod kept;
mod lexicon;
pub mod push;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use anyhow::Result;

use crate::config::NamedArchive;
use crate::story::Story;
use client::Client;
use engine::Engine;
use fading::NewestStory;
use lexicon::WordStore;

/// An archive that is asked. Cloning gives another handle of the same one.
#[derive(Clone)]
pub struct Remote {
    shared: Arc<Shared>,
}

struct Shared {
    name: String,
    client: Client,
    engine: OnceLock<Engine>,
    words: WordStore,
    newest: NewestStory,
    /// Stories that came a moment ago.
    held: Mutex<Held>,
}

/// Stories at hand, by what they are found by again: a story that is listed is mostly opened next.
#[derive(Default)]
struct Held {
    stories: HashMap<u64, Arc<Story>>,
    bytes: usize,
}

impl Held {
    /// Bytes of text kept.
    const ROOM: usize = 8_000_000;

    fn put(&mut self, tie: u64, story: &Arc<Story>) {
        if self.bytes > Self::ROOM {
            *self = Self::default();
        }
        self.bytes += story.text.len();
        self.stories.insert(tie, story.clone());
    }
}

impl Remote {
    /// The archive of the configuration. Nothing is asked of it yet.
    ///
    /// # Errors
    /// When its addresses, its certificates or its token cannot be used.
    pub fn open(archive: &NamedArchive) -> Result<Self> {
        Ok(Self::asking(&archive.name, Client::new(archive)?))
    }

    /// The same, of which each answer may take so long and no longer.
    ///
    /// # Errors
    /// As those of [`Remote::open`].
    pub fn open_within(archive: &NamedArchive, longest: Duration) -> Result<Self> {
        let client = Client::new(archive)?.within(longest);
        Ok(Self::asking(&archive.name, client))
    }

    fn asking(name: &str, client: Client) -> Self {
        Self {
            shared: Arc::new(Shared {
                name: name.to_owned(),
                client,
                engine: OnceLock::new(),
                words: WordStore::default(),
                newest: NewestStory::default(),
                held: Mutex::default(),
            }),
        }
    }

    /// What the reader calls it.
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// The index that holds its stories.
    pub fn index(&self) -> &str {
        self.client().index()
    }

    fn hold(&self, tie: u64, story: &Arc<Story>) {
        let mut held = self
            .shared
            .held
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        held.put(tie, story);
    }

    fn held(&self, tie: u64) -> Option<Arc<Story>> {
        let held = self
            .shared
            .held
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        held.stories.get(&tie).cloned()
    }

    fn client(&self) -> &Client {
        &self.shared.client
    }

    /// Which engine answers; asked once.
    fn engine(&self) -> Result<&Engine> {
        if let Some(engine) = self.shared.engine.get() {
            return Ok(engine);
        }
        let found = Engine::of(self.client())?;
        Ok(self.shared.engine.get_or_init(|| found))
    }
}
