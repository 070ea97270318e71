//! (query, window) → one page of rows.

mod browse;
mod matching;
pub(crate) mod rank;
mod statistics;

use crate::index::answer::{Load, Page, Row, Total, Window};
use crate::index::budget::{Budget, Cancel};
use crate::index::parallel;
use crate::index::passage;
use crate::index::plan::{self, BareWords, Plan};
use crate::index::query::{Ground, Hint, Query, Sort};
use crate::index::row;
use crate::index::snapshot::Snapshot;
use crate::story::Span;

/// Rows that are read before the first of them is handed on.
const AT_ONCE: usize = 256;

/// The stories of a window over an answer, before they are read.
#[derive(Clone, Debug, Default)]
pub struct StoryList {
    /// How many stories answer in all.
    pub total: Total,
    /// How the query was read.
    pub hints: Vec<Hint>,
    hits: Vec<rank::Hit>,
    terms: Vec<plan::SearchTerm>,
}

impl Snapshot {
    /// One page of the answer to a query. Passages are read through `load`; a query that is
    /// abandoned gives the rows found so far and a lower bound.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn page(
        &self,
        query: &Query,
        window: Window,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> anyhow::Result<Page> {
        self.page_within(query, window, &Budget::endless(cancel), load)
    }

    /// The same for somebody who is still typing: where many stories answer, the best of the newest
    /// and a lower bound, after work that does not grow with the library.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn first_page(
        &self,
        query: &Query,
        window: Window,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> anyhow::Result<Page> {
        self.page_within(query, window, &Budget::of_typist(cancel), load)
    }

    /// The stories of a window over the answer, before they are read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn all_stories(
        &self,
        query: &Query,
        window: Window,
        cancel: &Cancel,
    ) -> anyhow::Result<StoryList> {
        self.list(query, window, &Budget::endless(cancel))
    }

    /// Reads the rows of a list with their passages, and hands them on one by one.
    ///
    /// # Errors
    /// When the index cannot be read, or `take` fails.
    pub fn read_stories(
        &self,
        list: &StoryList,
        load: &Load<'_>,
        take: &mut dyn FnMut(Row) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let budget = Budget::endless(&Cancel::never());
        for hits in list.hits.chunks(AT_ONCE) {
            for row in self.rows(hits, &list.terms, load, &budget)? {
                take(row)?;
            }
        }
        Ok(())
    }

    fn page_within(
        &self,
        query: &Query,
        window: Window,
        budget: &Budget,
        load: &Load<'_>,
    ) -> anyhow::Result<Page> {
        let list = self.list(query, window, budget)?;
        Ok(Page {
            total: list.total,
            window,
            rows: self.rows(&list.hits, &list.terms, load, budget)?,
            hints: list.hints,
        })
    }

    fn list(&self, query: &Query, window: Window, budget: &Budget) -> anyhow::Result<StoryList> {
        // The oldest stand where a budget does not reach.
        let budget = match query.sort {
            Sort::Oldest => &budget.without_end(),
            _ => budget,
        };
        let mut plan = self.plan(query, budget)?;
        let mut answer = self.answer(&plan, query.sort, window, budget)?;
        let mut hints = query.hints.clone();
        hints.append(&mut plan.hints);
        if answer.total == Total::Exact(0) && plan.narrowed {
            let tree = query.tree.as_ref();
            plan = plan::plan(self, tree, BareWords::Anywhere, budget)?;
            plan.copies = query.copies;
            answer = self.answer(&plan, query.sort, window, budget)?;
            if answer.total.count() > 0 {
                hints.push(not_said(query));
            }
        }
        Ok(StoryList {
            total: answer.total,
            hints,
            hits: answer.hits,
            terms: plan.terms,
        })
    }

    pub(crate) fn plan(&self, query: &Query, budget: &Budget) -> tantivy::Result<Plan> {
        let plan = plan::plan(self, query.tree.as_ref(), BareWords::Said, budget)?;
        Ok(Plan {
            copies: query.copies,
            ..plan
        })
    }

    fn answer(
        &self,
        plan: &Plan,
        sort: Sort,
        window: Window,
        budget: &Budget,
    ) -> tantivy::Result<rank::Ranked> {
        match &plan.query {
            Some(query) => rank::best(self, query.as_ref(), plan, sort, window, budget),
            None if matches!(sort, Sort::Length | Sort::Oldest) => {
                let every = plan::every_story(self.searcher.schema());
                rank::best(self, every.as_ref(), plan, sort, window, budget)
            }
            None => self.browse(window, plan.copies, budget),
        }
    }

    fn rows(
        &self,
        hits: &[rank::Hit],
        terms: &[plan::SearchTerm],
        load: &Load<'_>,
        budget: &Budget,
    ) -> tantivy::Result<Vec<Row>> {
        let read = |hit: &rank::Hit| {
            let mut row = row::read(&self.searcher, hit.address)?;
            row.score = hit.score;
            row.copies = hit.copies as usize;
            Ok(row)
        };
        let mut rows: Vec<Row> = hits.iter().map(read).collect::<tantivy::Result<_>>()?;
        if !terms.is_empty() {
            find_passages(&mut rows, terms, load, budget);
        }
        Ok(rows)
    }
}

fn find_passages(rows: &mut [Row], terms: &[plan::SearchTerm], load: &Load<'_>, budget: &Budget) {
    const LEAST_SHARE: usize = 4;
    parallel::each(rows, LEAST_SHARE, &|row: &mut Row| {
        if !budget.is_stale() {
            row.passage = load(&row.id).and_then(|story| passage::find(&story, terms));
        }
    });
}

pub(crate) fn not_said(query: &Query) -> Hint {
    Hint {
        message: "nobody says all of it in one go, so the words were looked for in the whole story"
            .to_owned(),
        span: Span::new(0, query.text.len()),
        ground: Ground::Stories,
    }
}
