//! What comes from the terminal, read on a thread of its own: bytes in, events out.
//!
//! An own reader, not that of crossterm, since that one may leave keys unread for ever: after a report
//! of the terminal that it does not know (crossterm issue 1104), after more than a kilobyte at once
//! (pull request 1057), and after a paste that is not closed (issue 1060). Its types stay, and on
//! systems other than Unix its reader does.
//!
//! Here nothing waits for long: what is not finished after a moment is taken as it stands, nothing is
//! kept without a bound, and a flood waits in the terminal until the screen has caught up.

mod decode;

use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crossterm::event as report;
use crossterm::event::KeyEventKind;
use ratatui::layout::Size;

use crate::ui::event::Event;
#[cfg(unix)]
use crate::ui::ground::Ground;

/// Events that wait for the screen at most, before more is read.
const MOST_WAITING: usize = 1024;

/// How far the screen is behind the keyboard.
#[derive(Clone, Debug, Default)]
pub struct Backlog {
    shared: Arc<(Mutex<usize>, Condvar)>,
}

impl Backlog {
    /// So many events were taken in.
    pub fn taken(&self, count: usize) {
        let (waiting, fewer) = &*self.shared;
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting = waiting.saturating_sub(count);
        fewer.notify_one();
    }

    fn sent(&self) {
        let (waiting, _) = &*self.shared;
        *waiting.lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }

    /// Waits until the screen has caught up.
    fn wait(&self) {
        let (waiting, fewer) = &*self.shared;
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let _caught_up = fewer.wait_while(waiting, |waiting| *waiting > MOST_WAITING);
    }
}

/// Where events go.
struct Mouth<'a> {
    sink: &'a Sender<Event>,
    backlog: &'a Backlog,
    is_heard: bool,
}

impl Mouth<'_> {
    fn tell(&mut self, told: report::Event) {
        if let Some(event) = understood(told) {
            self.backlog.sent();
            self.is_heard = self.sink.send(event).is_ok();
        }
    }
}

#[cfg(unix)]
impl Mouth<'_> {
    fn tell_background(&mut self, ground: Ground) {
        self.is_heard = self.sink.send(Event::Background(ground)).is_ok();
    }
}

fn understood(told: report::Event) -> Option<Event> {
    match told {
        report::Event::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        report::Event::Paste(text) => Some(Event::Paste(text)),
        report::Event::FocusGained => Some(Event::Focused),
        report::Event::Mouse(mouse) => Some(Event::Mouse(mouse)),
        report::Event::Resize(width, height) => Some(Event::Resize(Size { width, height })),
        _ => None,
    }
}

/// Tells of every key until the terminal is gone or nobody listens.
pub(super) fn read(sink: &Sender<Event>, backlog: &Backlog) {
    let mouth = Mouth {
        sink,
        backlog,
        is_heard: true,
    };
    #[cfg(unix)]
    unix::read(mouth);
    #[cfg(not(unix))]
    read_elsewhere(mouth);
}

#[cfg(not(unix))]
fn read_elsewhere(mut mouth: Mouth<'_>) {
    while mouth.is_heard {
        let Ok(event) = report::read() else { return };
        mouth.tell(event);
        mouth.backlog.wait();
    }
}

#[cfg(unix)]
mod unix {
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::Mouth;
    use super::decode::{Decoder, Rest};
    use crate::ui::modes;

    /// Bytes read at once; a terminal gives no more.
    const CHUNK: usize = 4096;

    pub(super) fn read(mut mouth: Mouth<'_>) {
        let Ok(terminal) = modes::terminal() else {
            return;
        };
        let mut decoder = Decoder::default();
        let mut due: Option<Instant> = None;
        let mut chunk = [0; CHUNK];
        while mouth.is_heard {
            let mut asked = [PollFd::new(&terminal, PollFlags::IN)];
            let left = due.map(|due| timespec(due.saturating_duration_since(Instant::now())));
            match poll(&mut asked, left.as_ref()) {
                Ok(0) => {
                    decoder.give_up(&mut |event| mouth.tell(event));
                    due = None;
                    continue;
                }
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return,
            }
            match rustix::io::read(&terminal, &mut chunk) {
                Ok(0) => return,
                Ok(length) => {
                    due = heed(&mut decoder, &chunk[..length], due, &mut mouth);
                    if let Some(ground) = decoder.background() {
                        mouth.tell_background(ground);
                    }
                }
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(_) => return,
            }
            mouth.backlog.wait();
        }
    }

    /// Takes in what was read. Returns when to give up on what is not finished.
    fn heed(
        decoder: &mut Decoder,
        bytes: &[u8],
        due: Option<Instant>,
        mouth: &mut Mouth<'_>,
    ) -> Option<Instant> {
        let mut tell = |event| mouth.tell(event);
        if due.is_some_and(|due| due <= Instant::now()) {
            decoder.give_up(&mut tell);
        }
        match decoder.take(bytes, &mut tell) {
            Rest::Nothing => None,
            Rest::Same if due.is_some() => due,
            Rest::Same | Rest::Begun => Some(Instant::now() + decoder.patience()),
        }
    }

    fn timespec(duration: Duration) -> Timespec {
        Timespec {
            tv_sec: duration.as_secs().cast_signed(),
            tv_nsec: duration.subsec_nanos().into(),
        }
    }
}
