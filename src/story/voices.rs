//! Whose voices a story is made of.

use super::{Person, Story, TurnRole};

impl Story {
    /// Who speaks in it by name, whoever is quoted or answers most first; so many at most. Whoever only asks
    /// is left out.
    pub fn voices(&self, most: usize) -> Vec<&Person> {
        let said = self.said();
        let mut voices: Vec<(usize, &Person)> = said
            .into_iter()
            .zip(&self.people)
            .filter(|(said, person)| *said > 0 && !person.is_unnamed && !person.name.is_empty())
            .collect();
        voices.sort_by_key(|(said, _)| std::cmp::Reverse(*said));
        voices.truncate(most);
        voices.into_iter().map(|(_, person)| person).collect()
    }

    /// How often each of its people is quoted or speaks without asking.
    fn said(&self) -> Vec<usize> {
        let mut said: Vec<usize> = self.people.iter().map(|person| person.quotations).collect();
        let told = self
            .turns
            .iter()
            .filter(|turn| turn.role != TurnRole::Question);
        for turn in told {
            if let Some(said) = said.get_mut(turn.speaker) {
                *said += 1;
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{Certainty, Person, Span, Story, Turn, TurnRole};

    fn person(name: &str, quotations: usize) -> Person {
        Person {
            name: name.to_owned(),
            quotations,
            ..Person::default()
        }
    }

    fn turn(speaker: usize, role: TurnRole) -> Turn {
        Turn {
            label: Span::default(),
            speaker,
            role,
            span: Span::default(),
            certainty: Certainty::default(),
        }
    }

    #[test]
    fn whoever_says_most_is_named_first() {
        let story = Story {
            people: vec![
                person("Ann Holt", 1),
                person("Ines Duarte", 0),
                person("Tom Reid", 0),
                Person {
                    is_unnamed: true,
                    ..person("a fisherman", 9)
                },
            ],
            turns: vec![
                turn(2, TurnRole::Question),
                turn(1, TurnRole::Answer),
                turn(1, TurnRole::Other),
            ],
            ..Story::default()
        };
        let names = |most| -> Vec<&str> {
            let voices = story.voices(most);
            voices.iter().map(|person| person.name.as_str()).collect()
        };
        assert_eq!(names(9), ["Ines Duarte", "Ann Holt"]);
        assert_eq!(names(1), ["Ines Duarte"]);
    }
}
