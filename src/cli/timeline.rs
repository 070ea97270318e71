//! `byline timeline`: when the stories that answer were published.

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::places::Places;
use super::rows::Asking;
use super::shelf;
use super::update;
use crate::index::facets::{Facet, FacetCount};
use crate::index::timeline::{Entry, Step};
use crate::index::{Cancel, Query};

const EXAMPLES: &str = "\
Examples:
  byline timeline                             all stories
  byline timeline ferry --by month
  byline timeline 'speaker:adeyemi' --json
  byline timeline ferry --by source           which papers wrote about it
  byline timeline ferry --by speaker          who speaks in these stories
Stories without a date are left out of days, months and years. Exit code 1 when nothing is found.";

/// What is counted, and how.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// A query as in `byline search`
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// What stories are counted by; a time between the first and the last story if not given
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
    #[command(flatten)]
    asking: Asking,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A day
    Day,
    /// A month
    Month,
    /// A year
    Year,
    /// A source
    Source,
    /// Somebody who speaks
    Speaker,
}

impl By {
    /// A length of time, or else a property of the stories.
    fn split(self) -> (Option<Step>, Option<Facet>) {
        match self {
            Self::Day => (Some(Step::Day), None),
            Self::Month => (Some(Step::Month), None),
            Self::Year => (Some(Step::Year), None),
            Self::Source => (None, Some(Facet::Source)),
            Self::Speaker => (None, Some(Facet::Speaker)),
        }
    }
}

#[derive(Serialize)]
struct Record {
    from: String,
    step: &'static str,
    stories: usize,
}

#[derive(Serialize)]
struct FacetRecord<'a> {
    by: &'static str,
    value: &'a str,
    stories: usize,
}

/// Columns of the longest bar.
const WIDEST: usize = 50;

/// Prints a row for each day, month or year in which stories were published, or for each source or
/// speaker of them.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let query = Query::parse(&options.query.join(" "));
    let query = shelf::knowing(query, places, &archive.library)?;
    update::hints(&query.hints);
    let (step, facet) = options.by.map_or((None, None), By::split);
    let snapshot = archive.index.snapshot()?;
    if let Some(facet) = facet {
        let shares = snapshot.facet(&query, facet, &Cancel::never())?;
        return print_facet(options.asking, &shares, facet);
    }
    let timeline = snapshot.timeline(&query, step, &Cancel::never())?;
    let most = timeline.entries.iter().map(|entry| entry.stories).max();
    options.asking.print(
        &timeline.entries,
        |entry| record(entry, timeline.step),
        |entry, _| bar(entry, timeline.step, most.unwrap_or(1)),
    )
}

fn print_facet(asking: Asking, shares: &[FacetCount], facet: Facet) -> Result<Outcome> {
    let most = shares.first().map_or(1, |share| share.stories);
    let record = |share| facet_record(share, facet);
    asking.print(shares, record, |share: &FacetCount, _| {
        let length = (share.stories * WIDEST).div_ceil(most);
        format!(
            "{:>6} {:<WIDEST$} {}\n",
            share.stories,
            "█".repeat(length),
            share.value
        )
    })
}

fn facet_record(share: &FacetCount, facet: Facet) -> FacetRecord<'_> {
    FacetRecord {
        by: match facet {
            Facet::Source => "source",
            Facet::Speaker => "speaker",
        },
        value: &share.value,
        stories: share.stories,
    }
}

fn record(entry: &Entry, step: Step) -> Record {
    Record {
        from: entry.from.to_string(),
        step: match step {
            Step::Day => "day",
            Step::Month => "month",
            Step::Year => "year",
        },
        stories: entry.stories,
    }
}

fn bar(entry: &Entry, step: Step, most: usize) -> String {
    let length = (entry.stories * WIDEST).div_ceil(most);
    let format = match step {
        Step::Day => "%Y-%m-%d",
        Step::Month => "%Y-%m",
        Step::Year => "%Y",
    };
    let from = entry.from.strftime(format);
    format!("{from} {:>6} {}\n", entry.stories, "█".repeat(length))
}
