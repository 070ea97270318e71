//! `byline marks`: what is noted of stories, as lines that can be brought together with others.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use super::Outcome;
use super::output::{self, Output};
use super::places::Places;
use super::shelf;

const EXAMPLES: &str = "\
Examples:
  byline marks export > marks.jsonl         everything that is noted, a line each
  byline marks import marks.jsonl           what another machine has noted, too
  ssh desk byline marks export | byline marks import -

A line is a story or a mark: {\"mark\":\"read\",\"of\":STORY,\"value\":true,\"at\":MILLISECONDS}. Of two marks
of one name the newer holds; what was taken away has the value null, and nothing is ever deleted. So
stores can be brought together in any order, and come to the same.";

/// What is to be done with the marks.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    #[command(subcommand)]
    errand: Errand,
}

#[derive(Debug, Subcommand)]
enum Errand {
    /// Print every story and every mark as a line of JSON
    Export,
    /// Take lines in from files, or from standard input as `-`
    Import {
        /// Files of lines
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

/// Exports or imports.
///
/// # Errors
/// When the store or a file cannot be read, or a line is no mark.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    match &options.errand {
        Errand::Export => export(places),
        Errand::Import { files } => import(files, places),
    }
}

fn export(places: &Places) -> Result<Outcome> {
    let store = shelf::open(places)?;
    let mut out = Output::open();
    store.export(&mut |line| out.json(&line))?;
    out.finish()?;
    Ok(Outcome::Done)
}

fn import(files: &[PathBuf], places: &Places) -> Result<Outcome> {
    let mut store = shelf::open_lasting(places)?;
    for file in files {
        let name = file.display();
        let lines = lines(file).with_context(|| format!("cannot read {name}"))?;
        let lines = lines.map(|line| line.context("cannot be read to its end"));
        let brought = store
            .import(lines)
            .with_context(|| format!("cannot take in {name}"))?;
        output::complain(&format!(
            "{name}: {} new, {} known",
            brought.news, brought.known
        ));
    }
    Ok(Outcome::Done)
}

fn lines(file: &Path) -> std::io::Result<impl Iterator<Item = std::io::Result<String>>> {
    let source: Box<dyn Read> = if file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(File::open(file)?)
    };
    Ok(BufReader::new(source).lines())
}
