//! What each pass of a parse costs, over the bundled articles: nanoseconds a byte of text, so that the
//! dear ones are seen and a change of one is.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use byline::analysis::{self, interview, mends, outline, people, quotes, speakers};
use byline::format::{decode, markdown, plain};
use byline::story::Story;

use crate::place::Place;
use crate::table::{Table, float};

/// Times that each pass runs; the shortest counts, as what the machine's other work did not disturb.
const RUNS: usize = 25;

/// A pass and its name.
type Pass = (&'static str, fn(&mut Story));

/// The passes over a story, in the order of a parse: each gets what those before it have found.
const PASSES: &[Pass] = &[
    ("language", analysis::tell_language),
    ("turns of interviews", interview::find_turns),
    ("outline", outline::find),
    ("quotations", quotes::find_quotations),
    ("speakers", speakers::attribute),
    ("people", people::count),
    ("lost spaces", mends::find),
];

pub(crate) fn passes(_: &Place, table: &mut Table) {
    let texts = articles();
    let bytes: usize = texts.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut row = |what: &str, shortest: Duration| {
        let each = shortest.as_secs_f64() * 1e9 / float(bytes as u64);
        table.row(
            &format!("pass: {what}"),
            "–",
            &format!("{each:.2} ns a byte"),
        );
    };
    let decoded = |bytes: &[u8]| decode::text(bytes).text;
    row(
        "decoding",
        shortest(|| {
            for (_, bytes) in &texts {
                black_box(decode::text(bytes));
            }
        }),
    );
    let texts: Vec<(bool, String)> = texts
        .iter()
        .map(|(is_markdown, bytes)| (*is_markdown, decoded(bytes)))
        .collect();
    let parse = || -> Vec<Story> {
        let each = texts.iter().flat_map(|(is_markdown, text)| {
            let parse = if *is_markdown {
                markdown::parse
            } else {
                plain::parse
            };
            parse(text)
        });
        each.collect()
    };
    row("lines and blocks", shortest(|| drop(black_box(parse()))));
    let mut stories = parse();
    for (name, pass) in PASSES {
        let time = (0..RUNS).map(|_| {
            let mut stories = stories.clone();
            let began = Instant::now();
            stories.iter_mut().for_each(pass);
            let time = began.elapsed();
            black_box(&stories);
            time
        });
        row(name, time.min().unwrap_or_default());
        stories.iter_mut().for_each(pass);
    }
}

fn shortest(work: impl Fn()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let began = Instant::now();
        work();
        began.elapsed()
    });
    times.min().unwrap_or_default()
}

/// The bundled articles, and whether each is Markdown.
fn articles() -> Vec<(bool, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("articles");
    let mut texts = Vec::new();
    collect(&folder, &mut texts);
    texts
}

fn collect(folder: &Path, texts: &mut Vec<(bool, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("the bundled articles") {
        let path = entry.expect("an entry").path();
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            collect(&path, texts);
        } else if extension == "md" || extension == "txt" {
            let bytes = std::fs::read(&path).expect("an article");
            texts.push((extension == "md", bytes));
        }
    }
}
