//! What is known of a person, above what they say: what they are said to be and when, and why other names
//! are theirs.

use crate::index::Why;
use crate::index::people::{Held, Merged, Speaker};
use crate::story::Date;
use crate::ui::fit::grouped;
use crate::ui::list::groups::short;

/// Roles that are worth a place.
const ROLES: usize = 3;
/// Names that are.
const NAMES: usize = 5;

/// A line for all roles, and one for each other name.
pub(super) fn lines(person: &Speaker) -> Vec<String> {
    let roles: Vec<String> = person.roles.iter().take(ROLES).map(held).collect();
    let roles = (!roles.is_empty()).then(|| roles.join(" · "));
    let names = person.merged.iter().take(NAMES).map(merged);
    roles.into_iter().chain(names).collect()
}

/// `premier, 3 Mar 2024 – 5 Jun 2026`.
fn held(held: &Held) -> String {
    let days = days(held.first, held.last).map(|days| format!(", {days}"));
    format!("{}{}", held.role, days.unwrap_or_default())
}

/// `also Rivera, the only one of that surname in Coast Courier · 3 stories`.
fn merged(merged: &Merged) -> String {
    let here = merged.source.as_ref().map(|source| format!(" in {source}"));
    let here = here.unwrap_or_default();
    let why = match merged.why {
        Why::Itself => String::new(),
        Why::Title => ", with a title".to_owned(),
        Why::Initials => format!(", the only one of these initials{here}"),
        Why::Surname => format!(", the only one of that surname{here}"),
        Why::Told => ", as people.toml says".to_owned(),
    };
    let stories =
        counted(merged.stories, "story", "stories").map(|stories| format!(" · {stories}"));
    format!("also {}{why}{}", merged.name, stories.unwrap_or_default())
}

pub(super) fn counted(number: usize, one: &str, many: &str) -> Option<String> {
    let thing = if number == 1 { one } else { many };
    (number > 0).then(|| format!("{} {thing}", grouped(number)))
}

/// `3 Mar 2024 – 5 Jun 2026`, or the one day.
pub(super) fn days(first: Option<Date>, last: Option<Date>) -> Option<String> {
    let (first, last) = (short(first?), short(last?));
    Some(if first == last {
        first
    } else {
        format!("{first} – {last}")
    })
}
