//! All stories that answer, in the order of the index: what is counted is counted over these.

use tantivy::query::EnableScoring;
use tantivy::{DocId, DocSet, TERMINATED};

use crate::index::budget::{Budget, Cancel};
use crate::index::plan::{self, BareWords, Plan};
use crate::index::query::Query;
use crate::index::snapshot::Snapshot;

impl Snapshot {
    /// The stories of each segment that answer, as the list of stories takes the query; fewer where
    /// the question is given up.
    pub(crate) fn matching(
        &self,
        query: &Query,
        cancel: &Cancel,
    ) -> tantivy::Result<Vec<Vec<DocId>>> {
        let budget = Budget::endless(cancel);
        let plan = self.plan(query, &budget)?;
        let mut found = self.all_of(&plan, cancel)?;
        if plan.narrowed && found.iter().all(Vec::is_empty) {
            let tree = query.tree.as_ref();
            let wider = plan::plan(self, tree, BareWords::Anywhere, &budget)?;
            found = self.all_of(&wider, cancel)?;
        }
        if let Some(twins) = self.twins_within(query.copies, &budget)? {
            twins.fold(&mut found, |segment, story| {
                self.segments[segment].keys.key(story)
            });
        }
        Ok(found)
    }

    fn all_of(&self, plan: &Plan, cancel: &Cancel) -> tantivy::Result<Vec<Vec<DocId>>> {
        let every = plan::every_story(self.searcher.schema());
        let asked = plan.query.as_deref().unwrap_or(every.as_ref());
        let weight = asked.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut found = Vec::new();
        for reader in self.searcher.segment_readers() {
            let mut stories = Vec::new();
            if !cancel.is_stale() {
                let mut scorer = weight.scorer(reader, 1.0)?;
                while scorer.doc() != TERMINATED {
                    if !reader.is_deleted(scorer.doc()) {
                        stories.push(scorer.doc());
                    }
                    scorer.advance();
                }
            }
            found.push(stories);
        }
        Ok(found)
    }
}
