//! The real program in a real pseudo-terminal. Nothing sleeps: each step waits for what it expects on
//! the screen, with a deadline.

mod session;

use session::Session;

#[test]
fn it_starts_searches_reads_and_quits() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.see("Bakers weigh the new flour law");
    session.press("/ferr");
    session.see("1 story");
    session.press("\r");
    session.see("hit 1 of 1");
    session.press("q");
    session.see("1 story");
    session.press("\x1b");
    session.see("/ search");
    session.press("Q");
    assert!(session.end().success());
    session.assert_restored();
}

#[test]
fn people_lead_to_what_they_say_and_into_the_story() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.press("gS");
    session.see("1 person");
    session.press("dua\r");
    session.see("Said by Ines Duarte");
    session.see("We sold no coal at all");
    session.press("\r");
    session.see("Nobody on the quay remembers");
    session.press("q");
    session.see("Said by Ines Duarte");
    session.press("\x1b");
    session.see("People / dua");
    session.press("\x1b");
    session.see("/ search");
    session.press("gt");
    session.see("None of these stories has a date");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn the_place_survives_a_resize() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.press("/ferr\r");
    session.see("hit 1 of 1");
    session.resize(40, 12);
    session.see_in_last_row("hit 1 of 1");
    session.see("The ferries ran");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn it_is_drawn_anew_after_a_stop_and_on_demand() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.press("\x1a");
    session.resume();
    session.see("Harbour counts the cost");
    session.scribble();
    session.press("\x0c");
    session.see("Harbour counts the cost");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn signals_restore_the_terminal() {
    for signal in ["TERM", "HUP", "INT"] {
        let mut session = Session::start(&[]);
        session.see("Harbour counts the cost");
        session.signal(signal);
        assert!(
            !session.end().success(),
            "whoever sent SIG{signal} sees that it ended the program"
        );
        session.assert_restored();
    }
}

#[test]
fn a_terminal_that_is_gone_ends_the_program() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.hang_up();
    session.end();
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_restores_the_terminal_and_is_told() {
    let mut session = Session::start(&[("BYLINE_PANIC", "1")]);
    session.see("Harbour counts the cost");
    session.press("j");
    assert!(!session.end().success());
    session.assert_restored();
    session.see("a key was pressed while BYLINE_PANIC is set");
}

#[test]
fn a_dumb_terminal_is_told_what_to_use_instead() {
    let mut session = Session::start(&[("TERM", "dumb")]);
    assert!(!session.end().success());
    session.see("byline search");
}

#[test]
fn no_colour_is_drawn_where_none_is_wanted() {
    let mut session = Session::start(&[("NO_COLOR", "1")]);
    session.see("Harbour counts the cost");
    session.assert_colourless();
    session.press("Q");
    session.end();
}
