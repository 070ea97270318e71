//! What reads what others wrote, and what holds of it whatever that was.

use std::cell::RefCell;

use byline::config::Config;
use byline::format::{self, Source, decode};
use byline::index::{Cancel, Index, Query, Window};
use byline::library::{Reading, read_stream};
use byline::remote::Remote;
use byline::story::{Span, Story};
use byline::typeset::{Layout, Typeset};

use crate::index::shelf::{Files, story};
use crate::properties::check_story;
use crate::remote::archive_at;
use crate::remote::server::{Fault, Server};

/// What a target's honest inputs are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Articles,
    Books,
    Queries,
    Configs,
    Answers,
    Words,
}

/// Something that reads.
pub(super) struct Target {
    pub(super) name: &'static str,
    pub(super) reads: Reader,
    /// How often it is asked.
    pub(super) weight: usize,
    pub(super) run: fn(&[u8]),
}

const fn target(name: &'static str, reads: Reader, weight: usize, run: fn(&[u8])) -> Target {
    Target {
        name,
        reads,
        weight,
        run,
    }
}

pub(super) const TARGETS: &[Target] = &[
    target("decode", Reader::Articles, 10, decoded),
    target("file", Reader::Articles, 4, file),
    target("plain", Reader::Articles, 4, |bytes| {
        parsed("plain", bytes);
    }),
    target("markdown", Reader::Articles, 4, |bytes| {
        parsed("markdown", bytes);
    }),
    target("html", Reader::Articles, 3, |bytes| {
        parsed("html", bytes);
    }),
    target("feed", Reader::Articles, 6, |bytes| {
        parsed("feed", bytes);
    }),
    target("letter", Reader::Articles, 6, |bytes| {
        parsed("letter", bytes);
    }),
    target("captions", Reader::Articles, 8, |bytes| {
        parsed("captions", bytes);
    }),
    target("records", Reader::Articles, 1, |bytes| {
        parsed("json-lines", bytes);
    }),
    target("envelope", Reader::Articles, 8, |bytes| {
        parsed("json", bytes);
    }),
    target("book", Reader::Books, 4, file),
    target("dates", Reader::Words, 8, dates),
    target("query", Reader::Queries, 10, query),
    target("config", Reader::Configs, 10, config),
    target("answer", Reader::Answers, 10, answer),
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn decoded(bytes: &[u8]) {
    let decoded = decode::text(bytes).text;
    let clean = decode::clean(&decoded);
    assert_eq!(
        decode::clean(&clean),
        clean,
        "cleaning twice changes nothing"
    );
    let shown = decode::printable(&decoded);
    assert!(!shown.chars().any(is_command), "{shown:?}");
}

/// Whether a character commands a terminal or hides what is shown.
fn is_command(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn parsed(format: &str, bytes: &[u8]) {
    let known = format::named(format);
    assert!(known.is_some(), "no format {format}");
    let source = Source { name: "", bytes };
    format::parse(source, known).iter().for_each(check);
}

/// As what has no name.
fn file(bytes: &[u8]) {
    let mut stories = Vec::new();
    // That it is no text is said, and no fault.
    let _ = read_stream(bytes, Reading::default(), &mut |_, story| {
        stories.push(story);
        Ok(())
    });
    stories.iter().for_each(check);
}

/// What holds of every story, also when it is set and written.
fn check(story: &Story) {
    check_story(story);
    for width in [9, 70] {
        check_rows(story, width);
    }
    let blocks = &story.blocks;
    let half = blocks
        .get(blocks.len() / 2)
        .map_or(0, |block| block.span.end);
    let part = Span::new(0, half);
    let texts = [
        story.markdown(),
        story.markdown_to_keep(),
        story.markdown_of(part),
    ];
    let hidden = |text: &String| text.chars().any(|c| is_command(c) && !"\n\t".contains(c));
    assert!(!texts.iter().any(hidden), "{texts:?}");
}

/// A place of the text is looked up among rows that are in its order.
fn check_rows(story: &Story, width: u16) {
    let layout = Layout {
        width,
        ..Layout::default()
    };
    let set = Typeset::new(story, layout);
    let wrong = set
        .rows()
        .windows(2)
        .find(|rows| rows[0].start > rows[1].start);
    assert_eq!(wrong, None, "rows of {width} columns");
}

fn dates(bytes: &[u8]) {
    let _ = format::dates::parse(&text(bytes));
}

const FEW: Window = Window {
    offset: 0,
    limit: 10,
};

thread_local! {
    static SHELF: RefCell<Option<(Files, Index)>> = const { RefCell::new(None) };
    static ARCHIVE: RefCell<Option<(Server, Remote)>> = const { RefCell::new(None) };
}

fn shelf() -> (Files, Index) {
    let files = Files::of([
        story("Harbour strike enters third week", 2026, 3, 1)
            .text("Cranes stood still on Monday. The port authority called it absurd.")
            .said("Ana Rivera", "We sail when the quay is ours")
            .from("Coast Courier"),
        story("A talk about risk", 2025, 12, 24)
            .question("Reporter", "What risk do you see for the harbour?")
            .answer("Dr. Martinez", "None, if the guidelines hold."),
        story("東京の港", 2023, 1, 1).text("主権についての議論が続く。"),
    ]);
    let index = files.index();
    (files, index)
}

/// Every query has an answer, and what can be completed in it lies in it.
fn query(bytes: &[u8]) {
    let text = text(bytes);
    SHELF.with_borrow_mut(|held| {
        let (files, index) = held.get_or_insert_with(shelf);
        let page = files.ask_window(index, &text, FEW);
        assert!(page.rows.len() <= page.total.count().max(FEW.limit));
        let snapshot = index.snapshot().expect("an index in memory");
        let load = |id: &_| files.load(id);
        let said = snapshot.utterances(&Query::parse(&text), FEW, &Cancel::never(), &load);
        said.expect("every query has an answer");
        snapshot.complete(&text).expect("an index in memory");
    });
}

/// A configuration holds, or is refused with a sentence that names the file.
fn config(bytes: &[u8]) {
    let read = Config::default().overlaid("my.toml", &text(bytes));
    let checked = read.and_then(|config| byline::ui::check(&config));
    if let Err(error) = checked {
        let said = format!("{error:#}");
        assert!(said.contains("my.toml"), "{said}");
    }
}

fn archive() -> (Server, Remote) {
    let server = Server::start();
    let remote = archive_at(&[server.address()], "stories");
    remote.create(1).expect("an index");
    (server, remote)
}

/// Whatever an archive answers, what is shown of it is sound.
fn answer(bytes: &[u8]) {
    ARCHIVE.with_borrow_mut(|held| {
        let (server, remote) = held.get_or_insert_with(archive);
        let say = |times| server.say_next(vec![Fault::Says(bytes.to_vec()); times]);
        say(4);
        let page = remote.page(&Query::parse("copies:all "), FEW, &Cancel::never());
        for row in page.iter().flat_map(|page| &page.rows) {
            assert!(!row.headline.chars().any(is_command), "{:?}", row.headline);
            say(2);
            if let Ok(story) = remote.load(&row.id) {
                check(&story);
            }
        }
        say(4);
        let said = remote.utterances(&Query::parse("quay"), FEW, &Cancel::never());
        for row in said.iter().flat_map(|said| &said.rows) {
            assert!(!row.text.chars().any(is_command), "{:?}", row.text);
        }
        server.say_next(Vec::new());
    });
}
