//! Threads for slow work. Each owns what it works on, takes the newest request from its inbox and
//! answers with a [`Reply`]; a stale answer is told by its generation.

use std::sync::Arc;

use crate::index::{Page, Progress, Window};
use crate::story::{Story, StoryId};

/// Which state of the search box a page answers; a later edit has a greater one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

/// A question to the index. An empty text browses: all stories, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// The state of the box when it was asked.
    pub generation: Generation,
    /// The query as typed.
    pub text: String,
    /// Which rows are wanted.
    pub window: Window,
}

/// What a worker has to say.
#[derive(Clone, Debug)]
pub enum Reply {
    /// An answer of the index.
    Page(Generation, Page),
    /// A story that was asked for.
    Story(StoryId, Arc<Story>),
    /// How far the update of the index is.
    Progress(Progress),
    /// Something could not be done: one sentence for the status line.
    Failed(String),
}
