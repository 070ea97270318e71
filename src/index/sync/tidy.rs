//! Puts small parts of the index together when nobody waits for it: each part costs every query a
//! little, and merging them while files are read costs more.

use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::index::SegmentId;
use tantivy::{IndexWriter, SegmentMeta};

use crate::index::open::Index;

/// Parts that are left alone however small.
const FEW: usize = 8;
/// Documents of a part that is worth putting together with others.
const SMALL: u32 = 25_000;
/// Share of deleted documents from which a part is written anew, in percent.
const MOSTLY_DELETED: u32 = 30;

/// More parts than these are put together whatever their size: a query looks at each of them.
const MANY: usize = 24;
/// Parts put together at a time, so that it can be stopped in between.
const GROUP: usize = 8;

pub(super) fn is_needed(index: &Index) -> tantivy::Result<bool> {
    Ok(!wanted(&index.engine.searchable_segment_metas()?).is_empty())
}

pub(super) fn merge(
    index: &Index,
    writer: &mut IndexWriter,
    stop: &AtomicBool,
) -> tantivy::Result<()> {
    let groups = wanted(&index.engine.searchable_segment_metas()?);
    for group in &groups {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        writer.merge(group).wait()?;
    }
    if !groups.is_empty() {
        writer.garbage_collect_files().wait()?;
    }
    Ok(())
}

/// The parts that become one, group by group.
fn wanted(segments: &[SegmentMeta]) -> Vec<Vec<SegmentId>> {
    let worn = |segment: &&SegmentMeta| {
        segment.num_deleted_docs() * 100 > segment.max_doc() * MOSTLY_DELETED
    };
    let small = |segment: &&SegmentMeta| segment.num_docs() < SMALL;
    let small_ones = segments.iter().filter(small).count();
    let is_wanted = |segment: &&SegmentMeta| {
        segments.len() > MANY || worn(segment) || (small_ones > FEW && small(segment))
    };
    let mut wanted: Vec<&SegmentMeta> = segments.iter().filter(is_wanted).collect();
    wanted.sort_by_key(|segment| segment.num_docs());
    let groups = if segments.len() > MANY {
        wanted.chunks(GROUP)
    } else {
        wanted.chunks(usize::MAX)
    };
    groups
        .map(|group| group.iter().map(|segment| segment.id()).collect())
        .collect()
}
