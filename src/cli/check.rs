//! `byline check`: what was taken for what, how sure that is, and what is doubtful: the way to see
//! why a file reads badly.

mod findings;
mod paint;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::inputs::{Troubles, inputs, print_each};
use super::output::{self, Output};
use super::parse::format_named;
use super::places::Places;
use crate::format::Format;
use crate::library::{Library, Reading};
use findings::CheckRecord;
use paint::{Painter, Shown};

const EXAMPLES: &str = "\
Examples:
  byline check articles/interview.txt     every line with what it was taken for
  byline check draft.md --json | jq .blocks
  byline check articles/ --doubts         only what byline is not sure of

Beside each line: ? where it is a guess, ~ where it is likely, nothing where the text says so.
Below a headline, heading or promo line of plain text: the three signs that weighed most for it.
Colour on a terminal only, and not where NO_COLOR is set.";

/// What to check.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Files and folders; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read everything as this format, whatever the names say
    #[arg(long, value_name = "NAME", value_parser = format_named)]
    format: Option<&'static Format>,
    /// Leave out what is sure
    #[arg(long)]
    doubts: bool,
    /// Print one JSON object a story
    #[arg(long)]
    json: bool,
}

/// Prints the outline of every story.
///
/// # Errors
/// When the configuration cannot be read or standard output cannot be written. What cannot be read is told on standard error.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let reading = Reading {
        format: options.format,
        largest: places.largest()?,
    };
    let mut troubles = Troubles::default();
    let mut out = Output::open();
    let painter = Painter {
        tint: output::tint(),
        shown: if options.doubts {
            Shown::Doubts
        } else {
            Shown::All
        },
    };
    let mut empty = 0;
    for input in inputs(&options.paths, &mut troubles) {
        let stories = print_each(&input, reading, &mut troubles, |path, ordinal, story| {
            let record = CheckRecord::new(path, ordinal, story);
            if options.json {
                out.json(&record)
            } else {
                out.text(&painter.paint(&record))
            }
        })?;
        if stories == Some(0) {
            empty += 1;
            output::complain(&format!("{} holds no story", input.name()));
        }
    }
    if empty > 1 {
        output::complain(&format!("{empty} files hold no story"));
    }
    for folder in options
        .paths
        .iter()
        .filter(|path| path.is_dir() && !options.json)
    {
        let left_out = Library::open(folder)?.left_out();
        if left_out.count() > 0 {
            out.text(&format!("{left_out}\n"))?;
        }
    }
    out.finish()?;
    Ok(if troubles.any() {
        Outcome::Partly
    } else {
        Outcome::Done
    })
}
