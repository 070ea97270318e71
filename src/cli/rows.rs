//! What all commands that answer with rows share.

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Outcome;
use super::output::{self, Form, Output, Tint};
use super::places::Places;
use super::update::{self, Freshness};
use crate::archive::Archive;
use crate::index::query::{Query, Sort};
use crate::index::{Row, Total, Window};
use crate::story::Span;

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

/// In which order rows are printed.
#[derive(Clone, Copy, Debug, Args)]
pub struct Order {
    /// Order of the rows: as sort: in the query says if not given
    #[arg(long, value_name = "ORDER")]
    sort: Option<By>,
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// The oldest first
    Oldest,
    /// The newest first
    Newest,
    /// The best answers first
    Rank,
}

impl Order {
    /// The query in this order.
    pub fn of(self, query: Query) -> Query {
        match self.sort {
            None => query,
            Some(By::Oldest) => query.sorted_by(Sort::Oldest),
            Some(By::Newest) => query.sorted_by(Sort::Date),
            Some(By::Rank) => query.sorted_by(Sort::Relevance),
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

    /// In which form rows are printed.
    pub fn form(self) -> Form {
        if self.json { Form::Json } else { Form::Text }
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

impl Asking {
    /// Prints the rows of a long answer one by one.
    pub fn printer(self) -> Printer {
        Printer {
            out: Output::open(),
            form: self,
            rows: 0,
        }
    }
}

/// Prints rows as they are found: as records, or as text with or without colour.
#[derive(Debug)]
pub struct Printer {
    out: Output,
    form: Asking,
    rows: usize,
}

impl Printer {
    /// Prints one row.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn row<'a, T, R: Serialize>(
        &mut self,
        row: &'a T,
        record: impl FnOnce(&'a T) -> R,
        text: impl FnOnce(&'a T, Tint) -> String,
    ) -> Result<()> {
        self.rows += 1;
        if self.form.json {
            self.out.json(&record(row))
        } else {
            self.out.text(&text(row, output::tint()))
        }
    }

    /// Says, below rows that are text, how many there are in all; `things` are one and many of them.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(mut self, total: Total, things: (&str, &str)) -> Result<Outcome> {
        if !self.form.json && self.rows > 0 {
            let line = summary(self.rows, total, things);
            self.out
                .text(&format!("{}\n", dim(&line, output::tint())))?;
        }
        self.out.finish()?;
        Ok(match self.rows {
            0 => Outcome::NothingFound,
            _ => Outcome::Done,
        })
    }
}

/// `100 of 8,184 utterances`.
fn summary(rows: usize, total: Total, (one, many): (&str, &str)) -> String {
    let count = total.count();
    let things = if count == 1 { one } else { many };
    let all = format!("{} {things}", grouped(count));
    match total {
        Total::AtLeast(_) => format!("{} of at least {all}", grouped(rows)),
        Total::Exact(_) if rows < count => {
            format!(
                "{} of {all}; --limit and --offset show others",
                grouped(rows)
            )
        }
        Total::Exact(_) => all,
    }
}

/// A number with commas between its thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Spans by the JSON contract.
pub fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    spans.iter().map(|span| [span.start, span.end]).collect()
}

/// A part of a text on one line, in bold what lies in `highlights`.
pub fn lit(text: &str, part: Span, highlights: &[Span], tint: Tint) -> String {
    let mut shown = String::new();
    let mut place = part.start;
    for hit in highlights.iter().filter(|hit| part.covers(**hit)) {
        shown.push_str(&text[place..hit.start.max(place)]);
        shown.push_str(&bold(&text[hit.range()], tint));
        place = hit.end;
    }
    shown.push_str(&text[place..part.end]);
    shown.replace(['\n', '\t'], " ")
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
