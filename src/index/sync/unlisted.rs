//! What the walk has not found is gone, but not where it could not look.

use std::sync::Arc;

use anyhow::Result;
use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{Order, Term};

use crate::index::open::Index;
use crate::index::row::Kept;
use crate::index::schema::field;

/// Takes from `removed`, the keys of files that were not found, those that lie below one of the
/// `unlisted` paths.
pub(super) fn spare(index: &Index, removed: &mut Vec<u64>, unlisted: &[Arc<str>]) -> Result<()> {
    if unlisted.is_empty() || removed.is_empty() {
        return Ok(());
    }
    let searcher = index.reader.searcher();
    let file = field(searcher.schema(), "file");
    let mut gone = Vec::new();
    for &key in removed.iter() {
        let documents = TermQuery::new(Term::from_field_u64(file, key), IndexRecordOption::Basic);
        // Of all documents of a file those of its stories come first, and name it.
        let first = TopDocs::with_limit(1).order_by_fast_field::<u64>("order", Order::Desc);
        let found = searcher.search(&documents, &first)?;
        let Some((_, address)) = found.first() else {
            continue;
        };
        let kept = Kept::read(&searcher, *address)?;
        let path = kept.text("path").unwrap_or_default();
        if !unlisted.iter().any(|unlisted| is_below(path, unlisted)) {
            gone.push(key);
        }
    }
    *removed = gone;
    Ok(())
}

/// Whether a path is this one or below it. The empty one is above all.
fn is_below(path: &str, above: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| above.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::is_below;

    #[test]
    fn a_path_is_below_itself_its_folders_and_the_library() {
        for (path, above, expect) in [
            ("a/b.txt", "", true),
            ("a/b.txt", "a", true),
            ("a/b.txt", "a/b.txt", true),
            ("ab/c.txt", "a", false),
            ("c.txt", "a/c.txt", false),
        ] {
            assert_eq!(is_below(path, above), expect, "{path} below {above}");
        }
    }
}
