//! Arguments, and the headless commands.

pub mod record;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::format::{self, Source};
use crate::library::Library;
use record::StoryRecord;

/// A terminal news reader that understands its articles.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// Folder of articles to read.
    folder: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the stories of files and folders as JSON, one a line.
    Parse {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
}

/// Runs the program with its arguments and says how it ended: 0, 1 where a search found nothing, 2 on any error.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match arguments.command {
        Some(Command::Parse { paths }) => parse(&paths),
        None => screen(&arguments.folder.unwrap_or_else(|| "articles".into())),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "byline: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn parse(paths: &[PathBuf]) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in paths {
        if path.is_dir() {
            for entry in Library::open(path)?.walk() {
                print_stories(&path.join(&*entry?.path), &mut out)?;
            }
        } else {
            print_stories(path, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

fn print_stories(path: &Path, out: &mut impl Write) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = path.to_string_lossy();
    for (story, ordinal) in format::parse(
        Source {
            name: &name,
            bytes: &bytes,
        },
        None,
    )
    .iter()
    .zip(0..)
    {
        serde_json::to_writer(&mut *out, &StoryRecord::new(&name, ordinal, story))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn screen(folder: &Path) -> Result<()> {
    let library = Library::open(folder)?;
    let config = crate::config::Config::load(None)?;
    crate::ui::run(library, &config, &std::env::temp_dir().join("byline-index"))
}
