//! Bare addresses keep what else would be marks of emphasis: `https://x.example/_a_`.

use std::borrow::Cow;

/// Marks of emphasis that addresses hold.
const MARKS: [char; 2] = ['_', '*'];

/// The line with such marks in its bare addresses escaped. Code is left as it is, and so are addresses that stand
/// in tags, in brackets or as the goal of a link.
pub(super) fn kept(line: &str) -> Cow<'_, str> {
    let has_both = line.contains("://") && line.contains(MARKS);
    let is_code = line.contains('`') || line.starts_with("    ") || line.starts_with('\t');
    if !has_both || is_code || line.trim_start().starts_with('<') {
        return Cow::Borrowed(line);
    }
    let words = line.split_inclusive(char::is_whitespace);
    Cow::Owned(words.map(kept_word).collect())
}

fn kept_word(word: &str) -> Cow<'_, str> {
    let begins = word.find("https://").or_else(|| word.find("http://"));
    let Some(start) = begins.filter(|&start| matches!(&word[..start], "" | "(" | "“")) else {
        return Cow::Borrowed(word);
    };
    let (before, address) = word.split_at(start);
    if address.contains(['\\', '<', '"', '[']) || !address.contains(MARKS) {
        return Cow::Borrowed(word);
    }
    let escaped = address.replace('_', "\\_").replace('*', "\\*");
    Cow::Owned(format!("{before}{escaped}"))
}
