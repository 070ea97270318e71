//! Before a command asks the index: open it, and bring it up to date with the files.

use std::io::{IsTerminal, Write, stderr};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::Result;
use clap::Args;

use super::output::complain;
use super::places::Places;
use crate::archive::Archive;
use crate::index::sync::Outcome;
use crate::index::{Hint, Progress};

/// Whether the index follows the files first.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Freshness {
    /// Ask the index as it is, without looking for files that changed
    #[arg(long)]
    no_sync: bool,
}

/// Updates shorter than this are not worth a word.
const QUIET: Duration = Duration::from_millis(500);

/// Opens the archive of the library and brings it up to date.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn archive(places: &Places, freshness: Freshness) -> Result<Archive> {
    let archive = open(places)?;
    if !freshness.no_sync {
        update(&archive)?;
    }
    Ok(archive)
}

/// Opens the archive of the library. Where the index folder cannot be used, the index is made in
/// memory and standard error says so.
///
/// # Errors
/// When the library cannot be read.
pub fn open(places: &Places) -> Result<Archive> {
    let library = places.library()?;
    let folder = places.index(&library);
    let opened = folder.and_then(|folder| Archive::open(library.clone(), &folder));
    opened.or_else(|error| {
        complain(&format!("{error:#}; it is made in memory this time"));
        Archive::in_memory(library)
    })
}

/// Brings the index up to date; progress and what could not be read go to standard error.
///
/// # Errors
/// When the index cannot be read or written.
pub fn update(archive: &Archive) -> Result<Outcome> {
    let watched = stderr().is_terminal();
    let mut is_shown = false;
    let mut watch = |progress: Progress| {
        if watched && (is_shown || progress.elapsed > QUIET) {
            is_shown = true;
            show(progress);
        }
    };
    let outcome = archive.update(&mut watch, &AtomicBool::new(false))?;
    for failed in &outcome.failed {
        complain(failed);
    }
    if outcome.locked {
        complain("another byline is bringing the index up to date; this is what it holds now");
    }
    Ok(outcome)
}

/// Says on standard error how a query was read.
pub fn hints(hints: &[Hint]) {
    for hint in hints {
        complain(&hint.message);
    }
}

fn show(progress: Progress) {
    const MEGABYTE: u64 = 1_000_000;
    let end = if progress.finished { "\n" } else { "" };
    let line = format!(
        "\r{} stories, {} of {} files, {} of {} MB, {:.0} stories a second, {}\x1b[K{end}",
        progress.stories,
        progress.done,
        progress.total,
        progress.bytes / MEGABYTE,
        progress.total_bytes.div_ceil(MEGABYTE),
        progress.rate(),
        match progress.left() {
            Some(left) if !progress.finished => format!("{:.0} s left", left.as_secs_f64()),
            _ => format!("{:.1} s", progress.elapsed.as_secs_f64()),
        }
    );
    // Where standard error is closed there is nobody to tell.
    let _ = stderr().write_all(line.as_bytes());
}
