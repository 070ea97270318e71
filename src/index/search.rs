//! (query, window) → one page of rows.

mod browse;
mod cancel;
pub(crate) mod rank;
pub(crate) mod row;
mod statistics;

use std::sync::Arc;

use crate::index::passage;
use crate::index::plan::{self, BareWords, Plan};
use crate::index::query::{Hint, Query, Sort};
use crate::story::{Date, Span, Story, StoryId, StoryKind};

pub use cancel::Cancel;
pub(crate) use cancel::{Patience, Steps, documents};

/// Reads a story for its passage; `None` where it cannot be read any more.
pub type Load<'a> = dyn Fn(&StoryId) -> Option<Arc<Story>> + Sync + 'a;

/// Which rows of the answer are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Rows left out before the first one.
    pub offset: usize,
    /// Rows wanted at most.
    pub limit: usize,
}

/// How many stories answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// So many.
    Exact(usize),
    /// So many and perhaps more.
    AtLeast(usize),
}

impl Total {
    /// The number, exact or not.
    pub fn count(self) -> usize {
        match self {
            Self::Exact(count) | Self::AtLeast(count) => count,
        }
    }
}

impl Default for Total {
    fn default() -> Self {
        Self::Exact(0)
    }
}

/// One story of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Which story.
    pub id: StoryId,
    /// Its headline.
    pub headline: String,
    /// Its date, where it has one.
    pub date: Option<Date>,
    /// Its source.
    pub source: Option<String>,
    /// Report or interview.
    pub kind: StoryKind,
    /// Its length in words.
    pub words: usize,
    /// Number of quotations in it.
    pub quotations: usize,
    /// How well it answers; 0 when browsing.
    pub score: f32,
    /// The passage that answers best; `None` when browsing.
    pub passage: Option<Passage>,
}

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// A quotation.
    Quote,
    /// A turn of an interview.
    Turn,
    /// A paragraph, or part of one.
    Paragraph,
    /// A heading.
    Heading,
    /// The headline.
    Headline,
}

/// Words of a story that answer the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Who says it, for a quotation or turn.
    pub speaker: Option<String>,
    /// Where it stands in the story's text.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What to highlight: bytes into [`Passage::text`].
    pub highlights: Vec<Span>,
    /// All words of the story that answer (bytes of the story's text), for `n` and `N`.
    pub hits: Vec<Span>,
}

/// One page of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// How many stories answer in all.
    pub total: Total,
    /// Which rows these are.
    pub window: Window,
    /// The rows.
    pub rows: Vec<Row>,
    /// How the query was read.
    pub hints: Vec<Hint>,
}

/// One state of the index, and what can be asked of it. Later changes do not show in it.
pub struct Searcher {
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) segments: Vec<browse::Segment>,
}

impl Searcher {
    pub(crate) fn new(searcher: tantivy::Searcher) -> tantivy::Result<Self> {
        let segments = searcher.segment_readers().iter().map(browse::Segment::open);
        Ok(Self {
            segments: segments.collect::<tantivy::Result<_>>()?,
            searcher,
        })
    }

    /// Number of stories.
    pub fn stories(&self) -> usize {
        self.segments.iter().map(browse::Segment::stories).sum()
    }

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
        self.page_within(query, window, &Patience::endless(cancel), load)
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
        self.page_within(query, window, &Patience::of_typist(cancel), load)
    }

    fn page_within(
        &self,
        query: &Query,
        window: Window,
        patience: &Patience,
        load: &Load<'_>,
    ) -> anyhow::Result<Page> {
        let plan = self.plan(query, patience)?;
        let mut answer = self.answer(&plan, query.sort, window, patience)?;
        let mut hints = query.hints.clone();
        hints.extend(plan.hints.iter().cloned());
        let mut sought = plan.sought;
        if answer.total == Total::Exact(0) && plan.narrowed {
            let tree = query.tree.as_ref();
            let wider = plan::plan(&self.searcher, tree, BareWords::Anywhere, patience)?;
            answer = self.answer(&wider, query.sort, window, patience)?;
            if answer.total.count() > 0 {
                hints.push(not_said(query));
            }
            sought = wider.sought;
        }
        Ok(Page {
            total: answer.total,
            window,
            rows: self.rows(&answer.hits, &sought, load, patience)?,
            hints,
        })
    }

    pub(crate) fn plan(&self, query: &Query, patience: &Patience) -> tantivy::Result<Plan> {
        plan::plan(
            &self.searcher,
            query.tree.as_ref(),
            BareWords::Said,
            patience,
        )
    }

    fn answer(
        &self,
        plan: &Plan,
        sort: Sort,
        window: Window,
        patience: &Patience,
    ) -> tantivy::Result<rank::Answer> {
        match &plan.query {
            Some(query) => rank::best(self, query.as_ref(), plan, sort, window, patience),
            None if sort == Sort::Length => {
                let every = plan::every_story(self.searcher.schema());
                rank::best(self, every.as_ref(), plan, sort, window, patience)
            }
            None => Ok(self.browse(window)),
        }
    }

    fn rows(
        &self,
        hits: &[rank::Hit],
        sought: &[plan::Sought],
        load: &Load<'_>,
        patience: &Patience,
    ) -> tantivy::Result<Vec<Row>> {
        let read = |hit: &rank::Hit| {
            let mut row = row::read(&self.searcher, hit.address)?;
            row.score = hit.score;
            Ok(row)
        };
        let mut rows: Vec<Row> = hits.iter().map(read).collect::<tantivy::Result<_>>()?;
        if !sought.is_empty() {
            find_passages(&mut rows, sought, load, patience);
        }
        Ok(rows)
    }
}

/// Reading and parsing the stories of a screenful takes most of the time of a search, so it is
/// shared by a few threads.
fn find_passages(rows: &mut [Row], sought: &[plan::Sought], load: &Load<'_>, patience: &Patience) {
    const MOST_THREADS: usize = 4;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = rows.len().div_ceil(cores.min(MOST_THREADS)).max(4);
    let find = |rows: &mut [Row]| {
        for row in rows {
            if patience.is_stale() {
                return;
            }
            row.passage = load(&row.id).and_then(|story| passage::find(&story, sought));
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
