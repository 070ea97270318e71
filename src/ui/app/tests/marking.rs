//! What is noted of stories, through keys and frames.

use ratatui::layout::Size;

use super::scene::Scene;
use crate::marks::{Change, Request};
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::worker::Reply;

/// The line of the screen that holds a text.
fn line(scene: &Scene, text: &str) -> String {
    let screen = scene.screen();
    let line = screen.lines().find(|line| line.contains(text));
    line.unwrap_or_else(|| panic!("{text} is not on\n{screen}"))
        .to_owned()
}

/// A story is read on for a page in a screen that does not hold all of it.
fn begun() -> Scene {
    let mut scene = Scene::new(40, 12);
    scene.press("enter d q");
    scene
}

#[test]
fn a_story_opens_where_it_was_left_and_says_so() {
    let mut scene = begun();
    scene.press("j j enter q g g j");
    scene.press("enter");
    let reader = scene.app.reader.as_ref().expect("a story is open");
    assert!(reader.place() > 0, "not at its top");
    assert!(
        scene.screen().contains("you stopped here"),
        "{}",
        scene.screen()
    );
    scene.press("g g");
    assert!(
        !scene.screen().contains("you stopped here"),
        "one has moved on"
    );
}

#[test]
fn the_place_is_kept_from_story_to_story_without_the_list() {
    let mut scene = Scene::new(40, 12);
    scene.press("enter d");
    let before = scene.place();
    scene.press("J K");
    assert_eq!(scene.place(), before);
    assert_ne!(before, Some(0));
}

#[test]
fn a_begun_story_stands_above_the_list_and_is_gone_on_with() {
    let mut scene = begun();
    assert!(scene.screen().contains("CONTINUE"), "{}", scene.screen());
    let row = line(&scene, "% ·");
    assert!(row.contains('◐') && row.contains("min left"), "{row}");
    scene.press("j enter q g g enter");
    let headline = "Harbour counts the cost of a mild winter";
    assert_eq!(scene.reading(), Some(headline));
    assert!(scene.screen().contains("you stopped here"));
    scene.press("G j q");
    assert!(
        !scene.screen().contains("CONTINUE"),
        "it is read to its end"
    );
}

#[test]
fn the_place_is_known_where_the_store_answers_late() {
    let mut scene = begun();
    let (mut app, effects) = Scene::idle(40, 12);
    let answers = |effects: Vec<Effect>| -> Vec<Effect> {
        effects
            .into_iter()
            .filter(|effect| !matches!(effect, Effect::Keep(_)))
            .collect()
    };
    std::mem::swap(&mut scene.app, &mut app);
    scene.serve_only(effects, answers);
    let effects = scene.app.update(super::scene::key("enter"));
    scene.serve_only(effects, answers);
    let reader = |scene: &Scene| {
        scene
            .app
            .reader
            .as_ref()
            .map(crate::ui::reader::Reader::place)
    };
    assert_eq!(reader(&scene), Some(0), "the screen does not wait");
    let story = scene.app.reader.as_ref().expect("it is open").identity();
    scene.serve(vec![Effect::Keep(Request::Tell(vec![story]))]);
    assert_ne!(reader(&scene), Some(0));
    assert!(scene.screen().contains("you stopped here"));
}

#[test]
fn keys_change_the_signs_at_once_and_are_taken_back() {
    let mut scene = Scene::new(80, 24);
    let harbour = |scene: &Scene| line(scene, "Harbour counts");
    assert!(harbour(&scene).contains('●'));
    scene.press("r");
    assert!(!harbour(&scene).contains('●'));
    scene.press("s");
    assert!(scene.screen().contains("▌★"), "{}", scene.screen());
    scene.press("U U");
    assert!(harbour(&scene).contains('●') && !scene.screen().contains('★'));
    scene.press("ctrl-r");
    assert!(!harbour(&scene).contains('●'));
    scene.press("A");
    assert!(!scene.screen().contains('●'));
    assert!(
        scene.screen().contains("4 stories marked read"),
        "{}",
        scene.screen()
    );
    scene.press("U");
    assert!(scene.screen().contains("4 stories unread again"));
    assert_eq!(scene.screen().matches('●').count(), 4);
    scene.press("j 2 r");
    assert!(
        scene.screen().matches('●').count() < 4,
        "a count marks rows below, too"
    );
}

#[test]
fn a_story_is_read_when_one_goes_on_from_its_end() {
    let mut scene = Scene::new(80, 24);
    let opened = scene.press("enter");
    let marks = |effects: &[Effect]| {
        let is_mark = |effect: &&Effect| matches!(effect, Effect::Keep(Request::Change(..)));
        effects.iter().filter(is_mark).count()
    };
    assert_eq!(marks(&opened), 0, "opening it is not reading it");
    assert_eq!(marks(&scene.press("?")), 0);
    assert_eq!(marks(&scene.press("q")), 0, "help is closed");
    let left = scene.press("q");
    let finished =
        |effect: &Effect| matches!(effect, Effect::Keep(Request::Change(_, Change::Finished)));
    assert!(left.iter().any(finished));
    scene.press("r");
    assert!(
        line(&scene, "Harbour counts").contains('●'),
        "it can be called unread"
    );
}

#[test]
fn tags_are_typed_and_completed() {
    let mut scene = Scene::new(80, 24);
    scene.press("T # l a t e r , space h a r b o u r enter");
    assert!(scene.screen().contains("tagged harbour, later"));
    assert!(line(&scene, "Harbour Post").contains("#harbour #later"));
    scene.press("j T l a tab enter");
    assert!(
        scene.screen().contains("tagged later"),
        "{}",
        scene.screen()
    );
    scene.press("k T esc");
    assert!(
        line(&scene, "Harbour Post").contains("#harbour"),
        "Esc changes nothing"
    );
    scene.press("T");
    assert!(scene.screen().contains("tags: harbour later"));
}

#[test]
fn letters_lead_back_to_places_also_in_other_stories() {
    let mut scene = Scene::new(40, 12);
    scene.press("enter d m a");
    let marked = scene.place();
    scene.press("g g ' a");
    assert_eq!(scene.place(), marked);
    scene.press("' '");
    assert_eq!(scene.place(), Some(0), "the place before");
    scene.press("q j j enter ' a");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    assert_eq!(scene.place(), marked);
    scene.press("' z");
    assert!(scene.screen().contains("nothing is marked z"));
    scene.press("q m");
    assert!(scene.screen().contains("inside a story"));
}

#[test]
fn one_goes_back_through_the_stories_that_were_read() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter J J");
    assert_eq!(scene.reading(), Some("Bakers weigh the new flour law"));
    scene.press("ctrl-o");
    assert_eq!(scene.reading(), Some("Interview: one map for every well"));
    scene.press("ctrl-o");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    scene.press("g i");
    assert_eq!(scene.reading(), Some("Interview: one map for every well"));
    scene.press("ctrl-o ctrl-o ctrl-o");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
}

#[test]
fn words_are_kept_walked_and_opened_again() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter } } S");
    assert!(scene.screen().contains("kept “"), "{}", scene.screen());
    scene.press("g n");
    assert!(scene.screen().contains("Notebook") && scene.screen().contains("1 note"));
    scene.press("e a s k enter");
    assert!(scene.screen().contains("ask"), "{}", scene.screen());
    scene.press("enter");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    scene.press("q x");
    assert!(scene.screen().contains("No such words are kept"));
    scene.press("U");
    assert!(scene.screen().contains("1 note"));
    // The story goes; the words stay.
    scene.library.stories.remove(0);
    scene.press("q q g n");
    assert!(
        scene.screen().contains("no longer in the library"),
        "{}",
        scene.screen()
    );
    scene.press("enter");
    assert!(scene.screen().contains("its words are kept"));
}

#[test]
fn what_cannot_be_kept_is_said() {
    let mut scene = Scene::new(80, 24);
    let trouble = "the marks cannot be written".to_owned();
    let heard = crate::marks::Heard::Trouble(trouble);
    scene.happen(Event::Reply(Reply::Marks(heard)));
    assert!(scene.screen().contains("cannot be written"));
    scene.press("g S r");
    assert!(scene.app.note.is_none() || scene.screen().contains("People"));
}

#[test]
fn frames() {
    insta::with_settings!({ snapshot_path => "../../../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (width, height) in [(80, 24), (40, 12)] {
            // Small enough for a story to be begun in it.
            let mut scene = Scene::new(40, 12).with_searches();
            scene.press("enter d q j s j r");
            scene.happen(Event::Resize(Size { width, height }));
            scene.press("g g");
            insta::assert_snapshot!(format!("continue-{width}x{height}"), scene.screen());
            scene.press("j j enter");
            insta::assert_snapshot!(format!("resumed-{width}x{height}"), scene.screen());
            scene.press("] \" S } S g n e c h e c k enter j");
            insta::assert_snapshot!(format!("notebook-{width}x{height}"), scene.screen());
        }
    });
}
