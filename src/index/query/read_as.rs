//! A query in plain words: what the line under the search box says where more than words is asked for.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::index::fields::{Asks, FIELDS};
use crate::index::query::Query;
use crate::index::query::tree::{Filter, Last, Mark, Node, Place, Words};

impl Query {
    /// How the query was read: `read as: said by Rivera and “joint responses”`. `None` where it is
    /// words alone, which goes without saying.
    pub fn read_as(&self) -> Option<String> {
        let tree = self.tree.as_ref().filter(|tree| tells_something(tree))?;
        Some(format!("read as: {}", node(tree)))
    }
}

fn tells_something(tree: &Node) -> bool {
    match tree {
        Node::All(parts) => parts.iter().any(tells_something),
        Node::Words(words) => words.place != Place::Anywhere || words.near.is_some(),
        Node::Any(_) | Node::Not(_) | Node::Filter(_) => true,
    }
}

fn node(tree: &Node) -> String {
    match tree {
        Node::All(parts) => joined(parts, " and "),
        Node::Any(parts) => joined(parts, " or "),
        Node::Not(part) => format!("not {}", inner(part)),
        Node::Words(words) => said(words),
        Node::Filter(filter) => property(filter),
    }
}

fn joined(parts: &[Node], by: &str) -> String {
    parts.iter().map(inner).collect::<Vec<_>>().join(by)
}

/// In brackets where it would be read otherwise without.
fn inner(part: &Node) -> String {
    match part {
        Node::All(_) | Node::Any(_) => format!("({})", node(part)),
        _ => node(part),
    }
}

fn said(words: &Words) -> String {
    let typed = words.terms.join(" ");
    let typed = match words.last {
        Last::Whole | Last::Pattern => typed,
        Last::Prefix => format!("{typed}…"),
        Last::Similar => format!("{typed}~"),
    };
    if let Some(near) = words.near {
        let place = match words.place {
            Place::Anywhere => String::new(),
            place => format!("{} ", field_name(place)),
        };
        return format!("{place}{} within {near} words", words.terms.join(" near "));
    }
    let typed = if words.terms.len() > 1 && !words.place.is_of_speaker() {
        format!("“{typed}”")
    } else {
        typed
    };
    match words.place {
        Place::Anywhere => typed,
        Place::Speaker => format!("said by {typed}"),
        Place::Person => format!("said by {typed} and nobody else of a like name"),
        Place::Said(_) | Place::Field(_) => format!("{} {typed}", field_name(words.place)),
    }
}

/// The word before the colon that asks in this place.
fn field_name(place: Place) -> &'static str {
    let asks_here = |asks: Asks| match (asks, place) {
        (Asks::Words(one), Place::Field(other)) => one == other,
        (Asks::Said(one), Place::Said(other)) => one == other,
        _ => false,
    };
    let field = FIELDS.iter().find(|field| asks_here(field.asks));
    field.map_or("", |field| field.name)
}

fn property(filter: &Filter) -> String {
    match filter {
        Filter::Term { field, value } => format!("{field} {value}"),
        Filter::Number {
            column,
            least,
            most,
        } => match (*least, *most) {
            (least, u64::MAX) => format!("{least} {column} or more"),
            (0, most) => format!("{most} {column} at most"),
            (least, most) if least == most => format!("{least} {column}"),
            (least, most) => format!("{least} to {most} {column}"),
        },
        Filter::Marked(Mark::Tag(tag)) => format!("tagged {tag} by you"),
        Filter::Marked(mark) => format!("{mark:?}").to_lowercase(),
        Filter::Among(_) => "marked by you".to_owned(),
        Filter::Date { from, until } => match (day(*from), day(until.saturating_sub(1))) {
            (Some(first), Some(last)) if first == last => format!("on {first}"),
            (Some(first), Some(last)) => format!("from {first} to {last}"),
            (Some(first), None) => format!("from {first}"),
            (None, Some(last)) => format!("until {last}"),
            (None, None) => "with a date".to_owned(),
        },
    }
}

/// The day of a time, as far as there is a bound.
fn day(seconds: i64) -> Option<String> {
    const YEARS: std::ops::RangeInclusive<i16> = -4000..=9000;
    let time = Timestamp::from_second(seconds).ok()?;
    let day = time.to_zoned(TimeZone::UTC).date();
    YEARS.contains(&day.year()).then(|| day.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Query;

    fn check(text: &str, expect: Option<&str>) {
        let query = Query::parse_on(text, date(2026, 3, 18));
        let read = query.read_as();
        let read = read.as_deref().map(|read| &read["read as: ".len()..]);
        assert_eq!(read, expect, "{text}");
    }

    #[test]
    fn words_alone_go_without_saying() {
        check("", None);
        check("tide flood", None);
        check("\"the tide\"", None);
    }

    #[test]
    fn what_was_asked_for_is_told() {
        for (text, expect) in [
            ("speaker:rivera tide ", "said by rivera and tide"),
            (
                "speaker:=\"ana rivera\"",
                "said by ana rivera and nobody else of a like name",
            ),
            ("said:\"the tide\" -coal ", "said “the tide” and not coal"),
            (
                "tide OR (flood headline:wall )",
                "tide or (flood and headline wall)",
            ),
            ("on:yesterday", "on 2026-03-17"),
            ("after:2025-01", "from 2025-01-01"),
            ("before:2025", "until 2024-12-31"),
            ("on:2025-02", "from 2025-02-01 to 2025-02-28"),
            ("words:<800", "799 words at most"),
            ("quotes:>5", "6 quotations or more"),
            ("section:harb", "section harb…"),
            ("tide NEAR/5 wall ", "tide near wall within 5 words"),
            ("said:\"tide wall\"~3", "said tide near wall within 3 words"),
        ] {
            check(text, Some(expect));
        }
    }
}
