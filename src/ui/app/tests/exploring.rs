//! The panes of the library: people, quotations, related stories; and the timeline.

use super::scene::{Scene, key};
use crate::ui::app::View;
use crate::ui::effect::Effect;
use crate::worker::Ask;

fn questions(effects: &[Effect]) -> Vec<String> {
    let text = |effect: &Effect| match effect {
        Effect::Ask(_, Ask::People(text, _) | Ask::Utterances(text, _)) => Some(text.clone()),
        _ => None,
    };
    effects.iter().filter_map(text).collect()
}

#[test]
fn a_name_is_narrowed_then_followed_to_what_is_said_and_into_the_story() {
    let mut scene = Scene::new(80, 24);
    scene.press("j");
    let effects = scene.press("g S d u enter");
    let said = "speaker:=\"Ines Duarte\" ";
    assert_eq!(questions(&effects), ["", "d", "du", said]);
    assert!(scene.screen().contains("Said by Ines Duarte"));
    scene.press("enter");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    scene.press("q");
    assert!(scene.screen().contains("Said by Ines Duarte"));
    scene.press("esc");
    assert!(scene.screen().contains("People / du"), "{}", scene.screen());
    scene.press("esc");
    assert_eq!((scene.app.view, scene.app.list.selected()), (View::List, 1));
}

#[test]
fn the_key_that_opens_a_box_does_nothing_to_one_that_is_open() {
    let mut scene = Scene::new(80, 24);
    let effects = scene.press("g S / d");
    assert_eq!(questions(&effects), ["", "d"]);
}

#[test]
fn the_next_story_from_a_pane_is_that_of_its_next_row() {
    let mut scene = Scene::new(80, 24);
    scene.press("g \" enter J");
    assert_eq!(scene.reading(), Some("Ferry keeps its night run"));
    scene.press("q");
    assert!(scene.screen().contains("2 of 2"));
}

#[test]
fn old_rows_stay_until_new_ones_come_and_stale_ones_are_dropped() {
    let mut scene = Scene::new(80, 24);
    scene.press("g \"");
    let early = scene.app.update(key("c"));
    let late = scene.app.update(key("x"));
    assert!(scene.screen().contains("We sold no coal"));
    scene.serve(early);
    assert!(
        scene.screen().contains("2 utterances"),
        "an answer to “c” comes too late"
    );
    scene.serve(late);
    assert!(scene.screen().contains("Nobody says that"));
}

#[test]
fn enter_waits_for_the_people_that_were_typed() {
    let mut scene = Scene::new(80, 24);
    scene.press("g S");
    let asked = scene.app.update(key("h"));
    assert!(scene.app.update(key("enter")).is_empty());
    scene.serve(asked);
    assert!(
        scene.screen().contains("Said by Ann Holt"),
        "{}",
        scene.screen()
    );
}

#[test]
fn related_stories_lead_on_and_each_step_leads_back() {
    let mut scene = Scene::new(80, 24);
    scene.press("j enter g r");
    assert!(scene.screen().contains("Related to Interview: one map"));
    assert!(scene.screen().contains("with Ines Duarte · on coal, quay"));
    scene.press("enter");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    scene.press("g r q q q");
    assert_eq!(scene.reading(), Some("Interview: one map for every well"));
    scene.press("q");
    assert_eq!(scene.app.view, View::List);
}

#[test]
fn a_search_from_a_pane_leads_back_to_it() {
    let mut scene = Scene::new(80, 24);
    scene.press("g \" down enter g / f e r r y");
    assert_eq!(scene.app.view, View::List);
    scene.press("esc");
    assert_eq!(scene.reading(), Some("Ferry keeps its night run"));
    scene.press("q");
    assert!(scene.screen().contains("Quotations"), "{}", scene.screen());
}

#[test]
fn the_timeline_narrows_the_list_to_one_time_and_esc_widens_it() {
    let mut scene = Scene::new(80, 24);
    scene.press("g t");
    assert_eq!(scene.app.list.total().count(), 5);
    for (key, expect) in [("h", 2), ("left", 1), ("h", 1), ("l", 1), ("right", 2)] {
        scene.press(key);
        assert_eq!(scene.app.list.total().count(), expect, "after {key}");
    }
    scene.press("j enter q");
    assert!(
        scene.screen().contains("18 Mar 2026 · 2 stories"),
        "{}",
        scene.screen()
    );
    scene.press("esc");
    assert_eq!(scene.app.list.total().count(), 5);
    assert!(!scene.screen().contains('▲'));
}

#[test]
fn a_search_covers_all_times_and_says_so() {
    let mut scene = Scene::new(80, 24);
    scene.press("g t h / f e r r y");
    assert_eq!(scene.app.list.total().count(), 2);
    assert!(
        scene
            .screen()
            .contains("in all stories, not only those of 18 Mar 2026")
    );
    scene.press("esc");
    assert_eq!(
        scene.app.list.total().count(),
        2,
        "the day is walked to still"
    );
    assert!(
        scene.screen().contains("18 Mar 2026 · 2 stories"),
        "{}",
        scene.screen()
    );
}

#[test]
fn answers_have_a_timeline_too() {
    let mut scene = Scene::new(80, 24);
    let effects = scene.press("/ f e r r y ctrl-t h");
    assert!(effects.iter().any(|effect| {
        matches!(effect, Effect::Ask(_, Ask::Timeline(text)) if text == "ferry")
    }));
    assert_eq!(scene.app.list.total().count(), 1);
    scene.press("/ backspace");
    assert_eq!(
        scene.app.list.total().count(),
        2,
        "another question is asked of all"
    );
}

#[test]
fn a_pane_says_that_its_question_failed() {
    let mut scene = Scene::new(80, 24);
    scene.library.broken = true;
    scene.press("g S");
    let screen = scene.screen();
    assert!(screen.contains("That could not be looked up."), "{screen}");
    assert!(screen.contains("cannot read the index"), "{screen}");
    scene.library.broken = false;
    scene.press("esc g S");
    assert!(!scene.screen().contains("could not be looked up"));
}

#[test]
fn what_a_saved_search_asks_for_stands_beside_it() {
    let mut scene = Scene::new(140, 24).with_searches();
    scene.press("k");
    let screen = scene.screen();
    let beside = |line: &str| {
        line.split_once('│')
            .is_some_and(|(_, right)| right.contains("rye"))
    };
    assert!(screen.lines().any(beside), "{screen}");
}

#[test]
fn what_stories_share_narrows_the_search_to_it() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y enter q g f");
    let screen = scene.screen();
    assert!(screen.contains("Stories with ferry"), "{screen}");
    assert!(
        screen.contains("Ines Duarte  speaks in · 2 stories · 50 % of 4"),
        "{screen}"
    );
    scene.press("down enter");
    assert!(
        scene.screen().contains("/ ferry on:2026"),
        "{}",
        scene.screen()
    );
    scene.press("esc");
    assert!(scene.screen().contains("Stories with ferry"));
}
