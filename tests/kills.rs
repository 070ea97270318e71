//! The program is killed at any moment while it indexes and while it fetches: what is there afterwards is
//! whole, and the next run makes it what it would have been. A few kills each time; by hand a thousand of
//! each, or `BYLINE_KILLS`, among `BYLINE_FILES` files:
//!
//! `cargo test --test main kills -- --ignored --nocapture`

mod fetching;
mod indexing;

use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::dice::Dice;

/// How a run of the program came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It was killed at work.
    Killed,
    /// It was done before.
    Done,
}

/// Starts the program, and kills it after so long.
fn kill_after(mut command: Command, moment: Duration) -> End {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = quiet.spawn().expect("the binary runs");
    let mut printed = child.stdout.take().expect("it is piped");
    let (sender, over) = channel();
    let reading = thread::spawn(move || {
        let mut all = Vec::new();
        // Whoever is killed prints no more.
        let _ = printed.read_to_end(&mut all);
        // The kill may have come first.
        let _ = sender.send(());
    });
    let was_at_work = over.recv_timeout(moment).is_err();
    child.kill().expect("it is killed, or has ended");
    let status = child.wait().expect("it is gone");
    reading.join().expect("all is read");
    if was_at_work && status.code().is_none() {
        return End::Killed;
    }
    assert_eq!(status.code(), Some(0), "it fails by itself: {command:?}");
    End::Done
}

/// Runs the program to its end. Returns what it printed, and how long that took.
#[track_caller]
fn run(mut command: Command) -> (String, Duration) {
    let began = Instant::now();
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{command:?}: {output:?}");
    let printed = String::from_utf8(output.stdout).expect("UTF-8 comes out");
    (printed, began.elapsed())
}

/// A moment within so long: many of them early, when there is much to begin.
fn moment(dice: &mut Dice, longest: Duration) -> Duration {
    let within = if dice.below(3) == 0 {
        longest / 5
    } else {
        longest
    };
    Duration::from_micros(dice.below(within.as_micros() as u64))
}
