//! Documents with a word that begins in some way: while it is typed, all words it may become.
//!
//! A beginning may stand for thousands of words. The lists of rare words are read at once; those of
//! common ones only as far as one looks, so that a screenful of the newest stories costs the same in
//! every library.

use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, Term};

/// Documents of a word that count as few: no more than a block of a list.
const FEW: u32 = 128;
/// Documents read ahead of the lists of common words; a multiple of 64.
const AHEAD: DocId = 1_024;

/// The documents that have a word with this beginning, none better than another.
#[derive(Clone, Debug)]
pub(crate) struct PrefixQuery {
    /// Where.
    pub(crate) field: Field,
    /// How the word begins.
    pub(crate) typed: String,
    /// The only words that it stands for, where not all are looked for; else empty.
    pub(crate) endings: Vec<String>,
}

impl Query for PrefixQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for PrefixQuery {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = segment.inverted_index(self.field)?;
        let endings = if self.endings.is_empty() {
            all_endings(&index, &self.typed)?
        } else {
            these_endings(&index, self.field, &self.endings)?
        };
        let found = Found::open(&index, &endings, segment.max_doc())?;
        Ok(Box::new(ConstScorer::new(found, boost)))
    }

    fn explain(&self, segment: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        scorer.seek(doc);
        Ok(Explanation::new("a beginning", scorer.score()))
    }
}

/// Where the words that begin so have their lists.
pub(crate) fn all_endings(
    index: &InvertedIndexReader,
    beginning: &str,
) -> tantivy::Result<Vec<TermInfo>> {
    some_endings(index, beginning, usize::MAX)
}

/// The same of the first so many words.
pub(crate) fn some_endings(
    index: &InvertedIndexReader,
    beginning: &str,
    most: usize,
) -> tantivy::Result<Vec<TermInfo>> {
    let mut found = Vec::new();
    let mut terms = index.terms().range().ge(beginning).into_stream()?;
    while found.len() < most && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
        found.push(terms.value().clone());
    }
    Ok(found)
}

/// Where these words have their lists.
pub(crate) fn these_endings(
    index: &InvertedIndexReader,
    field: Field,
    endings: &[String],
) -> tantivy::Result<Vec<TermInfo>> {
    let mut found = Vec::new();
    for ending in endings {
        found.extend(index.get_term_info(&Term::from_field_text(field, ending))?);
    }
    Ok(found)
}

/// Keeps the commonest so many, the commonest first. Says whether others were left out.
pub(crate) fn commonest(endings: &mut Vec<TermInfo>, most: usize) -> bool {
    let order = |ending: &TermInfo| {
        (
            std::cmp::Reverse(ending.doc_freq),
            ending.postings_range.start,
        )
    };
    let are_more = endings.len() > most;
    if are_more {
        endings.select_nth_unstable_by_key(most, order);
        endings.truncate(most);
    }
    endings.sort_unstable_by_key(order);
    are_more
}

/// A set of documents, of which the later ones may not be known yet.
struct Found {
    /// A bit for each document.
    bits: Vec<u64>,
    /// Lists of common words, with the place in the block at hand.
    lists: Vec<(BlockSegmentPostings, usize)>,
    /// Documents before this one are known in full.
    known: DocId,
    doc: DocId,
    documents: DocId,
    size_hint: u32,
}

impl Found {
    fn open(
        index: &InvertedIndexReader,
        endings: &[TermInfo],
        documents: DocId,
    ) -> tantivy::Result<Self> {
        let mut found = Self {
            bits: vec![0; (documents as usize).div_ceil(64)],
            lists: Vec::new(),
            known: 0,
            doc: 0,
            documents,
            size_hint: 0,
        };
        let mut few = BlockSegmentPostings::empty();
        for ending in endings {
            found.size_hint = found.size_hint.saturating_add(ending.doc_freq);
            if ending.doc_freq > FEW {
                let record = IndexRecordOption::Basic;
                let list = index.read_block_postings_from_terminfo(ending, record)?;
                found.lists.push((list, 0));
                continue;
            }
            index.reset_block_postings_from_terminfo(ending, &mut few)?;
            while !few.docs().is_empty() {
                few.docs().iter().for_each(|&doc| found.set(doc));
                few.advance();
            }
        }
        found.size_hint = found.size_hint.min(documents);
        if found.lists.is_empty() {
            found.known = documents;
        }
        found.next_from(0);
        Ok(found)
    }

    fn set(&mut self, doc: DocId) {
        self.bits[doc as usize / 64] |= 1 << (doc % 64);
    }

    /// Moves to the first document from `doc` on.
    fn next_from(&mut self, mut doc: DocId) -> DocId {
        while doc < self.documents {
            if doc >= self.known {
                self.read_ahead(doc);
            }
            let bits = self.bits[doc as usize / 64] >> (doc % 64);
            if bits != 0 {
                self.doc = doc + bits.trailing_zeros();
                return self.doc;
            }
            doc = (doc / 64 + 1) * 64;
        }
        self.doc = TERMINATED;
        TERMINATED
    }

    /// Reads the lists from a document on.
    fn read_ahead(&mut self, from: DocId) {
        let from = from / 64 * 64;
        let end = from.saturating_add(AHEAD).min(self.documents);
        for (list, place) in &mut self.lists {
            if list.doc(*place) < from {
                *place = list.seek(from);
            }
            loop {
                let docs = list.docs().get(*place..).unwrap_or_default();
                let inside = docs.partition_point(|&doc| doc < end);
                for &doc in &docs[..inside] {
                    self.bits[doc as usize / 64] |= 1 << (doc % 64);
                }
                if inside < docs.len() || docs.is_empty() {
                    *place += inside;
                    break;
                }
                list.advance();
                *place = 0;
            }
        }
        self.lists.retain(|(list, place)| *place < list.block_len());
        self.known = if self.lists.is_empty() {
            self.documents
        } else {
            end
        };
    }
}

impl DocSet for Found {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        self.next_from(self.doc + 1)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        self.next_from(target)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.size_hint
    }
}
