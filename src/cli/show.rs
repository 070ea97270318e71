//! `byline show`: one story to read, in a pipe or on paper.

mod page;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use super::Outcome;
use super::output::Output;
use super::places::Places;
use super::record::StoryRecord;
use crate::fetch::address::is_address;
use crate::library::STREAM;
use crate::story::{Story, StoryId};
use crate::typeset::{Hyphens, Manner};

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
    /// PATH, PATH#NUMBER (the first story is 0), a part of the headline, the address of a page, or - for standard input
    #[arg(value_name = "STORY")]
    story: String,
    /// Columns of text
    #[arg(long, value_name = "N", default_value_t = 72, value_parser = clap::value_parser!(u16).range(20..=1000))]
    width: u16,
    /// Part words at the ends of lines where these would else be ragged
    #[arg(long, value_name = "WHEN", default_value = "off")]
    hyphenate: Hyphenate,
    /// Print what is known of it instead, as `byline parse` does
    #[arg(long)]
    json: bool,
}

/// Whether words are parted. In a pipe they stay whole by default, so that they can be looked for.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Hyphenate {
    On,
    Off,
}

/// Prints the story.
///
/// # Errors
/// When no story or more than one is meant, or it cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let (id, story) = find(&options.story, places)?;
    let mut out = Output::open();
    if options.json {
        out.json(&StoryRecord::new(&id.path, id.ordinal, &story))?;
    } else {
        let manner = Manner {
            hyphens: match options.hyphenate {
                Hyphenate::On => Hyphens::On,
                Hyphenate::Off => Hyphens::Off,
            },
            ..Manner::default()
        };
        out.text(&page::page(&story, usize::from(options.width), manner))?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}

/// A story as text of so many columns, words whole.
pub(super) fn set(story: &Story, width: u16) -> String {
    page::page(story, usize::from(width), Manner::default())
}

/// The story of the library that is named, or else that of a file anywhere, or of standard input.
///
/// # Errors
/// When no story or more than one is meant, or it cannot be read.
pub fn find(text: &str, places: &Places) -> Result<(StoryId, Story)> {
    if let Some(remote) = places.asked_archive()? {
        let (id, story) = remote.find(text)?;
        return Ok((id, Arc::unwrap_or_clone(story)));
    }
    let here = file_here(text);
    match (places.library(), here) {
        (Ok(library), Some((path, _))) if library.holds(path) => library.find(text),
        (_, Some((path, ordinal))) => {
            let paths = vec![path.into()];
            let one = Places {
                paths,
                ..places.clone()
            }
            .library()?;
            let path = if is_address(path) { STREAM } else { path };
            let stories = one.stories(path)?;
            let count = stories.len();
            let found = stories.into_iter().nth(ordinal);
            found.with_context(|| {
                format!("{path} holds {count} stories, and none with the number {ordinal}")
            })
        }
        (library, None) => library?.find(text),
    }
}

/// The file and the number, where the text names a file from where the reader stands.
fn file_here(text: &str) -> Option<(&str, usize)> {
    let is_there = |path: &str| path == STREAM || is_address(path) || Path::new(path).is_file();
    let numbered = text
        .rsplit_once('#')
        .and_then(|(path, number)| Some((path, number.parse().ok()?)));
    [Some((text, 0)), numbered]
        .into_iter()
        .flatten()
        .find(|(path, _)| is_there(path))
}
