//! Arguments, and the headless commands: each is a file with its options and `run`, and a row of
//! `Command`.
//!
//! What every command keeps to: rows go to standard output, what went wrong to standard error; a
//! reader that closes the pipe is no error; the exit code is 0, 1 where a search found nothing, 2 on any error.

pub mod add;
pub mod archive;
pub mod check;
pub mod diff;
pub mod facets;
pub mod fetch;
pub mod index;
pub mod inputs;
pub mod manual;
pub mod marks;
pub mod notes;
pub mod output;
pub mod parse;
pub mod places;
pub mod push;
pub mod quotes;
pub mod record;
pub mod related;
pub mod rows;
pub mod search;
pub mod shelf;
pub mod shell;
pub mod show;
pub mod speakers;
pub mod timeline;
pub mod update;

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Result, bail, ensure};
use clap::{CommandFactory, Parser, Subcommand};

use crate::library::Library;
use crate::ui;
use crate::worker::Scope;
use places::Places;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked: exit code 0.
    Done,
    /// A search found nothing: exit code 1, as grep does.
    NothingFound,
    /// Some files could not be read, and standard error says which: exit code 2.
    Partly,
}

impl Outcome {
    fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NothingFound => 1,
            Self::Partly => 2,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  byline articles/                 read the stories of a folder
  byline page.html                 read a file at once; so does: cat page.html | byline
  byline https://x.example/bill    read a page at once; byline add keeps it
  byline parse articles/ | jq .    what byline knows about each, as JSON
  byline show 'ferry'              print the one story with that word in its headline
  byline check draft.md            see what was taken for what, and what is doubtful

Files may be plain text, Markdown with or without front matter, saved pages, feeds, letters, captions,
or records in JSON, in any encoding.
Exit codes: 0 done, 1 a search found nothing, 2 an error.";

/// A terminal news reader that understands its articles.
#[derive(Debug, Parser)]
#[command(version, about, bin_name = "byline", after_help = EXAMPLES, subcommand_negates_reqs = true, subcommand_precedence_over_arg = true)]
struct Arguments {
    #[command(flatten)]
    places: Places,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print what is known of the stories in files and folders, as JSON, one story a line
    Parse(parse::Options),
    /// Print one story to read
    Show(show::Options),
    /// Show what was taken for what, how sure that is, and what is doubtful
    Check(check::Options),
    /// Find stories, what was said in them, and who said it
    Search(search::Options),
    /// Find what was said, across all stories
    Quotes(quotes::Options),
    /// List who speaks in the library
    Speakers(speakers::Options),
    /// Find stories with the same people or rare words
    Related(related::Options),
    /// Show what was changed in a story since it was read, or between two files of it
    Diff(diff::Options),
    /// Count stories by day, month or year
    Timeline(timeline::Options),
    /// Print the words that were kept, as text, Markdown, JSON or citations
    Notes(notes::Options),
    /// Bring what is noted of stories together with another machine
    Marks(marks::Options),
    /// Bring feeds, pages and files into the library
    Add(add::Options),
    /// Bring in what is new in the feeds of the library
    Fetch(fetch::Options),
    /// Bring the index up to date with the files
    Index(index::Options),
    /// Print the documented configuration, or check your own
    Config(shell::Configuration),
    /// Print what completes byline's arguments in a shell
    Completions(shell::Completions),
    /// Print a chapter of the manual
    Manual(manual::Options),
    /// Print the manual page
    Man(shell::Page),
    /// Send the stories of a folder to an archive
    Push(push::Options),
    /// See how an archive is
    Archive(archive::Options),
}

impl Command {
    /// Runs it with a configuration that is understood; where it fails since the index is damaged, once more with a new one.
    fn run_whatever_happens(&self, places: &Places) -> Result<Outcome> {
        if let Some(outcome) = self.run_without_config(places) {
            return outcome;
        }
        ui::check(&places.config()?)?;
        self.check_archive(places)?;
        let failed = match caught(|| self.run(places)) {
            Ok(outcome) => return Ok(outcome),
            Err(error) if output::is_closed_pipe(&error) => return Err(error),
            Err(error) => error,
        };
        // What cannot be mended leaves the first failure as the one to tell.
        let is_mended = self.asks_the_index()
            && places.archive.is_none()
            && update::mend(places).unwrap_or(false);
        if is_mended {
            caught(|| self.run(places))
        } else {
            Err(failed)
        }
    }

    /// Runs what is also wanted where the configuration is wrong.
    fn run_without_config(&self, places: &Places) -> Option<Result<Outcome>> {
        Some(match self {
            Self::Config(options) => shell::config(options, places),
            Self::Completions(options) => shell::complete(options, Arguments::command()),
            Self::Manual(options) => manual::run(options),
            Self::Man(options) => shell::page(options, Arguments::command()),
            _ => return None,
        })
    }

    fn asks_the_index(&self) -> bool {
        !matches!(
            self,
            Self::Parse(_)
                | Self::Show(_)
                | Self::Check(_)
                | Self::Diff(_)
                | Self::Notes(_)
                | Self::Marks(_)
                | Self::Add(_)
                | Self::Fetch(_)
                | Self::Push(_)
                | Self::Archive(_)
        )
    }

    /// An answer about the library where an archive was asked would be a wrong one.
    fn check_archive(&self, places: &Places) -> Result<()> {
        let can = matches!(self, Self::Search(_) | Self::Quotes(_) | Self::Show(_));
        ensure!(
            can || places.archive.is_none(),
            "an archive can be asked by search, quotes and show; not by this command"
        );
        Ok(())
    }

    fn run(&self, places: &Places) -> Result<Outcome> {
        match self {
            Self::Parse(options) => parse::run(options, places),
            Self::Show(options) => show::run(options, places),
            Self::Check(options) => check::run(options, places),
            Self::Search(options) => search::run(options, places),
            Self::Quotes(options) => quotes::run(options, places),
            Self::Speakers(options) => speakers::run(options, places),
            Self::Related(options) => related::run(options, places),
            Self::Diff(options) => diff::run(options, places),
            Self::Timeline(options) => timeline::run(options, places),
            Self::Notes(options) => notes::run(options, places),
            Self::Marks(options) => marks::run(options, places),
            Self::Add(options) => add::run(options, places),
            Self::Fetch(options) => fetch::run(options, places),
            Self::Index(options) => index::run(options, places),
            Self::Config(_) | Self::Completions(_) | Self::Man(_) | Self::Manual(_) => {
                Ok(Outcome::Done)
            }
            Self::Push(options) => push::run(options, places),
            Self::Archive(options) => archive::run(options, places),
        }
    }
}

/// Commands that take a query.
const QUERYING: &[&str] = &["search", "quotes", "timeline"];

/// The arguments, with `-strike` in a query no option but a word to leave out: no option of one
/// hyphen has more than one letter. A space before it tells the parser so, and changes no query.
fn with_words_left_out(
    arguments: impl Iterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let mut is_query = false;
    arguments.map(move |argument| {
        let text = argument.to_str().unwrap_or_default();
        is_query |= QUERYING.contains(&text);
        let is_word = text.len() > 2 && text.starts_with('-') && !text.starts_with("--");
        if is_query && is_word {
            format!(" {text}").into()
        } else {
            argument
        }
    })
}

/// What a command that panicked has to say. The report of the panic itself would be all that is
/// seen, so it is kept for those who ask for it.
fn caught(run: impl FnOnce() -> Result<Outcome>) -> Result<Outcome> {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| ()));
    }
    let outcome = catch_unwind(AssertUnwindSafe(run));
    outcome.unwrap_or_else(|_| {
        bail!("something went wrong inside byline; RUST_BACKTRACE=1 says where")
    })
}

/// Runs the program with its arguments and says how it ended: 0, 1 where a search found nothing, 2 on any error.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    outlive_full_files();
    let arguments = match Arguments::try_parse_from(with_words_left_out(arguments)) {
        Ok(arguments) => arguments,
        Err(error) => {
            output::teach(&error);
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let outcome = match &arguments.command {
        Some(command) => command.run_whatever_happens(&arguments.places),
        None => read(&arguments.places),
    };
    match outcome {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// A file that may not grow further (`ulimit -f`) is an error like a full disk, not an end.
fn outlive_full_files() {
    #[cfg(unix)]
    {
        // Whoever catches the signal lives on, and the write fails. Where it cannot be caught, it is as it was.
        let caught = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, caught);
    }
}

fn read(places: &Places) -> Result<Outcome> {
    let config = places.config()?;
    let scope = match &places.archive {
        Some(name) => {
            places.check_named(name)?;
            Scope::Archive(name.clone())
        }
        None => Scope::Library,
    };
    let library = match places.library_or_pipe() {
        // An archive can be read where there is nothing else.
        Err(_) if scope != Scope::Library => Library::of_files(&[])?,
        library => library?,
    };
    let index = places.index(&library)?;
    let marks = places.state()?;
    ui::run(
        library,
        &config,
        &index,
        places.judgements()?,
        &marks,
        scope,
    )?;
    Ok(Outcome::Done)
}
