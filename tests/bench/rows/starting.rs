//! From the start of the program to a list that can be read.

use std::time::Duration;

use crate::place::Place;
use crate::screen::Screen;
use crate::table::{Table, Times, milliseconds};

/// What the list shows of a story, and nothing else on the screen does.
const OF_A_STORY: &str = " min";

pub(super) fn shows_stories(screen: &str) -> bool {
    screen.contains(OF_A_STORY)
}

pub(crate) fn cold(place: &Place, table: &mut Table) {
    let (mut firsts, mut readable) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        place.without_index();
        let mut screen = Screen::start(place.screen(&place.library()));
        firsts.push(screen.until("the first frame", |screen| !screen.trim().is_empty()));
        readable.push(screen.until("a story", shows_stories));
        screen.quit();
    }
    place.without_index();
    table.row(
        "first frame, no index yet",
        "≤ 100 ms",
        &milliseconds(Times::new(firsts).median()),
    );
    table.row(
        "first stories readable, no index yet",
        "≤ 300 ms",
        &milliseconds(Times::new(readable).median()),
    );
}

pub(crate) fn warm(place: &Place, table: &mut Table) {
    place.with_index();
    table.row(
        "warm start to the list",
        "≤ 50 ms",
        &Times::new(starts(place)).told(),
    );
}

/// Starts again and again: the time until the list shows stories.
pub(crate) fn starts(place: &Place) -> Vec<Duration> {
    let times = (0..9).map(|_| {
        let mut screen = Screen::start(place.screen(&place.library()));
        let time = screen.until("a story", shows_stories);
        screen.quit();
        time
    });
    times.collect()
}
