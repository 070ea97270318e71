//! The thread that follows the folder: what lands there is in the index within half a second, and a storm
//! of changes costs no more than a look now and then.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use crate::library::Library;

/// So long nothing must change before it is looked.
const QUIET: Duration = Duration::from_millis(100);
/// So long at most changes go on before it is looked all the same.
const LATEST: Duration = Duration::from_millis(300);
/// Changes so soon after a look are those of a storm.
const SETTLED: Duration = Duration::from_secs(1);
/// The pause after a look where changes go on, doubled from look to look.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);
/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// Between two looks where the system does not tell of changes.
const ROUND: Duration = Duration::from_secs(10);

/// What the thread hears.
pub(super) enum Word {
    /// Something has changed.
    Changed,
    /// It is over.
    End,
}

/// The inbox of the thread: one word waits in it at most, since more say no more.
pub(super) fn inbox() -> (SyncSender<Word>, Receiver<Word>) {
    sync_channel(1)
}

/// What the thread does with what it hears.
pub(super) struct Eyes<'a> {
    /// Looks through the folder.
    pub(super) look: &'a dyn Fn(),
    /// Says something to the reader.
    pub(super) say: &'a dyn Fn(String),
    /// Whether it is over.
    pub(super) stop: &'a AtomicBool,
}

/// Watches a library until the end; where that fails, looks at it from time to time and says so once.
pub(super) fn follow(
    library: &Library,
    apart: Vec<PathBuf>,
    (sender, words): (SyncSender<Word>, &Receiver<Word>),
    eyes: &Eyes<'_>,
) {
    let changed = move || {
        // A word that waits says the same.
        let _ = sender.try_send(Word::Changed);
    };
    match library.watch(apart, changed) {
        Ok(_watch) => {
            // What landed while the watch was set up was not heard of.
            (eyes.look)();
            heed(words, eyes);
        }
        Err(error) => {
            let every = ROUND.as_secs();
            (eyes.say)(format!("{error:#}; it is looked through every {every} s"));
            go_round(words, eyes);
        }
    }
}

/// Looks when changes have come to an end, or go on for long.
fn heed(words: &Receiver<Word>, eyes: &Eyes<'_>) {
    let mut pause = Duration::ZERO;
    let mut word = words.recv().ok();
    while let Some(Word::Changed) = word {
        let is_over = !swallow(words, QUIET, Instant::now() + LATEST);
        if is_over || eyes.stop.load(Ordering::Relaxed) {
            return;
        }
        (eyes.look)();
        word = match words.recv_timeout(SETTLED) {
            Err(RecvTimeoutError::Timeout) => {
                pause = Duration::ZERO;
                words.recv().ok()
            }
            Err(RecvTimeoutError::Disconnected) => None,
            Ok(word) => {
                pause = (pause * 2).clamp(SHORTEST_PAUSE, LONGEST_PAUSE);
                swallow(words, pause, Instant::now() + pause).then_some(word)
            }
        };
    }
}

/// Takes words until there is none for so long, or it is time. Whether it goes on.
fn swallow(words: &Receiver<Word>, quiet: Duration, due: Instant) -> bool {
    loop {
        let left = due.saturating_duration_since(Instant::now());
        match words.recv_timeout(left.min(quiet)) {
            Ok(Word::Changed) if !left.is_zero() => {}
            Ok(Word::Changed) | Err(RecvTimeoutError::Timeout) => return true,
            Ok(Word::End) | Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

fn go_round(words: &Receiver<Word>, eyes: &Eyes<'_>) {
    while let Ok(Word::Changed) | Err(RecvTimeoutError::Timeout) = words.recv_timeout(ROUND) {
        (eyes.look)();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::atomic::AtomicBool;
    use std::sync::mpsc::Receiver;
    use std::time::{Duration, Instant};

    use super::{Eyes, Word, heed, inbox};

    fn watch(words: &Receiver<Word>, look: &dyn Fn()) {
        let eyes = Eyes {
            look,
            say: &|said| panic!("{said}"),
            stop: &AtomicBool::new(false),
        };
        heed(words, &eyes);
    }

    #[test]
    fn a_storm_costs_a_few_looks_and_its_last_change_is_seen() {
        let (sender, words) = inbox();
        let storm = std::thread::spawn(move || {
            let end = Instant::now() + Duration::from_millis(700);
            while Instant::now() < end {
                let _ = sender.try_send(Word::Changed);
            }
            sender.send(Word::Changed).expect("heard");
            sender.send(Word::End).expect("heard");
        });
        let looks = Cell::new(0);
        watch(&words, &|| looks.set(looks.get() + 1));
        storm.join().expect("over");
        assert!((1..=4).contains(&looks.get()), "{}", looks.get());
    }

    #[test]
    fn one_change_is_looked_at_once() {
        let (sender, words) = inbox();
        let looks = Cell::new(0);
        sender.send(Word::Changed).expect("it waits");
        watch(&words, &|| {
            looks.set(looks.get() + 1);
            sender.send(Word::End).expect("it waits");
        });
        assert_eq!(looks.get(), 1);
    }
}
