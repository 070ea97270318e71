//! The best stories of an answer: how well they answer, then how new they are, then their place.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::query::{BoostQuery, EnableScoring, PhraseQuery, Query, Scorer};
use tantivy::{DocAddress, DocSet, SeekDangerResult, SegmentReader, TERMINATED, Term};

use crate::index::answer::{Total, Window};
use crate::index::budget::{Budget, Share, documents};
use crate::index::order;
use crate::index::plan::Plan;
use crate::index::query::Sort;
use crate::index::query::tree::Place;
use crate::index::schema::field;
use crate::index::search::statistics::Statistics;
use crate::index::snapshot::{Segment, Snapshot};
use crate::index::twins::Twins;

/// Of so many best stories the distance between the words is looked at, too.
const LOOKED_AT_CLOSELY: usize = 200;
/// Words that may stand between the words of a query that are near each other.
const NEAR: u32 = 4;
/// How much more words near each other count in the headline.
const NEAR_IN_HEADLINE: f32 = 3.0;
/// What of a story's score fades with its age.
pub(crate) const FADING: f32 = 0.15;
/// Seconds in which half of it has faded: half a year.
pub(crate) const HALF_LIFE: f32 = 182.0 * 86_400.0;

/// A story that answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Hit {
    pub(crate) score: f32,
    /// Of equals, the one with the greater key comes first.
    pub(crate) key: u64,
    pub(crate) address: DocAddress,
    /// Other stories that answer and are nearly the same.
    pub(crate) copies: u32,
}

impl Hit {
    /// Better ones first.
    fn compare(&self, other: &Self) -> std::cmp::Ordering {
        other
            .score
            .total_cmp(&self.score)
            .then(other.key.cmp(&self.key))
            .then(self.address.cmp(&other.address))
    }
}

/// The rows of a window before they are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) total: Total,
    pub(crate) hits: Vec<Hit>,
}

/// The stories of a window over the answer to a query.
pub(crate) fn best(
    searcher: &Snapshot,
    query: &dyn Query,
    plan: &Plan,
    sort: Sort,
    window: Window,
    budget: &Budget,
) -> tantivy::Result<Ranked> {
    let wanted = window.offset.saturating_add(window.limit);
    let mut best = Best::new(wanted.max(LOOKED_AT_CLOSELY));
    let twins = searcher.twins_within(plan.copies, budget)?;
    let total = collect(searcher, query, (sort, twins), budget, &mut best)?;
    let mut hits = best.sorted();
    if matches!(sort, Sort::Fresh | Sort::Relevance) {
        look_closely(searcher, plan, &mut hits)?;
    }
    let hits = hits.into_iter().skip(window.offset).take(window.limit);
    Ok(Ranked {
        total,
        hits: hits.collect(),
    })
}

fn collect(
    searcher: &Snapshot,
    query: &dyn Query,
    (sort, twins): (Sort, Option<&Twins>),
    budget: &Budget,
    best: &mut Best,
) -> tantivy::Result<Total> {
    let statistics = searcher.statistics();
    let ranked = EnableScoring::enabled_from_statistics_provider(&statistics, &searcher.searcher);
    let scoring = match sort {
        Sort::Fresh | Sort::Relevance => ranked,
        Sort::Date | Sort::Oldest | Sort::Length => {
            EnableScoring::disabled_from_searcher(&searcher.searcher)
        }
    };
    let documents = documents(&scoring);
    let weight = query.weight(scoring)?;
    let newest = searcher.newest();
    let mut count = 0;
    for (number, reader) in (0_u32..).zip(searcher.searcher.segment_readers()) {
        if budget.is_stale() {
            return Ok(Total::AtLeast(count + best.unfold()));
        }
        let mut scorer = weight.scorer(reader, 1.0)?;
        let measure = Measure::new(searcher, number, (sort, twins), newest)?;
        let steps = budget.share(reader, documents);
        count += measure.collect(scorer.as_mut(), steps, best);
    }
    // What was asked may have given up by itself, too.
    Ok(budget.total(count + best.unfold()))
}

/// What a story of one segment is worth.
struct Measure<'a> {
    searcher: &'a Snapshot,
    reader: &'a SegmentReader,
    number: u32,
    sort: Sort,
    twins: Option<&'a Twins>,
    newest: i64,
    words: std::sync::Arc<dyn tantivy::columnar::ColumnValues<u64>>,
}

impl<'a> Measure<'a> {
    fn new(
        searcher: &'a Snapshot,
        number: u32,
        (sort, twins): (Sort, Option<&'a Twins>),
        newest: i64,
    ) -> tantivy::Result<Self> {
        let reader = searcher.searcher.segment_reader(number);
        Ok(Self {
            searcher,
            reader,
            number,
            sort,
            twins,
            newest,
            words: reader.fast_fields().column_first_or_default("words")?,
        })
    }

    /// Takes in the stories that answer, as far as the steps go. Gives their number.
    fn collect(&self, scorer: &mut dyn Scorer, mut steps: Share, best: &mut Best) -> usize {
        let segment = &self.searcher.segments[self.number as usize];
        let mut count = 0;
        let mut doc = scorer.doc();
        while doc != TERMINATED && doc < segment.keys.stories && steps.take(1) {
            if !self.reader.is_deleted(doc) {
                let key = segment.keys.key(doc);
                let hit = Hit {
                    score: self.score(scorer, doc, key),
                    key: match self.sort {
                        Sort::Oldest => order::oldest_first(key),
                        _ => key,
                    },
                    address: DocAddress::new(self.number, doc),
                    copies: 0,
                };
                let twins = self.twins;
                if let Some(group) =
                    twins.and_then(|twins| twins.group_of(self.number as usize, doc))
                {
                    best.fold(group, hit);
                } else {
                    count += 1;
                    best.push(hit);
                }
            }
            doc = scorer.advance();
        }
        count
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "stories of 16 million words need no exact order"
    )]
    fn score(&self, scorer: &mut dyn Scorer, doc: u32, key: u64) -> f32 {
        match self.sort {
            Sort::Date | Sort::Oldest => 0.0,
            Sort::Length => self.words.get_val(doc) as f32,
            Sort::Relevance => scorer.score(),
            Sort::Fresh => scorer.score() * self.freshness(key),
        }
    }

    /// From 1 for the newest story of the library down to 1 − [`FADING`]. The newest story and not
    /// the clock is the measure: an archive does not fade as a whole.
    #[expect(
        clippy::cast_precision_loss,
        reason = "half a year does not depend on a second"
    )]
    fn freshness(&self, key: u64) -> f32 {
        let age = self.newest.saturating_sub(order::seconds(key)).max(0) as f32;
        1.0 - FADING + FADING * (-age / HALF_LIFE).exp2()
    }
}

impl Snapshot {
    fn statistics(&self) -> Statistics<'_> {
        Statistics {
            searcher: &self.searcher,
            stories: self.stories() as u64,
        }
    }

    /// When the newest story was published, seconds since 1970.
    fn newest(&self) -> i64 {
        let first = |segment: &Segment| {
            (segment.keys.stories > 0).then(|| order::seconds(segment.keys.key(0)))
        };
        self.segments.iter().filter_map(first).max().unwrap_or(0)
    }
}

/// The best so many hits of a stream.
struct Best {
    keep: usize,
    hits: Vec<Hit>,
    /// The worst of those that were kept when it was last looked.
    bar: Option<Hit>,
    /// The best of each group of near copies.
    folded: HashMap<u32, Hit>,
}

impl Best {
    fn new(keep: usize) -> Self {
        Self {
            keep,
            hits: Vec::new(),
            bar: None,
            folded: HashMap::new(),
        }
    }

    /// Takes in a story of a group of near copies.
    fn fold(&mut self, group: u32, hit: Hit) {
        match self.folded.entry(group) {
            Entry::Vacant(place) => {
                place.insert(hit);
            }
            Entry::Occupied(mut place) => {
                let known = place.get_mut();
                let copies = known.copies + 1;
                if hit.compare(known).is_lt() {
                    *known = hit;
                }
                known.copies = copies;
            }
        }
    }

    /// Takes in the best of each group. Gives their number.
    fn unfold(&mut self) -> usize {
        let folded = std::mem::take(&mut self.folded);
        let groups = folded.len();
        for hit in folded.into_values() {
            self.push(hit);
        }
        groups
    }

    fn push(&mut self, hit: Hit) {
        if self.bar.is_some_and(|bar| bar.compare(&hit).is_lt()) {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= self.keep.saturating_mul(2) {
            self.hits
                .select_nth_unstable_by(self.keep - 1, Hit::compare);
            self.hits.truncate(self.keep);
            self.bar = self.hits.last().copied();
        }
    }

    fn sorted(mut self) -> Vec<Hit> {
        self.hits.sort_unstable_by(Hit::compare);
        self.hits.truncate(self.keep);
        self.hits
    }
}

/// Raises stories in which the words stand near each other, in their order.
fn look_closely(searcher: &Snapshot, plan: &Plan, hits: &mut [Hit]) -> tantivy::Result<()> {
    let bare = plan
        .terms
        .iter()
        .filter(|part| part.place == Place::Anywhere && !part.spoken && !part.otherwise);
    let words: Vec<&String> = bare
        .filter_map(|part| match part.words.as_slice() {
            [word] => word.forms.first(),
            _ => None,
        })
        .collect();
    let closely = hits.len().min(LOOKED_AT_CLOSELY);
    let hits = &mut hits[..closely];
    if words.len() < 2 || hits.len() < 2 {
        return Ok(());
    }
    for (name, boost) in [("text", 1.0), ("headline", NEAR_IN_HEADLINE)] {
        let field = field(searcher.searcher.schema(), name);
        let terms = words.iter().map(|word| Term::from_field_text(field, word));
        let mut near = PhraseQuery::new(terms.collect());
        near.set_slop(NEAR);
        add(searcher, &BoostQuery::new(Box::new(near), boost), hits)?;
    }
    hits.sort_unstable_by(Hit::compare);
    Ok(())
}

/// Adds what another query gives for these stories to their scores.
fn add(searcher: &Snapshot, query: &dyn Query, hits: &mut [Hit]) -> tantivy::Result<()> {
    hits.sort_unstable_by_key(|hit| hit.address);
    let statistics = searcher.statistics();
    let weight = query.weight(EnableScoring::enabled_from_statistics_provider(
        &statistics,
        &searcher.searcher,
    ))?;
    for group in
        hits.chunk_by_mut(|one, other| one.address.segment_ord == other.address.segment_ord)
    {
        let reader = searcher
            .searcher
            .segment_reader(group[0].address.segment_ord);
        let first = group[0].address.doc_id;
        // A plain `seek` would look through all stories up to the next one that matches.
        let (mut standing, mut scorer) = weight.scorer_danger(reader, first, 1.0)?;
        for hit in group {
            let wanted = hit.address.doc_id;
            let is_passed = match standing {
                SeekDangerResult::SeekLowerBound(next) => wanted < next,
                SeekDangerResult::Found => wanted == first,
            };
            if !is_passed {
                standing = scorer.seek_danger(wanted);
            }
            if standing == SeekDangerResult::Found {
                hit.score += scorer.score();
            }
        }
    }
    Ok(())
}
