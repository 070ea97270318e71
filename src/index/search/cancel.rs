//! Giving up a query when a newer one is waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tantivy::SegmentReader;
use tantivy::query::EnableScoring;

use crate::index::search::Total;

/// Steps between two looks at whether the answer is still wanted.
const GLANCE: u32 = 512;

/// Steps that are always taken in a small segment: the newest stories often stand there.
const LEAST_SHARE: u32 = 128;

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

/// How much work an answer is worth: none when a newer query is waiting, and only so much before the
/// first rows are shown.
#[derive(Clone, Debug)]
pub(crate) struct Patience {
    cancel: Cancel,
    /// Steps that may be taken in all.
    steps: u32,
    left_out: Arc<AtomicBool>,
    /// Steps that were taken, for tests of work done.
    #[cfg(test)]
    taken: Arc<AtomicU64>,
}

impl Patience {
    /// Enough for a screenful of the newest stories while somebody types: so many steps take a few
    /// milliseconds, whatever the size of the library.
    pub(crate) fn of_typist(cancel: &Cancel) -> Self {
        const STEPS: u32 = 10_000;
        Self::of(STEPS, cancel)
    }

    /// Enough for a list of what is said, which shows the newest anyway.
    pub(crate) fn of_reader(cancel: &Cancel) -> Self {
        const STEPS: u32 = 30_000;
        Self::of(STEPS, cancel)
    }

    /// Enough for an answer that must be complete.
    pub(crate) fn endless(cancel: &Cancel) -> Self {
        Self::of(u32::MAX, cancel)
    }

    fn of(steps: u32, cancel: &Cancel) -> Self {
        Self {
            cancel: cancel.clone(),
            steps,
            left_out: Arc::default(),
            #[cfg(test)]
            taken: Arc::default(),
        }
    }

    /// The same without an end, for what must be known in full: stories that are to be left out.
    pub(crate) fn without_end(&self) -> Self {
        Self {
            steps: u32::MAX,
            ..self.clone()
        }
    }

    /// Whether an answer may leave something out.
    pub(crate) fn is_endless(&self) -> bool {
        self.steps == u32::MAX
    }

    /// The share of a segment in an index with so many documents.
    pub(crate) fn share(&self, segment: &SegmentReader, documents: u64) -> Steps {
        let share = u64::from(self.steps) * u64::from(segment.max_doc()) / documents.max(1);
        let share = u32::try_from(share).unwrap_or(u32::MAX).max(LEAST_SHARE);
        Steps {
            left: if self.is_endless() { u32::MAX } else { share },
            taken: 0,
            patience: self.clone(),
        }
    }

    /// Notes that something was left out, so that what was found is a lower bound.
    pub(crate) fn leave_out(&self) {
        self.left_out.store(true, Ordering::Relaxed);
    }

    /// Whether a newer query is waiting.
    pub(crate) fn is_stale(&self) -> bool {
        self.cancel.is_stale()
    }

    /// What the number found says of all.
    pub(crate) fn total(&self, found: usize) -> Total {
        if self.is_stale() || self.left_out.load(Ordering::Relaxed) {
            Total::AtLeast(found)
        } else {
            Total::Exact(found)
        }
    }
}

/// The steps that may be taken in one segment: a story looked at, or a list of places read, each
/// about a tenth of a microsecond. Stories stand newest first, so that what is left out is the oldest.
#[derive(Debug)]
pub(crate) struct Steps {
    left: u32,
    /// Steps since it was last looked whether the answer is still wanted.
    taken: u32,
    patience: Patience,
}

impl Steps {
    /// Takes so many steps. False after the last one, and where nobody waits any more.
    pub(crate) fn take(&mut self, steps: u32) -> bool {
        #[cfg(test)]
        self.patience
            .taken
            .fetch_add(steps.into(), Ordering::Relaxed);
        if self.left < steps {
            self.left = 0;
            self.patience.leave_out();
            return false;
        }
        if !self.patience.is_endless() {
            self.left -= steps;
        }
        self.taken += steps;
        if self.taken < GLANCE {
            return true;
        }
        self.taken = 0;
        !self.patience.is_stale()
    }
}

/// Documents of the whole index, 0 where that is not known.
pub(crate) fn documents(scoring: &EnableScoring<'_>) -> u64 {
    let segments = scoring.searcher().map(tantivy::Searcher::segment_readers);
    let documents = segments
        .into_iter()
        .flatten()
        .map(|segment| u64::from(segment.max_doc()));
    documents.sum()
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
    /// What is slow where every story answers, half typed and in full.
    const SLOW: &[&str] = &[
        "quay ",
        "q",
        "the qu",
        "said:quay ",
        "said:q",
        "said:\"quay is\"",
        "said:\"quay i",
        "answered:quay ",
        "speaker:rivera ",
        "speaker:r",
        "\"quay is\"",
        "\"the quay i",
        "\"open the",
        "is:dated qu",
    ];

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

    fn searcher(stories: u32) -> Searcher {
        let index = Index::in_memory().expect("memory");
        let writer = index.engine.writer_with_num_threads(1, 15_000_000);
        let mut writer = writer.expect("a writer");
        for day in 0..stories {
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
            let newest = searcher.segments[0].keys.key(0);
            assert_eq!(
                order::seconds(first.key),
                order::seconds(newest),
                "{}",
                query.text
            );
        }
        answer.total
    }

    #[test]
    fn of_words_that_all_say_the_newest_stories_are_looked_at() {
        let searcher = searcher(STORIES);
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
        let patience = Patience::of_typist(&Cancel::when_passed(newest, 1));
        assert_eq!(
            ask(&searcher(STORIES), "said:quay ", &patience),
            Total::AtLeast(0)
        );
    }

    #[test]
    fn a_keystroke_is_the_same_work_among_few_and_many() {
        const STEPS: u32 = 150;
        let libraries = [3 * STEPS, 6 * STEPS].map(searcher);
        for query in SLOW {
            let taken = |searcher: &Searcher| {
                let patience = Patience::of(STEPS, &Cancel::never());
                ask(searcher, query, &patience);
                patience.taken.load(std::sync::atomic::Ordering::Relaxed)
            };
            let [few, many] = libraries.each_ref().map(taken);
            // What is asked takes steps, and what counts the answers takes as many again.
            let most = u64::from(3 * STEPS);
            assert!((1..=most).contains(&many), "{query}: {many} steps");
            assert!(many <= few + few / 10, "{query}: {few} and {many} steps");
        }
    }
}
