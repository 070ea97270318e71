//! Which files the index knows, in which version: read from columns, so that 100,000 take a
//! moment.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::index::document::ReadStretch;
use crate::index::order::{self, Class};
use crate::index::snapshot::Snapshot;
use crate::index::sync::update::FileState;

/// What the index has of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Nothing,
    /// Another version of it.
    Another,
    /// Some stretches of this version, in their order: its reading was interrupted.
    Some(Vec<ReadStretch>),
    /// All of this version.
    All,
}

type ByKey<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// Takes keys as they are: they are hashes.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(self.0.rotate_left(8) ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The files of the index.
#[derive(Default)]
pub(super) struct Known {
    /// Version of each file.
    versions: ByKey<u64>,
    /// What is held of those that are read in stretches.
    held: ByKey<Vec<ReadStretch>>,
}

impl Known {
    pub(super) fn read(searcher: &Snapshot) -> tantivy::Result<Self> {
        let mut known = Self::default();
        let segments = searcher.searcher.segment_readers().iter();
        for (reader, segment) in segments.zip(&searcher.segments) {
            let columns = reader.fast_fields();
            let number = |name| columns.column_first_or_default::<u64>(name);
            let (file, version) = (number("file_key")?, number("version")?);
            let (from, until, next) = (number("from")?, number("until")?, number("next")?);
            let first = segment.keys.end_of(order::of_class(Class::Utterance));
            known.versions.reserve((reader.max_doc() - first) as usize);
            let alive = (first..reader.max_doc()).filter(|&doc| !reader.is_deleted(doc));
            for doc in alive {
                let key = file.get_val(doc);
                known.versions.insert(key, version.get_val(doc));
                let stretch = from.get_val(doc)..until.get_val(doc);
                if !stretch.is_empty() {
                    let next = u32::try_from(next.get_val(doc)).unwrap_or(u32::MAX);
                    let held = known.held.entry(key).or_default();
                    held.push(ReadStretch { stretch, next });
                }
            }
        }
        for held in known.held.values_mut() {
            held.sort_by_key(|held| held.stretch.start);
        }
        Ok(known)
    }

    /// What the index has of a file with this key; to be asked once for each file.
    pub(super) fn take(&mut self, key: u64, file: &FileState) -> Before {
        let held = self.held.remove(&key);
        match (self.versions.remove(&key), held) {
            (None, _) => Before::Nothing,
            (Some(version), _) if version != file.version => Before::Another,
            (_, Some(held)) if !are_all(&held, file.bytes) => Before::Some(held),
            _ => Before::All,
        }
    }

    /// The files that nobody asked for.
    pub(super) fn left(self) -> Vec<u64> {
        self.versions.into_keys().collect()
    }
}

/// Whether stretches in their order are so many bytes without a gap.
fn are_all(held: &[ReadStretch], bytes: u64) -> bool {
    let reached = held.iter().try_fold(0, |reached, held| {
        (held.stretch.start <= reached).then_some(held.stretch.end)
    });
    reached.is_some_and(|reached| reached >= bytes)
}

#[cfg(test)]
mod tests {
    use super::are_all;
    use crate::index::document::ReadStretch;

    #[test]
    fn a_file_is_read_when_nothing_is_left_out() {
        let all = |stretches: &[(u64, u64)]| {
            let held = stretches.iter().map(|&(start, end)| ReadStretch {
                stretch: start..end,
                next: 0,
            });
            are_all(&held.collect::<Vec<_>>(), 100)
        };
        assert!(all(&[(0, 100)]));
        assert!(all(&[(0, 40), (40, 100)]));
        assert!(!all(&[(0, 40), (50, 100)]));
        assert!(!all(&[(0, 40), (40, 90)]));
        assert!(!all(&[(10, 100)]));
    }
}
