//! From one passage that answers to the next of the same story.

use super::{floor, name, said_at};
use crate::index::answer::{Passage, PassageKind};
use crate::story::{BlockKind, Span, Story};

impl Passage {
    /// Which of the passages of its story it is, from 1, and how many there are.
    pub fn number(&self) -> (usize, usize) {
        let here = self.places.iter().position(|place| *place == self.span);
        (here.unwrap_or(0) + 1, self.places.len().max(1))
    }

    /// The passage of the same story so many further on, around the end; `None` where the text is another one
    /// by now.
    pub fn turned(&self, story: &Story, steps: isize) -> Option<Self> {
        let all = self.places.len().cast_signed();
        let here = self.number().0.cast_signed() - 1;
        let next = here
            .saturating_add(steps)
            .checked_rem_euclid(all)?
            .unsigned_abs();
        let span = *self.places.get(next)?;
        let text = story.text.get(span.range())?;
        let hits: Vec<Span> = self.hits_in(span).collect();
        let first = hits.first().map_or(span.start, |hit| hit.start);
        let first = floor(&story.text, first);
        let said = said_at(story, first);
        let (kind, person) = said.unwrap_or_else(|| (printed_at(story, first), None));
        let inside = hits.iter().filter(|hit| hit.len() < span.len());
        Some(Self {
            kind,
            speaker: name(story, person),
            span,
            text: text.to_owned(),
            highlights: inside
                .map(|hit| Span::new(hit.start - span.start, hit.end - span.start))
                .collect(),
            ..self.clone()
        })
    }

    /// The words that answer within a span.
    fn hits_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.hits.partition_point(|hit| hit.start < span.start);
        let rest = self.hits[first..].iter();
        rest.take_while(move |hit| hit.start < span.end)
            .filter(move |hit| hit.end <= span.end)
            .copied()
    }
}

fn printed_at(story: &Story, place: usize) -> PassageKind {
    let kind = story.block_at(place).map(|block| story.blocks[block].kind);
    match kind {
        Some(BlockKind::Headline) => PassageKind::Headline,
        Some(BlockKind::Heading) => PassageKind::Heading,
        _ => PassageKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::Passage;
    use crate::format::{self, Source};
    use crate::index::answer::PassageKind;
    use crate::story::{Span, Story};

    fn story() -> Story {
        let text = "# The tide\n\nThe tide came in.\n\n## Later\n\nNobody saw it.\n\n“The tide was late,” said Ana Rivera, the harbour master.\n\nThe tide went out.\n";
        let source = Source {
            name: "a.md",
            bytes: text.as_bytes(),
        };
        format::parse(source, None).remove(0)
    }

    fn passage(story: &Story) -> Passage {
        let hits = story.text.match_indices("tide");
        let hits: Vec<Span> = hits
            .map(|(at, hit)| Span::new(at, at + hit.len()))
            .collect();
        let at = |words: &str| {
            let start = story.text.find(words).expect("it is there");
            Span::new(start, start + words.len())
        };
        let first = at("The tide came in.");
        let second = at("“The tide was late,” said Ana Rivera, the harbour master.");
        let third = at("The tide went out.");
        Passage {
            kind: PassageKind::Paragraph,
            speaker: None,
            span: first,
            text: story.slice(first).to_owned(),
            highlights: Vec::new(),
            hits,
            places: vec![first, second, third],
        }
    }

    #[test]
    fn passages_are_walked_round_with_who_speaks_in_them() {
        let story = story();
        let first = passage(&story);
        assert_eq!(first.number(), (1, 3));
        let second = first.turned(&story, 1).expect("there are three");
        assert_eq!(second.number(), (2, 3));
        assert_eq!(second.speaker.as_deref(), Some("Ana Rivera"));
        assert_eq!(&second.text[second.highlights[0].range()], "tide");
        let again = second.turned(&story, 2).expect("there are three");
        assert_eq!((again.number(), again.text), ((1, 3), first.text.clone()));
        assert_eq!(
            first.turned(&story, -4).map(|last| last.number().0),
            Some(3)
        );
    }

    #[test]
    fn a_text_that_is_another_by_now_has_no_such_passage() {
        let story = story();
        let passage = passage(&story);
        let cut = Story {
            text: "Short é".to_owned(),
            ..Story::default()
        };
        assert_eq!(passage.turned(&cut, 1), None);
        let none = Passage {
            places: Vec::new(),
            ..passage
        };
        assert_eq!(none.turned(&story, 1), None);
    }
}
