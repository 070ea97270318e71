//! What a folder holds besides articles, by kind: so that nobody wonders where a file is.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use ignore::WalkBuilder;

use super::{is_article, is_of_page};
use crate::format;

/// Kinds that are named one by one.
const NAMED: usize = 4;

/// Files that are no articles as far as their names say, by kind, the commonest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Kinds (`.pdf`) with their number.
    pub kinds: Vec<(String, usize)>,
}

impl LeftOut {
    /// Looks through a folder, links left alone.
    pub(in crate::library) fn of(folder: &Path) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut walk = WalkBuilder::new(folder);
        let walk = walk
            .git_ignore(false)
            .git_global(false)
            .git_exclude(false)
            .parents(false)
            .filter_entry(|found| !is_of_page(found.path()));
        for found in walk.build().filter_map(Result::ok) {
            let is_file = found.file_type().is_some_and(|kind| kind.is_file());
            if is_file && !is_article(&found) {
                let name = found.file_name().to_string_lossy();
                let kind = format::extension(&name).unwrap_or_default();
                *counts
                    .entry(format!(".{}", kind.to_lowercase()))
                    .or_default() += 1;
            }
        }
        let mut kinds: Vec<_> = counts.into_iter().collect();
        kinds.sort_by(|(one, most), (other, more)| more.cmp(most).then_with(|| one.cmp(other)));
        Self { kinds }
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }
}

impl fmt::Display for LeftOut {
    /// `left out: 9 files (7 .pdf, 2 .jpg)`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.count();
        let files = if count == 1 { "file" } else { "files" };
        let named = self.kinds.iter().take(NAMED);
        let mut named: Vec<_> = named
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        if self.kinds.len() > NAMED {
            named.push("…".into());
        }
        write!(
            formatter,
            "left out: {count} {files} ({})",
            named.join(", ")
        )
    }
}
