//! Dates as they are printed.

use crate::story::Date;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The date printed anywhere in a short line, if there is one.
pub fn parse(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|three| {
        let number = |word: &str| {
            word.trim_end_matches(char::is_alphabetic)
                .parse::<i16>()
                .ok()
        };
        let month = |word: &str| {
            let known = word.get(..3).map(str::to_lowercase)?;
            let at = MONTHS.iter().position(|month| *month == known)?;
            i8::try_from(at + 1).ok()
        };
        let (year, month, day) = match (number(three[0]), number(three[1])) {
            (Some(year), Some(middle)) if year > 1800 => {
                (year, middle.try_into().ok()?, number(three[2])?)
            }
            (Some(day), None) => (number(three[2])?, month(three[1])?, day),
            (None, Some(day)) => (number(three[2])?, month(three[0])?, day),
            _ => return None,
        };
        let day = jiff::civil::Date::new(year, month, day.try_into().ok()?).ok()?;
        let at = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
        Some(Date {
            seconds: at.timestamp().as_second(),
            has_time: false,
        })
    })
}
