//! What has to be done outside of the screen's own state. Performed by the loop, compared by tests.

use crate::marks::Request;
use crate::story::StoryId;
use crate::ui::pipe::Errand;
use crate::ui::reader::Order;
use crate::worker::{Ask, Generation, SearchRequest};

/// Something to do elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the index.
    Search(SearchRequest),
    /// Ask the index something else than for a page of stories.
    Ask(Generation, Ask),
    /// Read a story.
    Load(StoryId),
    /// Note something, or ask what is noted.
    Keep(Request),
    /// Look through the folder again.
    Sync,
    /// Ask the feeds for what is new.
    Fetch,
    /// Set a long story as a whole.
    Set(Order),
    /// Put a text on the clipboard.
    Copy(String),
    /// Send words to a command.
    Pipe(Errand),
    /// End the command that words were sent to.
    EndPipe,
    /// Open an address in the browser.
    Browse(String),
    /// Draw every cell anew.
    Redraw,
    /// Stop until the shell lets the program go on.
    Suspend,
    /// End.
    Quit,
}
