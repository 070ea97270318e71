//! Stories that are nearly the same text, printed twice or by several papers: of each such group the newest
//! stands for all.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use crate::index::keys::Keys;
use crate::index::likeness::Likeness;
use crate::index::order;

/// Bits that may differ of stories within [`NEAR`] of each other: four fifths of their pieces are the same.
const ALIKE: u32 = 7;
/// Bits that may differ of others, which may be made by one template.
const THE_SAME: u32 = 2;
/// Seconds in which a story is printed again.
const NEAR: i64 = 7 * 86_400;
/// Stories with the same key to which one is compared: those beside it.
const COMPARED: usize = 8;

/// The groups of one state of the index.
#[derive(Debug, Default)]
pub(crate) struct Twins {
    /// Of each segment: stories that are in a group, in order, with its number.
    grouped: Vec<Vec<(DocId, u32)>>,
    /// Of each segment: stories that are not there, or for which another stands, in order.
    left_out: Vec<Vec<DocId>>,
    /// How many are in each group.
    sizes: Vec<u32>,
}

/// A story that may be one of a group.
struct Candidate {
    likeness: Likeness,
    key: u64,
    place: DocAddress,
    words: u64,
}

impl Candidate {
    fn is_like(&self, other: &Self) -> bool {
        let are_near = order::is_dated(self.key)
            && order::is_dated(other.key)
            && order::seconds(self.key).abs_diff(order::seconds(other.key)) <= NEAR.unsigned_abs();
        let most = if are_near { ALIKE } else { THE_SAME };
        let (fewer, more) = (self.words.min(other.words), self.words.max(other.words));
        more - fewer <= fewer / 4 && self.likeness.difference(other.likeness) <= most
    }
}

/// What a segment tells of its stories.
struct Columns<'a> {
    reader: &'a SegmentReader,
    keys: &'a Keys,
    near: [Numbers; 2],
    bits: Numbers,
    words: Numbers,
}

type Numbers = Arc<dyn ColumnValues<u64>>;

impl<'a> Columns<'a> {
    fn open(reader: &'a SegmentReader, keys: &'a Keys) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        let column = |name| columns.column_first_or_default::<u64>(name);
        Ok(Self {
            reader,
            keys,
            near: [column("near_one")?, column("near_other")?],
            bits: column("near_bits")?,
            words: column("words")?,
        })
    }

    /// The stories that are there.
    fn stories(&self) -> impl Iterator<Item = DocId> {
        (0..self.keys.stories).filter(|&doc| !self.reader.is_deleted(doc))
    }

    fn candidate(&self, number: usize, doc: DocId) -> Candidate {
        let packed = [self.near[0].get_val(doc), self.near[1].get_val(doc)];
        Candidate {
            likeness: Likeness::unpacked(packed, self.bits.get_val(doc)),
            key: self.keys.key(doc),
            place: DocAddress::new(number as u32, doc),
            words: self.words.get_val(doc),
        }
    }
}

/// Stories that have a key in common with another, in the order of the list. Most have none, so no more than
/// one key of each story is held at a time.
fn candidates(columns: &[Columns<'_>]) -> Vec<Candidate> {
    let mut places: BTreeSet<DocAddress> = BTreeSet::new();
    for (half, shift) in [(0, 32), (0, 0), (1, 32), (1, 0)] {
        let mut keyed: Vec<(u32, DocAddress)> = Vec::new();
        for (number, segment) in (0_u32..).zip(columns) {
            let key = |doc| ((segment.near[half].get_val(doc) >> shift) as u32, doc);
            let found = segment.stories().map(key).filter(|&(key, _)| key != 0);
            keyed.extend(found.map(|(key, doc)| (key, DocAddress::new(number, doc))));
        }
        keyed.sort_unstable();
        for same in keyed.chunk_by(|one, other| one.0 == other.0) {
            if same.len() > 1 {
                places.extend(same.iter().map(|&(_, place)| place));
            }
        }
    }
    let found = places.into_iter().map(|place| {
        let number = place.segment_ord as usize;
        columns[number].candidate(number, place.doc_id)
    });
    let mut found: Vec<Candidate> = found.collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.key), one.place));
    found
}

impl Twins {
    /// Finds them. `keys` are those of the segments, `deleted` the stories of each that are gone.
    pub(crate) fn find<'a>(
        searcher: &Searcher,
        segments: impl Iterator<Item = (&'a Keys, &'a [DocId])>,
    ) -> tantivy::Result<Self> {
        let mut twins = Self::default();
        let mut columns = Vec::new();
        for (reader, (keys, deleted)) in searcher.segment_readers().iter().zip(segments) {
            twins.left_out.push(deleted.to_vec());
            twins.grouped.push(Vec::new());
            columns.push(Columns::open(reader, keys)?);
        }
        let candidates = candidates(&columns);
        twins.group(&candidates);
        Ok(twins)
    }

    fn group(&mut self, candidates: &[Candidate]) {
        let mut above: Vec<usize> = (0..candidates.len()).collect();
        for number in 0..Likeness::default().keys.len() {
            join_alike(candidates, number, &mut above);
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..candidates.len() {
            let first = root(&mut above, at);
            if first != at {
                members.entry(first).or_insert_with(|| vec![first]).push(at);
            }
        }
        for group in members.into_values() {
            let number = u32::try_from(self.sizes.len()).unwrap_or(u32::MAX);
            self.sizes
                .push(u32::try_from(group.len()).unwrap_or(u32::MAX));
            for (rank, at) in group.into_iter().enumerate() {
                let place = candidates[at].place;
                self.grouped[place.segment_ord as usize].push((place.doc_id, number));
                if rank > 0 {
                    self.left_out[place.segment_ord as usize].push(place.doc_id);
                }
            }
        }
        self.grouped
            .iter_mut()
            .for_each(|stories| stories.sort_unstable());
        self.left_out
            .iter_mut()
            .for_each(|stories| stories.sort_unstable());
    }

    /// The group of a story, if it is in one.
    pub(crate) fn group_of(&self, segment: usize, story: DocId) -> Option<u32> {
        let grouped = &self.grouped[segment];
        let at = grouped.binary_search_by_key(&story, |&(story, _)| story);
        at.ok().map(|at| grouped[at].1)
    }

    /// How many stories are in the group of a story besides it.
    pub(crate) fn others(&self, place: DocAddress) -> u32 {
        let group = self.group_of(place.segment_ord as usize, place.doc_id);
        group.map_or(0, |group| self.sizes[group as usize] - 1)
    }

    /// Stories of a segment that are gone or for which another stands.
    pub(crate) fn left_out(&self, segment: usize) -> &[DocId] {
        &self.left_out[segment]
    }

    /// Leaves of each group but the first story by order, of those that are among these: a list for each
    /// segment.
    pub(crate) fn fold<'a>(
        &self,
        found: &mut [Vec<DocId>],
        key: impl Fn(usize, DocId) -> u64 + 'a,
    ) {
        let mut first: HashMap<u32, (u64, std::cmp::Reverse<DocAddress>)> = HashMap::new();
        for (segment, stories) in found.iter().enumerate() {
            for &story in stories {
                if let Some(group) = self.group_of(segment, story) {
                    let place = DocAddress::new(segment as u32, story);
                    let worth = (key(segment, story), std::cmp::Reverse(place));
                    let best = first.entry(group).or_insert(worth);
                    *best = worth.max(*best);
                }
            }
        }
        for (segment, stories) in found.iter_mut().enumerate() {
            stories.retain(|&story| {
                let place = DocAddress::new(segment as u32, story);
                self.group_of(segment, story)
                    .is_none_or(|group| first[&group].1.0 == place)
            });
        }
    }
}

/// Joins stories with the same key that are alike; each is compared to a few beside it.
fn join_alike(candidates: &[Candidate], number: usize, above: &mut [usize]) {
    let mut keyed: Vec<(u32, usize)> = candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (candidate.likeness.keys[number], at))
        .filter(|&(key, _)| key != 0)
        .collect();
    keyed.sort_unstable();
    for same in keyed.chunk_by(|one, other| one.0 == other.0) {
        for (rank, &(_, at)) in same.iter().enumerate() {
            for &(_, before) in &same[rank.saturating_sub(COMPARED)..rank] {
                let (one, other) = (root(above, before), root(above, at));
                if one != other && candidates[before].is_like(&candidates[at]) {
                    above[one.max(other)] = one.min(other);
                }
            }
        }
    }
}

/// The first of a group, by the order of the list.
fn root(above: &mut [usize], mut at: usize) -> usize {
    while above[at] != at {
        above[at] = above[above[at]];
        at = above[at];
    }
    at
}
