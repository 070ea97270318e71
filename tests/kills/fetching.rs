//! Kills while feeds are fetched. Afterwards no file is half written, and the next fetch brings each entry
//! that is missing, and none twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use tempfile::TempDir;

use super::{End, kill_after, moment, run};
use crate::dice::{Dice, number, seed};
use crate::fetch::server::{Reply, Request, Server};
use crate::headless::byline;

const FEEDS: u64 = 3;

/// Kills after which all is fetched and compared, and a new library begins.
const ROUND: u64 = 10;

/// Entries of each feed that are new in each run.
const NEW: u64 = 4;

/// The last words of every entry.
const END: &str = "So it ends.";

/// So many entries has each feed at present.
type Count = Arc<AtomicU64>;

fn serve(count: &Count) -> Server {
    let count = count.clone();
    Server::start(move |request: &Request| {
        let feed = request.path.trim_start_matches("/feed/");
        let entries = (0..count.load(Ordering::SeqCst)).map(|entry| {
            format!(
                "<item><guid isPermaLink='false'>{entry}</guid><title>Story {entry} of feed {feed}</title><link>/{feed}/{entry}</link><pubDate>Tue, 03 Mar 2026 08:30:00 GMT</pubDate><description>{}{END}</description></item>",
                "Nobody on the quay remembers it. ".repeat(20)
            )
        });
        let entries: String = entries.collect();
        Reply::ok(format!(
            "<rss version='2.0'><channel><title>Tide {feed}</title>{entries}</channel></rss>"
        ))
    })
}

struct Desk(TempDir);

impl Desk {
    fn new(server: &Server) -> Self {
        let desk = Self(tempfile::tempdir().expect("a scratch folder"));
        fs::create_dir(desk.0.path().join("news")).expect("a folder");
        for feed in 0..FEEDS {
            let address = server.at(&format!("/feed/{feed}"));
            run(desk.command(&["add", "--allow-private", "--pages", "never", &address]));
        }
        desk
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = byline(self.0.path());
        command.args(["--library", "news", "--state", "state"]);
        command.args(arguments);
        command
    }

    /// The entries that have a file, with the number of files.
    fn entries(&self) -> BTreeMap<String, usize> {
        let mut found = BTreeMap::new();
        for path in files(&self.0.path().join("news")) {
            let text = fs::read_to_string(&path).expect("a file");
            let is_whole = text.starts_with("---\n") && text.trim_end().ends_with(END);
            assert!(is_whole, "{} is half written: {text}", path.display());
            let title = text.lines().find(|line| line.starts_with("title:"));
            *found.entry(title.expect("a title").to_owned()).or_insert(0) += 1;
        }
        found
    }

    fn assert_whole(&self, count: u64, what: &str) {
        run(self.command(&["fetch"]));
        let entries = self.entries();
        assert_eq!(entries.len() as u64, FEEDS * count, "{what}");
        let twice: Vec<_> = entries.iter().filter(|(_, files)| **files > 1).collect();
        assert!(twice.is_empty(), "{what}: {twice:?}");
        let (said, _) = run(self.command(&["fetch"]));
        assert!(said.contains(": 0 new"), "{what}: {said}");
    }
}

/// All files that are not hidden.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            !name.starts_with('.')
        })
        .collect()
}

fn kill(times: u64) {
    let (mut dice, began) = (Dice::new(), Instant::now());
    let count = Count::new(NEW.into());
    let server = serve(&count);
    let mut desk = Desk::new(&server);
    count.fetch_add(NEW, Ordering::SeqCst);
    let (_, longest) = run(desk.command(&["fetch"]));
    let mut killed = 0;
    for time in 1..=times {
        let now = count.fetch_add(NEW, Ordering::SeqCst) + NEW;
        let end = kill_after(desk.command(&["fetch"]), moment(&mut dice, longest));
        killed += u64::from(end == End::Killed);
        desk.entries();
        if time % ROUND == 0 || time == times {
            let what = format!("after {time} runs of BYLINE_SEED={}", seed());
            desk.assert_whole(now, &what);
            count.store(NEW, Ordering::SeqCst);
            desk = Desk::new(&server);
        }
    }
    let seconds = began.elapsed().as_secs();
    println!("{killed} of {times} runs killed while fetching, {seconds} s");
    assert!(killed > 0, "none was killed at work");
}

#[test]
fn a_kill_while_fetching_leaves_nothing_half_written() {
    kill(6);
}

#[test]
#[ignore = "takes long"]
fn a_thousand_kills_while_fetching_leave_nothing_half_written() {
    kill(number("BYLINE_KILLS", 1_000));
}
