//! Words that stand together in a story: which stories have all of them, and at which places of a
//! story they stand in their order.

use tantivy::{DocId, SegmentReader, TERMINATED};

use crate::index::budget::Budget;
use crate::index::queries::occurrences::{Occurrence, Occurrences, Sources};
use crate::index::widen::Widened;

/// What counts where the words are somewhere in the story.
const SOMEWHERE: f32 = 0.1;

/// A few words in their order, walked through the stories of a segment.
pub(crate) struct Together {
    words: Vec<Occurrences>,
    /// Places of the first word in the story read last.
    places: Vec<Occurrence>,
    /// False where the words are somewhere in the story, which is all that is known of a word of
    /// which one or two letters are typed.
    are_known: bool,
}

impl Together {
    pub(crate) fn open(
        segment: &SegmentReader,
        sources: Sources,
        words: &[Widened],
        budget: &Budget,
    ) -> tantivy::Result<Self> {
        // Where only one of several words is half typed, its place is known from the others.
        let edge = sources.edge.filter(|_| words.len() == 1);
        let sources = Sources { edge, ..sources };
        let open = |word| Occurrences::open(segment, sources, word, budget);
        Ok(Self {
            words: words.iter().map(open).collect::<tantivy::Result<_>>()?,
            places: Vec::new(),
            are_known: false,
        })
    }

    /// The first story from `target` on that has all words.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        let mut story = target;
        loop {
            let mut furthest = story;
            for word in &mut self.words {
                furthest = furthest.max(word.seek(furthest));
            }
            if furthest == story || furthest == TERMINATED {
                return furthest;
            }
            story = furthest;
        }
    }

    /// Reads where the words stand in the story at which all of them do. Gives the number of lists
    /// that were read.
    pub(crate) fn read(&mut self) -> u32 {
        let Some((first, others)) = self.words.split_first_mut() else {
            return 0;
        };
        self.are_known = first.has_places();
        if !self.are_known {
            return 0;
        }
        let mut read = first.read(&mut self.places);
        for (offset, word) in (1..).zip(others) {
            if self.places.is_empty() {
                break;
            }
            read += word.follow(offset, &mut self.places);
        }
        read
    }

    /// Whether it was found that they stand nowhere together.
    pub(crate) fn are_apart(&self) -> bool {
        self.are_known && self.places.is_empty()
    }

    /// At how many places they stand together.
    pub(crate) fn count(&self) -> u32 {
        self.places.len() as u32
    }

    /// What they count at places from `first` up to `end`; 0 where they are not there.
    pub(crate) fn weight(&self, first: u32, end: u32) -> f32 {
        if !self.are_known {
            return if first < end { SOMEWHERE } else { 0.0 };
        }
        let words = self.words.len() as u32;
        let from = self.places.partition_point(|hit| hit.place < first);
        let inside = self.places[from..].iter();
        inside
            .take_while(|hit| hit.place + words <= end)
            .map(|hit| hit.weight)
            .sum()
    }

    /// At most so many stories.
    pub(crate) fn size_hint(&self) -> u32 {
        let words = self.words.iter().map(Occurrences::size_hint);
        words.min().unwrap_or(0)
    }
}
