//! Utterances by what is said in them, found through the words of their stories.
//!
//! The index holds each word of a story once, with its places; an utterance is a range of places.
//! Stories and utterances stand in the order of the same keys, so both are walked once, forwards:
//! the stories that have the words, and beside them the utterances of these.

use std::collections::VecDeque;
use std::sync::Arc;

use tantivy::columnar::ColumnValues;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::index::join::Keys;
use crate::index::occurrences::{Occurrence, Occurrences, Sources};
use crate::index::order;
use crate::index::search::Cancel;
use crate::index::widen::Widened;

/// Stories between two looks at whether the answer is still wanted.
const PATIENCE: u32 = 256;
/// How soon more of the same word counts for little more, as in BM25.
const SATURATION: f32 = 1.2;

/// The utterances that hold these words in this order.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    /// Where the words of stories and their beginnings are.
    pub(crate) sources: Sources,
    /// The words, each with its other forms.
    pub(crate) words: Vec<Widened>,
    /// Whether somebody still waits for the answer.
    pub(crate) cancel: Cancel,
}

impl Query for Saying {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SayingWeight {
            rarity: rarity(self.sources.text, &self.words, &scoring)?,
            saying: self.clone(),
        }))
    }
}

/// How rare the words are among stories, as in BM25; 0 where nobody asks for a score.
#[expect(
    clippy::cast_precision_loss,
    reason = "rarity needs no exact number of stories"
)]
fn rarity(field: Field, words: &[Widened], scoring: &EnableScoring<'_>) -> tantivy::Result<f32> {
    let EnableScoring::Enabled {
        statistics_provider,
        ..
    } = scoring
    else {
        return Ok(0.0);
    };
    let stories = statistics_provider.total_num_docs()? as f32;
    let mut rarity = 0.0;
    for form in words.iter().filter_map(|word| word.forms.first()) {
        let term = Term::from_field_text(field, form);
        let having = statistics_provider.doc_freq(&term)? as f32;
        rarity += (1.0 + (stories - having + 0.5).max(0.0) / (having + 0.5)).ln();
    }
    Ok(rarity)
}

struct SayingWeight {
    saying: Saying,
    rarity: f32,
}

impl Weight for SayingWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let columns = segment.fast_fields();
        let open = |word| Occurrences::open(segment, self.saying.sources, word);
        let words: tantivy::Result<Vec<Occurrences>> = self.saying.words.iter().map(open).collect();
        let mut utterances = Utterances {
            keys: Keys::open(segment)?,
            first: columns.column_first_or_default("first")?,
            length: columns.column_first_or_default("length")?,
            words: words?,
            worth: self.rarity * boost,
            cancel: self.saying.cancel.clone(),
            looked_at: 0,
            reached: 0,
            found: VecDeque::new(),
        };
        utterances.next_key();
        Ok(Box::new(utterances))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        scorer.seek(doc);
        Ok(Explanation::new("what is said", scorer.score()))
    }
}

/// Walks through the utterances of one segment.
struct Utterances {
    keys: Keys,
    first: Arc<dyn ColumnValues<u64>>,
    length: Arc<dyn ColumnValues<u64>>,
    words: Vec<Occurrences>,
    worth: f32,
    cancel: Cancel,
    looked_at: u32,
    /// Utterances before this one belong to stories that were passed.
    reached: DocId,
    /// Utterances of the stories with the key at hand, the next one first.
    found: VecDeque<(DocId, Score)>,
}

impl Utterances {
    /// The next story that has all words.
    fn story(&mut self) -> DocId {
        let mut story = self.words.first().map_or(TERMINATED, Occurrences::story);
        loop {
            let mut furthest = story;
            for word in &mut self.words {
                furthest = furthest.max(word.seek(furthest));
            }
            if furthest == story {
                return story;
            }
            story = furthest;
        }
    }

    /// Reads the stories of the next key in which somebody says the words.
    fn next_key(&mut self) {
        while self.found.is_empty() {
            let mut story = self.story();
            self.looked_at += 1;
            let patience = !self.looked_at.is_multiple_of(PATIENCE) || !self.cancel.is_stale();
            if story >= self.keys.stories || !patience {
                return;
            }
            let key = self.keys.key(story);
            let utterance = order::utterance_of(key);
            self.reached = self.keys.first_utterance(utterance, self.reached);
            while story < self.keys.stories && self.keys.key(story) == key {
                let hits = self.take(story);
                self.find(story, utterance, &hits);
                story = self.story();
            }
            self.found.make_contiguous().sort_by_key(|&(doc, _)| doc);
        }
    }

    /// Where in a story the words stand in their order.
    fn take(&mut self, story: DocId) -> Hits {
        let mut hits = Hits {
            places: None,
            words: self.words.len() as u32,
        };
        for (offset, word) in (0..).zip(&mut self.words) {
            let Some(next) = word.take(story) else {
                continue;
            };
            hits.places = Some(match hits.places {
                None => next.iter().map(|hit| hit.moved_back(offset)).collect(),
                Some(mut places) => {
                    let follows = |hit: &Occurrence| {
                        next.binary_search_by_key(&(hit.place + offset), |next| next.place)
                            .is_ok()
                    };
                    places.retain(follows);
                    places
                }
            });
        }
        hits
    }

    /// Adds the utterances of a story that hold a hit.
    fn find(&mut self, story: DocId, key: u64, hits: &Hits) {
        if hits.are_none() {
            return;
        }
        let tie = self.keys.tie(story);
        let mut doc = self.reached;
        while doc < self.keys.documents && self.keys.key(doc) == key {
            if self.keys.tie(doc) == tie {
                let first = self.first.get_val(doc) as u32;
                let end = first + self.length.get_val(doc) as u32;
                if let Some(weight) = hits.inside(first, end) {
                    let more = weight * (1.0 + SATURATION) / (weight + SATURATION);
                    self.found.push_back((doc, self.worth * more));
                }
            }
            doc += 1;
        }
    }
}

/// Where words stand in a story.
struct Hits {
    /// Places of the first word; `None` where the words are somewhere in the story, which is all
    /// that is known of a word of which one or two letters are typed.
    places: Option<Vec<Occurrence>>,
    words: u32,
}

impl Hits {
    fn are_none(&self) -> bool {
        self.places.as_ref().is_some_and(Vec::is_empty)
    }

    /// The weight of the hits in a range of places; `None` where there are none.
    fn inside(&self, first: u32, end: u32) -> Option<f32> {
        let Some(places) = &self.places else {
            return (first < end).then_some(0.1);
        };
        let from = places.partition_point(|hit| hit.place < first);
        let inside = places[from..]
            .iter()
            .take_while(|hit| hit.place + self.words <= end);
        let (count, weight) = inside.fold((0, 0.0), |(count, weight), hit| {
            (count + 1, weight + hit.weight)
        });
        (count > 0).then_some(weight)
    }
}

impl DocSet for Utterances {
    fn advance(&mut self) -> DocId {
        self.found.pop_front();
        self.next_key();
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        while self.doc() < target && !self.found.is_empty() {
            self.found.pop_front();
        }
        if self.found.is_empty() {
            let story = self.keys.story_at(target);
            for word in &mut self.words {
                word.seek(story);
            }
            self.next_key();
        }
        while self.doc() < target {
            self.advance();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.front().map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn size_hint(&self) -> u32 {
        let words = self.words.iter().map(Occurrences::size_hint);
        words.min().unwrap_or(0)
    }
}

impl Scorer for Utterances {
    fn score(&mut self) -> Score {
        self.found.front().map_or(0.0, |&(_, score)| score)
    }
}
