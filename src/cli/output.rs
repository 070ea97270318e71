//! Standard output: buffered, and quiet about a reader that has seen enough. Standard error: one
//! line a complaint.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anyhow::Result;
use serde::Serialize;

use crate::format::decode::printable;

/// Where rows are printed.
#[derive(Debug)]
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Standard output.
    pub fn open() -> Self {
        Self {
            out: BufWriter::with_capacity(1 << 16, io::stdout().lock()),
        }
    }

    /// Prints a value as one line of JSON.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn json(&mut self, value: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.out, value)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Prints text as it is.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.bytes(text.as_bytes())
    }

    /// Prints bytes as they are.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.out.write_all(bytes)?)
    }

    /// Brings out what is still held back; to be called at the end, so that a failure is seen.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// Says on standard error what went wrong, or how something was taken. No name in it reaches the
/// terminal as a command.
pub fn complain(message: &str) {
    let lines: Vec<_> = message.split('\n').map(printable).collect();
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "byline: {}", lines.join("\n"));
}

/// Whether rows are set in bold and dim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// The words alone.
    Plain,
    /// With what a terminal takes for colour.
    Coloured,
}

/// Coloured where standard output is a terminal that wants colour: <https://no-color.org>.
pub fn tint() -> Tint {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if io::stdout().is_terminal() && !set("NO_COLOR") && !dumb {
        Tint::Coloured
    } else {
        Tint::Plain
    }
}

/// Whether an error says no more than that nobody reads the output any longer.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let direct = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        direct.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
