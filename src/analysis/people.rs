//! Everybody who speaks in a story: how often, how much, where first.

use crate::story::{Story, count_words};

/// Counts quotations, turns and words of each person.
pub fn count(story: &mut Story) {
    let Story {
        people,
        quotations,
        turns,
        text,
        ..
    } = story;
    for quotation in quotations {
        if let Some(speaker) = quotation.speaker {
            people[speaker.person].quotations += 1;
            people[speaker.person].words += count_words(&text[quotation.span.range()]);
        }
    }
    for turn in turns {
        people[turn.speaker].turns += 1;
        people[turn.speaker].words += count_words(&text[turn.span.range()]);
    }
}
