//! What is said in the library: quotations and turns across all stories, newest first, the same
//! words once.

mod find;
pub(crate) mod read;

use anyhow::Result;
use tantivy::DocId;

use crate::index::answer::{Load, Total, Utterance, Window};
use crate::index::budget::{Budget, Cancel};
use crate::index::plan::{self, SearchTerm};
use crate::index::query::{Hint, Query, Sort};
use crate::index::snapshot::Snapshot;
use find::Groups;
use read::Reader;

/// A page of what was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Utterances {
    /// How many there are, the same words counted once.
    pub total: Total,
    /// Which of them these are.
    pub window: Window,
    /// The quotations and turns.
    pub rows: Vec<Utterance>,
    /// How the query was read.
    pub hints: Vec<Hint>,
}

/// Utterances looked at beyond those shown at once, so that the same words are found in older stories.
const LOOKED_AT: usize = 20_000;

/// What was said, before the stories are read: how much it is, and in which order.
#[derive(Clone, Debug, Default)]
pub struct UtteranceList {
    /// How many there are, the same words counted once.
    pub total: Total,
    /// How the query was read.
    pub hints: Vec<Hint>,
    groups: Groups,
    terms: Vec<SearchTerm>,
}

impl UtteranceList {
    /// Segment, story and utterance of the first of all that have the same words.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = (usize, DocId, DocId)> {
        self.groups.firsts()
    }
}

impl Snapshot {
    /// All that was said, newest first where the query says nothing else. Bare words of the query must
    /// be said; fields of the story narrow the stories. The total is exact unless the question is
    /// given up.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn all_utterances(&self, query: &Query, cancel: &Cancel) -> Result<UtteranceList> {
        self.list_within(query, usize::MAX, &Budget::endless(cancel))
    }

    /// Reads the rows of a window over the list, and hands them on one by one.
    ///
    /// # Errors
    /// When the index cannot be read, or `take` fails.
    pub fn read_utterances(
        &self,
        list: &UtteranceList,
        window: Window,
        load: &Load<'_>,
        take: &mut dyn FnMut(Utterance) -> Result<()>,
    ) -> Result<()> {
        let reader = Reader {
            snapshot: self,
            terms: &list.terms,
            load,
        };
        let first = window.offset.min(list.groups.len());
        let end = first.saturating_add(window.limit).min(list.groups.len());
        read::rows(&reader, &list.groups, first..end, take)
    }

    /// One page of [`Self::all_utterances`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn utterances(
        &self,
        query: &Query,
        window: Window,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> Result<Utterances> {
        self.utterances_of(&self.all_utterances(query, cancel)?, window, load)
    }

    /// The same for a list that is shown at once: the newest, and a lower bound where there may be
    /// more, after work that does not grow with the library.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn first_utterances(
        &self,
        query: &Query,
        window: Window,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> Result<Utterances> {
        // The first of any other order may stand among the oldest.
        let is_newest_first = matches!(query.sort, Sort::Fresh | Sort::Date);
        if !is_newest_first {
            return self.utterances(query, window, cancel, load);
        }
        let keep = window.offset.saturating_add(window.limit);
        let keep = keep.saturating_add(LOOKED_AT);
        let list = self.list_within(query, keep, &Budget::of_reader(cancel))?;
        self.utterances_of(&list, window, load)
    }

    fn list_within(&self, query: &Query, keep: usize, budget: &Budget) -> Result<UtteranceList> {
        let plan = plan::plan_spoken(self, query.tree.as_ref(), budget)?;
        let (groups, total) = find::find(self, &plan, query.sort, keep, budget)?;
        let mut hints = query.hints.clone();
        hints.extend(plan.hints);
        Ok(UtteranceList {
            total,
            hints,
            groups,
            terms: plan.terms,
        })
    }

    /// One page of a list.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn utterances_of(
        &self,
        list: &UtteranceList,
        window: Window,
        load: &Load<'_>,
    ) -> Result<Utterances> {
        let mut rows = Vec::new();
        self.read_utterances(list, window, load, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(Utterances {
            total: list.total,
            window,
            rows,
            hints: list.hints.clone(),
        })
    }
}
