//! How common words are among stories, for the score. The index also holds people, utterances and
//! files; counting these would make every headline look long and every word rare.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// Statistics as if the index held nothing but stories.
pub(crate) struct Statistics<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) stories: u64,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.stories)
    }

    /// A word of an utterance may be in more of these than there are stories.
    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(Bm25StatisticsProvider::doc_freq(self.searcher, term)?.min(self.stories))
    }
}
