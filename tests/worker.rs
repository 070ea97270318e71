//! The threads: what is asked is answered, also while the index is written and after a failure.

use std::fs;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use byline::index::query::Copies;
use byline::index::{Page, Total, Window};
use byline::library::Library;
use byline::marks::{Card, Change, Heard, Request};
use byline::story::Identity;
use byline::worker::{Answer, Ask, Generation, Reply, Scope, SearchRequest, Workers};
use tempfile::{TempDir, tempdir};

/// Longest wait for a reply; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

struct Office {
    workers: Workers,
    replies: Receiver<Reply>,
    folder: TempDir,
}

fn office() -> Office {
    let folder = tempdir().expect("a scratch folder");
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).expect("a folder");
    for (name, text) in [
        (
            "one.md",
            "# Harbour strike\n\nCranes stood still, said Ana Rivera.\n",
        ),
        (
            "two.md",
            "# Weather\n\nRain fell on the harbour all day long.\n",
        ),
    ] {
        fs::write(articles.join(name), text).expect("a file");
    }
    opened(folder)
}

/// The threads on a folder that is there.
fn opened(folder: TempDir) -> Office {
    let (sink, replies) = channel();
    let library = Library::open(&folder.path().join("articles")).expect("a folder of articles");
    let index = folder.path().join("index");
    let sink = move |reply| {
        // The test may be over.
        let _ = sink.send(reply);
    };
    let workers = Workers::spawn(library, &index, Arc::default(), sink).expect("threads");
    Office {
        workers,
        replies,
        folder,
    }
}

impl Office {
    fn wait<T>(&self, mut wanted: impl FnMut(Reply) -> Option<T>) -> T {
        loop {
            let reply = self
                .replies
                .recv_timeout(PATIENCE)
                .expect("a reply in time");
            if let Reply::Failed(message) = &reply {
                panic!("failed: {message}");
            }
            if let Some(found) = wanted(reply) {
                return found;
            }
        }
    }

    fn sync(&self) {
        self.workers.sync();
        self.wait(|reply| match reply {
            Reply::Progress(progress) if progress.finished => Some(()),
            _ => None,
        });
    }

    fn search(&self, generation: u64, text: &str) -> Page {
        let generation = Generation(generation);
        self.workers.search(SearchRequest {
            scope: Scope::Library,
            days: None,
            copies: Copies::Folded,
            generation,
            text: text.to_owned(),
            window: Window {
                offset: 0,
                limit: 10,
            },
        });
        self.wait(|reply| match reply {
            Reply::Page(answered, page) if answered == generation => Some(page),
            _ => None,
        })
    }
}

#[test]
fn an_empty_index_answers_and_a_full_one_finds() {
    let office = office();
    assert_eq!(office.search(1, "").rows, []);
    office.sync();
    let page = office.search(2, "cranes");
    assert_eq!(page.rows[0].headline, "Harbour strike");
    assert_eq!(office.search(3, "harbour ").total.count(), 2);
}

#[test]
fn a_story_is_read_and_other_questions_are_answered() {
    let office = office();
    office.sync();
    let id = office.search(1, "cranes").rows[0].id.clone();
    office.workers.load(id.clone());
    let story = office.wait(|reply| match reply {
        Reply::Story(read, story) if read == id => Some(story),
        _ => None,
    });
    assert!(Arc::unwrap_or_clone(story).text.contains("Cranes"));
    office
        .workers
        .ask(Generation(2), Ask::Complete("head".to_owned()));
    let completions = office.wait(|reply| match reply {
        Reply::Answer(Generation(2), Answer::Completions(completions)) => Some(completions),
        _ => None,
    });
    assert_eq!(completions[0].text, "headline:");
}

#[test]
fn changed_files_are_found_after_the_next_update() {
    let office = office();
    office.sync();
    let articles = office.folder.path().join("articles");
    fs::write(
        articles.join("three.md"),
        "# Elections\n\nA vote was called.\n",
    )
    .expect("a file");
    fs::remove_file(articles.join("two.md")).expect("a file");
    office.sync();
    assert_eq!(office.search(1, "vote").rows[0].headline, "Elections");
    assert_eq!(office.search(2, "rain ").rows, []);
}

#[test]
fn where_no_index_can_be_kept_it_is_kept_in_memory() {
    let folder = tempdir().expect("a scratch folder");
    fs::write(folder.path().join("one.md"), "# Strike\n\nCranes.\n").expect("a file");
    let blocked = folder.path().join("one.md");
    let (sink, replies) = channel();
    let library = Library::open(folder.path()).expect("a folder of articles");
    let sink = move |reply| {
        let _ = sink.send(reply);
    };
    let workers =
        Workers::spawn(library, &blocked.join("index"), Arc::default(), sink).expect("threads");
    let told = replies.recv_timeout(PATIENCE).expect("a reply in time");
    assert!(matches!(told, Reply::Failed(message) if message.contains("in memory")));
    let office = Office {
        workers,
        replies,
        folder,
    };
    office.sync();
    assert_eq!(office.search(1, "cranes").rows.len(), 1);
}

#[test]
fn a_damaged_index_is_made_anew_while_one_reads() {
    let office = office();
    office.sync();
    assert_eq!(office.search(1, "cranes").rows.len(), 1);
    let index = fs::read_dir(office.folder.path().join("index")).expect("an index");
    for file in index.map(|entry| entry.expect("a file").path()) {
        if file.to_string_lossy().ends_with(".pos") {
            fs::remove_file(file).expect("a file");
        }
    }
    let Office { folder, .. } = office;
    let office = opened(folder);
    let Office {
        workers, replies, ..
    } = &office;
    let request = |generation, text: &str| SearchRequest {
        scope: Scope::Library,
        days: None,
        copies: Copies::Folded,
        generation: Generation(generation),
        text: text.to_owned(),
        window: Window {
            offset: 0,
            limit: 10,
        },
    };
    workers.search(request(2, "\"cranes stood\""));
    let suspected = loop {
        match replies.recv_timeout(PATIENCE).expect("a reply in time") {
            Reply::Suspected => break true,
            Reply::Page(Generation(2), _) => break false,
            _ => (),
        }
    };
    assert!(suspected, "an index without its positions cannot answer");
    workers.sync();
    let mut told = Vec::new();
    loop {
        match replies.recv_timeout(PATIENCE).expect("a reply in time") {
            Reply::Failed(message) => told.push(message),
            Reply::Progress(progress) if progress.finished => break,
            _ => (),
        }
    }
    assert_eq!(told, ["the index was damaged; it is made anew"]);
    assert_eq!(office.search(3, "\"cranes stood\"").rows.len(), 1);
}

#[cfg(unix)]
#[test]
fn an_index_that_cannot_be_written_any_more_is_kept_in_memory() {
    let office = office();
    let index = office.folder.path().join("index");
    fs::remove_dir_all(&index).expect("a folder");
    fs::write(&index, "not a folder").expect("a file");
    office.workers.sync();
    let mut told = Vec::new();
    loop {
        match office
            .replies
            .recv_timeout(PATIENCE)
            .expect("a reply in time")
        {
            Reply::Failed(message) => told.push(message),
            Reply::Progress(progress) if progress.finished && progress.searchable == 2 => break,
            _ => (),
        }
    }
    assert_eq!(
        told,
        ["the index cannot be written (Not a directory); it is kept in memory until byline ends"]
    );
    assert_eq!(office.search(1, "cranes").rows.len(), 1);
}

/// Stories enough that not all are looked at before the first rows are shown.
const MANY: usize = 10_500;

#[test]
fn the_newest_stories_are_shown_before_all_are_counted() {
    let office = office();
    let record =
        |number| format!("{{\"title\":\"Tide {number}\",\"text\":\"The tide came in.\"}}\n");
    let records: String = (0..MANY).map(record).collect();
    fs::write(office.folder.path().join("articles/tides.jsonl"), records).expect("a file");
    office.sync();
    let first = office.search(1, "tide ");
    assert!(matches!(first.total, Total::AtLeast(found) if found < MANY));
    assert_eq!(first.rows.len(), 10);
    let complete = office.wait(|reply| match reply {
        Reply::Page(Generation(1), page) => Some(page),
        _ => None,
    });
    assert_eq!(complete.total, Total::Exact(MANY));
    assert_eq!(complete.rows.len(), 10);
}

#[test]
fn a_question_that_cannot_be_answered_says_so() {
    let office = office();
    office.sync();
    let mut gone = office.search(1, "cranes").rows[0].id.clone();
    gone.path = "gone.md".into();
    office.workers.ask(Generation(7), Ask::Related(gone, 5));
    let message = office.wait(|reply| match reply {
        Reply::Unanswered(Generation(7), message) => Some(message),
        _ => None,
    });
    assert!(message.contains("gone.md"), "{message}");
}

#[test]
fn a_list_of_what_is_said_is_a_lower_bound_first_and_exact_then() {
    const STORIES: usize = 2_600;
    let words = "we shall wait for the boats here until the night has gone";
    let folder = tempdir().expect("a scratch folder");
    let articles = folder.path().join("articles");
    fs::create_dir(&articles).expect("a folder");
    let record = |number: usize| {
        let text = format!("“In year {number} {words},” Dora Hale said.");
        format!("{{\"title\":\"Boats\",\"text\":\"{text}\"}}\n")
    };
    let records: String = (0..STORIES).map(record).collect();
    fs::write(articles.join("boats.jsonl"), records).expect("a file");
    let office = opened(folder);
    office.sync();
    let totals = |generation: u64, text: &str| {
        let generation = Generation(generation);
        let window = Window {
            offset: 0,
            limit: 10,
        };
        let ask = Ask::Utterances(text.to_owned(), window);
        office.workers.ask(generation, ask);
        let mut totals = Vec::new();
        while !matches!(totals.last(), Some(Total::Exact(_))) {
            totals.push(office.wait(|reply| match reply {
                Reply::Answer(answered, Answer::Utterances(found)) if answered == generation => {
                    assert_eq!(found.rows.len(), 10);
                    Some(found.total)
                }
                _ => None,
            }));
        }
        totals
    };
    let query = format!("\"{words}\"");
    let [Total::AtLeast(first), Total::Exact(STORIES)] = totals(1, &query)[..] else {
        panic!("not the newest first, and then all");
    };
    assert!((10..STORIES).contains(&first), "{first}");
    // What was looked at is not looked at again while one scrolls.
    assert_eq!(totals(2, &query), [Total::Exact(STORIES)]);
}

/// The marks of the story with this headline, once they are as wanted.
fn wait_for_star(office: &Office, story: Identity) {
    loop {
        office.workers.keep(Request::Tell(vec![story]));
        let is_starred = office.wait(|reply| match reply {
            Reply::Marks(Heard::Marks(told)) => {
                let of_it = told.into_iter().find(|(other, _)| *other == story);
                of_it.map(|(_, marks)| marks.starred)
            }
            _ => None,
        });
        if is_starred {
            return;
        }
    }
}

#[test]
fn an_edited_story_keeps_its_marks() {
    let office = office();
    office.sync();
    let library = Library::open(&office.folder.path().join("articles")).expect("a folder");
    let read = || library.stories("two.md").expect("stories").remove(0);
    let (id, story) = read();
    let card = Card::of(&id, &story);
    office
        .workers
        .keep(Request::Change(vec![card], Change::Starred(true)));
    let file = office.folder.path().join("articles/two.md");
    let edited = "# Weather at sea\n\nRain fell on the old harbour all day long.\n";
    fs::write(file, edited).expect("it is edited");
    office.sync();
    let (_, now) = read();
    assert_ne!(now.identity(), story.identity());
    wait_for_star(&office, now.identity());
}
