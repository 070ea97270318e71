//! What can happen to the screen, and the threads that tell: keys, signals, a terminal that is gone.

#[cfg(unix)]
mod signals;

#[cfg(unix)]
pub(crate) use signals::stop;

use std::sync::mpsc::Sender;
use std::thread;

use anyhow::{Context, Result};
use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use crate::typeset::Typeset;
use crate::ui::keyboard::{self, Backlog};
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
    /// Nobody reads any more: the terminal is gone.
    Ended,
}

impl Event {
    /// Whether a key went down.
    pub fn is_key(&self) -> bool {
        matches!(self, Self::Key(_))
    }

    /// Whether it came from the keyboard or the mouse, and was waited for there.
    pub fn is_input(&self) -> bool {
        matches!(
            self,
            Self::Key(_) | Self::Paste(_) | Self::Mouse(_) | Self::Focused
        )
    }
}

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
