//! A part of the index in the making. Each thread fills its own, so nothing is handed from thread
//! to thread and memory is bounded by the parts alone.
//!
//! Files and stretches of files are in one part as a whole, and with the part the older documents
//! of these files go: whenever the index is committed, it holds for each file all of what it says
//! to hold, once.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::{Segment, SegmentId};
use tantivy::indexer::{AddOperation, SegmentWriter};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, IndexWriter, Score, SegmentReader, TantivyDocument, Term};

/// Documents of a file that is read anew. They go with the first part that holds something of the
/// new version.
#[derive(Clone, Debug)]
pub(super) struct Outdated {
    documents: WithinParts,
    are_gone: Arc<AtomicBool>,
}

impl Outdated {
    /// All documents with this term in these parts.
    pub(super) fn new(term: Term, parts: &Arc<HashSet<SegmentId>>) -> Self {
        Self {
            documents: WithinParts {
                query: TermQuery::new(term, IndexRecordOption::Basic),
                parts: parts.clone(),
            },
            are_gone: Arc::default(),
        }
    }
}

/// A query that looks into some parts only: those that were there before a file was read anew. The
/// new documents of the file answer to the same term, and the engine may ask for those to be
/// deleted after the part that holds these was added.
#[derive(Clone, Debug)]
struct WithinParts {
    query: TermQuery,
    parts: Arc<HashSet<SegmentId>>,
}

impl Query for WithinParts {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(WithinPartsWeight {
            weight: self.query.weight(scoring)?,
            parts: self.parts.clone(),
        }))
    }
}

struct WithinPartsWeight {
    weight: Box<dyn Weight>,
    parts: Arc<HashSet<SegmentId>>,
}

impl Weight for WithinPartsWeight {
    fn scorer(&self, part: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        if self.parts.contains(&part.segment_id()) {
            self.weight.scorer(part, boost)
        } else {
            Ok(Box::new(EmptyScorer))
        }
    }

    fn explain(&self, part: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(part, doc)
    }
}

/// Documents that are indexed in one go. Parsing and indexing each have much to look up; in turns for
/// each story they drive what the other needs out of the caches, which takes a tenth more time.
const BATCH: usize = 2048;

pub(super) struct Part {
    segment: Segment,
    writer: SegmentWriter,
    /// Bytes of memory it may take.
    budget: usize,
    outdated: Vec<Outdated>,
    /// Documents that are not indexed yet.
    waiting: Vec<TantivyDocument>,
}

impl Part {
    pub(super) fn new(index: &tantivy::Index, budget: usize) -> tantivy::Result<Self> {
        let segment = index.new_segment();
        Ok(Self {
            writer: SegmentWriter::for_segment(budget, segment.clone())?,
            segment,
            budget,
            outdated: Vec::new(),
            waiting: Vec::new(),
        })
    }

    /// Adds what stands for a file or a stretch of it, in place of what did so before.
    pub(super) fn add(
        &mut self,
        documents: Vec<TantivyDocument>,
        outdated: Option<&Outdated>,
    ) -> tantivy::Result<()> {
        self.waiting.extend(documents);
        if self.waiting.len() >= BATCH {
            self.index()?;
        }
        self.outdated.extend(outdated.cloned());
        Ok(())
    }

    fn index(&mut self) -> tantivy::Result<()> {
        for document in self.waiting.drain(..) {
            // Stamps tell only what a writer deletes on its own from what it added.
            let opstamp = 0;
            self.writer
                .add_document(AddOperation { opstamp, document })?;
        }
        Ok(())
    }

    /// Whether it shall be written now, which takes a quarter of its memory.
    pub(super) fn is_full(&self) -> bool {
        self.writer.mem_usage() >= self.budget / 4 * 3
    }

    /// Writes the part; the next commit shows it.
    pub(super) fn hand_in(mut self, writer: &Mutex<IndexWriter>) -> tantivy::Result<()> {
        self.index()?;
        let documents = self.writer.max_doc();
        if documents == 0 {
            return Ok(());
        }
        self.writer.finalize()?;
        let meta = self.segment.with_max_doc(documents).meta().clone();
        // Sorting is done; the file it needed may go.
        meta.untrack_temp_docstore();
        let writer = writer.lock().unwrap_or_else(PoisonError::into_inner);
        for outdated in self.outdated {
            if !outdated.are_gone.swap(true, Ordering::Relaxed) {
                writer.delete_query(Box::new(outdated.documents))?;
            }
        }
        writer.add_segment(meta)
    }
}
