//! How long a host asks to be left alone.

use std::time::Duration;

use jiff::Timestamp;

/// Longest rest that a host is granted.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// What `Retry-After` says: seconds, or a time; at most a day.
pub fn retry_after(value: &str) -> Option<Duration> {
    let value = value.trim();
    let rest = if let Ok(seconds) = value.parse() {
        Duration::from_secs(seconds)
    } else {
        // The names of zones in this header are those of old; all of them mean UTC.
        let value = value.replace("GMT", "+0000");
        let until = jiff::fmt::rfc2822::parse(&value).ok()?.timestamp();
        until.duration_since(Timestamp::now()).try_into().ok()?
    };
    Some(rest.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::retry_after;

    #[test]
    fn rests_are_read_in_seconds_and_as_times() {
        assert_eq!(retry_after(" 120 "), Some(Duration::from_secs(120)));
        let far = retry_after("99999999999").expect("a rest");
        assert_eq!(far, Duration::from_secs(24 * 3600));
        let then = retry_after("Fri, 31 Dec 2100 23:59:59 GMT");
        assert_eq!(then, Some(Duration::from_secs(24 * 3600)));
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:59 GMT"), None);
        assert_eq!(retry_after("soon"), None);
        assert_eq!(retry_after("-3"), None);
    }
}
