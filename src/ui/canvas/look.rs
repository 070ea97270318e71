//! How a glyph looks, and the shortest SGR sequence from one look to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colours and modifiers. The colour of underlines is not among them: no theme sets one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
    /// Number of the address that it leads to; 0 for none.
    pub(super) link: u16,
}

/// What is seen on a blank, too.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Modifiers with the number that sets them, by the number that takes them away (ECMA-48, SGR).
const MODIFIERS: &[(u8, &[(u8, Modifier)])] = &[
    (22, &[(1, Modifier::BOLD), (2, Modifier::DIM)]),
    (23, &[(3, Modifier::ITALIC)]),
    (24, &[(4, Modifier::UNDERLINED)]),
    (25, &[(5, Modifier::SLOW_BLINK), (6, Modifier::RAPID_BLINK)]),
    (27, &[(7, Modifier::REVERSED)]),
    (28, &[(8, Modifier::HIDDEN)]),
    (29, &[(9, Modifier::CROSSED_OUT)]),
];

impl Look {
    /// As the terminal is by itself.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
        link: 0,
    };

    /// How a cell looks; a blank by what is seen of it.
    pub(super) fn of(cell: &Cell) -> Self {
        if cell.symbol() == " " {
            return Self::of_blank(cell);
        }
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
            link: 0,
        }
    }

    /// How a cell would look with nothing in it.
    pub(super) fn of_blank(cell: &Cell) -> Self {
        if cell.modifier.intersects(SEEN_ON_BLANKS) {
            return Self {
                fg: cell.fg,
                bg: cell.bg,
                modifier: cell.modifier,
                link: 0,
            };
        }
        Self {
            bg: cell.bg,
            ..Self::PLAIN
        }
    }

    /// Whether a blank written or erased with this look shows as one of that look.
    pub(super) fn blanks_as(self, blank: Self) -> bool {
        self == blank || self.link == blank.link && self.seen_on_blank() == blank
    }

    fn seen_on_blank(self) -> Self {
        if self.modifier.intersects(SEEN_ON_BLANKS) {
            return self;
        }
        Self {
            bg: self.bg,
            link: self.link,
            ..Self::PLAIN
        }
    }

    /// The shortest sequence from this look to another; where it leads is told apart from it.
    pub(super) fn to(self, next: Self) -> String {
        if self
            == (Self {
                link: self.link,
                ..next
            })
        {
            return String::new();
        }
        let step = self.step_to(next);
        let afresh = Self::PLAIN.step_to(next);
        let afresh = if afresh.is_empty() {
            afresh
        } else {
            format!("0;{afresh}")
        };
        let shorter = if afresh.len() < step.len() {
            afresh
        } else {
            step
        };
        format!("\x1b[{shorter}m")
    }

    /// The parameters that change what differs.
    fn step_to(self, next: Self) -> String {
        let mut parameters = Vec::new();
        for (off, group) in MODIFIERS {
            let has = |look: Self, modifier: &Modifier| look.modifier.contains(*modifier);
            let differs = |(_, modifier): &_| has(self, modifier) != has(next, modifier);
            if !group.iter().any(differs) {
                continue;
            }
            if group
                .iter()
                .any(|(_, modifier)| has(self, modifier) && !has(next, modifier))
            {
                parameters.push(off.to_string());
            }
            // All of the group: to some terminals bold and dim are one thing, and the last one holds.
            let after = group.iter().filter(|(_, modifier)| has(next, modifier));
            parameters.extend(after.map(|(on, _)| on.to_string()));
        }
        if self.fg != next.fg {
            parameters.push(colour(next.fg, 30));
        }
        if self.bg != next.bg {
            parameters.push(colour(next.bg, 40));
        }
        parameters.join(";")
    }
}

/// A colour, counted from `base`: 30 for what is written, 40 for what is behind it.
fn colour(colour: Color, base: u8) -> String {
    let named = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Indexed(index) => return format!("{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => return format!("{};2;{red};{green};{blue}", base + 8),
    };
    (base + named).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(fg: Color, modifier: Modifier) -> Look {
        Look {
            fg,
            modifier,
            ..Look::PLAIN
        }
    }

    #[test]
    fn only_what_differs_is_said() {
        let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
        let plain = Look::PLAIN;
        for (from, to, expect) in [
            (plain, plain, ""),
            (plain, look(Color::Cyan, bold), "\x1b[1;36m"),
            (look(Color::Cyan, bold), plain, "\x1b[m"),
            (
                look(Color::Cyan, bold),
                look(Color::Reset, bold),
                "\x1b[39m",
            ),
            (
                look(Color::Reset, bold | dim),
                look(Color::Reset, dim),
                "\x1b[0;2m",
            ),
            (
                look(Color::Indexed(200), bold),
                look(Color::Indexed(200), dim),
                "\x1b[22;2m",
            ),
            (plain, look(Color::LightRed, Modifier::empty()), "\x1b[91m"),
            (
                plain,
                look(Color::Rgb(1, 2, 3), Modifier::empty()),
                "\x1b[38;2;1;2;3m",
            ),
        ] {
            assert_eq!(from.to(to), expect, "{from:?} to {to:?}");
        }
    }
}
