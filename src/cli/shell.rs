//! `byline completions`, `byline man`, `byline config`: what a shell and a packager want of a program.

mod queries;

use anyhow::{Context, Result};
use clap::{Args, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Outcome;
use super::output::Output;
use super::places::Places;
use super::update;
use crate::config::DEFAULTS;
use crate::ui;

const COMPLETIONS: &str = "\
Examples:
  byline completions bash > ~/.local/share/bash-completion/completions/byline
  byline completions zsh > ~/.zfunc/_byline
  byline completions fish > ~/.config/fish/completions/byline.fish
In these three a query goes on with the fields, and with the speakers and sources of your library.";

const MAN: &str = "\
Examples:
  byline man | man -l -               read it
  byline man search > byline-search.1";

const CONFIG: &str = "\
Examples:
  byline config --print-default       every setting and key, with what it means
  byline config --check               whether your own file is understood";

/// For which shell.
#[derive(Debug, Args)]
#[command(after_help = COMPLETIONS)]
pub struct Completions {
    /// The shell that is to complete
    shell: Shell,
    /// Print how a word of a query may go on, a line each; the shell asks so
    #[arg(long, value_name = "WORD")]
    word: Option<String>,
}

/// Of which command.
#[derive(Debug, Args)]
#[command(after_help = MAN)]
pub struct Page {
    /// A command, for a page of its own
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// What about the configuration.
#[derive(Debug, Args)]
#[command(after_help = CONFIG)]
#[group(required = true, multiple = false)]
pub struct Configuration {
    /// Print the documented defaults
    #[arg(long)]
    print_default: bool,
    /// Say whether the configuration is understood
    #[arg(long)]
    check: bool,
}

/// Prints what completes the program's arguments, or how a word goes on.
///
/// # Errors
/// When standard output cannot be written, or the index cannot be read.
pub fn complete(
    options: &Completions,
    mut program: Command,
    querying: &[&str],
    places: &Places,
) -> Result<Outcome> {
    if let Some(word) = &options.word {
        return going_on(word, places);
    }
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut program, "byline", &mut script);
    let script = String::from_utf8(script)?;
    printed(queries::completed(options.shell, &script, querying).as_bytes())
}

/// Prints how a word of a query may go on.
fn going_on(word: &str, places: &Places) -> Result<Outcome> {
    let archive = update::open(places)?;
    let mut out = Output::open();
    for completion in archive.index.snapshot()?.complete(word)? {
        let kept = word.get(..completion.span.start).unwrap_or_default();
        out.line(&format!("{kept}{}", completion.text))?;
    }
    out.finish()?;
    Ok(Outcome::Done)
}

/// Prints the manual page of the program, or of one of its commands.
///
/// # Errors
/// When there is no such command, or standard output cannot be written.
pub fn page(options: &Page, mut program: Command) -> Result<Outcome> {
    program.build();
    let command = match &options.command {
        None => program,
        Some(name) => {
            let found = program.find_subcommand(name).cloned();
            found.with_context(|| format!("there is no command {name}"))?
        }
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    printed(&page)
}

/// Prints the defaults, or says whether the reader's own file is understood.
///
/// # Errors
/// When it is not, or standard output cannot be written.
pub fn config(options: &Configuration, places: &Places) -> Result<Outcome> {
    if options.print_default {
        return printed(DEFAULTS.as_bytes());
    }
    let config = places.config()?;
    ui::check(&config)?;
    let said = match places.config_file() {
        Some(file) => format!("{} is understood\n", file.display()),
        None => "there is no configuration of your own; the defaults hold\n".to_owned(),
    };
    printed(said.as_bytes())
}

fn printed(bytes: &[u8]) -> Result<Outcome> {
    let mut out = Output::open();
    out.bytes(bytes)?;
    out.finish()?;
    Ok(Outcome::Done)
}
