//! `<800`, `>=5`, `500..800`, `300+`, `12` → the least and the most.

/// The bounds that a text names, both included.
pub(crate) fn bounds(text: &str) -> Option<(u64, u64)> {
    let number = |text: &str| text.trim().replace([',', '_'], "").parse::<u64>().ok();
    if let Some(rest) = text.strip_prefix(">=") {
        return Some((number(rest)?, u64::MAX));
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return Some((0, number(rest)?));
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Some((number(rest)?.saturating_add(1), u64::MAX));
    }
    if let Some(rest) = text.strip_prefix('<') {
        return Some((0, number(rest)?.checked_sub(1)?));
    }
    if let Some(rest) = text.strip_suffix('+') {
        return Some((number(rest)?, u64::MAX));
    }
    if let Some((least, most)) = text.split_once("..") {
        let open = |text: &str, otherwise| {
            if text.is_empty() {
                Some(otherwise)
            } else {
                number(text)
            }
        };
        return Some((open(least, 0)?, open(most, u64::MAX)?));
    }
    number(text).map(|exact| (exact, exact))
}

#[cfg(test)]
mod tests {
    use super::bounds;

    #[test]
    fn comparisons_and_ranges_are_read() {
        for (text, expect) in [
            ("<800", Some((0, 799))),
            (">5", Some((6, u64::MAX))),
            (">=5", Some((5, u64::MAX))),
            ("<=1,000", Some((0, 1000))),
            ("3+", Some((3, u64::MAX))),
            ("2..4", Some((2, 4))),
            ("..4", Some((0, 4))),
            ("7", Some((7, 7))),
            ("<", None),
            ("<0", None),
            ("many", None),
        ] {
            assert_eq!(bounds(text), expect, "{text}");
        }
    }
}
