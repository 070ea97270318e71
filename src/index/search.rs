//! (query, window) → one page of rows.

mod browse;
pub(crate) mod rank;
mod statistics;

use crate::index::answer::{Load, Page, Row, Total, Window};
use crate::index::budget::{Budget, Cancel};
use crate::index::passage;
use crate::index::plan::{self, BareWords, Plan};
use crate::index::query::{Hint, Query, Sort};
use crate::index::row;
use crate::index::snapshot::Snapshot;
use crate::story::Span;

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

    fn page_within(
        &self,
        query: &Query,
        window: Window,
        budget: &Budget,
        load: &Load<'_>,
    ) -> anyhow::Result<Page> {
        let plan = self.plan(query, budget)?;
        let mut answer = self.answer(&plan, query.sort, window, budget)?;
        let mut hints = query.hints.clone();
        hints.extend(plan.hints.iter().cloned());
        let mut terms = plan.terms;
        if answer.total == Total::Exact(0) && plan.narrowed {
            let tree = query.tree.as_ref();
            let wider = plan::plan(&self.searcher, tree, BareWords::Anywhere, budget)?;
            answer = self.answer(&wider, query.sort, window, budget)?;
            if answer.total.count() > 0 {
                hints.push(not_said(query));
            }
            terms = wider.terms;
        }
        Ok(Page {
            total: answer.total,
            window,
            rows: self.rows(&answer.hits, &terms, load, budget)?,
            hints,
        })
    }

    pub(crate) fn plan(&self, query: &Query, budget: &Budget) -> tantivy::Result<Plan> {
        plan::plan(&self.searcher, query.tree.as_ref(), BareWords::Said, budget)
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
            None if sort == Sort::Length => {
                let every = plan::every_story(self.searcher.schema());
                rank::best(self, every.as_ref(), plan, sort, window, budget)
            }
            None => Ok(self.browse(window)),
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
            Ok(row)
        };
        let mut rows: Vec<Row> = hits.iter().map(read).collect::<tantivy::Result<_>>()?;
        if !terms.is_empty() {
            find_passages(&mut rows, terms, load, budget);
        }
        Ok(rows)
    }
}

/// Reading and parsing the stories of a screenful takes most of the time of a search, so it is
/// shared by a few threads.
fn find_passages(rows: &mut [Row], terms: &[plan::SearchTerm], load: &Load<'_>, budget: &Budget) {
    const MOST_THREADS: usize = 4;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = rows.len().div_ceil(cores.min(MOST_THREADS)).max(4);
    let find = |rows: &mut [Row]| {
        for row in rows {
            if budget.is_stale() {
                return;
            }
            row.passage = load(&row.id).and_then(|story| passage::find(&story, terms));
        }
    };
    std::thread::scope(|scope| {
        let mut shares = rows.chunks_mut(share);
        let own = shares.next();
        for share in shares {
            scope.spawn(move || find(share));
        }
        own.map(find);
    });
}

fn not_said(query: &Query) -> Hint {
    Hint {
        message: "nobody says all of it in one go, so the words were looked for in the whole story"
            .to_owned(),
        span: Span::new(0, query.text.len()),
    }
}
