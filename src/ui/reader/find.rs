//! Find in the story: hits of what is typed, or of a search, and the one that is stood on.

use std::fmt::Write;

use regex::{Regex, RegexBuilder};

use super::jumps::{Spot, Way};
use super::{Answer, Keep, Landed, Reader};
use crate::story::{Landmark, Span};

/// Letters that a plain letter also finds.
const ACCENTED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎ"),
    ('c', "çćĉċč"),
    ('d', "ďđð"),
    ('e', "èéêëēĕėęě"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "ìíîïĩīĭįı"),
    ('j', "ĵ"),
    ('k', "ķ"),
    ('l', "ĺļľŀł"),
    ('n', "ñńņňŋ"),
    ('o', "òóôõöøōŏő"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "ùúûüũūŭůűų"),
    ('w', "ŵ"),
    ('y', "ýÿŷ"),
    ('z', "źżž"),
];

/// Marks that a typed one also finds.
const MARKS: &[(char, &str)] = &[('\'', "['‘’‚‛ʼ]"), ('"', "[\"“”„‟«»]"), ('-', "[-‐‑‒–—]")];

/// What was found, and which hit is stood on.
#[derive(Clone, Debug, Default)]
pub(super) struct Hits {
    spans: Vec<Span>,
    current: Option<usize>,
    /// Where find began, and what was found before, while a text is being typed.
    before: Option<Box<(Spot, Hits)>>,
}

impl Hits {
    /// Hits of a search, in order; those that lie outside of the text are left out.
    pub(super) fn new(mut spans: Vec<Span>, current: Span, length: usize) -> Self {
        spans.push(current);
        spans.retain(|span| !span.is_empty() && span.end <= length);
        spans.sort_unstable();
        spans.dedup();
        let at = spans.iter().position(|&span| span == current);
        Self {
            current: at,
            spans,
            before: None,
        }
    }

    /// Number of the current hit, from 1, and of all.
    pub(super) fn position(&self) -> Option<(usize, usize)> {
        Some((self.current? + 1, self.spans.len()))
    }

    /// The hit that is stood on.
    pub(super) fn current(&self) -> Option<Span> {
        self.spans.get(self.current?).copied()
    }

    /// The hits that share a byte with a span.
    pub(super) fn within(&self, span: Span) -> &[Span] {
        let first = self.spans.partition_point(|hit| hit.end <= span.start);
        let hits = &self.spans[first..];
        &hits[..hits.partition_point(|hit| hit.start < span.end)]
    }
}

impl Reader {
    /// Finds a text as it is typed and shows the first hit from where find began. Small letters
    /// find large ones, plain letters accented ones, typed marks printed ones.
    pub fn find(&mut self, text: &str) {
        let (spot, earlier) = match self.hits.before.take() {
            Some(before) => *before,
            None => (self.spot(), std::mem::take(&mut self.hits)),
        };
        self.start_at(spot.place);
        self.landed = spot.landed;
        self.note = None;
        let spans: Vec<Span> = pattern(text)
            .iter()
            .flat_map(|pattern| pattern.find_iter(&self.story.text))
            .map(|hit| Span::new(hit.start(), hit.end()))
            .filter(|span| !span.is_empty())
            .collect();
        if spans.is_empty() && !text.trim().is_empty() {
            self.note = Some(format!("not found: {text}"));
        }
        let first = spans.partition_point(|hit| hit.start < spot.place);
        self.hits = Hits {
            // From the end, find goes on at the top.
            current: (!spans.is_empty()).then_some(first % spans.len().max(1)),
            spans,
            before: Some(Box::new((spot, earlier))),
        };
        self.show_current_hit();
    }

    /// Ends typing: stays at the hit, or goes back to where find began.
    pub fn end_find(&mut self, keep: Keep) {
        let Some(before) = self.hits.before.take() else {
            return;
        };
        let (spot, earlier) = *before;
        match keep {
            Keep::Here if self.place == spot.place => {}
            Keep::Here => self.jumps.push(spot),
            Keep::Return => {
                self.hits = earlier;
                self.start_at(spot.place);
                self.landed = spot.landed;
                self.note = None;
            }
        }
    }

    /// Goes on to another hit: from the current one while it is on the screen, else from the place.
    pub(super) fn step_hit(&mut self, way: Way, times: usize) -> Answer {
        if self.hits.spans.is_empty() {
            return self.nowhere("no hits; / looks for words");
        }
        let spans = &self.hits.spans;
        let seen = self
            .hits
            .current
            .filter(|&at| self.is_on_screen(spans[at].start));
        let here = seen.map_or(self.place, |at| spans[at].start);
        let next = match way {
            Way::Next => {
                let skipped = usize::from(seen.is_some());
                let first = spans.partition_point(|hit| hit.start < here) + skipped;
                (first < spans.len()).then(|| (first + times - 1).min(spans.len() - 1))
            }
            Way::Previous => {
                let after = spans.partition_point(|hit| hit.start < here);
                (after > 0).then(|| after.saturating_sub(times))
            }
        };
        let Some(next) = next else {
            return self.nowhere("no further hit that way");
        };
        self.leave();
        self.hits.current = Some(next);
        self.show_current_hit();
        Answer::Done
    }

    /// Lands on the current hit.
    pub(super) fn show_current_hit(&mut self) {
        if let Some(span) = self.hits.current() {
            let note = self.note.take();
            self.land(Landed {
                span,
                kind: Landmark::Paragraph,
            });
            self.note = note;
        }
    }
}

/// The pattern for a typed text; `None` for blank ones.
fn pattern(text: &str) -> Option<Regex> {
    if text.trim().is_empty() {
        return None;
    }
    let typed_plainly = !text
        .chars()
        .any(|c| ACCENTED.iter().any(|(_, accented)| accented.contains(c)));
    let mut pattern = String::new();
    let mut blank = false;
    for character in text.chars() {
        if character.is_whitespace() {
            if !blank {
                pattern.push_str(r"\s+");
            }
        } else {
            write_character(&mut pattern, character, typed_plainly);
        }
        blank = character.is_whitespace();
    }
    let smart_case = !text.chars().any(char::is_uppercase);
    RegexBuilder::new(&pattern)
        .case_insensitive(smart_case)
        .build()
        .ok()
}

fn write_character(pattern: &mut String, character: char, typed_plainly: bool) {
    let lower = character.to_ascii_lowercase();
    let accented = ACCENTED
        .iter()
        .find(|(plain, _)| *plain == lower && typed_plainly);
    let marks = MARKS.iter().find(|(plain, _)| *plain == character);
    if let Some((_, accented)) = accented {
        let upper = character.is_ascii_uppercase();
        let variants: String = if upper {
            accented.to_uppercase()
        } else {
            (*accented).to_string()
        };
        // Writing to a string does not fail.
        let _ = write!(pattern, r"[{character}{variants}]\p{{M}}*");
    } else if let Some((_, marks)) = marks {
        pattern.push_str(marks);
    } else {
        pattern.push_str(&regex::escape(character.encode_utf8(&mut [0; 4])));
    }
}

#[cfg(test)]
mod tests {
    use super::pattern;

    fn check(typed: &str, text: &str, found: Option<&str>) {
        let pattern = pattern(typed).expect("not blank");
        assert_eq!(
            pattern.find(text).map(|hit| hit.as_str()),
            found,
            "{typed:?} in {text:?}"
        );
    }

    #[test]
    fn small_letters_find_large_ones_and_not_the_other_way_round() {
        check("cyber", "The Cyber War", Some("Cyber"));
        check("Cyber", "the cyber war", None);
    }

    #[test]
    fn plain_letters_find_accented_ones_and_not_the_other_way_round() {
        check("martinez", "Dr. Martínez", Some("Martínez"));
        check("martinez", "Marti\u{301}nez", Some("Marti\u{301}nez"));
        check("Angel", "Ángel", None.or(Some("Ángel")));
        check("martínez", "Martinez", None);
    }

    #[test]
    fn typed_marks_find_printed_ones() {
        check(
            "it's \"so-called\"",
            "it’s “so–called”",
            Some("it’s “so–called”"),
        );
        check("two  words", "two\nwords", Some("two\nwords"));
        check("a.b(", "a.b( a", Some("a.b("));
    }

    #[test]
    fn blank_text_finds_nothing() {
        assert!(pattern("  ").is_none());
    }
}
