//! What is said in an archive: utterances found by the engine, the same words once, each shown as it stands
//! in its story.

use std::cmp::Reverse;
use std::collections::HashMap;

use anyhow::Result;
use serde_json::json;

use super::{hint, hints_of, of_class};
use crate::index::budget::Budget;
use crate::index::plan::dialect::{Asked, Dialect, Of, one_of};
use crate::index::plan::{self, SearchTerm};
use crate::index::pushed::{STORY, TIE, TOLD};
use crate::index::query::Sort;
use crate::index::schema::DATE;
use crate::index::utterances::read::Speech;
use crate::index::{Cancel, Citation, Query, Total, Utterance, Utterances, Window};
use crate::remote::Remote;
use crate::remote::answers::Hit;

/// Stories that are listed to narrow what is said.
const LISTED: usize = 10_000;
/// Whole stories that are fetched in one answer.
const AT_ONCE: usize = 100;

/// An utterance before its story is read.
#[derive(Clone, Debug)]
struct Found {
    story: String,
    said: u64,
    start: u64,
    length: u64,
    date: Option<i64>,
    score: f32,
}

impl Remote {
    /// What was said, newest first where the query says nothing else.
    ///
    /// # Errors
    /// When the archive does not answer, or not as it should.
    pub fn utterances(&self, query: &Query, window: Window, cancel: &Cancel) -> Result<Utterances> {
        let dialect = Dialect::new(self, self.engine()?.abilities);
        let budget = Budget::endless(cancel);
        let plan = plan::plan_spoken_for(&dialect, query.tree.as_ref(), &budget)?;
        let mut hints = hints_of(query, plan.hints, dialect);
        let mut missing = None;
        let mut of = vec![plan.utterance];
        if let Some(story) = plan.story {
            of.push(self.of_stories(&story, &mut missing)?);
        }
        let which = Asked::All {
            of,
            without: Vec::new(),
        };
        let (mut found, unlisted) = self.found(&which, query.sort)?;
        missing = missing.or(unlisted);
        put_in_order(&mut found, query.sort);
        let groups = grouped(found);
        let mut total = Total::Exact(groups.len());
        if let Some(missing) = missing {
            hints.push(hint(missing));
            total = Total::AtLeast(groups.len());
        }
        let shown = groups.iter().skip(window.offset).take(window.limit);
        let shown: Vec<&Vec<Found>> = shown.collect();
        Ok(Utterances {
            total,
            window,
            rows: self.shown(&shown, &plan.terms)?,
            hints,
        })
    }

    /// The same question as utterances can answer it.
    fn of_stories(&self, story: &Asked, missing: &mut Option<String>) -> Result<Asked> {
        if story.is_of(Of::Utterance) {
            return Ok(story.clone());
        }
        let asked = self.resolved(story, &[], missing)?;
        let found = self.search(json!({
            "query": of_class("story", &asked), "size": LISTED, "_source": [STORY],
        }))?;
        if found.total > found.hits.len() {
            let told = "more stories answer than an archive can list, so more may have been said";
            *missing = Some(told.to_owned());
        }
        *missing = missing.take().or(found.missing);
        let stories: Vec<&str> = found.hits.iter().map(|hit| hit.text(STORY)).collect();
        Ok(Asked::whether(one_of(STORY, &stories), Of::Both))
    }

    fn found(&self, which: &Asked, sort: Sort) -> Result<(Vec<Found>, Option<String>)> {
        const FIELDS: [&str; 5] = [STORY, "said", "start", "length", DATE];
        let first = match sort {
            Sort::Relevance => json!({ "_score": { "order": "desc" } }),
            Sort::Length => json!({ "length": { "order": "desc" } }),
            Sort::Oldest => json!({ DATE: { "order": "asc" } }),
            Sort::Fresh | Sort::Date => json!({ DATE: { "order": "desc" } }),
        };
        let order = json!([first, { TIE: { "order": "desc" } }]);
        let mut all = Vec::new();
        let missing =
            self.each_utterance(&of_class("utterance", which), &order, &FIELDS, &mut |hit| {
                all.push(Found {
                    story: hit.text(STORY).to_owned(),
                    said: hit.number("said"),
                    start: hit.number("start"),
                    length: hit.number("length"),
                    date: hit.content[DATE].as_i64(),
                    score: hit.score,
                });
            })?;
        Ok((all, missing))
    }

    /// The rows of these groups, their stories read.
    fn shown(&self, groups: &[&Vec<Found>], terms: &[SearchTerm]) -> Result<Vec<Utterance>> {
        let mut wanted: Vec<&str> = groups
            .iter()
            .flat_map(|group| group.iter().take(9))
            .map(|one| one.story.as_str())
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut stories: HashMap<String, Hit> = HashMap::new();
        for some in wanted.chunks(AT_ONCE) {
            let which = Asked::whether(one_of(STORY, some), Of::Both);
            let found = self.search(json!({
                "query": of_class("story", &which), "size": 2 * AT_ONCE, "_source": [STORY, TOLD, TIE],
            }))?;
            stories.extend(
                found
                    .hits
                    .into_iter()
                    .map(|hit| (hit.text(STORY).to_owned(), hit)),
            );
        }
        let mut rows = Vec::new();
        for group in groups {
            rows.extend(self.utterance(group, &stories, terms)?);
        }
        Ok(rows)
    }

    /// The first of a group, and where else it stands.
    fn utterance(
        &self,
        group: &[Found],
        stories: &HashMap<String, Hit>,
        terms: &[SearchTerm],
    ) -> Result<Option<Utterance>> {
        let Some((first, others)) = group.split_first() else {
            return Ok(None);
        };
        let Some(hit) = stories.get(&first.story) else {
            return Ok(None);
        };
        let (id, story) = self.opened(hit)?;
        let start = usize::try_from(first.start).unwrap_or(usize::MAX);
        let place = cited(id, &story.meta);
        let mut row = Speech::new(&story, terms).utterance(start, &place);
        let mut seen = vec![&first.story];
        for other in others.iter().take(8) {
            let hit = stories
                .get(&other.story)
                .filter(|_| !seen.contains(&&other.story));
            if let (Some(hit), Some(row)) = (hit, row.as_mut()) {
                seen.push(&other.story);
                let (id, story) = self.opened(hit)?;
                row.also.push(cited(id, &story.meta));
            }
        }
        Ok(row)
    }
}

fn cited(id: crate::story::StoryId, meta: &crate::story::Meta) -> Citation {
    Citation {
        id,
        headline: meta.headline.clone(),
        date: meta.date,
        source: meta.source.clone(),
    }
}

fn put_in_order(found: &mut [Found], sort: Sort) {
    match sort {
        Sort::Relevance => found.sort_by(|one, other| other.score.total_cmp(&one.score)),
        Sort::Length => found.sort_by_key(|one| Reverse(one.length)),
        Sort::Oldest => found.sort_by(|one, other| {
            let key = |one: &Found| (one.date.is_none(), one.date);
            let place = |one: &Found| (one.story.clone(), one.start);
            key(one)
                .cmp(&key(other))
                .then_with(|| place(one).cmp(&place(other)))
        }),
        Sort::Fresh | Sort::Date => found.sort_by(|one, other| {
            let place = |one: &Found| (one.story.clone(), one.start);
            other
                .date
                .cmp(&one.date)
                .then_with(|| place(one).cmp(&place(other)))
        }),
    }
}

/// Utterances of the same words together, where the first of them stands.
fn grouped(found: Vec<Found>) -> Vec<Vec<Found>> {
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let mut groups: Vec<Vec<Found>> = Vec::new();
    for one in found {
        let next = groups.len();
        let number = *numbers.entry(one.said).or_insert(next);
        if number == next {
            groups.push(Vec::new());
        }
        groups[number].push(one);
    }
    groups
}
