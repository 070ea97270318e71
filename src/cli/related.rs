//! `byline related`: stories that have people or rare words in common with one.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::Tint;
use super::places::Places;
use super::rows::{self, Asking};
use crate::index::{Cancel, Related};

const EXAMPLES: &str = "\
Examples:
  byline related ferry                  the story with that word in its headline
  byline related news/monday.txt#2 --json
Exit code 1 when no story is related.";

/// Which story, and how the others are shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// PATH, PATH#NUMBER (the first story is 0), or a part of the headline
    #[arg(value_name = "STORY")]
    story: String,
    /// Stories shown at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    #[command(flatten)]
    asking: Asking,
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    place: rows::PlaceRecord<'a>,
    score: f32,
    people: &'a [String],
    words: &'a [String],
}

/// Prints the stories.
///
/// # Errors
/// When the story, the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let (id, story) = archive.library.find(&options.story)?;
    let snapshot = archive.index.snapshot()?;
    let load = |id: &_| archive.load(id);
    let related = snapshot.related(&id, &story, options.limit, &Cancel::never(), &load)?;
    options.asking.print(&related, record, shown)
}

fn record(found: &Related) -> Record<'_> {
    Record {
        place: (&found.row).into(),
        score: found.row.score,
        people: &found.people,
        words: &found.words,
    }
}

fn shown(found: &Related, tint: Tint) -> String {
    let reasons: Vec<&str> = found
        .people
        .iter()
        .chain(&found.words)
        .map(String::as_str)
        .collect();
    let headline = rows::bold(&found.row.headline, tint);
    let date = found.row.date.map(|date| format!("{} · ", date.day()));
    let why = format!("{}both: {}", date.unwrap_or_default(), reasons.join(", "));
    format!("{headline}\n  {}\n", rows::dim(&why, tint))
}
