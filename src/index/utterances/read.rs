//! Utterances that were found → rows: their stories are read, each once for all that is said in it, a
//! few at the same time.

use std::collections::BTreeMap;

use anyhow::Result;
use tantivy::DocAddress;

use crate::index::answer::{Citation, Load, Utterance, UtteranceKind};
use crate::index::parallel;
use crate::index::passage::{self, Reading};
use crate::index::plan::SearchTerm;
use crate::index::row;
use crate::index::snapshot::Snapshot;
use crate::index::split;
use crate::index::utterances::find::{Found, Groups};
use crate::story::{Certainty, Span, Story};

/// Rows that are read before the first of them is handed on.
const AT_ONCE: usize = 256;
/// Stories that are worth a thread.
const LEAST_SHARE: usize = 4;

/// Hands the rows of these groups on, in their order. A story that has changed meanwhile gives none.
pub(super) fn rows(
    reader: &Reader<'_>,
    groups: &Groups,
    mut wanted: std::ops::Range<usize>,
    take: &mut dyn FnMut(Utterance) -> Result<()>,
) -> Result<()> {
    while !wanted.is_empty() {
        let end = end_of_batch(groups, &wanted);
        for utterance in reader.batch(groups, wanted.start..end)? {
            take(utterance)?;
        }
        wanted.start = end;
    }
    Ok(())
}

/// Where a batch ends: not within what one story says, so that it is read once.
fn end_of_batch(groups: &Groups, wanted: &std::ops::Range<usize>) -> usize {
    let story = |number: usize| groups.group(number)[0].story;
    let mut end = wanted.end.min(wanted.start + AT_ONCE);
    while end < wanted.end && story(end) == story(end - 1) {
        end += 1;
    }
    end
}

/// Reads stories.
pub(super) struct Reader<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) terms: &'a [SearchTerm],
    pub(super) load: &'a Load<'a>,
}

/// A story, and the groups that begin in it.
struct Job {
    story: DocAddress,
    groups: Vec<usize>,
    rows: tantivy::Result<Vec<(usize, Utterance)>>,
}

impl Reader<'_> {
    fn batch(&self, groups: &Groups, numbers: std::ops::Range<usize>) -> Result<Vec<Utterance>> {
        let mut stories: BTreeMap<DocAddress, Vec<usize>> = BTreeMap::new();
        for number in numbers {
            let story = groups.group(number)[0].story;
            stories.entry(story).or_default().push(number);
        }
        let job = |(story, groups)| Job {
            story,
            groups,
            rows: Ok(Vec::new()),
        };
        let mut jobs: Vec<Job> = stories.into_iter().map(job).collect();
        parallel::each(&mut jobs, LEAST_SHARE, &|job: &mut Job| {
            job.rows = self.story(job.story, &job.groups, groups);
        });
        let mut rows = Vec::new();
        for job in jobs {
            rows.extend(job.rows?);
        }
        rows.sort_by_key(|&(number, _)| number);
        Ok(rows.into_iter().map(|(_, utterance)| utterance).collect())
    }

    fn story(
        &self,
        story: DocAddress,
        numbers: &[usize],
        groups: &Groups,
    ) -> tantivy::Result<Vec<(usize, Utterance)>> {
        let citation = self.citation(story)?;
        let Some(told) = (self.load)(&citation.id) else {
            return Ok(Vec::new());
        };
        let speech = Speech::new(&told, self.terms);
        let mut rows = Vec::new();
        for &number in numbers {
            let group = groups.group(number);
            if let Some(mut utterance) = speech.utterance(group[0].start as usize, &citation) {
                utterance.also = self.also(group)?;
                rows.push((number, utterance));
            }
        }
        Ok(rows)
    }

    /// The other stories of a group, each once.
    fn also(&self, group: &[Found]) -> tantivy::Result<Vec<Citation>> {
        let mut also = Vec::new();
        for pair in group.windows(2) {
            if pair[1].story != pair[0].story && pair[1].story != group[0].story {
                also.push(self.citation(pair[1].story)?);
            }
        }
        Ok(also)
    }

    fn citation(&self, story: DocAddress) -> tantivy::Result<Citation> {
        let row = row::read(&self.snapshot.searcher, story)?;
        Ok(Citation {
            id: row.id,
            headline: row.headline,
            date: row.date,
            source: row.source,
        })
    }
}

/// What is said in a story, and which of its words were looked for.
pub(crate) struct Speech<'a> {
    story: &'a Story,
    reading: Option<Reading<'a>>,
    /// The first piece of each quotation.
    leads: Vec<usize>,
}

impl<'a> Speech<'a> {
    pub(crate) fn new(story: &'a Story, terms: &'a [SearchTerm]) -> Self {
        let has_words = terms.iter().any(|term| !term.place.is_of_speaker());
        Self {
            story,
            reading: has_words.then(|| Reading::new(story, terms)),
            leads: split::leads(story),
        }
    }

    /// The quotation or turn that begins there, or of which a piece does.
    pub(crate) fn utterance(&self, start: usize, place: &Citation) -> Option<Utterance> {
        let quotations = &self.story.quotations;
        let at = quotations
            .iter()
            .position(|quotation| quotation.span.start == start);
        match at {
            Some(at) => Some(self.quotation(self.leads[at], place)),
            None => self.turn(start, place),
        }
    }

    fn quotation(&self, lead: usize, place: &Citation) -> Utterance {
        let first = &self.story.quotations[lead];
        let pieces = self.story.quotations.iter().zip(&self.leads);
        let pieces = pieces.filter(|(_, of)| **of == lead);
        let pieces: Vec<Span> = pieces.map(|(quotation, _)| quotation.span).collect();
        let kind = UtteranceKind::Quotation(first.kind);
        let speaker = first.speaker.map(|speaker| speaker.person);
        self.shown(&pieces, (kind, speaker, first.certainty), place)
    }

    fn turn(&self, start: usize, place: &Citation) -> Option<Utterance> {
        let mut turns = self.story.turns.iter();
        let turn = turns.find(|turn| turn.span.start == start)?;
        let kind = UtteranceKind::Turn(turn.role);
        Some(self.shown(
            &[turn.span],
            (kind, Some(turn.speaker), turn.certainty),
            place,
        ))
    }

    fn shown(
        &self,
        pieces: &[Span],
        (kind, speaker, certainty): (UtteranceKind, Option<usize>, Certainty),
        place: &Citation,
    ) -> Utterance {
        let span = match (pieces.first(), pieces.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        };
        let text = self.story.slice(span).to_owned();
        let found = |reading: &Reading<'_>| -> Vec<Span> {
            let hits = pieces.iter().flat_map(|&piece| reading.hits_in(piece));
            hits.map(|hit| Span::new(hit.start - span.start, hit.end - span.start))
                .collect()
        };
        let highlights = self.reading.as_ref().map(found).unwrap_or_default();
        let speaker = speaker.and_then(|person| self.story.people.get(person));
        Utterance {
            place: place.clone(),
            kind,
            speaker: speaker.map(|person| person.name.clone()),
            certainty,
            span,
            excerpt: passage::excerpt(&text, &highlights),
            highlights,
            text,
            also: Vec::new(),
        }
    }
}
