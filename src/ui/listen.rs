//! The threads that tell what happens: keys, signals, a terminal that is gone.

#[cfg(unix)]
mod signals;

use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};

use crate::ui::event::Event;
use crate::ui::keyboard::{self, Backlog};

/// Starts the thread that hears signals. Before the terminal is taken over, since it gives it back.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
#[cfg_attr(not(unix), expect(unused_variables, reason = "there are no signals"))]
pub fn hear_signals(sink: &Sender<Event>) -> Result<()> {
    #[cfg(unix)]
    signals::watch(sink)?;
    Ok(())
}

/// Starts the threads that listen to the terminal.
///
/// # Errors
/// When a thread cannot be set up.
pub fn listen(sink: &Sender<Event>, backlog: &Backlog) -> Result<()> {
    let backlog = backlog.clone();
    spawn("input", sink, move |sink| keyboard::read(sink, &backlog))?;
    #[cfg(unix)]
    spawn("hang-up", sink, |_| signals::wait_for_hang_up())?;
    Ok(())
}

/// Runs `body` on a thread; when it returns or panics, nobody can read any more.
fn spawn(
    name: &str,
    sink: &Sender<Event>,
    body: impl FnOnce(&Sender<Event>) + Send + 'static,
) -> Result<()> {
    let ended = EndsWithThread(sink.clone());
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || body(&ended.0))
        .with_context(|| format!("cannot start the {name} thread"))?;
    Ok(())
}

struct EndsWithThread(Sender<Event>);

impl Drop for EndsWithThread {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Ended);
    }
}
