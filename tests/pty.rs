//! The real program in a real pseudo-terminal. Nothing sleeps: each step waits for what it expects on
//! the screen, with a deadline.

mod mash;
mod pictures;
pub(crate) mod session;

use std::time::Duration;

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
    session.escape_to_list();
    session.press("Q");
    assert!(session.end().success());
    session.assert_restored();
}

#[test]
fn a_file_is_read_at_once() {
    let mut session = Session::on_file();
    session.see("The ferries ran every night");
    session.press("q");
    session.see("1 story");
    session.press("Q");
    assert!(session.end().success());
    session.assert_restored();
}

#[test]
fn what_comes_through_a_pipe_is_read_at_once_with_keys_from_the_terminal() {
    let mut session = Session::on_pipe();
    session.see("The ferries ran every night");
    session.press("Q");
    assert!(session.end().success());
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
    session.escape_to_list();
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
fn a_story_is_taken_up_where_it_was_left_even_after_a_kill_a_move_and_an_edit() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.resize(40, 12);
    session.see_in_last_row("1 of 2");
    session.press("gg\r");
    session.see("Nobody on the quay");
    session.press("js");
    session.see("starred");
    // Whoever answers this has noted all that was done before.
    session.press("gn");
    session.see("No such words are kept");
    session.signal("KILL");
    session.end();
    let news = session.folder().join("news");
    let text = std::fs::read_to_string(news.join("harbour.txt")).expect("it is there");
    std::fs::write(
        news.join("quay.txt"),
        text.replace("mild winter", "mild Winter"),
    )
    .expect("a file");
    std::fs::remove_file(news.join("harbour.txt")).expect("it is removed");
    session.index();
    let mut session = session.again();
    session.see("2 stories");
    session.resize(40, 12);
    session.see_in_last_row("1 of 2");
    session.see("CONTINUE");
    session.see("Harbour counts");
    session.press("gg\r");
    session.see("you stopped here");
    session.press("q");
    session.see("CONTINUE");
    session.press("/is:starred");
    session.see("1 story");
    session.press("\x1b");
    session.see("CONTINUE");
    session.press("A");
    session.see("marked read");
    session.press("U");
    session.see("taken back: 2 stories unread");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn a_story_that_was_changed_after_it_was_read_says_so_and_shows_what() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.press("/coal\r");
    session.see("hit 1 of 1");
    session.press("q");
    session.see("1 story");
    session.escape_to_list();
    let file = session.folder().join("news/harbour.txt");
    let text = std::fs::read_to_string(&file).expect("it is there");
    let text = text.replace("until March", "until mid-April this year");
    std::fs::write(&file, text).expect("a file");
    session.press("R");
    session.see("changed since you read it");
    session.press("/is:changed\r");
    session.see("gv shows what");
    session.press("gv");
    session.see("What was changed");
    session.see("March mid-April this year");
    session.press("q");
    session.see("Nobody on the quay");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn words_are_selected_and_sent_to_a_command_whose_output_is_shown() {
    let mut session = Session::with_config("[commands]\nshout = \"tr a-z A-Z\"\n");
    session.see("Harbour counts the cost");
    session.see("lists all keys");
    session.press("/coal\r");
    session.see("hit 1 of 1");
    session.press("v))");
    session.see("selected");
    session.press("|");
    session.see("send to: shout");
    session.press("\r");
    session.see("What shout printed");
    session.see("WHO OWNS THE OLDEST YARD");
    session.press("q");
    session.see("Ines Duarte");
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn what_lands_in_the_folder_is_said_and_two_keys_lead_to_it() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts");
    session.press("/harbour\r");
    session.see("Nobody on the quay");
    let news = session.folder().join("news");
    let lands = |name: &str, text: &str| {
        let part = news.join(format!(".{name}.part"));
        std::fs::write(&part, text).expect("a file");
        std::fs::rename(&part, news.join(name)).expect("it lands");
    };
    lands(
        "salt.md",
        "# Salt rises in the wells\n\nIt rose all night.\n",
    );
    session.see_in_last_row("1 new");
    session.see("Nobody on the quay");
    session.press("qq");
    session.see("3 stories");
    lands("rye.md", "# Rye is back\n\nSo it is.\n");
    session.see_in_last_row("1 new");
    session.press("gg\r");
    session.see("Rye is back");
    session.see("Salt rises in the wells");
    session.press("Q");
    session.end();
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

/// Signals that end a program and that it may catch.
const SIGNALS: &[&str] = &[
    "TERM", "HUP", "INT", "QUIT", "ABRT", "ALRM", "USR1", "USR2", "BUS", "TRAP", "SYS", "VTALRM",
    "PROF", "XCPU",
];

#[test]
fn signals_restore_the_terminal() {
    for signal in SIGNALS {
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
fn a_stop_from_outside_gives_the_terminal_back_and_takes_it_again() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.signal("TSTP");
    session.resume();
    session.see("Harbour counts the cost");
    // It was told to go on more than once, and is done with that when it answers.
    session.press("/ferr");
    session.see("1 story");
    session.escape_to_list();
    // Nobody can catch this one; the shell puts the terminal back as it was.
    session.signal("STOP");
    session.resume_cooked();
    session.press("/ferr");
    session.see("1 story");
    session.press("\r");
    session.see("hit 1 of 1");
    session.press("Q");
    assert!(session.end().success());
    session.assert_restored();
}

#[test]
fn no_bytes_make_the_keys_after_them_unread() {
    for bytes in [
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[?",
        "\x1b[",
        "\x1b]11;rgb:0000",
        "\x1b[200~never closed",
        "\x1b[M",
    ] {
        let mut session = Session::start(&[]);
        session.see("Harbour counts the cost");
        session.press(bytes);
        // What is not finished is waited for.
        session
            .terminal()
            .pass(Duration::from_millis(if bytes.contains('~') {
                1500
            } else {
                300
            }));
        session.press("Q");
        assert!(session.end().success(), "after {bytes:?}");
        session.assert_restored();
    }
}

#[test]
fn keys_that_are_typed_ahead_are_all_read() {
    let mut session = Session::start(&[]);
    // Before a program reads every key, a terminal keeps no more than 4,096 of them.
    session.press(&"j".repeat(3_000));
    session.press("/ferr");
    session.see("1 story");
    session.escape_to_list();
    session.press(&"jk".repeat(5_000));
    session.press("Q");
    assert!(session.end().success());
}

#[test]
fn a_paste_is_bounded_with_a_sentence_and_signals_are_heard() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    session.press("/");
    session.press(&format!("\x1b[200~{}\x1b[201~", "ferry ".repeat(170_000)));
    session.see("a search holds 1000 characters");
    session.press(&format!("\x1b[200~{}", "(".repeat(100_000)));
    session.signal("TERM");
    assert!(!session.end().success());
    session.assert_restored();
}

#[test]
fn a_terminal_of_any_size_is_drawn_on() {
    let mut session = Session::start(&[]);
    session.see("Harbour counts the cost");
    for size in ["60000", "1"] {
        session.terminal().stty(&["cols", size, "rows", size]);
        session.terminal().pass(Duration::from_millis(200));
    }
    session.resize(80, 24);
    session.see("Harbour counts the cost");
    session.press("Q");
    assert!(session.end().success());
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
