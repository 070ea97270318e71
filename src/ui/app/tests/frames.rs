//! Whole frames at three sizes, with and without colour.

use super::scene::Scene;

/// The frame after some keys, once as text at three sizes and once with its styles.
fn check(name: &str, keys: &str) {
    insta::with_settings!({ snapshot_path => "../../../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (width, height) in [(80, 24), (40, 12), (200, 60)] {
            let mut scene = Scene::new(width, height);
            scene.press(keys);
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), scene.screen());
        }
        for theme in ["plain", "dark", "light"] {
            let mut scene = Scene::new(40, 12).coloured(theme);
            scene.press(keys);
            insta::assert_debug_snapshot!(format!("{name}-{theme}"), scene.buffer());
        }
    });
}

#[test]
fn saved() {
    insta::with_settings!({ snapshot_path => "../../../../tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        for (width, height) in [(80, 24), (40, 12)] {
            let mut scene = Scene::new(width, height).with_searches();
            scene.press("k");
            insta::assert_snapshot!(format!("saved-{width}x{height}"), scene.screen());
        }
    });
}

#[test]
fn list() {
    check("list", "j");
}

#[test]
fn deck() {
    check("deck", "j j");
}

#[test]
fn search() {
    check("search", "/ f e r r y down");
}

#[test]
fn story() {
    check("story", "j enter");
}

#[test]
fn find() {
    check("find", "enter / f e r r y");
}

#[test]
fn help() {
    check("help", "? d");
}

#[test]
fn pending() {
    check("pending", "enter 2 ]");
}

#[test]
fn outline() {
    check("outline", "enter t");
}

#[test]
fn focus() {
    check("focus", "enter z z");
}

#[test]
fn people() {
    check("people", "g S");
}

#[test]
fn quotations() {
    check("quotations", "g \" c o a l");
}

#[test]
fn related() {
    check("related", "j enter g r");
}

#[test]
fn timeline() {
    check("timeline", "g t h h");
}

#[test]
fn completion() {
    check("completion", "/ s p e a k e r : tab tab");
}
