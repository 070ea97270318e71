//! Twelve questions to the bundled articles, with the answers a reader would expect.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use byline::archive::Archive;
use byline::index::{Cancel, Query, Window};
use byline::library::Library;

const QUESTIONS: &[(&str, &[&str])] = &[
    (
        "ferry ",
        &["In Defence of the Slow Ferry", "Tagus ferries stop"],
    ),
    ("dredger ", &["Harbour master halts dredger"]),
    (
        "storm logs ",
        &["Ships’ Logs Rebuild", "Reading 4,000 Ships' Logs"],
    ),
    (
        "deepen channel ",
        &["Sallowmouth port Authority", "Harbour master halts"],
    ),
    ("\"night crews\"", &["Tagus ferries stop"]),
    ("bus ghosts ", &["We Counted Every Bus"]),
    ("speaker:vos sand ", &["Interview: What Happens to Sand"]),
    (
        "speaker:hanratty said:rate ",
        &["Sallowmouth port Authority"],
    ),
    ("speaker:adeyemi barrier is:interview", &["Round table"]),
    ("answered:bell ", &["“You Cannot Put Metal Back”"]),
    ("huelga OR greve ", &["A greve vista do cais"]),
    ("渡口", &["渡口修表匠"]),
    (
        "after:2026-09 before:2026-11 sort:date",
        &["In Defence", "無人駅", "The Day the Sun"],
    ),
    ("nigth train ", &["Forty-one trains"]),
];

#[test]
fn a_reader_finds_what_is_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let library = Library::open(&folder).expect("the bundled articles");
    let archive = Archive::in_memory(library).expect("enough memory");
    let outcome = archive.update(&mut |_| (), &AtomicBool::new(false));
    assert_eq!(
        outcome.expect("an index in memory").failed,
        Vec::<String>::new()
    );
    let searcher = archive.index.snapshot().expect("an index in memory");
    for (question, expect) in QUESTIONS {
        let window = Window {
            offset: 0,
            limit: 10,
        };
        let query = Query::parse(question);
        let load = |id: &_| archive.load(id);
        let page = searcher.page(&query, window, &Cancel::never(), &load);
        let page = page.expect("every query has an answer");
        let found: Vec<&str> = page.rows.iter().map(|row| row.headline.as_str()).collect();
        let first = found
            .iter()
            .zip(*expect)
            .filter(|(found, start)| found.starts_with(*start));
        assert_eq!(first.count(), expect.len(), "{question}: {found:#?}");
    }
}
