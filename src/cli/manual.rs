//! `byline manual`: a chapter of the manual, set as stories are.

use anyhow::{Context, Result};
use clap::Args;

use super::Outcome;
use super::output::Output;
use super::show;
use crate::format::{self, Source};
use crate::manual::{self, CHAPTERS};

const EXAMPLES: &str = "\
Examples:
  byline manual                       what chapters there are
  byline manual searching | less      one of them";

/// Which chapter.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// A chapter, by its name or the beginning of its title
    #[arg(value_name = "CHAPTER")]
    chapter: Option<String>,
    /// Columns of text
    #[arg(long, value_name = "N", default_value_t = 72, value_parser = clap::value_parser!(u16).range(20..=1000))]
    width: u16,
}

/// Prints a chapter, or what chapters there are.
///
/// # Errors
/// When there is no such chapter, or standard output cannot be written.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut out = Output::open();
    match &options.chapter {
        Some(name) => {
            let chapter = manual::chapter(name).with_context(|| {
                format!("there is no chapter “{name}”; `byline manual` lists them")
            })?;
            let source = Source {
                name: "chapter.md",
                bytes: chapter.text.as_bytes(),
            };
            for story in format::parse(source, format::by_extension(source.name)) {
                out.text(&show::set(&story, options.width))?;
            }
        }
        None => {
            for chapter in CHAPTERS {
                out.text(&format!("{:<14} {}\n", chapter.name, chapter.title()))?;
            }
        }
    }
    out.finish()?;
    Ok(Outcome::Done)
}
