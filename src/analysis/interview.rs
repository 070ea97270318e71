//! Who asks and who answers: turns of an interview from labels at the start of lines.

use crate::story::{BlockKind, Person, Span, Story, StoryKind, Turn, TurnRole};

/// A speaker's label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Length of the label in bytes, without its colon.
    pub label: usize,
    /// Where the speech starts (bytes into the line).
    pub speech: usize,
}

/// The label that a line opens with, if it looks like one: "Dr. Martinez:", "Q:".
///
/// Looks at this line alone; whether the labels of a story make an interview is for
/// [`find_turns`] to say.
pub fn label(line: &str) -> Option<Label> {
    let colon = line.find(':').filter(|&at| at > 0 && at <= 60)?;
    let words = line[..colon].split_whitespace().count();
    let rest = &line[colon + 1..];
    let speech = colon + 1 + (rest.len() - rest.trim_start().len());
    (words <= 5 && !rest.starts_with("//")).then_some(Label {
        label: colon,
        speech,
    })
}

/// Finds the turns of the story, the speakers behind their labels, and sets the story's kind.
pub fn find_turns(story: &mut Story) {
    let labels: Vec<(usize, Label)> = story
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.kind == BlockKind::Paragraph)
        .filter_map(|(index, block)| Some((index, label(story.slice(block.span))?)))
        .collect();
    if labels.len() < 4 {
        return;
    }
    for (order, (block, label)) in labels.iter().enumerate() {
        let start = story.blocks[*block].span.start;
        let end = labels.get(order + 1).map_or(story.text.len(), |(next, _)| {
            story.blocks[*next - 1].span.end
        });
        let words = Span::new(start, start + label.label);
        let name = story.slice(words).to_string();
        let known = story.people.iter().position(|person| person.name == name);
        let speaker = known.unwrap_or_else(|| {
            story.people.push(Person {
                name,
                first: start,
                ..Person::default()
            });
            story.people.len() - 1
        });
        let span = Span::new(start + label.speech, end.max(start + label.speech));
        let role = if order % 2 == 0 {
            TurnRole::Question
        } else {
            TurnRole::Answer
        };
        story.turns.push(Turn {
            speaker,
            label: words,
            role,
            span,
            certainty: crate::story::Certainty::Likely,
        });
    }
    story.meta.kind = StoryKind::Interview;
}
