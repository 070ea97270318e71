//! The sections of the story in the margin beside it, where the screen is wide enough: where one is,
//! at a glance.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use crate::ui::fit::fit;
use crate::ui::reader::Reader;
use crate::ui::theme::{Role, Theme};

/// Columns that the headings need at least, and take at most.
const COLUMNS: std::ops::RangeInclusive<u16> = 24..=40;
/// Columns between headings and text: the reader sets its lanes there.
const AIR: u16 = 10;
/// Columns left of the headings, and rows above them.
const EDGE: u16 = 2;

/// Draws the sections left of the column of a reader that fills `body`, if there is room.
pub fn draw(reader: &Reader, buffer: &mut Buffer, body: Rect, theme: &Theme) {
    let sections = &reader.story().sections;
    let free = body.width.saturating_sub(reader.preferred_width()) / 2;
    let columns = free.saturating_sub(AIR + EDGE).min(*COLUMNS.end());
    if columns < *COLUMNS.start() || sections.len() < 2 || body.height <= EDGE {
        return;
    }
    let area = Rect {
        x: body.x + EDGE,
        y: body.y + EDGE,
        width: columns,
        height: body.height - EDGE,
    };
    let current = reader.status().section.map(|(number, ..)| number - 1);
    for (index, row) in
        (first(current, sections.len(), area.height)..sections.len()).zip(area.rows())
    {
        let section = &sections[index];
        let indent = usize::from(section.level.saturating_sub(1).min(3)) * 2;
        let heading = reader.story().slice(section.heading).replace('\n', " ");
        let heading = fit(&heading, usize::from(columns).saturating_sub(indent + 2)).into_owned();
        let (mark, role) = if current == Some(index) {
            ("▸ ", Role::Accent)
        } else {
            ("  ", Role::Metadata)
        };
        Line::from(vec![
            Run::styled(mark, theme.style(Role::Accent)),
            Run::raw(" ".repeat(indent)),
            Run::styled(heading, theme.style(role)),
        ])
        .render(row, buffer);
    }
}

/// The first section that is seen: the current one stands in the middle where not all fit.
fn first(current: Option<usize>, sections: usize, height: u16) -> usize {
    let height = usize::from(height);
    let last = sections.saturating_sub(height);
    current.unwrap_or(0).saturating_sub(height / 2).min(last)
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn the_current_section_is_always_seen() {
        for (current, sections, height, expect) in [
            (None, 5, 10, 0),
            (Some(4), 5, 10, 0),
            (Some(10), 40, 10, 5),
            (Some(39), 40, 10, 30),
            (Some(0), 40, 10, 0),
        ] {
            assert_eq!(first(current, sections, height), expect);
        }
    }
}
