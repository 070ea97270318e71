//! One key press, as a terminal reports it, as a configuration writes it and as a screen shows it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt::{self, Display, Formatter};

/// A key with what was held down. Shift is part of the character where it makes one: `G`, not shift-g.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// What was held down with it.
    pub modifiers: KeyModifiers,
}

/// Keys that have a name: as written in `config.toml`, as shown on the screen.
const NAMED: &[(&str, &str, KeyCode)] = &[
    ("enter", "Enter", KeyCode::Enter),
    ("esc", "Esc", KeyCode::Esc),
    ("tab", "Tab", KeyCode::Tab),
    ("space", "Space", KeyCode::Char(' ')),
    ("backspace", "Backspace", KeyCode::Backspace),
    ("delete", "Del", KeyCode::Delete),
    ("insert", "Ins", KeyCode::Insert),
    ("up", "↑", KeyCode::Up),
    ("down", "↓", KeyCode::Down),
    ("left", "←", KeyCode::Left),
    ("right", "→", KeyCode::Right),
    ("home", "Home", KeyCode::Home),
    ("end", "End", KeyCode::End),
    ("pageup", "PgUp", KeyCode::PageUp),
    ("pagedown", "PgDn", KeyCode::PageDown),
];

/// What can stand before the name of a key, and how the screen shows it.
const MODIFIERS: &[(&str, &str, KeyModifiers)] = &[
    ("ctrl-", "^", KeyModifiers::CONTROL),
    ("alt-", "Alt-", KeyModifiers::ALT),
    ("shift-", "⇧", KeyModifiers::SHIFT),
];

/// Letters of other keyboards, and what stands in their places on a Latin one: Russian (with what Ukrainian
/// and Belarusian have instead) and Greek, as Unicode CLDR lists these keyboards.
const BOARDS: &[(&str, &str)] = &[
    (
        "йцукенгшщзхъфывапролджэячсмитьбю",
        "qwertyuiop[]asdfghjkl;'zxcvbnm,.",
    ),
    ("іїєў", "s]'o"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
];

/// What a key of a Latin keyboard types with shift.
fn shifted(letter: char) -> char {
    match letter {
        '[' => '{',
        ']' => '}',
        ';' => ':',
        '\'' => '"',
        ',' => '<',
        '.' => '>',
        letter => letter.to_ascii_uppercase(),
    }
}

impl Key {
    /// The key that `word` names in `config.toml`.
    pub fn named(word: &str) -> Option<Self> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = word;
        while let Some((after, modifier)) = MODIFIERS
            .iter()
            .find_map(|(name, _, modifier)| Some((rest.strip_prefix(name)?, *modifier)))
            .filter(|(after, _)| !after.is_empty())
        {
            modifiers |= modifier;
            rest = after;
        }
        let code = code_named(rest)?;
        Some(Self::new(code, modifiers))
    }

    /// The names of all keys that are not a character, for suggestions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|(name, ..)| *name)
    }

    fn new(code: KeyCode, mut modifiers: KeyModifiers) -> Self {
        let code = match code {
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(letter.to_ascii_lowercase())
            }
            KeyCode::Char(letter) if modifiers.contains(KeyModifiers::SHIFT) => {
                KeyCode::Char(letter.to_ascii_uppercase())
            }
            other => other,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        // Caps lock, super and their like make no other key.
        modifiers &= KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        Self { code, modifiers }
    }

    /// The key of a Latin keyboard that stands where this letter of a Cyrillic or Greek one does.
    pub fn by_position(self) -> Option<Self> {
        let KeyCode::Char(letter) = self.code else {
            return None;
        };
        let small = letter.to_lowercase().next()?;
        let mut boards = BOARDS.iter();
        let latin = boards.find_map(|(theirs, latin)| {
            let at = theirs.chars().position(|other| other == small)?;
            latin.chars().nth(at)
        })?;
        let latin = if small == letter {
            latin
        } else {
            shifted(latin)
        };
        Some(Self::new(KeyCode::Char(latin), self.modifiers))
    }

    /// The digit it types, for counts.
    pub fn digit(self) -> Option<usize> {
        match self.code {
            KeyCode::Char(digit) if self.modifiers.is_empty() => {
                digit.to_digit(10).map(|digit| digit as usize)
            }
            _ => None,
        }
    }

    /// Whether it puts a character into a text.
    pub fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.is_empty()
    }
}

fn code_named(word: &str) -> Option<KeyCode> {
    if let Some((.., code)) = NAMED.iter().find(|(name, ..)| *name == word) {
        return Some(*code);
    }
    let mut characters = word.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        return (!character.is_control()).then_some(KeyCode::Char(character));
    }
    let number = word.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(KeyCode::F(number))
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }
}

impl Display for Key {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (_, shown, modifier) in MODIFIERS {
            if self.modifiers.contains(*modifier) {
                formatter.write_str(shown)?;
            }
        }
        if let Some((_, shown, _)) = NAMED.iter().find(|(.., code)| *code == self.code) {
            return formatter.write_str(shown);
        }
        match self.code {
            KeyCode::BackTab => formatter.write_str("⇧Tab"),
            KeyCode::Char(letter) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(formatter, "{}", letter.to_ascii_uppercase())
            }
            KeyCode::Char(character) => write!(formatter, "{character}"),
            KeyCode::F(number) => write!(formatter, "F{number}"),
            other => write!(formatter, "{other:?}"),
        }
    }
}

/// A sequence as the screen shows it: `gg`, `]q`, `g ^O`.
pub fn shown(keys: &[Key]) -> String {
    let words: Vec<_> = keys.iter().map(Key::to_string).collect();
    let short = keys
        .iter()
        .all(|key| key.is_text() && key.code != KeyCode::Char(' '));
    words.join(if short { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use super::{Key, shown};
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    #[test]
    fn names_are_read_and_shown() {
        for (name, expect) in [
            ("g", "g"),
            ("G", "G"),
            ("shift-g", "G"),
            ("ctrl-d", "^D"),
            ("ctrl-D", "^D"),
            ("-", "-"),
            ("ctrl--", "^-"),
            ("shift-tab", "⇧Tab"),
            ("space", "Space"),
            ("alt-enter", "Alt-Enter"),
            ("f12", "F12"),
            ("shift-up", "⇧↑"),
            ("é", "é"),
        ] {
            let key = Key::named(name).unwrap_or_else(|| panic!("{name} is a key"));
            assert_eq!(key.to_string(), expect);
        }
        for wrong in ["", "entr", "f13", "ctrl-", "gg", "super-x"] {
            assert_eq!(Key::named(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn keys_of_other_keyboards_are_those_that_stand_there() {
        for (typed, expect) in [
            ("о", Some("j")),
            ("Й", Some("Q")),
            ("х", Some("[")),
            ("Э", Some("\"")),
            ("κ", Some("k")),
            ("ctrl-в", Some("ctrl-d")),
            ("j", None),
            ("é", None),
        ] {
            let key = Key::named(typed).expect("a key");
            assert_eq!(key.by_position(), expect.and_then(Key::named), "{typed}");
        }
    }

    #[test]
    fn terminals_may_report_shift_or_not() {
        let with = Key::from(KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT));
        let without = Key::from(KeyEvent::new(KeyCode::Char('G'), KeyModifiers::NONE));
        assert_eq!(with, without);
    }

    #[test]
    fn sequences_are_short_where_they_can_be() {
        let keys = |words: &[&str]| {
            words
                .iter()
                .filter_map(|word| Key::named(word))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown(&keys(&["]", "q"])), "]q");
        assert_eq!(shown(&keys(&["g", "ctrl-o"])), "g ^O");
    }
}
