//! What was changed in a story, for people and for scripts.

use std::fs;
use std::path::Path;

use byline::library::Library;
use byline::marks::{Card, Request, Store};
use byline::versions::Edition;

use super::{articles, rows, run};

const EARLIER: &str = "Mill burns\n\nThree of 12 sheds were lost in the night, the owners said on Monday.\n\n\
    “We never knew of the leak,” said Ada Lund, who runs the mill.\n\nIt rained.\n";
const LATER: &str = "Mill burns\n\nThree of 21 sheds were lost in the night, the owners said on Monday.\n\n\
    It rained.\n\nCorrection: an earlier version of this story gave the number of sheds as 12.\n";

/// Opens the first story of a file, as the screen does.
fn open(folder: &Path, path: &str) {
    let library = Library::open(&folder.join("news")).expect("a folder");
    let (id, story) = library.stories(path).expect("stories").remove(0);
    let (mut marks, _) = Store::open(&folder.join("home/byline")).expect("it opens");
    let edition = Box::new(Edition::of(&story).expect("it is short"));
    let card = Box::new(Card::of(&id, &story));
    marks.serve(&Request::Opened(card, edition), 1_773_835_200_000);
}

#[test]
fn two_files_of_a_story_are_compared() {
    let folder = articles();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), EARLIER).expect("a file");
    fs::write(folder.join("b.txt"), LATER).expect("a file");
    let (code, printed, errors) = run(folder, &["diff", "a.txt", "b.txt"]);
    assert_eq!((code, errors.as_str()), (0, ""));
    for expect in [
        "notice: {+Correction: an earlier",
        "no longer quoted: [-“We never knew of the leak,” — Ada Lund-]",
        "number: [-12-] {+21+}",
        "Three of [-12-] {+21+} sheds were lost",
    ] {
        assert!(printed.contains(expect), "{expect} is not in\n{printed}");
    }
    let (_, printed, _) = run(folder, &["diff", "a.txt", "b.txt", "--json"]);
    let change = &rows(&printed)[0];
    let findings = change["findings"].as_array().expect("a list").iter();
    let what: Vec<_> = findings
        .filter_map(|finding| finding["what"].as_str())
        .collect();
    assert_eq!(what, ["correction", "quotation-dropped", "number"]);
    assert_eq!(
        change["passages"][0][1],
        serde_json::json!(["struck", "12 "])
    );
    let (code, printed, _) = run(folder, &["diff", "a.txt", "a.txt"]);
    assert_eq!((code, printed.as_str()), (1, ""));
}

#[test]
fn a_story_is_compared_with_what_it_was_when_it_was_opened() {
    let folder = articles();
    let folder = folder.path();
    fs::write(folder.join("news/mill.txt"), EARLIER).expect("a file");
    open(folder, "mill.txt");
    let diff = || run(folder, &["diff", "mill.txt", "--library", "news"]);
    assert_eq!(diff().0, 1, "nothing was changed yet");
    fs::write(folder.join("news/mill.txt"), LATER.replace('\n', "\r\n")).expect("a file");
    let (code, printed, _) = diff();
    assert_eq!(code, 0);
    assert!(
        printed.contains("read before on 18 March 2026"),
        "{printed}"
    );
    assert!(printed.contains("number: [-12-] {+21+}"), "{printed}");
}

#[test]
fn the_shell_is_told_of_every_command_and_the_configuration_is_printed_and_checked() {
    let folder = articles();
    let folder = folder.path();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, printed, errors) = run(folder, &["completions", shell]);
        assert_eq!((code, errors.as_str()), (0, ""), "{shell}");
        assert!(
            printed.contains("speakers") && printed.contains("diff"),
            "{shell}"
        );
    }
    let (code, page, _) = run(folder, &["man"]);
    assert_eq!(code, 0);
    assert!(
        page.contains(".TH byline") && page.contains("speakers"),
        "{page}"
    );
    let (_, page, _) = run(folder, &["man", "search"]);
    assert!(
        page.contains("is:interview") || page.contains("Examples"),
        "{page}"
    );
    assert_eq!(run(folder, &["man", "sing"]).0, 2);
    let (code, printed, _) = run(folder, &["config", "--print-default"]);
    assert_eq!((code, printed.as_str()), (0, byline::config::DEFAULTS));
    fs::write(folder.join("mine.toml"), printed).expect("a file");
    let (code, printed, _) = run(folder, &["config", "--check", "--config", "mine.toml"]);
    assert_eq!((code, printed.as_str()), (0, "mine.toml is understood\n"));
    fs::write(folder.join("mine.toml"), "[keys.list]\n\"x\" = \"opn\"\n").expect("a file");
    let (code, _, errors) = run(folder, &["config", "--check", "--config", "mine.toml"]);
    assert_eq!(code, 2);
    assert!(
        errors.contains("mine.toml:2: no action is called \"opn\""),
        "{errors}"
    );
    // What completes is wanted also where the configuration is wrong.
    assert_eq!(
        run(folder, &["completions", "bash", "--config", "mine.toml"]).0,
        0
    );
}
