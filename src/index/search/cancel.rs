//! Giving up a query when a newer one is waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tantivy::SegmentReader;

use crate::index::search::Total;

/// Stories between two looks at whether the answer is still wanted.
const GLANCE: u32 = 256;

/// Stories of a small segment that are always looked at: the newest ones often stand there.
const LEAST_SHARE: u32 = 256;

/// Says whether an answer is still wanted.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    newest: Arc<AtomicU64>,
    own: u64,
}

impl Cancel {
    /// Never gives up.
    pub fn never() -> Self {
        Self::default()
    }

    /// Gives up as soon as `newest` has passed `own`.
    pub fn when_passed(newest: Arc<AtomicU64>, own: u64) -> Self {
        Self { newest, own }
    }

    /// Whether a newer query is waiting.
    pub fn is_stale(&self) -> bool {
        self.newest.load(Ordering::Relaxed) > self.own
    }
}

/// How much work an answer is worth: none when a newer query is waiting, and only so much for
/// words that nearly every story has.
#[derive(Clone, Debug)]
pub(crate) struct Patience {
    cancel: Cancel,
    /// Stories in which it is looked where words stand.
    stories: u32,
    ran_out: Arc<AtomicBool>,
}

impl Patience {
    /// Enough for an answer while somebody types: looking where words stand in so many stories
    /// takes a few milliseconds.
    pub(crate) fn of_reader(cancel: &Cancel) -> Self {
        const STORIES: u32 = 10_000;
        Self::of(STORIES, cancel)
    }

    /// Enough for an answer that must be complete.
    pub(crate) fn endless(cancel: &Cancel) -> Self {
        Self::of(u32::MAX, cancel)
    }

    /// A share of it for a segment of an index with so many documents.
    pub(crate) fn share(&self, segment: &SegmentReader, documents: u64) -> u32 {
        let share = u64::from(self.stories) * u64::from(segment.max_doc()) / documents.max(1);
        u32::try_from(share).unwrap_or(u32::MAX).max(LEAST_SHARE)
    }

    /// Whether a share is used up, with so much left of it, or nobody waits any more.
    pub(crate) fn is_over(&self, left: u32) -> bool {
        if left <= 1 {
            self.ran_out.store(true, Ordering::Relaxed);
        }
        left <= 1 || (left.is_multiple_of(GLANCE) && self.is_stale())
    }

    fn of(stories: u32, cancel: &Cancel) -> Self {
        Self {
            cancel: cancel.clone(),
            stories,
            ran_out: Arc::default(),
        }
    }

    /// Whether a newer query is waiting.
    pub(crate) fn is_stale(&self) -> bool {
        self.cancel.is_stale()
    }

    /// What the number found says of all.
    pub(crate) fn total(&self, found: usize) -> Total {
        if self.is_stale() || self.ran_out.load(Ordering::Relaxed) {
            Total::AtLeast(found)
        } else {
            Total::Exact(found)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cancel, LEAST_SHARE, Patience};
    use crate::index::document::FiledFile;
    use crate::index::open::Index;
    use crate::index::order;
    use crate::index::plan::{self, BareWords};
    use crate::index::query::Query;
    use crate::index::search::{Searcher, Total, Window, rank};
    use crate::story::{
        Block, BlockKind, Certainty, Date, Person, Span, Story, StoryId, Turn, TurnRole,
    };

    const WORDS: &str = "The quay is open";
    const STORIES: u32 = LEAST_SHARE + 50;

    /// Somebody says the same in every story.
    fn story(day: u32) -> Story {
        let span = Span::new(0, WORDS.len());
        let mut story = Story {
            text: WORDS.to_owned(),
            ..Story::default()
        };
        story.meta.date = Some(Date {
            seconds: i64::from(day) * 86_400,
            has_time: false,
        });
        story.blocks.push(Block {
            kind: BlockKind::Paragraph,
            level: 0,
            number: None,
            span,
            certainty: Certainty::default(),
        });
        story.people.push(Person {
            name: "Ana Rivera".to_owned(),
            ..Person::default()
        });
        story.turns.push(Turn {
            speaker: 0,
            role: TurnRole::Answer,
            label: Span::new(0, 0),
            span,
            certainty: Certainty::default(),
        });
        story
    }

    fn searcher() -> Searcher {
        let index = Index::in_memory().expect("memory");
        let writer = index.engine.writer_with_num_threads(1, 15_000_000);
        let mut writer = writer.expect("a writer");
        for day in 0..STORIES {
            let path = format!("{day}.txt");
            let id = StoryId {
                path: path.as_str().into(),
                ordinal: 0,
                offset: 0,
            };
            let file = FiledFile {
                path: &path,
                version: 0,
                modified: 0,
            };
            let documents = index.documents.story(&file, &id, &story(day));
            let add = |document| tantivy::indexer::UserOperation::Add(document);
            writer.run(documents.into_iter().map(add)).expect("added");
        }
        writer.commit().expect("committed");
        index.refresh().expect("refreshed");
        index.searcher().expect("a searcher")
    }

    /// How many answer; the first of them is the newest.
    fn ask(searcher: &Searcher, query: &str, patience: &Patience) -> Total {
        let query = Query::parse(query);
        let plan = plan::plan(
            &searcher.searcher,
            query.tree.as_ref(),
            BareWords::Said,
            patience,
        );
        let plan = plan.expect("a plan");
        let asked = plan.query.as_deref().expect("words");
        let window = Window {
            offset: 0,
            limit: 1,
        };
        let answer = rank::best(searcher, asked, &plan, query.sort, window, patience);
        let answer = answer.expect("an answer");
        if let Some(first) = answer.hits.first() {
            let newest = order::seconds(first.key) / 86_400;
            assert_eq!(newest, i64::from(STORIES - 1), "{}", query.text);
        }
        answer.total
    }

    #[test]
    fn of_words_that_all_say_the_newest_stories_are_looked_at() {
        let searcher = searcher();
        let all = Total::Exact(STORIES as usize);
        for query in [
            "said:quay ",
            "said:\"quay is\"",
            "answered:quay ",
            "\"quay is\"",
        ] {
            let total = ask(&searcher, query, &Patience::of(0, &Cancel::never()));
            let Total::AtLeast(found) = total else {
                panic!("{query} was answered in full");
            };
            assert!((1..STORIES as usize).contains(&found), "{query}: {found}");
            let patience = Patience::endless(&Cancel::never());
            assert_eq!(ask(&searcher, query, &patience), all, "{query}");
        }
        let rare = "said:harbourmaster ";
        let patience = Patience::of(0, &Cancel::never());
        assert_eq!(ask(&searcher, rare, &patience), Total::Exact(0));
    }

    #[test]
    fn nobody_waits_for_a_stale_answer() {
        let newest = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(2));
        let patience = Patience::of_reader(&Cancel::when_passed(newest, 1));
        assert_eq!(ask(&searcher(), "said:quay ", &patience), Total::AtLeast(0));
    }
}
