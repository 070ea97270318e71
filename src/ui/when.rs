//! How long ago something was, as one would say it.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// When it was, seen from `now`; both seconds since 1970 by the reader's clock.
pub fn ago(then: i64, now: i64) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    let (at, here) = (time(then), time(now));
    let days = here
        .date()
        .since(at.date())
        .map_or(0, |span| span.get_days());
    match now - then {
        ..MINUTE => "a moment ago".to_owned(),
        past @ MINUTE..HOUR => format!("{} min ago", past / MINUTE),
        _ if days == 0 => at.strftime("today at %-H:%M").to_string(),
        _ if days == 1 => at.strftime("yesterday at %-H:%M").to_string(),
        _ if days < 7 => at.strftime("on %A").to_string(),
        _ if at.year() == here.year() => at.strftime("on %-d %b").to_string(),
        _ => at.strftime("on %-d %b %Y").to_string(),
    }
}

fn time(seconds: i64) -> Zoned {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_zoned(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::ago;

    /// 2026-03-18T12:00, a Wednesday.
    const NOW: i64 = 1_773_835_200;

    #[test]
    fn times_are_told_as_one_would_say_them() {
        for (seconds, expect) in [
            (-5, "a moment ago"),
            (59, "a moment ago"),
            (600, "10 min ago"),
            (3 * 3600, "today at 9:00"),
            (14 * 3600, "yesterday at 22:00"),
            (3 * 86_400, "on Sunday"),
            (30 * 86_400, "on 16 Feb"),
            (400 * 86_400, "on 11 Feb 2025"),
        ] {
            assert_eq!(ago(NOW - seconds, NOW), expect);
        }
    }
}
