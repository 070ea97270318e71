//! Who speaks in the library.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use crate::index::answer::{Total, Window};
use crate::index::order;
use crate::index::row;
use crate::index::schema::field;
use crate::index::snapshot::Snapshot;
use crate::index::words;
use crate::story::Date;

/// A page of people, those of most stories first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// How many there are.
    pub total: Total,
    /// Which of them these are.
    pub window: Window,
    /// The people.
    pub rows: Vec<Speaker>,
}

/// Somebody who speaks in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// Other ways it is written.
    pub variants: Vec<String>,
    /// What the newest story that says it says they are.
    pub role: Option<String>,
    /// Stories they speak in.
    pub stories: usize,
    /// Quotations of them.
    pub quotations: usize,
    /// Turns in interviews.
    pub turns: usize,
    /// Words they are quoted with.
    pub words: usize,
    /// When the oldest and the newest of these stories were published.
    pub first: Option<Date>,
    /// See [`Self::first`].
    pub last: Option<Date>,
}

impl Speaker {
    /// Takes in a story that was published then.
    fn extend_to(&mut self, seconds: i64) {
        let date = Date {
            seconds,
            has_time: false,
        };
        self.first = Some(self.first.map_or(date, |first| first.min(date)));
        self.last = Some(self.last.map_or(date, |last| last.max(date)));
    }
}

/// Stories of one person that are read for names and roles; the counts are of all.
const READ: usize = 20;

impl Snapshot {
    /// One page of the people whose name has words that begin with those of `typed`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn people(&self, typed: &str, window: Window) -> Result<People> {
        let names = self.names("person", typed)?;
        let shown = names.iter().skip(window.offset).take(window.limit);
        let rows = shown.map(|(name, _)| self.speaker(name));
        Ok(People {
            total: Total::Exact(names.len()),
            window,
            rows: rows.collect::<tantivy::Result<_>>()?,
        })
    }

    /// The values of a field with words that begin with those of `typed`, and in how many stories
    /// they are, the most common first.
    pub(crate) fn names(&self, name: &str, typed: &str) -> tantivy::Result<Vec<(String, u32)>> {
        let field = field(self.searcher.schema(), name);
        let typed: Vec<String> = words::words(typed)
            .into_iter()
            .map(|word| word.folded)
            .collect();
        let mut found: BTreeMap<String, u32> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().stream()?;
            while terms.advance() {
                let value = std::str::from_utf8(terms.key()).unwrap_or_default();
                if is_called(value, &typed) {
                    let stories = alive(segment, &index, terms.value())?;
                    *found.entry(value.to_owned()).or_default() += stories;
                }
            }
        }
        found.retain(|_, stories| *stories > 0);
        let mut found: Vec<(String, u32)> = found.into_iter().collect();
        found.sort_by_key(|&(_, stories)| std::cmp::Reverse(stories));
        Ok(found)
    }

    fn speaker(&self, folded: &str) -> tantivy::Result<Speaker> {
        let mut speaker = Speaker::default();
        let mut newest_first = self.count(folded, &mut speaker)?;
        newest_first.sort_unstable_by_key(|&(key, address)| (std::cmp::Reverse(key), address));
        let mut variants = BTreeSet::new();
        for &(_, address) in newest_first.iter().take(READ) {
            let kept = row::Kept::read(&self.searcher, address)?;
            if speaker.name.is_empty() {
                let name = kept.text("person_name").unwrap_or(folded);
                name.clone_into(&mut speaker.name);
            }
            if speaker.role.is_none() {
                speaker.role = kept.text("person_role").map(str::to_owned);
            }
            variants.extend(kept.texts("person_variant"));
            variants.extend(kept.text("person_name").map(str::to_owned));
        }
        variants.remove(&speaker.name);
        speaker.variants = variants.into_iter().collect();
        Ok(speaker)
    }

    /// Adds up what the columns know of a person, and gives the documents with their keys.
    fn count(
        &self,
        folded: &str,
        speaker: &mut Speaker,
    ) -> tantivy::Result<Vec<(u64, DocAddress)>> {
        let person = field(self.searcher.schema(), "person");
        let term = Term::from_field_text(person, folded);
        let mut found = Vec::new();
        for (number, reader) in (0_u32..).zip(self.searcher.segment_readers()) {
            let index = reader.inverted_index(person)?;
            let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            let columns = reader.fast_fields();
            let column = |name| columns.column_first_or_default::<u64>(name);
            let (quotations, turns, words) =
                (column("quotations")?, column("turns")?, column("words")?);
            let dated = column("dated")?;
            let keys = &self.segments[number as usize].keys;
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if !reader.is_deleted(doc) {
                    speaker.stories += 1;
                    if dated.get_val(doc) == 1 {
                        speaker.extend_to(order::seconds(keys.key(doc)));
                    }
                    speaker.quotations += quotations.get_val(doc) as usize;
                    speaker.turns += turns.get_val(doc) as usize;
                    speaker.words += words.get_val(doc) as usize;
                    found.push((keys.key(doc), DocAddress::new(number, doc)));
                }
                postings.advance();
            }
        }
        Ok(found)
    }
}

/// In how many documents a term is that are still there.
fn alive(
    segment: &SegmentReader,
    index: &InvertedIndexReader,
    term: &TermInfo,
) -> tantivy::Result<u32> {
    if !segment.has_deletes() {
        return Ok(term.doc_freq);
    }
    let mut documents = index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    let mut alive = 0;
    while documents.doc() != TERMINATED {
        alive += u32::from(!segment.is_deleted(documents.doc()));
        documents.advance();
    }
    Ok(alive)
}

/// Whether every word typed begins a word of the name.
fn is_called(name: &str, typed: &[String]) -> bool {
    let begins = |typed: &String| name.split(' ').any(|word| word.starts_with(typed.as_str()));
    typed.iter().all(begins)
}
