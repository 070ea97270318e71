//! A list of places in the open story, of which one is chosen: what outline and speakers share.
//!
//! The app opens one over the reader, feeds it actions, and takes the reader to the chosen place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::ui::action::Action;
use crate::ui::theme::{Role, Theme};

/// Rows above the list: its title and white space.
const HEAD: u16 = 2;
/// Columns before the words, for the mark of the selected row.
const MARGIN: u16 = 2;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickerRow {
    /// What it is called.
    pub words: String,
    /// Figures at the right.
    pub detail: String,
    /// Depth, from 0.
    pub depth: u16,
    /// Byte of the story.
    pub start: usize,
}

/// Picker to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    title: &'static str,
    /// What is said where there are none.
    none: &'static str,
    rows: Vec<PickerRow>,
    selected: usize,
}

/// What came of an action or a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The selection moved.
    Moved,
    /// There is nothing further that way.
    Unmoved,
    /// This byte of the story was chosen.
    Go(usize),
    /// Not an action of the list.
    NotMine,
}

impl Picker {
    /// A list under a title; `none` is said where it is empty.
    pub fn new(title: &'static str, none: &'static str, places: Vec<PickerRow>) -> Self {
        Self {
            title,
            none,
            rows: places,
            selected: 0,
        }
    }

    /// The same with a row selected.
    #[must_use]
    pub fn at(mut self, selected: usize) -> Self {
        self.selected = selected.min(self.rows.len().saturating_sub(1));
        self
    }

    /// What is to be said where there is no place to choose.
    pub fn why_empty(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some(self.none)
    }

    /// The rows.
    pub fn rows(&self) -> &[PickerRow] {
        &self.rows
    }

    /// Index of the selected row.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Moves the selection or chooses.
    pub fn act(&mut self, action: Action, count: Option<usize>) -> Picked {
        let times = count.unwrap_or(1);
        let last = self.rows.len().saturating_sub(1);
        let to = match action {
            Action::Down | Action::NextSection | Action::NextStep => {
                self.selected.saturating_add(times)
            }
            Action::Up | Action::PreviousSection | Action::PreviousStep => {
                self.selected.saturating_sub(times)
            }
            Action::HalfPageDown | Action::PageDown => self.selected.saturating_add(10 * times),
            Action::HalfPageUp | Action::PageUp => self.selected.saturating_sub(10 * times),
            Action::Top => count.map_or(0, |row| row.saturating_sub(1)),
            Action::Bottom => count.map_or(last, |row| row.saturating_sub(1)),
            Action::Open => return self.chosen(),
            _ => return Picked::NotMine,
        };
        self.select(to.min(last))
    }

    /// A click on a row of the area the list is drawn in: selects, and chooses what is selected.
    pub fn click(&mut self, row: u16, height: u16) -> Picked {
        let Some(row) = row.checked_sub(HEAD) else {
            return Picked::Unmoved;
        };
        let index = self.first(height) + usize::from(row);
        if index >= self.rows.len() {
            return Picked::Unmoved;
        }
        if index == self.selected {
            return self.chosen();
        }
        self.select(index)
    }

    /// Draws title and rows; the selected one stays on the screen.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let area = area.intersection(buffer.area);
        let width = usize::from(area.width.saturating_sub(MARGIN));
        if area.height == 0 || width == 0 {
            return;
        }
        let x = area.x + MARGIN;
        buffer.set_stringn(x, area.y, self.title, width, theme.style(Role::Heading));
        if self.rows.is_empty() && area.height > HEAD {
            buffer.set_stringn(
                x,
                area.y + HEAD,
                self.none,
                width,
                theme.style(Role::Metadata),
            );
        }
        let rows = self.rows.iter().enumerate().skip(self.first(area.height));
        for ((index, place), y) in rows.zip(area.y.saturating_add(HEAD)..area.bottom()) {
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            self.draw_row(buffer, row, *theme, index, place);
        }
    }

    fn draw_row(
        &self,
        buffer: &mut Buffer,
        row: Rect,
        theme: Theme,
        index: usize,
        place: &PickerRow,
    ) {
        let style = theme.style(Role::Body);
        let indent = (2 * place.depth).min(row.width / 4);
        let free = row.width.saturating_sub(MARGIN + indent);
        let detail = (place.detail.width() as u16 + 1).min(free / 2);
        let words = shortened(&place.words, usize::from(free.saturating_sub(detail + 1)));
        buffer.set_stringn(
            row.x + MARGIN + indent,
            row.y,
            words,
            usize::from(free),
            style,
        );
        if detail > 1 {
            let x = row.right() - detail;
            let room = usize::from(detail - 1);
            buffer.set_stringn(x, row.y, &place.detail, room, theme.style(Role::Metadata));
        }
        if index == self.selected {
            buffer.set_style(row, theme.style(Role::Selection));
            buffer.set_stringn(row.x, row.y, "▸", 1, theme.style(Role::Accent));
        }
    }

    fn select(&mut self, index: usize) -> Picked {
        if index == self.selected {
            return Picked::Unmoved;
        }
        self.selected = index;
        Picked::Moved
    }

    fn chosen(&self) -> Picked {
        let place = self.rows.get(self.selected);
        place.map_or(Picked::Unmoved, |place| Picked::Go(place.start))
    }

    /// The first row on the screen: the selected one stands in the middle where it can.
    fn first(&self, height: u16) -> usize {
        let rows = usize::from(height.saturating_sub(HEAD));
        let last = self.rows.len().saturating_sub(rows);
        self.selected.saturating_sub(rows / 2).min(last)
    }
}

/// The words as far as they fit `width` columns, with a mark where they do not.
fn shortened(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_string();
    }
    let mut short = String::new();
    for character in words.chars() {
        if short.width() + character.to_string().width() + 1 > width {
            break;
        }
        short.push(character);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Story;
    use crate::typeset::sample::{interview, report, story};
    use crate::ui::outline::outline;
    use crate::ui::speakers::speakers;

    fn words(places: &Picker) -> Vec<&str> {
        places
            .rows()
            .iter()
            .map(|place| place.words.as_str())
            .collect()
    }

    #[test]
    fn the_outline_lists_sections_and_starts_at_the_current_one() {
        let story = report();
        let outline = outline(&story, story.sections[1].heading.start + 3);
        assert_eq!(words(&outline), ["What the line will carry", "Who pays"]);
        assert_eq!(outline.selected(), 1);
    }

    #[test]
    fn an_interview_without_sections_is_outlined_by_its_questions() {
        let story = story(&["Q Ann: Why?", "A Bo: Because.", "Q Ann: And then?"]);
        assert_eq!(words(&outline(&story, 0)), ["Why?", "And then?"]);
    }

    #[test]
    fn speakers_come_with_their_figures() {
        let speakers = speakers(&interview());
        let details: Vec<&str> = speakers
            .rows()
            .iter()
            .map(|place| place.detail.as_str())
            .collect();
        assert_eq!(words(&speakers), ["Reporter", "Dr. Dahl"]);
        assert_eq!(details, ["5 turns · 50 words", "5 turns · 50 words"]);
    }

    #[test]
    fn choosing_goes_to_the_place() {
        let story = report();
        let mut outline = outline(&story, 0);
        assert_eq!(outline.act(Action::Down, Some(9)), Picked::Moved);
        assert_eq!(outline.act(Action::Down, None), Picked::Unmoved);
        let place = story.sections[1].heading.start;
        assert_eq!(outline.act(Action::Open, None), Picked::Go(place));
        assert_eq!(outline.act(Action::Quit, None), Picked::NotMine);
        assert_eq!(outline.click(HEAD, 10), Picked::Moved);
        assert_eq!(outline.click(0, 10), Picked::Unmoved);
        assert_eq!(outline.click(9, 10), Picked::Unmoved);
    }

    #[test]
    fn an_empty_list_says_so_and_no_size_panics() {
        for (width, height) in [(0, 0), (1, 1), (3, 4), (40, 12)] {
            for story in [Story::default(), report()] {
                let area = Rect::new(0, 0, width, height);
                let mut buffer = Buffer::empty(area);
                outline(&story, 0).draw(&mut buffer, area, &Theme::default());
                let mut speakers = speakers(&story);
                speakers.draw(&mut buffer, area, &Theme::default());
                speakers.act(Action::Open, None);
            }
        }
    }
}
