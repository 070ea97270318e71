//! `byline parse`: what is known of every story, one JSON object a line.

use std::path::PathBuf;
use std::thread;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::inputs::{Input, Troubles, inputs, print_each};
use super::output::{Output, write_json};
use super::places::Places;
use super::record::StoryRecord;
use crate::format::{self, FORMATS, Format};
use crate::library::Reading;

const EXAMPLES: &str = "\
Examples:
  byline parse articles/                       every story of a folder
  byline parse interview.txt | jq .turns       who asks and who answers
  byline parse --format markdown notes         read a file as Markdown, whatever its name
  curl -s https://x.example/a.txt | byline parse -

One line a story: path, ordinal, headline, deck, bylines, date, saved, text, blocks, sections, quotes with
their speakers, turns, warnings. All places are bytes of `text`.";

/// What to parse.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Files and folders; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read everything as this format, whatever the names say
    #[arg(long, value_name = "NAME", value_parser = format_named)]
    format: Option<&'static Format>,
}

/// The format of that name, for clap.
///
/// # Errors
/// When there is none: the message names those there are.
pub fn format_named(name: &str) -> Result<&'static Format, String> {
    let names: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    format::named(name).ok_or_else(|| format!("formats are {}", names.join(", ")))
}

/// Files that are parsed side by side before their lines are printed in order.
const BATCH: usize = 256;

/// Prints the stories of all paths.
///
/// # Errors
/// When the configuration cannot be read or standard output cannot be written. What cannot be read is told on standard error.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let reading = Reading {
        format: options.format,
        largest: places.largest()?,
    };
    let mut troubles = Troubles::default();
    let inputs = inputs(&options.paths, &mut troubles);
    let mut out = Output::open();
    for batch in inputs.chunks(BATCH) {
        match batch {
            [input] => {
                print_each(input, reading, &mut troubles, |path, ordinal, story| {
                    out.json(&StoryRecord::new(path, ordinal, story))
                })?;
            }
            _ => side_by_side(batch, reading, &mut out, &mut troubles)?,
        }
    }
    out.finish()?;
    Ok(if troubles.any() {
        Outcome::Partly
    } else {
        Outcome::Done
    })
}

/// Parses a batch on several threads and prints its lines in order.
fn side_by_side(
    batch: &[Input],
    reading: Reading,
    out: &mut Output,
    troubles: &mut Troubles,
) -> Result<()> {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(4);
    let share = batch.len().div_ceil(threads);
    let done: Vec<Vec<Lines>> = thread::scope(|scope| {
        let workers: Vec<_> = batch
            .chunks(share)
            .map(|inputs| {
                scope.spawn(move || inputs.iter().map(|input| lines(input, reading)).collect())
            })
            .collect();
        let results = workers.into_iter().map(thread::ScopedJoinHandle::join);
        results
            .map(|lines| lines.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    for lines in done.into_iter().flatten() {
        out.bytes(&lines.printed)?;
        if let Some(error) = lines.error {
            troubles.tell(&error);
        }
    }
    Ok(())
}

/// What one input gives.
struct Lines {
    printed: Vec<u8>,
    error: Option<anyhow::Error>,
}

fn lines(input: &Input, reading: Reading) -> Lines {
    let name = input.name();
    let mut printed = Vec::new();
    let mut ordinal = 0;
    let read = input.stories(reading, &mut |story| {
        write_json(&mut printed, &StoryRecord::new(&name, ordinal, &story))?;
        ordinal += 1;
        Ok(())
    });
    Lines {
        printed,
        error: read.err(),
    }
}
