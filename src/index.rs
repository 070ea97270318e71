//! What can be asked of the library: a tantivy index of its stories, quotations and turns.
//!
//! The index is a cache. Where its schema is another, or a file of it is damaged, it is put aside
//! and made anew; never because of a lock or a failing disk.

pub mod query;
pub mod schema;
pub mod search;
pub mod sync;

pub use query::{Hint, Query};
pub use search::{Page, Passage, PassageKind, Row, Total, Window};
pub use sync::Progress;
