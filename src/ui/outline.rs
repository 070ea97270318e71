//! The outline of the open story: its sections with their length, the current one selected.

use crate::story::{Landmark, Span, Story, TurnRole, count_words, one_line};
use crate::ui::picker::{Picker, PickerRow};

/// The sections of a story; the questions of an interview that has no sections.
pub fn outline(story: &Story, place: usize) -> Picker {
    let places = if story.sections.is_empty() {
        questions(story)
    } else {
        sections(story)
    };
    let reached = places.partition_point(|row| row.start <= place);
    Picker::new("Outline", "this story has no sections", places).at(reached.saturating_sub(1))
}

fn sections(story: &Story) -> Vec<PickerRow> {
    let section = |section: &crate::story::Section| PickerRow {
        words: one_line(story.slice(section.heading)),
        detail: length(story, section.span),
        depth: u16::from(section.level.saturating_sub(1)),
        start: section.heading.start,
    };
    story.sections.iter().map(section).collect()
}

fn questions(story: &Story) -> Vec<PickerRow> {
    let ends = story.landmarks(Landmark::Question).into_iter().skip(1);
    let ends = ends.map(|next| next.start).chain([story.text.len()]);
    story
        .turns
        .iter()
        .filter(|turn| turn.role == TurnRole::Question)
        .zip(ends)
        .map(|(turn, end)| PickerRow {
            words: one_line(story.slice(turn.span)),
            detail: length(story, Span::new(turn.span.start, end)),
            depth: 0,
            start: turn.outer().start,
        })
        .collect()
}

fn length(story: &Story, span: Span) -> String {
    format!("{} min", Story::minutes(count_words(story.slice(span))))
}
