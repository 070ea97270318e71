//! What all commands that answer with rows share.

use clap::Args;
use serde::Serialize;

use super::Outcome;
use crate::index::{Row, Total, Window};

/// Which rows are printed.
#[derive(Clone, Copy, Debug, Args)]
pub struct Limits {
    /// Rows shown at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Rows left out before the first one
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
}

impl Limits {
    /// The rows as a window.
    pub fn window(self) -> Window {
        Window {
            offset: self.offset,
            limit: self.limit,
        }
    }
}

/// Which story a row is about, by the JSON contract.
#[derive(Debug, Serialize)]
pub struct PlaceRecord<'a> {
    pub(super) path: &'a str,
    pub(super) ordinal: u32,
    pub(super) headline: &'a str,
    pub(super) date: Option<String>,
    pub(super) source: Option<&'a str>,
}

impl<'a> From<&'a Row> for PlaceRecord<'a> {
    fn from(row: &'a Row) -> Self {
        Self {
            path: &row.id.path,
            ordinal: row.id.ordinal,
            headline: &row.headline,
            date: row.date.map(|date| date.to_string()),
            source: row.source.as_deref(),
        }
    }
}

/// How a command ends that printed so many rows.
pub fn found(rows: usize) -> Outcome {
    match rows {
        0 => Outcome::NothingFound,
        _ => Outcome::Done,
    }
}

/// How a total is meant, in the words of the JSON contract.
pub fn exactness(total: Total) -> &'static str {
    match total {
        Total::Exact(_) => "exact",
        Total::AtLeast(_) => "at-least",
    }
}

/// Sets a text in bold where colour is wanted.
pub fn bold(text: &str, colour: bool) -> String {
    styled("\x1b[1m", text, colour)
}

/// Sets a text dim where colour is wanted.
pub fn dim(text: &str, colour: bool) -> String {
    styled("\x1b[2m", text, colour)
}

fn styled(style: &str, text: &str, colour: bool) -> String {
    if colour {
        format!("{style}{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}
