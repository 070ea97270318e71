//! `byline quotes`: what was said, across all stories.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::Tint;
use super::places::Places;
use super::rows::{self, Asking, Limits};
use super::update;
use crate::index::utterances::{Kind, Place, Utterance};
use crate::index::{Cancel, Query, Total};
use crate::story::Certainty;

const EXAMPLES: &str = "\
Examples:
  byline quotes tonne                        said by anybody
  byline quotes --speaker adeyemi --json | jq -r .text
  byline quotes 'asked:bell after:2025'      questions of interviews
The newest come first; the same words in several stories are shown once, with “also in”.
Exit code 1 when nothing is found.";

/// What is looked for, and how it is shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Words that were said, and fields as in `byline search`
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Who says it: a name or a part of it
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    asking: Asking,
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    place: rows::PlaceRecord<'a>,
    kind: String,
    speaker: Option<&'a str>,
    certainty: Certainty,
    start: usize,
    end: usize,
    text: &'a str,
    also: Vec<rows::PlaceRecord<'a>>,
    #[serde(flatten)]
    total: rows::TotalRecord,
}

/// Prints what was said.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let mut text = options.query.join(" ");
    if let Some(speaker) = &options.speaker {
        text = format!("speaker:\"{}\" {text}", speaker.replace('"', " "));
    }
    let load = |id: &_| archive.load(id);
    let searcher = archive.index.searcher()?;
    let window = options.limits.window();
    let page = searcher.utterances(&Query::parse(&text), window, &Cancel::never(), &load)?;
    update::hints(&page.hints);
    let record = |row| record(row, page.total);
    options.asking.print(&page.rows, record, shown)
}

fn record(row: &Utterance, total: Total) -> Record<'_> {
    Record {
        place: place(&row.place),
        kind: kind(row.kind).to_owned(),
        speaker: row.speaker.as_deref(),
        certainty: row.certainty,
        start: row.span.start,
        end: row.span.end,
        text: &row.text,
        also: row.also.iter().map(place).collect(),
        total: total.into(),
    }
}

fn kind(kind: Kind) -> &'static str {
    use crate::story::{QuotationKind, TurnRole};
    match kind {
        Kind::Quotation(QuotationKind::Direct) => "direct",
        Kind::Quotation(QuotationKind::Mixed) => "mixed",
        Kind::Quotation(QuotationKind::Block) => "block",
        Kind::Turn(TurnRole::Question) => "question",
        Kind::Turn(TurnRole::Answer) => "answer",
        Kind::Turn(TurnRole::Other) => "other",
    }
}

fn place(place: &Place) -> rows::PlaceRecord<'_> {
    rows::PlaceRecord {
        path: &place.id.path,
        ordinal: place.id.ordinal,
        headline: &place.headline,
        date: place.date.map(|date| date.to_string()),
        source: place.source.as_deref(),
    }
}

fn shown(row: &Utterance, tint: Tint) -> String {
    let text = row.text.replace(['\n', '\t'], " ");
    let text = match row.kind {
        Kind::Quotation(_) => format!("“{text}”"),
        Kind::Turn(_) => text,
    };
    let speaker = row.speaker.as_deref().unwrap_or("unattributed");
    let date = row.place.date.map(|date| format!("{} · ", date.day()));
    let also = match row.also.as_slice() {
        [] => String::new(),
        [only] => format!(" · also in {}", only.headline),
        more => format!(" · also in {} more stories", more.len()),
    };
    let headline = &row.place.headline;
    let origin = format!("{}{headline}{also}", date.unwrap_or_default());
    let origin = rows::dim(&origin, tint);
    format!("{text} — {}\n  {origin}\n\n", rows::bold(speaker, tint))
}
