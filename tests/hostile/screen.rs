//! Every byte that the screen writes while all of it is shown: sequences that are byline's own, and words.

use super::{is_harm, library};
use crate::pty::session::Session;

/// Keys that show one thing after the other, and what the screen shows then.
const TOUR: &[(&str, &str)] = &[("/ferry\r", "ferry"), ("gS", "Dora Hale"), ("gt", "")];

#[test]
fn nothing_that_the_screen_writes_is_of_what_it_shows() {
    let mut session = Session::on_library(library);
    session.terminal().record();
    session.see("stories");
    for width in [140, 40] {
        session.resize(width, 30);
        for (keys, shown) in TOUR {
            session.press(keys);
            session.see(shown);
            session.press("]]");
            session.settle();
            session.press("\x1b");
            back(&mut session);
        }
        for _ in 0..12 {
            session.press("\r");
            session.settle();
            session.press("  ]]");
            session.settle();
            back(&mut session);
            session.press("j");
        }
        session.press("?");
        session.settle();
        session.press("\x1b");
        back(&mut session);
    }
    session.press("Q");
    session.end();
    let written = session.terminal().recorded();
    assert!(written.len() > 20_000, "much is written: {}", written.len());
    let words = words(&written);
    let harm = words
        .char_indices()
        .find(|(_, c)| is_harm(*c) && *c != '\r' && *c != '\u{8}');
    assert_eq!(harm.map(|(at, _)| around(&words, at)), None);
}

/// Leaves what is open for the list; a key more would end the program.
fn back(session: &mut Session) {
    session.settle();
    while session.terminal().screen().contents().contains("q back") {
        session.press("q");
        session.settle();
    }
}

fn around(words: &str, at: usize) -> String {
    const FEW: usize = 40;
    let before: Vec<char> = words[..at].chars().rev().take(FEW).collect();
    let near: String = before
        .into_iter()
        .rev()
        .chain(words[at..].chars().take(FEW))
        .collect();
    format!("{near:?}")
}

/// What was written, without the sequences that byline writes itself.
fn words(written: &[u8]) -> String {
    let text = String::from_utf8(written.to_vec()).expect("UTF-8 is written");
    let mut words = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, sequence)) = rest.split_once('\u{1b}') {
        words.push_str(before);
        rest = match sequence.as_bytes().first() {
            Some(b'[') => after_control(sequence),
            Some(b']') => after_command(sequence),
            // Rows move down by one.
            Some(b'M') => &sequence[1..],
            _ => panic!("an unknown sequence: {:?}", around(sequence, 0)),
        };
    }
    words + rest
}

/// Behind a control sequence that a screen has use for.
fn after_control(sequence: &str) -> &str {
    let end = sequence[1..].find(|c: char| ('@'..='~').contains(&c));
    let end = 1 + end.unwrap_or_else(|| panic!("it does not end: {:?}", around(sequence, 0)));
    let (inside, last) = (&sequence[1..end], &sequence[end..=end]);
    let is_plain = inside
        .chars()
        .all(|c| c.is_ascii_digit() || ";:?>=<$ ".contains(c));
    assert!(
        is_plain && "ABCDGHJKLMPSTXhlmnpqrtu@".contains(last),
        "{:?}",
        around(sequence, 0)
    );
    &sequence[end + 1..]
}

/// Behind a command of the system: a link, the background, the clipboard. Nothing in it commands.
fn after_command(sequence: &str) -> &str {
    let end = sequence.find("\u{1b}\\").map(|at| (at, 2));
    let bell = sequence.find('\u{7}').map(|at| (at, 1));
    let end = end.into_iter().chain(bell).min();
    let (end, length) = end.unwrap_or_else(|| panic!("it does not end: {:?}", around(sequence, 0)));
    let inside = &sequence[1..end];
    assert!(!inside.contains(is_harm), "{inside:?}");
    let is_known = ["8;", "11;?", "52;"]
        .iter()
        .any(|kind| inside.starts_with(kind));
    assert!(is_known, "{inside:?}");
    &sequence[end + length..]
}
