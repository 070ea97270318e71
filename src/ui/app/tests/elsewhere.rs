//! Archives on the screen: whose stories are asked for, and what is said when none come.

use super::scene::Scene;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::worker::{Reply, Scope};

fn asked(effects: &[Effect]) -> Option<&Scope> {
    effects.iter().find_map(|effect| match effect {
        Effect::Search(request) => Some(&request.scope),
        _ => None,
    })
}

fn press(scene: &mut Scene, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for letter in keys.chars() {
        let key = crossterm::event::KeyCode::Char(letter).into();
        effects = scene.app.update(Event::Key(key));
    }
    effects
}

#[test]
fn one_after_the_other_is_chosen() {
    let mut scene = Scene::new(80, 24);
    let archive = |name: &str| Scope::Archive(name.to_owned());
    for expect in [
        archive("press"),
        archive("wire"),
        Scope::All,
        Scope::Library,
    ] {
        let effects = press(&mut scene, "gA");
        assert_eq!(asked(&effects), Some(&expect));
    }
}

#[test]
fn an_archive_that_does_not_answer_is_told_of_in_the_bar() {
    let mut scene = Scene::new(80, 24);
    let effects = press(&mut scene, "gA");
    let generation = effects.iter().find_map(|effect| match effect {
        Effect::Search(request) => Some(request.generation),
        _ => None,
    });
    let generation = generation.expect("it is asked");
    let message = "press: it takes too long".to_owned();
    scene
        .app
        .update(Event::Reply(Reply::Unsearched(generation, message)));
    let frame = scene.screen();
    assert!(frame.contains("archive press (no answer)"), "{frame}");
    assert!(frame.contains("press: it takes too long"), "{frame}");
}

#[test]
fn a_row_says_which_archive_it_is_from() {
    let (app, effects) = Scene::idle(80, 24);
    let mut scene = Scene::around(app);
    scene.library.stories[2].0.path = "press::2.md".into();
    scene.library.stories[3].0.path = "odd::3.md".into();
    scene.serve(effects);
    let frame = scene.screen();
    assert!(frame.contains("Harbour Post · archive press"), "{frame}");
    assert_eq!(
        frame.matches("archive").count(),
        1,
        "no archive is called odd: {frame}"
    );
}
