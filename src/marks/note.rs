//! Words that a reader keeps, with who says them and where.

use serde::{Deserialize, Serialize};

use super::{Card, Place};
use crate::story::{Identity, Span};

/// A note as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteBody {
    /// The words.
    pub words: String,
    /// Who says them, where somebody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// What the reader wrote beside them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// Where they begin.
    pub place: Place,
    /// When they were kept, milliseconds since 1970 UTC.
    #[serde(default)]
    pub kept: i64,
}

/// A note with the story it is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Names it: the same words of the same story are one note.
    pub key: String,
    /// What is kept.
    pub body: NoteBody,
    /// The story.
    pub card: Card,
}

impl NoteBody {
    /// Its key among the notes.
    pub fn key(&self, story: Identity) -> String {
        let letters = self.words.chars().filter(|letter| letter.is_alphanumeric());
        let hash = letters.fold(story.0 ^ 0xcbf2_9ce4_8422_2325, |hash, letter| {
            (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        format!("{:016x}", hash ^ (hash >> 29))
    }

    /// The words in a text as it is now; where they are no longer there, the place they stood at.
    pub fn span(&self, text: &str) -> Span {
        let start = self.place.find(text);
        let mut exact = text.match_indices(self.words.as_str()).map(|(at, _)| at);
        let nearest = (!self.words.is_empty()).then(|| {
            let all = exact.by_ref();
            all.min_by_key(|at| at.abs_diff(start))
        });
        let at = nearest.flatten();
        at.map_or(Span::new(start, start), |at| {
            Span::new(at, at + self.words.len())
        })
    }
}

impl Note {
    /// Whether each of the words typed begins a word of it.
    pub fn answers(&self, typed: &str) -> bool {
        let of = [
            self.body.words.as_str(),
            self.body.speaker.as_deref().unwrap_or_default(),
            &self.body.remark,
            &self.card.headline,
            self.card.source.as_deref().unwrap_or_default(),
        ];
        let held = of.join(" ").to_lowercase();
        let held: Vec<&str> = held.split(|c: char| !c.is_alphanumeric()).collect();
        let typed = typed.to_lowercase();
        let mut sought = typed.split(|c: char| !c.is_alphanumeric());
        sought.all(|word| held.iter().any(|other| other.starts_with(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Note, NoteBody};
    use crate::marks::{Card, Place};
    use crate::story::{Identity, Span};

    #[test]
    fn words_are_found_near_their_place() {
        let text = "Yes, he said. Much later: yes, he said.";
        let body = NoteBody {
            words: "he said".to_owned(),
            place: Place::of(text, 31),
            ..NoteBody::default()
        };
        assert_eq!(body.span(text), Span::new(31, 38));
        let longer = format!("New. {text}");
        assert_eq!(body.span(&longer).start, 36);
        assert!(body.span("Nothing left").is_empty());
    }

    #[test]
    fn notes_are_searched_by_words_speaker_remark_and_headline() {
        let note = Note {
            body: NoteBody {
                words: "We sold no coal".to_owned(),
                speaker: Some("Ines Duarte".to_owned()),
                remark: "ask again".to_owned(),
                ..NoteBody::default()
            },
            card: Card {
                headline: "A mild winter".to_owned(),
                ..Card::default()
            },
            ..Note::default()
        };
        for (typed, expect) in [
            ("", true),
            ("coal dua", true),
            ("again winter", true),
            ("oal", false),
        ] {
            assert_eq!(note.answers(typed), expect, "{typed}");
        }
    }

    #[test]
    fn the_same_words_of_a_story_are_one_note() {
        let body = |words: &str| NoteBody {
            words: words.to_owned(),
            ..NoteBody::default()
        };
        let (one, other) = (Identity(1), Identity(2));
        assert_eq!(body("a b").key(one), body("a\nb").key(one));
        assert_ne!(body("a b").key(one), body("a b").key(other));
    }
}
