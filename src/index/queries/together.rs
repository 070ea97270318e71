//! Words that stand together in a story: which stories have all of them, and at which places of a
//! story they stand in their order.

use tantivy::{DocId, SegmentReader, TERMINATED};

use crate::index::budget::Budget;
use crate::index::queries::occurrences::{Occurrence, Occurrences, Sources};
use crate::index::widen::Widened;

/// What counts where the words are somewhere in the story.
const SOMEWHERE: f32 = 0.1;

/// Words that stand together at a place of a story.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Match {
    first: u32,
    /// The place after the last of them.
    end: u32,
    weight: f32,
}

/// A few words in their order, or near each other, walked through the stories of a segment.
pub(crate) struct Together {
    words: Vec<Occurrences>,
    /// How many other words may stand among them; in their order and side by side where not given.
    near: Option<u32>,
    /// Places of one word in the story read last.
    places: Vec<Occurrence>,
    /// Where all of them stand together in it.
    matches: Vec<Match>,
    /// False where the words are somewhere in the story, which is all that is known of a word of
    /// which one or two letters are typed.
    are_known: bool,
}

impl Together {
    pub(crate) fn open(
        segment: &SegmentReader,
        sources: Sources,
        (words, near): (&[Widened], Option<u32>),
        budget: &Budget,
    ) -> tantivy::Result<Self> {
        // Where only one of several words is half typed, its place is known from the others.
        let edge = sources.edge.filter(|_| words.len() == 1);
        let sources = Sources { edge, ..sources };
        let open = |word| Occurrences::open(segment, sources, word, budget);
        Ok(Self {
            words: words.iter().map(open).collect::<tantivy::Result<_>>()?,
            near,
            places: Vec::new(),
            matches: Vec::new(),
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
        self.matches.clear();
        self.are_known = self.words.iter().all(Occurrences::has_places);
        if !self.are_known {
            return 0;
        }
        match self.near {
            Some(near) if self.words.len() > 1 => self.read_near(near),
            _ => self.read_in_order(),
        }
    }

    fn read_in_order(&mut self) -> u32 {
        let count = self.words.len() as u32;
        let Some((first, others)) = self.words.split_first_mut() else {
            return 0;
        };
        let mut read = first.read(&mut self.places);
        for (offset, word) in (1..).zip(others) {
            if self.places.is_empty() {
                break;
            }
            read += word.follow(offset, &mut self.places);
        }
        self.matches.extend(self.places.iter().map(|hit| Match {
            first: hit.place,
            end: hit.place + count,
            weight: hit.weight,
        }));
        read
    }

    /// Finds the places at which all words stand with so many others among them at most: from the
    /// latest place of each, whenever the next word comes.
    fn read_near(&mut self, near: u32) -> u32 {
        let count = self.words.len();
        let mut read = 0;
        let mut all: Vec<(Occurrence, usize)> = Vec::new();
        for (number, word) in self.words.iter_mut().enumerate() {
            read += word.read(&mut self.places);
            all.extend(self.places.iter().map(|&hit| (hit, number)));
        }
        all.sort_unstable_by_key(|(hit, number)| (hit.place, *number));
        let mut latest: Vec<Option<u32>> = vec![None; count];
        for (hit, number) in all {
            latest[number] = Some(hit.place);
            let first = latest.iter().copied().min().flatten();
            let longest = near.saturating_add(count as u32);
            if let Some(first) = first.filter(|first| hit.place + 1 - first <= longest) {
                self.matches.push(Match {
                    first,
                    end: hit.place + 1,
                    weight: hit.weight,
                });
            }
        }
        read
    }

    /// Whether it was found that they stand nowhere together.
    pub(crate) fn are_apart(&self) -> bool {
        self.are_known && self.matches.is_empty()
    }

    /// At how many places they stand together.
    pub(crate) fn count(&self) -> u32 {
        self.matches.len() as u32
    }

    /// What they count at places from `first` up to `end`; 0 where they are not there.
    pub(crate) fn weight(&self, first: u32, end: u32) -> f32 {
        if !self.are_known {
            return if first < end { SOMEWHERE } else { 0.0 };
        }
        let from = self.matches.partition_point(|hit| hit.first < first);
        let inside = self.matches[from..].iter();
        inside
            .take_while(|hit| hit.first < end)
            .filter(|hit| hit.end <= end)
            .map(|hit| hit.weight)
            .sum()
    }

    /// At most so many stories.
    pub(crate) fn size_hint(&self) -> u32 {
        let words = self.words.iter().map(Occurrences::size_hint);
        words.min().unwrap_or(0)
    }
}
