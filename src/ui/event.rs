//! What can happen to the screen: keys, answers, another size, a terminal that is gone.

use crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;

use crate::typeset::Typeset;
use crate::ui::clipboard::Taken;
use crate::ui::ground::Ground;
use crate::ui::pipe::Piped;
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
    /// The terminal tells what its background is.
    Background(Ground),
    /// A worker answers.
    Reply(Reply),
    /// A long story is set as a whole.
    Set(Order, Typeset),
    /// Words were copied, or not.
    Copied(Taken),
    /// A command that words were sent to has ended.
    Piped(Piped),
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
