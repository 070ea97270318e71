//! Cuts text to a number of columns, on grapheme boundaries.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, or as much of it as fits `columns` with an ellipsis.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let start = prefix(text, room).trim_end();
    Cow::Owned(format!("{start}…"))
}

/// The longest beginning of a text that fits `columns`.
pub fn prefix(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.grapheme_indices(true).find_map(|(at, grapheme)| {
        used += width(grapheme);
        (used > columns).then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}

/// The first of several forms that fits `columns`, else the last.
pub fn first_that_fits(forms: Vec<String>, columns: usize) -> String {
    let last = forms.last().cloned().unwrap_or_default();
    let fits = |form: &String| width(form) <= columns;
    forms.into_iter().find(fits).unwrap_or(last)
}

/// A number with its thousands parted: 1,204.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{fit, grouped};

    #[test]
    fn texts_are_cut_between_graphemes() {
        for (text, columns, expect) in [
            ("border", 6, "border"),
            ("border", 5, "bord…"),
            ("on the border", 7, "on the…"),
            ("国境の町", 8, "国境の町"),
            ("国境の町", 6, "国境…"),
            ("e\u{301}té", 2, "e\u{301}…"),
            ("a", 0, ""),
        ] {
            assert_eq!(fit(text, columns), expect);
        }
    }

    #[test]
    fn thousands_are_parted() {
        for (number, expect) in [
            (0, "0"),
            (999, "999"),
            (1204, "1,204"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(grouped(number), expect);
        }
    }
}
