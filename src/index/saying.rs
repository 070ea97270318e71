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

use crate::index::bounded::documents;
use crate::index::join::Keys;
use crate::index::occurrences::{Occurrence, Occurrences, Sources};
use crate::index::order;
use crate::index::search::Patience;
use crate::index::widen::Widened;

/// How soon more of the same word counts for little more, as in BM25.
const SATURATION: f32 = 1.2;

/// What is wanted of the utterances that hold the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// The utterances themselves.
    Utterances,
    /// The stories in which they stand.
    Stories,
}

/// The utterances that hold these words in this order, or their stories.
#[derive(Clone, Debug)]
pub(crate) struct Saying {
    /// Where the words of stories and their beginnings are.
    pub(crate) sources: Sources,
    /// The words, each with its other forms.
    pub(crate) words: Vec<Widened>,
    /// What is given.
    pub(crate) wanted: Wanted,
    /// How many stories are looked at.
    pub(crate) patience: Patience,
}

impl Query for Saying {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SayingWeight {
            documents: documents(&scoring),
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
    documents: u64,
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
            wanted: self.saying.wanted,
            patience: self.saying.patience.clone(),
            left: self.saying.patience.share(segment, self.documents),
            hits: Hits::default(),
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
    wanted: Wanted,
    patience: Patience,
    /// Stories that will still be looked at. They stand newest first, so that the newest are.
    left: u32,
    hits: Hits,
    /// Utterances before this one belong to stories that were passed.
    reached: DocId,
    /// What is given of the stories with the key at hand, the next one first.
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
            if story >= self.keys.stories {
                return;
            }
            let key = self.keys.key(story);
            let utterance = order::utterance_of(key);
            self.reached = self.keys.first_utterance(utterance, self.reached);
            if !self.is_utterance(self.reached, utterance) {
                self.words.iter_mut().for_each(|word| word.skip(story));
                continue;
            }
            if self.is_given_up() {
                return;
            }
            while story < self.keys.stories && self.keys.key(story) == key {
                self.hits.take(story, &mut self.words);
                self.find(story, utterance);
                story = self.story();
            }
            self.found.make_contiguous().sort_by_key(|&(doc, _)| doc);
        }
    }

    fn is_given_up(&mut self) -> bool {
        if self.patience.is_over(self.left) {
            return true;
        }
        self.left -= 1;
        false
    }

    fn is_utterance(&self, doc: DocId, key: u64) -> bool {
        doc < self.keys.documents && self.keys.key(doc) == key
    }

    /// Takes the utterances of a story that hold a hit.
    fn find(&mut self, story: DocId, key: u64) {
        if self.hits.are_none() {
            return;
        }
        let tie = self.keys.tie(story);
        let mut best = 0.0_f32;
        let mut doc = self.reached;
        while self.is_utterance(doc, key) {
            if self.keys.tie(doc) == tie {
                let weight = self.weight(doc);
                if weight > 0.0 && self.wanted == Wanted::Utterances {
                    self.found.push_back((doc, self.score_of(weight)));
                }
                best = best.max(weight);
            }
            doc += 1;
        }
        if best > 0.0 && self.wanted == Wanted::Stories {
            self.found.push_back((story, self.score_of(best)));
        }
    }

    /// The weight of the hits in an utterance, 0 where there are none.
    fn weight(&self, doc: DocId) -> f32 {
        let first = self.first.get_val(doc) as u32;
        let end = first + self.length.get_val(doc) as u32;
        self.hits.inside(first, end)
    }

    fn score_of(&self, weight: f32) -> Score {
        self.worth * weight * (1.0 + SATURATION) / (weight + SATURATION)
    }
}

/// What counts where the words are somewhere in the story.
const SOMEWHERE: f32 = 0.1;

/// Where words stand in a story in their order.
#[derive(Default)]
struct Hits {
    /// Places of the first word that is known.
    places: Vec<Occurrence>,
    /// False where the words are somewhere in the story, which is all that is known of a word of
    /// which one or two letters are typed.
    are_known: bool,
    words: u32,
    next: Vec<Occurrence>,
}

impl Hits {
    fn take(&mut self, story: DocId, words: &mut [Occurrences]) {
        self.words = words.len() as u32;
        self.are_known = false;
        self.places.clear();
        for (offset, word) in (0..).zip(words) {
            if !self.are_known {
                self.are_known = word.take(story, &mut self.places);
                continue;
            }
            if word.take(story, &mut self.next) {
                let next = &self.next;
                let follows = |hit: &Occurrence| {
                    next.binary_search_by_key(&(hit.place + offset), |next| next.place)
                };
                self.places.retain(|hit| follows(hit).is_ok());
            }
        }
    }

    fn are_none(&self) -> bool {
        self.are_known && self.places.is_empty()
    }

    /// The weight of the hits in a range of places.
    fn inside(&self, first: u32, end: u32) -> f32 {
        if !self.are_known {
            return if first < end { SOMEWHERE } else { 0.0 };
        }
        let from = self.places.partition_point(|hit| hit.place < first);
        let inside = self.places[from..].iter();
        inside
            .take_while(|hit| hit.place + self.words <= end)
            .map(|hit| hit.weight)
            .sum()
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
            let story = match self.wanted {
                Wanted::Utterances => self.keys.story_at(target),
                Wanted::Stories => target,
            };
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
