//! What an archive is sent: all of it, once, whatever happens on the way.

use std::fs;
use std::path::Path;

use byline::index::{Cancel, Query, Window};
use byline::remote::Remote;

use super::server::{Fault, Server};
use super::{archive_at, push};

const FEW: Window = Window {
    offset: 0,
    limit: 10,
};

fn write(folder: &Path, name: &str, headline: &str, said: &str) {
    let text = format!(
        "# {headline}\n\nThe mayor spoke at noon about the harbour and the boats in it.\n\n“{said}” said Ana Rivera.\n"
    );
    fs::write(folder.join(name), text).expect("a folder to write to");
}

fn folder(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..count {
        let name = format!("{number}.md");
        write(
            folder.path(),
            &name,
            &format!("Tide number {number}"),
            "We shall mend every quay.",
        );
    }
    folder
}

fn count(remote: &Remote, query: &str) -> usize {
    let page = remote.page(&Query::parse(query), FEW, &Cancel::never());
    page.expect("an answer").total.count()
}

#[test]
fn a_folder_is_sent_once_and_opens_as_it_was_parsed() {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let (folder, cache) = (folder(3), tempfile::tempdir().expect("a folder"));
    let journal = cache.path().join("pushed.jsonl");
    let refused = push(&remote, folder.path(), &journal).expect_err("no index yet");
    assert!(
        format!("{refused:#}").contains("byline push press --create"),
        "{refused:#}"
    );
    remote.create(1).expect("an index");
    let first = push(&remote, folder.path(), &journal).expect("sent");
    assert_eq!((first.stories, first.unchanged), (3, 0));
    assert_eq!(first.documents, server.documents().len());
    let again = push(&remote, folder.path(), &journal).expect("nothing to send");
    assert_eq!((again.stories, again.unchanged), (0, 3));
    let found = remote.page(&Query::parse("said:\"every quay\" "), FEW, &Cancel::never());
    let found = found.expect("an answer");
    assert_eq!(found.total.count(), 3);
    let passage = found.rows[0].passage.as_ref().expect("it answers");
    assert_eq!(passage.speaker.as_deref(), Some("Ana Rivera"));
    let (id, story) = remote.find("Tide number 1").expect("one story");
    assert_eq!(&*id.path, "press::1.md");
    let library = byline::library::Library::open(folder.path()).expect("a folder");
    let (_, parsed) = library.find("1.md").expect("the file");
    let parsed = byline::story::Story {
        // Why it was read so is told of files alone.
        reasons: Vec::new(),
        ..parsed
    };
    assert_eq!(*story, parsed);
    assert!(remote.create(2).is_err(), "it is there already");
}

#[test]
fn what_changes_takes_the_place_of_what_was_and_what_goes_is_taken_away() {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let (folder, cache) = (folder(3), tempfile::tempdir().expect("a folder"));
    let journal = cache.path().join("pushed.jsonl");
    remote.create(1).expect("an index");
    push(&remote, folder.path(), &journal).expect("sent");
    fs::write(
        folder.path().join("0.md"),
        "# Tide number 0\n\nNobody says anything any more.\n",
    )
    .expect("written");
    fs::remove_file(folder.path().join("2.md")).expect("removed");
    let outcome = push(&remote, folder.path(), &journal).expect("sent");
    assert_eq!((outcome.stories, outcome.removed), (1, 3));
    assert_eq!(count(&remote, "tide "), 2);
    assert_eq!(count(&remote, "said:quay "), 1);
}

#[test]
fn a_busy_engine_is_waited_for_and_a_large_batch_is_halved() {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let (folder, cache) = (folder(4), tempfile::tempdir().expect("a folder"));
    remote.create(1).expect("an index");
    server.fail_with([Fault::Busy(Some(7)), Fault::TooLarge, Fault::Busy(None)]);
    let waited = std::cell::RefCell::new(Vec::new());
    let library = byline::library::Library::open(folder.path()).expect("a folder");
    let outcome = remote.push(&mut byline::remote::push::Push {
        library: &library,
        journal: &cache.path().join("pushed.jsonl"),
        now: 5,
        watch: &mut |_| (),
        stop: &std::sync::atomic::AtomicBool::new(false),
        pause: &|time| waited.borrow_mut().push(time.as_secs()),
    });
    assert_eq!(outcome.expect("sent").stories, 4);
    assert_eq!(waited.borrow()[0], 7);
    assert_eq!(count(&remote, "tide "), 4);
}

#[test]
fn what_is_refused_is_listed_and_sent_again_next_time() {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let (folder, cache) = (folder(3), tempfile::tempdir().expect("a folder"));
    let journal = cache.path().join("pushed.jsonl");
    remote.create(1).expect("an index");
    server.fail_with([Fault::Refuse("Tide number 1".to_owned())]);
    let outcome = push(&remote, folder.path(), &journal).expect("the rest is sent");
    assert_eq!(outcome.stories, 2);
    let [rejected] = outcome.rejected.as_slice() else {
        panic!("{:?}", outcome.rejected);
    };
    assert!(
        rejected.starts_with("1.md#0: it is not liked"),
        "{rejected}"
    );
    assert!(!rejected.contains('\u{1b}'));
    let outcome = push(&remote, folder.path(), &journal).expect("sent");
    assert_eq!((outcome.stories, outcome.unchanged), (1, 2));
    assert_eq!(count(&remote, "tide "), 3);
}

#[test]
fn a_push_that_is_cut_off_goes_on_and_nothing_is_missing_or_doubled() {
    for number in 0..40 {
        cut_off(number, 1 + number % 7, number % 5);
    }
}

#[test]
#[ignore = "takes minutes: cargo test --test main remote::pushing -- --ignored --nocapture"]
fn a_thousand_pushes_are_cut_off_and_nothing_is_missing_or_doubled() {
    let mut number: usize = 17;
    for round in 0..1_000 {
        number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
        cut_off(number >> 8, 1 + (number >> 12) % 12, (number >> 16) % 400);
        if round % 100 == 99 {
            eprintln!("{} pushes cut off", round + 1);
        }
    }
}

/// Cuts a push of so many stories off, and its journal by so many bytes; then lets it go on.
fn cut_off(number: usize, stories: usize, bytes: usize) {
    let faults = [Fault::Closed, Fault::Half, Fault::Lost, Fault::NotJson];
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let (folder, cache) = (folder(stories), tempfile::tempdir().expect("a folder"));
    let journal = cache.path().join("pushed.jsonl");
    remote.create(1).expect("an index");
    server.fail_with([faults[number % faults.len()].clone()]);
    let cut_off = push(&remote, folder.path(), &journal);
    assert!(cut_off.is_err(), "{number}: {cut_off:?}");
    // The last lines may be cut off, too.
    let written = fs::read(&journal).expect("a journal");
    let cut = written.len().saturating_sub(bytes);
    fs::write(&journal, &written[..cut]).expect("written");
    push(&remote, folder.path(), &journal).expect("it goes on");
    let documents = server.documents();
    let sent = documents
        .values()
        .filter(|document| document["class"] == "story");
    assert_eq!(sent.count(), stories);
    let again = push(&remote, folder.path(), &journal).expect("nothing is left");
    assert_eq!(again.stories, 0);
    assert_eq!(server.documents().len(), documents.len());
}

#[test]
fn an_engine_without_ids_keeps_what_was_sent_and_the_newest_holds() {
    let server = Server::quickwit();
    let remote = archive_at(&[server.address()], "stories");
    assert!(remote.create(1).is_err(), "it is made through another door");
    let (folder, cache) = (folder(2), tempfile::tempdir().expect("a folder"));
    push(&remote, folder.path(), &cache.path().join("one.jsonl")).expect("sent");
    push(&remote, folder.path(), &cache.path().join("two.jsonl")).expect("sent again");
    let page = remote.page(&Query::parse("speaker:rivera quay "), FEW, &Cancel::never());
    let page = page.expect("an answer");
    assert_eq!(page.rows.len(), 2, "each story once");
    let similar = remote.page(&Query::parse("harbuor~ "), FEW, &Cancel::never());
    let hints = similar.expect("an answer").hints;
    assert!(
        hints
            .iter()
            .any(|hint| hint.message.contains("spelt nearly so")),
        "{hints:?}"
    );
}
