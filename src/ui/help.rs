//! The help screen: every action with its keys, from the action table and the keymap, so that it cannot
//! tell what is not so.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span as Run};
use ratatui::widgets::{Clear, Widget};

use crate::config::Context;
use crate::ui::action::{ACTIONS, Action, Described};
use crate::ui::fit::{fit, width};
use crate::ui::keymap::Keymap;
use crate::ui::picker::Picked;
use crate::ui::search::SearchBox;
use crate::ui::theme::{Role, Theme};

/// Columns of the keys, and of an entry as a whole.
const KEYS: usize = 14;
const ENTRY: usize = 62;

/// Where keys are pressed, and so looked up.
const PLACES: &[&[Context]] = &[
    &[Context::Reader, Context::Global],
    &[Context::List, Context::Global],
    &[Context::Timeline, Context::List, Context::Global],
    &[Context::Search],
    &[Context::Visual, Context::Global],
];

/// The help screen while it is open.
#[derive(Clone, Debug)]
pub struct Help {
    all: Vec<Entry>,
    /// Those that answer what is typed.
    entries: Vec<Entry>,
    top: usize,
    height: usize,
    /// What the entries are narrowed by, and whether keys go into it.
    input: SearchBox,
    editing: bool,
}

#[derive(Clone, Debug)]
enum Entry {
    Heading(&'static str),
    Action { keys: String, help: &'static str },
    Air,
}

impl Help {
    /// The help screen of a keymap.
    pub fn new(keymap: &Keymap) -> Self {
        let mut entries = vec![
            Entry::Heading("A number first repeats or aims: 3]q, 50%, 42G. Esc cancels."),
            Entry::Air,
        ];
        let mut group = None;
        for row in ACTIONS {
            if group != Some(row.group) {
                entries.extend((group.is_some()).then_some(Entry::Air));
                entries.push(Entry::Heading(row.group.heading()));
                group = Some(row.group);
            }
            entries.push(Entry::action(row, keymap));
        }
        Self {
            all: entries.clone(),
            entries,
            top: 0,
            height: 1,
            input: SearchBox::default(),
            editing: false,
        }
    }

    /// Whether keys go into its box.
    pub fn is_typing(&self) -> bool {
        self.editing
    }

    /// What is typed into its box while that is open or holds something.
    pub fn search(&self) -> Option<&SearchBox> {
        (self.editing || !self.input.text().is_empty()).then_some(&self.input)
    }

    /// A key for its box: the entries are those that have the words typed in their keys or their line.
    pub fn press(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Enter => self.editing = false,
            KeyCode::Esc => {
                self.editing = false;
                self.input = SearchBox::default();
            }
            KeyCode::Down => self.go_to(self.top + 1),
            KeyCode::Up => self.go_to(self.top.saturating_sub(1)),
            _ => {
                self.input.press(key);
            }
        }
        let typed = self.input.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut entries = self.all.clone();
        if !words.is_empty() {
            entries.retain(|entry| entry.answers(&words));
        }
        self.entries = entries;
        self.go_to(self.top);
    }

    /// Takes note of the lines there are to show it on.
    pub fn resize(&mut self, height: u16) {
        self.height = usize::from(height).max(1);
        self.go_to(self.top);
    }

    /// Scrolls.
    pub fn act(&mut self, action: Action, count: Option<usize>) -> Picked {
        let (times, page) = (count.unwrap_or(1), self.height);
        let top = match action {
            Action::Down => self.top + times,
            Action::Up => self.top.saturating_sub(times),
            Action::HalfPageDown => self.top + times * page.div_ceil(2),
            Action::HalfPageUp => self.top.saturating_sub(times * page.div_ceil(2)),
            Action::PageDown => self.top + times * page,
            Action::PageUp => self.top.saturating_sub(times * page),
            Action::Top => 0,
            Action::Bottom => usize::MAX,
            Action::Find => {
                self.editing = true;
                return Picked::Moved;
            }
            Action::Back | Action::Cancel if self.search().is_some() => {
                self.press(KeyEvent::from(KeyCode::Esc));
                return Picked::Moved;
            }
            _ => return Picked::NotMine,
        };
        self.go_to(top);
        Picked::Moved
    }

    fn go_to(&mut self, top: usize) {
        self.top = top.min(self.entries.len().saturating_sub(self.height));
    }

    /// Lines seen and lines there are.
    pub fn place(&self) -> (usize, usize) {
        (
            (self.top + self.height).min(self.entries.len()),
            self.entries.len(),
        )
    }

    /// Draws the help screen over whatever is there.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        Clear.render(area, buffer);
        let columns = ENTRY.min(area.width.into()) as u16;
        let x = area.x + (area.width - columns) / 2;
        let column = Rect {
            x,
            width: columns,
            ..area
        };
        for (entry, place) in self.entries.iter().skip(self.top).zip(column.rows()) {
            entry.line(columns.into(), *theme).render(place, buffer);
        }
    }
}

impl Entry {
    fn action(row: &Described, keymap: &Keymap) -> Self {
        let mut keys: Vec<String> = Vec::new();
        for key in PLACES
            .iter()
            .flat_map(|place| keymap.keys_of(place, row.action))
        {
            let fits = keys.is_empty() || width(&keys.join(" ")) + 1 + width(&key) < KEYS - 1;
            if fits && !keys.contains(&key) {
                keys.push(key);
            }
        }
        Self::Action {
            keys: keys.join(" "),
            help: row.help,
        }
    }

    /// Whether it is an action whose keys or words hold each of these.
    fn answers(&self, words: &[&str]) -> bool {
        let Self::Action { keys, help } = self else {
            return false;
        };
        let help = help.to_lowercase();
        let is_key = |word: &str| keys.split(' ').any(|key| key.to_lowercase() == word);
        words.iter().all(|word| help.contains(word) || is_key(word))
    }

    fn line(&self, columns: usize, theme: Theme) -> Line<'_> {
        match self {
            Self::Heading(text) => Line::styled(
                format!(" {}", fit(text, columns.saturating_sub(2))),
                theme.style(Role::Heading),
            ),
            Self::Air => Line::default(),
            Self::Action { keys, help } => {
                let air = " ".repeat(KEYS.saturating_sub(width(keys)));
                let help = fit(help, columns.saturating_sub(KEYS + 2));
                Line::from(vec![
                    Run::styled(format!(" {keys}"), theme.style(Role::Key)),
                    Run::raw(air),
                    Run::styled(help, theme.style(Role::Body)),
                ])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent};

    use super::{Entry, Help};
    use crate::config::Config;
    use crate::ui::action::{ACTIONS, Action};
    use crate::ui::keymap::Keymap;

    fn help() -> Help {
        let keymap = Keymap::new(&Config::default().bindings).expect("the shipped keys are valid");
        Help::new(&keymap)
    }

    #[test]
    fn every_action_is_listed_with_a_key() {
        let listed = help()
            .entries
            .into_iter()
            .filter(|entry| matches!(entry, Entry::Action { keys, .. } if !keys.is_empty()));
        assert_eq!(listed.count(), ACTIONS.len());
    }

    #[test]
    fn it_is_narrowed_by_what_is_typed() {
        let mut help = help();
        help.resize(10);
        let type_in = |help: &mut Help, text: &str| {
            for letter in text.chars() {
                help.press(KeyEvent::from(KeyCode::Char(letter)));
            }
        };
        help.act(Action::Find, None);
        type_in(&mut help, "copy quot");
        let Some(Entry::Action { keys, .. }) = help.entries.first() else {
            panic!("{:?}", help.entries);
        };
        assert_eq!((keys.as_str(), help.entries.len()), ("yq", 1));
        help.press(KeyEvent::from(KeyCode::Esc));
        type_in(&mut help, "gv");
        assert_eq!(help.entries.len(), 1, "a key finds what it does");
        help.act(Action::Back, None);
        assert!(help.entries.len() > 50);
    }

    #[test]
    fn it_scrolls_and_stops_at_its_ends() {
        let mut help = help();
        help.resize(10);
        help.act(Action::Up, None);
        assert_eq!(help.place().0, 10);
        help.act(Action::Bottom, None);
        assert_eq!(help.place().0, help.place().1);
        help.resize(1000);
        assert_eq!(help.top, 0);
    }
}
