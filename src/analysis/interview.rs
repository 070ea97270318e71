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
    let mut people: Vec<Option<usize>> = vec![None; talk.cast.voices.len()];
    for (voice, person) in found_people(&story.text, &talk) {
        people[voice] = Some(add(&mut story.people, person));
    }
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

/// How many turns belong to the introduction: hosts name their guest in the first one, guests
/// their host in the second.
const INTRODUCING: usize = 2;

/// The people behind the voices that take a turn.
fn found_people(text: &str, talk: &turns::Talk) -> Vec<(usize, Person)> {
    let introduced = talk.turns.iter().take(INTRODUCING).last();
    let end = introduced.map_or(0, |turn| turn.speech.end);
    let introduction = names::Introduction::read(text, end);
    let mut people = Vec::new();
    for (voice, known) in talk.cast.voices.iter().enumerate() {
        let Some(first) = talk.turns.iter().find(|turn| turn.voice == voice) else {
            continue;
        };
        let forms = talk.forms(text, voice);
        let name = names::fullest(&introduction, known, &forms);
        people.push((voice, person(name, &forms, first.label.start)));
    }
    people.sort_by_key(|(_, person)| person.first);
    people
}

fn person(name: String, forms: &[&str], first: usize) -> Person {
    let role = forms.iter().find_map(|form| labels::role_part(form));
    let mut variants: Vec<String> = Vec::new();
    for form in forms {
        let form = names::one_line(labels::name_part(form));
        if form != name && !variants.contains(&form) {
            variants.push(form);
        }
    }
    Person {
        name,
        variants,
        role: role.map(str::to_owned),
        first,
        ..Person::default()
    }
}

/// Adds a person unless somebody of that name is known; the index of either.
fn add(people: &mut Vec<Person>, person: Person) -> usize {
    let known = people.iter().position(|known| known.name == person.name);
    known.unwrap_or_else(|| {
        people.push(person);
        people.len() - 1
    })
}
