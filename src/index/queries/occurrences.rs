//! Where a word and what it stands for occurs in the stories of a segment, story by story.

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

use crate::index::budget::Budget;
use crate::index::folding::LONGEST_EDGE;
use crate::index::queries::prefix::{all_endings, commonest, some_endings, these_endings};
use crate::index::widen::{self, Widened};

/// Words of a dictionary that a beginning may stand for; where more begin so, the commonest.
const MOST_ENDINGS: usize = 500;

/// The fields of the index in which words are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sources {
    /// Words with their places.
    pub(crate) text: Field,
    /// Beginnings of one and two letters, where it is enough to know that the story has them.
    pub(crate) edge: Option<Field>,
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
    /// With what each counts, the word as typed first and common words before rare ones.
    lists: Vec<(SegmentPostings, f32)>,
    /// The story at which each list stands.
    standing: Vec<DocId>,
    /// The first of these.
    story: DocId,
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
        budget: &Budget,
    ) -> tantivy::Result<Self> {
        let index = segment.inverted_index(sources.text)?;
        let mut occurrences = Self::none();
        for (position, form) in word.forms.iter().enumerate() {
            let term = Term::from_field_text(sources.text, form);
            let weight = if position == 0 {
                1.0
            } else {
                widen::FORM as f32
            };
            occurrences.add(&index, &term, weight)?;
        }
        if word.pattern.is_some() {
            occurrences.extend(&index, &these_endings(&index, sources.text, &word.endings)?)?;
        }
        if let Some(beginning) = &word.prefix {
            let is_short = beginning.chars().count() <= LONGEST_EDGE;
            if let Some(edge) = sources.edge.filter(|_| is_short)
                && some_endings(&index, beginning, MOST_ENDINGS)?.len() == MOST_ENDINGS
            {
                return Self::vague(segment, edge, beginning);
            }
            let mut endings = if word.endings.is_empty() {
                all_endings(&index, beginning)?
            } else {
                these_endings(&index, sources.text, &word.endings)?
            };
            for form in &word.forms {
                let known = index.get_term_info(&Term::from_field_text(sources.text, form))?;
                endings.retain(|ending| Some(ending) != known.as_ref());
            }
            let most = if budget.is_endless() {
                usize::MAX
            } else {
                MOST_ENDINGS
            };
            if commonest(&mut endings, most) {
                budget.leave_out();
            }
            occurrences.extend(&index, &endings)?;
        }
        occurrences.find_first();
        Ok(occurrences)
    }

    fn none() -> Self {
        Self {
            lists: Vec::new(),
            standing: Vec::new(),
            story: TERMINATED,
            is_vague: false,
            buffer: Vec::new(),
        }
    }

    /// A beginning that most stories have: it is not worth looking where.
    fn vague(segment: &SegmentReader, edge: Field, beginning: &str) -> tantivy::Result<Self> {
        let index = segment.inverted_index(edge)?;
        let term = Term::from_field_text(edge, beginning);
        let mut occurrences = Self::none();
        occurrences.is_vague = true;
        if let Some(list) = index.read_postings(&term, IndexRecordOption::Basic)? {
            occurrences.push(list, widen::BEGINNING as f32);
        }
        occurrences.find_first();
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

    /// Adds the lists of what the word may become.
    fn extend(&mut self, index: &InvertedIndexReader, endings: &[TermInfo]) -> tantivy::Result<()> {
        for ending in endings {
            let record = IndexRecordOption::WithFreqsAndPositions;
            let list = index.read_postings_from_terminfo(ending, record)?;
            self.push(list, widen::BEGINNING as f32);
        }
        Ok(())
    }

    fn push(&mut self, list: SegmentPostings, weight: f32) {
        self.standing.push(list.doc());
        self.lists.push((list, weight));
    }

    fn find_first(&mut self) -> DocId {
        let first = self.standing.iter().copied().min();
        self.story = first.unwrap_or(TERMINATED);
        self.story
    }

    /// Moves to the first story from `target` on.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.story >= target {
            return self.story;
        }
        for (standing, (list, _)) in self.standing.iter_mut().zip(&mut self.lists) {
            if *standing < target {
                *standing = list.seek(target);
            }
        }
        self.find_first()
    }

    /// Whether it is known where in a story the word stands.
    pub(crate) fn has_places(&self) -> bool {
        !self.is_vague
    }

    /// The places in the story at which it stands, ascending, are written to `places`. Gives the
    /// number of lists that were read.
    pub(crate) fn read(&mut self, places: &mut Vec<Occurrence>) -> u32 {
        places.clear();
        let mut read = 0;
        for (standing, (list, weight)) in self.standing.iter().zip(&mut self.lists) {
            if *standing == self.story {
                list.positions(&mut self.buffer);
                let weight = *weight;
                let found = self.buffer.iter();
                places.extend(found.map(|&place| Occurrence { place, weight }));
                read += 1;
            }
        }
        if read > 1 {
            places.sort_unstable_by_key(|hit| hit.place);
        }
        read
    }

    /// Keeps those of `places` after which the word stands so many places on. At each stands one
    /// word, so that no more lists are read once it is found. Gives the number that were.
    pub(crate) fn follow(&mut self, offset: u32, places: &mut Vec<Occurrence>) -> u32 {
        let mut read = 0;
        let mut found = 0;
        for (standing, (list, _)) in self.standing.iter().zip(&mut self.lists) {
            if found == places.len() {
                break;
            }
            if *standing != self.story {
                continue;
            }
            list.positions(&mut self.buffer);
            read += 1;
            // What was found stands before what is still looked for.
            let first = found;
            for at in first..places.len() {
                if self
                    .buffer
                    .binary_search(&(places[at].place + offset))
                    .is_ok()
                {
                    places.swap(found, at);
                    found += 1;
                }
            }
        }
        places.truncate(found);
        places.sort_unstable_by_key(|hit| hit.place);
        read
    }

    /// At most so many stories.
    pub(crate) fn size_hint(&self) -> u32 {
        let lists = self.lists.iter().map(|(list, _)| list.doc_freq());
        lists.fold(0, u32::saturating_add)
    }
}
