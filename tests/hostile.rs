//! A library that means harm: names and texts full of what commands a terminal or hides what is shown. All
//! that is printed, and every byte that the screen writes, is looked through.

#[cfg(unix)]
mod screen;

use std::fs;
use std::path::Path;

use crate::headless::byline;

/// What commands a terminal or turns the order of what is shown, in a word of each.
const HARM: &str = "a\u{1b}[31mb\u{7}c\u{9b}2Jd\u{90}e\u{202e}f\u{2066}g\u{8}h\u{7f}i\u{85}j\u{2028}k\u{e0041}l\u{feff}m\u{200e}n\u{9d}0;o\u{9c}p";

/// Writes the library into a folder: every format, and harm in every field that is shown.
pub(crate) fn library(folder: &Path) {
    let json = serde_json::Value::from(HARM).to_string();
    let address = "https://x.example/a\u{1b}]8;;evil\u{7}\u{9c}\u{202e}?b";
    let tags = "&#27;]0;x&#7; &#x9b;31m &#x202e;drow&#8;";
    let texts = [
        (
            "plain.txt",
            format!(
                "The ferry {HARM}\n\nBy Ana{HARM} Reyes\n\nIt is {HARM} here.\n\n“We sail {HARM},” said Tom{HARM} Becker, the mayor.\n\n“So we do,” said Dora Hale.\n"
            ),
        ),
        (
            "talk.txt",
            format!(
                "A talk with Ines Duarte\n\nQ: What is {HARM}?\n\nInes{HARM}: It is {HARM}.\n\nQ: And the ferry?\n\nInes{HARM}: It sails at night.\n"
            ),
        ),
        (
            "matter.md",
            format!(
                "---\ntitle: {json}\nauthor: {json}\nsource: {json}\nurl: \"{}\"\ntags: [{json}]\ndate: 2026-03-03\n---\n\n## The ferry {HARM}\n\nIt *sails* [{HARM}]({address}) `{HARM}`.\n\n```\n{HARM}\n```\n\n| {HARM} | b |\n|---|---|\n| c | {HARM} |\n",
                address.replace(char::is_control, "x")
            ),
        ),
        (
            "page.html",
            format!(
                "<!doctype html><title>{tags}{HARM}</title><meta property='og:site_name' content='{tags}{HARM}'><h1>{tags}{HARM}</h1><p>The ferry sails <a href='{address}'>{tags}{HARM}</a> again and again, and nobody says why.</p><blockquote>{HARM}</blockquote>"
            ),
        ),
        (
            "feed.xml",
            format!(
                "<rss version='2.0'><channel><title>{tags}</title><item><title>Ferry {tags}{HARM}</title><link>{address}</link><description>{tags}{HARM}</description></item></channel></rss>"
            ),
        ),
        (
            "many.jsonl",
            format!("{{\"title\":{json},\"text\":{json},\"author\":{json},\"url\":{json}}}\n"),
        ),
        (
            "talk.vtt",
            format!("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana {HARM}>The ferry {HARM}.\n"),
        ),
        (
            "letter.eml",
            format!(
                "From: {HARM} <a@b.example>\nSubject: Ferry =?utf-8?B?G1szMW0=?= {HARM}\n\n{HARM}\n"
            ),
        ),
    ];
    for (name, text) in texts {
        fs::write(folder.join(name), text).expect("a file");
    }
    // Not every file system takes such names.
    let _ = fs::write(
        folder.join(format!("{HARM}\nbyline: done.txt")),
        "The named ferry\n\nIt had a name.\n",
    );
    let _ = fs::create_dir(folder.join(format!("in{HARM}")));
    let _ = fs::write(
        folder.join(format!("in{HARM}/a.md")),
        "# In it\n\nWords of it.\n",
    );
    let _ = fs::write(folder.join(format!("no{HARM}.txt")), b"%PDF-1.4 \0");
}

/// Whether a character commands a terminal, or hides or turns what is shown.
fn is_harm(c: char) -> bool {
    let is_command = c.is_control() && !matches!(c, '\n' | '\t');
    let is_turning = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_command || is_turning || matches!(c, '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}')
}

/// What is asked, with what says that it was answered.
const COMMANDS: &[&[&str]] = &[
    &["parse", "news"],
    &["check", "news"],
    &["check", "--json", "news"],
    &["check", "--doubts", "news"],
    &["show", "news/matter.md"],
    &["show", "news/page.html"],
    &["show", "--json", "news/plain.txt"],
    &["show", "no such ferry"],
    &["search", "ferry"],
    &["search", "--json", "ferry"],
    &["search", HARM],
    &["quotes", "sail"],
    &["quotes", "--json", "sail"],
    &["speakers"],
    &["speakers", "--json"],
    &["timeline"],
    &["related", "The named ferry"],
    &["related", "--json", "The named ferry"],
    &["index", "--stats"],
    &["notes"],
    &["marks", "export"],
    &["fetch", "--list"],
    &["add", HARM],
    &["config", "--check"],
    &[HARM],
];

#[test]
fn nothing_that_commands_call_out_commands_a_terminal() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    fs::create_dir(folder.path().join("news")).expect("a folder");
    library(&folder.path().join("news"));
    let mut said = 0;
    for arguments in COMMANDS {
        let mut command = byline(folder.path());
        command.env("BYLINE_LIBRARY", "news").args(*arguments);
        let output = command.output().expect("the binary runs");
        for (name, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
            let text = String::from_utf8(bytes).expect("UTF-8 comes out");
            let harm = text.lines().find(|line| line.contains(is_harm));
            assert_eq!(harm, None, "{name} of {arguments:?}");
            let forged = text.lines().any(|line| line.starts_with("byline: done"));
            assert!(!forged, "{name} of {arguments:?}: {text}");
            said += text.len();
        }
    }
    assert!(said > 10_000, "much is said: {said} bytes");
}
