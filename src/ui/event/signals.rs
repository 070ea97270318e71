//! Signals, heard on a thread of their own at any moment, however busy the screen is.
//!
//! A signal that ends the program gives the terminal back first and then does what it would have done
//! to a program that never caught it, so that whoever sent it sees that. Those that no handler may
//! catch without unsafe code are left alone: a fault of the program itself (SEGV, ILL, FPE).

use std::io::IsTerminal;
use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGBUS, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM,
    SIGTRAP, SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level;

use super::Event;
use crate::ui::modes;
use crate::ui::terminal;

/// Signals that end a program. A file that has become too large (XFSZ) and a pipe that nobody reads are
/// errors of whoever writes, not an end. BUS comes when a file of the index was cut short: the thread
/// that read it tries again and again until the program has ended.
const ENDING: &[i32] = &[
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGBUS, SIGTRAP, SIGSYS,
    SIGVTALRM, SIGPROF, SIGXCPU, SIGIO,
];

/// More of them on Linux: STKFLT, PWR, and those of real time, which the C library begins to count at 34.
#[cfg(target_os = "linux")]
fn more_ending() -> impl Iterator<Item = i32> {
    [16, 30].into_iter().chain(34..=64)
}

#[cfg(not(target_os = "linux"))]
fn more_ending() -> impl Iterator<Item = i32> {
    std::iter::empty()
}

/// Hears signals from now on.
///
/// # Errors
/// When a handler or the thread cannot be set up.
pub(super) fn watch(sink: &Sender<Event>) -> Result<()> {
    let heard = [SIGCONT, SIGTSTP, SIGWINCH];
    let mut signals =
        Signals::new(ENDING.iter().chain(&heard)).context("cannot listen to signals")?;
    for signal in more_ending() {
        // Not every number is one on every machine.
        let _ = signals.add_signal(signal);
    }
    let sink = sink.clone();
    let watch = move || {
        for signal in signals.forever() {
            if heed(signal, &sink).is_none() {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(watch)
        .context("cannot start the signals thread")?;
    Ok(())
}

/// Does what a signal asks for. Nothing where nobody listens any more.
fn heed(signal: i32, sink: &Sender<Event>) -> Option<()> {
    match signal {
        SIGWINCH => sink.send(Event::Resize(terminal::size())).ok(),
        SIGTSTP => {
            modes::lend();
            stop();
            Some(())
        }
        SIGCONT => go_on(sink),
        _ => end_by(signal),
    }
}

/// Stops until the shell lets the program go on, which comes as a signal of its own.
pub(crate) fn stop() {
    // It can only fail for signals that are none.
    let _ = low_level::emulate_default_handler(SIGTSTP);
}

/// Takes the terminal again, whatever it has become meanwhile. While another program has it, there is
/// nothing to go on with.
fn go_on(sink: &Sender<Event>) -> Option<()> {
    if modes::is_in_background() {
        stop();
        return Some(());
    }
    if modes::take_again().is_ok_and(|is_ours| is_ours) {
        sink.send(Event::Resize(terminal::size())).ok()?;
        sink.send(Event::Resumed).ok()?;
    }
    Some(())
}

fn end_by(signal: i32) -> ! {
    /// What a shell adds to the number of a signal.
    const BY_SIGNAL: i32 = 128;
    modes::give_back_at_the_end();
    let _ = low_level::emulate_default_handler(signal);
    low_level::exit(BY_SIGNAL + signal)
}

/// Returns when the terminal is gone, also where nothing is read from it.
pub(super) fn wait_for_hang_up() {
    let stdin = std::io::stdin();
    let terminal = modes::terminal();
    let watched = match &terminal {
        _ if stdin.is_terminal() => PollFd::new(&stdin, PollFlags::empty()),
        Ok(terminal) => PollFd::new(terminal, PollFlags::empty()),
        Err(_) => return,
    };
    // Only errors and hang-ups are reported where nothing is asked for.
    while poll(&mut [watched.clone()], None).is_err_and(|error| error == rustix::io::Errno::INTR) {}
}
