//! How the list looks: a headline, a dim line about it, and for an answer the passage that answers.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;

use super::excerpt::excerpt;
use super::groups::short;
use super::{Item, List, Listed, Setting};
use crate::index::{Passage, Row};
use crate::story::{Span, Story, StoryKind};
use crate::ui::fit::{fit, width};
use crate::ui::saved::Saved;
use crate::ui::theme::{Role, Theme};

/// Columns left of a headline: air, the mark of the selected row, air.
const GUTTER: u16 = 3;
/// From so many rows on, stories stand apart.
const AIRY: u16 = 30;

impl Setting {
    /// How a list stands in an area. `today` is the present where days are told apart; answers have a passage.
    pub fn new(area: Rect, today: Option<i64>) -> Self {
        let (passage, airy) = match today {
            Some(_) => (0, area.height >= AIRY),
            None if area.height >= AIRY => (2, true),
            None => (1, area.height >= AIRY / 2),
        };
        Self {
            height: area.height.into(),
            lines: 2 + passage,
            air: usize::from(airy),
            today,
        }
    }
}

/// Draws the list of stories, and the searches above it.
pub fn draw(
    list: &List,
    saved: &[Saved],
    setting: Setting,
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
) {
    draw_rows(list, setting, buffer, area, theme, draw_story);
    for (line, item, _) in list.items(setting) {
        let Item::Pinned(number) = item else { return };
        let place = Rect {
            y: area.y + line as u16,
            height: 1,
            ..area
        };
        let is_selected = list.selected_pinned == Some(number);
        if is_selected {
            mark(buffer, place, *theme);
        }
        if let Some(saved) = saved.get(number) {
            saved.draw(is_selected, buffer, inside(place), *theme);
        }
    }
}

/// Draws a list whose rows look as `draw_row` draws them: given a row, whether it is selected, and
/// where it stands.
pub fn draw_rows<R: Listed>(
    list: &List<R>,
    setting: Setting,
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    draw_row: impl Fn(&R, bool, &mut Buffer, Rect, Theme),
) {
    for (line, item, height) in list.items(setting) {
        let place = Rect {
            y: area.y + line as u16,
            height: height as u16,
            ..area
        };
        let place = place.intersection(area);
        match item {
            // They are no rows of the list's own.
            Item::Pinned(_) => {}
            Item::Heading(group) => {
                let text = format!("   {}", group.heading());
                let row = Rect {
                    y: place.bottom().saturating_sub(1),
                    height: 1,
                    ..place
                };
                Line::styled(text, theme.style(Role::Heading)).render(row, buffer);
            }
            Item::Story(number) => {
                let place = Rect {
                    height: place.height.min(setting.lines as u16),
                    ..place
                };
                let is_selected = number == list.selected && list.selected_pinned.is_none();
                if is_selected {
                    mark(buffer, place, *theme);
                }
                if let Some(row) = list.row(number) {
                    draw_row(row, is_selected, buffer, inside(place), *theme);
                }
            }
        }
    }
}

fn inside(place: Rect) -> Rect {
    let indent = GUTTER.min(place.width);
    // One column stays empty at the right, so that text never touches the edge.
    Rect {
        x: place.x + indent,
        width: (place.width - indent).saturating_sub(1),
        ..place
    }
}

fn mark(buffer: &mut Buffer, place: Rect, theme: Theme) {
    for row in place.rows() {
        let column = Rect {
            x: row.x + u16::from(row.width > 1),
            width: row.width.min(1),
            ..row
        };
        Line::styled("▌", theme.style(Role::Accent)).render(column, buffer);
    }
}

fn draw_story(row: &Row, is_selected: bool, buffer: &mut Buffer, place: Rect, theme: Theme) {
    let role = if is_selected {
        Role::Headline
    } else {
        Role::Body
    };
    let columns = usize::from(place.width);
    let mut lines = vec![
        Line::styled(fit(&row.headline, columns), theme.style(role)),
        metadata(row, columns, theme),
    ];
    if let Some(passage) = &row.passage {
        lines.extend(passage_lines(passage, place, theme));
    }
    for (line, place) in lines.into_iter().zip(place.rows()) {
        line.render(place, buffer);
    }
}

/// `Q&A · Courier · 3 Mar 2026 · 4 min · +2 elsewhere`: what does not fit is left out from the front, as the length and
/// the day matter most.
fn metadata<'a>(row: &Row, columns: usize, theme: Theme) -> Line<'a> {
    let mark = if row.kind == StoryKind::Interview {
        "Q&A "
    } else {
        ""
    };
    let facts = [
        row.source
            .as_deref()
            .map(|source| fit(source, 24).into_owned()),
        row.date.map(short),
        Some(format!("{} min", Story::minutes(row.words))),
        elsewhere(row.copies),
    ];
    let mut facts: Vec<_> = facts.into_iter().flatten().collect();
    while facts.len() > 1 && width(&facts.join(" · ")) + mark.len() > columns {
        facts.remove(0);
    }
    Line::from(vec![
        Run::styled(mark, theme.style(Role::Question)),
        Run::styled(facts.join(" · "), theme.style(Role::Metadata)),
    ])
}

/// `+2 elsewhere`, where near copies are folded into a row.
pub fn elsewhere(copies: usize) -> Option<String> {
    (copies > 0).then(|| format!("+{copies} elsewhere"))
}

fn passage_lines(passage: &Passage, place: Rect, theme: Theme) -> Vec<Line<'_>> {
    let columns = usize::from(place.width);
    let room = usize::from(place.height).saturating_sub(2);
    spoken(
        passage.speaker.as_deref(),
        &passage.text,
        &passage.highlights,
        (columns, room),
        theme,
    )
}

/// Words with who says them in front, set to so many columns and lines around what is highlighted.
pub fn spoken<'a>(
    speaker: Option<&str>,
    text: &'a str,
    highlights: &[Span],
    (columns, room): (usize, usize),
    theme: Theme,
) -> Vec<Line<'a>> {
    let speaker = speaker.map(|name| format!("{}: ", fit(name, columns / 3)));
    let taken = speaker.as_deref().map_or(0, width);
    // The speaker takes room on the first line only, yet all lines are set to what is left beside it:
    // the words then stand apart from who says them.
    let mut lines = Vec::new();
    for (number, pieces) in excerpt(text, highlights, columns.saturating_sub(taken), room)
        .into_iter()
        .enumerate()
    {
        let lead = match &speaker {
            Some(name) if number == 0 => name.clone(),
            _ => " ".repeat(taken),
        };
        let mut runs = vec![Run::styled(lead, theme.style(Role::Speaker))];
        runs.extend(pieces.into_iter().map(|(text, is_hit)| {
            Run::styled(
                text,
                theme.style(if is_hit { Role::Hit } else { Role::Body }),
            )
        }));
        lines.push(Line::from(runs));
    }
    lines
}
