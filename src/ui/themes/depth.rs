//! How many colours a terminal has, and the nearest one that it has.

use ratatui::style::Color;

/// Colours of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The sixteen that every terminal names itself.
    Sixteen,
    /// 256 of a table.
    Many,
    /// All of them.
    All,
}

/// Kinds of terminals with all colours, by parts of their names.
const ALL: &[&str] = &[
    "direct",
    "truecolor",
    "kitty",
    "alacritty",
    "foot",
    "ghostty",
    "wezterm",
];

impl Depth {
    /// What the environment tells: `COLORTERM` and `TERM`.
    pub fn told(colours: Option<&str>, terminal: Option<&str>) -> Self {
        let names = |parts: &[&str]| {
            terminal.is_some_and(|name| parts.iter().any(|part| name.contains(part)))
        };
        match colours {
            Some("truecolor" | "24bit") => Self::All,
            _ if names(ALL) => Self::All,
            _ if names(&["256"]) => Self::Many,
            _ => Self::Sixteen,
        }
    }
}

/// Levels of each part of a colour in the cube of the 256.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of the 240 colours that are the same everywhere.
pub(super) fn nearest_indexed(colour: Color) -> Color {
    let Color::Rgb(red, green, blue) = colour else {
        return colour;
    };
    let far = |index: &u8| {
        let (r, g, b) = indexed(*index);
        let square = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        // The eye tells greens apart best, and blues least.
        3 * square(red, r) + 4 * square(green, g) + 2 * square(blue, b)
    };
    Color::Indexed((16..=255).min_by_key(far).unwrap_or(16))
}

/// The parts of a colour of the table, from 16 on.
pub(super) fn indexed(index: u8) -> (u8, u8, u8) {
    if index >= 232 {
        let grey = 8 + 10 * (index - 232);
        return (grey, grey, grey);
    }
    let at = usize::from(index.saturating_sub(16));
    (LEVELS[at / 36 % 6], LEVELS[at / 6 % 6], LEVELS[at % 6])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_depth() {
        for (colours, terminal, expect) in [
            (Some("truecolor"), Some("xterm"), Depth::All),
            (None, Some("xterm-kitty"), Depth::All),
            (None, Some("screen-256color"), Depth::Many),
            (Some(""), Some("linux"), Depth::Sixteen),
            (None, None, Depth::Sixteen),
        ] {
            assert_eq!(
                Depth::told(colours, terminal),
                expect,
                "{colours:?} {terminal:?}"
            );
        }
    }

    #[test]
    fn colours_of_the_table_are_their_own_nearest() {
        for index in 16..=255 {
            let (red, green, blue) = indexed(index);
            let Color::Indexed(found) = nearest_indexed(Color::Rgb(red, green, blue)) else {
                panic!("it is of the table");
            };
            assert_eq!(indexed(found), (red, green, blue));
        }
    }
}
