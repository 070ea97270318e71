//! A row of an answer for people: headline, where it is from, and the passage with its hits.

use crate::cli::output::Tint;
use crate::cli::rows::{bold, dim, lit};
use crate::format::decode::printable;
use crate::index::{Passage, Row};
use crate::story::{Span, StoryKind};

/// Three lines and an empty one.
pub(super) fn row(row: &Row, tint: Tint) -> String {
    let mut lines = vec![bold(&row.headline, tint), dim(&origin(row), tint)];
    lines.extend(row.passage.as_ref().map(|passage| shown(passage, tint)));
    lines.join("\n  ") + "\n\n"
}

fn origin(row: &Row) -> String {
    let path = printable(&row.id.path);
    let place = match row.id.ordinal {
        0 => path.into_owned(),
        ordinal => format!("{path}#{ordinal}"),
    };
    let interview = (row.kind == StoryKind::Interview).then(|| "interview".to_owned());
    let parts = [
        row.date.map(|date| date.day().to_string()),
        row.source.clone(),
        interview,
        Some(place),
        (row.copies > 0).then(|| format!("+{} elsewhere", row.copies)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn shown(passage: &Passage, tint: Tint) -> String {
    let all = Span::new(0, passage.text.len());
    let text = lit(&passage.text, all, &passage.highlights, tint);
    match &passage.speaker {
        Some(speaker) => format!("{text} — {speaker}"),
        None => text,
    }
}
