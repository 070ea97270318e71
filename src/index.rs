//! What can be asked of the library: a tantivy index of its stories, quotations and turns.
//!
//! The index is a cache. Where its schema is another, or a file of it is damaged, it is put aside
//! and made anew; never because of a lock or a failing disk. Bodies are not kept in it: passages
//! are read from the files of the stories that answer.
//!
//! The files are a stair, none uses one that uses it:
//!
//! - `order`, `words`, `key`, `likeness`, `folding`, [`fields`], [`schema`], `document`: what is indexed, and how it is
//!   taken from a story
//! - [`query`]: the reader's words → a tree
//! - [`answer`], [`budget`], `keys`, [`judgements`], `register`, `twins`, [`snapshot`]: what answers are made
//!   of, how much work one is worth, who is who, what is printed twice, one state of the index
//! - `pushed`: the same documents for an archive elsewhere
//! - `widen`, `queries`, `plan`: the tree made ready for one state of the index, or for an archive
//! - `passage`, `search`, `known_as`, [`utterances`], [`people`], [`timeline`], [`facets`], `related`:
//!   the answers
//! - [`sync`]: brings the index up to date with the folder

pub mod answer;
pub mod budget;
pub(crate) mod columns;
mod complete;
pub(crate) mod document;
pub mod facets;
pub mod fields;
pub(crate) mod folding;
pub mod judgements;
pub(crate) mod key;
pub(crate) mod keys;
mod known_as;
pub(crate) mod likeness;
mod open;
pub(crate) mod order;
pub(crate) mod parallel;
pub(crate) mod passage;
pub mod people;
pub(crate) mod plan;
pub(crate) mod pushed;
pub(crate) mod queries;
pub mod query;
pub(crate) mod register;
mod related;
pub(crate) mod row;
pub mod schema;
mod seals;
pub(crate) mod search;
pub(crate) mod shown;
pub mod snapshot;
pub(crate) mod split;
mod stats;
pub mod sync;
pub mod timeline;
mod trouble;
pub(crate) mod twins;
pub mod utterances;
pub(crate) mod widen;
pub mod words;

pub use answer::{
    Citation, Page, Passage, PassageKind, Row, Total, Utterance, UtteranceKind, Window,
};
pub use budget::Cancel;
pub use complete::Completion;
pub use judgements::Judgements;
pub use open::{Index, folder_for};
pub use people::People;
pub use query::{Ground, Hint, Query};
pub use register::Why;
pub use related::Related;
pub use search::StoryList;
pub use snapshot::Snapshot;
pub use stats::Stats;
pub use sync::Progress;
pub use timeline::Timeline;
pub use trouble::{cause, is_of_engine};
pub use utterances::{UtteranceList, Utterances};
