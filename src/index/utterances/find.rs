//! The utterances that answer a query: looked for in the index alone, put in order, and the same
//! words put together.

use std::cmp::Reverse;
use std::collections::HashMap;

use tantivy::query::{EnableScoring, Query, Scorer};
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

use crate::index::answer::Total;
use crate::index::budget::Budget;
use crate::index::keys::Keys;
use crate::index::order;
use crate::index::plan::SpokenPlan;
use crate::index::query::Sort;
use crate::index::snapshot::Snapshot;

/// An utterance of the index before its story is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    key: u64,
    /// What it is ordered by before its date.
    worth: f32,
    pub(super) story: DocAddress,
    pub(super) start: u32,
    said: u32,
    /// Its own document, in the segment of its story.
    document: DocId,
}

/// Utterances in the order wanted, those of the same words together where the first of them stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    found: Vec<Found>,
    /// Where each group begins in `found`.
    starts: Vec<usize>,
}

impl Groups {
    /// Puts utterances of the same words together.
    fn of(mut found: Vec<Found>) -> Self {
        let mut numbers: HashMap<u32, usize> = HashMap::new();
        for utterance in &found {
            let next = numbers.len();
            numbers.entry(utterance.said).or_insert(next);
        }
        found.sort_by_key(|utterance| numbers[&utterance.said]);
        let begins = |at: &usize| *at == 0 || found[*at - 1].said != found[*at].said;
        Self {
            starts: (0..found.len()).filter(begins).collect(),
            found,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len()
    }

    /// Segment, story and utterance of the first of each group.
    pub(super) fn firsts(&self) -> impl Iterator<Item = (usize, DocId, DocId)> {
        self.starts.iter().map(|&start| {
            let first = &self.found[start];
            (
                first.story.segment_ord as usize,
                first.story.doc_id,
                first.document,
            )
        })
    }

    /// The utterances of one group.
    pub(super) fn group(&self, number: usize) -> &[Found] {
        let end = self.starts.get(number + 1).copied();
        &self.found[self.starts[number]..end.unwrap_or(self.found.len())]
    }
}

/// Finds the utterances that answer: all, or of each segment the newest so many.
pub(super) fn find(
    snapshot: &Snapshot,
    plan: &SpokenPlan,
    sort: Sort,
    keep: usize,
    budget: &Budget,
) -> tantivy::Result<(Groups, Total)> {
    let mut found = Vec::new();
    let mut total = 0;
    for number in 0..snapshot.segments.len() {
        if budget.is_stale() {
            break;
        }
        total += find_in_segment(snapshot, plan, (sort, number), keep, &mut found)?;
    }
    put_in_order(&mut found, sort);
    let is_all = found.len() == total && budget.total(total) == Total::Exact(total);
    let groups = Groups::of(found);
    let total = if is_all {
        Total::Exact(groups.len())
    } else {
        Total::AtLeast(groups.len())
    };
    Ok((groups, total))
}

fn put_in_order(found: &mut [Found], sort: Sort) {
    match sort {
        Sort::Oldest => found.sort_by_key(|one| {
            let oldest = Reverse(order::oldest_first(one.key));
            (oldest, Reverse(one.story), one.start)
        }),
        Sort::Fresh | Sort::Date => {
            found.sort_by_key(|one| (Reverse(one.key), one.story, one.start));
        }
        Sort::Relevance | Sort::Length => found.sort_by(|one, other| {
            let worth = other.worth.total_cmp(&one.worth);
            let place = |one: &Found| (Reverse(one.key), one.story, one.start);
            worth.then_with(|| place(one).cmp(&place(other)))
        }),
    }
}

fn find_in_segment(
    snapshot: &Snapshot,
    plan: &SpokenPlan,
    (sort, number): (Sort, usize),
    keep: usize,
    found: &mut Vec<Found>,
) -> tantivy::Result<usize> {
    let reader = &snapshot.searcher.segment_readers()[number];
    let keys = &snapshot.segments[number].keys;
    let columns = reader.fast_fields();
    let column = |name| columns.column_first_or_default::<u64>(name);
    let (start, said, length) = (column("start")?, column("said")?, column("length")?);
    let mut answers = Answers::new(keys, Streams::open(snapshot, plan, sort, number)?);
    let mut count = 0;
    while let Some((doc, story)) = answers.next() {
        if reader.is_deleted(doc) {
            continue;
        }
        count += 1;
        if count <= keep {
            found.push(Found {
                key: keys.key(doc),
                worth: answers.worth(sort, || length.get_val(doc)),
                story: DocAddress::new(number as u32, story),
                start: start.get_val(doc) as u32,
                said: said.get_val(doc) as u32,
                document: doc,
            });
        }
    }
    Ok(count)
}

/// What is asked of one segment.
struct Streams {
    /// The stories that may be meant; `None` for all.
    stories: Option<Box<dyn Scorer>>,
    utterances: Box<dyn Scorer>,
}

impl Streams {
    fn open(
        snapshot: &Snapshot,
        plan: &SpokenPlan,
        sort: Sort,
        segment: usize,
    ) -> tantivy::Result<Self> {
        let searcher = &snapshot.searcher;
        let unranked = EnableScoring::disabled_from_searcher(searcher);
        let ranked = EnableScoring::enabled_from_searcher(searcher);
        let is_ranked = sort == Sort::Relevance;
        let open = |query: &dyn Query, scoring: EnableScoring<'_>| {
            let reader = &searcher.segment_readers()[segment];
            query.weight(scoring)?.scorer(reader, 1.0)
        };
        let stories = plan.story.as_ref();
        let stories = stories
            .map(|story| open(story.as_ref(), unranked))
            .transpose()?;
        Ok(Self {
            stories,
            utterances: open(
                plan.utterance.as_ref(),
                if is_ranked { ranked } else { unranked },
            )?,
        })
    }
}

/// The utterances that answer, with their stories. Stories and utterances stand in one order, so each
/// stream skips what the other leaves out: work on utterances is spent in stories that are meant.
struct Answers<'a> {
    keys: &'a Keys,
    streams: Streams,
    /// The key of the stories at hand; `None` before the first.
    key: Option<u64>,
    /// The stories with this key that are meant.
    meant: Vec<DocId>,
    /// Stories before this one have greater keys.
    reached: DocId,
}

impl<'a> Answers<'a> {
    fn new(keys: &'a Keys, streams: Streams) -> Self {
        Self {
            keys,
            streams,
            key: None,
            meant: Vec::new(),
            reached: 0,
        }
    }

    /// The next utterance and its story.
    fn next(&mut self) -> Option<(DocId, DocId)> {
        if self.key.is_some() {
            self.streams.utterances.advance();
        }
        loop {
            let doc = self.streams.utterances.doc();
            if doc == TERMINATED {
                return None;
            }
            self.look_at(order::story_of(self.keys.key(doc)));
            let tie = self.keys.tie(doc);
            let mut meant = self.meant.iter();
            if let Some(&story) = meant.find(|&&story| self.keys.tie(story) == tie) {
                return Some((doc, story));
            }
            if self.meant.is_empty() {
                self.skip_from(doc)?;
            } else {
                self.streams.utterances.advance();
            }
        }
    }

    /// What the utterance at hand is ordered by before its date.
    #[expect(
        clippy::cast_precision_loss,
        reason = "utterances of 16 million words need no exact order"
    )]
    fn worth(&mut self, sort: Sort, length: impl Fn() -> u64) -> f32 {
        match sort {
            Sort::Relevance => self.streams.utterances.score(),
            Sort::Length => length() as f32,
            Sort::Fresh | Sort::Date | Sort::Oldest => 0.0,
        }
    }

    /// Finds which stories with this key are meant.
    fn look_at(&mut self, key: u64) {
        if self.key == Some(key) {
            return;
        }
        self.key = Some(key);
        self.meant.clear();
        self.reached = self.keys.first_story(key, self.reached);
        let mut story = self.meant_from(self.reached);
        while story < self.keys.stories && self.keys.key(story) == key {
            self.meant.push(story);
            story = self.meant_from(story + 1);
        }
    }

    /// The first story from `story` on that is meant.
    fn meant_from(&mut self, story: DocId) -> DocId {
        match &mut self.streams.stories {
            None => story,
            Some(stories) if stories.doc() < story => stories.seek(story),
            Some(stories) => stories.doc(),
        }
    }

    /// Moves to the utterances of the next story that is meant; `None` after the last.
    fn skip_from(&mut self, doc: DocId) -> Option<()> {
        let next = self.meant_from(self.reached);
        if next >= self.keys.stories {
            return None;
        }
        let key = order::utterance_of(self.keys.key(next));
        let first = self.keys.first_utterance(key, doc + 1);
        self.streams.utterances.seek(first);
        Some(())
    }
}
