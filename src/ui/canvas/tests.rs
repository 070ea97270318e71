//! What is written is read by a terminal, and must show the frame.

use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Canvas, Move};

const AREA: Rect = Rect::new(0, 0, 20, 8);

fn frame(lines: &[String]) -> Buffer {
    let mut buffer = Buffer::empty(AREA);
    for (row, line) in (0..).zip(lines) {
        buffer.set_string(0, row, line, ratatui::style::Style::new());
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

/// Keeps what is written.
struct Tape(Rc<RefCell<Vec<u8>>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Shows frames one after the other, and gives the bytes that the last one took.
fn check(pages: &[Vec<String>]) -> usize {
    let tape = Rc::new(RefCell::new(Vec::new()));
    let mut canvas = Canvas::new(Tape(tape.clone()));
    let mut screen = vt100::Parser::new(
        8.try_into().expect("some rows"),
        20.try_into().expect("some columns"),
        0,
    );
    let mut bytes = 0;
    for page in pages {
        let written = canvas.draw(AREA, |buffer| {
            *buffer = frame(page);
            None
        });
        written.expect("memory can be written");
        let out = tape.take();
        screen.process(&out);
        bytes = out.len();
        let shown = screen.screen().rows(0, 20);
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
    assert_eq!(Move::between(&frame(&page(3)), &frame(&page(3))), None);
    let moved = Move::between(&frame(&page(3)), &frame(&page(4)));
    let expect = Move {
        region: 1..7,
        rows: -1,
    };
    assert_eq!(moved, Some(expect));
}
