//! The thread that follows the folder: what lands there is in the index within half a second, and a storm
//! of changes costs no more than a look now and then.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crate::library::{Library, Watch};
use crate::worker::Reply;

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
fn inbox() -> (SyncSender<Word>, Receiver<Word>) {
    sync_channel(1)
}

/// What is to be watched.
pub(super) struct Watched {
    library: Library,
    /// Folders of byline's own.
    apart: Vec<PathBuf>,
    say: Box<dyn Fn(String) + Send>,
}

impl Watched {
    /// A library, but for folders of byline's own.
    pub(super) fn new(
        library: &Library,
        apart: &[Option<&Path>],
        sink: impl Fn(Reply) + Send + 'static,
    ) -> Self {
        let whole = |folder: &&Path| {
            folder
                .canonicalize()
                .unwrap_or_else(|_| folder.to_path_buf())
        };
        Self {
            library: library.clone(),
            apart: apart.iter().flatten().map(whole).collect(),
            say: Box::new(move |said| sink(Reply::Failed(said))),
        }
    }

    /// Starts the thread, which asks for a look by way of `sync`. Returns by what it is ended; nothing
    /// where there is none: then the folder is looked through when the reader asks for it or comes back.
    pub(super) fn follow(
        self,
        sync: Sender<()>,
        stop: Arc<AtomicBool>,
    ) -> Option<SyncSender<Word>> {
        let (sender, words) = inbox();
        let end = sender.clone();
        let work = move || {
            let look = || {
                // Once the inbox is closed, nobody is there to look.
                let _ = sync.send(());
            };
            let eyes = Eyes {
                look: &look,
                say: &*self.say,
                stop: &stop,
            };
            follow(&self.library, self.apart, (sender, &words), &eyes);
        };
        let thread = Builder::new().name("byline watch".to_owned()).spawn(work);
        thread.is_ok().then_some(end)
    }
}

/// What the thread does with what it hears.
struct Eyes<'a> {
    /// Looks through the folder.
    look: &'a dyn Fn(),
    /// Says something to the reader.
    say: &'a dyn Fn(String),
    /// Whether it is over.
    stop: &'a AtomicBool,
}

/// Watches a library until the end; where that fails, looks at it from time to time and says so once.
fn follow(
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
        Ok(watch) => {
            let eyes = Eyes {
                look: &watching(watch, eyes),
                ..*eyes
            };
            // What landed while the watch was set up was not heard of.
            (eyes.look)();
            heed(words, &eyes);
        }
        Err(error) => {
            let every = ROUND.as_secs();
            (eyes.say)(format!("{error:#}; it is looked through every {every} s"));
            go_round(words, eyes);
        }
    }
}

/// Looks, and watches what other links lead to by then; says it where that fails.
fn watching(watch: Watch, eyes: &Eyes<'_>) -> impl Fn() {
    let watch = RefCell::new(watch);
    move || {
        // What lands behind a link while its watch is set up is seen by the look.
        if let Err(error) = watch.borrow_mut().renew() {
            (eyes.say)(format!("{error:#}; R looks what is new there"));
        }
        (eyes.look)();
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
