//! byline's own tantivy queries, and why each is there although tantivy has queries of its own:
//!
//! - [`among::Among`]: the stories that a reader has marked, of whom the index knows nothing
//! - [`combined::AnyOf`]: tantivy's union works through some thousand documents ahead of the one that
//!   is asked for; a screenful of the newest stories needs no more than these
//! - [`combined::Boosted`]: what may stand elsewhere, too, raises a score and is looked at only in the
//!   documents that match anyway
//! - [`prefix::PrefixQuery`]: a word that is being typed stands for thousands; tantivy reads all their
//!   lists before the first document is given
//! - [`phrase::Phrase`]: words that stand together, the last half typed; tantivy looks through any
//!   number of stories for the next one, this counts what it looks at
//! - [`saying::Saying`]: words within one quotation or turn. The index holds each word of a story once,
//!   an utterance is a range of places, and tantivy has no query for words within a range
//! - [`stories_where::StoriesWhere`]: a query over utterances becomes one over their stories; tantivy
//!   joins no documents
//! - `sync::part::WithinParts`: the parts of a file that an interrupted update left behind, for deletion
//!
//! `together` and `occurrences` are what phrases and sayings have in common: where in a story words
//! stand, and where they stand in their order.

pub(crate) mod among;
pub(crate) mod combined;
pub(crate) mod occurrences;
pub(crate) mod phrase;
pub(crate) mod prefix;
pub(crate) mod saying;
pub(crate) mod stories_where;
pub(crate) mod together;
