//! Where a word and what it stands for occurs in the stories of a segment, story by story.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use crate::index::folding::LONGEST_EDGE;
use crate::index::widen::Widened;

/// What another form of a word counts against the form typed.
const FORM: f32 = 0.6;
/// What a word that only begins as typed counts.
const BEGINNING: f32 = 0.3;
/// Words of a dictionary that a beginning may stand for; where more begin so, the commonest.
const MOST_ENDINGS: usize = 500;

/// The fields of the index in which words are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources {
    /// Words with their places.
    pub(crate) text: Field,
    /// Beginnings of one and two letters.
    pub(crate) edge: Field,
}

/// A word at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Occurrence {
    /// Its place among the words of the story.
    pub(crate) place: u32,
    /// 1 for the word as typed, less for what else it stands for.
    pub(crate) weight: f32,
}

/// The lists of a word and of all it stands for, walked together.
pub(crate) struct Occurrences {
    lists: Vec<(SegmentPostings, f32)>,
    /// The story at which each list stands, the next one on top.
    standing: BinaryHeap<Reverse<(DocId, usize)>>,
    /// Whether only the stories are known, not the places.
    is_vague: bool,
    buffer: Vec<u32>,
}

impl Occurrences {
    /// Looks a word up.
    pub(crate) fn open(
        segment: &SegmentReader,
        sources: Sources,
        word: &Widened,
    ) -> tantivy::Result<Self> {
        let index = segment.inverted_index(sources.text)?;
        let mut occurrences = Self {
            lists: Vec::new(),
            standing: BinaryHeap::new(),
            is_vague: false,
            buffer: Vec::new(),
        };
        for (position, form) in word.forms.iter().enumerate() {
            let term = Term::from_field_text(sources.text, form);
            let weight = if position == 0 { 1.0 } else { FORM };
            occurrences.add(&index, &term, weight)?;
        }
        if let Some(beginning) = &word.beginning {
            let (mut endings, are_all) = endings(&index, beginning)?;
            if !are_all && beginning.chars().count() <= LONGEST_EDGE {
                return Self::vague(segment, sources.edge, beginning);
            }
            endings.retain(|ending| !word.forms.contains(ending));
            for ending in endings {
                let term = Term::from_field_text(sources.text, &ending);
                occurrences.add(&index, &term, BEGINNING)?;
            }
        }
        Ok(occurrences)
    }

    /// A beginning that most stories have: it is not worth looking where.
    fn vague(segment: &SegmentReader, edge: Field, beginning: &str) -> tantivy::Result<Self> {
        let index = segment.inverted_index(edge)?;
        let term = Term::from_field_text(edge, beginning);
        let mut occurrences = Self {
            lists: Vec::new(),
            standing: BinaryHeap::new(),
            is_vague: true,
            buffer: Vec::new(),
        };
        if let Some(list) = index.read_postings(&term, IndexRecordOption::Basic)? {
            occurrences.push(list, BEGINNING);
        }
        Ok(occurrences)
    }

    fn add(
        &mut self,
        index: &InvertedIndexReader,
        term: &Term,
        weight: f32,
    ) -> tantivy::Result<()> {
        let record = IndexRecordOption::WithFreqsAndPositions;
        if let Some(list) = index.read_postings(term, record)? {
            self.push(list, weight);
        }
        Ok(())
    }

    fn push(&mut self, list: SegmentPostings, weight: f32) {
        if list.doc() != TERMINATED {
            self.standing.push(Reverse((list.doc(), self.lists.len())));
        }
        self.lists.push((list, weight));
    }

    /// The story at which it stands.
    pub(crate) fn story(&self) -> DocId {
        let next = self.standing.peek();
        next.map_or(TERMINATED, |Reverse((story, _))| *story)
    }

    /// Moves to the first story from `target` on.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        while let Some(mut next) = self.standing.peek_mut() {
            let Reverse((story, list)) = *next;
            if story >= target {
                return story;
            }
            match self.lists[list].0.seek(target) {
                TERMINATED => {
                    PeekMut::pop(next);
                }
                reached => *next = Reverse((reached, list)),
            }
        }
        TERMINATED
    }

    /// Moves on from a story. The places in it, ascending, are written to `places`; gives whether
    /// they are known.
    pub(crate) fn take(&mut self, story: DocId, places: &mut Vec<Occurrence>) -> bool {
        places.clear();
        let mut read = 0;
        while let Some(mut next) = self.standing.peek_mut() {
            let Reverse((standing, number)) = *next;
            if standing != story {
                break;
            }
            let (list, weight) = &mut self.lists[number];
            if !self.is_vague {
                list.positions(&mut self.buffer);
                let weight = *weight;
                let found = self.buffer.iter();
                places.extend(found.map(|&place| Occurrence { place, weight }));
            }
            read += 1;
            match list.advance() {
                TERMINATED => {
                    PeekMut::pop(next);
                }
                reached => *next = Reverse((reached, number)),
            }
        }
        if read > 1 {
            places.sort_unstable_by_key(|hit| hit.place);
        }
        !self.is_vague
    }

    /// Moves on from a story without looking where the word stands in it.
    pub(crate) fn skip(&mut self, story: DocId) {
        self.seek(story.saturating_add(1));
    }

    /// At most so many stories.
    pub(crate) fn size_hint(&self) -> u32 {
        let lists = self.lists.iter().map(|(list, _)| list.doc_freq());
        lists.fold(0, u32::saturating_add)
    }
}

/// The words that begin so, the commonest [`MOST_ENDINGS`], and whether these are all.
fn endings(index: &InvertedIndexReader, beginning: &str) -> tantivy::Result<(Vec<String>, bool)> {
    let mut found = Vec::new();
    let mut terms = index.terms().range().ge(beginning).into_stream()?;
    let is_short = beginning.chars().count() <= LONGEST_EDGE;
    while terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
        if is_short && found.len() == MOST_ENDINGS {
            return Ok((Vec::new(), false));
        }
        if let Ok(term) = std::str::from_utf8(terms.key()) {
            found.push((terms.value().doc_freq, term.to_owned()));
        }
    }
    let are_all = found.len() <= MOST_ENDINGS;
    if !are_all {
        found.sort_unstable_by(|one, other| other.cmp(one));
        found.truncate(MOST_ENDINGS);
    }
    Ok((found.into_iter().map(|(_, term)| term).collect(), are_all))
}
