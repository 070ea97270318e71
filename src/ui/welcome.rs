//! The card of a first start: five lines over the end of the list, until the first key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use crate::config::Context;
use crate::ui::action::Action;
use crate::ui::fit::fit;
use crate::ui::keymap::Keymap;
use crate::ui::theme::{Role, Theme};

/// Rows of a body that has room for the card and for stories above it.
const LEAST: u16 = 14;

/// What the card says, each line with the keys of its actions put in for `{}`.
const LINES: &[(&str, &[Action])] = &[
    (
        "{} opens a story, {} goes back, {} quits.",
        &[Action::Open, Action::Back, Action::Quit],
    ),
    (
        "{} searches every story as you type; {} who speaks, {} what is said.",
        &[Action::Find, Action::People, Action::Quotations],
    ),
    (
        "In a story {} leads to the next quotation, {} to the next section.",
        &[Action::NextQuotation, Action::NextSection],
    ),
    (
        "{} stars it, {} keeps words in the notebook {}, {} copies them.",
        &[
            Action::Star,
            Action::Keep,
            Action::Notes,
            Action::CopyQuotation,
        ],
    ),
    (
        "{} lists all keys. Your place in each story is kept.",
        &[Action::Help],
    ),
];

/// Draws the card over the last rows of the list, where there is room.
pub fn draw(keymap: &Keymap, buffer: &mut Buffer, body: Rect, theme: &Theme) {
    let rows = LINES.len() as u16 + 1;
    if body.height < LEAST {
        return;
    }
    let card = Rect {
        y: body.bottom() - rows,
        height: rows,
        ..body
    };
    Clear.render(card, buffer);
    let rule = "─".repeat(card.width.into());
    let lines = LINES
        .iter()
        .map(|(line, actions)| format!("   {}", filled(line, actions, keymap)));
    let styles = std::iter::once((rule, Role::Rule)).chain(lines.map(|line| (line, Role::Body)));
    for ((line, role), place) in styles.zip(card.rows()) {
        Line::styled(fit(&line, card.width.into()), theme.style(role)).render(place, buffer);
    }
}

fn filled(line: &str, actions: &[Action], keymap: &Keymap) -> String {
    let places = [
        &[Context::List, Context::Global][..],
        &[Context::Reader, Context::Global],
    ];
    let key = |action: &Action| {
        let mut keys = places
            .iter()
            .flat_map(|place| keymap.keys_of(place, *action));
        keys.next().unwrap_or_else(|| "–".to_owned())
    };
    let mut parts = line.split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (action, part) in actions.iter().zip(parts) {
        text.push_str(&key(action));
        text.push_str(part);
    }
    text
}
