//! Kills while the index is written. Afterwards every answer is that of an index made anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{End, kill_after, moment, run};
use crate::dice::{Dice, number, seed};
use crate::headless::byline;

/// Kills after which all answers are compared.
const ROUND: u64 = 10;

const WORDS: &[&str] = &[
    "ferry", "quay", "harbour", "council", "winter", "bread", "bridge", "well", "tide", "mayor",
    "salt", "rope", "night", "ice", "coal",
];

const NAMES: &[&str] = &["Ana Reyes", "Tom Becker", "Dora Hale", "Ines Duarte"];

/// What is asked of both.
const QUESTIONS: &[&[&str]] = &[
    &["search", "--json", "--limit", "10000", "ferry"],
    &["search", "--json", "--limit", "10000", "\"of the quay\""],
    &[
        "search",
        "--json",
        "--limit",
        "10000",
        "speaker:Becker headline:ferry",
    ],
    &["quotes", "--json", "--limit", "10000", "bread"],
    &["speakers"],
    &["timeline"],
];

/// A library that changes, with an index that is killed and one that is not.
struct Desk {
    folder: TempDir,
    files: u64,
}

impl Desk {
    fn new(files: u64, dice: &mut Dice) -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let desk = Self { folder, files };
        for file in 0..files {
            desk.write(file, dice);
        }
        desk
    }

    fn write(&self, file: u64, dice: &mut Dice) {
        // A few of them in each of a few folders.
        let path = self
            .folder
            .path()
            .join(format!("news/{}/{file}.md", file % 7));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text(dice)).expect("a file");
    }

    /// Some files are other ones, some are gone, some are back.
    fn change(&self, dice: &mut Dice) {
        for _ in 0..=self.files / 5 {
            let file = dice.below(self.files);
            let path = self
                .folder
                .path()
                .join(format!("news/{}/{file}.md", file % 7));
            if dice.below(5) > 0 || fs::remove_file(path).is_err() {
                self.write(file, dice);
            }
        }
    }

    fn command(&self, cache: &Path, arguments: &[&str]) -> Command {
        let mut command = byline(self.folder.path());
        command.args(["--library", "news", "--cache"]).arg(cache);
        command.args(arguments);
        command
    }

    fn cache(&self) -> std::path::PathBuf {
        self.folder.path().join("cache")
    }

    fn assert_right(&self, what: &str) {
        let clean = tempfile::tempdir().expect("a scratch folder");
        for question in QUESTIONS {
            let [(killed, _), (anew, _)] =
                [&self.cache(), clean.path()].map(|cache| run(self.command(cache, question)));
            assert!(!anew.is_empty(), "{question:?} has an answer");
            assert_eq!(told(&killed), told(&anew), "{question:?} {what}");
        }
    }
}

/// What an answer says, in an order of its own: how rare a word is counts stories that are gone until the index
/// is tidied, so scores differ a little.
fn told(answer: &str) -> Vec<String> {
    let mut lines: Vec<String> = answer.lines().map(without_score).collect();
    lines.sort();
    lines
}

fn without_score(line: &str) -> String {
    let Ok(mut row) = serde_json::from_str::<serde_json::Value>(line) else {
        return line.to_owned();
    };
    row["score"].take();
    row.to_string()
}

fn text(dice: &mut Dice) -> String {
    let words = |dice: &mut Dice, count: u64| -> String {
        let words: Vec<&str> = (0..count).map(|_| *dice.of(WORDS)).collect();
        words.join(" of the ")
    };
    let mut text = format!(
        "---\ntitle: The {}\ndate: 20{:02}-{:02}-{:02}\n---\n\n",
        words(dice, 2),
        10 + dice.below(16),
        1 + dice.below(12),
        1 + dice.below(28)
    );
    for _ in 0..2 + dice.below(6) {
        let (told, said, name) = (words(dice, 9), words(dice, 6), *dice.of(NAMES));
        let _ = write!(
            text,
            "It was the {told}.\n\n“It is the {said},” said {name}.\n\n"
        );
    }
    text
}

fn kill(times: u64, files: u64) {
    let (mut dice, began) = (Dice::new(), Instant::now());
    let desk = Desk::new(files, &mut dice);
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (_, longest) = run(desk.command(scratch.path(), &["index"]));
    let mut killed = 0;
    for time in 1..=times {
        desk.change(&mut dice);
        if dice.below(ROUND) == 0 {
            // From nothing on, too.
            let _ = fs::remove_dir_all(desk.cache());
        }
        let moment = moment(&mut dice, longest);
        let end = kill_after(desk.command(&desk.cache(), &["index"]), moment);
        killed += u64::from(end == End::Killed);
        if time % ROUND == 0 || time == times {
            desk.assert_right(&format!("after {time} runs of BYLINE_SEED={}", seed()));
        }
    }
    let seconds = began.elapsed().as_secs();
    println!("{killed} of {times} runs killed while indexing {files} files, {seconds} s");
    assert!(
        killed > 0 || longest < Duration::from_millis(100),
        "none was killed at work"
    );
}

#[test]
fn a_kill_while_indexing_leaves_no_wrong_answer() {
    kill(6, 60);
}

#[test]
#[ignore = "takes long"]
fn a_thousand_kills_while_indexing_leave_no_wrong_answer() {
    kill(number("BYLINE_KILLS", 1_000), number("BYLINE_FILES", 5_000));
}
