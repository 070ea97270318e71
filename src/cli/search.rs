//! `byline search`: stories, each with the passage that answers best.

mod print;

use anyhow::{Result, ensure};
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::facets::{self, Counted};
use super::places::Places;
use super::rows::{self, Asking, Limits, Order};
use super::shelf;
use super::update;
use crate::index::{Cancel, Passage, PassageKind, Query, Row, Total};
use crate::remote::Remote;
use crate::story::StoryKind;

const EXAMPLES: &str = "\
Examples:
  byline search dredging
  byline search 'speaker:adeyemi tonne'          said in one breath
  byline search 'said:\"every tonne\" after:2025-01'
  byline search 'is:interview asked:bell -tariff' --json | jq -r .headline
  byline search dredging --facets                who speaks of it, where and when
  byline search dredging --archive press         the same of an archive, see config.toml

Words must all be there, the last one may be a beginning; \"…\" is a phrase, -word leaves out, OR
chooses, ( ) groups, word~ forgives spelling, =word is no other form, wo?d and w*d have gaps,
a NEAR/5 b and \"a b\"~5 stand near each other; speaker:a speaker:b speak in one story.
Fields: headline: deck: section: body: said: asked: answered: speaker: source: byline: tag: path:
is: my: lang: after: before: on: words: quotes: sort: copies:.
Stories of nearly the same text are one row (“+2 elsewhere”); copies:all shows each.
Exit code 1 when nothing is found.";

/// What to look for, and how to show it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// The query; several arguments are read as one
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// Count the stories by people, sources, years and kinds instead of listing them
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
    kind: StoryKind,
    words: usize,
    quotations: usize,
    copies: usize,
    score: f32,
    #[serde(flatten)]
    total: rows::TotalRecord,
    passage: Option<PassageRecord<'a>>,
}

#[derive(Serialize)]
struct PassageRecord<'a> {
    kind: PassageKind,
    speaker: Option<&'a str>,
    start: usize,
    end: usize,
    text: &'a str,
    highlights: Vec<[usize; 2]>,
    hits: Vec<[usize; 2]>,
}

/// Prints the stories that answer.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    if let Some(remote) = places.asked_archive()? {
        return ask(options, places, &remote);
    }
    let archive = options.asking.archive(places)?;
    let query = options.order.of(Query::parse(&options.query.join(" ")));
    let query = shelf::knowing(query, places, &archive.library)?;
    let window = options.limits.window();
    let load = |id: &_| archive.load(id);
    let snapshot = archive.index.snapshot()?;
    if options.facets {
        let mut count = |facet, most| snapshot.facet(&query, facet, most, &Cancel::never());
        return facets::print_all(&mut count, Counted::Stories, options.asking.form());
    }
    let list = snapshot.all_stories(&query, window, &Cancel::never())?;
    update::hints(&list.hints);
    let mut printed = options.asking.printer();
    snapshot.read_stories(&list, &load, &mut |row| {
        printed.row(&row, |row| record(row, list.total), print::row)
    })?;
    printed.finish(list.total, ("story", "stories"))
}

/// Prints the stories of an archive that answer.
fn ask(options: &Options, places: &Places, remote: &Remote) -> Result<Outcome> {
    ensure!(
        !options.facets,
        "facets are counted in the library alone; leave out --archive"
    );
    let query = options.order.of(Query::parse(&options.query.join(" ")));
    let query = shelf::knowing_of(query, places)?;
    let page = remote.page(&query, options.limits.window(), &Cancel::never())?;
    update::hints(&page.hints);
    let mut printed = options.asking.printer();
    for row in &page.rows {
        printed.row(row, |row| record(row, page.total), print::row)?;
    }
    printed.finish(page.total, ("story", "stories"))
}

fn record(row: &Row, total: Total) -> Record<'_> {
    Record {
        place: row.into(),
        kind: row.kind,
        words: row.words,
        quotations: row.quotations,
        copies: row.copies,
        score: row.score,
        total: total.into(),
        passage: row.passage.as_ref().map(passage),
    }
}

fn passage(passage: &Passage) -> PassageRecord<'_> {
    PassageRecord {
        kind: passage.kind,
        speaker: passage.speaker.as_deref(),
        start: passage.span.start,
        end: passage.span.end,
        text: &passage.text,
        highlights: rows::pairs(&passage.highlights),
        hits: rows::pairs(&passage.hits),
    }
}
