//! Who speaks in the open story: turns, quotations and words of each, those who say most first.

use crate::story::{Person, Story};
use crate::ui::picker::{Picker, PickerRow};

/// The speakers of a story; choosing one goes to where they are first named or speak.
pub fn speakers(story: &Story) -> Picker {
    let mut people: Vec<&Person> = story
        .people
        .iter()
        .filter(|person| person.turns + person.quotations > 0)
        .collect();
    people.sort_by_key(|person| (std::cmp::Reverse(person.words), person.first));
    let places = people.into_iter().map(place).collect();
    Picker::new("Speakers", "nobody is quoted in this story", places)
}

fn place(person: &Person) -> PickerRow {
    let role = person.role.iter().map(|role| format!(", {role}"));
    let figures = [
        counted(person.turns, "turn"),
        counted(person.quotations, "quotation"),
        counted(person.words, "word"),
    ];
    PickerRow {
        words: [person.name.clone()].into_iter().chain(role).collect(),
        detail: figures
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        depth: 0,
        start: person.first,
    }
}

fn counted(number: usize, what: &str) -> Option<String> {
    match number {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{number} {what}s")),
    }
}
