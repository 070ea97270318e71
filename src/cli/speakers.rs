//! `byline speakers`: who speaks in the library.

mod check;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::Tint;
use super::places::Places;
use super::rows::{self, Asking, Limits};
use crate::index::people::{Held, Merged, Speaker};
use crate::index::{Total, Why};
use crate::story::Date;

const EXAMPLES: &str = "\
Examples:
  byline speakers                       everybody, those of most stories first
  byline speakers ade                   one of whose names has a word that begins so
  byline speakers --check               which names were taken for one person, and why
  byline speakers --json | jq -r 'select(.quotations > 9) | .name'
Names are one person where they differ in titles or initials, or where one is the surname of the only full
name of its source. people.toml beside the configuration says otherwise:
  same = [[\"Gladys Holm\", \"Gladys Berg\"]]
  not-the-same = [[\"Holm\", \"Gladys Holm\"]]
Exit code 1 when nobody is found.";

/// Who is looked for, and how they are shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Beginnings of the words of a name
    #[arg(value_name = "NAME")]
    name: Vec<String>,
    /// Show which names were taken for one person and why, and what is wrong with people.toml
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    asking: Asking,
}

#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    variants: &'a [String],
    merged: Vec<MergedRecord<'a>>,
    role: Option<&'a str>,
    roles: Vec<HeldRecord<'a>>,
    stories: usize,
    quotations: usize,
    turns: usize,
    words: usize,
    first: Option<String>,
    last: Option<String>,
    #[serde(flatten)]
    total: rows::TotalRecord,
}

#[derive(Serialize)]
struct MergedRecord<'a> {
    name: &'a str,
    why: &'static str,
    source: Option<&'a str>,
    stories: usize,
}

#[derive(Serialize)]
struct HeldRecord<'a> {
    role: &'a str,
    stories: usize,
    first: Option<String>,
    last: Option<String>,
}

/// Prints who speaks.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let archive = options.asking.archive(places)?;
    let snapshot = archive.index.snapshot()?;
    let typed = options.name.join(" ");
    if options.check {
        return check::run(&snapshot, &typed, options.asking);
    }
    let page = snapshot.people(&typed, options.limits.window())?;
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
        merged: speaker.merged.iter().map(merged).collect(),
        role: speaker.role.as_deref(),
        roles: speaker.roles.iter().map(held).collect(),
        stories: speaker.stories,
        quotations: speaker.quotations,
        turns: speaker.turns,
        words: speaker.words,
        first: speaker.first.map(|date| date.to_string()),
        last: speaker.last.map(|date| date.to_string()),
        total: total.into(),
    }
}

fn merged(merged: &Merged) -> MergedRecord<'_> {
    MergedRecord {
        name: &merged.name,
        why: match merged.why {
            Why::Itself => "itself",
            Why::Title => "title",
            Why::Initials => "initials",
            Why::Surname => "surname",
            Why::Told => "told",
        },
        source: merged.source.as_deref(),
        stories: merged.stories,
    }
}

fn held(held: &Held) -> HeldRecord<'_> {
    HeldRecord {
        role: &held.role,
        stories: held.stories,
        first: held.first.map(|date| date.to_string()),
        last: held.last.map(|date| date.to_string()),
    }
}

fn shown(speaker: &Speaker, tint: Tint) -> String {
    let name = rows::bold(&speaker.name, tint);
    let role = speaker
        .roles
        .first()
        .map(|held| format!(", {}", dated(held)));
    let mut facts = rows::counted(&[
        (speaker.stories, "story", "stories"),
        (speaker.quotations, "quotation", "quotations"),
        (speaker.turns, "turn", "turns"),
    ]);
    facts.extend(days(speaker.first, speaker.last));
    let names: Vec<&str> = speaker.merged.iter().map(|merged| &*merged.name).collect();
    if !names.is_empty() {
        facts.push(format!("also {}", names.join(", ")));
    }
    let facts = rows::dim(&facts.join(" · "), tint);
    format!("{name}{}\n  {facts}\n", role.unwrap_or_default())
}

/// A role with the day on which it was last printed.
fn dated(held: &Held) -> String {
    let last = held.last.map(|last| format!(" ({})", last.day()));
    format!("{}{}", held.role, last.unwrap_or_default())
}

fn days(first: Option<Date>, last: Option<Date>) -> Option<String> {
    let (first, last) = (first?.day(), last?.day());
    Some(if first == last {
        first.to_string()
    } else {
        format!("{first} to {last}")
    })
}
