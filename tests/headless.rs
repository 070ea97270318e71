//! The real binary as scripts use it: what it prints, where, and with which exit code.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

mod damage;
mod examples;
mod marks;
mod versions;

/// The binary, kept away from the reader's own folders and settings.
pub(crate) fn byline(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_byline"));
    command.current_dir(folder).env_clear();
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_STATE_HOME",
    ] {
        command.env(name, folder.join("home"));
    }
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = byline(folder)
        .args(arguments)
        .output()
        .expect("the binary runs");
    told(&output)
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8 comes out");
    (
        output.status.code().expect("no signal"),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn articles() -> TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(
        "news/ferry.txt",
        "The ferry sails again\n\nIt left the pier at dawn, with nobody on board but the crew.\n",
    );
    write(
        "news/bridge.md",
        "---\ntitle: The bridge rests\ndate: 2026-03-03\n---\n\nIt was *tired*.\n\n## Why\n\n- age\n- salt\n",
    );
    write(
        "news/many.jsonl",
        "{\"title\":\"One\",\"text\":\"First words.\"}\n{\"title\":\"Two\",\"text\":\"Second words.\"}\n",
    );
    folder
}

fn rows(printed: &str) -> Vec<Value> {
    printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[test]
fn parse_prints_a_line_a_story_in_order() {
    let folder = articles();
    let (code, printed, errors) = run(folder.path(), &["parse", "news"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let rows = rows(&printed);
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["path"].as_str(),
                row["ordinal"].as_u64(),
                row["headline"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("news/bridge.md"), Some(0), Some("The bridge rests")),
            (
                Some("news/ferry.txt"),
                Some(0),
                Some("The ferry sails again")
            ),
            (Some("news/many.jsonl"), Some(0), Some("One")),
            (Some("news/many.jsonl"), Some(1), Some("Two")),
        ]
    );
    let bridge = &rows[0];
    assert_eq!(bridge["sections"][0]["heading"], "Why");
    assert_eq!(bridge["date"], "2026-03-03");
    let text = bridge["text"].as_str().expect("a text");
    for block in bridge["blocks"].as_array().expect("blocks") {
        let place =
            |name: &str| usize::try_from(block[name].as_u64().expect("a place")).expect("small");
        assert!(text.get(place("start")..place("end")).is_some());
    }
}

#[test]
fn parse_reads_standard_input_in_the_format_that_is_asked_for() {
    let folder = articles();
    let mut child = byline(folder.path())
        .args(["parse", "--format", "markdown", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all("Tide\n====\n\nIt *turns*.\n".as_bytes())
        .expect("it reads");
    drop(input);
    let (code, printed, _) = told(&child.wait_with_output().expect("it ends"));
    assert_eq!(code, 0);
    assert_eq!(rows(&printed)[0]["headline"], "Tide");
    assert_eq!(rows(&printed)[0]["path"], "-");
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = articles();
    fs::write(folder.path().join("paper.txt"), b"%PDF-1.4 \0").expect("a file");
    let (code, printed, errors) = run(
        folder.path(),
        &["parse", "nowhere.txt", "paper.txt", "news/ferry.txt"],
    );
    assert_eq!(code, 2);
    assert_eq!(rows(&printed).len(), 1);
    assert!(
        errors.contains("byline: cannot read nowhere.txt"),
        "{errors}"
    );
    assert!(
        errors.contains("byline: paper.txt is a PDF, not text; skipped"),
        "{errors}"
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = articles();
    let line = "{\"title\":\"Much\",\"text\":\"A text of some length, so that the pipe fills up soon.\"}\n";
    fs::write(folder.path().join("much.jsonl"), line.repeat(20_000)).expect("a file");
    let mut child = byline(folder.path())
        .args(["parse", "much.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut first = [0; 64];
    child
        .stdout
        .take()
        .expect("a pipe")
        .read_exact(&mut first)
        .expect("a first line");
    let (code, _, errors) = told(&child.wait_with_output().expect("it ends"));
    assert_eq!((code, errors.as_str()), (0, ""));
}

#[test]
fn show_prints_a_story_to_read() {
    let folder = articles();
    let (code, printed, errors) = run(
        folder.path(),
        &["--library", "news", "show", "bridge", "--width", "40"],
    );
    assert_eq!((code, errors.as_str()), (0, ""));
    insta::assert_snapshot!("show", printed);
    let (_, printed, _) = run(
        folder.path(),
        &["show", "many.jsonl#1", "--library", "news", "--json"],
    );
    assert_eq!(rows(&printed)[0]["headline"], "Two");
}

#[test]
fn show_sets_tables_and_parts_words_on_demand() {
    let folder = articles();
    let text = "---\nlang: en\n---\n# Boats\n\nA verse,\\\nits end.\n\n| Boat | Note |\n|---|--:|\n| Heron | late | again |\n\n\
        Extraordinarily overcomplicated responsibilities notwithstanding.\n";
    fs::write(folder.path().join("boats.md"), text).expect("a file");
    let (_, printed, _) = run(folder.path(), &["show", "boats.md", "--width", "24"]);
    assert!(printed.contains("Boat   Note\n─────"), "{printed}");
    assert!(printed.contains("Heron  late  again\n"), "{printed}");
    assert!(printed.contains("A verse,\nits end.\n"), "{printed}");
    assert!(printed.contains("overcomplicated\n"), "{printed}");
    let parted = ["show", "boats.md", "--width", "24", "--hyphenate", "on"];
    let (_, printed, _) = run(folder.path(), &parted);
    assert!(printed.contains("-\n"), "{printed}");
}

#[test]
fn show_tells_what_it_cannot_find() {
    let folder = articles();
    let (code, printed, errors) = run(folder.path(), &["--library", "news", "show", "The"]);
    assert_eq!((code, printed.as_str()), (2, ""));
    assert!(errors.contains("is in 2 headlines"), "{errors}");
    let (code, _, errors) = run(
        folder.path(),
        &["--library", "news", "show", "many.jsonl#7"],
    );
    assert_eq!(code, 2);
    assert!(
        errors.contains("many.jsonl holds 2 stories, 0 to 1"),
        "{errors}"
    );
}

#[test]
fn check_says_what_was_taken_for_what() {
    let folder = articles();
    let (code, printed, errors) = run(folder.path(), &["check", "news/bridge.md"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    insta::assert_snapshot!("check", printed);
    let (_, printed, _) = run(folder.path(), &["check", "--json", "news/bridge.md"]);
    let row = &rows(&printed)[0];
    assert_eq!(row["blocks"][0]["kind"], "headline");
    assert_eq!(row["blocks"][0]["certainty"], "sure");
}

#[test]
fn check_says_who_speaks_and_how_often() {
    let folder = articles();
    let text = "Interview: the last lamp\n\nWe met Dr. Ines Okafor at the pier.\n\n\
        Editor: Why now?\n\nDr. Okafor: The lamp is old.\n\nEditor: And then?\n\nDr.Okafor: Then it goes.\n\n\
        Editor: Who will miss it?\n\nDr. Okafor: The gulls.\n";
    fs::write(folder.path().join("lamp.txt"), text).expect("a file");
    let (_, printed, _) = run(folder.path(), &["check", "lamp.txt"]);
    let who: Vec<&str> = printed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("who"))
        .map(str::trim)
        .collect();
    assert_eq!(
        who,
        [
            "Editor  3 turns, 8 words",
            "Ines Okafor, also Dr. Ines Okafor, Dr. Okafor, Dr.Okafor  3 turns, 9 words"
        ]
    );
}

#[test]
fn wrong_folders_are_told_with_a_remedy() {
    let folder = articles();
    let (code, _, errors) = run(folder.path(), &["--library", "nowhere", "show", "x"]);
    assert_eq!(code, 2);
    assert!(
        errors.starts_with("byline: there is no folder nowhere"),
        "{errors}"
    );
    let (code, _, errors) = run(folder.path(), &["show", "x"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("no folder to read; name one that holds articles"),
        "{errors}"
    );
}

#[test]
fn arguments_teach() {
    let folder = articles();
    let (code, printed, _) = run(folder.path(), &["--help"]);
    assert_eq!(code, 0);
    assert!(printed.contains("Examples:"));
    for command in ["parse", "show", "check"] {
        let (code, printed, _) = run(folder.path(), &[command, "--help"]);
        assert_eq!(code, 0);
        assert!(
            printed.contains(&format!("  byline {command} ")),
            "{printed}"
        );
    }
    let (code, _, errors) = run(folder.path(), &["parse", "--format", "word", "news"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains(
            "formats are html, feed, letter, epub, captions, markdown, json-lines, json, plain"
        ),
        "{errors}"
    );
}

#[test]
fn search_prints_the_contract_and_ends_as_grep_does() {
    let folder = articles();
    let library = ["--library", "news", "--cache", "cache"];
    let ask = |rest: &[&str]| run(folder.path(), &[&library, rest].concat());
    let (code, out, _) = ask(&["search", "dawn pier", "--json"]);
    assert_eq!(code, 0);
    let row: Value = serde_json::from_str(&out).expect("one JSON object a line");
    assert_eq!(row["path"], "ferry.txt");
    assert_eq!(
        (&row["total"], &row["total_is"]),
        (&1.into(), &"exact".into())
    );
    let passage = &row["passage"];
    let text = passage["text"].as_str().expect("a text");
    let lit: Vec<&str> = passage["highlights"]
        .as_array()
        .expect("pairs")
        .iter()
        .map(|pair| {
            let place = |end: usize| pair[end].as_u64().expect("a place") as usize;
            &text[place(0)..place(1)]
        })
        .collect();
    assert_eq!(lit, ["pier", "dawn"]);
    assert_eq!(ask(&["search", "zeppelin"]).0, 1);
    assert_eq!(ask(&["quotes", "zeppelin"]).0, 1);
    assert_eq!(ask(&["speakers", "zeppelin"]).0, 1);
    assert_eq!(ask(&["related", "nothing is called so"]).0, 2);
    let (code, out, _) = ask(&["timeline", "--by", "day"]);
    assert_eq!(
        (code, out.starts_with("2026-03-03      1 ")),
        (0, true),
        "{out}"
    );
}

#[test]
fn the_index_follows_the_files_and_can_be_left_as_it_is() {
    let folder = articles();
    let library = ["--library", "news", "--cache", "cache"];
    let ask = |rest: &[&str]| run(folder.path(), &[&library, rest].concat());
    let (code, out, _) = ask(&["index", "--json"]);
    let told: Value = serde_json::from_str(&out).expect("one JSON object");
    assert_eq!(code, 0);
    assert_eq!((&told["stories"], &told["read"]), (&4.into(), &3.into()));
    fs::write(
        folder.path().join("news/late.txt"),
        "Zeppelin seen\n\nIt flew.\n",
    )
    .expect("a file");
    assert_eq!(ask(&["search", "zeppelin", "--no-sync"]).0, 1);
    assert_eq!(ask(&["search", "zeppelin"]).0, 0);
}

#[cfg(unix)]
#[test]
fn names_of_files_and_folders_reach_no_terminal_as_commands() {
    let folder = articles();
    let evil = "evil\u{1b}[31mname\u{7}\nbyline: done\u{202e}.txt";
    fs::write(
        folder.path().join("news").join(evil),
        "The evil ferry\n\nIt had a name.\n",
    )
    .expect("a file");
    let cases: [&[&str]; 6] = [
        &["--library", "news", "search", "evil"],
        &["check", "news"],
        &["parse", "no\u{1b}[31m"],
        &["--library", "no\u{1b}[31m", "search", "evil"],
        &["--library", "news", "show", "no\u{1b}]0;title\u{7}"],
        &["--library", "news", "search", "no:\u{1b}[31mfield"],
    ];
    for arguments in cases {
        let (_, printed, errors) = run(folder.path(), arguments);
        let shown = printed + &errors;
        assert!(!shown.is_empty(), "{arguments:?} says something");
        let commands = |shown: &str| shown.contains(['\u{1b}', '\u{7}', '\u{202e}']);
        assert!(!commands(&shown), "{arguments:?}: {shown:?}");
        let forged = shown.lines().any(|line| line.starts_with("byline: done"));
        assert!(!forged, "{arguments:?}: {shown:?}");
    }
    let (_, printed, _) = run(
        folder.path(),
        &["--library", "news", "search", "evil", "--json"],
    );
    assert_eq!(rows(&printed)[0]["path"], evil, "JSON keeps the true name");
}

#[cfg(unix)]
#[test]
fn json_and_messages_about_arguments_show_what_is_hidden_in_names() {
    const HIDDEN: [char; 6] = [
        '\u{9b}',
        '\u{202e}',
        '\u{7f}',
        '\u{2028}',
        '\u{e0041}',
        '\u{feff}',
    ];
    let folder = articles();
    let evil = format!("evil{}.txt", HIDDEN.iter().collect::<String>());
    fs::write(
        folder.path().join("news").join(&evil),
        "The evil ferry\n\n“It had a name,” said Ana Reyes.\n",
    )
    .expect("a file");
    let cases: [&[&str]; 6] = [
        &["parse", "news"],
        &["check", "--json", "news"],
        &["--library", "news", "search", "--json", "evil"],
        &["--library", "news", "quotes", "--json", "name"],
        &["--library", "news", "show", "--json", "The evil ferry"],
        &["--library", "news", "related", "--json", "The evil ferry"],
    ];
    for arguments in cases {
        let (code, printed, errors) = run(folder.path(), arguments);
        assert!(code < 2, "{arguments:?}: {errors}");
        assert!(!printed.contains(HIDDEN), "{arguments:?}: {printed:?}");
        let named = printed
            .lines()
            .any(|line| line.contains("evil\\u009b\\u202e\\u007f\\u2028\\udb40\\udc41\\ufeff.txt"));
        let is_about_it = printed.contains("evil\\u");
        assert_eq!(named, is_about_it, "{arguments:?}: {printed}");
    }
    let (_, printed, _) = run(folder.path(), &["parse", "news"]);
    let paths: Vec<String> = rows(&printed)
        .iter()
        .map(|row| row["path"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert!(
        paths.contains(&format!("news/{evil}")),
        "JSON keeps the true name: {paths:?}"
    );
    for arguments in [
        &["search", "--no\u{9b}31m\u{202e}such"][..],
        &["no\u{9b}such", "com\u{202e}mand"],
        &["parse", "--format", "w\u{9b}ord\u{1b}[31m", "news"],
    ] {
        let (code, printed, errors) = run(folder.path(), arguments);
        assert_eq!(code, 2);
        let shown = printed + &errors;
        let is_hidden = |c: char| HIDDEN.contains(&c) || c == '\u{1b}';
        assert!(!shown.is_empty() && !shown.contains(is_hidden), "{shown:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_name_with_a_line_break_is_one_line_of_a_list() {
    let folder = articles();
    for name in ["two\nlines.txt", "more.txt"] {
        fs::write(
            folder.path().join("news").join(name),
            "The same headline\n\nWords.\n",
        )
        .expect("a file");
    }
    let (code, _, errors) = run(
        folder.path(),
        &["--library", "news", "show", "same headline"],
    );
    assert_eq!((code, errors.lines().count()), (2, 3), "{errors}");
}

#[test]
fn a_word_may_be_left_out_at_the_beginning() {
    let folder = articles();
    let search = |query: &[&str]| {
        let arguments = [&["--library", "news", "search"], query].concat();
        run(folder.path(), &arguments)
    };
    let (code, printed, errors) = search(&["-ferry", "words"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(
        printed.contains("One") && !printed.contains("ferry"),
        "{printed}"
    );
    let (code, printed, _) = search(&["-ferry", "words", "--json"]);
    assert_eq!((code, rows(&printed).len()), (0, 2), "options stay options");
    let (code, _, errors) = search(&["ferry", "--limit", "0"]);
    assert!(code == 2 && errors.contains("--limit"), "{errors}");
}

#[test]
fn a_configuration_that_cannot_hold_is_refused_by_commands_too() {
    let folder = articles();
    for (text, expect) in [
        ("[keys.list]\n\"x\" = \"opne\"\n", "my.toml:2:"),
        (
            "[keys.global]\n\"q\" = \"none\"\n\"Q\" = \"none\"\n\"ctrl-c\" = \"none\"\n",
            "no key would quit byline any more",
        ),
    ] {
        fs::write(folder.path().join("my.toml"), text).expect("a file");
        let arguments = [
            "--library",
            "news",
            "--config",
            "my.toml",
            "search",
            "ferry",
        ];
        let (code, _, errors) = run(folder.path(), &arguments);
        assert!(code == 2 && errors.contains(expect), "{errors}");
    }
    let arguments = [
        "--library",
        "news",
        "--config",
        "no.toml",
        "search",
        "ferry",
    ];
    let (code, _, errors) = run(folder.path(), &arguments);
    assert!(code == 2 && errors.contains("no.toml"), "{errors}");
}

#[test]
fn show_reads_a_file_that_is_in_no_library() {
    let folder = articles();
    fs::write(
        folder.path().join("salt.html"),
        "<!doctype html><title>Salt</title><h1>Salt</h1><p>It rains on the works.",
    )
    .expect("a file");
    let (code, printed, errors) = run(folder.path(), &["show", "salt.html"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    assert!(printed.contains("It rains on the works."), "{printed}");
    let (code, printed, _) = run(folder.path(), &["show", "news/many.jsonl#1"]);
    assert_eq!(code, 0);
    assert!(printed.contains("Second words."), "{printed}");
    let (code, _, errors) = run(folder.path(), &["show", "news/many.jsonl#7"]);
    assert_eq!(code, 2);
    assert!(errors.contains("holds 2 stories"), "{errors}");
}

#[test]
fn what_is_left_out_of_a_folder_is_said() {
    let folder = articles();
    fs::write(folder.path().join("news/plan.pdf"), "%PDF-").expect("a file");
    let (_, printed, _) = run(folder.path(), &["check", "news"]);
    assert!(
        printed.ends_with("left out: 1 file (1 .pdf)\n"),
        "{printed}"
    );
    let (_, printed, _) = run(folder.path(), &["--library", "news", "index", "--stats"]);
    assert!(printed.contains("left out: 1 file (1 .pdf)"), "{printed}");
}
