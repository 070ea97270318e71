//! Pages that are written on while something happens: where structured data gives their entries, each is a
//! story of its own, and the page keeps what none of them says.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::choice::{Choice, folded};
use super::pieces::Piece;
use crate::format::front_matter::Fields;

/// Entries of a page.
const MOST: usize = 1000;

/// Fewer entries are no report that goes on.
const FEWEST: usize = 2;

/// Bytes of the entries' words by which the page's own are known.
const LONGEST: usize = 1 << 20;

/// Letters (bytes) by which words of the page are known to be those of an entry.
const KNOWN_BY: usize = 24;

/// An entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entry {
    /// As front matter would say it.
    pub(super) fields: Fields,
    /// Its text.
    pub(super) body: String,
}

/// The entries that structured data gives; none where it gives but one.
pub(super) fn entries(data: &[Map<String, Value>]) -> Vec<Entry> {
    let lists = data
        .iter()
        .filter_map(|object| object.get("liveBlogUpdate")?.as_array());
    let updates = lists.flatten().filter_map(Value::as_object).take(MOST);
    let found: Vec<Entry> = updates.filter_map(entry).collect();
    if found.len() < FEWEST {
        Vec::new()
    } else {
        found
    }
}

fn entry(update: &Map<String, Value>) -> Option<Entry> {
    let text = |name: &str| {
        let text = update.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_string())
    };
    let body = text("articleBody").or_else(|| text("text"))?;
    // What is no markup may hold the references of it all the same.
    let body = if body.contains('<') {
        body
    } else {
        plain(&body)
    };
    let mut fields = Fields::new();
    for (name, from) in [
        ("title", "headline"),
        ("date", "datePublished"),
        ("url", "url"),
    ] {
        let told = text(from).map(|text| html_escape::decode_html_entities(&text).into_owned());
        fields.extend(told.map(|told| (name.to_string(), told.into())));
    }
    Some(Entry { fields, body })
}

/// Leaves out of the page what its entries say.
pub(super) fn leave_out(entries: &[Entry], pieces: &[Piece], choice: &mut Choice) {
    let mut words = String::new();
    let mut titles = HashSet::new();
    for entry in entries {
        if words.len() < LONGEST {
            words += &folded(&plain(&entry.body));
        }
        let title = entry.fields.get("title").and_then(Value::as_str);
        titles.extend(title.map(folded));
    }
    let known: HashSet<&[u8]> = words.as_bytes().windows(KNOWN_BY).collect();
    let is_known = |text: &str| {
        let text = folded(text);
        let bytes = text.as_bytes();
        let ends = bytes
            .first_chunk::<KNOWN_BY>()
            .zip(bytes.last_chunk::<KNOWN_BY>());
        titles.contains(&text)
            || ends.is_some_and(|(first, last)| {
                known.contains(first.as_slice()) && known.contains(last.as_slice())
            })
    };
    for (piece, kept) in pieces.iter().zip(&mut choice.kept) {
        *kept = *kept && !is_known(&piece.text);
    }
    choice.left_out.retain(|at| !is_known(&pieces[*at].text));
}

/// A text without its tags and references.
fn plain(text: &str) -> String {
    html_escape::decode_html_entities(&untagged(text)).into_owned()
}

fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((words, tag)) = rest.split_once('<') {
        out.push_str(words);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    out + rest
}
