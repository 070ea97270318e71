//! What inputs are made from: the shapes that broke something once, and an honest input for each reader.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::targets::{Reader, Target};
use crate::remote::server::sample;

/// How long a shape is that is one thing again and again.
const LONG: usize = 3000;

/// Again and again: each of them cost the square of its length once, or more, or is of the kind.
pub(crate) const REPEATED: &[&str] = &[
    "“「",
    "「」「",
    "「",
    "«『",
    "’”』『",
    "«„’",
    "'»\"",
    "”<td>",
    "</p>”",
    "<p>„„",
    "<p>„」』",
    ", </p><p><b>",
    "<tr></div>",
    "Why do you go?\nBecause I do.\n",
    "Q: Why?\nA: So.\n",
    "<!--",
    "<a \"",
    "<a b=c ",
    "<div>",
    "\u{1b}]",
    "[",
    "](",
    "&",
    "&amp;",
    "> ",
    "- ",
    "    ",
    "{{",
    "{%",
    "*a ",
    "\"",
    "“",
    "(",
    "x:\n",
    "---\n",
    "| a ",
    "```\n",
    "\u{202e}",
    "\u{9b}2J",
    "e\u{301}\u{301}\u{301}",
    "\0",
    "OR ",
    "-",
    "NEAR/9 ",
    "[[",
    "[a.b]\n",
    "{\"a\":",
    "\\u001b",
    "\u{1b}[200~",
];

/// As they stand.
const SHAPES: &[&str] = &[
    "",
    "Title: The Ferry\n\nIt sails.\n",
    "\u{1b}[?2026;2$y",
    "\u{1b}[?997;1n",
    "\u{1b}]0;title\u{7}\u{1b}P1$r\u{1b}\\",
    "\u{c2}\u{9b}31m\u{202e}txt.exe\u{2028}\u{2066}\u{e0041}\u{feff}",
    "<div><div><p>unclosed<table><td>of <b>any <li>kind",
    "<!doctype html><html><body><template shadowrootmode=open><p>seen</p></template>",
    "<?xml version='1.0'?><rss><channel><item><title>&lt;antirez&gt; & more</title></item></channel></rss>",
    "<rss><channel><item><description><![CDATA[<p>never closed",
    "WEBVTT\n\n00:00.000 --> 99:99:99.999\n<v Ana Reyes>We go.\n<v Tom>So we do.\n",
    "1\n00:00:01,000 --> 00:00:00,000\nBackwards\n",
    "From: A <a@b.c>\nSubject: =?utf-8?B?w6k=?=\nContent-Type: multipart/mixed; boundary=\"\"\n\n--\n",
    "From a@b.c\nFrom: A\n\none\n\nFrom b@c.d\nFrom: B\n\ntwo\n",
    "---\ntitle: &a [*a, *a]\ntags: !!binary x\n? {a: b}\n: c\n---\n# A\n",
    "+++\ntitle = \"\"\"\n+++\n",
    "title:: a\nauthor:: [[B]]\n\n- c\n",
    "{\"title\":\"a\",\"text\":\"\\ud800\"}\n",
    "{\"articles\":[{\"title\":null,\"content\":[[[[]]]]}]}",
    "said:\"we (sail OR \" -is:interview after:2026-99-99 speaker:* NEAR/0 x~9 ?* *",
    "published:..  words:>>9 quotes:<-1 copies:all sort:nothing \"\" ()",
    "[keys.list]\n\"x\" = \"open\"\n\"ctrl-alt-\" = \"none\"\n",
    "width = 99999\nmouse = \"no\"\n[searches]\na = \"(\"\n",
    "[archives.a]\nurls = [\"http://[::1\"]\nindex = \"..\"\n",
    "[themes.mine]\nbase = \"mine\"\ntext = \"#12\"\n",
    "[commands]\na = \"\u{9b}\"\n",
    "March 99, 0000 25:61 +99:99",
    "0000-00-00T99:99:99.999999999999Z",
    "٣ مارس ٢٠٢٦",
    "2026年13月32日",
];

/// Bytes that are no text.
const BYTES: &[&[u8]] = &[
    b"%PDF-1.4 \0",
    b"\xff\xfeA\0B\0",
    b"\xfe\xff\0A\0",
    b"\xef\xbb\xbf# A\r\n\r\nB\r",
    b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
    b"PK\x03\x04mimetypeapplication/epub+zip",
    b"caf\xe9 \x93quoted\x94 \x85",
    b"\xf4\x90\x80\x80\xed\xa0\x80\xc0\x80",
];

/// Everything that inputs are made from.
pub(super) struct Corpus {
    shapes: Vec<Vec<u8>>,
    articles: Vec<Vec<u8>>,
    queries: Vec<Vec<u8>>,
    configs: Vec<Vec<u8>>,
    answers: Vec<Vec<u8>>,
    books: Vec<Vec<u8>>,
}

impl Corpus {
    pub(super) fn new() -> Self {
        let shapes = shapes();
        let with = |own: Vec<Vec<u8>>| [own, shapes.clone()].concat();
        let queries = EXAMPLES.iter().map(|query| query.as_bytes().to_vec());
        Self {
            articles: with([fixtures("tests/fixtures/format"), articles()].concat()),
            queries: with(queries.collect()),
            configs: with(vec![file("config.toml")]),
            answers: with(sample::answers()),
            books: with(vec![book()]),
            shapes,
        }
    }

    /// What inputs for a reader are made from.
    pub(super) fn of(&self, target: &Target) -> &[Vec<u8>] {
        match target.reads {
            Reader::Articles => &self.articles,
            Reader::Books => &self.books,
            Reader::Queries => &self.queries,
            Reader::Configs => &self.configs,
            Reader::Answers => &self.answers,
            Reader::Words => &self.shapes,
        }
    }
}

/// Honest queries.
const EXAMPLES: &[&str] = &[
    "ferry said:\"we sail\" -is:interview after:2025-03",
    "speaker:Rivera (harbour OR \"port authority\") sort:oldest",
    "=Quay NEAR/3 strike~ head*:risk source:courier words:>200",
    "asked:risk answered:guidelines on:2026 copies:all",
    "is:unread is:starred tag:later published:last-week quotes:>1",
];

fn shapes() -> Vec<Vec<u8>> {
    let repeated = REPEATED
        .iter()
        .map(|shape| shape.repeat(LONG / shape.len()));
    let texts = SHAPES.iter().map(|shape| (*shape).to_owned());
    let texts = repeated.chain(texts).map(String::into_bytes);
    texts
        .chain(BYTES.iter().map(|bytes| bytes.to_vec()))
        .collect()
}

/// The files of a folder of the project.
fn fixtures(folder: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let mut paths: Vec<_> = entries
        .expect("a folder of the project")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    // The order in which a folder is listed is nobody's.
    paths.sort();
    let read = |path| fs::read(path).expect("a file of the project");
    paths.iter().map(read).collect()
}

fn articles() -> Vec<Vec<u8>> {
    let folders = ["articles/harbour", "articles/interviews", "articles/world"];
    folders.iter().flat_map(|folder| fixtures(folder)).collect()
}

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read(path).expect("a file of the project")
}

/// A small book, not packed, so that what is changed in it is not all the same.
fn book() -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut book = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
        ),
        (
            "a.opf",
            "<package><metadata><dc:title>Tides</dc:title></metadata><manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>",
        ),
        (
            "a.xhtml",
            "<html><body><h1>One</h1><p>It turns.</p></body></html>",
        ),
    ] {
        book.start_file(name, stored).expect("memory");
        book.write_all(text.as_bytes()).expect("memory");
    }
    book.finish().expect("memory").into_inner()
}
