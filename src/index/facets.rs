//! How answers are spread: over the sources that print them, the people who speak, the times, the kinds of
//! stories. Each count stands beside that of the whole library, so that a share can be told.

mod labels;

use anyhow::Result;
use tantivy::DocId;

use crate::index::budget::Cancel;
use crate::index::query::Query;
use crate::index::snapshot::Snapshot;
use crate::index::utterances::UtteranceList;
use labels::{Labels, Voices};

/// What answers are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who published them.
    Source,
    /// Who speaks in them.
    Speaker,
    /// The year in which they were published.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// Report or interview.
    Kind,
}

/// What a list of stories is told by: who speaks, who prints, when, and how it is told.
pub const TELLING: [Facet; 4] = [Facet::Speaker, Facet::Source, Facet::Year, Facet::Kind];

impl Facet {
    /// A query for the stories that have a value.
    pub fn query(self, value: &str) -> String {
        let value = value.replace('"', " ");
        match self {
            Self::Source => format!("source:\"{value}\""),
            Self::Speaker => format!("speaker:=\"{value}\""),
            Self::Year | Self::Month | Self::Day => format!("on:{value}"),
            Self::Kind => format!("is:{value}"),
        }
    }

    /// Whether its values are times, which stand in their order.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Year | Self::Month | Self::Day)
    }
}

/// A value, and what answers and has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The source, the name, the kind, the time as `2026` or `2026-03`.
    pub value: String,
    /// What answers and has it.
    pub count: usize,
    /// What there is of it in the whole library.
    pub of: usize,
}

impl FacetCount {
    /// Which part of all there is of it answers, in hundredths: `7 %`, `<1 %`.
    pub fn percent(&self) -> String {
        percent(self.count, self.of)
    }
}

/// A part of a whole in hundredths, `7 %`, never nothing for something: `<1 %`.
pub fn percent(count: usize, of: usize) -> String {
    match count * 100 / of.max(1) {
        0 if count > 0 => "<1 %".to_owned(),
        hundredths => format!("{hundredths} %"),
    }
}

/// How many answers have each value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Times in their order, other values the most common first; of these the first so many as were wanted.
    pub counts: Vec<FacetCount>,
    /// How many values there are.
    pub total: usize,
    /// Answers that have none: without a date, a source, a name.
    pub without: usize,
}

impl Snapshot {
    /// How many of the stories that answer have each value, at most so many values.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn facet(
        &self,
        query: &Query,
        facet: Facet,
        most: usize,
        cancel: &Cancel,
    ) -> Result<Facets> {
        let found = self.matching(query, cancel)?;
        let labels = Labels::read(self, facet)?;
        let mut tally = Tally::new(&labels);
        for (labelled, found) in labels.of_stories.iter().zip(&found) {
            tally.add_stories(labelled, found);
        }
        tally.facets(self, facet, most)
    }

    /// The same of what is said. The same words count once, for the first story that has them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn facet_of_utterances(
        &self,
        list: &UtteranceList,
        facet: Facet,
        most: usize,
        cancel: &Cancel,
    ) -> Result<Facets> {
        let all = self.all_utterances(&Query::default(), cancel)?;
        let labels = Labels::read(self, facet)?;
        let voices = match facet {
            Facet::Speaker => Some(Voices::read(self)?),
            _ => None,
        };
        let mut tally = Tally::new(&labels);
        let label = |(segment, story, utterance): (usize, DocId, DocId)| match &voices {
            Some(voices) => voices.of(segment, utterance),
            None => labels.of_story(segment, story),
        };
        for place in all.firsts() {
            tally.add_to_all(label(place));
        }
        for place in list.firsts() {
            tally.add(label(place));
        }
        tally.facets(self, facet, most)
    }
}

/// Counts being made.
struct Tally<'a> {
    labels: &'a Labels,
    found: Vec<usize>,
    all: Vec<usize>,
    without: usize,
}

impl<'a> Tally<'a> {
    fn new(labels: &'a Labels) -> Self {
        Self {
            labels,
            found: vec![0; labels.count],
            all: vec![0; labels.count],
            without: 0,
        }
    }

    fn add(&mut self, label: Option<usize>) {
        match label {
            Some(label) => self.found[label] += 1,
            None => self.without += 1,
        }
    }

    fn add_to_all(&mut self, label: Option<usize>) {
        if let Some(label) = label {
            self.all[label] += 1;
        }
    }

    /// Counts the stories of a segment; both lists are in the order of its stories.
    fn add_stories(&mut self, labelled: &[(DocId, usize)], found: &[DocId]) {
        let mut found = found.iter().copied().peekable();
        let mut reached = None;
        for &(story, label) in labelled {
            self.add_to_all(Some(label));
            while let Some(before) = found.next_if(|&answer| answer < story) {
                self.without += usize::from(reached != Some(before));
            }
            if found.peek() == Some(&story) {
                self.found[label] += 1;
                reached = Some(story);
            }
        }
        let rest = found.filter(|answer| reached != Some(*answer));
        self.without += rest.count();
    }

    fn facets(self, snapshot: &Snapshot, facet: Facet, most: usize) -> Result<Facets> {
        let mut numbers: Vec<usize> = (0..self.found.len())
            .filter(|&at| self.found[at] > 0)
            .collect();
        let total = numbers.len();
        if facet.is_time() {
            numbers.sort_by(|&one, &other| self.labels.name(one).cmp(self.labels.name(other)));
        } else {
            numbers.sort_by(|&one, &other| {
                let more = self.found[other].cmp(&self.found[one]);
                more.then_with(|| self.labels.name(one).cmp(self.labels.name(other)))
            });
            numbers.truncate(most);
        }
        let count = |number: usize| {
            Ok(FacetCount {
                value: match facet {
                    Facet::Speaker => snapshot.spelled(number)?,
                    _ => self.labels.name(number).to_owned(),
                },
                count: self.found[number],
                of: self.all[number].max(self.found[number]),
            })
        };
        Ok(Facets {
            counts: numbers.into_iter().map(count).collect::<Result<_>>()?,
            total,
            without: self.without,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_are_hundredths_and_never_nothing_for_something() {
        for (count, of, expect) in [
            (1, 2, "50 %"),
            (1, 1000, "<1 %"),
            (0, 5, "0 %"),
            (3, 3, "100 %"),
        ] {
            assert_eq!(percent(count, of), expect);
        }
    }
}
