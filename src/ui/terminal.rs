//! The terminal: taken over on the way in, given back on every way out.

use std::io::{self, IsTerminal, Stdout, Write, stdout};
use std::thread;

use anyhow::{Context, Result, bail};
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange,
};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    self, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::ui::canvas::Canvas;

/// Reports buttons and the wheel, not every movement, which would wake an idle program.
const REPORT_BUTTONS: &str = "\x1b[?1000h\x1b[?1006h";

/// The terminal while it is ours. Dropping it gives it back.
pub struct Terminal {
    canvas: Canvas<Stdout>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over, and sees to it that a panic of this thread gives it back.
    ///
    /// # Errors
    /// When there is no terminal, or one that cannot place its cursor.
    pub fn enter(mouse: bool) -> Result<Self> {
        refuse_poor_terminals()?;
        restore_on_panic();
        take_over(mouse).context("cannot set up the terminal")?;
        Ok(Self {
            canvas: Canvas::new(stdout()),
            mouse,
        })
    }

    /// Draws one frame, shown by the terminal as a whole. `render` answers with the place of the cursor,
    /// if that is to be seen. The size is what the last resize event said, not what is asked at each frame.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(
        &mut self,
        size: Size,
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> Result<()> {
        let area = Rect::from((Position::ORIGIN, size));
        Ok(self.canvas.draw(area, render)?)
    }

    /// Forgets what the terminal shows, so that the next frame is drawn in full.
    pub fn forget(&mut self) {
        self.canvas.forget();
    }

    /// Gives the terminal back until the shell lets the program go on.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn suspend(&mut self) -> Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.resume()
    }

    /// Takes the terminal over again after somebody else had it.
    ///
    /// # Errors
    /// When the terminal cannot be set up.
    pub fn resume(&mut self) -> Result<()> {
        take_over(self.mouse)?;
        self.forget();
        Ok(())
    }

    /// Asks the terminal to put `text` on the clipboard (OSC 52), which works over ssh too.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn copy(&mut self, text: &str) -> Result<()> {
        Ok(execute!(
            stdout(),
            CopyToClipboard::to_clipboard_from(text)
        )?)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A panic has given it back before it was reported; to do so twice would move the cursor into the report.
        if !thread::panicking() {
            give_back();
        }
    }
}

/// Columns and rows of the terminal; 80 by 24 where it does not know them, as some serial lines do.
pub fn size() -> Size {
    let (width, height) = terminal::size().unwrap_or((80, 24));
    Size { width, height }
}

fn refuse_poor_terminals() -> Result<()> {
    let instead = "use `byline search`, `byline show` or `byline --help` instead";
    if !stdout().is_terminal() {
        bail!("the screen needs a terminal, and the output is none; {instead}");
    }
    if std::env::var_os("TERM").is_some_and(|kind| kind == "dumb") {
        bail!(
            "the screen needs a terminal that can place its cursor (TERM is \"dumb\"); {instead}"
        );
    }
    Ok(())
}

fn take_over(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode().map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("the keyboard is not a terminal: {error}"),
        )
    })?;
    // Without line wrap, what a terminal gives too many columns cannot push the rows below it about.
    execute!(
        stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        EnableFocusChange,
        DisableLineWrap,
        Hide
    )?;
    if mouse {
        execute!(stdout(), Print(REPORT_BUTTONS))?;
    }
    Ok(())
}

/// Undoes all of [`take_over`]. Each step is tried whether or not the one before it worked.
fn give_back() {
    let _ = execute!(
        stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        DisableFocusChange,
        EnableLineWrap
    );
    let _ = execute!(stdout(), LeaveAlternateScreen, Show);
    let _ = terminal::disable_raw_mode();
    let _ = stdout().flush();
}

/// A panic of the screen's thread gives the terminal back before it is reported. A worker's panic is
/// caught and told in the status line; to print it would tear the screen.
fn restore_on_panic() {
    let screen = thread::current().id();
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == screen {
            give_back();
            report(panic);
        }
    }));
}
