//! The examples of the README, of the manual and of `--help`: each must find something.

use std::fs;
use std::path::Path;

use byline::library::Library;

use super::{byline, run, told};

/// The words of a command line of an example, as a shell would part them, up to what follows it.
fn parted(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    let mut blanks = 0;
    for character in line.trim().chars().chain([' ']) {
        match (quote, character) {
            (None, '|' | '#') => break,
            (None, ' ') if blanks > 0 => break,
            (None, ' ') => words.push(std::mem::take(&mut word)),
            (None, '\'' | '"') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => word.push(character),
        }
        blanks = usize::from(character == ' ' && quote.is_none());
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Queries of the table in the manual; those that end in a colon are names of fields.
fn queries_of_table(chapter: &str) -> Vec<Vec<String>> {
    let table = chapter.split("| query | finds |").nth(1).expect("a table");
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split(" | ").next());
    let queries = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let queries = queries.filter(|query| !query.ends_with(':'));
    queries
        .map(|query| vec!["search".to_owned(), query.to_owned()])
        .collect()
}

/// Somebody has begun a story and means to read it later.
fn mark_a_story(root: &Path, state: &Path) {
    let library = Library::open(&root.join("articles")).expect("the bundled articles");
    let entry = library
        .walk()
        .next()
        .expect("an article")
        .expect("it is read");
    let (_, story) = library.stories(&entry.path).expect("stories").remove(0);
    let place = serde_json::json!({"byte": 9, "length": 99, "before": "", "after": ""});
    let left = serde_json::json!({"place": place, "percent": 9});
    let marks = [
        ("starred", true.into()),
        ("tag:later", true.into()),
        ("changed", serde_json::json!({"at": 1, "seen": true})),
        ("left", left),
    ];
    let line = |(mark, value): (&str, serde_json::Value)| {
        let of = story.identity().to_string();
        serde_json::json!({"mark": mark, "of": of, "value": value, "at": 1}).to_string()
    };
    let lines: Vec<String> = marks.into_iter().map(line).collect();
    let file = state.join("marks.jsonl");
    fs::write(&file, lines.join("\n")).expect("a file");
    let mut command = byline(root);
    command
        .arg("--state")
        .arg(state)
        .args(["marks", "import"])
        .arg(&file);
    let (code, _, errors) = told(&command.output().expect("the binary runs"));
    assert_eq!(code, 0, "{errors}");
}

#[test]
fn every_example_finds_something_in_the_bundled_articles() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let readme = fs::read_to_string(root.join("README.md")).expect("a file");
    let searching = byline::manual::chapter("searching").expect("a chapter");
    let mut examples = queries_of_table(searching.text);
    assert!(examples.len() > 15, "{examples:?}");
    let chapters = byline::manual::CHAPTERS.iter();
    let pages = chapters
        .map(|chapter| chapter.text)
        .chain([readme.as_str()]);
    let mut lines: Vec<String> = pages.flat_map(str::lines).map(str::to_owned).collect();
    for command in ["search", "quotes", "timeline", "speakers"] {
        let (_, help, _) = run(root, &[command, "--help"]);
        lines.extend(help.lines().map(|line| line.trim().to_owned()));
    }
    let asking = [
        "search", "quotes", "timeline", "speakers", "related", "show",
    ];
    let commands = lines.iter().filter_map(|line| line.strip_prefix("byline "));
    let commands = commands.map(parted);
    examples.extend(commands.filter(|words| asking.contains(&words[0].as_str())));
    assert!(examples.len() > 30, "{examples:?}");
    // In a library that was read for the first time nothing is new.
    examples.retain(|words| words.get(1).is_none_or(|query| query != "is:new"));
    // No archive is configured here.
    examples.retain(|words| !words.iter().any(|word| word == "--archive"));
    mark_a_story(root, scratch.path());
    for example in examples {
        let mut command = byline(root);
        command.args(["--library", "articles", "--cache"]);
        command
            .arg(scratch.path())
            .arg("--state")
            .arg(scratch.path());
        command.args(&example);
        let (code, _, errors) = told(&command.output().expect("the binary runs"));
        assert_eq!(code, 0, "{example:?}: {errors}");
    }
}

#[test]
fn the_manual_is_printed_a_chapter_at_a_time() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (code, list, _) = run(root, &["manual"]);
    assert_eq!(code, 0);
    for chapter in byline::manual::CHAPTERS {
        assert!(list.contains(chapter.name), "{list}");
        let (code, page, errors) = run(root, &["manual", chapter.name, "--width", "60"]);
        assert_eq!(code, 0, "{errors}");
        assert!(page.contains(chapter.title()), "{page}");
        // What cannot be broken is code: it is never cut.
        let wide = |line: &&str| !line.starts_with("    ") && line.chars().count() > 60;
        let wide: Vec<&str> = page.lines().filter(wide).collect();
        assert!(wide.is_empty(), "{}: {wide:?}", chapter.name);
    }
    let (code, _, errors) = run(root, &["manual", "cooking"]);
    assert_eq!(code, 2);
    assert!(errors.contains("byline manual"), "{errors}");
}
