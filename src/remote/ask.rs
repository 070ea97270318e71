//! Questions to an archive. No engine joins documents: where something must hold of one utterance, the
//! utterances are found first, as far as all of them can be listed, and then their stories.

mod said;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::format::decode::printable;
use crate::index::budget::Budget;
use crate::index::passage;
use crate::index::plan::dialect::{Ability, Asked, Dialect, Of, one_of};
use crate::index::plan::{self, BareWords, Plan, SearchTerm};
use crate::index::pushed::{CLASS, STORY, TIE, TOLD, VERSION};
use crate::index::query::Sort;
use crate::index::schema::DATE;
use crate::index::search::not_said;
use crate::index::shown;
use crate::index::{Cancel, Ground, Hint, Page, Query, Row, Total, Window};
use crate::remote::Remote;
use crate::remote::address;
use crate::remote::answers::{Found, Hit};
use crate::remote::client::Patience;
use crate::remote::kept;
use crate::story::{Span, Story, StoryId};

/// Rows that an engine lists in one answer, and the last row that it counts to.
const LISTED: usize = 10_000;
/// Utterances that are listed to find their stories.
const MOST: usize = 50_000;
/// Whole stories that are fetched in one answer.
const AT_ONCE: usize = 100;

const TOO_MANY: &str = "more was said than an archive can list, so there may be other stories";
const NOT_SO_FAR: &str = "an archive shows no row beyond the 10,000th";
const SENT_TWICE: &str =
    "this engine keeps what was sent before: stories sent twice are counted twice";

/// Stories by their ids in the archive, in the order wanted.
#[derive(Clone, Debug, Default)]
struct Listed {
    stories: Vec<String>,
    missing: Option<String>,
}

impl Remote {
    /// One page of the stories that answer; fewer where the question is given up.
    ///
    /// # Errors
    /// When the archive does not answer, or not as it should.
    pub fn page(&self, query: &Query, window: Window, cancel: &Cancel) -> Result<Page> {
        let mut page = self.page_of(query, window, BareWords::Said, cancel)?;
        if page.0.total == Total::Exact(0) && page.1 && !cancel.is_stale() {
            page = self.page_of(query, window, BareWords::Anywhere, cancel)?;
            if page.0.total.count() > 0 {
                page.0.hints.push(not_said(query));
            }
        }
        Ok(page.0)
    }

    /// The page, and whether bare words were asked of utterances only.
    fn page_of(
        &self,
        query: &Query,
        window: Window,
        bare: BareWords,
        cancel: &Cancel,
    ) -> Result<(Page, bool)> {
        let dialect = Dialect::new(self, self.engine()?.abilities);
        let tree = query.tree.as_ref();
        let plan: Plan<Asked> = plan::plan_for(&dialect, tree, bare, &Budget::endless(cancel))?;
        let mut hints = hints_of(query, plan.hints, dialect);
        if cancel.is_stale() {
            return Ok((Page::default(), false));
        }
        let asked = plan.query.unwrap_or(Asked::All {
            of: Vec::new(),
            without: Vec::new(),
        });
        let mut found = self.stories(&asked, query.sort, window)?;
        if let Some(missing) = found.missing.take() {
            hints.push(hint(missing));
            found.total = Total::AtLeast(found.total.count());
        }
        if is_repeated(&found.hits) {
            hints.push(hint(SENT_TWICE.to_owned()));
            keep_newest(&mut found.hits);
        }
        let rows = self.rows(&found.hits, &plan.terms)?;
        let page = Page {
            total: found.total,
            window,
            rows,
            hints,
        };
        Ok((page, plan.narrowed))
    }

    fn stories(&self, asked: &Asked, sort: Sort, window: Window) -> Result<Stories> {
        let (spoken, rest) = parted(asked);
        let is_ranked = matches!(sort, Sort::Fresh | Sort::Relevance);
        if let (Some(spoken), true) = (spoken, is_ranked) {
            let listed = self.stories_of_spoken(spoken, &rest, sort)?;
            return self.stories_listed(&listed, window);
        }
        let mut missing = None;
        let asked = self.resolved(asked, &[], &mut missing)?;
        if window.offset + window.limit > LISTED {
            missing = missing.or(Some(NOT_SO_FAR.to_owned()));
        }
        let size = window
            .limit
            .min(LISTED.saturating_sub(window.offset))
            .min(LISTED);
        // Where nothing is better than another, the newest come first.
        let by_date = asked.is_unscored();
        let ranked = if by_date { Sort::Date } else { sort };
        let question = self.fading(of_class("story", &asked), ranked);
        let mut found = self.search(json!({
            "query": question,
            "from": if size == 0 { 0 } else { window.offset },
            "size": size.min(AT_ONCE),
            "sort": order(sort, by_date),
        }))?;
        let mut hits = std::mem::take(&mut found.hits);
        while hits.len() < size && window.offset + hits.len() < found.total {
            let next = self.search(json!({
                "query": question,
                "from": window.offset + hits.len(),
                "size": (size - hits.len()).min(AT_ONCE),
                "sort": order(sort, by_date),
            }))?;
            if next.hits.is_empty() {
                break;
            }
            hits.extend(next.hits);
        }
        Ok(Stories {
            total: Total::Exact(found.total),
            hits,
            missing: missing.or(found.missing),
        })
    }

    /// A window over stories whose order is known.
    fn stories_listed(&self, listed: &Listed, window: Window) -> Result<Stories> {
        let wanted = listed.stories.iter().skip(window.offset).take(window.limit);
        let wanted: Vec<&String> = wanted.collect();
        let mut missing = listed.missing.clone();
        let mut hits = Vec::new();
        for some in wanted.chunks(AT_ONCE) {
            let which = Asked::whether(one_of(STORY, some), Of::Both);
            let found = self.search(
                json!({ "query": of_class("story", &which), "size": LISTED.min(2 * AT_ONCE) }),
            )?;
            missing = missing.or(found.missing);
            let mut by_id: HashMap<String, Hit> = HashMap::new();
            for hit in found.hits {
                let id = hit.text(STORY).to_owned();
                let is_newer = by_id
                    .get(&id)
                    .is_none_or(|held| held.number(VERSION) < hit.number(VERSION));
                if is_newer {
                    by_id.insert(id, hit);
                }
            }
            hits.extend(some.iter().filter_map(|id| by_id.remove(*id)));
        }
        Ok(Stories {
            total: Total::Exact(listed.stories.len()),
            hits,
            missing,
        })
    }

    /// The stories of the utterances of which this holds, the best first, and of which the rest holds.
    fn stories_of_spoken(&self, spoken: &Asked, rest: &Rest<'_>, sort: Sort) -> Result<Listed> {
        let mut missing = None;
        let (with_spoken, of_story) = rest.divided();
        let mut listed = self.spoken_in(spoken, &with_spoken, Order::Best(sort))?;
        if of_story.is_empty() {
            return Ok(listed);
        }
        let asked = self.resolved(&of_story.into_asked(), &[], &mut missing)?;
        let mut answering = HashSet::new();
        for some in listed.stories.chunks(LISTED / 2) {
            let which = Asked::All {
                of: vec![Asked::whether(one_of(STORY, some), Of::Both), asked.clone()],
                without: Vec::new(),
            };
            let found = self.search(json!({
                "query": of_class("story", &which), "size": LISTED, "_source": [STORY],
            }))?;
            missing = missing.or(found.missing);
            answering.extend(found.hits.iter().map(|hit| hit.text(STORY).to_owned()));
        }
        listed.stories.retain(|story| answering.contains(story));
        listed.missing = listed.missing.or(missing);
        Ok(listed)
    }

    /// The same question with the stories in place of what is said in them.
    fn resolved(
        &self,
        asked: &Asked,
        around: &[&Asked],
        missing: &mut Option<String>,
    ) -> Result<Asked> {
        Ok(match asked {
            Asked::Put { .. } => asked.clone(),
            Asked::Any(of) => {
                let of: Result<_> = of
                    .iter()
                    .map(|part| self.resolved(part, around, missing))
                    .collect();
                Asked::Any(of?)
            }
            Asked::All { of, without } => {
                let carried = of
                    .iter()
                    .filter(|part| part.is_of(Of::Both) && part.is_of(Of::Utterance));
                let carried: Vec<&Asked> = around.iter().copied().chain(carried).collect();
                let mut each = |parts: &[Asked], around: &[&Asked]| -> Result<Vec<Asked>> {
                    parts
                        .iter()
                        .map(|part| self.resolved(part, around, missing))
                        .collect()
                };
                Asked::All {
                    of: each(of, &carried)?,
                    without: each(without, &carried)?,
                }
            }
            Asked::Where(spoken) => {
                let around = Asked::All {
                    of: around.iter().map(|part| (*part).clone()).collect(),
                    without: Vec::new(),
                };
                let listed = self.spoken_in(spoken, &around, Order::Any)?;
                *missing = missing.take().or(listed.missing);
                Asked::whether(one_of(STORY, &listed.stories), Of::Both)
            }
        })
    }

    /// The stories of the utterances of which this holds.
    fn spoken_in(&self, spoken: &Asked, around: &Asked, order: Order) -> Result<Listed> {
        let which = Asked::All {
            of: vec![spoken.clone(), around.clone()],
            without: Vec::new(),
        };
        let by = match order {
            Order::Best(_) => {
                json!([{ "_score": { "order": "desc" } }, { TIE: { "order": "desc" } }])
            }
            Order::Any => json!([{ TIE: { "order": "desc" } }]),
        };
        let mut listed = Listed::default();
        let mut seen = HashSet::new();
        let question = match order {
            Order::Best(sort) => self.fading(of_class("utterance", &which), sort),
            Order::Any => of_class("utterance", &which),
        };
        let missing = self.each_utterance(&question, &by, &[STORY], &mut |hit| {
            let story = hit.text(STORY);
            if seen.insert(story.to_owned()) {
                listed.stories.push(story.to_owned());
            }
        })?;
        listed.missing = missing;
        Ok(listed)
    }

    /// Gives all utterances of which this holds to `take`, as far as an archive lists them; what is missing.
    fn each_utterance(
        &self,
        question: &Value,
        sort: &Value,
        fields: &[&str],
        take: &mut dyn FnMut(Hit),
    ) -> Result<Option<String>> {
        // An engine that gives back whole documents gives fewer at once.
        let size = if self.engine()?.abilities.has(Ability::Ids) {
            LISTED
        } else {
            2_000
        };
        let mut after = Value::Null;
        let mut count = 0;
        loop {
            let mut body = json!({
                "query": question, "size": size, "sort": sort, "_source": fields,
            });
            if !after.is_null() {
                body["search_after"] = after;
            }
            let found = self.search(body)?;
            let here = found.hits.len();
            after = found
                .hits
                .last()
                .map(|hit| hit.after.clone())
                .unwrap_or_default();
            count += here;
            found.hits.into_iter().for_each(&mut *take);
            if found.missing.is_some() {
                return Ok(found.missing);
            }
            if here < size || count >= found.total || after.is_null() {
                return Ok((count < found.total).then(|| TOO_MANY.to_owned()));
            }
            if count >= MOST {
                return Ok(Some(TOO_MANY.to_owned()));
            }
        }
    }

    /// Asks the engine; it counts all that answer.
    pub(crate) fn search(&self, mut body: Value) -> Result<Found> {
        body["track_total_hits"] = true.into();
        let path = format!("/{}/_search", self.client().index());
        let answer = self.client().post(&path, &body, Patience::Reader)?;
        Found::read(answer.into_content()?)
    }

    fn rows(&self, hits: &[Hit], terms: &[SearchTerm]) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        for hit in hits {
            let (id, story) = self.opened(hit)?;
            rows.push(row(id, hit.score, &story, terms));
        }
        Ok(rows)
    }

    /// The story that a document holds, under the name by which it is listed.
    fn opened(&self, hit: &Hit) -> Result<(StoryId, Arc<Story>)> {
        let (mut id, story) = kept::unpack(hit.text(TOLD))?;
        // What it is found by again.
        id.offset = hit.number(TIE);
        self.hold(id.offset, &story);
        Ok((address::outer(self.name(), &id), story))
    }

    /// A story by its id within the archive.
    ///
    /// # Errors
    /// When the archive does not answer, or holds it no longer.
    pub fn load(&self, id: &StoryId) -> Result<Arc<Story>> {
        if let Some(held) = self.held(id.offset) {
            return Ok(held);
        }
        let which = Asked::whether(json!({ "term": { TIE: { "value": id.offset } } }), Of::Both);
        let found = self.search(json!({ "query": of_class("story", &which), "size": 10 }))?;
        let newest = found.hits.iter().max_by_key(|hit| hit.number(VERSION));
        let newest =
            newest.with_context(|| format!("{} no longer holds that story", self.name()))?;
        Ok(self.opened(newest)?.1)
    }

    /// The story that a reader names: `PATH`, `PATH#NUMBER`, or a part of its headline.
    ///
    /// # Errors
    /// When the archive does not answer, or none or more than one is meant.
    pub fn find(&self, text: &str) -> Result<(StoryId, Arc<Story>)> {
        const CANDIDATES: usize = 8;
        let prefix = format!("{}::", self.name());
        let text = text.strip_prefix(&prefix).unwrap_or(text);
        let numbered = text
            .rsplit_once('#')
            .and_then(|(path, number)| Some((path, number.parse().ok()?)));
        let (path, ordinal): (&str, u32) = numbered.unwrap_or((text, 0));
        let quoted = |field: &str, words: &str| format!("{field}:\"{}\"", words.replace('"', " "));
        let window = Window {
            offset: 0,
            limit: LISTED / 100,
        };
        let listed = prefix + path;
        let placed = self.page(
            &Query::parse(&quoted("path", path)),
            window,
            &Cancel::never(),
        )?;
        let is_it = |row: &&Row| *row.id.path == *listed && row.id.ordinal == ordinal;
        if let Some(row) = placed.rows.iter().find(is_it) {
            return self.opened_row(row);
        }
        let named = self.page(
            &Query::parse(&quoted("headline", text)),
            window,
            &Cancel::never(),
        )?;
        match named.rows.as_slice() {
            [] => bail!("{} holds no story named “{text}”", self.name()),
            [only] => self.opened_row(only),
            several => {
                let line = |row: &Row| {
                    format!(
                        "  {}#{}  {}",
                        printable(&row.id.path),
                        row.id.ordinal,
                        row.headline
                    )
                };
                let lines: Vec<String> = several.iter().take(CANDIDATES).map(line).collect();
                bail!(
                    "“{text}” is in {} headlines:\n{}",
                    named.total.count(),
                    lines.join("\n")
                )
            }
        }
    }

    fn opened_row(&self, row: &Row) -> Result<(StoryId, Arc<Story>)> {
        let (_, inner) = address::inner(&row.id).context("a row of an archive names it")?;
        Ok((row.id.clone(), self.load(&inner)?))
    }
}

/// Stories that were found, before they are read.
struct Stories {
    total: Total,
    hits: Vec<Hit>,
    missing: Option<String>,
}

/// In which order utterances are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Best(Sort),
    Any,
}

/// What is asked beside what is said.
#[derive(Default)]
struct Rest<'a> {
    of: Vec<&'a Asked>,
    without: Vec<&'a Asked>,
}

impl Rest<'_> {
    /// What utterances know of their stories, and what stories alone can answer.
    fn divided(&self) -> (Asked, Self) {
        let is_carried = |part: &&Asked| part.is_of(Of::Story) && part.is_of(Of::Utterance);
        let (of, of_story) = self.of.iter().copied().partition(is_carried);
        let (without, without_story) = self.without.iter().copied().partition(is_carried);
        let carried = Rest { of, without }.into_asked();
        let rest = Self {
            of: of_story,
            without: without_story,
        };
        (carried, rest)
    }

    fn is_empty(&self) -> bool {
        self.of.is_empty() && self.without.is_empty()
    }

    fn into_asked(self) -> Asked {
        Asked::All {
            of: self.of.into_iter().cloned().collect(),
            without: self.without.into_iter().cloned().collect(),
        }
    }
}

/// What is said, where one thing is that says all of it, and what is asked besides.
fn parted(asked: &Asked) -> (Option<&Asked>, Rest<'_>) {
    match asked {
        Asked::Where(spoken) => (Some(spoken), Rest::default()),
        Asked::All { of, without } => {
            let is_spoken = |part: &&Asked| matches!(part, Asked::Where(_));
            let (spoken, of): (Vec<&Asked>, Vec<&Asked>) = of.iter().partition(is_spoken);
            match spoken.as_slice() {
                [Asked::Where(only)] => {
                    let without = without.iter().collect();
                    (Some(only), Rest { of, without })
                }
                _ => (None, Rest::default()),
            }
        }
        Asked::Put { .. } | Asked::Any(_) => (None, Rest::default()),
    }
}

/// A question to the documents of one class.
fn of_class(class: &str, asked: &Asked) -> Value {
    Asked::All {
        of: vec![
            Asked::whether(one_of(CLASS, &[class]), Of::Both),
            asked.clone(),
        ],
        without: Vec::new(),
    }
    .query()
}

fn order(sort: Sort, by_date: bool) -> Value {
    let by = |field: &str, order: &str| json!([{ field: { "order": order } }, { TIE: { "order": "desc" } }]);
    match sort {
        Sort::Fresh if by_date => by(DATE, "desc"),
        Sort::Fresh | Sort::Relevance => by("_score", "desc"),
        Sort::Date => by(DATE, "desc"),
        Sort::Oldest => by(DATE, "asc"),
        Sort::Length => by("words", "desc"),
    }
}

fn row(id: StoryId, score: f32, story: &Story, terms: &[SearchTerm]) -> Row {
    Row {
        id,
        identity: story.identity(),
        headline: story.meta.headline.clone(),
        date: story.meta.date,
        source: story.meta.source.clone(),
        deck: shown::deck(story),
        voices: shown::voices(story),
        kind: story.meta.kind,
        words: story.words(),
        quotations: story.quotations.len(),
        copies: 0,
        score,
        passage: passage::find(story, terms),
    }
}

/// Whether two of the documents are one story.
fn is_repeated(hits: &[Hit]) -> bool {
    let mut seen = HashSet::new();
    !hits.iter().all(|hit| seen.insert(hit.text(STORY)))
}

/// Leaves of each story the document that was sent last.
fn keep_newest(hits: &mut Vec<Hit>) {
    let mut newest: HashMap<String, u64> = HashMap::new();
    for hit in hits.iter() {
        let version = newest.entry(hit.text(STORY).to_owned()).or_default();
        *version = hit.number(VERSION).max(*version);
    }
    hits.retain(|hit| {
        let is_newest = newest.get(hit.text(STORY)) == Some(&hit.number(VERSION));
        is_newest && newest.remove(hit.text(STORY)).is_some()
    });
}

/// What is said under the box: of the query, of its plan, and what the engine could not be asked.
fn hints_of(query: &Query, planned: Vec<Hint>, dialect: Dialect<'_>) -> Vec<Hint> {
    let mut hints = query.hints.clone();
    hints.extend(planned);
    let untold = dialect.untold().into_iter();
    hints.extend(untold.map(|told| hint(told.to_owned())));
    hints
}

fn hint(message: String) -> Hint {
    Hint {
        message,
        span: Span::default(),
        ground: Ground::Stories,
    }
}
