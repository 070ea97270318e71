//! `byline timeline`: when the stories that answer were published.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::facets::{self, By, Counted};
use super::places::Places;
use super::rows::Asking;
use super::shelf;
use super::update;
use crate::index::facets::{Facet, percent};
use crate::index::timeline::{Entry, Step};
use crate::index::{Cancel, Query};

const EXAMPLES: &str = "\
Examples:
  byline timeline                             all stories
  byline timeline ferry --by month
  byline timeline 'speaker:adeyemi' --json
  byline timeline ferry --by source           which papers wrote about it
  byline timeline ferry --by speaker          who speaks in these stories
Beside each count stands its share of all stories of that time, source or speaker. Stories without a date
are left out of days, months and years. Exit code 1 when nothing is found.";

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

#[derive(Serialize)]
struct Record {
    from: String,
    step: &'static str,
    stories: usize,
    of: usize,
    share: f64,
}

/// Prints a row for each day, month or year in which stories were published, or for each source or
/// speaker of them, each with its share of all stories there are of it.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let query = Query::parse(&options.query.join(" "));
    let query = shelf::knowing(query, places, &archive.library)?;
    update::hints(&query.hints);
    let snapshot = archive.index.snapshot()?;
    let step = match options.by.map(By::facet) {
        None => None,
        Some(Facet::Day) => Some(Step::Day),
        Some(Facet::Month) => Some(Step::Month),
        Some(Facet::Year) => Some(Step::Year),
        Some(facet) => {
            let counts = snapshot.facet(&query, facet, usize::MAX, &Cancel::never())?;
            return facets::print(&counts, facet, Counted::Stories, options.asking.form());
        }
    };
    let timeline = snapshot.timeline(&query, step, &Cancel::never())?;
    let all = snapshot.timeline(&Query::default(), Some(timeline.step), &Cancel::never())?;
    let of = |entry: &Entry| {
        let found = all
            .entries
            .binary_search_by_key(&entry.from, |all| all.from);
        found.map_or(entry.stories, |at| all.entries[at].stories)
    };
    let most = timeline.entries.iter().map(|entry| entry.stories).max();
    options.asking.print(
        &timeline.entries,
        |entry| record(entry, timeline.step, of(entry)),
        |entry, _| line(entry, timeline.step, (of(entry), most.unwrap_or(1))),
    )
}

fn record(entry: &Entry, step: Step, of: usize) -> Record {
    Record {
        from: entry.from.to_string(),
        step: match step {
            Step::Day => "day",
            Step::Month => "month",
            Step::Year => "year",
        },
        stories: entry.stories,
        of,
        share: facets::share(entry.stories, of),
    }
}

fn line(entry: &Entry, step: Step, (of, most): (usize, usize)) -> String {
    let format = match step {
        Step::Day => "%Y-%m-%d",
        Step::Month => "%Y-%m",
        Step::Year => "%Y",
    };
    let from = entry.from.strftime(format);
    let share = percent(entry.stories, of);
    let bar = facets::bar(entry.stories, most);
    format!("{from} {:>6} {share:>5} {bar}\n", entry.stories)
}
