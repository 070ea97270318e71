//! `byline show`: one story to read, in a pipe or on paper.

mod page;

use anyhow::Result;
use clap::Args;

use super::Outcome;
use super::output::Output;
use super::places::Places;
use super::record::StoryRecord;

const EXAMPLES: &str = "\
Examples:
  byline show ferry                        the story with that word in its headline
  byline show news/monday.txt#2            the third story of a file
  byline --library news show monday.txt --width 60 | less
  byline show ferry --json | jq .quotes    what byline knows about it";

/// Which story, and how.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// PATH, PATH#NUMBER (the first story is 0), or a part of the headline
    #[arg(value_name = "STORY")]
    story: String,
    /// Columns of text
    #[arg(long, value_name = "N", default_value_t = 72, value_parser = clap::value_parser!(u16).range(20..=1000))]
    width: u16,
    /// Print what is known of it instead, as `byline parse` does
    #[arg(long)]
    json: bool,
}

/// Prints the story.
///
/// # Errors
/// When no story or more than one is meant, or it cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let (id, story) = places.library()?.find(&options.story)?;
    let mut out = Output::open();
    if options.json {
        out.json(&StoryRecord::new(&id.path, id.ordinal, &story))?;
    } else {
        out.text(&page::page(&story, usize::from(options.width)))?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}
