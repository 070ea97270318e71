//! `byline archive check`: how an archive is, and what is wrong with it.

use anyhow::Result;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::Outcome;
use super::output::{Output, complain};
use super::places::Places;
use crate::remote::check::Findings;
use crate::story::Date;

const EXAMPLES: &str = "\
Examples:
  byline archive check press          which engine, what it can do, how much it holds, what is wrong
  byline archive check press --json | jq .stories
Archives are named in config.toml. Exit code 2 where something is wrong.";

/// What is done with an archive.
#[derive(Debug, Args)]
pub struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say which engine it is, what it can do, how much it holds, how fresh that is, and what is wrong
    Check(Check),
}

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
struct Check {
    /// Name of the archive
    #[arg(value_name = "NAME")]
    name: String,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Record<'a> {
    engine: Option<&'a str>,
    abilities: &'a [&'static str],
    stories: Option<usize>,
    utterances: Option<usize>,
    newest: Option<String>,
    sent: Option<String>,
    wrong: &'a [String],
}

/// Looks an archive over.
///
/// # Errors
/// When there is no such archive, or standard output cannot be written.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let Action::Check(check) = &options.action;
    let findings = places.remote(&check.name)?.check();
    let mut out = Output::open();
    if check.json {
        out.json(&record(&findings))?;
    } else {
        out.text(&told(&findings))?;
    }
    out.finish()?;
    if !check.json {
        findings.wrong.iter().for_each(|wrong| complain(wrong));
    }
    Ok(if findings.wrong.is_empty() {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

fn record(findings: &Findings) -> Record<'_> {
    Record {
        engine: findings.engine.as_deref(),
        abilities: &findings.abilities,
        stories: findings.stories,
        utterances: findings.utterances,
        newest: findings.newest.map(|date| date.to_string()),
        sent: sent(findings),
        wrong: &findings.wrong,
    }
}

fn sent(findings: &Findings) -> Option<String> {
    let date = findings.sent.map(|seconds| Date {
        seconds,
        has_time: true,
    });
    date.map(|date| format!("{date}Z"))
}

fn told(findings: &Findings) -> String {
    let newest = findings.newest.map(|date| date.to_string());
    let count = |count: Option<usize>| count.map(|count| count.to_string());
    let abilities = Some(findings.abilities.join(", "));
    let rows = [
        ("engine", findings.engine.clone()),
        ("can", abilities.filter(|abilities| !abilities.is_empty())),
        ("stories", count(findings.stories)),
        ("quotations and turns", count(findings.utterances)),
        ("newest story", newest),
        ("last sent", sent(findings)),
    ];
    let line = |(name, value): (&str, Option<String>)| Some(format!("{name:<22}{}\n", value?));
    rows.into_iter().filter_map(line).collect()
}
