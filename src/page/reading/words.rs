//! What the words of a short line say that no shape shows: signs of [`super::own`].

use crate::language::head_words;

/// Whether a line is a web address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    let web =
        text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    web && !text.contains(' ')
}

/// Whether a line carries the first number of a list: "1. The rust", "1、", "1)".
pub(super) fn is_first_number(text: &str) -> bool {
    let mut marks = text.strip_prefix('1').unwrap_or_default().chars();
    marks
        .next()
        .is_some_and(|mark| matches!(mark, '.' | '、' | ')' | '．'))
        && !marks.next().is_some_and(|next| next.is_ascii_digit())
}

/// Whether the first word is a given name.
pub(super) fn opens_with_given_name(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    first.starts_with(char::is_uppercase) && head_words::is_given(first)
}

/// Whether a line ends in a year behind a comma or an opening bracket, as the words under a picture do.
pub(in crate::page) fn ends_in_a_year(text: &str) -> bool {
    let text = text.strip_suffix(')').unwrap_or(text);
    let Some((before, year)) = text
        .len()
        .checked_sub(4)
        .and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    let digits = year.bytes().all(|byte| byte.is_ascii_digit());
    digits && year.starts_with(['1', '2']) && before.trim_end().ends_with([',', '('])
}

/// Whether a line ends in brackets that hold a figure: "(6 min)".
pub(super) fn ends_in_a_bracketed_figure(text: &str) -> bool {
    let inside = text.rsplit_once('(').map_or("", |(_, inside)| inside);
    inside.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a stroke stands between words: "Brandt/Coast", "Brandt / Coast".
pub(super) fn has_stroke(text: &str) -> bool {
    let bytes = text.as_bytes();
    let between = |at: usize| {
        let sides =
            [at.checked_sub(1), Some(at + 1)].map(|side| side.and_then(|side| bytes.get(side)));
        sides.iter().all(|side| {
            side.is_some_and(|byte| *byte == b' ' || *byte >= 128 || byte.is_ascii_alphabetic())
        })
    };
    memchr::memchr_iter(b'/', bytes).any(between)
}

/// Whether a dash between blanks stands in a line.
pub(super) fn has_dash(text: &str) -> bool {
    [" – ", " — ", " - "].iter().any(|dash| text.contains(dash))
}

#[cfg(test)]
mod tests {
    use super::{ends_in_a_bracketed_figure, ends_in_a_year, has_stroke, is_first_number};

    #[test]
    fn words_of_captions_and_lists() {
        assert!(ends_in_a_year("The barge in the harbour, 1931"));
        assert!(ends_in_a_year("The barge (1931)"));
        assert!(!ends_in_a_year("What the board decided in 1931"));
        assert!(!ends_in_a_year("é1931"));
        assert!(ends_in_a_bracketed_figure("Hear this story (6 min)"));
        assert!(has_stroke("Brandt/Coast") && has_stroke("Brandt / Coast"));
        assert!(!has_stroke("3/4 of the pier"));
        assert!(is_first_number("1. Rust") && is_first_number("1、铁锈"));
        assert!(!is_first_number("1.5 metres"));
    }
}
