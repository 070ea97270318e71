//! A name as the index keys it: folded, with the source it is printed in. "Rivera" of one paper is not yet
//! the Rivera of another.

use crate::index::words;

/// Stands between name and source; no text of a story holds it.
const APART: char = '\u{1f}';

/// What a person of a story is filed under.
pub(crate) fn key(name: &str, source: Option<&str>) -> String {
    let source = source.map(words::folded).unwrap_or_default();
    format!("{}{APART}{source}", words::folded(name))
}

/// The name and the source of a key.
pub(crate) fn parts(key: &str) -> (&str, &str) {
    key.split_once(APART).unwrap_or((key, ""))
}
