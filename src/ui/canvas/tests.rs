//! What is written is read by a terminal, and must show the frame.

use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::Canvas;
use super::scroll::Scroll;
use super::sheet::Sheet;
use crate::ui::link::Link;

const AREA: Rect = Rect::new(0, 0, 20, 8);

/// Keeps what is written.
#[derive(Clone, Default)]
struct Tape(Rc<RefCell<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A canvas on a terminal.
///
/// The terminal has some columns more than the canvas: it knows no emoji of several characters, and
/// what it makes of one at the edge must not go on to the next row. (In a real one, no row goes on.)
struct Stage {
    tape: Tape,
    canvas: Canvas<Tape>,
    screen: vt100::Parser,
}

impl Stage {
    fn new() -> Self {
        let tape = Tape::default();
        let (rows, columns) = (AREA.height.try_into(), (AREA.width + 4).try_into());
        Self {
            canvas: Canvas::new(tape.clone()),
            tape,
            screen: vt100::Parser::new(rows.expect("some rows"), columns.expect("some columns"), 0),
        }
    }

    /// Shows a frame and gives what was written for it.
    fn show(&mut self, frame: &Buffer, cursor: Option<Position>) -> Vec<u8> {
        let drawn = self.canvas.draw(AREA, &[], |buffer| {
            buffer.clone_from(frame);
            cursor
        });
        drawn.expect("memory can be written");
        let written = self.tape.0.take();
        self.screen.process(&written);
        written
    }

    /// All that is seen: a line for each cell, blanks without what is not seen of them.
    fn seen(&self) -> Vec<String> {
        let screen = self.screen.screen();
        let cells =
            (0..AREA.height).flat_map(|row| (0..AREA.width).map(move |column| (row, column)));
        let told = cells.map(|(row, column)| {
            let cell = screen.cell(row, column).expect("on the screen");
            let shown = cell.contents();
            let is_blank = shown.trim().is_empty() && !cell.inverse() && !cell.underline();
            if is_blank {
                return format!("{:?}", cell.bgcolor());
            }
            let look = (cell.bold(), cell.dim(), cell.italic());
            let lines = (cell.underline(), cell.inverse());
            format!(
                "{shown}{:?}{:?}{look:?}{lines:?}",
                cell.fgcolor(),
                cell.bgcolor()
            )
        });
        told.collect()
    }
}

fn frame(lines: &[String]) -> Buffer {
    let mut buffer = Buffer::empty(AREA);
    for (row, line) in (0..).zip(lines) {
        buffer.set_string(0, row, line, Style::new());
    }
    buffer
}

/// A title, six lines of a text from line `top`, a status.
fn page(top: usize) -> Vec<String> {
    let text = (top..top + 6).map(|line| format!("line {line} of 日本"));
    let title = "a title".to_owned();
    [title]
        .into_iter()
        .chain(text)
        .chain([format!("{top} %")])
        .collect()
}

/// Shows frames one after the other, and gives the bytes that the last one took.
fn check(pages: &[Vec<String>]) -> usize {
    let mut stage = Stage::new();
    let mut bytes = 0;
    for page in pages {
        bytes = stage.show(&frame(page), None).len();
        let shown = stage.screen.screen().rows(0, AREA.width);
        let shown: Vec<String> = shown.map(|row| row.trim_end().to_owned()).collect();
        let wanted = page.iter().map(|line| line.trim_end().to_owned());
        assert_eq!(shown, wanted.collect::<Vec<_>>());
    }
    bytes
}

#[test]
fn a_moved_text_is_moved_by_the_terminal() {
    let anew = check(&[page(100)]);
    for (before, after) in [(100, 101), (101, 100), (100, 102)] {
        let moved = check(&[page(before), page(after)]);
        assert!(moved < anew, "{moved} bytes to move, {anew} to draw");
    }
}

#[test]
fn any_frame_may_follow_any_other() {
    let blank = vec![String::new(); 8];
    let other: Vec<String> = (0..8).map(|row| format!("row {}", row % 3)).collect();
    check(&[
        page(7),
        page(9),
        blank.clone(),
        page(3),
        other.clone(),
        page(4),
    ]);
    check(&[other.clone(), blank, page(4), page(1), page(9), other]);
}

#[test]
fn what_stands_where_it_stood_is_not_moved() {
    let [three, four] = [3, 4].map(|top| frame(&page(top)));
    let (three, four) = (Sheet::of(&three), Sheet::of(&four));
    assert_eq!(Scroll::between(&three, &three), None);
    let expect = Scroll {
        region: 1..7,
        rows: -1,
    };
    assert_eq!(Scroll::between(&three, &four), Some(expect));
}

#[test]
fn a_frame_that_is_shown_writes_nothing() {
    let mut stage = Stage::new();
    let (frame, cursor) = (frame(&page(1)), Some(Position::new(3, 2)));
    for cursor in [None, cursor] {
        assert_ne!(stage.show(&frame, cursor), b"");
        assert_eq!(stage.show(&frame, cursor), b"");
    }
    assert_eq!(stage.screen.screen().cursor_position(), (2, 3));
    assert!(!stage.screen.screen().hide_cursor());
    stage.canvas.forget();
    assert_ne!(stage.show(&frame, cursor), b"", "the terminal is redrawn");
}

#[test]
fn prose_costs_little_more_than_its_letters() {
    let lines = |word: &str| {
        (0..8)
            .map(|row| format!("{word} {row} is it not"))
            .collect()
    };
    let (before, after): (Vec<String>, Vec<String>) = (lines("this"), lines("that"));
    let letters: usize = after.iter().map(String::len).sum();
    let bytes = check(&[vec![String::new(); 8], after.clone()]);
    assert!(
        bytes <= letters + 8 * 8,
        "{bytes} bytes for {letters} letters"
    );
    let bytes = check(&[before, after]);
    assert!(
        bytes <= 8 * 9 + 20,
        "{bytes} bytes for 8 × “at” at a column"
    );
}

#[test]
fn no_control_character_is_written() {
    let mut stage = Stage::new();
    let mut hostile = Buffer::empty(AREA);
    for (column, symbol) in (0..).zip(["\u{1b}", "\u{9b}2J", "\n", "\u{200b}", "b\u{7}"]) {
        hostile[(column, 0)].set_symbol(symbol);
    }
    hostile[(19, 0)].set_symbol("日");
    hostile[(6, 0)].set_symbol("x");
    let written = String::from_utf8(stage.show(&hostile, None)).expect("it is UTF-8");
    let text = stage.screen.screen().contents();
    assert_eq!(text.trim_end(), "      x");
    assert!(!written.contains(['\u{9b}', '\u{7}', '日']), "{written:?}");
}

/// Pieces of text that terminals find hard or easy.
const PIECES: &[&str] = &[
    "a",
    "the ",
    "  ",
    "        ",
    "日本",
    "é",
    "e\u{301}",
    "👩‍🚀",
    "❤️",
    "│",
    "—",
    "ก็",
    "한",
];

fn style() -> impl Strategy<Value = Style> {
    let modifiers = [
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::BOLD.union(Modifier::DIM),
        Modifier::ITALIC,
        Modifier::UNDERLINED,
        Modifier::REVERSED,
    ];
    let colours = [
        Color::Reset,
        Color::Cyan,
        Color::LightRed,
        Color::Indexed(99),
    ];
    let backgrounds = [Color::Reset, Color::Reset, Color::Reset, Color::Blue];
    let (modifier, fg, bg) = (
        prop::sample::select(modifiers.to_vec()),
        prop::sample::select(colours.to_vec()),
        prop::sample::select(backgrounds.to_vec()),
    );
    (modifier, fg, bg)
        .prop_map(|(modifier, fg, bg)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

/// Stretches of styled text anywhere, what an overlay leaves of wide glyphs included.
fn any_frame() -> impl Strategy<Value = Buffer> {
    let stretch = (
        (0..AREA.width, 0..AREA.height),
        vec(prop::sample::select(PIECES), 1..6),
        style(),
    );
    vec(stretch, 0..14).prop_map(|stretches| {
        let mut buffer = Buffer::empty(AREA);
        for ((column, row), pieces, style) in stretches {
            buffer.set_string(column, row, pieces.concat(), style);
        }
        buffer
    })
}

proptest! {
    #[test]
    fn a_frame_over_others_is_what_it_is_on_an_empty_screen(frames in vec(any_frame(), 1..5)) {
        let mut stage = Stage::new();
        for frame in &frames {
            stage.show(frame, None);
            let mut afresh = Stage::new();
            afresh.show(frame, None);
            prop_assert_eq!(stage.seen(), afresh.seen());
        }
    }

    #[test]
    fn an_empty_screen_is_filled_with_the_frame(frame in any_frame()) {
        let mut stage = Stage::new();
        stage.show(&frame, None);
        let rows = Sheet::of(&frame);
        for (row, glyphs) in (0..).zip(rows.rows()) {
            for (column, glyph) in (0..).zip(glyphs) {
                if !glyph.is_settled() {
                    continue;
                }
                let cell = stage.screen.screen().cell(row, column).expect("on the screen");
                let shown = if glyph.symbol == " " { cell.contents().trim() } else { cell.contents() };
                prop_assert_eq!(shown, glyph.symbol.trim(), "row {} column {}", row, column);
            }
        }
    }
}

#[test]
fn what_turns_the_direction_is_not_written() {
    let mut frame = Buffer::empty(AREA);
    for (column, symbol) in (0..).zip(["a", "b\u{202e}", "c", "\u{2066}d"]) {
        frame[(column, 0)].set_symbol(symbol);
    }
    let written = Stage::new().show(&frame, None);
    let written = String::from_utf8(written).expect("text");
    assert!(!written.contains(['\u{202e}', '\u{2066}']), "{written:?}");
}

#[test]
fn cells_of_a_link_lead_to_its_address_and_no_others_do() {
    let tape = Tape::default();
    let mut canvas = Canvas::new(tape.clone());
    let link = Link {
        row: 1,
        columns: 4..8,
        address: "https://x.example/".to_owned(),
    };
    let mut draw = |links: &[Link]| {
        tape.0.borrow_mut().clear();
        let drawn = canvas.draw(AREA, links, |buffer| {
            buffer.set_string(0, 1, "see the quay now", Style::new());
            None
        });
        drawn.expect("memory can be written");
        String::from_utf8(tape.0.borrow().clone()).expect("it is text")
    };
    let linked = draw(std::slice::from_ref(&link));
    let expect = "see \x1b]8;id=1;https://x.example/\x1b\\the \x1b]8;;\x1b\\quay now";
    assert!(linked.contains(expect), "{linked:?}");
    assert_eq!(draw(std::slice::from_ref(&link)), "", "nothing has changed");
    let bare = draw(&[]);
    assert!(bare.contains("the") && !bare.contains("]8;"), "{bare:?}");
}
