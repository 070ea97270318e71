//! Stories by what is said in them: a query over utterances becomes a query over stories.
//!
//! A story and its utterances always lie in one segment, because they are added together, and both
//! stand in the order of the same keys. So the stories of a stream of utterances are found by
//! walking forwards through the order column, and the result can be combined with any other query.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::index::budget::{Budget, Share, documents};
use crate::index::keys::Keys;
use crate::index::order;

/// The stories in which somebody says what `utterance` asks for.
#[derive(Debug)]
pub(crate) struct StoriesWhere {
    /// A query over utterances.
    pub(crate) utterance: Box<dyn Query>,
    /// How many utterances are looked at.
    pub(crate) budget: Budget,
}

impl Clone for StoriesWhere {
    fn clone(&self) -> Self {
        Self {
            utterance: self.utterance.box_clone(),
            budget: self.budget.clone(),
        }
    }
}

impl Query for StoriesWhere {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(StoriesWhereWeight {
            documents: documents(&scoring),
            utterance: self.utterance.weight(scoring)?,
            budget: self.budget.clone(),
        }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.utterance.query_terms(visitor);
    }
}

struct StoriesWhereWeight {
    utterance: Box<dyn Weight>,
    documents: u64,
    budget: Budget,
}

impl Weight for StoriesWhereWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let utterances = self.utterance.scorer(segment, boost)?;
        let mut stories = StoriesOf {
            keys: Keys::open(segment)?,
            utterances,
            steps: self.budget.share(segment, self.documents),
            found: Vec::new(),
            reached: 0,
            score: 0.0,
        };
        stories.next_key();
        Ok(Box::new(stories))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        scorer.seek(doc);
        Ok(Explanation::new("best utterance", scorer.score()))
    }
}

/// Walks through utterances and gives their stories, each once, with the best score.
struct StoriesOf {
    keys: Keys,
    utterances: Box<dyn Scorer>,
    steps: Share,
    /// Stories with the key at hand, the next one last.
    found: Vec<(DocId, Score)>,
    /// Stories before this one have greater keys than the utterances to come.
    reached: DocId,
    score: Score,
}

impl StoriesOf {
    /// Reads all utterances of the next key that lead to a story.
    fn next_key(&mut self) {
        while self.found.is_empty() && self.utterances.doc() != TERMINATED {
            // Its story has to be found, too.
            if !self.steps.take(2) {
                break;
            }
            let key = self.keys.key(self.utterances.doc());
            let story = order::story_of(key);
            self.reached = self.keys.first_story(story, self.reached);
            while self.utterances.doc() != TERMINATED && self.keys.key(self.utterances.doc()) == key
            {
                self.take_utterance();
                self.utterances.advance();
            }
        }
        self.found.sort_by_key(|&(doc, _)| std::cmp::Reverse(doc));
        self.score = self.found.last().map_or(0.0, |&(_, score)| score);
    }

    fn take_utterance(&mut self) {
        let story = self.keys.story_after(self.utterances.doc(), self.reached);
        let Some(story) = story else {
            return;
        };
        let score = self.utterances.score();
        match self.found.iter_mut().find(|(doc, _)| *doc == story) {
            Some((_, best)) => *best = best.max(score),
            None => self.found.push((story, score)),
        }
    }
}

impl DocSet for StoriesOf {
    fn advance(&mut self) -> DocId {
        self.found.pop();
        match self.found.last() {
            Some(&(_, score)) => self.score = score,
            None => self.next_key(),
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        while self.doc() < target && self.found.len() > 1 {
            self.advance();
        }
        if self.doc() >= target {
            return self.doc();
        }
        self.found.clear();
        self.skip_utterances(target);
        self.next_key();
        while self.doc() < target {
            self.advance();
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.found.last().map_or(TERMINATED, |&(doc, _)| doc)
    }

    fn size_hint(&self) -> u32 {
        self.utterances.size_hint().min(self.keys.stories)
    }
}

impl StoriesOf {
    /// Moves to the first utterance that may belong to the story `target` or a later one.
    fn skip_utterances(&mut self, target: DocId) {
        let first = if target < self.keys.stories {
            let key = order::utterance_of(self.keys.key(target));
            self.keys.start_of(key)
        } else {
            TERMINATED
        };
        if self.utterances.doc() < first {
            self.utterances.seek(first);
        }
    }
}

impl Scorer for StoriesOf {
    fn score(&mut self) -> Score {
        self.score
    }
}
