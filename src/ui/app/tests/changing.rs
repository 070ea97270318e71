//! Stories whose text is changed after they were read, through keys and frames.

use std::sync::Arc;

use super::scene::Scene;
use crate::index::Progress;
use crate::marks::{Card, Request};
use crate::ui::app::View;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::versions::Edition;
use crate::worker::Reply;

/// The first story is read, and then says something else, of as many bytes.
fn changed(width: u16, height: u16) -> Scene {
    let mut scene = Scene::new(width, height);
    scene.press("enter q");
    let (id, story) = scene.library.stories[0].clone();
    let before = story.identity();
    let mut story = (*story).clone();
    story.text = story
        .text
        .replace("We sold no coal at all", "We sold no wood at all");
    scene.library.stories[0].1 = Arc::new(story.clone());
    let progress = Progress {
        finished: true,
        searchable: 9,
        ..Progress::default()
    };
    scene.happen(Event::Reply(Reply::Progress(progress)));
    let card = Box::new(Card::of(&id, &story));
    // Its opening is another one, so it is known by another name.
    let renamed = vec![(before, (*card).clone())];
    scene.serve(vec![Effect::Keep(Request::Rename(renamed))]);
    let edition = Box::new(Edition::of(&story).expect("it is short"));
    scene.serve(vec![Effect::Keep(Request::Found(card, edition, 7))]);
    scene
}

#[test]
fn the_list_says_what_was_changed_and_the_story_how_to_see_it() {
    let mut scene = changed(80, 24);
    assert!(
        scene.screen().contains("changed since you read it"),
        "{}",
        scene.screen()
    );
    scene.press("enter");
    let screen = scene.screen();
    assert!(
        screen.contains("changed since you read it a moment ago; gv shows what"),
        "{screen}"
    );
    scene.press("q");
    assert!(
        !scene.screen().contains("changed since"),
        "it was read again"
    );
}

#[test]
fn what_was_changed_lies_over_the_story() {
    for (width, height) in [(80, 24), (40, 12), (200, 60)] {
        let mut scene = changed(width, height);
        scene.press("enter g v");
        assert_eq!(scene.app.view, View::Slip);
        let screen = scene.screen();
        assert!(screen.contains("What was changed"), "{screen}");
        assert!(screen.contains("Changed on 18 March 2026"), "{screen}");
        scene.press("n");
        let screen = scene.screen();
        assert!(screen.contains("no coal wood at all"), "{screen}");
        // Nothing is noted of a page that is no story, and nothing of the story under it.
        let effects = scene.press("s r S G");
        assert!(
            !effects
                .iter()
                .any(|effect| matches!(effect, Effect::Keep(_)))
        );
        scene.press("q");
        assert_eq!(
            scene.reading(),
            Some("Harbour counts the cost of a mild winter")
        );
        scene.press("q g v");
        assert_eq!(scene.app.view, View::Slip, "from the list, too");
        scene.press("esc");
        assert_eq!(scene.app.view, View::List);
    }
}

#[test]
fn words_that_were_struck_and_added_differ_without_colour() {
    let mut scene = changed(80, 24);
    scene.press("enter g v");
    let buffer = scene.buffer();
    let look = |word: &str| {
        let screen = scene.screen();
        let row = screen
            .lines()
            .position(|line| line.contains("no coal wood"))
            .expect("it is seen");
        let line = screen.lines().nth(row).expect("it is there");
        let column = crate::ui::fit::width(&line[..line.find(word).expect("it is there")]);
        buffer[(column as u16, row as u16)].modifier
    };
    let looks = [look("coal"), look("wood"), look("at all")];
    assert!(
        looks[0] != looks[1] && looks[1] != looks[2] && looks[0] != looks[2],
        "{looks:?}"
    );
}

#[test]
fn where_nothing_was_changed_that_is_said() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter g v");
    assert!(
        scene
            .screen()
            .contains("nothing was changed in it since you opened it first"),
        "{}",
        scene.screen()
    );
}
