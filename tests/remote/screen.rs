//! What the screen's threads make of archives: the library is never held up, and what was overtaken is not
//! asked.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use byline::config::Config;
use byline::index::query::Copies;
use byline::index::{Page, Total, Window};
use byline::library::Library;
use byline::worker::{Generation, Reply, Scope, SearchRequest, Workers};

use super::server::{Fault, Server};
use super::{archive_at, push};

const PATIENCE: Duration = Duration::from_secs(30);

fn write(folder: &Path, name: &str, date: &str, headline: &str) {
    let text = format!(
        "---\ntitle: {headline}\ndate: {date}\n---\n\nBoats came to the quay at noon that day.\n"
    );
    std::fs::write(folder.join(name), text).expect("written");
}

/// A library of two stories, an archive of two others, and the threads between them.
struct Office {
    server: Server,
    workers: Workers,
    replies: Receiver<Reply>,
    _folders: [tempfile::TempDir; 4],
}

fn office() -> Office {
    let folder = || tempfile::tempdir().expect("a folder");
    let folders = [folder(), folder(), folder(), folder()];
    write(folders[0].path(), "a.md", "2024-05-04", "Near and new");
    write(folders[0].path(), "b.md", "2024-05-02", "Near and old");
    write(folders[1].path(), "c.md", "2024-05-03", "Far and new");
    write(folders[1].path(), "d.md", "2024-05-01", "Far and old");
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    remote.create(1).expect("an index");
    push(
        &remote,
        folders[1].path(),
        &folders[2].path().join("journal.jsonl"),
    )
    .expect("sent");
    let text = format!(
        "[archives.press]\nurls = [\"{}\"]\nindex = \"stories\"",
        server.address()
    );
    let config = Config::default().overlaid("t.toml", &text).expect("valid");
    let (sink, replies) = channel();
    let workers = Workers::spawn_asking(
        Library::open(folders[0].path()).expect("a folder"),
        &folders[2].path().join("index"),
        Arc::default(),
        (
            folders[3].path(),
            byline::marks::Bounds::default(),
            config.archives,
        ),
        move |reply| {
            let _ = sink.send(reply);
        },
    );
    let office = Office {
        server,
        workers: workers.expect("threads"),
        replies,
        _folders: folders,
    };
    office.workers.sync();
    office.wait(|reply| match reply {
        Reply::Progress(progress) if progress.finished => Some(()),
        _ => None,
    });
    office
}

impl Office {
    fn ask(&self, generation: u64, text: &str, scope: Scope) {
        self.workers.search(SearchRequest {
            generation: Generation(generation),
            text: text.to_owned(),
            days: None,
            copies: Copies::Folded,
            window: Window {
                offset: 0,
                limit: 10,
            },
            scope,
        });
    }

    fn wait<T>(&self, mut wanted: impl FnMut(Reply) -> Option<T>) -> T {
        loop {
            let reply = self
                .replies
                .recv_timeout(PATIENCE)
                .expect("a reply in time");
            if let Some(found) = wanted(reply) {
                return found;
            }
        }
    }

    /// The next page, whichever question it answers.
    fn page(&self) -> (u64, Page) {
        self.wait(|reply| match reply {
            Reply::Page(generation, page) => Some((generation.0, page)),
            _ => None,
        })
    }
}

fn headlines(page: &Page) -> Vec<&str> {
    page.rows.iter().map(|row| row.headline.as_str()).collect()
}

#[test]
fn stories_of_an_archive_are_listed_and_open() {
    let office = office();
    office.ask(1, "", Scope::Archive("press".to_owned()));
    let (_, page) = office.page();
    assert_eq!(headlines(&page), ["Far and new", "Far and old"]);
    office.workers.load(page.rows[0].id.clone());
    let text = office.wait(|reply| match reply {
        Reply::Story(id, story) => Some((id, story.text.clone())),
        _ => None,
    });
    assert_eq!(text.0, page.rows[0].id);
    assert!(text.1.contains("Boats came"));
}

#[test]
fn all_of_them_make_one_list_and_the_library_has_the_first_word() {
    let office = office();
    office.ask(1, "", Scope::All);
    let (_, first) = office.page();
    assert_eq!(headlines(&first), ["Near and new", "Near and old"]);
    assert_eq!(first.total, Total::AtLeast(2));
    let (_, all) = office.page();
    assert_eq!(
        headlines(&all),
        ["Near and new", "Far and new", "Near and old", "Far and old"]
    );
    assert_eq!(all.total, Total::Exact(4));
}

#[test]
fn an_archive_that_hangs_holds_nothing_up() {
    let office = office();
    office
        .server
        .fail_with(std::iter::repeat_n(Fault::Hang, 20));
    office.ask(1, "quay ", Scope::All);
    let (_, page) = office.page();
    assert_eq!(headlines(&page).len(), 2);
    office.ask(2, "", Scope::Library);
    assert_eq!(office.page().0, 2);
}

#[test]
fn an_archive_that_fails_is_told_of_and_asked_again() {
    let office = office();
    office.server.fail_with([Fault::Busy(None)]);
    office.ask(1, "", Scope::Archive("press".to_owned()));
    let told = office.wait(|reply| match reply {
        Reply::Unsearched(Generation(1), message) => Some(message),
        _ => None,
    });
    assert!(told.starts_with("press: the archive is too busy"), "{told}");
    office.ask(2, "", Scope::Archive("press".to_owned()));
    assert_eq!(office.page().1.total, Total::Exact(2));
}

#[test]
fn what_an_archive_does_not_tell_makes_the_total_a_lower_bound() {
    let office = office();
    office.server.fail_with([Fault::Busy(None)]);
    office.ask(1, "", Scope::All);
    let is_told =
        |reply| matches!(reply, Reply::Failed(told) if told.starts_with("press: ")).then_some(());
    let pages = [office.page().1, office.page().1];
    assert!(
        pages.iter().all(|page| page.total == Total::AtLeast(2)),
        "{pages:?}"
    );
    office.wait(is_told);
}

#[test]
fn what_a_newer_key_overtakes_is_not_asked() {
    let office = office();
    let before = office.server.requests().len();
    for (generation, text) in (1..).zip(["q", "qu", "qua", "quay", "quay "]) {
        office.ask(generation, text, Scope::Archive("press".to_owned()));
    }
    let (generation, page) = office.page();
    assert_eq!((generation, page.rows.len()), (5, 2));
    let asked = office.server.requests().split_off(before);
    let stories = asked
        .iter()
        .map(|request| String::from_utf8_lossy(&request.body))
        .filter(|body| body.contains("\"story\"") && body.contains("quay"));
    assert_eq!(stories.count(), 1);
}
