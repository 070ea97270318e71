//! Inputs that nobody would write, for everything that reads what others wrote. All hostile shapes that are
//! known and a few thousand chance inputs each time; as many as one likes by hand:
//!
//! `BYLINE_FUZZ=10000000 cargo test --test main fuzz -- --ignored --nocapture`
//!
//! `BYLINE_SEED` begins elsewhere, `BYLINE_TARGET` names the one reader that is asked. What fails is made
//! smaller as long as it fails, and told with its seed.

pub(crate) mod corpus;
mod mutate;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::dice::{Dice, number, seed};
use corpus::Corpus;
use targets::{TARGETS, Target};

/// Longest input that is made up, and longest of most of them: what is short is read soon.
const LONGEST: [usize; 2] = [4096, 400];

/// How long one input may take, however busy the machine is: far more than any does.
const PATIENCE: Duration = Duration::from_secs(120);

/// What is being read: when that began, by whom, and what it is.
type Current = Arc<Mutex<(Instant, &'static str, Vec<u8>)>>;

/// Asks targets, and says so where one of them never ends.
struct Fuzzer {
    current: Current,
    _alive: Sender<()>,
}

impl Fuzzer {
    fn new() -> Self {
        let current: Current = Arc::new(Mutex::new((Instant::now(), "", Vec::new())));
        let (alive, over) = channel();
        let watched = current.clone();
        thread::spawn(move || {
            while over.recv_timeout(Duration::from_secs(5)) == Err(RecvTimeoutError::Timeout) {
                let (began, name, bytes) = &*watched.lock().expect("unbroken");
                if began.elapsed() > PATIENCE && !name.is_empty() {
                    eprintln!("{name} does not come to an end on {}", shown(bytes));
                    std::process::exit(101);
                }
            }
        });
        Self {
            current,
            _alive: alive,
        }
    }

    fn ask(&self, target: &Target, bytes: &[u8], what: &str) {
        if self.holds(target, bytes) {
            return;
        }
        let least = smaller(bytes, |bytes| !self.holds(target, bytes));
        let Target { name, .. } = target;
        panic!("{name} fails ({what}) on {}", shown(&least));
    }

    fn holds(&self, target: &Target, bytes: &[u8]) -> bool {
        *self.current.lock().expect("unbroken") = (Instant::now(), target.name, bytes.to_vec());
        let held = catch_unwind(AssertUnwindSafe(|| (target.run)(bytes))).is_ok();
        self.current.lock().expect("unbroken").1 = "";
        held
    }
}

/// Fewer bytes that fail as well: pieces are taken away as long as that goes on.
fn smaller(bytes: &[u8], fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut least = bytes.to_vec();
    let mut length = least.len() / 2;
    while length > 0 {
        let mut at = 0;
        while at < least.len() {
            let end = (at + length).min(least.len());
            let fewer = [&least[..at], &least[end..]].concat();
            if fails(&fewer) {
                least = fewer;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
    least
}

fn shown(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => format!("{text:?}"),
        Err(_) => format!("the bytes b\"{}\"", bytes.escape_ascii()),
    }
}

/// The readers that are asked, each as often as its weight says.
fn asked() -> Vec<&'static Target> {
    let only = std::env::var("BYLINE_TARGET").ok();
    let wanted = |target: &&Target| only.as_ref().is_none_or(|name| name == target.name);
    let found: Vec<_> = TARGETS
        .iter()
        .filter(wanted)
        .flat_map(|target| std::iter::repeat_n(target, target.weight))
        .collect();
    assert!(!found.is_empty(), "no target has the name {only:?}");
    found
}

fn run(count: u64) {
    let (seed, began) = (seed(), Instant::now());
    let (corpus, fuzzer, targets) = (Corpus::new(), Fuzzer::new(), asked());
    for number in 0..count {
        let mut dice = Dice::of_seed(seed.wrapping_add(number));
        let target = *dice.of(&targets);
        let longest = LONGEST[usize::from(dice.below(10) > 0)];
        let bytes = mutate::input(&mut dice, corpus.of(target), longest);
        fuzzer.ask(target, &bytes, &format!("BYLINE_SEED={}", seed + number));
        if (number + 1) % 100_000 == 0 {
            let minutes = began.elapsed().as_secs() / 60;
            println!("{} inputs from seed {seed}, {minutes} min", number + 1);
        }
    }
    let seconds = began.elapsed().as_secs();
    println!("{count} inputs from seed {seed}, {seconds} s: nothing fails");
}

#[test]
fn every_known_shape_is_read() {
    let (corpus, fuzzer) = (Corpus::new(), Fuzzer::new());
    for target in TARGETS {
        for bytes in corpus.of(target) {
            fuzzer.ask(target, bytes, "a known shape");
        }
    }
}

#[test]
fn chance_inputs_are_read() {
    run(number("BYLINE_FUZZ", 1_500));
}

#[test]
#[ignore = "as long as one likes: BYLINE_FUZZ inputs"]
fn many_chance_inputs_are_read() {
    run(number("BYLINE_FUZZ", 1_000_000));
}

#[test]
fn what_fails_is_made_smaller() {
    let fails = |bytes: &[u8]| bytes.contains(&b'x') && bytes.contains(&b'y');
    assert_eq!(smaller(b"aaxbbbbbyccccccccc", fails), b"xy");
}
