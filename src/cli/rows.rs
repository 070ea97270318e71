//! What all commands that answer with rows share.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Outcome;
use super::output::{self, Output, Tint};
use super::places::Places;
use super::update::{self, Freshness};
use crate::archive::Archive;
use crate::index::{Row, Total, Window};

/// Which rows are printed.
#[derive(Clone, Copy, Debug, Args)]
pub struct Limits {
    /// Rows shown at most
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Rows left out before the first one
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
}

impl Limits {
    /// The rows as a window.
    pub fn window(self) -> Window {
        Window {
            offset: self.offset,
            limit: self.limit as usize,
        }
    }
}

/// How the index is asked, and in which form it answers.
#[derive(Clone, Copy, Debug, Args)]
pub struct Asking {
    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    freshness: Freshness,
}

impl Asking {
    /// The archive to ask, brought up to date if that is wanted.
    ///
    /// # Errors
    /// When the library or the index cannot be read.
    pub fn archive(self, places: &Places) -> Result<Archive> {
        update::archive(places, self.freshness)
    }

    /// Prints the rows of an answer: as records, or as text with or without colour.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print<'a, T, R: Serialize>(
        self,
        rows: &'a [T],
        record: impl Fn(&'a T) -> R,
        text: impl Fn(&'a T, Tint) -> String,
    ) -> Result<Outcome> {
        let mut out = Output::open();
        for row in rows {
            if self.json {
                out.json(&record(row))?;
            } else {
                out.text(&text(row, output::tint()))?;
            }
        }
        out.finish()?;
        Ok(match rows {
            [] => Outcome::NothingFound,
            _ => Outcome::Done,
        })
    }
}

/// How many rows there are in all, by the JSON contract.
#[derive(Debug, Serialize)]
pub struct TotalRecord {
    total: usize,
    total_is: &'static str,
}

impl From<Total> for TotalRecord {
    fn from(total: Total) -> Self {
        Self {
            total: total.count(),
            total_is: match total {
                Total::Exact(_) => "exact",
                Total::AtLeast(_) => "at-least",
            },
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

/// What there is of each kind, in words; kinds that there are none of are left out.
pub fn counted(counts: &[(usize, &str, &str)]) -> Vec<String> {
    let count = |&(count, one, many): &(usize, &str, &str)| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    counts.iter().filter_map(count).collect()
}

/// Sets a text in bold where colour is wanted.
pub fn bold(text: &str, tint: Tint) -> String {
    styled("\x1b[1m", text, tint)
}

/// Sets a text dim where colour is wanted.
pub fn dim(text: &str, tint: Tint) -> String {
    styled("\x1b[2m", text, tint)
}

fn styled(style: &str, text: &str, tint: Tint) -> String {
    match tint {
        Tint::Coloured => format!("{style}{text}\x1b[0m"),
        Tint::Plain => text.to_owned(),
    }
}
