//! Themes as tables: a style for each role, as words. Three are shipped; a reader may write others.
//!
//! A table names the ground it is for; roles that it leaves out look as in the sixteen colours for that
//! ground. The background of the screen is the terminal's own.

mod depth;

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, anyhow};
use ratatui::style::{Color, Modifier, Style};

use crate::config::{Config, OwnTheme, nearest};
use crate::ui::ground::Ground;
use crate::ui::theme::{Palette, Theme};

pub use depth::Depth;

/// The shipped tables.
const SHIPPED: &[(&str, &str)] = &[
    ("paper", include_str!("themes/paper.toml")),
    ("ink", include_str!("themes/ink.toml")),
    ("dusk", include_str!("themes/dusk.toml")),
];

/// The key of a table that names its ground.
const GROUND: &str = "ground";
/// The key that names the colours of voices.
const VOICES: &str = "voices";

/// The theme that a configuration asks for, on a terminal with such a background and so many colours.
///
/// # Errors
/// When a table names what does not exist: names file and line.
pub fn chosen(config: &Config, ground: Ground, depth: Depth) -> Result<Theme> {
    let name = config.theme.as_str();
    if name == "auto" {
        return Ok(Theme::of(ground));
    }
    if let Some(theme) = Theme::named(name) {
        return Ok(theme);
    }
    let own = config.themes.iter().rev().find(|theme| theme.name == name);
    let (palette, ground) = match own {
        Some(own) => read_own(own)?,
        None => shipped(name)?,
    };
    Ok(match depth {
        Depth::Sixteen => Theme::of(ground),
        Depth::Many => palette.recoloured(depth::nearest_indexed).into(),
        Depth::All => palette.into(),
    })
}

/// Whether all tables of a configuration can be read.
///
/// # Errors
/// What [`chosen`] would say of them.
pub fn check(config: &Config) -> Result<()> {
    for own in &config.themes {
        read_own(own)?;
    }
    Ok(())
}

fn shipped(name: &str) -> Result<(Palette, Ground)> {
    let (_, text) = SHIPPED
        .iter()
        .find(|(shipped, _)| *shipped == name)
        .with_context(|| format!("there is no theme {name}"))?;
    let table: BTreeMap<String, String> = toml::from_str(text)?;
    let rows = table
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()));
    read(rows).map_err(|(key, message)| anyhow!("{name}: {key}: {message}"))
}

fn read_own(own: &OwnTheme) -> Result<(Palette, Ground)> {
    let rows = own
        .rows
        .iter()
        .map(|(key, value, _)| (key.as_str(), value.as_str()));
    read(rows).map_err(|(key, message)| {
        let row = own.rows.iter().find(|(found, ..)| *found == key);
        let message = format!("{key}: {message}");
        row.map_or_else(
            || anyhow!(message.clone()),
            |(.., origin)| origin.fault(&message),
        )
    })
}

/// Reads the rows of a table; the key and what is wrong with it otherwise.
fn read<'a>(
    rows: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Result<(Palette, Ground), (String, String)> {
    let wrong = |key: &str, message: String| (key.to_owned(), message);
    let ground = match rows.clone().find(|(key, _)| *key == GROUND) {
        None | Some((_, "dark")) => Ground::Dark,
        Some((_, "light")) => Ground::Light,
        Some((key, _)) => return Err(wrong(key, "write \"light\" or \"dark\"".to_owned())),
    };
    let mut palette = Palette::of(ground);
    for (key, value) in rows.filter(|(key, _)| *key != GROUND) {
        if key == VOICES {
            for (number, word) in value.split_whitespace().enumerate() {
                let style = style(word).map_err(|message| wrong(key, message))?;
                palette.set_lane(number, style);
            }
            continue;
        }
        let style = style(value).map_err(|message| wrong(key, message))?;
        if !palette.set(key, style) {
            let meant = nearest(key, Theme::roles());
            let meant = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
            return Err(wrong(key, format!("no such role{meant}")));
        }
    }
    Ok((palette, ground))
}

/// Words that a style may hold besides colours.
const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
    ("struck", Modifier::CROSSED_OUT),
];

/// A style in words: `bold #7a1f1f`, `italic`, `#000000 on #ffd75f`, `blue`.
fn style(words: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        let modifier = MODIFIERS.iter().find(|(name, _)| *name == word);
        style = match modifier {
            Some((_, modifier)) => style.add_modifier(*modifier),
            None if word == "on" => style.bg(colour(words.next().unwrap_or_default())?),
            None => style.fg(colour(word)?),
        };
    }
    Ok(style)
}

fn colour(word: &str) -> Result<Color, String> {
    word.parse().map_err(|_| {
        let known = MODIFIERS.iter().map(|(name, _)| *name);
        let meant = nearest(word, known)
            .map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        format!("“{word}” is no colour: write #rrggbb, or one of the sixteen by its name{meant}")
    })
}

#[cfg(test)]
mod tests;
