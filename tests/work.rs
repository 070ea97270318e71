//! How much work things are, counted and not timed: the same on every machine. A change that makes a
//! page of the list cost more the more stories there are, or a key write the whole screen anew, fails here
//! long before anybody feels it. `cargo bench` measures the time.

#[path = "bench/corpus.rs"]
#[allow(dead_code, reason = "the benchmark uses the rest of it")]
mod corpus;
#[cfg(unix)]
#[path = "bench/screen.rs"]
#[allow(dead_code, reason = "the benchmark uses the rest of it")]
mod screen;

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use allocation_counter::measure;
use byline::archive::Archive;
use byline::format::{self, Source};
use byline::index::{Cancel, Query, Window};
use byline::library::Library;

use crate::fuzz::corpus::REPEATED;

/// An archive of so many generated stories, its index in memory.
fn archive(folder: &Path, stories: usize) -> Archive {
    corpus::write(folder, stories).expect("the scratch folder can be written");
    let library = Library::open(folder).expect("a folder");
    let archive = Archive::in_memory(library).expect("enough memory");
    let outcome = archive.update(&mut |_| (), &AtomicBool::new(false));
    assert_eq!(outcome.expect("an index in memory").read, stories);
    archive
}

/// Allocations that a page of the answer takes, and stories that are read for it.
fn page(archive: &Archive, query: &str, window: Window) -> (u64, usize) {
    let searcher = archive.index.snapshot().expect("an index in memory");
    let query = Query::parse(query);
    let read = AtomicUsize::new(0);
    let load = |id: &_| {
        read.fetch_add(1, Ordering::Relaxed);
        archive.load(id)
    };
    // What is found out once for a state of the index, which stories are copies of others, is no work of a page.
    let first = searcher.page(&query, window, &Cancel::never(), &load);
    assert!(first.is_ok(), "every query has an answer");
    read.store(0, Ordering::Relaxed);
    let work = measure(|| {
        let page = searcher.page(&query, window, &Cancel::never(), &load);
        assert!(!page.expect("every query has an answer").rows.is_empty());
    });
    (work.count_total, read.into_inner())
}

#[test]
fn a_page_is_the_same_work_among_few_and_many() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let [few, many] =
        [40, 320].map(|count| archive(&scratch.path().join(count.to_string()), count));
    let middle = |stories: usize| Window {
        offset: stories / 2,
        limit: 10,
    };
    let (among_few, read) = page(&few, "", middle(40));
    let (among_many, _) = page(&many, "", middle(320));
    assert_eq!(read, 0, "no file is read for browsing");
    assert!(
        among_many <= among_few * 3 / 2,
        "{among_few} allocations among 40 stories, {among_many} among 320"
    );
}

#[test]
fn an_answer_reads_no_more_stories_than_it_shows() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let archive = archive(scratch.path(), 120);
    for query in ["council ", "harb", "\"the old bridge\"", "said:water"] {
        let window = Window {
            offset: 0,
            limit: 8,
        };
        let (_, read) = page(&archive, query, window);
        assert!(read <= 8, "{read} stories are read for “{query}”");
    }
}

#[test]
fn parsing_is_linear_and_frugal() {
    let parse = |text: &str| {
        let source = Source {
            name: "long.md",
            bytes: text.as_bytes(),
        };
        let work = measure(|| assert_eq!(format::parse(source, None).len(), 1));
        work.count_total
    };
    let (short, long) = (corpus::long_text(100_000), corpus::long_text(400_000));
    let (of_short, of_long) = (parse(&short), parse(&long));
    assert!(
        of_long <= of_short * 5,
        "{of_short} allocations for 100 KB, {of_long} for 400 KB"
    );
    let a_kilobyte = of_long / (long.len() as u64 / 1000);
    assert!(
        a_kilobyte <= MOST_A_KILOBYTE,
        "{a_kilobyte} allocations a kilobyte"
    );
}

/// Pieces that hostile texts are made of: marks, tags, labels, words that the passes look for.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "「",
    "」",
    "(",
    ")",
    "[",
    "]",
    "<td>",
    "<tr>",
    "</p>",
    "<p>",
    "<b>",
    "**",
    "*",
    "_",
    "# ",
    "- ",
    "> ",
    "1. ",
    "\n",
    "\n\n",
    " ",
    "Ana Lind ",
    "said ",
    "she ",
    "the mayor ",
    "Q: ",
    "A: ",
    "Why do you go?",
    "Because I do.",
    "—",
    "– ",
    "...",
    ", ",
    ": ",
    "; ",
    "By ",
    "March 3, 2026",
    "| a | b |\n",
    "```\n",
    "---\n",
    "ANN: ",
    "Mr. Roe ",
    "according to ",
    "http://a.b/c ",
    "{{",
    "}}",
    "&amp;",
    "\t",
    "é",
    "x",
    "word ",
    "We go.\n",
    "Advertisement\n",
    "](",
    "<a href=\"",
    "<!--",
    "Headline words here\n",
    "00:01 ",
];

/// Texts of one to six pieces again and again, so many of them; the same in every run.
fn shapes(count: usize, mut seed: u64) -> impl Iterator<Item = String> {
    let mut below = move |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).expect("31 bits") % most
    };
    (0..count).map(move |_| {
        let length = 1 + below(6);
        (0..length).map(|_| PIECES[below(PIECES.len())]).collect()
    })
}

/// The least of three times that it takes to parse a text: what else the machine does costs time, and never
/// saves any.
fn least_time(name: &str, text: &str) -> Duration {
    let time = || {
        let bytes = text.as_bytes();
        let began = Instant::now();
        format::parse(Source { name, bytes }, None);
        began.elapsed()
    };
    (0..3).map(|_| time()).min().expect("three times")
}

/// `BYLINE_SHAPES=10000 cargo test shape` looks at more of them.
#[test]
fn no_shape_costs_the_square_of_its_length() {
    const LENGTH: usize = 4_000;
    // Four times the text takes four times as long, the square of it sixteen times.
    const GROWTH: u32 = 9;
    const SOON: Duration = Duration::from_millis(200);
    let more = std::env::var("BYLINE_SHAPES").ok();
    let count = more.and_then(|count| count.parse().ok()).unwrap_or(24);
    let mut known: Vec<String> = REPEATED.iter().map(|shape| (*shape).to_owned()).collect();
    known.extend(shapes(count, 11));
    for shape in known {
        for name in ["shape.txt", "shape.md"] {
            let text = |length: usize| shape.repeat(length / shape.len() + 1);
            let long = text(4 * LENGTH);
            let began = Instant::now();
            format::parse(
                Source {
                    name,
                    bytes: long.as_bytes(),
                },
                None,
            );
            if began.elapsed() < SOON {
                continue;
            }
            let (short, long) = (least_time(name, &text(LENGTH)), least_time(name, &long));
            assert!(
                long <= short * GROWTH || long < SOON,
                "{shape:?} in {name}: {short:?}, and {long:?} for four times the text"
            );
        }
    }
}

/// Half as many again as there are today.
const MOST_A_KILOBYTE: u64 = 30;

#[cfg(unix)]
mod keys {
    use portable_pty::CommandBuilder;

    use super::corpus;
    use super::screen::{Answer, Screen};

    fn start(folder: &std::path::Path) -> Screen {
        corpus::write(&folder.join("news"), 60).expect("the scratch folder can be written");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_byline"));
        command.env_clear();
        command.arg(folder.join("news"));
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        for home in [
            "HOME",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_STATE_HOME",
        ] {
            command.env(home, folder.join(home));
        }
        let mut screen = Screen::start(command);
        screen.until("all stories", |screen| screen.contains("60 stories"));
        screen.settle();
        screen
    }

    #[track_caller]
    fn check(what: &str, answers: &[Answer], most_bytes: usize, most_frames: usize) {
        // The median: on a busy machine what belongs to the key before may come late.
        let median = |count: fn(&Answer) -> usize| {
            let mut counts: Vec<usize> = answers.iter().map(count).collect();
            counts.sort_unstable();
            counts[counts.len() / 2]
        };
        let (bytes, frames) = (
            median(|answer| answer.bytes),
            median(|answer| answer.frames),
        );
        assert!(bytes <= most_bytes, "{what} writes {bytes} bytes");
        assert!(frames <= most_frames, "{what} draws {frames} frames");
    }

    #[test]
    fn a_key_writes_what_has_changed() {
        let scratch = tempfile::tempdir().expect("a scratch folder");
        let mut screen = start(scratch.path());
        let mut press = |times: usize, keys: &[&str]| -> Vec<Answer> {
            let keys = keys.iter().cycle().take(times);
            keys.map(|key| screen.press(key)).collect()
        };
        // The mark moves, and the story beside the list is another one: in one frame, since it was read
        // before it was wanted.
        check("a move in the list", &press(12, &["j"]), 4_000, 1);
        check("a page of the list", &press(12, &[" ", "b"]), 4_000, 2);
        check("opening and leaving", &press(12, &["\r", "q"]), 4_000, 1);
        press(1, &["\r"]);
        check("a line of a story", &press(12, &["j", "k"]), 400, 1);
        check("a page of a story", &press(12, &[" ", "b"]), 4_000, 1);
        check("the next story", &press(12, &["J"]), 4_000, 1);
        screen.quit();
    }
}
