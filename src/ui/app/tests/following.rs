//! The screen follows the files: what is looked through again, and what that changes.

use std::sync::Arc;

use super::scene::{Scene, key};
use crate::fetch::Report;
use crate::index::{Progress, Total};
use crate::story::{Span, Story};
use crate::ui::app::View;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::worker::{Answer, Reply};

/// The last report of an update, with another number of stories than before.
fn finished() -> Event {
    Event::Reply(Reply::Progress(Progress {
        searchable: 77,
        finished: true,
        ..Progress::default()
    }))
}

#[test]
fn the_folder_is_looked_through_again_when_asked_and_when_one_comes_back() {
    let mut scene = Scene::new(80, 24);
    assert_eq!(scene.press("R"), [Effect::Sync, Effect::Fetch]);
    assert!(scene.screen().contains("looking through news again"));
    assert_eq!(scene.app.update(Event::Focused), [Effect::Sync]);
    scene.press("enter");
    assert_eq!(
        scene.press("R"),
        [Effect::Sync, Effect::Fetch],
        "in a story too"
    );
}

#[test]
fn an_edited_story_is_shown_anew_at_the_same_place() {
    let mut scene = Scene::new(80, 12);
    scene.press("enter G");
    let reader = scene.app.reader.as_ref().expect("a story is open");
    let (place, id) = (reader.place(), reader.id().clone());
    let below = reader.story().text[place..].to_owned();
    assert!(place > 0, "it is scrolled");
    let mut stories = scene.library.stories.iter_mut();
    let (_, held) = stories.find(|(held, _)| *held == id).expect("a story");
    *held = Arc::new(with_longer_headline(held));
    scene.happen(finished());
    let reader = scene.app.reader.as_ref().expect("a story is open");
    assert!(reader.story().text.contains(ADDED), "it is the new text");
    assert_eq!(reader.story().text[reader.place()..], below);
    assert!(scene.screen().contains("the story has changed"));
    scene.press("R");
    scene.happen(finished());
    let reader = scene.app.reader.as_ref().expect("a story is open");
    assert_eq!(reader.story().text[reader.place()..], below);
}

const ADDED: &str = ", once more";

fn with_longer_headline(story: &Story) -> Story {
    let mut story = story.clone();
    let end = story.blocks[0].span.end;
    story.text.insert_str(end, ADDED);
    let moved = |byte: usize| if byte < end { byte } else { byte + ADDED.len() };
    for block in &mut story.blocks {
        block.span = Span::new(moved(block.span.start), moved(block.span.end));
    }
    story.sections.clear();
    story
}

#[test]
fn what_an_update_could_not_read_does_not_take_back_a_key() {
    let mut scene = Scene::new(60, 24);
    let effects = scene.app.update(key("enter"));
    assert_eq!(scene.app.view, View::List, "the story is on its way");
    let failed = Reply::Failed("could not be read: x".to_owned());
    scene.app.update(Event::Reply(failed));
    scene.serve(effects);
    assert_eq!(scene.app.view, View::Story);
}

#[test]
fn a_search_that_failed_takes_its_own_key_back_and_no_later_one() {
    let mut scene = Scene::new(60, 24);
    let typed = scene.app.update(key("/"));
    scene.app.update(key("enter"));
    let older = Reply::Unsearched(crate::worker::Generation(0), "too late".to_owned());
    scene.app.update(Event::Reply(older));
    assert!(scene.app.opening.is_some());
    let asked = scene.app.generation;
    scene
        .app
        .update(Event::Reply(Reply::Unsearched(asked, "no".to_owned())));
    assert!(scene.app.opening.is_none());
    drop(typed);
}

#[test]
fn an_index_that_fails_is_looked_at() {
    let mut scene = Scene::new(60, 24);
    let effects = scene.app.update(Event::Reply(Reply::Suspected));
    assert_eq!(effects, [Effect::Sync]);
}

/// The folder was looked through, so many stories are there, and so many of them are new.
fn followed(scene: &mut Scene, stories: usize, new: usize) {
    let progress = Progress {
        searchable: stories,
        finished: true,
        ..Progress::default()
    };
    scene.app.update(Event::Reply(Reply::Progress(progress)));
    let asked = scene.app.asked;
    let others = scene.app.saved.iter().flat_map(|_| [0, 0]);
    let counts = others.chain([new]).map(Total::Exact).collect();
    let counts = Reply::Answer(asked, Answer::Counts(counts));
    scene.app.update(Event::Reply(counts));
}

#[test]
fn what_comes_in_is_said_and_a_row_leads_to_it() {
    let mut scene = Scene::new(80, 24);
    followed(&mut scene, 77, 2);
    let screen = scene.screen();
    assert!(!screen.contains("shows them"), "it came before: {screen}");
    scene.press("j");
    followed(&mut scene, 80, 5);
    let screen = scene.screen();
    assert!(screen.contains("3 new · gg Enter shows them"), "{screen}");
    followed(&mut scene, 81, 6);
    assert!(scene.screen().contains("1 new · gg"), "{}", scene.screen());
    let rows = scene.app.saved.iter().map(|saved| saved.name.as_str());
    assert_eq!(rows.collect::<Vec<_>>(), ["New"]);
    scene.press("g g enter");
    assert!(scene.screen().contains("is:new"), "{}", scene.screen());
}

#[test]
fn a_story_that_is_read_stays_when_others_come_in() {
    let mut scene = Scene::new(80, 12);
    followed(&mut scene, 77, 0);
    scene.press("enter G");
    let place = scene.place();
    followed(&mut scene, 78, 1);
    assert!(scene.screen().contains("1 new"), "{}", scene.screen());
    assert_eq!((scene.app.view, scene.place()), (View::Story, place));
}

#[test]
fn what_came_of_the_feeds_is_said() {
    let mut scene = Scene::new(80, 24);
    let mut report = Report::default();
    let mut hear = |report: &Report| {
        let fetched = Reply::Fetched(report.clone());
        let effects = scene.app.update(Event::Reply(fetched));
        (scene.screen(), effects)
    };
    let (screen, effects) = hear(&report);
    assert!(screen.contains("nothing new"), "{screen}");
    assert_eq!(effects, []);
    report.gain.new = 3;
    report.troubles = vec!["https://x.example/ is not there".into(), "b".into()];
    let (screen, effects) = hear(&report);
    let expect = "3 new; https://x.example/ is not there, and 1 more failed";
    assert!(screen.contains(expect), "{screen}");
    assert_eq!(effects, [Effect::Sync]);
}

#[test]
fn whoever_comes_back_from_a_search_finds_what_came_in_meanwhile() {
    let mut scene = Scene::new(80, 24);
    scene.press("/ f");
    let effects = scene.app.update(key("esc"));
    let asks = |effects: &[Effect]| {
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Search(_)))
    };
    assert!(!asks(&effects), "nothing has changed");
    scene.press("/ f");
    scene.happen(finished());
    let effects = scene.app.update(key("esc"));
    assert!(asks(&effects), "{effects:?}");
}
