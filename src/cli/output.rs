//! Standard output: buffered, and quiet about a reader that has seen enough. Standard error: one
//! line a complaint. Commands print through here and nowhere else, so that no name commands a terminal.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anyhow::Result;
use serde::Serialize;

use crate::format::decode::{next_hidden, printable};

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
        write_json(&mut self.out, value)
    }

    /// Prints text as it is.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.bytes(text.as_bytes())
    }

    /// Prints a line with names that came from elsewhere: none of them commands the terminal.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn line(&mut self, line: &str) -> Result<()> {
        self.text(&(shown(line) + "\n"))
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

/// Writes a value as one line of JSON, in which nothing stands that is not seen: names of files may hold
/// what turns the direction of a line or commands a terminal.
///
/// # Errors
/// When it cannot be written.
pub fn write_json(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(
        &mut *out, Visible,
    ))?;
    Ok(out.write_all(b"\n")?)
}

/// Compact JSON with an escape for each character that is not printable.
struct Visible;

impl serde_json::ser::Formatter for Visible {
    fn write_string_fragment<W>(&mut self, out: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        let mut written = 0;
        while let Some((at, hidden)) = next_hidden(fragment, written) {
            out.write_all(&fragment.as_bytes()[written..at])?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + hidden.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }
}

/// Says what is wrong with the arguments, or what was asked about them.
pub fn teach(error: &clap::Error) {
    // Where not even this can be printed, there is nobody to tell.
    if error.use_stderr() {
        let _ = writeln!(
            io::stderr(),
            "{}",
            shown(error.render().to_string().trim_end())
        );
    } else {
        let _ = error.print();
    }
}

/// Says on standard error how far something is, over what was said of that before.
pub fn progress(line: &str, stage: Stage) {
    let end = match stage {
        Stage::UnderWay => "",
        Stage::Done => "\n",
    };
    let line = format!("\r{}\x1b[K{end}", shown(line));
    // Where standard error is closed there is nobody to tell.
    let _ = io::stderr().write_all(line.as_bytes());
}

/// How far something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// There is more to come.
    UnderWay,
    /// That was the last of it.
    Done,
}

/// Whether progress would be seen.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Lines that reach no terminal as commands.
fn shown(message: &str) -> String {
    let lines: Vec<_> = message.split('\n').map(printable).collect();
    lines.join("\n")
}

/// Says on standard error what went wrong, or how something was taken. No name in it reaches the
/// terminal as a command.
pub fn complain(message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "byline: {}", shown(message));
}

/// In which form rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// To be read.
    Text,
    /// One JSON object a line.
    Json,
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
