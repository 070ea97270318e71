//! The screen under measurement: keys in, frames out, each with its time and bytes.

use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::terminal::{DEADLINE, Terminal};

/// Nothing is written for so long: the answer to a key is complete.
const QUIET: Duration = Duration::from_millis(40);
/// The same where the index is asked: no answer takes longer.
const LONG_QUIET: Duration = Duration::from_millis(250);
/// What byline writes behind each frame (the end of a synchronized update).
const FRAME_END: &[u8] = b"\x1b[?2026l";

/// What a key brought.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    /// Until the first frame: the key is seen to work.
    pub(crate) echo: Duration,
    /// Until the second frame, which brings what another thread found: the rows of a search. The first
    /// where there is only one.
    pub(crate) answered: Duration,
    /// Until the last frame: all that it asks for is shown.
    pub(crate) settled: Duration,
    pub(crate) bytes: usize,
    pub(crate) frames: usize,
}

impl Answer {
    /// So many frames were there after this time.
    fn frame_ended(&mut self, frames: usize, time: Duration) {
        if self.frames == 0 {
            self.echo = time;
        }
        if self.frames < 2 {
            self.answered = time;
        }
        self.frames += frames;
        self.settled = time;
    }
}

/// A running byline.
pub(crate) struct Screen {
    pub(crate) terminal: Terminal,
    began: Instant,
}

impl Screen {
    pub(crate) fn start(command: CommandBuilder) -> Self {
        let began = Instant::now();
        Self {
            terminal: Terminal::start(command, 120, 40),
            began,
        }
    }

    /// Waits until the screen shows what it should; the time since the start.
    pub(crate) fn until(&mut self, what: &str, is_there: impl Fn(&str) -> bool) -> Duration {
        let arrived = self
            .terminal
            .wait(what, |screen| is_there(&screen.contents()));
        arrived - self.began
    }

    /// Waits until nothing more is drawn.
    pub(crate) fn settle(&mut self) {
        self.watch(Instant::now(), Duration::from_millis(300));
    }

    /// Presses a key and waits until it is answered.
    pub(crate) fn press(&mut self, key: &str) -> Answer {
        let began = Instant::now();
        self.terminal.press(key);
        self.watch(began, QUIET)
    }

    /// Presses a key whose answer comes from the index: it may come long after the echo.
    pub(crate) fn ask(&mut self, key: &str) -> Answer {
        let began = Instant::now();
        self.terminal.press(key);
        self.watch(began, LONG_QUIET)
    }

    /// Watches frames until there is quiet after the last one; at least one must come.
    pub(crate) fn watch(&mut self, began: Instant, quiet: Duration) -> Answer {
        let mut answer = Answer {
            echo: Duration::ZERO,
            answered: Duration::ZERO,
            settled: Duration::ZERO,
            bytes: 0,
            frames: 0,
        };
        let mut tail = Vec::new();
        loop {
            let patience = if answer.frames == 0 && quiet == QUIET {
                Duration::from_secs(2)
            } else {
                quiet
            };
            let Some(chunk) = self.terminal.take(patience) else {
                return answer;
            };
            assert!(began.elapsed() < DEADLINE, "the screen never rests");
            answer.bytes += chunk.bytes.len();
            tail.extend_from_slice(&chunk.bytes);
            let ends = tail
                .windows(FRAME_END.len())
                .filter(|window| *window == FRAME_END)
                .count();
            if ends > 0 {
                let keep = tail.len().min(FRAME_END.len() - 1);
                tail.drain(..tail.len() - keep);
                answer.frame_ended(ends, chunk.at - began);
            }
        }
    }

    pub(crate) fn quit(mut self) {
        self.terminal.press("\x03");
        self.terminal.end();
    }
}
