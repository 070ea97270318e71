//! Stories in which words stand together in a field, the last of them perhaps half typed.
//!
//! tantivy's own phrases look through any number of stories for the next one that holds the phrase,
//! and take the first half-typed words of the alphabet; these count what they look at, and take the
//! commonest.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::index::budget::{Budget, Share, documents};
use crate::index::queries::occurrences::Sources;
use crate::index::queries::together::Together;
use crate::index::widen::Widened;

/// Words that stand together in a field.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Where.
    pub(crate) sources: Sources,
    /// The words.
    pub(crate) words: Vec<Widened>,
    /// How many others may stand among them, in any order; none where they follow each other.
    pub(crate) near: Option<u32>,
    /// How much of the answer is looked at.
    pub(crate) budget: Budget,
}

impl Phrase {
    /// The words as terms, without one that is half typed.
    fn terms(&self) -> Vec<Term> {
        let whole = self.words.iter().filter(|word| word.prefix.is_none());
        let typed = whole.filter_map(|word| word.forms.first());
        let term = |word: &String| Term::from_field_text(self.sources.text, word);
        typed.map(term).collect()
    }
}

impl Query for Phrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let worth = match scoring {
            EnableScoring::Enabled {
                statistics_provider,
                ..
            } => Some(Bm25Weight::for_terms(statistics_provider, &self.terms())?),
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(PhraseWeight {
            documents: documents(&scoring),
            worth,
            phrase: self.clone(),
        }))
    }
}

struct PhraseWeight {
    phrase: Phrase,
    documents: u64,
    worth: Option<Bm25Weight>,
}

impl Weight for PhraseWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Phrase {
            sources,
            words,
            near,
            budget,
        } = &self.phrase;
        let lengths = segment.fieldnorms_readers().get_field(sources.text)?;
        let mut phrase = PhraseScorer {
            together: Together::open(segment, *sources, (words, *near), budget)?,
            steps: budget.share(segment, self.documents),
            worth: self.worth.as_ref().map(|worth| worth.boost_by(boost)),
            lengths: lengths.unwrap_or_else(|| FieldNormReader::constant(segment.max_doc(), 1)),
            doc: 0,
        };
        phrase.find(0);
        Ok(Box::new(phrase))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        scorer.seek(doc);
        Ok(Explanation::new("a phrase", scorer.score()))
    }
}

struct PhraseScorer {
    together: Together,
    steps: Share,
    worth: Option<Bm25Weight>,
    lengths: FieldNormReader,
    doc: DocId,
}

impl PhraseScorer {
    /// Moves to the first story from `target` on in which the words stand together.
    fn find(&mut self, target: DocId) -> DocId {
        let mut doc = self.together.seek(target);
        while doc != TERMINATED {
            let read = self.together.read();
            if !self.steps.take(1 + read) {
                doc = TERMINATED;
            } else if self.together.are_apart() {
                doc = self.together.seek(doc + 1);
            } else {
                break;
            }
        }
        self.doc = doc;
        doc
    }
}

impl DocSet for PhraseScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.find(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.find(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.together.size_hint()
    }

    /// Places are read for each story.
    fn cost(&self) -> u64 {
        u64::from(self.together.size_hint()) * 4
    }
}

impl Scorer for PhraseScorer {
    fn score(&mut self) -> Score {
        let Some(worth) = &self.worth else {
            return 1.0;
        };
        worth.score(self.lengths.fieldnorm_id(self.doc), self.together.count())
    }
}
