//! What a reader notes of stories, and is never lost: where one stopped, what was read, stars, tags,
//! letters, words kept. A store of its own, apart from the index, which can be thrown away.
//!
//! - A story is known by its [`Identity`]; its [`Card`] says what it was called and where it lay.
//! - Everything noted is a **mark**: a field of a story with a value and when it was set. The newest
//!   holds, nothing is deleted: what is taken away has no value. So two stores can be put together
//!   in any order.
//! - Each deed of the reader's can be undone, also after a restart.
//!
//! The files are a stair: [`place`], [`note`], `likeness`, `schema`, `registers`, `journal`, `searches`,
//! `rescue`, `editions`, `store`, [`exchange`].

mod editions;
mod entry;
pub mod exchange;
mod journal;
mod likeness;
pub mod note;
pub mod place;
mod registers;
mod rescue;
mod schema;
mod searches;
mod store;

use serde::{Deserialize, Serialize};

use crate::story::{Identity, Story, StoryId};
use crate::versions::Edition;

pub use editions::{Bounds, Changed, Dated, Newest, SeenBy, changes, with_fetched};
pub use note::{Note, NoteBody};
pub use place::Place;
pub use store::{Kind, Store};

/// What a story was called and where it lay, to know it by later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Which story.
    pub identity: Identity,
    /// Its address on the web.
    pub address: Option<String>,
    /// Its headline.
    pub headline: String,
    /// Its first words; empty where they were not at hand.
    pub opening: String,
    /// Who published it.
    pub source: Option<String>,
    /// When, as printed.
    pub date: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// Where its file lay.
    pub path: String,
    /// Which story of the file.
    pub ordinal: u32,
}

impl Card {
    /// The card of a story.
    pub fn of(id: &StoryId, story: &Story) -> Self {
        let meta = &story.meta;
        Self {
            identity: story.identity(),
            address: meta.url.clone(),
            headline: meta.headline.clone(),
            opening: story.opening(),
            source: meta.source.clone(),
            date: meta.date.map(|date| date.to_string()),
            bylines: meta.bylines.clone(),
            path: id.path.to_string(),
            ordinal: id.ordinal,
        }
    }
}

/// Where a story was left.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// The place at the top of the screen.
    pub place: Place,
    /// How far down that is.
    pub percent: u8,
    /// When, milliseconds since 1970 UTC.
    #[serde(skip)]
    pub at: i64,
}

/// What is known of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether it was read.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// Where it was left.
    pub left: Option<Left>,
    /// When another text of it was found than the one that was read, until it is read again;
    /// milliseconds since 1970 UTC.
    pub changed: Option<i64>,
}

impl Marks {
    /// Whether it was begun and is not read.
    pub fn is_begun(&self) -> bool {
        !self.read && self.left.as_ref().is_some_and(|left| left.percent > 0)
    }
}

/// Something that the reader does to stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Read, or not.
    Read(bool),
    /// Read, since its end was reached: nothing that one would undo.
    Finished,
    /// With a star, or without.
    Starred(bool),
    /// With these tags and no others.
    Tags(Vec<String>),
    /// Left here.
    Left(Left),
    /// This letter stands here.
    Letter(char, Place),
    /// These words are kept, by the key of the note; or no longer.
    Note(String, Option<Box<NoteBody>>),
}

/// A question to the store, or something to be noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// What is known of these stories.
    Tell(Vec<Identity>),
    /// Note this of these stories.
    Change(Vec<Card>, Change),
    /// Take back what was done last.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// The stories that were left last.
    Recent,
    /// Where a letter stands.
    Letter(char),
    /// All tags there are.
    Tags,
    /// This was searched for.
    Searched(String),
    /// What was searched for, the latest first.
    Searches,
    /// These stories are called otherwise now.
    Rename(Vec<(Identity, Card)>),
    /// A story is opened, and this is its text.
    Opened(Box<Card>, Box<Edition>),
    /// This text of a story was found in its file, which is told by that number.
    Found(Box<Card>, Box<Edition>, u64),
}

/// What the store says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// What is known of these stories.
    Marks(Vec<(Identity, Marks)>),
    /// What was heard before may not hold any more.
    Changed,
    /// The stories that were left last, the latest first, and whether they are read.
    Recent(Vec<(Identity, Left, bool)>),
    /// Where a letter stands, if it does.
    Letter(char, Option<(Identity, Place)>),
    /// All tags there are.
    Tags(Vec<String>),
    /// What was searched for, the latest first.
    Searches(Vec<String>),
    /// The story that is opened has another text than when it was read last; that was then.
    Reworded(Identity, i64),
    /// What was done, in a few words.
    Said(String),
    /// What could not be done, in one sentence.
    Trouble(String),
}
