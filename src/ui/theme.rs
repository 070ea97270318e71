//! Role → style: light, dark and no colour. Colour never carries meaning alone: the roles of each
//! theme also differ by weight, slant, underline, or by the glyphs set beside them.
//!
//! Here are the sixteen colours of every terminal; tables of more are read in [`super::themes`].
//!
//! Every pane asks for styles by [`Role`]; no other module names a colour. The background stays the
//! terminal's own, and what recedes is dimmed rather than grey, so that nothing vanishes on a
//! background nobody foresaw.

use ratatui::style::{Color, Modifier, Style};

use crate::ui::ground::Ground;
use crate::ui::signs::{self, Signs};

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
    /// A heading inside a section of a section.
    Subheading,
    /// Words put in later.
    Inserted,
}

/// The styles of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Every pane is handed the theme, so that it is a reference; it is needed until the program ends.
    palette: &'static Palette,
    signs: &'static Signs,
}

/// A style for each role and each voice, as a theme is put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    styles: [Style; ROWS.len()],
    lanes: [Style; LANES.len()],
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
    /// As the tables of themes write it.
    name: &'static str,
    plain: Style,
    light: Color,
    dark: Color,
}

/// In the order of [`Role`]. Colours are the sixteen of every terminal; those that are hard to read
/// on the theme's background (yellow and cyan on light, blue on dark) are left out of it.
const ROWS: &[Row] = &[
    row(Role::Body, "body", NONE, Color::Reset, Color::Reset),
    row(Role::Headline, "headline", BOLD, Color::Reset, Color::Reset),
    row(Role::Deck, "deck", ITALIC, Color::Reset, Color::Reset),
    row(Role::Metadata, "metadata", DIM, Color::Reset, Color::Reset),
    row(Role::Heading, "heading", BOLD, Color::Reset, Color::Reset),
    row(Role::Quotation, "quotation", NONE, Color::Blue, Color::Cyan),
    row(Role::Speaker, "speaker", BOLD, Color::Reset, Color::Reset),
    row(Role::Question, "question", BOLD, Color::Blue, Color::Cyan),
    row(Role::Answer, "answer", BOLD, Color::Magenta, Color::Yellow),
    row(
        Role::Caption,
        "caption",
        DIM.add_modifier(Modifier::ITALIC),
        Color::Reset,
        Color::Reset,
    ),
    row(Role::Promo, "promo", DIM, Color::Reset, Color::Reset),
    row(Role::Code, "code", NONE, Color::Magenta, Color::Green),
    row(
        Role::Emphasis,
        "emphasis",
        ITALIC,
        Color::Reset,
        Color::Reset,
    ),
    row(Role::Strong, "strong", BOLD, Color::Reset, Color::Reset),
    row(Role::Link, "link", UNDERLINE, Color::Reset, Color::Reset),
    row(
        Role::Hit,
        "hit",
        UNDERLINE.add_modifier(Modifier::BOLD),
        Color::Red,
        Color::Yellow,
    ),
    row(
        Role::CurrentHit,
        "current-hit",
        REVERSE.add_modifier(Modifier::BOLD),
        Color::Red,
        Color::Yellow,
    ),
    row(
        Role::Selection,
        "selection",
        REVERSE,
        Color::Reset,
        Color::Reset,
    ),
    row(Role::Rule, "rule", DIM, Color::Reset, Color::Reset),
    row(Role::Bar, "bar", NONE, Color::Reset, Color::Reset),
    row(Role::Key, "key", BOLD, Color::Blue, Color::Cyan),
    row(Role::Accent, "accent", BOLD, Color::Blue, Color::Cyan),
    row(Role::Dimmed, "dimmed", DIM, Color::Reset, Color::Reset),
    row(Role::Error, "error", BOLD, Color::Red, Color::LightRed),
    row(Role::Landed, "landed", BOLD, Color::Reset, Color::Reset),
    row(
        Role::Struck,
        "struck",
        DIM.add_modifier(Modifier::CROSSED_OUT),
        Color::Red,
        Color::LightRed,
    ),
    row(
        Role::Subheading,
        "subheading",
        ITALIC,
        Color::Reset,
        Color::Reset,
    ),
    row(
        Role::Inserted,
        "inserted",
        UNDERLINE.add_modifier(Modifier::BOLD),
        Color::Blue,
        Color::Green,
    ),
];

const fn row(role: Role, name: &'static str, plain: Style, light: Color, dark: Color) -> Row {
    Row {
        role,
        name,
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

impl Palette {
    /// The sixteen colours of every terminal, for a background.
    pub fn of(ground: Ground) -> Self {
        Self::inked(|light, dark| match ground {
            Ground::Light => light,
            Ground::Dark => dark,
        })
    }

    /// Sets the style of the role of that name; says whether there is one.
    pub(super) fn set(&mut self, role: &str, style: Style) -> bool {
        let row = ROWS.iter().position(|row| row.name == role);
        if let Some(row) = row {
            self.styles[row] = style;
        }
        row.is_some()
    }

    /// Sets the style of a voice's bar.
    pub(super) fn set_lane(&mut self, number: usize, style: Style) {
        if let Some(lane) = self.lanes.get_mut(number) {
            *lane = style;
        }
    }

    /// The same in other colours.
    #[must_use]
    pub(super) fn recoloured(mut self, colour: impl Fn(Color) -> Color) -> Self {
        let all = self.styles.iter_mut().chain(&mut self.lanes);
        for style in all {
            style.fg = style.fg.map(&colour);
            style.bg = style.bg.map(&colour);
        }
        self
    }

    /// The tables in ink; colour `Reset` means that the role takes what stands beneath it.
    fn inked(ink: impl Fn(Color, Color) -> Color) -> Self {
        let with = |style: Style, light, dark| match ink(light, dark) {
            Color::Reset => style,
            colour => style.fg(colour),
        };
        Self {
            styles: std::array::from_fn(|at| with(ROWS[at].plain, ROWS[at].light, ROWS[at].dark)),
            lanes: std::array::from_fn(|at| with(NONE, LANES[at].1, LANES[at].2)),
        }
    }
}

impl From<Palette> for Theme {
    fn from(palette: Palette) -> Self {
        Self {
            palette: Box::leak(Box::new(palette)),
            signs: &signs::FINE,
        }
    }
}

impl Theme {
    /// The sixteen colours of every terminal, for a background.
    pub fn of(ground: Ground) -> Self {
        Palette::of(ground).into()
    }

    /// The shipped theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::of(Ground::Light)),
            "dark" => Some(Self::of(Ground::Dark)),
            "plain" => Some(Self::default()),
            _ => None,
        }
    }

    /// The same with other signs.
    #[must_use]
    pub fn with_signs(self, signs: &'static Signs) -> Self {
        Self { signs, ..self }
    }

    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        debug_assert_eq!(
            ROWS[role as usize].role, role,
            "the table is in the order of the roles"
        );
        self.palette.styles[role as usize]
    }

    /// Style and glyph of the bar beside what a voice says; `speaker` counts the voices of an
    /// interview from 0.
    pub fn lane(&self, speaker: usize) -> (Style, &'static str) {
        let number = speaker % LANES.len();
        (self.palette.lanes[number], LANES[number].0)
    }

    /// The signs beside words.
    pub fn signs(&self) -> &'static Signs {
        self.signs
    }

    /// The names of all roles.
    pub fn roles() -> impl Iterator<Item = &'static str> {
        ROWS.iter().map(|row| row.name)
    }

    /// How the role of that name looks.
    #[cfg(test)]
    pub(super) fn styles_of(&self, role: &str) -> Style {
        let row = ROWS.iter().position(|row| row.name == role);
        self.palette.styles[row.expect("it is the name of a role")]
    }
}

impl Default for Theme {
    /// The theme without colours, which is right everywhere.
    fn default() -> Self {
        Palette::inked(|_, _| Color::Reset).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_theme() {
        assert!(
            ["light", "dark", "plain"]
                .iter()
                .all(|name| Theme::named(name).is_some())
        );
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
