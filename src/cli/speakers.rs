//! `byline speakers`: who speaks in the library.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::Tint;
use super::places::Places;
use super::rows::{self, Asking, Limits};
use crate::index::Total;
use crate::index::people::Speaker;
use crate::story::Date;

const EXAMPLES: &str = "\
Examples:
  byline speakers                       everybody, those of most stories first
  byline speakers ade                   whose name has a word that begins so
  byline speakers --json | jq -r 'select(.quotations > 9) | .name'
Exit code 1 when nobody is found.";

/// Who is looked for, and how they are shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Beginnings of the words of a name
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    asking: Asking,
}

#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    variants: &'a [String],
    role: Option<&'a str>,
    stories: usize,
    quotations: usize,
    turns: usize,
    words: usize,
    first: Option<String>,
    last: Option<String>,
    #[serde(flatten)]
    total: rows::TotalRecord,
}

/// Prints who speaks.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let snapshot = archive.index.snapshot()?;
    let page = snapshot.people(&options.name.join(" "), options.limits.window())?;
    let mut printed = options.asking.printer();
    for speaker in &page.rows {
        printed.row(speaker, |speaker| record(speaker, page.total), shown)?;
    }
    printed.finish(page.total, ("speaker", "speakers"))
}

fn record(speaker: &Speaker, total: Total) -> Record<'_> {
    Record {
        name: &speaker.name,
        variants: &speaker.variants,
        role: speaker.role.as_deref(),
        stories: speaker.stories,
        quotations: speaker.quotations,
        turns: speaker.turns,
        words: speaker.words,
        first: speaker.first.map(|date| date.to_string()),
        last: speaker.last.map(|date| date.to_string()),
        total: total.into(),
    }
}

fn shown(speaker: &Speaker, tint: Tint) -> String {
    let name = rows::bold(&speaker.name, tint);
    let role = speaker.role.as_ref().map(|role| format!(", {role}"));
    let mut facts = rows::counted(&[
        (speaker.stories, "story", "stories"),
        (speaker.quotations, "quotation", "quotations"),
        (speaker.turns, "turn", "turns"),
    ]);
    let (first, last) = (speaker.first.map(Date::day), speaker.last.map(Date::day));
    match (first, last) {
        (Some(first), Some(last)) if first == last => facts.push(last.to_string()),
        (Some(first), Some(last)) => facts.push(format!("{first} to {last}")),
        _ => (),
    }
    let facts = rows::dim(&facts.join(" · "), tint);
    format!("{name}{}\n  {facts}\n", role.unwrap_or_default())
}
