//! What the terminal is told to be while it is ours, and who may write to it: taken and given back here
//! and nowhere else, by whichever thread comes first.
//!
//! The screen's own thread may be busy for long, or wait for a terminal that takes nothing; so the
//! thread that hears signals gives the terminal back without asking it. From then on what the screen
//! still writes goes nowhere.

use std::io::{self, Stdout, Write, stdout};
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste,
    EnableFocusChange,
};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};

/// Reports buttons and the wheel, not every movement, which would wake an idle program.
const REPORT_BUTTONS: &str = "\x1b[?1000h\x1b[?1006h";

/// Who hears of the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The screen.
    Reported,
    /// The terminal, for its own selection.
    Left,
}

/// What is known of the terminal.
struct State {
    /// How it is to be while it is ours; nothing where it is not to be.
    wanted: Option<Mouse>,
    is_taken: bool,
}

static STATE: Mutex<State> = Mutex::new(State {
    wanted: None,
    is_taken: false,
});

/// A terminal that takes nothing holds its writer up. So long is waited for it.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(5);

/// The terminal's state; nothing where whoever writes to it does not come to an end.
fn state() -> Option<MutexGuard<'static, State>> {
    for _ in 0..TRIES {
        match STATE.try_lock() {
            Ok(state) => return Some(state),
            // Each change is made as a whole.
            Err(TryLockError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
        }
    }
    None
}

/// Takes the terminal over.
///
/// # Errors
/// When it cannot be set up.
pub(super) fn take(mouse: Mouse) -> io::Result<()> {
    let mut state = state().ok_or(io::ErrorKind::TimedOut)?;
    state.wanted = Some(mouse);
    state.take()
}

/// Takes it over again after somebody else may have had it, whatever it is now. Says whether it is ours.
///
/// # Errors
/// When it cannot be set up.
pub(super) fn take_again() -> io::Result<bool> {
    let mut state = state().ok_or(io::ErrorKind::TimedOut)?;
    if state.wanted.is_some() {
        state.take()?;
    }
    Ok(state.is_taken)
}

/// Gives it back for a while, in which nothing is written to it.
pub(super) fn lend() {
    if let Some(mut state) = state() {
        state.give_back();
    }
}

/// Gives it back for good.
pub(super) fn give_back() {
    let Some(mut state) = state() else {
        put_back();
        return;
    };
    state.wanted = None;
    state.give_back();
}

/// Gives it back for good and sees to it that nobody takes or writes to it any more.
#[cfg(unix)]
pub(super) fn give_back_at_the_end() {
    match state() {
        Some(mut state) => {
            state.wanted = None;
            state.give_back();
            std::mem::forget(state);
        }
        None => put_back(),
    }
}

impl State {
    fn take(&mut self) -> io::Result<()> {
        self.is_taken = true;
        make_raw().map_err(|error| {
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
        if self.wanted == Some(Mouse::Reported) {
            execute!(stdout(), Print(REPORT_BUTTONS))?;
        }
        Ok(())
    }

    /// Undoes all of [`State::take`]. Each step is tried whether or not the one before it worked.
    fn give_back(&mut self) {
        if !std::mem::take(&mut self.is_taken) {
            return;
        }
        let _ = execute!(
            stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableBracketedPaste,
            DisableFocusChange,
            EnableLineWrap
        );
        let _ = execute!(stdout(), LeaveAlternateScreen, Show);
        put_back();
        let _ = stdout().flush();
    }
}

/// Standard output for as long as the terminal is ours; afterwards what is written goes nowhere.
#[derive(Debug)]
pub(super) struct Gate(Stdout);

impl Gate {
    pub(super) fn new() -> Self {
        Self(stdout())
    }
}

impl Write for Gate {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    /// A frame is written as a whole, or not at all.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match state() {
            Some(state) if state.is_taken => {
                self.0.write_all(bytes)?;
                self.0.flush()
            }
            _ => Ok(()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
pub(super) use unix::{is_in_background, terminal};
#[cfg(unix)]
use unix::{make_raw, put_back};

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, IsTerminal, stdin};
    use std::os::fd::{AsFd, OwnedFd};
    use std::sync::Mutex;

    use rustix::process::getpgrp;
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};

    /// How keys were treated before.
    static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

    /// The terminal that keys come from.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn terminal() -> io::Result<OwnedFd> {
        let input = stdin();
        if input.is_terminal() {
            return input.as_fd().try_clone_to_owned();
        }
        Ok(File::open("/dev/tty")?.into())
    }

    /// Whether another program has the terminal, and the shell has set it up for that.
    pub(crate) fn is_in_background() -> bool {
        let front = terminal().and_then(|terminal| Ok(tcgetpgrp(terminal)?));
        front.is_ok_and(|front| front != getpgrp())
    }

    /// Has every key reported as it is.
    pub(super) fn make_raw() -> io::Result<()> {
        let terminal = terminal()?;
        let mut modes = tcgetattr(&terminal)?;
        let cooked = LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        if let Ok(mut before) = BEFORE.lock() {
            // What is raw already is so by us, or was so before.
            if before.is_none() || modes.local_modes.intersects(cooked) {
                *before = Some(modes.clone());
            }
        }
        modes.make_raw();
        Ok(tcsetattr(&terminal, OptionalActions::Now, &modes)?)
    }

    /// Has keys treated as before. Not in the background, where the shell has seen to that.
    pub(super) fn put_back() {
        let before = BEFORE.lock().ok().and_then(|mut before| before.take());
        if let (Some(before), Ok(terminal), false) = (before, terminal(), is_in_background()) {
            let _ = tcsetattr(terminal, OptionalActions::Now, &before);
        }
    }
}

#[cfg(not(unix))]
fn make_raw() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()
}

#[cfg(not(unix))]
fn put_back() {
    let _ = crossterm::terminal::disable_raw_mode();
}
