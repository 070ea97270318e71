//! How far back a story is: the headings of the list.

use jiff::civil;
use jiff::tz::TimeZone;

use crate::story::Date;

/// A stretch of time that stories are listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateGroup {
    /// After today.
    Ahead,
    /// Today.
    Today,
    /// The day before.
    Yesterday,
    /// The six days before today.
    Week,
    /// Earlier in this month.
    Month,
    /// In that month of this year, from 1.
    Of(i8),
    /// In that year.
    In(i16),
    /// Nobody knows when.
    Undated,
}

impl DateGroup {
    /// The group of a date, seen from `now`, seconds since 1970 UTC.
    pub fn of(date: Date, now: i64) -> Self {
        let (day, today) = (day(date.seconds), day(now));
        let ago = today.since(day).map_or(i32::MAX, |span| span.get_days());
        match ago {
            ..0 => Self::Ahead,
            0 => Self::Today,
            1 => Self::Yesterday,
            2..=6 => Self::Week,
            _ if day.first_of_month() == today.first_of_month() => Self::Month,
            _ if day.year() == today.year() => Self::Of(day.month()),
            _ => Self::In(day.year()),
        }
    }

    /// The heading.
    pub fn heading(self) -> String {
        match self {
            Self::Ahead => "AHEAD".to_owned(),
            Self::Today => "TODAY".to_owned(),
            Self::Yesterday => "YESTERDAY".to_owned(),
            Self::Week => "THIS WEEK".to_owned(),
            Self::Month => "THIS MONTH".to_owned(),
            Self::Of(month) => month_name(month),
            Self::In(year) => year.to_string(),
            Self::Undated => "WITHOUT A DATE".to_owned(),
        }
    }
}

fn month_name(month: i8) -> String {
    let first = civil::Date::new(2000, month, 1);
    first.map_or_else(
        |_| String::new(),
        |day| day.strftime("%B").to_string().to_uppercase(),
    )
}

/// The day of a time, or the first of all days where there is none.
fn day(seconds: i64) -> civil::Date {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::MIN);
    time.to_zoned(TimeZone::UTC).date()
}

/// A date as far as its heading leaves it open: the hour of today, the weekday of this week, the day of this
/// year.
pub fn within(date: Date, now: i64) -> String {
    let form = match DateGroup::of(date, now) {
        DateGroup::Today if !date.has_time => return String::new(),
        DateGroup::Today | DateGroup::Yesterday if date.has_time => "%H:%M",
        DateGroup::Today | DateGroup::Yesterday | DateGroup::Week => "%a %-d %b",
        DateGroup::Month | DateGroup::Of(_) => "%-d %b",
        _ => return short(date),
    };
    let time = jiff::Timestamp::from_second(date.seconds).unwrap_or(jiff::Timestamp::MIN);
    time.strftime(form).to_string()
}

/// A date as a row shows it: `3 Mar 2026`.
pub fn short(date: Date) -> String {
    day(date.seconds).strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::DateGroup;
    use crate::story::Date;

    const NOW: i64 = 1_773_835_200; // 2026-03-18T12:00Z
    const DAY: i64 = 86_400;

    #[test]
    fn a_day_is_told_as_far_as_its_heading_does_not() {
        let date = |seconds, has_time| Date { seconds, has_time };
        for (date, expect) in [
            (date(NOW - 3_600, true), "11:00"),
            (date(NOW - 3_600, false), ""),
            (date(NOW - 3 * DAY, true), "Sun 15 Mar"),
            (date(NOW - 20 * DAY, false), "26 Feb"),
            (date(NOW - 400 * DAY, false), "11 Feb 2025"),
        ] {
            assert_eq!(super::within(date, NOW), expect);
        }
    }

    #[test]
    fn days_fall_into_groups() {
        for (ago, expect) in [
            (-1, DateGroup::Ahead),
            (0, DateGroup::Today),
            (1, DateGroup::Yesterday),
            (2, DateGroup::Week),
            (6, DateGroup::Week),
            (7, DateGroup::Month),
            (17, DateGroup::Month),
            (18, DateGroup::Of(2)),
            (76, DateGroup::Of(1)),
            (77, DateGroup::In(2025)),
        ] {
            let date = Date {
                seconds: NOW - ago * DAY,
                has_time: false,
            };
            assert_eq!(DateGroup::of(date, NOW), expect, "{ago} days ago");
        }
    }
}
