//! `byline notes`: the notebook, for pipes, vaults of Markdown and reference managers.

use std::collections::HashSet;
use std::fmt::Write as _;

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::Outcome;
use super::output::{self, Output};
use super::places::Places;
use super::rows;
use super::shelf;
use crate::marks::Note;
use crate::story::{Identity, one_line};

const EXAMPLES: &str = "\
Examples:
  byline notes                              words that were kept with S, the latest first
  byline notes dredging --markdown          those with this word, a heading for each story
  byline notes --json | jq -r .words
  byline notes --csl > sources.json         the stories, for a reference manager
Exit code 1 when nothing is kept that answers.";

/// Which notes, and how they are printed.
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Beginnings of words of the note, its speaker, headline or remark
    #[arg(value_name = "WORDS")]
    words: Vec<String>,
    /// Print Markdown, the notes of a story together
    #[arg(long, conflicts_with_all = ["json", "csl", "bibtex"])]
    markdown: bool,
    /// Print one JSON object a line
    #[arg(long, conflicts_with_all = ["csl", "bibtex"])]
    json: bool,
    /// Print the stories as CSL-JSON
    #[arg(long, conflicts_with = "bibtex")]
    csl: bool,
    /// Print the stories as BibTeX
    #[arg(long)]
    bibtex: bool,
}

#[derive(Serialize)]
struct Record<'a> {
    key: &'a str,
    words: &'a str,
    speaker: Option<&'a str>,
    remark: &'a str,
    kept: Option<String>,
    start: usize,
    headline: &'a str,
    source: Option<&'a str>,
    date: Option<&'a str>,
    bylines: &'a [String],
    address: Option<&'a str>,
    path: &'a str,
    ordinal: u32,
    story: String,
}

/// Prints the notes.
///
/// # Errors
/// When the store cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let mut notes = shelf::open(places)?.notes()?;
    let typed = options.words.join(" ");
    notes.retain(|note| note.answers(&typed));
    let mut out = Output::open();
    if options.json {
        for note in &notes {
            out.json(&record(note))?;
        }
    } else if options.csl {
        let items: Vec<_> = stories(&notes).into_iter().map(citation).collect();
        out.json(&items)?;
    } else if options.bibtex {
        for note in stories(&notes) {
            out.text(&bibtex(note))?;
        }
    } else if options.markdown {
        out.text(&markdown(&notes))?;
    } else {
        let tint = output::tint();
        for note in &notes {
            out.text(&shown(note, tint))?;
        }
    }
    out.finish()?;
    Ok(if notes.is_empty() {
        Outcome::NothingFound
    } else {
        Outcome::Done
    })
}

fn record(note: &Note) -> Record<'_> {
    let (body, card) = (&note.body, &note.card);
    Record {
        key: &note.key,
        words: &body.words,
        speaker: body.speaker.as_deref(),
        remark: &body.remark,
        kept: Timestamp::from_millisecond(body.kept)
            .ok()
            .map(|kept| kept.to_string()),
        start: body.place.byte,
        headline: &card.headline,
        source: card.source.as_deref(),
        date: card.date.as_deref(),
        bylines: &card.bylines,
        address: card.address.as_deref(),
        path: &card.path,
        ordinal: card.ordinal,
        story: card.identity.to_string(),
    }
}

/// The first note of each story.
fn stories(notes: &[Note]) -> Vec<&Note> {
    let mut seen: HashSet<Identity> = HashSet::new();
    let is_first = |note: &&Note| seen.insert(note.card.identity);
    notes.iter().filter(is_first).collect()
}

fn day(note: &Note) -> Option<Date> {
    let date = note.card.date.as_deref()?;
    date.get(..10)?.parse().ok()
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Author<'a> {
    literal: &'a str,
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: Vec<[i16; 3]>,
}

/// A story as <https://docs.citationstyles.org/> has it.
fn citation(note: &Note) -> Item<'_> {
    let card = &note.card;
    let issued = day(note).map(|day| Issued {
        parts: vec![[day.year(), day.month().into(), day.day().into()]],
    });
    let author = card.bylines.iter().map(|name| Author { literal: name });
    Item {
        id: card.identity.to_string(),
        kind: "article-newspaper",
        title: &card.headline,
        container: card.source.as_deref(),
        author: author.collect(),
        issued,
        url: card.address.as_deref(),
    }
}

fn bibtex(note: &Note) -> String {
    let card = &note.card;
    let authors = Some(card.bylines.join(" and ")).filter(|names| !names.is_empty());
    let day = day(note).map(|day| day.to_string());
    let fields = [
        ("title", Some(card.headline.clone())),
        ("author", authors),
        ("journal", card.source.clone()),
        ("date", day),
        ("url", card.address.clone()),
    ];
    let mut text = format!("@article{{{},\n", card.identity);
    for (name, value) in fields {
        if let Some(value) = value {
            let _ = writeln!(text, "  {name} = {{{}}},", escaped(&value));
        }
    }
    text + "}\n\n"
}

/// What BibTeX would take for its own, set apart.
fn escaped(value: &str) -> String {
    let mut text = String::new();
    let is_kept = |letter: &char| !matches!(letter, '{' | '}' | '\\');
    for letter in one_line(value).chars().filter(is_kept) {
        if matches!(letter, '&' | '%' | '$' | '#' | '_') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

fn markdown(notes: &[Note]) -> String {
    let mut text = String::new();
    for first in stories(notes) {
        let card = &first.card;
        let _ = write!(text, "## {}\n\n", one_line(&card.headline));
        let day = day(first).map(|day| day.to_string());
        let address = card.address.as_ref().map(|address| format!("<{address}>"));
        let facts = [card.source.clone(), day, address];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        if !facts.is_empty() {
            let _ = write!(text, "{}\n\n", facts.join(", "));
        }
        let same = |note: &&Note| note.card.identity == card.identity;
        for note in notes.iter().filter(same) {
            text.push_str(&quoted(note));
        }
    }
    text
}

/// A note as a block quote with its speaker, and the remark below it.
fn quoted(note: &Note) -> String {
    let body = &note.body;
    let mut text = String::new();
    for paragraph in body.words.split('\n') {
        let _ = writeln!(text, "> {paragraph}");
    }
    if let Some(speaker) = &body.speaker {
        let _ = write!(text, ">\n> — {speaker}\n");
    }
    text.push('\n');
    if !body.remark.is_empty() {
        let _ = write!(text, "{}\n\n", body.remark);
    }
    text
}

fn shown(note: &Note, tint: output::Tint) -> String {
    let (body, card) = (&note.body, &note.card);
    let speaker = body.speaker.as_deref().map(|name| rows::bold(name, tint));
    let by = speaker.map_or_else(String::new, |name| format!(" — {name}"));
    let day = day(note).map(|day| format!("{day} · ")).unwrap_or_default();
    let origin = rows::dim(&format!("{day}{}", card.headline), tint);
    let remark = match body.remark.as_str() {
        "" => String::new(),
        remark => format!("  {remark}\n"),
    };
    format!("“{}”{by}\n  {origin}\n{remark}\n", one_line(&body.words))
}
