//! What a speaker is called in full, and how the name is written.

use super::labels;
use super::speakers::Voice;

/// The fullest name of a voice: the longest label, or what an introduction adds to it.
pub(super) fn fullest(text: &str, voice: &Voice, forms: &[&str], first: usize) -> String {
    let _ = (text, voice, first);
    let best = forms
        .iter()
        .map(|form| one_line(labels::name_part(form)))
        .max_by_key(|form| {
            (
                super::speakers::tokens(form).len(),
                form.split_whitespace()
                    .filter(|word| word.starts_with(char::is_uppercase))
                    .count(),
            )
        });
    best.unwrap_or_default()
}

/// A name on one line, single spaces between its words.
pub(super) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
