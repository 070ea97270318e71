//! The terminal: taken over on the way in, given back on every way out.

use std::io::{self, IsTerminal, Stdout, Write, stdout};
use std::mem::ManuallyDrop;
use std::thread;

use anyhow::{Context, Result, bail};
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Rect, Size};
use ratatui::{Frame, TerminalOptions, Viewport};

/// Reports buttons and the wheel, not every movement, which would wake an idle program.
const REPORT_BUTTONS: &str = "\x1b[?1000h\x1b[?1006h";

/// The terminal while it is ours. Dropping it gives it back.
pub struct Terminal {
    /// Never dropped: its own drop complains on standard error where the terminal is gone, and panics
    /// as that is gone too. All that it would do is done in [`give_back`].
    screen: ManuallyDrop<ratatui::Terminal<CrosstermBackend<Stdout>>>,
    mouse: bool,
}

impl Terminal {
    /// Takes the terminal over, and sees to it that a panic of this thread gives it back.
    ///
    /// # Errors
    /// When there is no terminal, or one that cannot place its cursor.
    pub fn enter(mouse: bool) -> Result<Self> {
        refuse_poor_terminals()?;
        let size = size()?;
        restore_on_panic();
        take_over(mouse).context("cannot set up the terminal")?;
        let area = Rect::from((ratatui::layout::Position::ORIGIN, size));
        // A fixed viewport: the size is what the last resize event said, not what is asked at each frame.
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        let screen = ratatui::Terminal::with_options(CrosstermBackend::new(stdout()), options)?;
        Ok(Self {
            screen: ManuallyDrop::new(screen),
            mouse,
        })
    }

    /// Draws one frame, shown by the terminal as a whole.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, size: Size, render: impl FnOnce(&mut Frame)) -> Result<()> {
        queue!(stdout(), BeginSynchronizedUpdate)?;
        let area = Rect::from((ratatui::layout::Position::ORIGIN, size));
        if self.screen.get_frame().area() != area {
            self.screen.resize(area)?;
        }
        self.screen.draw(render)?;
        execute!(stdout(), EndSynchronizedUpdate)?;
        Ok(())
    }

    /// Forgets what the terminal shows, so that the next frame is drawn in full.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn forget(&mut self) -> Result<()> {
        Ok(self.screen.clear()?)
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
        self.forget()
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
        give_back();
    }
}

/// Columns and rows of the terminal.
///
/// # Errors
/// When there is no terminal.
pub fn size() -> Result<Size> {
    let (width, height) = terminal::size().context("cannot tell the size of the terminal")?;
    Ok(Size { width, height })
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
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide)?;
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
        DisableBracketedPaste
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
