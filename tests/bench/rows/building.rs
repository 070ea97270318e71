//! The index: built, brought up to date, and what parsing alone takes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::anchor;
use crate::corpus;
use crate::place::Place;
use crate::table::{Table, Times, float, megabytes, milliseconds};

/// How often a short measurement is repeated.
const TIMES: usize = 5;

pub(crate) fn build(place: &Place, table: &mut Table) {
    let times = if place.size > 20_000 { 1 } else { TIMES };
    let (mut runs, mut anchors) = (Vec::new(), Vec::new());
    for _ in 0..times {
        place.without_index();
        runs.push(place.run(&["index"]));
        anchors.push(anchor::build(place));
    }
    let median = |times: Vec<Duration>| Times::new(times).median().as_secs_f64();
    let wall = median(runs.iter().map(|run| run.wall).collect());
    let processor = median(runs.iter().map(|run| run.processor).collect());
    let raw_wall = median(anchors.iter().map(|anchor| anchor.wall).collect());
    let raw_processor = median(anchors.iter().map(|anchor| anchor.processor).collect());
    let memory = runs.iter().map(|run| run.anonymous).max();
    let stories = float(place.size as u64);
    table.row(
        "build the index: stories a second, beside raw tantivy",
        "≥ 0.6 ×",
        &format!(
            "{:.0} beside {:.0} ({:.2} ×; {wall:.2} s)",
            stories / wall,
            stories / raw_wall,
            raw_wall / wall
        ),
    );
    table.row(
        "build the index: processor, beside raw tantivy",
        "≤ 1.6 ×",
        &format!(
            "{processor:.2} s beside {raw_processor:.2} s ({:.2} ×)",
            processor / raw_processor
        ),
    );
    table.row(
        "anonymous memory while indexing",
        "≤ the writers’ 150 MB a core + 100 MB",
        &megabytes(memory.unwrap_or_default()),
    );
    let bytes = place.index_bytes();
    let share = float(bytes) / float(place.text_bytes);
    table.row(
        "index on disk",
        "≤ 0.5 of the text",
        &format!("{share:.2} ({})", megabytes(bytes)),
    );
}

pub(crate) fn rescan(place: &Place, table: &mut Table) {
    place.with_index();
    let (mut walks, mut scans) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let began = Instant::now();
        let seen = walk(&place.library());
        walks.push(began.elapsed());
        assert!(seen > 0, "there are stories");
        scans.push(place.run(&["index"]).wall);
    }
    let (walk, scan) = (Times::new(walks).median(), Times::new(scans).median());
    table.row(
        "unchanged re-scan, the whole command",
        "≤ 1.5 × walk + stat",
        &format!(
            "{} beside {} ({:.2} ×)",
            milliseconds(scan),
            milliseconds(walk),
            scan.as_secs_f64() / walk.as_secs_f64()
        ),
    );
}

/// Looks at every file and at nothing in it.
fn walk(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(found) if found.is_dir() => walk(&entry.path()),
            Ok(found) => usize::from(found.modified().is_ok()),
            Err(_) => 0,
        })
        .sum()
}

pub(crate) fn change(place: &Place, table: &mut Table) {
    place.with_index();
    let file = place.library().join("changed.txt");
    let times = (0..TIMES).map(|number| {
        let word = format!("quagmirish{}", "abcde".get(number..=number).unwrap_or("z"));
        fs::write(
            &file,
            format!("{word} in the harbour\n\nIt says {word} here."),
        )
        .expect("the library can be written");
        place.run(&["search", &word, "--limit", "1"]).wall
    });
    let times = Times::new(times.collect());
    // The next row finds the library as it was.
    fs::remove_file(&file).expect("it was written above");
    place.with_index();
    table.row(
        "one changed file, to searchable: `byline search`",
        "≤ 0.4 s at 100k",
        &milliseconds(times.median()),
    );
}

/// Shapes that make a careless parser compare everything with everything.
const SHAPES: &[(&str, &str)] = &[
    (
        "attributed quotations",
        "Officials said “the river is high,” said Anna Berg, mayor of Town. She added that the bridge: “closed today.”\n",
    ),
    ("quotations that never close", "“and one more word of it "),
    ("questions and answers", "Q: what?\nA: that.\n"),
    (
        "speakers of an interview",
        "BERG: what is it?\n\nVOSS: that.\n\n",
    ),
    ("headings", "# A heading\n\nOne line.\n\n"),
    (
        "a paragraph without end",
        "The council of Ambly met the mayor of Oster, and ",
    ),
    (
        "dashes",
        "— Who is there? — asked Anna. — Nobody, — said Bruno.\n",
    ),
];

pub(crate) fn parse(place: &Place, table: &mut Table) {
    const BYTES: usize = 1_000_000;
    let folder = place.beside("shapes");
    fs::create_dir_all(&folder).expect("a folder");
    let mut all = vec![("a story of sections", corpus::long_text(BYTES))];
    for (name, unit) in SHAPES {
        all.push((name, unit.repeat(BYTES / unit.len())));
    }
    for (name, text) in all {
        let file = folder.join(format!("{}.txt", name.replace(' ', "-")));
        fs::write(&file, text).expect("the folder can be written");
        let path = file.to_string_lossy();
        let took = place.run(&["parse", &path]).wall;
        table.row(
            &format!("parse 1 MB: {name}"),
            "≤ 250 ms (20 MB in 5 s)",
            &milliseconds(took),
        );
    }
}
