//! `byline speakers --check`: which names were taken for one person and why, what they are said to be and
//! when, and what of `people.toml` holds of nobody.

use anyhow::Result;
use std::fmt::Write as _;

use super::{days, record};
use crate::cli::Outcome;
use crate::cli::output::{Tint, complain};
use crate::cli::rows::{self, Asking};
use crate::index::people::{Held, Merged, Speaker};
use crate::index::{Snapshot, Total, Why};

/// Prints everybody who stands in the library under several names.
pub(super) fn run(snapshot: &Snapshot, typed: &str, asking: Asking) -> Result<Outcome> {
    let found = snapshot.people_of_several_names(typed)?;
    let total = Total::Exact(found.len());
    let mut printed = asking.printer();
    for speaker in &found {
        printed.row(speaker, |speaker| record(speaker, total), shown)?;
    }
    printed.finish(
        total,
        ("person of several names", "people of several names"),
    )?;
    Ok(if complain_of_judgements(snapshot)? {
        Outcome::Partly
    } else {
        Outcome::Done
    })
}

/// Says what of `people.toml` does not hold. Whether anything was said.
fn complain_of_judgements(snapshot: &Snapshot) -> Result<bool> {
    let nobody = snapshot.names_of_nobody()?;
    for name in &nobody {
        complain(&format!(
            "people.toml: nobody in the library is called “{name}”"
        ));
    }
    let contradictions = snapshot.judgements().contradictions();
    for (one, other) in &contradictions {
        complain(&format!(
            "people.toml: “{one}” and “{other}” are both the same and not the same; they are taken for two"
        ));
    }
    Ok(!nobody.is_empty() || !contradictions.is_empty())
}

fn shown(speaker: &Speaker, tint: Tint) -> String {
    let stories = rows::counted(&[(speaker.stories, "story", "stories")]);
    let mut text = format!(
        "{} · {}\n",
        rows::bold(&speaker.name, tint),
        stories.join("")
    );
    for merged in &speaker.merged {
        let _ = writeln!(text, "  {}", because(merged));
    }
    for held in &speaker.roles {
        text.push_str(&rows::dim(&format!("  {}", in_time(held)), tint));
        text.push('\n');
    }
    text
}

/// `Rivera: nobody else of Coast Courier has this surname, 3 stories`.
fn because(merged: &Merged) -> String {
    let here = match &merged.source {
        Some(source) => format!("of {source} "),
        None => "here ".to_owned(),
    };
    let why = match merged.why {
        Why::Itself => "the same name".to_owned(),
        Why::Title => "the same with a title".to_owned(),
        Why::Initials => format!("nobody else {here}has these initials"),
        Why::Surname => format!("nobody else {here}has this surname"),
        Why::Told => "people.toml says so".to_owned(),
    };
    let stories = rows::counted(&[(merged.stories, "story", "stories")]);
    format!("{}: {why}, {}", merged.name, stories.join(""))
}

fn in_time(held: &Held) -> String {
    let stories = rows::counted(&[(held.stories, "story", "stories")]);
    let facts = stories.into_iter().chain(days(held.first, held.last));
    format!("{}: {}", held.role, facts.collect::<Vec<_>>().join(", "))
}
