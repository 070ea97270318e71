//! Events in; effects, state and frames compared. No thread, no terminal, no clock.

mod changing;
mod elsewhere;
mod exploring;
mod following;
mod frames;
mod marking;
mod scene;
mod searching;
mod sending;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::View;
use crate::index::{Progress, Total};
use crate::ui::clipboard::Taken;
use crate::ui::effect::Effect;
use crate::ui::event::Event;
use crate::worker::Reply;
use scene::Scene;

#[test]
fn the_first_thing_is_to_ask_for_the_newest_stories() {
    let (_, effects) = Scene::idle(80, 24);
    let [Effect::Search(request)] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!((request.text.as_str(), request.window.offset), ("", 0));
}

#[test]
fn keys_move_with_counts_and_open() {
    let mut scene = Scene::new(80, 24);
    for (keys, expect) in [
        ("j", 1),
        ("2 j", 3),
        ("k", 2),
        ("G", 4),
        ("g g", 0),
        ("3 G", 2),
        ("5 0 %", 2),
        ("1 0 esc j", 3),
    ] {
        scene.press(keys);
        assert_eq!(scene.app.list.selected(), expect, "after {keys}");
    }
    scene.press("enter");
    assert_eq!(scene.reading(), Some("Ferry keeps its night run"));
    scene.press("q");
    assert_eq!((scene.app.view, scene.app.list.selected()), (View::List, 3));
}

#[test]
fn only_the_first_screen_is_left_by_back() {
    let mut scene = Scene::new(80, 24);
    assert!(!scene.press("enter").contains(&Effect::Quit));
    assert!(
        !scene.press("q").contains(&Effect::Quit),
        "back from a story"
    );
    assert!(
        !scene.press("esc").contains(&Effect::Quit),
        "Esc never quits"
    );
    assert!(scene.press("q").contains(&Effect::Quit));
    assert!(scene.press("ctrl-c").contains(&Effect::Quit));
}

#[test]
fn next_story_turns_the_page_without_the_list() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter J");
    assert_eq!(scene.reading(), Some("Interview: one map for every well"));
    scene.press("K K");
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
    assert!(scene.screen().contains("this is the first story"));
}

#[test]
fn a_story_opens_once_its_row_is_here() {
    let (mut app, effects) = Scene::idle(80, 24);
    assert!(
        app.update(scene::key("enter")).is_empty(),
        "nothing to open yet"
    );
    let mut scene = Scene::around(app);
    scene.serve(effects);
    assert_eq!(
        scene.reading(),
        Some("Harbour counts the cost of a mild winter")
    );
}

#[test]
fn a_story_that_cannot_be_read_is_asked_for_once() {
    let mut scene = Scene::new(140, 24);
    scene.library.broken = true;
    let effects = scene.press("G");
    assert_eq!(
        effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Load(_)))
            .count(),
        1
    );
    assert!(scene.screen().contains("cannot read"));
    assert!(
        !scene
            .press("?")
            .iter()
            .any(|effect| matches!(effect, Effect::Load(_)))
    );
}

#[test]
fn the_preview_follows_the_selection() {
    let mut scene = Scene::new(140, 24);
    assert!(scene.screen().contains("Nobody in the harbour remembers"));
    scene.press("j");
    assert!(scene.screen().contains("Why one map"));
    let loaded = scene.press("enter");
    assert!(
        !loaded
            .iter()
            .any(|effect| matches!(effect, Effect::Load(_))),
        "it is here already"
    );
}

#[test]
fn the_story_beside_is_shown_in_the_frame_of_the_key() {
    let mut scene = Scene::new(140, 24);
    for (key, shown) in [("j", "Why one map"), ("k", "Nobody in the harbour")] {
        let effects = scene.app.update(scene::key(key));
        assert!(!scene.app.awaits());
        assert!(scene.screen().contains(shown), "{}", scene.screen());
        scene.serve(effects);
    }
    scene.app.update(scene::key("G"));
    assert!(scene.app.awaits(), "it was not beside");
}

#[test]
fn a_story_beside_that_cannot_be_read_is_no_matter_until_it_is_wanted() {
    let mut scene = Scene::new(140, 24);
    scene.press("j");
    scene.library.broken = true;
    let effects = scene.press("j");
    let loads = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Load(_)));
    assert_eq!(loads.count(), 1, "the next one, once");
    assert!(!scene.screen().contains("cannot read"));
    scene.press("j");
    assert!(scene.screen().contains("cannot read"));
}

#[test]
fn a_story_without_places_says_so_and_names_no_keys_to_them() {
    let mut scene = Scene::new(200, 24);
    scene.press("enter");
    assert!(scene.screen().contains("]] section"), "{}", scene.screen());
    scene.press("J J");
    assert_eq!(scene.reading(), Some("Bakers weigh the new flour law"));
    for hint in ["section", "quotation", "outline"] {
        assert!(!scene.screen().contains(hint), "{hint}: {}", scene.screen());
    }
    scene.press("t");
    assert!(scene.screen().contains("this story has no sections"));
    assert!(scene.screen().contains("The law is two pages long"));
    scene.press("g s");
    assert!(scene.screen().contains("nobody is quoted in this story"));
}

#[test]
fn a_sequence_of_elsewhere_is_taken_as_a_whole() {
    let mut scene = Scene::new(80, 24);
    assert!(!scene.press("] q").contains(&Effect::Quit));
    assert!(scene.screen().contains("]q does nothing here"));
    assert!(scene.press("q").contains(&Effect::Quit));
}

#[test]
fn a_changed_index_is_asked_again_with_the_same_question() {
    let mut scene = Scene::new(80, 24);
    let progress = Progress {
        done: 3,
        total: 9,
        bytes: 300,
        total_bytes: 900,
        elapsed: std::time::Duration::from_secs(100),
        searchable: 3,
        ..Progress::default()
    };
    let event = || Event::Reply(Reply::Progress(progress));
    let effects = scene.app.update(event());
    assert!(
        matches!(&effects[..], [Effect::Search(request)] if request.generation == scene.app.generation)
    );
    assert!(scene.app.update(event()).is_empty(), "no news");
    assert!(scene.screen().contains("indexing 33 %, 3 min left"));
}

#[test]
fn what_is_copied_and_opened_is_handed_on() {
    let mut scene = Scene::new(80, 24);
    scene.press("enter / s h o r t enter");
    let [Effect::Copy(text)] = &scene.press("y y")[..] else {
        panic!("a paragraph is copied");
    };
    assert!(text.contains("Nobody in the harbour remembers"), "{text}");
    assert!(
        !scene.screen().contains("copied"),
        "nobody has taken it yet"
    );
    scene.happen(Event::Copied(Taken::Terminal));
    let asked = "sent to the terminal: “Nobody in the harbour remembers a winter so short.";
    assert!(scene.screen().contains(asked), "{}", scene.screen());
    scene.happen(Event::Copied(Taken::Clipboard));
    assert!(scene.screen().contains("copied “Nobody in the harbour"));
    scene.happen(Event::Copied(Taken::Failed(
        "xclip took nothing".to_owned(),
    )));
    assert!(scene.screen().contains("not copied: xclip took nothing"));
    assert!(scene.press("o").is_empty(), "the story has no address");
    assert_eq!(
        scene.press("ctrl-l ctrl-z"),
        [Effect::Redraw, Effect::Suspend]
    );
}

#[test]
fn the_width_that_was_asked_for_stays_for_the_next_story() {
    let mut scene = Scene::new(120, 24);
    scene.press("enter - - q j enter");
    let width = scene
        .app
        .reader
        .as_ref()
        .map(crate::ui::reader::Reader::preferred_width);
    assert_eq!(width, Some(60));
}

#[test]
fn the_address_of_the_selected_story_is_opened_once_it_is_known() {
    let mut scene = Scene::new(80, 24);
    let address = "https://post.example/bakers";
    let story = std::sync::Arc::make_mut(&mut scene.library.stories[2].1);
    story.meta.url = Some(address.to_owned());
    assert!(
        scene
            .press("j j o")
            .contains(&Effect::Browse(address.to_owned()))
    );
    scene.press("j o");
    assert!(scene.screen().contains("this story names no address"));
}

#[test]
fn signals_and_a_closed_terminal_end() {
    let (mut app, _) = Scene::idle(80, 24);
    assert_eq!(app.update(Event::Ended), [Effect::Quit]);
}

#[test]
fn clicks_select_then_open_and_the_wheel_moves() {
    let mut scene = Scene::new(80, 24);
    let mouse = |kind, row| {
        Event::Mouse(MouseEvent {
            kind,
            column: 10,
            row,
            modifiers: crossterm::event::KeyModifiers::NONE,
        })
    };
    let click = |row| mouse(MouseEventKind::Down(MouseButton::Left), row);
    scene.happen(click(6));
    assert_eq!((scene.app.list.selected(), scene.app.view), (1, View::List));
    scene.happen(click(6));
    assert_eq!(scene.reading(), Some("Interview: one map for every well"));
    scene.press("q");
    scene.happen(mouse(MouseEventKind::ScrollDown, 6));
    assert_eq!(scene.app.list.selected(), 3);
    scene.happen(click(0));
    assert!(scene.app.is_typing(), "the top bar is where the search is");
    scene.press("esc g S");
    scene.happen(click(4));
    scene.happen(click(4));
    assert!(
        scene.screen().contains("Said by Ann Holt"),
        "{}",
        scene.screen()
    );
}

#[test]
fn unknown_keys_are_answered_and_esc_ends_a_sequence() {
    let mut scene = Scene::new(80, 24);
    scene.press("g x");
    assert!(
        scene
            .screen()
            .contains("gx does nothing here; ? lists the keys")
    );
    scene.press("g esc g g");
    assert!(scene.app.pending.is_empty() && scene.app.note.is_none());
}

#[test]
fn no_size_is_too_small() {
    let sizes = [
        (0, 0),
        (1, 0),
        (0, 1),
        (1, 1),
        (2, 3),
        (5, 4),
        (40, 12),
        (109, 9),
        (200, 60),
    ];
    for keys in [
        "",
        "enter",
        "/ f e r r y",
        "enter / f e r r y",
        "?",
        "g",
        "4 2",
        "enter z z",
        "enter z",
        "g S d",
        "g \"",
        "enter g r",
        "g t h",
    ] {
        let mut scene = Scene::new(80, 24);
        scene.press(keys);
        for (width, height) in sizes {
            scene.happen(Event::Resize(ratatui::layout::Size { width, height }));
            assert_eq!(
                scene.screen().lines().count(),
                usize::from(height),
                "{width}x{height} after {keys:?}"
            );
        }
    }
}

#[test]
fn an_empty_library_says_what_to_do() {
    let mut scene = Scene::new(80, 24);
    scene.library.stories.clear();
    scene.happen(Event::Reply(Reply::Progress(Progress {
        finished: true,
        ..Progress::default()
    })));
    assert_eq!(scene.app.list.total(), Total::Exact(0));
    assert!(scene.screen().contains("There are no stories in news yet."));
    scene.press("enter j G");
    assert!(scene.screen().contains("byline DIR"));
    assert!(
        scene
            .screen()
            .contains("and press R, or name another folder")
    );
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 64, ..Default::default() })]

    /// Whatever is pressed in whatever size: nothing panics, and what is selected exists.
    #[test]
    fn no_keys_in_no_order_break_it(
        keys in proptest::collection::vec(0..ANY.len(), 0..60),
        size in (0_u16..150, 0_u16..40),
        resized_after in 0_usize..60,
    ) {
        let mut scene = Scene::new(120, 30);
        for (number, key) in keys.into_iter().enumerate() {
            if number == resized_after {
                let (width, height) = size;
                scene.happen(Event::Resize(ratatui::layout::Size { width, height }));
            }
            scene.press(ANY[key]);
            scene.screen();
            let total = scene.app.list.total().count();
            proptest::prop_assert!(scene.app.list.selected() < total.max(1));
        }
    }
}

/// Keys of every kind, those that open and close things more than once.
const ANY: &[&str] = &[
    "j",
    "k",
    "G",
    "g g",
    "d",
    "u",
    "space",
    "b",
    "5 0 %",
    "9 9 9 9 9 9 9 9 9 j",
    "enter",
    "enter",
    "enter",
    "q",
    "esc",
    "esc",
    "/",
    "/",
    "g /",
    "f",
    "e",
    "r",
    "backspace",
    "ctrl-w",
    "n",
    "N",
    "J",
    "K",
    "?",
    "t",
    "g s",
    "] ]",
    "[ [",
    "] q",
    "tab",
    "z z",
    "z M",
    "z a",
    "z R",
    "y y",
    "y q",
    "+",
    "-",
    "ctrl-o",
    "g i",
    "}",
    "{",
    "up",
    "down",
    "pagedown",
    "ctrl-l",
    "g S",
    "g \"",
    "g r",
    "g t",
    "left",
    "ctrl-t",
    "tab",
    "shift-tab",
    ":",
    ";",
    "o",
    "g",
    "]",
    "7",
];
