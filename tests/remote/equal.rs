//! The same questions to the index here and to an archive of the same stories: the same stories answer.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{SystemTime, UNIX_EPOCH};

use byline::archive::Archive;
use byline::index::query::Copies;
use byline::index::{Cancel, Query, Snapshot, Window};
use byline::library::Library;
use byline::remote::Remote;

use super::server::Server;
use super::{archive_at, push};

const ALL: Window = Window {
    offset: 0,
    limit: 10_000,
};

const NAMES: [&str; 5] = [
    "Ana Rivera",
    "Tom Becker",
    "Dora Hale",
    "Tim Osei",
    "Lea Castro",
];
const WORDS: [&str; 18] = [
    "quay",
    "quays",
    "violin",
    "violins",
    "mended",
    "mending",
    "cloud",
    "clouds",
    "garden",
    "bridge",
    "policy",
    "policies",
    "wolf",
    "paper",
    "papers",
    "élan",
    "wolfgarden",
    "quaybridge",
];
const SOURCES: [&str; 3] = ["Coast Courier", "World Desk", "Pier Gazette"];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    fn words(&mut self, most: usize) -> String {
        let count = 1 + self.below(most);
        let words: Vec<&str> = (0..count).map(|_| self.one_of(&WORDS)).collect();
        words.join(" ")
    }
}

fn article(dice: &mut Dice) -> String {
    let (year, month, day) = (2019 + dice.below(5), 1 + dice.below(12), 1 + dice.below(28));
    let mut text = format!(
        "---\ntitle: \"The {} and a {}\"\ndate: {year}-{month:02}-{day:02}\nsource: {}\n---\n\n",
        dice.words(2),
        dice.words(1),
        dice.one_of(&SOURCES),
    );
    let is_interview = dice.below(4) == 0;
    for _ in 0..=dice.below(4) {
        let told = dice.words(6);
        if is_interview {
            let (asks, answers) = (dice.words(4), dice.words(5));
            let _ = write!(
                text,
                "Dora Hale: What of the {asks}?\n\nTim Osei: It is {answers}.\n\n"
            );
        } else if dice.below(3) == 0 {
            let _ = write!(text, "Nobody spoke of the {told} in that year.\n\n");
        } else {
            let name = dice.one_of(&NAMES);
            let _ = write!(text, "“We have seen the {told},” said {name}.\n\n");
        }
    }
    text
}

fn question(dice: &mut Dice) -> String {
    let mut parts = vec![part(dice)];
    for _ in 0..dice.below(3) {
        parts.push(part(dice));
    }
    if dice.below(6) == 0 {
        parts.push("OR".to_owned());
        parts.push(part(dice));
    }
    parts.join(" ") + " copies:all "
}

fn part(dice: &mut Dice) -> String {
    let word = dice.one_of(&WORDS);
    let other = dice.one_of(&WORDS);
    let name = dice.one_of(&NAMES);
    let surname = name.split(' ').next_back().unwrap_or_default();
    match dice.below(22) {
        0..4 => word.to_owned(),
        4 => format!("={word}"),
        5 => format!("\"{word} {other}\""),
        6 => format!("{}*", word.chars().take(3).collect::<String>()),
        7 => format!("{word} NEAR/3 {other}"),
        8 => format!("headline:{word}"),
        9 => format!("source:{}", dice.one_of(&["courier", "desk", "gazette"])),
        10 => format!("speaker:{surname}"),
        11 => format!("speaker:{surname} {word}"),
        12 => format!("said:\"{word} {other}\""),
        13 => format!("said:{word}"),
        14 => format!("asked:{word}"),
        15 => format!("answered:{word}"),
        16 => format!("-{word}"),
        17 => format!("({word} OR {other})"),
        18 => dice
            .one_of(&[
                "is:interview",
                "is:report",
                "quotes:>1",
                "words:<40",
                "on:2021",
                "after:2022-03",
            ])
            .to_owned(),
        19 => format!("body:{word}"),
        20 => dice
            .one_of(&["qu*y", "vi*s", "pap?r", "quey", "brigde", "mending~"])
            .to_owned(),
        _ => format!("path:{}", dice.below(40)),
    }
}

/// The archive of a folder, and the index of the same.
struct Both {
    local: Snapshot,
    library: Library,
    remote: Remote,
}

impl Both {
    fn of(folder: &Path, server: &Server) -> Self {
        let library = Library::open(folder).expect("a folder");
        let archive = Archive::in_memory(library.clone()).expect("memory");
        archive
            .update(&mut |_| (), &AtomicBool::new(false))
            .expect("an index");
        let (address, index) = engine(server);
        let remote = archive_at(&[&address], &index);
        remote.create(1).expect("an index");
        let journal = tempfile::tempdir().expect("a folder");
        let sent = push(&remote, folder, &journal.path().join("journal.jsonl")).expect("sent");
        assert_eq!(
            (sent.rejected.len(), sent.failed.len()),
            (0, 0),
            "{:?}",
            sent.rejected
        );
        Self {
            local: archive.index.snapshot().expect("an index"),
            library,
            remote,
        }
    }

    /// The best so many stories, here and there.
    fn best(&self, query: &Query, most: usize) -> [Vec<String>; 2] {
        let window = Window {
            offset: 0,
            limit: most,
        };
        let never = Cancel::never();
        let here = self.local.page(query, window, &never, &|_| None);
        let here = here.expect("an answer").rows.into_iter();
        let there = self.remote.page(query, window, &never);
        let there = there.expect("an answer").rows.into_iter();
        let place =
            |path: &str, ordinal| format!("{}#{ordinal}", path.trim_start_matches("press::"));
        [
            here.map(|row| place(&row.id.path, row.id.ordinal))
                .collect(),
            there
                .map(|row| place(&row.id.path, row.id.ordinal))
                .collect(),
        ]
    }

    /// The stories that answer, here and there.
    fn stories(&self, query: &Query) -> [BTreeSet<String>; 2] {
        let load = |id: &_| self.library.load(id).ok().map(std::sync::Arc::new);
        let here = self
            .local
            .page(query, ALL, &Cancel::never(), &load)
            .expect("an answer");
        let there = self
            .remote
            .page(query, ALL, &Cancel::never())
            .expect("an answer");
        assert_eq!(here.total, there.total, "{}", query.text);
        let here = here
            .rows
            .iter()
            .map(|row| format!("{}#{}", row.id.path, row.id.ordinal));
        let there = there.rows.iter().map(|row| {
            let path = row.id.path.trim_start_matches("press::");
            format!("{path}#{}", row.id.ordinal)
        });
        [here.collect(), there.collect()]
    }

    /// What is said, here and there.
    fn said(&self, query: &Query) -> [BTreeSet<String>; 2] {
        let load = |id: &_| self.library.load(id).ok().map(std::sync::Arc::new);
        let here = self
            .local
            .utterances(query, ALL, &Cancel::never(), &load)
            .expect("an answer");
        let there = self
            .remote
            .utterances(query, ALL, &Cancel::never())
            .expect("an answer");
        assert_eq!(here.total, there.total, "{}", query.text);
        let shown = |row: &byline::index::Utterance| row.text.clone();
        [
            here.rows.iter().map(shown).collect(),
            there.rows.iter().map(shown).collect(),
        ]
    }
}

/// The engine in this process, or the one that is named; an index of its own there.
fn engine(server: &Server) -> (String, String) {
    match std::env::var("BYLINE_ARCHIVE") {
        Ok(address) => {
            let now = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |now| now.as_nanos());
            (address, format!("byline-test-{now:x}"))
        }
        Err(_) => (server.address().to_owned(), "stories".to_owned()),
    }
}

/// An engine that was made to be quick is asked of more.
fn stories() -> usize {
    if std::env::var_os("BYLINE_ARCHIVE").is_some() {
        120
    } else {
        60
    }
}

fn articles(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut dice = Dice(11);
    for number in 0..count {
        let file = folder.path().join(format!("{number}.md"));
        std::fs::write(file, article(&mut dice)).expect("written");
    }
    folder
}

#[test]
fn the_same_stories_answer_here_and_in_an_archive() {
    let folder = articles(stories());
    let server = Server::start();
    let answered = ask_both(&Both::of(folder.path(), &server));
    assert!(answered > 150, "only {answered} questions have an answer");
}

/// Asks 300 questions here and there. Gives how many have an answer.
fn ask_both(both: &Both) -> usize {
    let mut dice = Dice(5);
    let mut answered = 0;
    for _ in 0..300 {
        let text = question(&mut dice);
        let query = Query::parse(&text).with_copies(Copies::All);
        let [here, there] = both.stories(&query);
        assert_eq!(here, there, "{text}");
        answered += usize::from(!here.is_empty());
    }
    answered
}

#[test]
#[ignore = "takes minutes: cargo test --test main remote::equal -- --ignored --nocapture"]
fn two_thousand_stories_answer_alike() {
    const BEST: usize = 10;
    let folder = articles(2_000);
    let server = Server::start();
    let both = Both::of(folder.path(), &server);
    let answered = ask_both(&both);
    let mut dice = Dice(7);
    let (mut alike, mut ranked) = (0, 0);
    for _ in 0..100 {
        let text = question(&mut dice);
        let query = Query::parse(&text).with_copies(Copies::All);
        let [here, there] = both.best(&query, BEST);
        if here.len() == BEST {
            ranked += 1;
            alike += here.iter().filter(|story| there.contains(story)).count();
        }
    }
    eprintln!("{answered} of 300 questions have an answer, the same stories for each");
    eprintln!("of the ten best of {ranked} questions {alike} are the same");
    assert!(answered > 250, "only {answered} questions have an answer");
}

#[test]
fn the_same_is_said_here_and_in_an_archive() {
    let folder = articles(stories());
    let server = Server::start();
    let both = Both::of(folder.path(), &server);
    let mut dice = Dice(6);
    for _ in 0..100 {
        let text = question(&mut dice);
        let query = Query::parse(&text).with_copies(Copies::All);
        let [here, there] = both.said(&query);
        assert_eq!(here, there, "{text}");
    }
}

#[test]
fn the_bundled_articles_answer_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let server = Server::start();
    let both = Both::of(&folder, &server);
    for text in [
        "ferry ",
        "dredger ",
        "storm logs ",
        "deepen channel ",
        "\"night crews\"",
        "bus ghosts ",
        "speaker:vos sand ",
        "speaker:hanratty said:rate ",
        "speaker:adeyemi barrier is:interview",
        "answered:bell ",
        "huelga OR greve ",
        "渡口",
        "after:2026-09 before:2026-11 sort:date",
        "nigth train ",
    ] {
        let query = Query::parse(text).with_copies(Copies::All);
        let [here, there] = both.stories(&query);
        assert_eq!(here, there, "{text}");
        assert!(!here.is_empty(), "{text}");
    }
}
