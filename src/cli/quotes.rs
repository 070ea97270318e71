//! `byline quotes`: what was said, across all stories.

use anyhow::{Result, ensure};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::facets::{self, By, Counted};
use super::output::Tint;
use super::places::Places;
use super::rows::{self, Asking, Limits, Order};
use super::shelf;
use super::update;
use crate::index::{
    Cancel, Citation, Query, Snapshot, Total, Utterance, UtteranceKind, UtteranceList,
};
use crate::remote::Remote;
use crate::story::Certainty;

const EXAMPLES: &str = "\
Examples:
  byline quotes tonne                        said by anybody
  byline quotes --speaker adeyemi --json | jq -r .text
  byline quotes 'asked:bell after:2025'      questions of interviews
  byline quotes tonne --sort oldest          who said it first
  byline quotes tonne --by year              when it was said, and the share of all that was said then
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
    /// Count by this instead of listing; the same words once
    #[arg(long, value_name = "WHAT", conflicts_with = "facets")]
    by: Option<By>,
    /// Count by people, sources, years and kinds of stories instead of listing
    #[arg(long)]
    facets: bool,
    #[command(flatten)]
    order: Order,
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
    highlights: Vec<[usize; 2]>,
    also: Vec<rows::PlaceRecord<'a>>,
    #[serde(flatten)]
    total: rows::TotalRecord,
}

/// Prints what was said.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let mut text = options.query.join(" ");
    if let Some(speaker) = &options.speaker {
        text = format!("speaker:\"{}\" {text}", speaker.replace('"', " "));
    }
    if let Some(remote) = places.asked_archive()? {
        return ask(options, &text, places, &remote);
    }
    let archive = options.asking.archive(places)?;
    let load = |id: &_| archive.load(id);
    let snapshot = archive.index.snapshot()?;
    let query = options.order.of(Query::parse(&text));
    let query = shelf::knowing(query, places, &archive.library)?;
    let list = snapshot.all_utterances(&query, &Cancel::never())?;
    update::hints(&list.hints);
    if options.facets || options.by.is_some() {
        return count(options, &snapshot, &list);
    }
    let mut printed = options.asking.printer();
    snapshot.read_utterances(&list, options.limits.window(), &load, &mut |row| {
        printed.row(&row, |row| record(row, list.total), shown)
    })?;
    printed.finish(list.total, ("utterance", "utterances"))
}

/// Prints what was said in an archive.
fn ask(options: &Options, text: &str, places: &Places, remote: &Remote) -> Result<Outcome> {
    ensure!(
        !options.facets && options.by.is_none(),
        "facets are counted in the library alone; leave out --archive"
    );
    let query = shelf::knowing_of(options.order.of(Query::parse(text)), places)?;
    let page = remote.utterances(&query, options.limits.window(), &Cancel::never())?;
    update::hints(&page.hints);
    let mut printed = options.asking.printer();
    for row in &page.rows {
        printed.row(row, |row| record(row, page.total), shown)?;
    }
    printed.finish(page.total, ("utterance", "utterances"))
}

fn count(options: &Options, snapshot: &Snapshot, list: &UtteranceList) -> Result<Outcome> {
    let form = options.asking.form();
    let mut count = |facet, most| snapshot.facet_of_utterances(list, facet, most, &Cancel::never());
    let Some(by) = options.by.map(By::facet) else {
        return facets::print_all(&mut count, Counted::Utterances, form);
    };
    facets::print(&count(by, usize::MAX)?, by, Counted::Utterances, form)
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
        highlights: rows::pairs(&row.highlights),
        also: row.also.iter().map(place).collect(),
        total: total.into(),
    }
}

fn kind(kind: UtteranceKind) -> &'static str {
    use crate::story::{QuotationKind, TurnRole};
    match kind {
        UtteranceKind::Quotation(QuotationKind::Direct) => "direct",
        UtteranceKind::Quotation(QuotationKind::Mixed) => "mixed",
        UtteranceKind::Quotation(QuotationKind::Block) => "block",
        UtteranceKind::Turn(TurnRole::Question) => "question",
        UtteranceKind::Turn(TurnRole::Answer) => "answer",
        UtteranceKind::Turn(TurnRole::Other) => "other",
    }
}

fn place(place: &Citation) -> rows::PlaceRecord<'_> {
    rows::PlaceRecord {
        path: &place.id.path,
        ordinal: place.id.ordinal,
        headline: &place.headline,
        date: place.date.map(|date| date.to_string()),
        source: place.source.as_deref(),
    }
}

/// The words, lit where they were looked for; of long ones what stands around these.
fn words(row: &Utterance, tint: Tint) -> String {
    if row.highlights.is_empty() {
        return row.text.replace(['\n', '\t'], " ");
    }
    let before = if row.excerpt.start > 0 { "… " } else { "" };
    let after = if row.excerpt.end < row.text.len() {
        " …"
    } else {
        ""
    };
    let shown = rows::lit(&row.text, row.excerpt, &row.highlights, tint);
    format!("{before}{}{after}", shown.trim())
}

fn shown(row: &Utterance, tint: Tint) -> String {
    let text = words(row, tint);
    let text = match row.kind {
        UtteranceKind::Quotation(_) => format!("“{text}”"),
        UtteranceKind::Turn(_) => text,
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
