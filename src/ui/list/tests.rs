//! The list as state: what is selected and seen while pages come and go.

use std::sync::Arc;

use super::{Item, List, Pinned, Setting, WINDOW};
use crate::index::{Page, Row, Total, Window};
use crate::story::{Identity, StoryId, StoryKind};
use crate::ui::action::Action;
use crate::worker::Generation;

const SETTING: Setting = Setting {
    height: 20,
    lines: 2,
    air: 0,
    below: (0, 0),
    today: None,
};

fn searches(saved: usize) -> Pinned {
    Pinned { saved, begun: 0 }
}

fn row(number: usize) -> Row {
    Row {
        id: StoryId {
            path: Arc::from(format!("{number}.md")),
            ordinal: 0,
            offset: 0,
        },
        identity: Identity(number as u64),
        headline: format!("Story {number}"),
        date: None,
        source: None,
        deck: None,
        voices: Vec::new(),
        kind: StoryKind::Report,
        words: 100,
        quotations: 0,
        copies: 0,
        score: 0.0,
        passage: None,
    }
}

/// An answer of `total` stories, numbered from `first`, as a page at `window`.
fn page(window: Window, total: usize, first: usize) -> Page {
    let end = (window.offset + window.limit).min(total);
    let rows = (window.offset..end)
        .map(|number| row(number + first))
        .collect();
    Page {
        total: Total::Exact(total),
        window,
        rows,
        hints: Vec::new(),
    }
}

fn list(total: usize) -> List {
    let mut list = List::default();
    let window = list.ask(Generation(1), WINDOW);
    assert!(list.accept(Generation(1), page(window, total, 0)));
    list
}

fn seen(list: &List) -> Vec<usize> {
    let number = |(_, item, _)| match item {
        Item::Story(number) => Some(number),
        Item::Heading(_) | Item::Pinned(_) | Item::Continue => None,
    };
    list.items(SETTING).filter_map(number).collect()
}

#[test]
fn stale_pages_are_dropped_and_rows_stay_until_the_answer_comes() {
    let mut list = list(50);
    let window = list.ask(Generation(2), WINDOW);
    assert!(!list.accept(Generation(1), page(window, 7, 0)));
    assert_eq!((list.total().count(), list.is_fresh()), (50, false));
    assert!(list.accept(Generation(2), page(window, 7, 0)));
    assert_eq!((list.total().count(), list.is_fresh()), (7, true));
}

#[test]
fn the_next_screen_is_held_before_it_is_seen() {
    for height in [10, 40, 120, 240] {
        let setting = Setting { height, ..SETTING };
        let mut list = list(5_000);
        for _ in 0..300 {
            list.act(Action::PageDown, None, setting);
            list.settle(setting);
            if let Some(window) = list.wanted(setting) {
                assert!(
                    height > 120 || !list.awaits_rows(setting),
                    "a screen of {height}"
                );
                assert!(list.accept(Generation(1), page(window, 5_000, 0)));
            }
            assert_eq!(list.wanted(setting), None, "a screen of {height}");
        }
    }
}

#[test]
fn far_rows_are_asked_for_once_and_only_a_window_is_held() {
    let mut list = list(1_000_000);
    list.select(usize::MAX);
    list.settle(SETTING);
    assert_eq!(seen(&list), (999_990..1_000_000).collect::<Vec<_>>());
    let window = list.wanted(SETTING).expect("the end is not held");
    assert_eq!(list.wanted(SETTING), None, "it is on its way");
    assert!(list.accept(Generation(1), page(window, 1_000_000, 0)));
    assert_eq!(
        list.selected_row().map(|row| row.headline.as_str()),
        Some("Story 999999")
    );
    assert_eq!(list.wanted(SETTING), None);
    assert!(list.rows.len() <= WINDOW);
}

#[test]
fn a_chosen_story_keeps_its_line_when_newer_ones_come() {
    let mut list = list(50);
    list.select(12);
    list.settle(SETTING);
    let line = list.selected - list.top;
    let window = list.refresh();
    let mut newer = page(window, 53, 0);
    newer.rows.splice(0..0, [100, 101, 102].map(row));
    assert!(list.accept(Generation(1), newer));
    assert_eq!(
        list.selected_row().map(|row| row.headline.as_str()),
        Some("Story 12")
    );
    assert_eq!((list.selected, list.selected - list.top), (15, line));
}

#[test]
fn an_untouched_list_stays_at_its_top() {
    let mut list = list(5);
    let window = list.refresh();
    assert!(list.accept(Generation(1), page(window, 6, 90)));
    assert_eq!(list.selected, 0);
}

#[test]
fn scrolling_moves_as_little_as_possible() {
    let mut list = list(50);
    for (select, expect) in [
        (9, 0..10),
        (10, 1..11),
        (5, 1..11),
        (0, 0..10),
        (49, 40..50),
    ] {
        list.select(select);
        list.settle(SETTING);
        assert_eq!(seen(&list), expect.collect::<Vec<_>>(), "row {select}");
    }
}

#[test]
fn lines_lead_to_stories() {
    let list = list(3);
    for (line, expect) in [
        (0, Some(0)),
        (1, Some(0)),
        (2, Some(1)),
        (5, Some(2)),
        (6, None),
    ] {
        assert_eq!(list.at_line(line, SETTING), expect);
    }
}

#[test]
fn the_selected_row_makes_room_for_its_deck() {
    let mut list = List::default();
    let window = list.ask(Generation(1), WINDOW);
    let mut page = page(window, 9, 0);
    for row in &mut page.rows {
        row.deck = Some("A deck of some words that takes two lines of so few columns".to_owned());
    }
    assert!(list.accept(Generation(1), page));
    let setting = Setting {
        below: (2, 40),
        height: 8,
        ..SETTING
    };
    let heights = |list: &List| -> Vec<usize> {
        let items = list.items(setting);
        items.map(|(.., height)| height).collect()
    };
    assert_eq!(heights(&list), [4, 2, 2]);
    list.select(2);
    list.settle(setting);
    assert_eq!(heights(&list), [2, 2, 4]);
    assert_eq!(list.at_line(7, setting), Some(2), "its deck is part of it");
    list.select(8);
    list.settle(setting);
    assert_eq!(heights(&list), [2, 2, 4]);
}

#[test]
fn no_height_is_no_trouble() {
    let mut list = list(3);
    let setting = Setting {
        height: 0,
        ..SETTING
    };
    list.select(2);
    list.settle(setting);
    assert_eq!(list.items(setting).count(), 0);
}

#[test]
fn pinned_rows_stand_above_the_first_and_scroll_away() {
    let mut list = list(50);
    list.pin(searches(2));
    list.settle(SETTING);
    assert_eq!((seen(&list).len(), list.selected_pinned()), (9, None));
    assert!(list.step(-1));
    assert_eq!(
        (list.selected_pinned(), list.selected_row()),
        (Some(1), None)
    );
    list.step(-5);
    assert_eq!(list.selected_pinned(), Some(0));
    assert_eq!(list.pinned_at_line(1, SETTING), Some(1));
    assert_eq!(list.at_line(1, SETTING), None);
    list.step(4);
    assert_eq!((list.selected_pinned(), list.selected()), (None, 2));
    list.select(30);
    list.settle(SETTING);
    assert_eq!(seen(&list).len(), 10);
    list.pin(searches(0));
    assert!(!list.select(30));
}

#[test]
fn many_pinned_rows_leave_room_for_the_first_story() {
    let mut list = list(50);
    list.pin(searches(40));
    for step in [0, -1, -39, 20] {
        list.step(step);
        list.settle(SETTING);
        let items: Vec<_> = list.items(SETTING).map(|(_, item, _)| item).collect();
        assert!(items.contains(&Item::Story(0)));
        let selected = list.selected_pinned();
        assert!(selected.is_none_or(|at| items.contains(&Item::Pinned(at))));
    }
}

#[test]
fn the_best_of_all_follow_the_best_of_the_newest() {
    let mut list = List::default();
    let window = list.ask(Generation(1), 10);
    let partial = Page {
        total: Total::AtLeast(40),
        ..page(window, 40, 7)
    };
    assert!(list.accept(Generation(1), partial));
    list.select(2);
    assert_eq!(list.total(), Total::AtLeast(40));
    assert!(list.accept(Generation(1), page(window, 300, 0)));
    assert_eq!(list.total(), Total::Exact(300));
    assert_eq!(list.selected(), 9, "the story stays selected");
    let again = page(window, 300, 5);
    assert!(
        !list.accept(Generation(1), again),
        "nothing more is awaited"
    );
}
