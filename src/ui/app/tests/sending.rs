//! Words that are selected, copied, kept and sent, through keys and frames.

use super::scene::{Scene, key};
use crate::ui::app::View;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::ui::pipe::Piped;

/// What is copied by these keys.
fn copied(scene: &mut Scene, keys: &str) -> String {
    let effects = scene.press(keys);
    let text = effects.into_iter().find_map(|effect| match effect {
        Effect::Copy(text) => Some(text),
        _ => None,
    });
    text.unwrap_or_else(|| panic!("nothing is copied\n{}", scene.screen()))
}

#[test]
fn words_are_selected_by_letters_words_sentences_and_paragraphs() {
    for (keys, expect) in [
        ("v y", "Harbour"),
        ("v w w y", "Harbour counts the"),
        ("v l l y", "Harbour c"),
        ("v h h y", "Harbo"),
        ("v } y", "Harbour counts the cost of a mild winter"),
        (
            "} v ) y",
            "Nobody in the harbour remembers a winter so short.",
        ),
        (
            "} v 2 ) y",
            "Nobody in the harbour remembers a winter so short. The ice boats stayed on land.",
        ),
        ("} v ) ( y", "N"),
        ("} v w o b y", "winter\nNobody in"),
        (
            "} v j y",
            "Nobody in the harbour remembers a winter so short. The ice boats stayed",
        ),
    ] {
        let mut scene = Scene::new(80, 24);
        scene.press("enter");
        let text = copied(&mut scene, keys);
        assert!(text.starts_with(expect), "{keys}: {text:?}");
        if keys != "} v j y" {
            assert_eq!(text, expect, "{keys}");
        }
        assert!(
            !scene
                .app
                .reader
                .as_ref()
                .expect("it is open")
                .is_selecting()
        );
    }
}

#[test]
fn what_is_selected_is_seen_told_and_given_up() {
    for (width, height) in [(80, 24), (40, 12)] {
        let mut scene = Scene::new(width, height);
        scene.press("enter } v w w");
        assert!(
            scene.screen().contains("3 words selected"),
            "{}",
            scene.screen()
        );
        let buffer = scene.buffer();
        let lit = buffer
            .content
            .iter()
            .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
        let lit: String = lit.map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(lit, "Nobody in the");
        scene.press("esc");
        assert!(!scene.screen().contains("selected"));
        assert_eq!(scene.app.view, View::Story);
    }
}

#[test]
fn a_selection_is_kept_in_the_notebook() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter } v w w S");
    assert!(
        scene.screen().contains("kept “Nobody in the”"),
        "{}",
        scene.screen()
    );
    scene.press("g n");
    assert!(
        scene.screen().contains("“Nobody in the”"),
        "{}",
        scene.screen()
    );
}

#[test]
fn words_are_sent_to_a_command_and_its_output_is_shown() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter } v w w |");
    assert!(
        scene.screen().contains("send to: speak"),
        "{}",
        scene.screen()
    );
    let effects = scene.press("enter");
    let Some(Effect::Pipe(errand)) = effects.first() else {
        panic!("{effects:?}");
    };
    assert_eq!(errand.words, ["espeak-ng", "-s150"]);
    assert_eq!(errand.input, "Nobody in the\n");
    assert!(
        scene
            .screen()
            .contains("3 words sent to speak; Esc ends it"),
        "{}",
        scene.screen()
    );
    let output = "one\x1b[31m two\n\tthree\u{202e}\n".to_owned();
    scene.happen(Event::Piped(Piped {
        name: "speak".to_owned(),
        output,
        failed: None,
    }));
    let screen = scene.screen();
    assert!(
        screen.contains("What speak printed") && screen.contains("three"),
        "{screen}"
    );
    assert!(!screen.contains('\x1b') && !screen.contains('\u{202e}'));
    scene.press("q");
    assert_eq!(scene.app.view, View::Story);
}

#[test]
fn parts_and_forms_are_chosen_by_their_beginnings() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter ] ] |");
    scene.press("s e c space m a r k");
    let effects = scene.press("enter");
    let Some(Effect::Pipe(errand)) = effects.first() else {
        panic!("{effects:?}");
    };
    assert!(
        errand
            .input
            .starts_with("## What the yards lose\n\n“We sold no coal"),
        "{}",
        errand.input
    );
    scene.press("|");
    let effects = scene.press("s t o r y space j s o n enter");
    let Some(Effect::Pipe(errand)) = effects.first() else {
        panic!("{effects:?}");
    };
    assert!(
        errand.input.contains("\"headline\":\"Harbour counts"),
        "{}",
        errand.input
    );
}

#[test]
fn a_command_that_runs_is_ended_and_then_not_heard() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter |");
    scene.press("enter");
    let effects = scene.press("esc");
    assert!(effects.contains(&Effect::EndPipe), "{effects:?}");
    let failed = Some("speak: signal: 15".to_owned());
    scene.happen(Event::Piped(Piped {
        name: "speak".to_owned(),
        output: String::new(),
        failed,
    }));
    assert!(!scene.screen().contains("signal"), "{}", scene.screen());
    assert_eq!(scene.app.view, View::Story);
}

#[test]
fn a_story_is_copied_as_markdown() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter");
    let text = copied(&mut scene, "y a");
    assert!(
        text.starts_with("# Harbour counts the cost of a mild winter\n\n"),
        "{text}"
    );
    assert!(text.contains("\n## What the yards lose\n"), "{text}");
}

#[test]
fn keys_of_a_russian_keyboard_are_those_that_stand_there() {
    let mut scene = Scene::new(80, 24);
    scene.happen(key("о"));
    assert_eq!(scene.app.list.selected(), 1);
    scene.happen(key("ы"));
    assert!(scene.screen().contains('★'));
}

#[test]
fn the_help_is_searched() {
    let mut scene = Scene::new(80, 24);
    scene.press("? / n o t e b o o k enter");
    let screen = scene.screen();
    assert!(
        screen.contains("the notebook") && !screen.contains("next section"),
        "{screen}"
    );
    scene.press("q q");
    assert_eq!(scene.app.view, View::List);
}

#[test]
fn a_key_that_ends_or_draws_anew_does_so_while_the_help_is_searched() {
    let mut scene = Scene::new(80, 24);
    scene.press("? / n");
    assert_eq!(scene.press("ctrl-l"), [Effect::Redraw]);
    assert_eq!(scene.press("ctrl-z"), [Effect::Suspend]);
    assert_eq!(scene.press("ctrl-c"), [Effect::Quit]);
}

#[test]
fn the_end_of_a_story_says_how_to_go_on() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter G");
    assert!(
        scene.screen().contains("J next story"),
        "{}",
        scene.screen()
    );
}

#[test]
fn the_first_start_is_told_the_first_keys_until_one_is_pressed() {
    let mut scene = Scene::new(80, 24);
    scene.app.setup.start = crate::ui::app::Known::Never;
    let screen = scene.screen();
    assert!(
        screen.contains("Enter opens a story, q goes back, Q quits."),
        "{screen}"
    );
    scene.press("j");
    assert!(!scene.screen().contains("opens a story, q"));
    let mut small = Scene::new(40, 12);
    small.app.setup.start = crate::ui::app::Known::Never;
    assert!(
        !small.screen().contains("opens a story, q"),
        "{}",
        small.screen()
    );
}

#[test]
fn earlier_searches_come_back_with_the_arrow() {
    let mut scene = Scene::new(80, 24);
    let typed = |scene: &Scene| {
        scene
            .app
            .search
            .as_ref()
            .map(|search| search.text().to_owned())
    };
    scene.press("/ f e r r y esc / c o a l esc / r y");
    scene.press("up");
    assert_eq!(typed(&scene).as_deref(), Some("coal"));
    scene.press("up up");
    assert_eq!(typed(&scene).as_deref(), Some("ferry"));
    assert!(scene.screen().contains("2 stories"), "{}", scene.screen());
    scene.press("down down");
    assert_eq!(
        typed(&scene).as_deref(),
        Some("ry"),
        "what was typed is there again"
    );
}

#[test]
fn what_finds_nothing_is_advised_by_its_cause() {
    for (keys, expect) in [
        ("/ z z z", "Its beginning with a *"),
        ("/ z z space y y", "Fewer words, or OR"),
        (
            "/ a f t e r : 2 0 9 9",
            "The newest story is of 18 Mar 2026",
        ),
        ("/ \" z z space y y \"", "Without quotation marks"),
    ] {
        let mut scene = Scene::new(80, 24);
        scene.press(keys);
        assert!(
            scene.screen().contains(expect),
            "{keys}: {}",
            scene.screen()
        );
    }
}

#[test]
fn a_long_note_has_the_row_and_the_one_above() {
    let long = "the index cannot be written (no such file or directory); it is kept in memory until byline ends";
    let mut scene = Scene::new(80, 24);
    scene.app.say(crate::ui::status::Note::fails(long));
    let screen = scene.screen();
    let rows: Vec<&str> = screen.lines().rev().take(2).map(str::trim).collect();
    assert_eq!(format!("{} {}", rows[1], rows[0]), long);
}

#[test]
fn words_looked_for_are_lit_in_headlines() {
    let mut scene = Scene::new(80, 24).coloured("plain");
    scene.press("/ w i n t e r");
    let buffer = scene.buffer();
    let is_lit = |cell: &&ratatui::buffer::Cell| {
        cell.modifier.contains(ratatui::style::Modifier::UNDERLINED)
    };
    let row = buffer.content.chunks(80).find(|row| {
        let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        text.contains("Harbour counts the cost")
    });
    let lit = row.expect("it is seen").iter().filter(is_lit);
    assert_eq!(
        lit.map(ratatui::buffer::Cell::symbol).collect::<String>(),
        "winter"
    );
}

#[test]
fn where_nobody_is_quoted_nothing_is_printed_elsewhere() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter g e");
    assert!(
        scene.screen().contains("nobody is quoted here"),
        "{}",
        scene.screen()
    );
}
