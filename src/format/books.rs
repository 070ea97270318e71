//! EPUB → a story a chapter. The container is unpacked part by part and never beyond a bound, whatever it
//! says of itself.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::front_matter::{self, Fields};
use super::html::tree::{Id, Tree};
use super::{decode, html};
use crate::story::{BlockKind, Meta, Story, one_line};

/// Bytes that are unpacked of one part.
const LARGEST_PART: u64 = 8 << 20;
/// Bytes that are unpacked of a whole book.
const LARGEST: u64 = 64 << 20;
/// Chapters of a book.
const MOST: usize = 5000;

/// The chapters of a book; none where it is damaged.
pub(super) fn parse(bytes: &[u8]) -> Vec<Story> {
    let Ok(container) = ZipArchive::new(Cursor::new(bytes)) else {
        return Vec::new();
    };
    let mut book = Book {
        container,
        left: LARGEST,
    };
    book.chapters().unwrap_or_default()
}

struct Book<'a> {
    container: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl Book<'_> {
    /// The words of a part.
    fn part(&mut self, path: &str) -> Option<String> {
        let part = self.container.by_name(path).ok()?;
        let mut bytes = Vec::new();
        // A part that is damaged at its end has a beginning.
        let _ = part
            .take(LARGEST_PART.min(self.left))
            .read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        (!bytes.is_empty()).then(|| decode::text(&bytes).text)
    }

    fn chapters(&mut self) -> Option<Vec<Story>> {
        let container = Tree::of_data(&self.part("META-INF/container.xml")?);
        let root = named(&container, "rootfile").next()?;
        let list = container.nodes[root].attribute("full-path")?.to_string();
        let tree = Tree::of_data(&self.part(&list)?);
        let meta = about(&tree);
        let folder = list.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut chapters = Vec::new();
        for path in spine(&tree).into_iter().take(MOST) {
            let Some(text) = self.part(&within(folder, &path)) else {
                continue;
            };
            chapters.extend(chapter(&text, &meta, chapters.len() + 1));
        }
        Some(chapters)
    }
}

/// The nodes of a name, what stands before a colon left out.
fn named<'t>(tree: &'t Tree, name: &'t str) -> impl Iterator<Item = Id> + 't {
    (0..tree.nodes.len()).filter(move |id| {
        let known = tree.nodes[*id].name.as_str();
        known.rsplit_once(':').map_or(known, |(_, local)| local) == name
    })
}

/// What a book says of all its chapters.
fn about(tree: &Tree) -> Meta {
    let mut fields = Fields::new();
    for (name, from) in [("source", "title"), ("date", "date"), ("lang", "language")] {
        let told = named(tree, from)
            .map(|id| tree.line(id))
            .find(|line| !line.is_empty());
        fields.extend(told.map(|line| (name.to_string(), line.into())));
    }
    let authors: Vec<String> = named(tree, "creator").map(|id| tree.line(id)).collect();
    if !authors.is_empty() {
        fields.insert("authors".into(), authors.into());
    }
    let mut meta = Meta::default();
    front_matter::apply(&fields, &mut meta);
    meta
}

/// The chapters in their order, as the book names their parts.
fn spine(tree: &Tree) -> Vec<String> {
    let parts: std::collections::HashMap<&str, &str> = named(tree, "item")
        .filter_map(|id| {
            let node = &tree.nodes[id];
            Some((node.attribute("id")?, node.attribute("href")?))
        })
        .collect();
    let order = named(tree, "itemref").filter_map(|id| tree.nodes[id].attribute("idref"));
    order
        .filter_map(|id| parts.get(id).map(|path| (*path).to_string()))
        .collect()
}

/// The path of a part that is named from within a folder.
fn within(folder: &str, path: &str) -> String {
    let path = unescaped(path.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "" | "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path without the escapes of addresses.
fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = path.get(at + 1..at + 3).filter(|_| *byte == b'%');
        let escaped = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A chapter; none where it has no words, as a cover.
fn chapter(text: &str, about: &Meta, number: usize) -> Option<Story> {
    let tree = Tree::of(text);
    let words = |id: Id| {
        // The title of a page is held as the words that it is.
        let line = tree.line(id);
        if line.is_empty() {
            one_line(&tree.nodes[id].words)
        } else {
            line
        }
    };
    let head = |name: &str| {
        let mut lines = named(&tree, name).map(words);
        lines.find(|line| line.contains(char::is_alphanumeric))
    };
    let title = head("h1").or_else(|| head("h2")).or_else(|| head("h3"));
    let title = title
        .or_else(|| head("title"))
        .unwrap_or_else(|| format!("Chapter {number}"));
    let meta = Meta {
        headline: title.chars().take(300).collect(),
        ..about.clone()
    };
    let body = named(&tree, "body").next().unwrap_or(0);
    let story = html::fragment(&html::markup(&tree, body), meta)
        .into_iter()
        .next()?;
    let has_words = |story: &Story| {
        let mut blocks = story.blocks.iter();
        blocks.any(|block| block.kind != BlockKind::Headline && !block.span.is_empty())
    };
    Some(story).filter(has_words)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use crate::format::{Source, parse};

    const CONTAINER: &str =
        "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>";
    const LIST: &str = "<package><metadata xmlns:dc='x'><dc:title>Tides</dc:title><dc:creator>Ana Reyes</dc:creator><dc:language>en-GB</dc:language></metadata><manifest><item id='c' href='text/cover.xhtml'/><item id='a' href='text/one%20a.xhtml'/><item id='b' href='../two.xhtml'/></manifest><spine><itemref idref='c'/><itemref idref='a'/><itemref idref='b'/><itemref idref='none'/></spine></package>";

    fn book(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut book = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let sign = [("mimetype", "application/epub+zip")];
        for (number, (name, text)) in sign.iter().chain(parts).enumerate() {
            let options = if number == 0 { stored } else { packed };
            book.start_file(*name, options).expect("a part");
            book.write_all(text.as_bytes()).expect("written");
        }
        book.finish().expect("a book").into_inner()
    }

    fn whole() -> Vec<u8> {
        book(&[
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", LIST),
            (
                "OPS/text/cover.xhtml",
                "<html><body><img src='a.png'/></body></html>",
            ),
            (
                "OPS/text/one a.xhtml",
                "<html><head><title>x</title></head><body><h1>Salt</h1><p>It <i>rains</i>.</p></body></html>",
            ),
            (
                "two.xhtml",
                "<html><head><title>Sea</title></head><body><p>It is calm.</p></body></html>",
            ),
        ])
    }

    fn read(bytes: &[u8]) -> Vec<crate::story::Story> {
        parse(
            Source {
                name: "a.epub",
                bytes,
            },
            None,
        )
    }

    #[test]
    fn chapters_are_stories() {
        let stories = read(&whole());
        let texts: Vec<_> = stories.iter().map(|story| story.text.as_str()).collect();
        assert_eq!(texts, ["Salt\nIt rains.", "Sea\nIt is calm."]);
        let meta = &stories[0].meta;
        assert_eq!(meta.source.as_deref(), Some("Tides"));
        assert_eq!(
            (meta.bylines.as_slice(), meta.lang),
            (&["Ana Reyes".to_string()][..], Some("en"))
        );
        assert_eq!(meta.format, "epub");
    }

    #[test]
    fn damaged_books_and_other_containers_hold_no_stories() {
        let whole = whole();
        for end in [0, 40, 100, whole.len() / 2, whole.len() - 1] {
            read(&whole[..end]);
        }
        for at in 58..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0xff;
            read(&broken);
        }
        assert!(read(b"PK\x03\x04 an office document").is_empty());
    }

    #[test]
    fn a_part_that_unpacks_to_very_much_is_read_in_part() {
        let long = "It is calm. ".repeat(3_000_000);
        let bomb = book(&[
            ("META-INF/container.xml", CONTAINER),
            ("OPS/book.opf", &long),
        ]);
        assert!(bomb.len() < 1 << 20);
        assert!(read(&bomb).is_empty());
    }
}
