//! The terminal: taken over on the way in, given back on every way out.

use std::io::{IsTerminal, stdout};
use std::thread;

use anyhow::{Context, Result, bail};
use crossterm::terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

use crate::ui::canvas::Canvas;
use crate::ui::ground;
use crate::ui::link::Link;
use crate::ui::modes::{self, Gate, Mouse};

/// Columns and rows that are drawn on at most: more than any screen shows, and what a program on the
/// other side of a line may claim to have.
const MOST: Size = Size {
    width: 1000,
    height: 500,
};

/// The terminal while it is ours. Dropping it gives it back.
pub struct Terminal {
    canvas: Canvas<Gate>,
}

impl Terminal {
    /// Takes the terminal over, and sees to it that a panic of this thread gives it back.
    ///
    /// # Errors
    /// When there is no terminal, or one that cannot place its cursor.
    pub fn enter(mouse: Mouse) -> Result<Self> {
        refuse_poor_terminals()?;
        restore_on_panic();
        wait_for_foreground();
        let canvas = Canvas::new(Gate::new());
        // From here on it is given back by whoever drops it.
        let entered = Self { canvas };
        modes::take(mouse).context("cannot set up the terminal")?;
        Ok(entered)
    }

    /// Draws one frame, shown by the terminal as a whole. `render` answers with the place of the cursor,
    /// if that is to be seen. The size is what the last resize event said, not what is asked at each frame.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn draw(
        &mut self,
        size: Size,
        links: &[Link],
        render: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> Result<()> {
        let area = Rect::from((Position::ORIGIN, size));
        Ok(self.canvas.draw(area, links, render)?)
    }

    /// Forgets what the terminal shows, so that the next frame is drawn in full.
    pub fn forget(&mut self) {
        self.canvas.forget();
    }

    /// Gives the terminal back until the shell lets the program go on; then it is taken again by the
    /// thread that hears of that.
    pub fn suspend(&mut self) {
        modes::lend();
        #[cfg(unix)]
        modes::stop();
    }

    /// Asks the terminal for its background; the answer comes as an event, if at all.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn ask_background(&mut self) -> Result<()> {
        Ok(self.canvas.pass(ground::QUESTION)?)
    }

    /// Asks the terminal for something that moves no cursor and draws nothing.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    pub fn ask(&mut self, asked: &str) -> Result<()> {
        Ok(self.canvas.pass(asked.as_bytes())?)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A panic has given it back before it was reported; to do so twice would move the cursor into the report.
        if !thread::panicking() {
            modes::give_back();
        }
    }
}

/// A program that is started in the background waits there, as every one does that needs the keyboard.
fn wait_for_foreground() {
    #[cfg(unix)]
    while modes::is_in_background() {
        modes::stop();
    }
}

/// Columns and rows of the terminal, as far as they are drawn on; 80 by 24 where it does not know them, as
/// some serial lines do.
pub fn size() -> Size {
    let (width, height) = terminal::size().unwrap_or((80, 24));
    Size {
        width: width.min(MOST.width),
        height: height.min(MOST.height),
    }
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

/// A panic of the screen's thread gives the terminal back before it is reported. A worker's panic is
/// caught and told in the status line; to print it would tear the screen.
fn restore_on_panic() {
    let screen = thread::current().id();
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == screen {
            modes::give_back();
            report(panic);
        }
    }));
}
