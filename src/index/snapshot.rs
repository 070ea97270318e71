//! One state of the index: what was committed when it was taken. Answers are made of it, and what is
//! written later does not show in them.

use std::sync::{Arc, OnceLock};

use tantivy::{DocId, SegmentReader};

use crate::index::budget::Budget;
use crate::index::judgements::Judgements;
use crate::index::keys::Keys;
use crate::index::query::Copies;
use crate::index::register::Register;
use crate::index::twins::Twins;

/// One state of the index, and what can be asked of it. Later changes do not show in it.
pub struct Snapshot {
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) segments: Vec<Segment>,
    judgements: Arc<Judgements>,
    register: OnceLock<Register>,
    twins: OnceLock<Twins>,
}

impl Snapshot {
    pub(crate) fn new(
        searcher: tantivy::Searcher,
        judgements: Arc<Judgements>,
    ) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter().map(Segment::open);
        Ok(Self {
            segments: segments.collect::<tantivy::Result<_>>()?,
            searcher,
            judgements,
            register: OnceLock::new(),
            twins: OnceLock::new(),
        })
    }

    /// Who is who; found out when it is asked for the first time.
    pub(crate) fn register(&self) -> tantivy::Result<&Register> {
        if let Some(register) = self.register.get() {
            return Ok(register);
        }
        let register = Register::read(&self.searcher, &self.judgements)?;
        Ok(self.register.get_or_init(|| register))
    }

    /// What the reader says of names.
    pub fn judgements(&self) -> &Judgements {
        &self.judgements
    }

    /// Number of stories.
    pub fn stories(&self) -> usize {
        self.segments
            .iter()
            .map(|segment| segment.shown().stories())
            .sum()
    }

    /// Stories that are nearly the same; found out when it is asked for the first time.
    pub(crate) fn twins(&self) -> tantivy::Result<&Twins> {
        if let Some(twins) = self.twins.get() {
            return Ok(twins);
        }
        let segments = self.segments.iter();
        let segments = segments.map(|segment| (&segment.keys, segment.deleted.as_slice()));
        let twins = Twins::find(&self.searcher, segments)?;
        Ok(self.twins.get_or_init(|| twins))
    }

    /// The same for an answer worth so much work: `None` where copies are shown, and where it would take
    /// longer than a first page may; then what was found is not all.
    pub(crate) fn twins_within(
        &self,
        copies: Copies,
        budget: &Budget,
    ) -> tantivy::Result<Option<&Twins>> {
        /// Stories that are looked through at once, in a few milliseconds.
        const AT_ONCE: usize = 20_000;
        if copies == Copies::All {
            return Ok(None);
        }
        if self.twins.get().is_none() && !budget.is_endless() && self.stories() > AT_ONCE {
            budget.leave_out();
            return Ok(None);
        }
        self.twins().map(Some)
    }
}

/// The stories of one segment, in order.
pub(crate) struct Segment {
    pub(crate) keys: Keys,
    /// Stories that are no longer there, ascending.
    deleted: Vec<DocId>,
}

impl Segment {
    pub(crate) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let keys = Keys::open(reader)?;
        let deleted = match reader.alive_bitset() {
            Some(alive) => (0..keys.stories)
                .filter(|&doc| alive.is_deleted(doc))
                .collect(),
            None => Vec::new(),
        };
        Ok(Self { keys, deleted })
    }

    /// All stories that are there.
    pub(crate) fn shown(&self) -> Shown<'_> {
        self.without(&self.deleted)
    }

    /// All but these, which are in order.
    pub(crate) fn without<'a>(&'a self, left_out: &'a [DocId]) -> Shown<'a> {
        Shown {
            keys: &self.keys,
            left_out,
        }
    }
}

/// The stories of one segment that are shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) keys: &'a Keys,
    left_out: &'a [DocId],
}

impl Shown<'_> {
    pub(crate) fn stories(self) -> usize {
        self.before(self.keys.stories)
    }

    /// Number of stories before a document.
    fn before(self, doc: DocId) -> usize {
        doc as usize - self.left_out.partition_point(|&left_out| left_out < doc)
    }

    /// Number of stories with a greater key.
    pub(crate) fn above(self, key: u64) -> usize {
        self.before(self.first_at(key))
    }

    /// The first story with this key or a lesser one.
    pub(crate) fn first_at(self, key: u64) -> DocId {
        self.keys.start_of(key).min(self.keys.stories)
    }

    /// The first story from here on.
    pub(crate) fn next(self, mut doc: DocId) -> Option<DocId> {
        while self.left_out.binary_search(&doc).is_ok() {
            doc += 1;
        }
        (doc < self.keys.stories).then_some(doc)
    }
}
