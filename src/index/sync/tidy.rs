//! Puts small parts of the index together when nobody waits for it: each part costs every query a
//! little, and merging them while files are read costs more.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use tantivy::index::SegmentId;
use tantivy::{IndexWriter, SegmentMeta};

use crate::index::open::Index;

/// Parts that are left alone however small.
const FEW: usize = 8;
/// Documents of a part that is worth putting together with others.
const SMALL: u32 = 25_000;
/// Share of deleted documents from which a part is written anew, in percent.
const MOSTLY_DELETED: u64 = 30;

/// Parts of any size from which on every query feels them: a million stories read on a busy machine
/// leave ninety.
const MANY: usize = 32;
/// Parts that are then put together at a time.
const GROUP: usize = 6;

pub(super) fn is_needed(index: &Index) -> tantivy::Result<bool> {
    Ok(!wanted(&index.engine.searchable_segment_metas()?).is_empty())
}

/// Puts parts together, group by group, until somebody says stop.
pub(super) fn merge(index: &Index, writer: &mut IndexWriter, stop: &AtomicBool) -> Result<()> {
    // What describes a part keeps its files; nothing may hold it while they are put together.
    let groups = wanted(&index.engine.searchable_segment_metas()?);
    for group in groups {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        writer.merge(&group).wait()?;
        // Files stay as long as the reader shows what they hold.
        index.refresh()?;
        writer.garbage_collect_files().wait()?;
    }
    Ok(())
}

/// Groups of parts, each to become one.
fn wanted(segments: &[SegmentMeta]) -> Vec<Vec<SegmentId>> {
    let parts = segments.iter().map(|segment| Part {
        id: segment.id(),
        documents: segment.num_docs(),
        deleted: segment.num_deleted_docs(),
    });
    groups(parts.collect())
}

/// What counts of a part.
struct Part<Id> {
    id: Id,
    documents: u32,
    deleted: u32,
}

impl<Id> Part<Id> {
    fn is_small(&self) -> bool {
        self.documents < SMALL
    }

    fn is_worn(&self) -> bool {
        let all = u64::from(self.documents) + u64::from(self.deleted);
        u64::from(self.deleted) * 100 > all * MOSTLY_DELETED
    }
}

fn groups<Id: Copy>(parts: Vec<Part<Id>>) -> Vec<Vec<Id>> {
    let many_are_small = parts.iter().filter(|part| part.is_small()).count() > FEW;
    let (first, mut others): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .partition(|part| part.is_worn() || (many_are_small && part.is_small()));
    let ids = |group: &[Part<Id>]| group.iter().map(|part| part.id).collect();
    let mut groups = vec![ids(&first)];
    if others.len() > MANY {
        others.sort_by_key(|part| part.documents);
        let chunks = others.chunks(GROUP).filter(|chunk| chunk.len() > 1);
        groups.extend(chunks.map(ids));
    }
    groups.retain(|group: &Vec<_>| !group.is_empty());
    groups
}

#[cfg(test)]
mod tests {
    use super::{FEW, GROUP, MANY, Part, SMALL, groups};

    fn parts(documents: impl IntoIterator<Item = u32>) -> Vec<Part<usize>> {
        let parts = documents.into_iter().enumerate();
        let part = |(id, documents)| Part {
            id,
            documents,
            deleted: 0,
        };
        parts.map(part).collect()
    }

    #[test]
    fn a_few_parts_are_left_alone() {
        assert!(groups(parts([10; FEW])).is_empty());
        assert!(groups(parts([SMALL; MANY])).is_empty());
        assert!(groups(parts([])).is_empty());
    }

    #[test]
    fn small_parts_become_one() {
        let mut all = parts([10; FEW + 3]);
        all.extend(parts([SMALL; 3]));
        assert_eq!(groups(all), [(0..FEW + 3).collect::<Vec<_>>()]);
    }

    #[test]
    fn a_worn_part_is_written_anew() {
        let mut all = parts([SMALL; 3]);
        all[1].deleted = SMALL;
        assert_eq!(groups(all), [[1]]);
    }

    #[test]
    fn very_many_parts_of_any_size_are_put_together_in_groups_of_their_size() {
        let sizes = (0..90).map(|number| SMALL + number * 1_000);
        let groups = groups(parts(sizes));
        assert_eq!(groups.len(), 90_usize.div_ceil(GROUP));
        let ids: Vec<usize> = groups.into_iter().flatten().collect();
        assert_eq!(
            ids,
            (0..90).collect::<Vec<_>>(),
            "each once, the least first"
        );
    }
}
