//! Keys in the list and in a story, rest, and another size of the terminal.

use std::fs;
use std::time::{Duration, Instant};

use crate::corpus;
use crate::machine::Used;
use crate::place::Place;
use crate::screen::{Answer, Screen};
use crate::table::{Table, Times, float, milliseconds};

const KEY_TARGET: &str = "p99 ≤ 16.7 ms";

/// What an echo of the terminal itself takes is in all of these.
fn told(answers: &[Answer]) -> String {
    let times = Times::new(answers.iter().map(|answer| answer.echo).collect());
    let settled = Times::new(answers.iter().map(|answer| answer.settled).collect());
    let mut bytes: Vec<usize> = answers.iter().map(|answer| answer.bytes).collect();
    bytes.sort_unstable();
    let frames: usize = answers.iter().map(|answer| answer.frames).sum();
    format!(
        "{}; settled p99 {}; {} bytes, {:.1} frames a key",
        times.told(),
        milliseconds(settled.percentile(99)),
        bytes.get(bytes.len() / 2).unwrap_or(&0),
        float(frames as u64) / float(answers.len() as u64)
    )
}

fn pressed(screen: &mut Screen, keys: &[&str], times: usize) -> Vec<Answer> {
    (0..times)
        .flat_map(|_| keys)
        .map(|key| screen.press(key))
        .collect()
}

pub(crate) fn keys(place: &Place, table: &mut Table) {
    place.with_index();
    let mut screen = Screen::start(place.screen(&place.library()));
    screen.settle();
    let mut row = |what: &str, target: &str, answers: &[Answer]| {
        table.row(what, target, &told(answers));
    };
    let answers = pressed(&mut screen, &["j"], 200);
    row("move in the list", KEY_TARGET, &answers);
    let answers = pressed(&mut screen, &[" "], 100);
    row("page in the list", "p99 ≤ 16.7 ms, ≤ 4 KB", &answers);
    let answers = pressed(&mut screen, &["G", "50%"], 50);
    row(
        "jump to the end and the middle of the list",
        "≤ 33 ms",
        &answers,
    );
    let mut opened = Vec::new();
    for _ in 0..100 {
        screen.press("j");
        opened.push(screen.press("\r"));
        screen.press("q");
    }
    row("open a story", KEY_TARGET, &opened);
    screen.press("\r");
    let answers = pressed(&mut screen, &["j", "j", "j", "k", "k", "k"], 34);
    row(
        "scroll a line of a story",
        "p99 ≤ 16.7 ms, ≤ 400 bytes",
        &answers,
    );
    let answers = pressed(&mut screen, &[" ", "b"], 50);
    row("page in a story", "p99 ≤ 16.7 ms, ≤ 4 KB", &answers);
    let answers = pressed(&mut screen, &["J"], 100);
    row("next story", KEY_TARGET, &answers);
    screen.quit();
}

/// A story of 20 MB, alone in its library.
pub(crate) fn long_story(place: &Place, table: &mut Table) {
    let library = place.beside("long");
    fs::create_dir_all(&library).expect("a folder");
    fs::write(library.join("long.md"), corpus::long_text(20_000_000)).expect("a file");
    let mut screen = Screen::start(place.screen(&library));
    screen.until("its headline", |screen| screen.contains("water board"));
    // It is read for the preview, too.
    screen.watch(Instant::now(), Duration::from_secs(5));
    let began = Instant::now();
    screen.terminal.press("\r");
    let opened = screen.terminal.wait("the place in the story", |screen| {
        screen
            .rows(0, 120)
            .last()
            .is_some_and(|row| row.contains('%'))
    }) - began;
    screen.settle();
    table.row("open a story of 20 MB", "–", &milliseconds(opened));
    let ends = pressed(&mut screen, &["G", "50%"], 20);
    table.row(
        "jump to the end and the middle of it",
        "≤ 33 ms",
        &told(&ends),
    );
    let lines = pressed(&mut screen, &["j"], 100);
    table.row("scroll a line there", KEY_TARGET, &told(&lines));
    screen.quit();
}

pub(crate) fn idle(place: &Place, table: &mut Table) {
    const SECONDS: u32 = 10;
    place.with_index();
    let mut screen = Screen::start(place.screen(&place.library()));
    // The look through the folder must be over.
    screen.watch(Instant::now(), Duration::from_secs(3));
    let before = Used::by(screen.terminal.process());
    let answer = screen.watch(Instant::now(), Duration::from_secs(SECONDS.into()));
    let after = Used::by(screen.terminal.process());
    let share = after
        .processor
        .saturating_sub(before.processor)
        .as_secs_f64()
        / f64::from(SECONDS);
    table.row(
        "idle for 10 s",
        "0.0 %, ≤ 0.2 wake-ups a second, 0 bytes",
        &format!(
            "{:.2} % of a core, {:.1} wake-ups a second, {} bytes",
            share * 100.0,
            float(after.wakes - before.wakes) / f64::from(SECONDS),
            answer.bytes
        ),
    );
    screen.quit();
}

pub(crate) fn resize(place: &Place, table: &mut Table) {
    place.with_index();
    let mut screen = Screen::start(place.screen(&place.library()));
    screen.settle();
    let times = (0..5).map(|_| {
        for number in 0..49_u16 {
            screen
                .terminal
                .resize(60 + number * 37 % 100, 10 + number * 13 % 40);
            screen.terminal.take(Duration::from_millis(10));
        }
        let began = Instant::now();
        screen.terminal.resize(120, 40);
        let answer = screen.watch(began, Duration::from_millis(300));
        let last = screen.terminal.screen().rows(0, 120).last();
        assert!(
            last.is_some_and(|row| row.contains(" of ")),
            "the last frame is right"
        );
        answer.settled
    });
    table.row(
        "50 resizes in half a second, to the right frame",
        "≤ 33 ms",
        &milliseconds(Times::new(times.collect()).median()),
    );
    screen.quit();
}
