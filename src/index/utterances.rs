//! What is said in the library: quotations and turns across all stories, newest first, the same
//! words once.

use std::collections::HashMap;

use anyhow::Result;
use tantivy::query::{EnableScoring, Query, Scorer};
use tantivy::{DocAddress, DocId, DocSet, TERMINATED};

use crate::index::answer::{Load, Total, Window};
use crate::index::budget::{Budget, Cancel};
use crate::index::keys::Keys;
use crate::index::order;
use crate::index::plan::{self, SpokenPlan};
use crate::index::query::{self, Hint};
use crate::index::row;
use crate::index::snapshot::Snapshot;
use crate::story::{Certainty, Date, QuotationKind, Span, Story, StoryId, TurnRole};

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

/// A quotation or a turn, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// The newest story with these words.
    pub place: Citation,
    /// What it is.
    pub kind: UtteranceKind,
    /// Who says it, where the text tells.
    pub speaker: Option<String>,
    /// How sure the speaker is.
    pub certainty: Certainty,
    /// Where it stands in the story's text.
    pub span: Span,
    /// The words, without quotation marks or label.
    pub text: String,
    /// The other stories with these words.
    pub also: Vec<Citation>,
}

/// What an utterance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UtteranceKind {
    /// A quotation.
    Quotation(QuotationKind),
    /// A turn of an interview.
    Turn(TurnRole),
}

/// A story as an utterance names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// Which story.
    pub id: StoryId,
    /// Its headline.
    pub headline: String,
    /// Its date, where it has one.
    pub date: Option<Date>,
    /// Its source.
    pub source: Option<String>,
}

/// Utterances looked at beyond those shown, so that the same words are found in older stories.
const LOOKED_AT: usize = 20_000;

/// An utterance of the index before its story is read.
#[derive(Clone, Copy)]
struct Found {
    key: u64,
    story: DocAddress,
    start: u64,
    said: u64,
}

impl Snapshot {
    /// One page of what was said, newest first. Bare words of the query must be said; fields of
    /// the story narrow the stories. All that answer are looked at, so the total is exact unless
    /// the question is given up.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn utterances(
        &self,
        query: &query::Query,
        window: Window,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> Result<Utterances> {
        self.utterances_within(query, window, &Budget::endless(cancel), load)
    }

    /// The same for a list that is shown at once: the newest, and a lower bound where there may be
    /// more, after work that does not grow with the library.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn first_utterances(
        &self,
        query: &query::Query,
        window: Window,
        cancel: &Cancel,
        load: &Load<'_>,
    ) -> Result<Utterances> {
        self.utterances_within(query, window, &Budget::of_reader(cancel), load)
    }

    fn utterances_within(
        &self,
        query: &query::Query,
        window: Window,
        budget: &Budget,
        load: &Load<'_>,
    ) -> Result<Utterances> {
        let plan = plan::plan_spoken(&self.searcher, query.tree.as_ref(), budget)?;
        let keep = kept(window, budget);
        let (found, total) = self.find_utterances(&plan, keep, budget)?;
        let is_all = total == Total::Exact(found.len());
        let groups = same_words(found);
        let total = if is_all {
            Total::Exact(groups.len())
        } else {
            Total::AtLeast(groups.len())
        };
        let shown = groups.iter().skip(window.offset).take(window.limit);
        let rows = shown.filter_map(|group| self.utterance(group, load).transpose());
        let mut hints = query.hints.clone();
        hints.extend(plan.hints);
        Ok(Utterances {
            total,
            window,
            rows: rows.collect::<tantivy::Result<_>>()?,
            hints,
        })
    }

    /// The newest utterances, at most so many, and how many there are in all.
    fn find_utterances(
        &self,
        plan: &SpokenPlan,
        keep: usize,
        budget: &Budget,
    ) -> tantivy::Result<(Vec<Found>, Total)> {
        let mut found = Vec::new();
        let mut total = 0;
        for number in 0..self.segments.len() {
            if budget.is_stale() {
                return Ok((found, Total::AtLeast(total)));
            }
            total += self.find_in_segment(plan, number, keep, &mut found)?;
        }
        found.sort_by_key(|found| (std::cmp::Reverse(found.key), found.story, found.start));
        found.truncate(keep);
        Ok((found, budget.total(total)))
    }

    fn find_in_segment(
        &self,
        plan: &SpokenPlan,
        number: usize,
        keep: usize,
        found: &mut Vec<Found>,
    ) -> tantivy::Result<usize> {
        let reader = &self.searcher.segment_readers()[number];
        let keys = &self.segments[number].keys;
        let columns = reader.fast_fields();
        let start = columns.column_first_or_default::<u64>("start")?;
        let said = columns.column_first_or_default::<u64>("said")?;
        let mut answers = Answers::new(keys, self.spoken(plan, number)?);
        let mut count = 0;
        while let Some((doc, story)) = answers.next() {
            if reader.is_deleted(doc) {
                continue;
            }
            count += 1;
            if count <= keep {
                found.push(Found {
                    key: keys.key(doc),
                    story: DocAddress::new(number as u32, story),
                    start: start.get_val(doc),
                    said: said.get_val(doc),
                });
            }
        }
        Ok(count)
    }

    /// The streams of a segment: the stories that may be meant, then what is said.
    fn spoken(&self, plan: &SpokenPlan, segment: usize) -> tantivy::Result<Streams> {
        let stories = plan.story.as_ref();
        let stories = stories.map(|story| self.scorer(story.as_ref(), segment));
        Ok(Streams {
            stories: stories.transpose()?,
            utterances: self.scorer(plan.utterance.as_ref(), segment)?,
        })
    }

    fn scorer(&self, query: &dyn Query, segment: usize) -> tantivy::Result<Box<dyn Scorer>> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        weight.scorer(&self.searcher.segment_readers()[segment], 1.0)
    }

    /// Reads the story of an utterance; `None` where it has changed meanwhile.
    fn utterance(&self, group: &[Found], load: &Load<'_>) -> tantivy::Result<Option<Utterance>> {
        let first = group[0];
        let place = self.place(first.story)?;
        let Some(story) = load(&place.id) else {
            return Ok(None);
        };
        let also: tantivy::Result<Vec<Citation>> = group[1..]
            .iter()
            .filter(|other| other.story != first.story)
            .map(|other| self.place(other.story))
            .collect();
        Ok(read(&story, first.start as usize, place, also?))
    }

    fn place(&self, story: DocAddress) -> tantivy::Result<Citation> {
        let row = row::read(&self.searcher, story)?;
        Ok(Citation {
            id: row.id,
            headline: row.headline,
            date: row.date,
            source: row.source,
        })
    }
}

/// How many utterances are kept of each segment: all, or those shown and some beyond.
fn kept(window: Window, budget: &Budget) -> usize {
    if budget.is_endless() {
        return usize::MAX;
    }
    let shown = window.offset.saturating_add(window.limit);
    shown.saturating_add(LOOKED_AT)
}

/// What is asked of one segment.
struct Streams {
    /// The stories that may be meant; `None` for all.
    stories: Option<Box<dyn Scorer>>,
    utterances: Box<dyn Scorer>,
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

/// Puts utterances of the same words together, in the order of the first of each.
fn same_words(found: Vec<Found>) -> Vec<Vec<Found>> {
    let mut places: HashMap<u64, usize> = HashMap::new();
    let mut groups: Vec<Vec<Found>> = Vec::new();
    for utterance in found {
        let next = groups.len();
        let place = *places.entry(utterance.said).or_insert(next);
        match groups.get_mut(place) {
            Some(group) => group.push(utterance),
            None => groups.push(vec![utterance]),
        }
    }
    groups
}

fn read(story: &Story, start: usize, place: Citation, also: Vec<Citation>) -> Option<Utterance> {
    let name = |person: usize| story.people.get(person).map(|person| person.name.clone());
    let quotation = story
        .quotations
        .iter()
        .find(|quotation| quotation.span.start == start);
    let (span, kind, speaker, certainty) = if let Some(quotation) = quotation {
        let speaker = quotation.speaker.and_then(|speaker| name(speaker.person));
        (
            quotation.span,
            UtteranceKind::Quotation(quotation.kind),
            speaker,
            quotation.certainty,
        )
    } else {
        let turn = story.turns.iter().find(|turn| turn.span.start == start)?;
        (
            turn.span,
            UtteranceKind::Turn(turn.role),
            name(turn.speaker),
            turn.certainty,
        )
    };
    Some(Utterance {
        text: story.slice(span).to_owned(),
        place,
        kind,
        speaker,
        certainty,
        span,
        also,
    })
}
