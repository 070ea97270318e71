//! Before a command asks the index: open it, and bring it up to date with the files.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;

use super::output::{self, Stage, complain};
use super::places::Places;
use crate::archive::Archive;
use crate::index::sync::Outcome;
use crate::index::{Hint, Index, Progress, cause};
use crate::library::Library;

/// Whether the index follows the files first.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Freshness {
    /// Ask the index as it is, without looking for files that changed
    #[arg(long)]
    no_sync: bool,
}

/// Updates shorter than this are not worth a word.
const QUIET: Duration = Duration::from_millis(500);

/// Opens the archive of the library and brings it up to date. One that may only be read is read as it is, and
/// standard error says so where it is not up to date.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn archive(places: &Places, freshness: Freshness) -> Result<Archive> {
    if !freshness.no_sync {
        return Ok(current(places)?.0);
    }
    let archive = open(places)?;
    let is_empty = archive.index.snapshot()?.stories() == 0;
    // Nothing found in nothing would be a wrong answer.
    ensure!(
        !is_empty,
        "the index holds no stories that could be asked; without --no-sync they are read first"
    );
    Ok(archive)
}

/// Opens the archive of the library, brings it up to date and says what that did. Where the index
/// cannot be written, it is made in memory and standard error says so.
///
/// # Errors
/// When the library or the index cannot be read.
pub fn current(places: &Places) -> Result<(Archive, Outcome)> {
    let archive = open(places)?;
    let error = match update(&archive) {
        Ok(outcome) => return Ok((archive, outcome)),
        Err(error) => error,
    };
    if archive.index.is_read_only() && archive.index.snapshot()?.stories() > 0 {
        complain(&format!(
            "the index cannot be brought up to date ({}); files that changed since are not in this answer",
            cause(&error)
        ));
        return Ok((archive, Outcome::default()));
    }
    if archive.index.folder().is_none() || archive.index.is_damaged() {
        return Err(error);
    }
    let judgements = archive.index.judgements();
    let archive = in_memory(archive.library, &error)?.judged_by(judgements);
    let outcome = update(&archive)?;
    Ok((archive, outcome))
}

/// Where a command has failed since the index is damaged, makes that anew and says so. Returns
/// whether to try once more.
///
/// # Errors
/// When the library cannot be read or the index cannot be written.
pub fn mend(places: &Places) -> Result<bool> {
    let library = places.library()?;
    let folder = places.index(&library)?;
    if !folder.exists() || !Index::open(&folder)?.is_damaged() {
        return Ok(false);
    }
    complain("the index was damaged; it is made anew");
    let index = Index::anew(&folder)?;
    update(&Archive { library, index })?;
    Ok(true)
}

/// Opens the archive of the library. Where the index folder cannot be used, the index is made in
/// memory and standard error says so.
///
/// # Errors
/// When the library cannot be read.
pub fn open(places: &Places) -> Result<Archive> {
    let library = places.library()?;
    let judgements = places.judgements()?;
    let folder = places.index(&library);
    let opened = folder.and_then(|folder| Archive::open(library.clone(), &folder));
    let archive = opened.or_else(|error| in_memory(library, &error))?;
    Ok(archive.judged_by(judgements))
}

fn in_memory(library: Library, error: &anyhow::Error) -> Result<Archive> {
    complain(&format!(
        "the index cannot be written ({}); it is made in memory this time",
        cause(error)
    ));
    Archive::in_memory(library)
}

/// Brings the index up to date; progress and what could not be read go to standard error.
///
/// # Errors
/// When the index cannot be read or written.
fn update(archive: &Archive) -> Result<Outcome> {
    let watched = output::is_watched();
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
    let line = format!(
        "{} stories, {} of {} files, {} of {} MB, {:.0} stories a second, {}",
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
    let stage = if progress.finished {
        Stage::Done
    } else {
        Stage::UnderWay
    };
    output::progress(&line, stage);
}
