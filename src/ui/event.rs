//! What can happen to the screen, and the threads that tell: keys, signals, a terminal that is gone.

use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{self, KeyEvent, KeyEventKind, MouseEvent};
use ratatui::layout::Size;

use crate::typeset::Typeset;
use crate::ui::reader::Order;
use crate::worker::Reply;

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key went down.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// A button or the wheel of the mouse.
    Mouse(MouseEvent),
    /// The terminal has another size.
    Resize(Size),
    /// The reader has come back to the terminal, perhaps from where files were edited.
    Focused,
    /// A worker answers.
    Reply(Reply),
    /// A long story is set as a whole.
    Set(Order, Typeset),
    /// The program goes on after it was stopped: the screen has to be drawn anew.
    Resumed,
    /// Nobody reads any more: a signal to end, by its number, or the terminal is gone.
    Ended(Option<i32>),
}

impl Event {
    /// Whether a key went down.
    pub fn is_key(&self) -> bool {
        matches!(self, Self::Key(_))
    }
}

/// Starts the threads that listen to the terminal and to signals.
///
/// # Errors
/// When a thread or a signal handler cannot be set up.
pub fn listen(sink: &Sender<Event>) -> Result<()> {
    spawn("input", sink, read_terminal)?;
    #[cfg(unix)]
    {
        unix::watch_signals(sink)?;
        spawn("hang-up", sink, unix::wait_for_hang_up)?;
    }
    Ok(())
}

/// Runs `body` on a thread; when it returns or panics, nobody can read any more.
fn spawn(name: &str, sink: &Sender<Event>, body: fn(&Sender<Event>)) -> Result<()> {
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
        let _ = self.0.send(Event::Ended(None));
    }
}

fn read_terminal(sink: &Sender<Event>) {
    while let Ok(event) = event::read() {
        if understood(event).is_some_and(|event| sink.send(event).is_err()) {
            return;
        }
    }
}

fn understood(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::FocusGained => Some(Event::Focused),
        event::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        event::Event::Resize(width, height) => Some(Event::Resize(Size { width, height })),
        _ => None,
    }
}

/// The events in order, but only the last of several resizes: a storm of them costs one layout.
pub fn coalesced(mut events: Vec<Event>) -> Vec<Event> {
    let is_resize = |event: &Event| matches!(event, Event::Resize(_));
    let mut later = events.iter().filter(|event| is_resize(event)).count();
    events.retain(|event| {
        later -= usize::from(is_resize(event));
        !is_resize(event) || later == 0
    });
    events
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::IsTerminal;
    use std::sync::mpsc::Sender;
    use std::thread;

    use anyhow::{Context, Result};
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::Event;

    pub(super) fn watch_signals(sink: &Sender<Event>) -> Result<()> {
        let mut signals =
            Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT]).context("cannot listen to signals")?;
        let sink = sink.clone();
        let watch = move || {
            for signal in signals.forever() {
                let event = if signal == SIGCONT {
                    Event::Resumed
                } else {
                    Event::Ended(Some(signal))
                };
                if sink.send(event).is_err() {
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

    /// Returns when the terminal is gone. crossterm does not tell: it would read in vain for ever.
    pub(super) fn wait_for_hang_up(_: &Sender<Event>) {
        let stdin = std::io::stdin();
        let terminal = File::open("/dev/tty");
        let watched = match &terminal {
            _ if stdin.is_terminal() => PollFd::new(&stdin, PollFlags::empty()),
            Ok(terminal) => PollFd::new(terminal, PollFlags::empty()),
            Err(_) => return,
        };
        // Only errors and hang-ups are reported where nothing is asked for.
        while poll(&mut [watched.clone()], None)
            .is_err_and(|error| error == rustix::io::Errno::INTR)
        {}
    }
}

#[cfg(test)]
mod tests {
    use super::{Event, coalesced};
    use ratatui::layout::Size;

    #[test]
    fn only_the_last_resize_counts() {
        let resize = |width| Event::Resize(Size { width, height: 24 });
        let events = vec![
            resize(1),
            Event::Paste("a".into()),
            resize(2),
            resize(3),
            Event::Resumed,
        ];
        let kept = coalesced(events);
        assert!(
            matches!(
                &kept[..],
                [
                    Event::Paste(_),
                    Event::Resize(Size { width: 3, .. }),
                    Event::Resumed
                ]
            ),
            "{kept:?}"
        );
    }
}
