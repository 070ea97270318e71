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
const MOSTLY_DELETED: u32 = 30;

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
    for group in wanted(&index.engine.searchable_segment_metas()?) {
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
    let worn = |segment: &SegmentMeta| {
        segment.num_deleted_docs() * 100 > segment.max_doc() * MOSTLY_DELETED
    };
    let small = |segment: &SegmentMeta| segment.num_docs() < SMALL;
    let small_ones = segments.iter().filter(|segment| small(segment)).count();
    let (first, mut others): (Vec<&SegmentMeta>, Vec<&SegmentMeta>) = segments
        .iter()
        .partition(|segment| worn(segment) || (small_ones > FEW && small(segment)));
    let mut groups = vec![first];
    if others.len() > MANY {
        others.sort_by_key(|segment| segment.num_docs());
        let chunks = others.chunks(GROUP).filter(|chunk| chunk.len() > 1);
        groups.extend(chunks.map(<[_]>::to_vec));
    }
    let ids = |group: Vec<&SegmentMeta>| group.into_iter().map(SegmentMeta::id).collect();
    let groups = groups.into_iter().map(ids);
    groups.filter(|group: &Vec<_>| !group.is_empty()).collect()
}
