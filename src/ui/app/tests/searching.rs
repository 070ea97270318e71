//! Searching as one types, walking the hits, and the way back.

use super::scene::{Scene, key};
use crate::index::Total;
use crate::marks::Request;
use crate::ui::app::View;
use crate::ui::effect::Effect;
use crate::ui::event::Event;

fn questions(effects: &[Effect]) -> Vec<&str> {
    let text = |effect: &Effect| match effect {
        Effect::Search(request) => Some(request.text.clone()),
        _ => None,
    };
    effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Search(request) if text(effect).is_some() => Some(request.text.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_edit_asks_and_other_keys_do_not() {
    let mut scene = Scene::new(80, 24);
    let effects = scene.press("/ f e left down home backspace");
    assert_eq!(questions(&effects), ["", "f", "fe"]);
    let effects = scene.happen(Event::Paste("rry\n".to_owned()));
    assert_eq!(questions(&effects), ["rryfe"]);
}

#[test]
fn stale_answers_are_dropped_and_old_rows_stay() {
    let mut scene = Scene::new(80, 24);
    scene.press("/");
    let early = scene.app.update(key("f"));
    let late = scene.app.update(key("e"));
    scene.serve(early);
    assert_eq!(
        scene.app.list.total(),
        Total::Exact(5),
        "an answer to “f” comes too late"
    );
    scene.serve(late);
    assert_eq!(scene.app.list.total(), Total::Exact(2));
}

#[test]
fn enter_waits_for_the_answer_to_what_was_typed() {
    let mut scene = Scene::new(80, 24);
    scene.press("/");
    let asked = scene.app.update(key("y"));
    let effects = scene.app.update(key("enter"));
    let is_kept = |effect: &Effect| matches!(effect, Effect::Keep(_));
    assert!(
        effects.iter().all(is_kept),
        "the rows seen are not those asked for: {effects:?}"
    );
    scene.serve(asked);
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
}

#[test]
fn enter_lands_on_the_passage_and_back_leads_to_the_answers() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y enter");
    let reader = scene.app.reader.as_ref().expect("a story is open");
    assert_eq!(reader.status().hit, Some((1, 1)));
    scene.press("q");
    assert_eq!(
        (scene.app.view, scene.app.list.total()),
        (View::List, Total::Exact(2))
    );
    scene.press("j");
    assert_eq!(scene.app.list.selected(), 1, "keys go to the rows now");
}

#[test]
fn esc_returns_to_where_one_was() {
    let mut scene = Scene::new(80, 24);
    scene.press("j j j / f e r r y");
    assert_eq!(scene.app.list.total(), Total::Exact(2));
    let effects = scene.press("esc");
    assert_eq!(
        (scene.app.list.selected(), scene.app.list.total()),
        (3, Total::Exact(5))
    );
    let is_kept = |effect: &Effect| matches!(effect, Effect::Keep(Request::Searched(_)));
    assert!(
        effects.iter().all(is_kept),
        "the rows are still here: {effects:?}"
    );
}

#[test]
fn a_search_from_within_a_story_leads_back_into_it() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y enter g /");
    assert!(
        scene.screen().contains("/ ferry"),
        "seeded with the last search"
    );
    scene.press("ctrl-u r y e enter");
    assert_eq!(scene.reading(), Some("Bakers weigh the new flour law"));
    scene.press("q esc");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    scene.press("q");
    assert_eq!(
        scene.app.list.total(),
        Total::Exact(2),
        "the first search is as it was"
    );
    scene.press("esc");
    assert_eq!(scene.app.list.total(), Total::Exact(5));
}

#[test]
fn hits_lead_on_to_the_next_story_that_answers() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y enter n");
    assert_eq!(scene.reading(), Some("Ferry keeps its night run"));
    assert_eq!(
        scene
            .app
            .reader
            .as_ref()
            .and_then(|reader| reader.status().hit),
        Some((1, 2))
    );
    scene.press("N");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
}

#[test]
fn finding_in_a_story_counts_and_esc_returns() {
    let mut scene = Scene::new(80, 24);
    scene.press("j j j enter");
    let before = scene.place();
    scene.press("/ p r o m i s e");
    assert!(scene.screen().contains("1 of 2"), "{}", scene.screen());
    scene.press("esc");
    assert_eq!(scene.place(), before);
    scene.press("/ p r o m i s e enter n");
    assert!(scene.screen().contains("hit 2 of 2"), "{}", scene.screen());
}

#[test]
fn arrows_walk_the_passages_of_the_selected_answer() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y down");
    let shows = |scene: &Scene, words: &str| {
        assert!(scene.screen().contains(words), "{}", scene.screen());
    };
    shows(&scene, "passage 1 of 2");
    shows(&scene, "The council voted for the ferry");
    scene.press("right");
    shows(&scene, "passage 2 of 2");
    shows(&scene, "A ferry at night is a promise");
    scene.press("left");
    shows(&scene, "The council voted for the ferry");
    scene.press("right right right enter");
    let reader = scene.app.reader.as_ref().expect("a story is open");
    assert_eq!(
        reader.status().hit,
        Some((2, 2)),
        "it opens where it was walked to"
    );
    scene.press("q h");
    shows(&scene, "passage 1 of 2");
    scene.press("l");
    shows(&scene, "passage 2 of 2");
    scene.press("k l");
    assert_eq!(
        scene.app.view,
        View::Story,
        "a row with one passage is opened"
    );
}

#[test]
fn within_the_text_of_the_box_arrows_move_in_it() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y down left left x right right right");
    assert_eq!(scene.app.query(), "ferxry");
    let mut scene = Scene::new(80, 24);
    scene.press("/ f e r r y down right left left x");
    assert_eq!(
        scene.app.query(),
        "ferrxy",
        "back at the first passage, it moves in the text"
    );
}

#[test]
fn earlier_searches_come_back_after_a_restart() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ r y e enter q esc / f e r r y esc");
    let mut later = scene.restarted();
    later.press("/ up");
    assert_eq!(later.app.query(), "ferry");
    later.press("up");
    assert_eq!(later.app.query(), "rye");
    later.press("down down");
    assert_eq!(later.app.query(), "");
}

#[test]
fn tab_walks_the_choices_and_esc_puts_back_what_was_typed() {
    let mut scene = Scene::new(80, 24);
    let typed = scene.press("/ s p e a k e r :");
    assert!(
        typed
            .iter()
            .all(|effect| !matches!(effect, Effect::Ask(..)))
    );
    let text = |scene: &Scene| scene.app.query().to_owned();
    for (keys, expect) in [
        ("tab", "speaker:\"Ines Duarte\""),
        ("tab", "speaker:\"Ann Holt\""),
        ("tab", "speaker:\"Ines Duarte\""),
        ("shift-tab", "speaker:\"Ann Holt\""),
        ("esc", "speaker:"),
        ("i tab", "speaker:\"Ines Duarte\""),
        ("space r", "speaker:\"Ines Duarte\" r"),
        ("tab", "speaker:\"Ines Duarte\" r"),
    ] {
        scene.press(keys);
        assert_eq!(text(&scene), expect, "after {keys}");
    }
    assert!(scene.screen().contains("nothing completes this"));
    assert_eq!(scene.app.view, View::List);
    scene.press("esc");
    assert!(scene.app.search.is_none());
}

#[test]
fn searches_with_a_name_stand_above_the_list_and_run() {
    let mut scene = Scene::new(80, 24).with_searches();
    assert!(
        scene.screen().contains("/ Across the water  2 stories"),
        "{}",
        scene.screen()
    );
    assert!(
        scene.app.list.selected_row().is_some(),
        "the first story is selected"
    );
    scene.press("k");
    assert!(
        scene.screen().contains("search 2 of 2"),
        "{}",
        scene.screen()
    );
    scene.press("g g enter");
    assert!(scene.screen().contains("/ ferry"), "{}", scene.screen());
    assert_eq!(scene.app.list.total(), Total::Exact(2));
    scene.press("j enter q esc");
    assert!(
        scene.screen().contains("search 1 of 2"),
        "{}",
        scene.screen()
    );
    scene.press("2 j");
    assert_eq!(scene.app.list.selected(), 0);
}
