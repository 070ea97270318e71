//! Answers counted by what they have in common: people, sources, times, kinds. Used by the commands that
//! answer with rows.

use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;

use super::Outcome;
use super::output::{self, Form, Output};
use super::rows;
use crate::index::facets::{Facet, FacetCount, Facets};

/// What answers are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// A day
    Day,
    /// A month
    Month,
    /// A year
    Year,
    /// A source
    Source,
    /// Somebody who speaks
    Speaker,
}

impl By {
    /// The facet of the index.
    pub fn facet(self) -> Facet {
        match self {
            Self::Day => Facet::Day,
            Self::Month => Facet::Month,
            Self::Year => Facet::Year,
            Self::Source => Facet::Source,
            Self::Speaker => Facet::Speaker,
        }
    }
}

/// What is counted: stories or what is said in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Stories.
    Stories,
    /// Quotations and turns.
    Utterances,
}

/// One value, by the JSON contract.
#[derive(Serialize)]
struct Record<'a> {
    by: &'static str,
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stories: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    utterances: Option<usize>,
    of: usize,
    share: f64,
}

/// Columns of the longest bar.
const WIDEST: usize = 40;
/// Values of each facet that `--facets` shows in text.
const SHOWN: usize = 10;

/// What `--facets` shows, with the words above each.
const ALL: [(Facet, &str, &str); 4] = [
    (Facet::Speaker, "People", "people"),
    (Facet::Source, "Sources", "sources"),
    (Facet::Year, "Years", "years"),
    (Facet::Kind, "Kinds", "kinds"),
];

/// Prints the values of one facet.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(facets: &Facets, facet: Facet, counted: Counted, form: Form) -> Result<Outcome> {
    let mut out = Output::open();
    rows_of(&mut out, facets, facet, counted, form)?;
    out.finish()?;
    Ok(outcome(facets.counts.is_empty()))
}

/// Prints people, sources, years and kinds, as `count` counts them.
///
/// # Errors
/// When they cannot be counted or standard output cannot be written.
pub fn print_all(
    count: &mut dyn FnMut(Facet, usize) -> Result<Facets>,
    counted: Counted,
    form: Form,
) -> Result<Outcome> {
    let mut out = Output::open();
    let mut is_empty = true;
    for (facet, title, things) in ALL {
        let most = match form {
            Form::Text => SHOWN,
            Form::Json => usize::MAX,
        };
        let facets = count(facet, most)?;
        if facets.counts.is_empty() {
            continue;
        }
        is_empty = false;
        if form == Form::Text {
            out.text(&format!("{}\n", rows::bold(title, output::tint())))?;
        }
        rows_of(&mut out, &facets, facet, counted, form)?;
        if form == Form::Text {
            out.text(&below(&facets, things))?;
        }
    }
    out.finish()?;
    Ok(outcome(is_empty))
}

fn outcome(is_empty: bool) -> Outcome {
    if is_empty {
        Outcome::NothingFound
    } else {
        Outcome::Done
    }
}

/// What is not shown: more values, and answers that have none.
fn below(facets: &Facets, things: &str) -> String {
    let more = facets.total - facets.counts.len();
    let parts = [
        (more > 0).then(|| format!("{more} more {things}")),
        (facets.without > 0).then(|| format!("{} without", facets.without)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "\n".to_owned()
    } else {
        format!(
            "{}\n\n",
            rows::dim(&format!("       {}", parts.join(" · ")), output::tint())
        )
    }
}

fn rows_of(
    out: &mut Output,
    facets: &Facets,
    facet: Facet,
    counted: Counted,
    form: Form,
) -> Result<()> {
    let most = facets.counts.iter().map(|one| one.count).max().unwrap_or(1);
    for one in &facets.counts {
        match form {
            Form::Json => out.json(&record(one, facet, counted))?,
            Form::Text => out.text(&line(one, facet, most))?,
        }
    }
    Ok(())
}

fn record(one: &FacetCount, facet: Facet, counted: Counted) -> Record<'_> {
    let by = match facet {
        Facet::Source => "source",
        Facet::Speaker => "speaker",
        Facet::Year => "year",
        Facet::Month => "month",
        Facet::Day => "day",
        Facet::Kind => "kind",
    };
    Record {
        by,
        value: &one.value,
        stories: (counted == Counted::Stories).then_some(one.count),
        utterances: (counted == Counted::Utterances).then_some(one.count),
        of: one.of,
        share: share(one.count, one.of),
    }
}

/// Which part of all there is of it answers, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a share needs no exact number")]
pub fn share(count: usize, of: usize) -> f64 {
    count as f64 / of.max(1) as f64
}

fn line(one: &FacetCount, facet: Facet, most: usize) -> String {
    let share = one.percent();
    let bar = bar(one.count, most);
    if facet.is_time() {
        format!("{} {:>6} {share:>5} {bar}\n", one.value, one.count)
    } else {
        format!("{:>6} {share:>5} {bar:<WIDEST$} {}\n", one.count, one.value)
    }
}

/// A bar as long as the number says, a single one seen.
pub fn bar(count: usize, most: usize) -> String {
    "█".repeat((count * WIDEST).div_ceil(most.max(1)))
}
