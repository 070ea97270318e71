//! What the machine and tantivy do at the least: the same stories in a plain tantivy index, with no parsing
//! but the split of the headline from the rest. byline's building is measured beside it.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tantivy::schema::{STORED, STRING, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexWriter, TantivyDocument, doc};

use crate::machine;
use crate::place::Place;

/// Threads that write, and the memory they share, in bytes. A smaller heap makes more segments and
/// nearly doubles the processor time in merges.
const THREADS: usize = 2;
const HEAP: usize = 200_000_000;

/// How it went.
pub(crate) struct Anchor {
    pub(crate) wall: Duration,
    pub(crate) processor: Duration,
}

/// Indexes the library of `place` with tantivy alone.
pub(crate) fn build(place: &Place) -> Anchor {
    let folder = place.beside("anchor");
    // It may not be there.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let (before, began) = (machine::own_processor(), Instant::now());
    write(&place.library(), &folder).expect("tantivy writes an index");
    let anchor = Anchor {
        wall: began.elapsed(),
        processor: machine::own_processor().saturating_sub(before),
    };
    let _ = fs::remove_dir_all(&folder);
    anchor
}

fn write(library: &Path, folder: &Path) -> tantivy::Result<()> {
    let mut schema = Schema::builder();
    let key = schema.add_text_field("key", STRING | STORED);
    let headline = schema.add_text_field("headline", TEXT | STORED);
    let words = TextFieldIndexing::default()
        .set_index_option(tantivy::schema::IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::default().set_indexing_options(words));
    let index = Index::create_in_dir(folder, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(THREADS, HEAP)?;
    each(library, &mut |place, title, text| {
        let story: TantivyDocument = doc!(key => place, headline => title, body => text);
        writer
            .add_document(story)
            .expect("the writer takes documents");
    });
    writer.commit()?;
    Ok(())
}

/// Every story below a folder: where it lies, its headline, the rest.
fn each(folder: &Path, then: &mut impl FnMut(&str, &str, &str)) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            each(&path, then);
            continue;
        }
        let text = fs::read_to_string(&path).expect("the benchmark wrote it");
        let place = path.to_string_lossy();
        if path.extension().is_some_and(|kind| kind == "jsonl") {
            for line in text.lines() {
                let record: Record<'_> = serde_json::from_str(line).expect("a record");
                then(&place, &record.title, &record.text);
            }
        } else {
            let (headline, rest) = text.split_once('\n').unwrap_or((&text, ""));
            then(&place, headline, rest);
        }
    }
}

#[derive(serde::Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    title: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    text: std::borrow::Cow<'a, str>,
}
