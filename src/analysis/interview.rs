//! Who asks and who answers: turns of an interview from labels at the start of lines.
//!
//! [`find_turns`] is one pass over the lines of a story and a few over the labels found:
//! [`labels`] says what a label looks like, [`speakers`] which labels are one person, [`turns`]
//! whether they make an interview and where each turn ends ([`interludes`]), [`names`] what the
//! person is called in full, [`roles`] who asks. A story that is no interview leaves after the
//! first pass, unchanged.

mod interludes;
mod labels;
mod names;
mod roles;
mod speakers;
mod turns;
mod words;

pub use labels::{Label, label};

use crate::story::{Person, Story, StoryKind, Turn};

/// Finds the turns of the story, the speakers behind their labels, and sets the story's kind.
///
/// Afterwards every turn's span lies after its label and before the next one; a story without an
/// interview is left as it was.
pub fn find_turns(story: &mut Story) {
    let Some(talk) = turns::talk(story) else {
        return;
    };
    let roles = roles::of_voices(story, &talk);
    let people: Vec<Option<usize>> = talk
        .cast
        .voices
        .iter()
        .enumerate()
        .map(|(voice, _)| add_person(story, &talk, voice))
        .collect();
    for turn in &talk.turns {
        let Some(speaker) = people[turn.voice] else {
            continue;
        };
        story.turns.push(Turn {
            speaker,
            label: turn.label,
            role: roles[turn.voice].role,
            span: turn.speech,
            certainty: roles[turn.voice].certainty,
        });
    }
    story.meta.kind = StoryKind::Interview;
}

/// The person behind a voice, added to the story unless nobody took a turn with it or the story
/// knows them already.
fn add_person(story: &mut Story, talk: &turns::Talk, voice: usize) -> Option<usize> {
    let first = talk.turns.iter().find(|turn| turn.voice == voice)?;
    let forms = talk.forms(&story.text, voice);
    let name = names::fullest(
        &story.text,
        &talk.cast.voices[voice],
        &forms,
        first.label.start,
    );
    if let Some(known) = story.people.iter().position(|person| person.name == name) {
        return Some(known);
    }
    let role = forms.iter().find_map(|form| labels::role_part(form));
    let mut variants: Vec<String> = Vec::new();
    for form in forms
        .iter()
        .map(|form| names::one_line(labels::name_part(form)))
    {
        if form != name && !variants.contains(&form) {
            variants.push(form);
        }
    }
    story.people.push(Person {
        name,
        variants,
        role: role.map(str::to_owned),
        first: first.label.start,
        ..Person::default()
    });
    Some(story.people.len() - 1)
}
