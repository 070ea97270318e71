use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::*;
use crate::typeset::sample::{interview, report, story};
use crate::ui::theme::Theme;

fn open(story: Story, width: u16, height: u16) -> Reader {
    let id = StoryId {
        path: "story.txt".into(),
        ordinal: 0,
        offset: 0,
    };
    Reader::new(Arc::new(story), id, Size::new(width, height), 68)
}

fn screen(reader: &Reader) -> String {
    let area = Rect::new(0, 0, reader.area.width, reader.area.height);
    let mut buffer = Buffer::empty(area);
    reader.draw(&mut buffer, area, &Theme::default());
    let rows = buffer.content.chunks(usize::from(area.width).max(1));
    rows.map(|cells| {
        let row: String = cells.iter().map(ratatui::buffer::Cell::symbol).collect();
        format!("{}\n", row.trim_end())
    })
    .collect()
}

#[test]
fn look() {
    println!("{}", screen(&open(report(), 80, 60)));
    println!("{}", screen(&open(interview(), 80, 60)));
    println!("{}", screen(&open(interview(), 40, 30)));
    let mut r = open(interview(), 80, 24);
    println!("{:?}", r.act(Action::FoldAnswers, None));
    println!("{}", screen(&r));
}
