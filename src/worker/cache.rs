//! Stories that were read a moment ago: the rows of one keystroke are mostly those of the next.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;

use crate::library::Library;
use crate::story::{Story, StoryId};

/// Bytes of text kept; some hundred stories, little beside the rest of the program.
const ROOM: usize = 4_000_000;

/// A story, read where it is not at hand. The cache is not held while it is read.
pub(super) fn take(
    cache: &Mutex<StoryCache>,
    library: &Library,
    id: &StoryId,
) -> Result<Arc<Story>> {
    // A thread that panicked left a cache of whole stories behind.
    let lock = || cache.lock().unwrap_or_else(PoisonError::into_inner);
    let at_hand = lock().stories.get(id).cloned();
    if let Some(story) = at_hand {
        return Ok(story);
    }
    let story = Arc::new(library.load(id)?);
    lock().put(id, &story);
    Ok(story)
}

/// The stories at hand.
#[derive(Default)]
pub(super) struct StoryCache {
    stories: HashMap<StoryId, Arc<Story>>,
    bytes: usize,
}

impl StoryCache {
    fn put(&mut self, id: &StoryId, story: &Arc<Story>) {
        if self.bytes > ROOM {
            self.clear();
        }
        self.bytes += story.text.len();
        self.stories.insert(id.clone(), story.clone());
    }

    /// Forgets all of them, since the files may have changed.
    pub(super) fn clear(&mut self) {
        self.stories.clear();
        self.bytes = 0;
    }
}
