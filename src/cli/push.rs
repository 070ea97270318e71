//! `byline push`: the stories of a folder sent to an archive.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use super::Outcome;
use super::output::{self, Output, Stage, complain};
use super::places::Places;
use crate::remote::push::{self, Progress, Push};

const EXAMPLES: &str = "\
Examples:
  byline push press --create articles/    make its index, and send all stories of a folder
  byline push press articles/             send what is new or has changed since
  byline push press --mapping quickwit    print what an engine is told that makes indexes by hand

A story is one document, each quotation and turn another. A push that is cut off goes on where it was.
What the archive refuses is listed with its file and the reason; such files are sent again next time.
Exit code 2 where something was refused or could not be read.";

/// What is sent where.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Options {
    /// Name of the archive, as in config.toml
    #[arg(value_name = "NAME")]
    name: String,
    /// Folder of articles; the library if not given
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Make the index of the archive first
    #[arg(long)]
    create: bool,
    /// Print how an engine is to keep the documents, and send nothing
    #[arg(long, value_name = "ENGINE", value_parser = ["elasticsearch", "quickwit"], conflicts_with = "create")]
    mapping: Option<String>,
    /// Print what was sent as JSON
    #[arg(long)]
    json: bool,
}

#[derive(serde::Serialize)]
struct Record<'a> {
    stories: usize,
    documents: usize,
    bytes: u64,
    removed: usize,
    unchanged: usize,
    rejected: &'a [String],
    failed: &'a [String],
}

/// Sends the stories.
///
/// # Errors
/// When there is no such archive, it cannot be reached, or the library cannot be read.
pub fn run(options: &Options, places: &Places) -> Result<Outcome> {
    let remote = places.remote(&options.name)?;
    if let Some(engine) = &options.mapping {
        return print_mapping(push::mapping(engine, remote.index()).as_ref());
    }
    let library = match &options.folder {
        Some(folder) => Places {
            paths: vec![folder.clone()],
            ..places.clone()
        }
        .library()?,
        None => places.library()?,
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |now| u64::try_from(now.as_millis()).unwrap_or(0));
    if options.create {
        remote.create(now)?;
    }
    let stop = Arc::new(AtomicBool::new(false));
    stop_when_asked(&stop);
    let watched = output::is_watched();
    let mut watch = |progress: Progress| {
        if watched {
            output::progress(&line(&progress), Stage::UnderWay);
        }
    };
    let journal = places.pushed(&library, remote.name())?;
    let outcome = remote.push(&mut Push {
        library: &library,
        journal: &journal,
        now,
        watch: &mut watch,
        stop: &stop,
        pause: &|time: Duration| std::thread::sleep(time),
    });
    if watched {
        output::progress("", Stage::UnderWay);
    }
    told(options, &outcome?)
}

fn print_mapping(mapping: Option<&Value>) -> Result<Outcome> {
    let mut out = Output::open();
    out.json(&mapping)?;
    out.finish()?;
    Ok(Outcome::Done)
}

/// An interrupt ends a push between two batches.
fn stop_when_asked(stop: &Arc<AtomicBool>) {
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // The second one ends it whatever it does; where none can be caught, the first does.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, stop.clone());
        let _ = signal_hook::flag::register(signal, stop.clone());
    }
}

fn told(options: &Options, outcome: &push::Outcome) -> Result<Outcome> {
    let mut out = Output::open();
    if options.json {
        out.json(&Record {
            stories: outcome.stories,
            documents: outcome.documents,
            bytes: outcome.bytes,
            removed: outcome.removed,
            unchanged: outcome.unchanged,
            rejected: &outcome.rejected,
            failed: &outcome.failed,
        })?;
    } else {
        out.text(&format!(
            "{} sent, in {} documents and {:.1} MB; {} unchanged, {} documents taken away\n",
            number(outcome.stories, "story", "stories"),
            outcome.documents,
            megabytes(outcome.bytes),
            number(outcome.unchanged, "file", "files"),
            outcome.removed,
        ))?;
    }
    out.finish()?;
    outcome.failed.iter().for_each(|failed| complain(failed));
    for rejected in &outcome.rejected {
        complain(&format!("refused: {rejected}"));
    }
    let is_whole = outcome.rejected.is_empty() && outcome.failed.is_empty();
    Ok(if is_whole {
        Outcome::Done
    } else {
        Outcome::Partly
    })
}

fn number(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[expect(clippy::cast_precision_loss, reason = "a tenth of a megabyte is told")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "a rate needs no last digit")]
fn line(progress: &Progress) -> String {
    let seconds = progress.elapsed.as_secs_f64().max(0.001);
    let left = match progress.left() {
        _ if progress.is_waiting => "the archive is busy, waiting".to_owned(),
        Some(left) => format!("{:.0} s left", left.as_secs_f64()),
        None => String::new(),
    };
    format!(
        "{} stories, {} of {} files, {:.1} MB, {:.0} stories a second, {left}",
        progress.stories,
        progress.files,
        progress.all_files,
        megabytes(progress.bytes),
        progress.stories as f64 / seconds,
    )
}
