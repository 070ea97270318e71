//! Dialogue told by a dash at the start of the line, as Spanish, French, Portuguese and Italian
//! books and papers print it: `—No iremos —dijo Ana—. Nunca.`
//!
//! Source: Real Academia Española, Ortografía de la lengua española (2010), chapter III 3.4.7, "La raya".

use super::candidate;
use crate::story::{Quotation, Span};

/// Finds the spoken parts of a line that opens with a dash, if it is dialogue.
pub(super) fn dialogue(text: &str, offset: usize, found: &mut Vec<Quotation>) {
    let Some(dash) = text.chars().next().filter(|c| matches!(c, '—' | '–' | '―')) else {
        return;
    };
    let width = dash.len_utf8();
    let mut spoken = true;
    let mut start = width;
    let mut places: Vec<usize> = text.match_indices(dash).map(|(at, _)| at).skip(1).collect();
    places.push(text.len());
    // The reporter's part follows its dash at once, in lower case: `—dijo Ana`.
    let cue = places[0] + width;
    if !text
        .get(cue..)
        .is_some_and(|rest| rest.starts_with(char::is_lowercase))
    {
        return;
    }
    for place in places {
        if spoken {
            push(text, offset, Span::new(start, place), found);
        }
        spoken = !spoken;
        start = (place + width).min(text.len());
    }
}

fn push(text: &str, offset: usize, part: Span, found: &mut Vec<Quotation>) {
    let inner = &text[part.range()];
    let lead = inner.len()
        - inner
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','))
            .len();
    let start = part.start + lead;
    let end = part.start + inner.trim_end().len();
    if start < end {
        let span = Span::new(offset + start, offset + end);
        found.push(candidate(span, span));
    }
}
