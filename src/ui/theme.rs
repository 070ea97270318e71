//! Role → style: light, dark and no colour. Colour never carries meaning alone.

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
}

use ratatui::style::{Modifier, Style};

/// Stand-in.
#[derive(Clone, Debug)]
pub struct Theme;
impl Theme {
    /// Stand-in.
    pub fn named(_: &str) -> Option<Self> {
        Some(Self)
    }
    /// Stand-in.
    pub fn style(&self, role: Role) -> Style {
        match role {
            Role::Hit | Role::CurrentHit => Style::new().add_modifier(Modifier::REVERSED),
            Role::Headline | Role::Selection | Role::Key => {
                Style::new().add_modifier(Modifier::BOLD)
            }
            Role::Metadata | Role::Rule | Role::Bar => Style::new().add_modifier(Modifier::DIM),
            _ => Style::new(),
        }
    }
}
