//! `byline timeline`: when the stories that answer were published.

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::places::Places;
use super::rows::Asking;
use super::update;
use crate::index::timeline::{Entry, Step};
use crate::index::{Cancel, Query};

const EXAMPLES: &str = "\
Examples:
  byline timeline                             all stories
  byline timeline ferry --by month
  byline timeline 'speaker:adeyemi' --json
Stories without a date are left out. Exit code 1 when nothing is found.";

/// What is counted, and how.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// A query as in `byline search`
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Length of a row; chosen by the time between the first and the last story if not given
    #[arg(long, value_name = "STEP")]
    by: Option<By>,
    #[command(flatten)]
    asking: Asking,
}

/// The length of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A day
    Day,
    /// A month
    Month,
    /// A year
    Year,
}

impl From<By> for Step {
    fn from(by: By) -> Self {
        match by {
            By::Day => Self::Day,
            By::Month => Self::Month,
            By::Year => Self::Year,
        }
    }
}

#[derive(Serialize)]
struct Record {
    from: String,
    step: &'static str,
    stories: usize,
}

/// Columns of the longest bar.
const WIDEST: usize = 50;

/// Prints a row for each day, month or year in which stories were published.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let query = Query::parse(&options.query.join(" "));
    update::hints(&query.hints);
    let step = options.by.map(Step::from);
    let snapshot = archive.index.snapshot()?;
    let timeline = snapshot.timeline(&query, step, &Cancel::never())?;
    let most = timeline.entries.iter().map(|entry| entry.stories).max();
    options.asking.print(
        &timeline.entries,
        |entry| record(entry, timeline.step),
        |entry, _| bar(entry, timeline.step, most.unwrap_or(1)),
    )
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
