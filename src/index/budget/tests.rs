//! Answers within a budget: what is left out, and how much work is done.

use super::{Budget, Cancel, LEAST_SHARE};
use crate::index::answer::{Total, Window};
use crate::index::document::FiledFile;
use crate::index::open::Index;
use crate::index::order;
use crate::index::plan::{self, BareWords};
use crate::index::query::Query;
use crate::index::search::rank;
use crate::index::snapshot::Snapshot;
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
        shape: crate::story::Shape::Usual,
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

fn searcher(stories: u32) -> Snapshot {
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
        let documents = index.documents.story(&file, &id, &story(day), 0);
        let add = |document| tantivy::indexer::UserOperation::Add(document);
        writer.run(documents.into_iter().map(add)).expect("added");
    }
    writer.commit().expect("committed");
    index.refresh().expect("refreshed");
    index.snapshot().expect("a searcher")
}

/// How many answer; the first of them is the newest.
fn ask(searcher: &Snapshot, query: &str, budget: &Budget) -> Total {
    let query = Query::parse(query);
    let plan = plan::plan(searcher, query.tree.as_ref(), BareWords::Said, budget);
    let plan = plan.expect("a plan");
    let asked = plan.query.as_deref().expect("words");
    let window = Window {
        offset: 0,
        limit: 1,
    };
    let answer = rank::best(searcher, asked, &plan, query.sort, window, budget);
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
        let total = ask(&searcher, query, &Budget::of(0, &Cancel::never()));
        let Total::AtLeast(found) = total else {
            panic!("{query} was answered in full");
        };
        assert!((1..STORIES as usize).contains(&found), "{query}: {found}");
        let budget = Budget::endless(&Cancel::never());
        assert_eq!(ask(&searcher, query, &budget), all, "{query}");
    }
    let rare = "said:harbourmaster ";
    let budget = Budget::of(0, &Cancel::never());
    assert_eq!(ask(&searcher, rare, &budget), Total::Exact(0));
}

#[test]
fn nobody_waits_for_a_stale_answer() {
    let newest = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(2));
    let budget = Budget::of_typist(&Cancel::when_passed(newest, 1));
    assert_eq!(
        ask(&searcher(STORIES), "said:quay ", &budget),
        Total::AtLeast(0)
    );
}

#[test]
fn a_keystroke_is_the_same_work_among_few_and_many() {
    const STEPS: u32 = 150;
    let libraries = [3 * STEPS, 6 * STEPS].map(searcher);
    for query in SLOW {
        let taken = |searcher: &Snapshot| {
            let budget = Budget::of(STEPS, &Cancel::never());
            ask(searcher, query, &budget);
            budget.taken.load(std::sync::atomic::Ordering::Relaxed)
        };
        let [few, many] = libraries.each_ref().map(taken);
        // What is asked takes steps, and what counts the answers takes as many again.
        let most = u64::from(3 * STEPS);
        assert!((1..=most).contains(&many), "{query}: {many} steps");
        assert!(many <= few + few / 10, "{query}: {few} and {many} steps");
    }
}
