//! Searching as one types.

use std::time::Duration;

use crate::corpus::QUERIES;
use crate::machine::Used;
use crate::place::Place;
use crate::screen::{Answer, Screen};
use crate::table::{Table, Times, megabytes};

pub(crate) fn typing(place: &Place, table: &mut Table) {
    place.with_index();
    let mut screen = Screen::start(place.screen(&place.library()));
    screen.settle();
    let typed = typed(&mut screen);
    let answers: Vec<Answer> = typed.iter().map(|(_, answer)| *answer).collect();
    let times = |of: fn(&Answer) -> Duration| Times::new(answers.iter().map(of).collect()).told();
    table.row(
        "keystroke to its echo",
        "p99 ≤ 16.7 ms",
        &times(|answer| answer.echo),
    );
    table.row(
        "keystroke to the frame of results",
        "p50 ≤ 5, p99 ≤ 16.7 ms (100k); p50 ≤ 16.7, p99 ≤ 50 ms (1M)",
        &times(|answer| answer.answered),
    );
    table.row(
        "… to the exact number, the best of all, and the story beside them",
        "–",
        &times(|answer| answer.settled),
    );
    let mut slowest: Vec<(Duration, &String)> = typed
        .iter()
        .map(|(typed, answer)| (answer.answered, typed))
        .collect();
    slowest.sort();
    let named: Vec<String> = slowest
        .iter()
        .rev()
        .take(4)
        .map(|(time, typed)| format!("`{typed}` {:.0} ms", time.as_secs_f64() * 1000.0))
        .collect();
    table.row("the slowest keystrokes", "–", &named.join(", "));
    let used = Used::by(screen.terminal.process());
    table.row(
        "anonymous memory after it",
        "≤ 30 / 60 / 200 MB at 10k / 100k / 1M",
        &megabytes(used.anonymous),
    );
    screen.quit();
}

/// Types every query twice, letter by letter, so that there are more than 200 samples. With each answer
/// goes what was in the box.
pub(crate) fn typed(screen: &mut Screen) -> Vec<(String, Answer)> {
    let mut answers = Vec::new();
    for query in QUERIES.iter().chain(QUERIES) {
        screen.press("/");
        let mut typed = String::new();
        for letter in query.chars() {
            typed.push(letter);
            answers.push((typed.clone(), screen.ask(&letter.to_string())));
        }
        screen.press("\x1b");
    }
    answers
}
