//! The house rules that a compiler does not keep: who may use whom, and what stands where.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the crate may use of the others, itself left out, from the ground up. A module
/// that is not listed fails the test: say first what it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("language", &[]),
    ("config", &[]),
    ("story", &["language"]),
    ("page", &["language"]),
    ("analysis", &["language", "page", "story"]),
    ("format", &["analysis", "language", "page", "story"]),
    ("library", &["format", "story"]),
    ("index", &["language", "story"]),
    ("versions", &["language", "story"]),
    ("marks", &["format", "story", "versions"]),
    ("fetch", &["format", "story"]),
    ("archive", &["index", "library", "story"]),
    (
        "remote",
        &["config", "format", "index", "language", "library", "story"],
    ),
    (
        "worker",
        &[
            "archive", "config", "fetch", "index", "library", "marks", "remote", "story",
            "versions",
        ],
    ),
    ("typeset", &["story"]),
    (
        "ui",
        &[
            "worker", "fetch", "typeset", "config", "index", "library", "format", "marks", "story",
            "versions",
        ],
    ),
    ("manual", &[]),
    (
        "cli",
        &[
            "ui", "worker", "remote", "archive", "fetch", "typeset", "config", "index", "library",
            "manual", "format", "marks", "story", "versions",
        ],
    ),
    (
        "lib",
        &[
            "analysis", "archive", "cli", "config", "fetch", "format", "index", "language",
            "library", "manual", "marks", "page", "remote", "story", "typeset", "ui", "versions",
            "worker",
        ],
    ),
    ("main", &["cli"]),
];

/// Crates that only one room may use.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("ratatui", &["ui"]),
    ("crossterm", &["ui"]),
    ("tantivy", &["index"]),
    ("rusqlite", &["marks"]),
    ("similar", &["versions"]),
    ("ureq", &["fetch", "remote"]),
    ("pulldown_cmark", &["format"]),
    ("clap", &["cli"]),
];

#[test]
fn modules_use_only_what_stands_below_them() {
    let mut wrong = Vec::new();
    for file in rust_files(&crate_folder().join("src")) {
        let room = room_of(&file);
        let allowed = MAY_USE.iter().find(|(name, _)| *name == room);
        let allowed = allowed
            .unwrap_or_else(|| panic!("say in MAY_USE what `{room}` may use"))
            .1;
        assert!(
            !code_of(&read(&file)).contains("crate::{"),
            "{}: one `use crate::room` a line",
            file.display()
        );
        for used in rooms_used(&read(&file)) {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!(
                    "{}: `{room}` must not use `{used}`",
                    file.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The crate page is the map of the house: its table has the rooms from the ground up.
#[test]
fn the_crate_page_lists_the_rooms_from_the_ground_up() {
    let page = read(&crate_folder().join("src/lib.rs"));
    let rows = page
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`"));
    let listed: Vec<&str> = rows
        .filter_map(|row| row.split_once('`'))
        .map(|(room, _)| room)
        .collect();
    let rooms = MAY_USE.iter().map(|(room, _)| *room);
    let rooms: Vec<&str> = rooms
        .filter(|room| !["lib", "main"].contains(room))
        .collect();
    assert_eq!(listed, rooms);
    for (place, (room, used)) in MAY_USE.iter().enumerate() {
        let below = |used: &&str| MAY_USE[..place].iter().any(|(room, _)| room == used);
        assert!(used.iter().all(below), "`{room}` uses a room above it");
    }
}

#[test]
fn the_crate_page_names_files_that_are_there() {
    let page = read(&crate_folder().join("src/lib.rs"));
    let named = page.split('`').skip(1).step_by(2);
    let files = named.filter(|name| name.starts_with("src/") || name.starts_with("tests/"));
    let mut count = 0;
    for file in files.map(|file| file.replace("CODE", "en")) {
        assert!(crate_folder().join(&file).exists(), "{file} is not there");
        count += 1;
    }
    assert!(count > 10, "the page names {count} files");
}

#[test]
fn crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for file in rust_files(&crate_folder().join("src")) {
        let room = room_of(&file);
        let text = code_of(&read(&file));
        for (name, rooms) in ONLY_IN {
            if text.contains(&format!("{name}::")) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{}: `{name}` belongs to {rooms:?}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The doors: what is printed goes through these files and no others, so that nothing commands a terminal.
const DOORS: &[&str] = &["src/cli/output.rs", "src/ui/modes.rs"];

#[test]
fn all_output_goes_through_the_doors() {
    const PRINTS: &[&str] = &[
        "print!(",
        "println!(",
        "eprint!(",
        "eprintln!(",
        "dbg!(",
        "stdout()",
        "stderr()",
        "error.print()",
        "serde_json::to_writer",
        "serde_json::to_string",
    ];
    let mut wrong = Vec::new();
    for file in rust_files(&crate_folder().join("src")) {
        let is_door = DOORS.iter().any(|door| file.ends_with(door));
        let code = code_of(&read(&file));
        // Whether it is a terminal may be asked anywhere.
        let code = code
            .replace("stdout().is_terminal()", "")
            .replace("use_stderr()", "");
        for print in PRINTS
            .iter()
            .filter(|print| !is_door && code.contains(**print))
        {
            wrong.push(format!(
                "{}: `{print}` belongs to {DOORS:?}",
                file.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    for file in rust_files(&crate_folder().join("src")) {
        assert!(
            read(&file).starts_with("//!"),
            "{} has no module header",
            file.display()
        );
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read(&crate_folder().join("Cargo.toml"));
    let mut in_dependencies = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.ends_with("dependencies]");
        } else if in_dependencies && line.contains('=') {
            assert!(line.contains("# "), "no reason beside `{line}`");
        }
    }
}

#[test]
fn the_top_level_holds_what_was_agreed() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "articles",
        "config.toml",
        "src",
        "target",
        "tests",
    ];
    for entry in fs::read_dir(crate_folder()).expect("the crate's folder is there") {
        let name = entry
            .expect("readable")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            name.starts_with('.') || agreed.contains(&name.as_str()),
            "{name} finds its place inside the others"
        );
    }
}

fn crate_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !is_unit_tests(&path)
        {
            files.push(path);
        }
    }
    files
}

/// Whether a file holds unit tests alone, which may use any room to set their scene.
fn is_unit_tests(file: &Path) -> bool {
    file.file_stem().is_some_and(|stem| stem == "tests")
}

/// The top module a file belongs to: `src/ui/list.rs` → `ui`.
fn room_of(file: &Path) -> String {
    let inside = file
        .strip_prefix(crate_folder().join("src"))
        .expect("below src");
    let first = inside
        .components()
        .next()
        .expect("a file")
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_string()
}

/// The file without comments and without its unit tests, which may use any room to set their scene.
fn code_of(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default();
    before_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Top modules named after `crate::` or `byline::`.
fn rooms_used(text: &str) -> Vec<String> {
    let code = code_of(text);
    let named = |at: usize, skip: usize| {
        code[at + skip..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let inside = code
        .match_indices("crate::")
        .map(|(at, found)| named(at, found.len()));
    let outside = code
        .match_indices("byline::")
        .map(|(at, found)| named(at, found.len()));
    inside
        .chain(outside)
        .filter(|room| !room.is_empty() && room.chars().all(char::is_lowercase))
        .collect()
}
