//! What can be asked of the library: a tantivy index of its stories, quotations and turns.
//!
//! The index is a cache. Where its schema is another, or a file of it is damaged, it is put aside
//! and made anew; never because of a lock or a failing disk. Bodies are not kept in it: passages
//! are read from the files of the stories that answer.
//!
//! - [`schema`]: the tables of what is indexed; `document` fills them from a story
//! - [`query`]: the reader's words → a tree; `plan` makes it ready for one state of the index
//! - [`search`]: (query, window) → page; `passage` finds the words in a story
//! - [`sync`]: brings the index up to date with the folder

pub(crate) mod beginning;
pub(crate) mod combine;
mod complete;
pub(crate) mod document;
pub(crate) mod folding;
pub(crate) mod join;
pub(crate) mod occurrences;
mod open;
pub(crate) mod order;
pub(crate) mod passage;
pub mod people;
pub(crate) mod phrase;
pub(crate) mod plan;
pub mod query;
mod related;
pub(crate) mod saying;
pub mod schema;
pub mod search;
mod stats;
pub mod sync;
pub mod timeline;
pub(crate) mod together;
mod trouble;
pub mod utterances;
pub(crate) mod widen;
pub mod words;

pub use complete::Completion;
pub use open::{Index, folder_for};
pub use people::People;
pub use query::{Hint, Query};
pub use related::Related;
pub use search::{Cancel, Page, Passage, PassageKind, Row, Searcher, Total, Window};
pub use stats::Stats;
pub use sync::Progress;
pub use timeline::Timeline;
pub use trouble::{cause, is_of_engine};
pub use utterances::Utterances;
