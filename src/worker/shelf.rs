//! Stories that were read a moment ago: the rows of one keystroke are mostly those of the next.

use std::collections::HashMap;
use std::sync::Arc;

use crate::library::Library;
use crate::story::{Story, StoryId};

/// Bytes of text kept; some hundred stories, little beside the rest of the program.
const ROOM: usize = 4_000_000;

/// The stories at hand.
#[derive(Default)]
pub(super) struct Shelf {
    stories: HashMap<StoryId, Arc<Story>>,
    bytes: usize,
}

impl Shelf {
    /// A story, read where it is not at hand.
    pub(super) fn take(&mut self, library: &Library, id: &StoryId) -> Option<Arc<Story>> {
        if let Some(story) = self.stories.get(id) {
            return Some(story.clone());
        }
        let story = Arc::new(library.load(id).ok()?);
        self.bytes += story.text.len();
        if self.bytes > ROOM {
            self.clear();
        }
        self.stories.insert(id.clone(), story.clone());
        Some(story)
    }

    /// Forgets all of them, since the files may have changed.
    pub(super) fn clear(&mut self) {
        self.stories.clear();
        self.bytes = 0;
    }
}
