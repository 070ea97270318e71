//! What no test thinks of: random keys, pastes, floods, broken sequences and resizes, and signals at random
//! moments. A little of it each time; by hand a million keys and a thousand signals, or so many as
//! `BYLINE_MASH` and `BYLINE_SIGNALS` say. `BYLINE_SEED` begins elsewhere.
//!
//! `cargo test --test main mash -- --ignored --nocapture`

use std::time::{Duration, Instant};

use super::SIGNALS;
use super::session::Session;
use crate::dice::{Dice, number, seed};
use crate::terminal::DEADLINE;

/// The keys that end or stop it are taken away.
const CONFIG: &str = "\
[keys.global]\n\"q\" = \"none\"\n\"Q\" = \"none\"\n\"ctrl-c\" = \"none\"\n\"ctrl-z\" = \"none\"\n\
\"o\" = \"none\"\n\"f12 f11 f12\" = \"quit\"\n\
[keys.search]\n\"ctrl-c\" = \"none\"\n\"ctrl-z\" = \"none\"\n";

/// Memory that a session may have, KB: the program itself, and what a large screen takes.
const MOST_MEMORY: u64 = 200_000;

/// Memory (KB) that a session may have gained since its first half: what is asked for rarely comes late.
const MOST_GAINED: u64 = 12_000;

/// Keys between two looks at how the session is.
const STRETCH: u64 = 50_000;

/// What a hand, a terminal or a broken line may send.
fn piece(dice: &mut Dice) -> Vec<u8> {
    const SEQUENCES: &[&str] = &[
        "\x1b",
        "\x1b[A",
        "\x1b[B",
        "\x1bOC",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[Z",
        "\x1b[1;5D",
        "\x1b[I",
        "\x1b[O",
        "\x1b[<0;5;5M",
        "\x1b[<65;9;9M",
        "\x1b[M !!",
        "\x1b[97;5u",
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1bP>|x\x1b\\",
        "\x1b[?",
        "\x1b[",
        "\x1b]1",
        "\x1bP1",
        "\x1b[M",
        "\x1b[[",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b[200~ferry\x1b[201~",
        "\r",
        "\t",
        "\x7f",
        "\x15",
        "\x17",
        "/",
        "gt",
        "gS",
        "g\"",
        "?",
        "]]",
        "zM",
        "zR",
        "99999",
        "yq",
        ";",
        "\x0c",
        "é",
        "日",
    ];
    match dice.below(20) {
        0 => (0..dice.below(40))
            .map(|_| dice.below(256) as u8)
            .filter(|byte| *byte != 0x1a)
            .collect(),
        1 => format!(
            "\x1b[200~{}\x1b[201~",
            "(ferry ".repeat(dice.below(3_000) as usize)
        )
        .into_bytes(),
        2 => dice
            .of(&["j", "k", "\x1b[<65;9;9M", "ferry", "]q"])
            .repeat(dice.below(1_000) as usize)
            .into_bytes(),
        3..=11 => dice.of(SEQUENCES).as_bytes().to_vec(),
        _ => vec![b' ' + dice.below(95) as u8],
    }
}

#[test]
fn random_keys_leave_it_alive_and_small() {
    mash(number("BYLINE_MASH", 20_000));
}

#[test]
#[ignore = "takes long"]
fn a_million_random_keys_leave_it_alive_and_small() {
    mash(number("BYLINE_MASH", 1_000_000));
}

fn mash(wanted: u64) {
    let mut dice = Dice::new();
    let mut session = Session::with_config(CONFIG);
    session.see("Harbour counts the cost");
    let mut sent = 0;
    let mut memory = Vec::new();
    while sent < wanted {
        sent += press(&mut session, &mut dice, STRETCH.min(wanted - sent));
        assert_alive(&mut session);
        memory.push(session.memory());
        let most = memory[memory.len() - 1];
        assert!(most < MOST_MEMORY, "{most} KB after {sent} keys");
    }
    println!(
        "{sent} bytes of keys from seed {}; KB in use: {memory:?}",
        seed()
    );
    let (first, second) = memory.split_at(memory.len().div_ceil(2));
    let most = |memory: &[u64]| memory.iter().max().copied().unwrap_or(0);
    let gained = most(second).saturating_sub(most(first));
    assert!(gained < MOST_GAINED, "it grows: {memory:?}");
    session.signal("TERM");
    assert!(!session.end().success());
    session.assert_restored();
}

/// Presses so many keys or a few more, and gives the screen back its size.
fn press(session: &mut Session, dice: &mut Dice, wanted: u64) -> u64 {
    let mut sent = 0;
    while sent < wanted {
        let bytes = piece(dice);
        sent += bytes.len() as u64;
        session.send(&bytes);
        if dice.below(50) == 0 {
            let (columns, rows) = (1 + dice.below(200), 1 + dice.below(80));
            session.resize(columns as u16, rows as u16);
        }
        session.terminal().pass(Duration::ZERO);
    }
    session.resize(80, 24);
    sent
}

/// Asserts that a key is still heard: the screen is drawn anew when that is asked for.
fn assert_alive(session: &mut Session) {
    let deadline = Instant::now() + DEADLINE;
    loop {
        assert!(
            Instant::now() < deadline,
            "no key is heard any more; the screen shows:\n{}",
            session.terminal().screen().contents()
        );
        session.send(b"\x0c");
        // More than a paste that was not closed is waited for.
        let patience = Instant::now() + Duration::from_millis(1_500);
        while Instant::now() < patience {
            let left = patience.saturating_duration_since(Instant::now());
            let Some(chunk) = session.terminal().take(left) else {
                break;
            };
            if chunk.bytes.windows(4).any(|bytes| bytes == b"\x1b[2J") {
                return;
            }
        }
    }
}

/// Signals that end a program as well, but not on every system.
#[cfg(target_os = "linux")]
const MORE_SIGNALS: &[&str] = &["IO", "PWR", "STKFLT", "34", "49", "64"];
#[cfg(not(target_os = "linux"))]
const MORE_SIGNALS: &[&str] = &[];

/// Signals that end nothing.
const HARMLESS: &[&str] = &["WINCH", "CONT", "URG", "CHLD"];

#[test]
fn signals_at_random_moments_leave_the_terminal_as_it_was() {
    signals(number("BYLINE_SIGNALS", 50));
}

#[test]
#[ignore = "takes long"]
fn a_thousand_signals_leave_the_terminal_as_it_was() {
    signals(number("BYLINE_SIGNALS", 1_000));
}

fn signals(wanted: u64) {
    let mut dice = Dice::new();
    let mut kinds = [SIGNALS, MORE_SIGNALS].concat();
    // Before main begins Rust's own handler takes a BUS for an overflow of the stack, and passes over one
    // that somebody sent; on the screen it is sent by `signals_restore_the_terminal`.
    kinds.retain(|kind| *kind != "BUS");
    for count in 0..wanted {
        let mut session = Session::start(&[]);
        // Most of them in the first moments.
        let most = *dice.of(&[10_000, 40_000, 200_000, 1_000_000]);
        let moment = Duration::from_micros(dice.below(most));
        session.terminal().pass(moment);
        for _ in 0..dice.below(3) {
            let signal = *dice.of(HARMLESS);
            session.signal(signal);
        }
        // Every kind in turn, so that none is left out.
        let signal = kinds[count as usize % kinds.len()];
        session.signal(signal);
        assert!(
            !session.end().success(),
            "{count}: SIG{signal} after {moment:?}"
        );
        session.assert_restored();
    }
    println!(
        "{wanted} signals of {} kinds from seed {}",
        kinds.len(),
        seed()
    );
}
