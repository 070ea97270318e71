//! Role → style: light, dark and no colour. Colour never carries meaning alone: the roles of each
//! theme also differ by weight, slant, underline, or by the glyphs set beside them.
//!
//! Every pane asks for styles by [`Role`]; no other module names a colour. The background stays the
//! terminal's own, and what recedes is dimmed rather than grey, so that nothing vanishes on a
//! background nobody foresaw.

use ratatui::style::{Color, Modifier, Style};

/// What a stretch of the screen is, whatever it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Body,
    /// The headline of a story.
    Headline,
    /// The standfirst.
    Deck,
    /// Byline, date, source, counts.
    Metadata,
    /// A heading inside a story.
    Heading,
    /// Words between quotation marks.
    Quotation,
    /// The name of who speaks.
    Speaker,
    /// The lane and label of a question.
    Question,
    /// The lane and label of an answer.
    Answer,
    /// Captions and footnotes.
    Caption,
    /// Page furniture.
    Promo,
    /// Preformatted text.
    Code,
    /// Italics.
    Emphasis,
    /// Bold.
    Strong,
    /// A link.
    Link,
    /// A word that was searched for.
    Hit,
    /// The hit one stands on.
    CurrentHit,
    /// The selected row of a list.
    Selection,
    /// Rules and frames.
    Rule,
    /// The bars at the top and the bottom.
    Bar,
    /// A key in a hint.
    Key,
    /// The one accent.
    Accent,
    /// What is dimmed on demand: everybody but this speaker.
    Dimmed,
    /// Something failed.
    Error,
    /// The quotation that a jump landed on.
    Landed,
    /// Words struck out.
    Struck,
    /// Words put in later.
    Inserted,
}

/// The styles of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    ink: Ink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Light,
    Dark,
    Plain,
}

const NONE: Style = Style::new();
const BOLD: Style = NONE.add_modifier(Modifier::BOLD);
const DIM: Style = NONE.add_modifier(Modifier::DIM);
const ITALIC: Style = NONE.add_modifier(Modifier::ITALIC);
const UNDERLINE: Style = NONE.add_modifier(Modifier::UNDERLINED);
const REVERSE: Style = NONE.add_modifier(Modifier::REVERSED);

/// A role with its style without colour, and the ink that light and dark add to it.
struct Row {
    role: Role,
    plain: Style,
    light: Color,
    dark: Color,
}

/// In the order of [`Role`]. Colours are the sixteen of every terminal; those that are hard to read
/// on the theme's background (yellow and cyan on light, blue on dark) are left out of it.
const ROWS: &[Row] = &[
    row(Role::Body, NONE, Color::Reset, Color::Reset),
    row(Role::Headline, BOLD, Color::Reset, Color::Reset),
    row(Role::Deck, ITALIC, Color::Reset, Color::Reset),
    row(Role::Metadata, DIM, Color::Reset, Color::Reset),
    row(Role::Heading, BOLD, Color::Reset, Color::Reset),
    row(Role::Quotation, NONE, Color::Blue, Color::Cyan),
    row(Role::Speaker, BOLD, Color::Reset, Color::Reset),
    row(Role::Question, BOLD, Color::Blue, Color::Cyan),
    row(Role::Answer, BOLD, Color::Magenta, Color::Yellow),
    row(
        Role::Caption,
        DIM.add_modifier(Modifier::ITALIC),
        Color::Reset,
        Color::Reset,
    ),
    row(Role::Promo, DIM, Color::Reset, Color::Reset),
    row(Role::Code, NONE, Color::Magenta, Color::Green),
    row(Role::Emphasis, ITALIC, Color::Reset, Color::Reset),
    row(Role::Strong, BOLD, Color::Reset, Color::Reset),
    row(Role::Link, UNDERLINE, Color::Reset, Color::Reset),
    row(
        Role::Hit,
        UNDERLINE.add_modifier(Modifier::BOLD),
        Color::Red,
        Color::Yellow,
    ),
    row(
        Role::CurrentHit,
        REVERSE.add_modifier(Modifier::BOLD),
        Color::Red,
        Color::Yellow,
    ),
    row(Role::Selection, REVERSE, Color::Reset, Color::Reset),
    row(Role::Rule, DIM, Color::Reset, Color::Reset),
    row(Role::Bar, NONE, Color::Reset, Color::Reset),
    row(Role::Key, BOLD, Color::Blue, Color::Cyan),
    row(Role::Accent, BOLD, Color::Blue, Color::Cyan),
    row(Role::Dimmed, DIM, Color::Reset, Color::Reset),
    row(Role::Error, BOLD, Color::Red, Color::LightRed),
    row(Role::Landed, BOLD, Color::Reset, Color::Reset),
    row(
        Role::Struck,
        DIM.add_modifier(Modifier::CROSSED_OUT),
        Color::Red,
        Color::LightRed,
    ),
    row(
        Role::Inserted,
        UNDERLINE.add_modifier(Modifier::BOLD),
        Color::Blue,
        Color::Green,
    ),
];

const fn row(role: Role, plain: Style, light: Color, dark: Color) -> Row {
    Row {
        role,
        plain,
        light,
        dark,
    }
}

/// A voice's bar beside what it says: told apart by shape, and by ink on light and dark.
const LANES: &[(&str, Color, Color)] = &[
    ("│", Color::Blue, Color::Cyan),
    ("┃", Color::Magenta, Color::Yellow),
    ("║", Color::Red, Color::Green),
    ("┆", Color::Blue, Color::Magenta),
    ("┇", Color::Magenta, Color::LightRed),
    ("╎", Color::Red, Color::LightBlue),
];

impl Theme {
    /// What a config may name.
    pub const NAMES: &[&str] = &["light", "dark", "plain"];

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        let ink = match name {
            "light" => Ink::Light,
            "dark" => Ink::Dark,
            "plain" => Ink::Plain,
            _ => return None,
        };
        Some(Self { ink })
    }

    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        let row = &ROWS[role as usize];
        debug_assert_eq!(row.role, role, "the table is in the order of the roles");
        self.inked(row.plain, row.light, row.dark)
    }

    /// Style and glyph of the bar beside what a voice says; `speaker` counts the voices of an
    /// interview from 0.
    pub fn lane(&self, speaker: usize) -> (Style, &'static str) {
        let (glyph, light, dark) = LANES[speaker % LANES.len()];
        (self.inked(NONE, light, dark), glyph)
    }

    /// Adds ink to a style; colour `Reset` means that the role takes what stands beneath it.
    fn inked(self, style: Style, light: Color, dark: Color) -> Style {
        let color = match self.ink {
            Ink::Light => light,
            Ink::Dark => dark,
            Ink::Plain => Color::Reset,
        };
        if color == Color::Reset {
            style
        } else {
            style.fg(color)
        }
    }
}

impl Default for Theme {
    /// The theme without colours, which is right everywhere.
    fn default() -> Self {
        Self { ink: Ink::Plain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_theme() {
        assert!(Theme::NAMES.iter().all(|name| Theme::named(name).is_some()));
        assert_eq!(Theme::named("sepia"), None);
    }

    #[test]
    fn the_table_is_in_the_order_of_the_roles() {
        for (index, row) in ROWS.iter().enumerate() {
            assert_eq!(row.role as usize, index, "{:?}", row.role);
        }
        assert_eq!(ROWS.len(), Role::Inserted as usize + 1);
    }

    #[test]
    fn plain_has_no_colour() {
        let plain = Theme::named("plain").expect("it is one of the names");
        for row in ROWS {
            assert_eq!(plain.style(row.role).fg, None, "{:?}", row.role);
        }
        assert!((0..20).all(|voice| plain.lane(voice).0.fg.is_none()));
    }

    #[test]
    fn what_matters_most_differs_without_colour() {
        let plain = Theme::default();
        let told_apart = [
            Role::Body,
            Role::Hit,
            Role::CurrentHit,
            Role::Heading,
            Role::Dimmed,
            Role::Struck,
        ];
        for (index, one) in told_apart.iter().enumerate() {
            for other in &told_apart[index + 1..] {
                assert_ne!(
                    plain.style(*one),
                    plain.style(*other),
                    "{one:?} and {other:?}"
                );
            }
        }
    }
}
