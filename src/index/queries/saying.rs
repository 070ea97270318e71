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

use crate::index::budget::{Budget, Share, documents};
use crate::index::keys::Keys;
use crate::index::order;
use crate::index::queries::occurrences::Sources;
use crate::index::queries::together::Together;
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
    /// How many others may stand among them, in any order; none where they follow each other.
    pub(crate) near: Option<u32>,
    /// What is given.
    pub(crate) wanted: Wanted,
    /// How many stories are looked at.
    pub(crate) budget: Budget,
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
        let Saying {
            sources,
            words,
            near,
            budget,
            wanted,
        } = &self.saying;
        let mut utterances = Utterances {
            keys: Keys::open(segment)?,
            first: columns.column_first_or_default("first")?,
            length: columns.column_first_or_default("length")?,
            together: Together::open(segment, *sources, (words, *near), budget)?,
            worth: self.rarity * boost,
            wanted: *wanted,
            steps: budget.share(segment, self.documents),
            story: 0,
            reached: 0,
            found: VecDeque::new(),
        };
        utterances.story = utterances.together.seek(0);
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
    together: Together,
    worth: f32,
    wanted: Wanted,
    steps: Share,
    /// The next story that has all words.
    story: DocId,
    /// Utterances before this one belong to stories that were passed.
    reached: DocId,
    /// What is given of the stories with the key at hand, the next one first.
    found: VecDeque<(DocId, Score)>,
}

impl Utterances {
    /// Reads the stories of the next key in which somebody says the words.
    fn next_key(&mut self) {
        while self.found.is_empty() && self.story < self.keys.stories {
            let key = self.keys.key(self.story);
            let utterance = order::utterance_of(key);
            self.reached = self.keys.first_utterance(utterance, self.reached);
            if !self.is_utterance(self.reached, utterance) {
                self.next_story(0);
                continue;
            }
            while self.story < self.keys.stories && self.keys.key(self.story) == key {
                let read = self.together.read();
                self.find(self.story, utterance);
                // Looking through the utterances of a story takes as long as reading a few lists.
                self.next_story(3 + read);
            }
            self.found.make_contiguous().sort_by_key(|&(doc, _)| doc);
        }
    }

    /// Moves on from a story that took so many steps.
    fn next_story(&mut self, steps: u32) {
        self.story = if self.steps.take(1 + steps) {
            self.together.seek(self.story + 1)
        } else {
            TERMINATED
        };
    }

    fn is_utterance(&self, doc: DocId, key: u64) -> bool {
        doc < self.keys.documents && self.keys.key(doc) == key
    }

    /// Takes the utterances of a story that hold a hit.
    fn find(&mut self, story: DocId, key: u64) {
        if self.together.are_apart() {
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
        self.together.weight(first, end)
    }

    fn score_of(&self, weight: f32) -> Score {
        self.worth * weight * (1.0 + SATURATION) / (weight + SATURATION)
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
            if self.story < story {
                self.story = self.together.seek(story);
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
        self.together.size_hint()
    }
}

impl Scorer for Utterances {
    fn score(&mut self) -> Score {
        self.found.front().map_or(0.0, |&(_, score)| score)
    }
}
