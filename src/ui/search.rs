//! A box that text is typed into: for a search of all stories, and for finding in one.

use crossterm::event::{Event as Press, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::Widget;
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

use crate::format::decode::is_printable;
use crate::index::{Ground, Hint, Progress};
use crate::ui::fit::fit;
use crate::ui::theme::{Role, Theme};

/// Characters of a text that can be typed. A query has a few dozen; each key costs as much as there are.
pub const MOST_TYPED: usize = 1000;

/// What became of a text that was put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// There was nothing in it that can be typed.
    Nothing,
    /// All of it is in the box.
    Whole,
    /// As much of it as there was room for.
    Cut,
}

/// The box.
#[derive(Clone, Debug, Default)]
pub struct SearchBox {
    input: Input,
}

impl SearchBox {
    /// A box that holds `text`, the cursor after it.
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
        }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What stands before the cursor, and after it.
    pub fn around_cursor(&self) -> (&str, &str) {
        let text = self.text();
        let at = text.char_indices().nth(self.input.cursor());
        text.split_at(at.map_or(text.len(), |(at, _)| at))
    }

    /// Writes another text, the cursor between its two parts. Says whether it is another one.
    pub fn write(&mut self, before: &str, after: &str) -> bool {
        let text = format!("{before}{after}");
        let is_another = text != self.text();
        self.input = Input::new(text).with_cursor(before.chars().count());
        is_another
    }

    /// Edits the text. Says whether it is another one now.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        if matches!(key.code, KeyCode::Char(typed) if !is_printable(typed) || self.refuses(key)) {
            return false;
        }
        self.input
            .handle_event(&Press::Key(key))
            .is_some_and(|change| change.value)
    }

    /// Whether a key is a character that there is no room for.
    pub fn refuses(&self, key: KeyEvent) -> bool {
        let typed = KeyModifiers::NONE | KeyModifiers::SHIFT;
        let is_typed = matches!(key.code, KeyCode::Char(_)) && typed.contains(key.modifiers);
        is_typed && self.room() == 0
    }

    /// Characters that there is room for.
    fn room(&self) -> usize {
        let held = self.text().chars().take(MOST_TYPED).count();
        MOST_TYPED - held
    }

    /// Puts a text in at the cursor, as one line.
    pub fn paste(&mut self, text: &str) -> Pasted {
        let line = text.trim().chars().map(|character| {
            if character.is_whitespace() {
                ' '
            } else {
                character
            }
        });
        let mut typed = line.filter(|&character| is_printable(character));
        let put: String = typed.by_ref().take(self.room()).collect();
        let is_cut = typed.next().is_some();
        let (before, after) = self.around_cursor();
        let (before, after) = (format!("{before}{put}"), after.to_owned());
        match self.write(&before, &after) {
            _ if is_cut => Pasted::Cut,
            true => Pasted::Whole,
            false => Pasted::Nothing,
        }
    }

    /// Draws the box behind its sign, with `note` at the right. Returns where the cursor stands while
    /// it is typed into.
    pub fn draw(
        &self,
        sign: &str,
        note: &str,
        buffer: &mut Buffer,
        area: Rect,
        theme: &Theme,
    ) -> Position {
        let sign_width = crate::ui::fit::width(sign);
        let note = fit(note, usize::from(area.width / 3));
        let note = Line::styled(format!("{note} "), theme.style(Role::Metadata)).right_aligned();
        let room = usize::from(area.width).saturating_sub(sign_width + note.width() + 1);
        let scroll = self.input.visual_scroll(room.max(1));
        let shown = skip_columns(self.text(), scroll);
        note.render(area, buffer);
        let typed = Rect {
            width: area.width.min((sign_width + room) as u16),
            ..area
        };
        Line::from(vec![
            Run::styled(sign, theme.style(Role::Accent)),
            Run::styled(shown, theme.style(Role::Strong)),
        ])
        .render(typed, buffer);
        let column = sign_width + self.input.visual_cursor().saturating_sub(scroll);
        let last = area.right().saturating_sub(1);
        Position {
            x: last.min(area.x.saturating_add(column as u16)),
            y: area.y,
        }
    }
}

/// The text without its first columns.
fn skip_columns(text: &str, columns: usize) -> &str {
    &text[crate::ui::fit::prefix(text, columns).len()..]
}

/// What hints say. While stories are still being read nothing is said of what is in none of them.
pub fn messages(hints: &[Hint], progress: &Progress) -> impl Iterator<Item = String> {
    let is_known = |hint: &&Hint| progress.finished || hint.ground == Ground::Query;
    hints
        .iter()
        .filter(is_known)
        .map(|hint| hint.message.clone())
}

/// Draws the line under the box: how the query was read. Where that goes without saying, what is
/// there stays.
pub fn draw_hints(messages: &[String], buffer: &mut Buffer, area: Rect, theme: &Theme) {
    if messages.is_empty() {
        return;
    }
    let text = format!("   {}", messages.join(" · "));
    Line::raw(" ".repeat(area.width.into())).render(area, buffer);
    let shown = fit(&text, area.width.into());
    Line::styled(shown, theme.style(Role::Metadata)).render(area, buffer);
}

#[cfg(test)]
mod tests {
    use super::{MOST_TYPED, Pasted, SearchBox};
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    #[test]
    fn keys_edit_and_say_whether_the_text_changed() {
        let mut search = SearchBox::new("cyber wa");
        let press = |code, modifiers| KeyEvent::new(code, modifiers);
        assert!(search.press(press(KeyCode::Char('r'), KeyModifiers::NONE)));
        assert!(!search.press(press(KeyCode::Home, KeyModifiers::NONE)));
        assert!(search.press(press(KeyCode::Delete, KeyModifiers::NONE)));
        assert_eq!(search.text(), "yber war");
        search.press(press(KeyCode::End, KeyModifiers::NONE));
        assert!(search.press(press(KeyCode::Char('w'), KeyModifiers::CONTROL)));
        assert_eq!(search.text(), "yber ");
    }

    #[test]
    fn pasted_text_is_one_line_without_controls() {
        let mut search = SearchBox::default();
        let text = "two\nlines\u{1b}[31m\u{202e}\n";
        assert_eq!(search.paste(text), Pasted::Whole);
        assert_eq!(search.text(), "two lines[31m");
        let typed = KeyEvent::new(KeyCode::Char('\u{202e}'), KeyModifiers::NONE);
        assert!(!search.press(typed));
        assert_eq!(search.text(), "two lines[31m");
        assert_eq!(search.paste("\n\u{202e}"), Pasted::Nothing);
    }

    #[test]
    fn no_more_is_typed_or_pasted_than_there_is_room_for() {
        let mut search = SearchBox::new("ferry ");
        assert_eq!(search.paste(&"é ".repeat(1 << 20)), Pasted::Cut);
        assert_eq!(search.text().chars().count(), MOST_TYPED);
        let typed = KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE);
        assert!(search.refuses(typed) && !search.press(typed));
        let erased = KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE);
        assert!(search.press(erased) && search.press(typed));
        assert_eq!(search.text().chars().count(), MOST_TYPED);
    }
}
