//! Puts small parts of the index together when nobody waits for it: each part costs every query a
//! little, and merging them while files are read costs more.

use tantivy::index::SegmentId;
use tantivy::{IndexWriter, SegmentMeta};

use crate::index::open::Index;

/// Parts that are left alone however small.
const FEW: usize = 8;
/// Documents of a part that is worth putting together with others.
const SMALL: u32 = 25_000;
/// Share of deleted documents from which a part is written anew, in percent.
const MOSTLY_DELETED: u32 = 30;

pub(super) fn is_needed(index: &Index) -> tantivy::Result<bool> {
    Ok(!wanted(&index.engine.searchable_segment_metas()?).is_empty())
}

pub(super) fn merge(index: &Index, writer: &mut IndexWriter) -> tantivy::Result<()> {
    let wanted = wanted(&index.engine.searchable_segment_metas()?);
    if !wanted.is_empty() {
        writer.merge(&wanted).wait()?;
        writer.garbage_collect_files().wait()?;
    }
    Ok(())
}

fn wanted(segments: &[SegmentMeta]) -> Vec<SegmentId> {
    let worn = |segment: &&SegmentMeta| {
        segment.num_deleted_docs() * 100 > segment.max_doc() * MOSTLY_DELETED
    };
    let small = |segment: &&SegmentMeta| segment.num_docs() < SMALL;
    let small_ones = segments.iter().filter(small).count();
    segments
        .iter()
        .filter(|segment| worn(segment) || (small_ones > FEW && small(segment)))
        .map(SegmentMeta::id)
        .collect()
}
