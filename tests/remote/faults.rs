//! Answers that are wrong, late or hostile: said in a sentence, and never believed.

use byline::config::Config;
use byline::index::{Cancel, Query, Total, Window};
use byline::remote::Remote;

use super::server::{Fault, Server};
use super::{archive_at, hurried, push};

const FEW: Window = Window {
    offset: 0,
    limit: 10,
};

/// An archive of one story.
fn filled() -> Server {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    let (folder, cache) = (tempfile::tempdir(), tempfile::tempdir());
    let (folder, cache) = (folder.expect("a folder"), cache.expect("a folder"));
    let text = "# The quay\n\nBoats came to the quay at noon, and more of them came later.\n";
    std::fs::write(folder.path().join("a.md"), text).expect("written");
    remote.create(1).expect("an index");
    push(&remote, folder.path(), &cache.path().join("journal.jsonl")).expect("sent");
    server
}

fn ask(remote: &Remote) -> anyhow::Result<byline::index::Page> {
    remote.page(&Query::parse("words:>1 "), FEW, &Cancel::never())
}

#[test]
fn each_fault_is_said_in_a_sentence() {
    let elsewhere = Server::start();
    for (fault, expect) in [
        (Fault::Closed, "does not answer"),
        (Fault::Hang, "it takes too long"),
        (Fault::Half, "is not whole"),
        (Fault::Busy(Some(3)), "too busy"),
        (Fault::NotJson, "does not answer in JSON"),
        (Fault::Huge(20 << 20), "larger than 16 MB"),
        (
            Fault::Redirect(elsewhere.address().to_owned()),
            "sends elsewhere (status 302)",
        ),
    ] {
        let server = filled();
        // So many bytes take a while to read, wherever they are read.
        let remote = match fault {
            Fault::Huge(_) => archive_at(&[server.address()], "stories"),
            _ => hurried(&[server.address()]),
        };
        server.fail_with([fault.clone()]);
        let error = ask(&remote).expect_err("a fault");
        let said = format!("{error:#}");
        assert!(said.contains(expect), "{fault:?} gave {said:?}");
        assert_eq!(
            ask(&remote).expect("all is well again").total,
            Total::Exact(1)
        );
    }
    assert_eq!(elsewhere.requests().len(), 0, "no redirect is followed");
}

#[test]
fn what_did_not_answer_makes_the_total_a_lower_bound() {
    let server = filled();
    let remote = archive_at(&[server.address()], "stories");
    server.fail_with([Fault::Partial(2)]);
    let page = ask(&remote).expect("a part of the answer");
    assert_eq!(page.total, Total::AtLeast(1));
    assert_eq!(
        page.hints[0].message,
        "partial: 2 of 12 shards did not answer"
    );
    server.fail_with([Fault::WrongTotal]);
    let page = ask(&remote).expect("an answer");
    assert_eq!((page.total, page.rows.len()), (Total::AtLeast(1), 1));
}

#[test]
fn the_next_address_is_tried_and_kept() {
    let (dead, alive) = (Server::start(), filled());
    let remote = hurried(&["http://127.0.0.1:1", alive.address()]);
    assert_eq!(
        ask(&remote).expect("the second answers").total,
        Total::Exact(1)
    );
    assert_eq!(dead.requests().len(), 0);
    let check = remote.check();
    assert_eq!(check.engine.as_deref(), Some("OpenSearch 3.1.0"));
    assert_eq!(check.stories, Some(1));
    assert_eq!(check.wrong.len(), 1, "{:?}", check.wrong);
    let refused = "127.0.0.1:1 does not answer: nobody listens there";
    assert_eq!(check.wrong[0], refused);
}

#[test]
fn what_is_missing_is_said_by_a_check() {
    let nobody = hurried(&["http://127.0.0.1:1"]).check();
    assert_eq!((nobody.engine, nobody.wrong.len()), (None, 1));
    let empty = hurried(&[Server::start().address()]).check();
    assert!(
        empty.wrong[0].contains("byline push press --create"),
        "{:?}",
        empty.wrong
    );
}

#[test]
fn a_token_goes_to_the_archive_and_nowhere_else() {
    let (server, elsewhere) = (filled(), Server::start());
    let text = format!(
        "[archives.press]\nurls = [\"{}\"]\nindex = \"stories\"\ntoken_command = [\"printf\", \"secret-token\"]",
        server.address()
    );
    let config = Config::default().overlaid("t.toml", &text).expect("valid");
    assert!(!format!("{config:?}").contains("Bearer"));
    let remote = Remote::open(&config.archives[0]).expect("an archive");
    server.fail_with([Fault::Redirect(elsewhere.address().to_owned())]);
    let error = ask(&remote).expect_err("a redirect");
    assert!(!format!("{error:?}").contains("secret-token"));
    assert_eq!(elsewhere.requests().len(), 0);
    let sent = server.requests().pop().expect("it was asked");
    assert_eq!(sent.authorization.as_deref(), Some("Bearer secret-token"));
    assert_eq!(sent.method, "POST");
    assert!(!String::from_utf8_lossy(&sent.body).contains("secret-token"));
}
