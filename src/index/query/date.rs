//! "2025-01", "yesterday", "3 days ago", "last month" → the days that are meant.

use interim::{Dialect, parse_date_string};
use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, tz::TimeZone};

/// Days from the first to, not including, the second.
type Days = (Date, Date);

/// The time that a text names, in seconds since 1970 UTC, the end not included.
pub(crate) fn period(text: &str, today: Date) -> Option<(i64, i64)> {
    let text = text.trim().to_lowercase();
    if let Some((first, last)) = text.split_once("..") {
        return between(first, last, today);
    }
    let (from, until) = calendar(&text)
        .or_else(|| named(&spaced(&text), today))
        .or_else(|| in_words(&spaced(&text), today))?;
    Some((seconds(from)?, seconds(until)?))
}

/// From the beginning of one time to the end of another; either may be left open.
fn between(first: &str, last: &str, today: Date) -> Option<(i64, i64)> {
    let named = |text: &str, open| match text.trim() {
        "" => Some((open, open)),
        // No range within a range.
        text if text.contains("..") => None,
        text => period(text, today),
    };
    let (from, _) = named(first, i64::MIN)?;
    let (_, until) = named(last, i64::MAX)?;
    (from < until).then_some((from, until))
}

/// Words may be tied with hyphens or points, so that no quotation marks are needed.
fn spaced(text: &str) -> String {
    text.replace(['-', '_', '.'], " ")
}

fn seconds(day: Date) -> Option<i64> {
    let midnight = day.to_zoned(TimeZone::UTC).ok()?;
    Some(midnight.timestamp().as_second())
}

/// A year, a month or a day in figures.
fn calendar(text: &str) -> Option<Days> {
    let mut parts = text.split(['-', '/']);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let year = year.parse::<i16>().ok()?;
    let month = parts.next().filter(|part| !part.is_empty());
    let day = parts.next().filter(|part| !part.is_empty());
    let Some(month) = month else {
        let first = Date::new(year, 1, 1).ok()?;
        return Some((first, first.checked_add(1.year()).ok()?));
    };
    let month = month.parse::<i8>().ok()?;
    let Some(day) = day else {
        return month_of(Date::new(year, month, 1).ok()?);
    };
    one_day(Date::new(year, month, day.parse::<i8>().ok()?).ok()?)
}

fn one_day(day: Date) -> Option<Days> {
    Some((day, day.checked_add(1.day()).ok()?))
}

fn month_of(day: Date) -> Option<Days> {
    let first = day.first_of_month();
    Some((first, first.checked_add(1.month()).ok()?))
}

fn year_of(day: Date) -> Option<Days> {
    let first = day.first_of_year();
    Some((first, first.checked_add(1.year()).ok()?))
}

fn week_of(day: Date) -> Option<Days> {
    let since = day.weekday().since(Weekday::Monday);
    let first = day.checked_sub(i64::from(since).days()).ok()?;
    Some((first, first.checked_add(1.week()).ok()?))
}

/// Spans of time that have a name.
fn named(text: &str, today: Date) -> Option<Days> {
    let before = |span: jiff::Span| today.checked_sub(span).ok();
    match text {
        "today" => one_day(today),
        "yesterday" => one_day(before(1.day())?),
        "this week" => week_of(today),
        "last week" => week_of(before(1.week())?),
        "this month" => month_of(today),
        "last month" => month_of(before(1.month())?),
        "this year" => year_of(today),
        "last year" => year_of(before(1.year())?),
        _ => month_by_name(text, today),
    }
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// "march", "mar 2024": the latest one that has begun where no year is given.
fn month_by_name(text: &str, today: Date) -> Option<Days> {
    let mut parts = text.split_whitespace();
    let name = parts.next().filter(|name| name.len() >= 3)?;
    let month = MONTHS
        .iter()
        .zip(1_i8..)
        .find(|(month, _)| month.starts_with(name));
    let (_, month) = month?;
    let this_year = Date::new(today.year(), month, 1).ok()?;
    let first = match parts.next() {
        Some(year) => Date::new(year.parse::<i16>().ok()?, month, 1).ok()?,
        None if this_year > today => this_year.checked_sub(1.year()).ok()?,
        None => this_year,
    };
    parts.next().is_none().then_some(())?;
    month_of(first)
}

/// "3 days ago", "2w", "last friday", "april 1 2024".
fn in_words(text: &str, today: Date) -> Option<Days> {
    if !text.contains(|character: char| character.is_ascii_alphabetic()) {
        return None;
    }
    let now = today.to_zoned(TimeZone::UTC).ok()?;
    let past = |text: &str| parse_date_string(text, now.clone(), Dialect::Uk).ok();
    let counts_back =
        text.starts_with(|first: char| first.is_ascii_digit()) && !text.ends_with("ago");
    let found = counts_back
        .then(|| past(&format!("{text} ago")))
        .flatten()
        .or_else(|| past(text))?;
    one_day(found.date())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::period;

    const TODAY: Date = date(2026, 3, 12);

    #[track_caller]
    fn check(text: &str, from: Date, until: Date) {
        let days = |seconds| {
            let time = jiff::Timestamp::from_second(seconds).expect("in range");
            time.to_zoned(jiff::tz::TimeZone::UTC).date()
        };
        let (start, end) = period(text, TODAY).expect(text);
        assert_eq!((days(start), days(end)), (from, until), "{text}");
    }

    #[test]
    fn figures() {
        check("2025", date(2025, 1, 1), date(2026, 1, 1));
        check("2025-", date(2025, 1, 1), date(2026, 1, 1));
        check("2025-12", date(2025, 12, 1), date(2026, 1, 1));
        check("2025-02-28", date(2025, 2, 28), date(2025, 3, 1));
        check("2025/2/3", date(2025, 2, 3), date(2025, 2, 4));
    }

    #[test]
    fn ranges() {
        check("2001..2004", date(2001, 1, 1), date(2005, 1, 1));
        check("2025-02 .. 2025-03-05", date(2025, 2, 1), date(2025, 3, 6));
        let open = [period("2001..", TODAY), period("..2004", TODAY)];
        let [since, until] = open.map(|days| days.expect("a range"));
        assert_eq!((since.1, until.0), (i64::MAX, i64::MIN));
        assert_eq!(period("2004..2001", TODAY), None);
        assert_eq!(period("2001..2002..2003", TODAY), None);
    }

    #[test]
    fn words() {
        check("yesterday", date(2026, 3, 11), TODAY);
        check("3 days ago", date(2026, 3, 9), date(2026, 3, 10));
        check("3-days-ago", date(2026, 3, 9), date(2026, 3, 10));
        check("3d", date(2026, 3, 9), date(2026, 3, 10));
        check("2 weeks", date(2026, 2, 26), date(2026, 2, 27));
        check("last week", date(2026, 3, 2), date(2026, 3, 9));
        check("Last Month", date(2026, 2, 1), date(2026, 3, 1));
        check("march 2024", date(2024, 3, 1), date(2024, 4, 1));
        check("december", date(2025, 12, 1), date(2026, 1, 1));
        check("1 april 2024", date(2024, 4, 1), date(2024, 4, 2));
    }

    #[test]
    fn half_typed_dates_are_none() {
        for text in [
            "",
            "2",
            "20",
            "202",
            "2025-1x",
            "someday",
            "2025-13",
            "9999999999",
        ] {
            assert_eq!(period(text, TODAY), None, "{text}");
        }
    }
}
