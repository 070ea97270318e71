//! `byline index`: brings the index up to date, and says what it holds.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::Output;
use super::places::Places;
use super::update;
use crate::index::Stats;

const EXAMPLES: &str = "\
Examples:
  byline --library news index              read what is new, with progress on standard error
  byline --library news index --stats      and say what the index holds
  byline --library news index --verify     read its files through; what is damaged is made anew
  byline --library news index --json | jq .stories

It may be interrupted at any moment; what was read stays read. The index is a cache: delete its
folder whenever you like.";

/// What is told afterwards.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Say what the index holds and how large it is
    #[arg(long)]
    stats: bool,
    /// Read all files of the index through, and make it anew where one is not as it was written
    #[arg(long)]
    verify: bool,
    /// Print all of it as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Record {
    read: usize,
    removed: usize,
    unchanged: usize,
    empty: usize,
    failed: usize,
    interrupted: bool,
    locked: bool,
    #[serde(flatten)]
    stats: Stats,
}

/// Updates the index.
///
/// # Errors
/// When the library cannot be read or the index cannot be written.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let (mut archive, mut outcome) = update::current(places)?;
    if options.verify && !archive.index.verify()? && update::mend(places)? {
        drop(archive);
        (archive, outcome) = update::current(places)?;
    }
    let stats = archive.index.stats()?;
    let mut out = Output::open();
    if options.json {
        out.json(&Record {
            read: outcome.read,
            removed: outcome.removed,
            unchanged: outcome.unchanged,
            empty: outcome.empty,
            failed: outcome.failed.len(),
            interrupted: outcome.interrupted,
            locked: outcome.locked,
            stats,
        })?;
    } else {
        out.text(&format!(
            "{}; {} read{}, {} removed, {} unchanged\n",
            number(stats.stories, "story", "stories"),
            number(outcome.read, "file", "files"),
            match outcome.empty {
                0 => String::new(),
                empty => format!(" ({empty} without a story, which `byline check` names)"),
            },
            outcome.removed,
            outcome.unchanged
        ))?;
        if options.stats {
            out.text(&table(&stats))?;
            let left_out = archive.library.left_out();
            if left_out.count() > 0 {
                out.text(&format!("{left_out}\n"))?;
            }
        }
    }
    out.finish()?;
    Ok(if outcome.failed.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn table(stats: &Stats) -> String {
    let rows = [
        ("files", stats.files as u64),
        ("stories", stats.stories as u64),
        ("people", stats.people as u64),
        ("quotations and turns", stats.utterances as u64),
        ("words in the dictionary", stats.words as u64),
        ("parts", stats.parts as u64),
        ("bytes", stats.bytes),
    ];
    let line = |(name, count): (&str, u64)| format!("{name:<24}{count:>14}\n");
    rows.into_iter().map(line).collect()
}
