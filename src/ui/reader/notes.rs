//! Footnotes: from a mark in the text to its note, and from the note back to the mark.

use memchr::memmem;

use super::{Answer, Landed, Reader};
use crate::story::{BlockKind, Landmark, Span};

/// Bytes of the label of a note at most.
const LONGEST: usize = 24;

impl Reader {
    /// The marks of notes on the screen, in order.
    pub(super) fn note_marks(&self) -> Vec<Span> {
        let rows = self.typeset.rows();
        let end = rows.len().min(self.top + self.height());
        let seen = self.top.min(end)..end;
        let (Some(first), Some(last)) = (rows[seen.clone()].first(), rows[seen].last()) else {
            return vec![];
        };
        let marks = marks(
            &self.story.text,
            Span::new(first.start, last.text.end.max(first.start)),
        );
        marks
            .into_iter()
            .filter(|mark| self.other_end(*mark).is_some())
            .collect()
    }

    /// The mark at a byte.
    pub(super) fn note_mark_at(&self, byte: usize) -> Option<Span> {
        let block = self.story.blocks[self.story.block_at(byte)?].span;
        let mark = marks(&self.story.text, block)
            .into_iter()
            .find(|mark| mark.contains(byte));
        mark.filter(|mark| self.other_end(*mark).is_some())
    }

    /// Goes from a mark to its note, or back.
    pub(super) fn follow_mark(&mut self, mark: Span) -> Answer {
        let Some(span) = self.other_end(mark) else {
            return Answer::Unmoved;
        };
        self.leave();
        self.land(Landed {
            span,
            kind: Landmark::Paragraph,
        })
    }

    /// The note of a mark; of the mark that a note begins with, where it stands in the text.
    fn other_end(&self, mark: Span) -> Option<Span> {
        let story = &self.story;
        let label = story.slice(mark);
        let is_note = |span: Span| {
            let block = story.block_at(span.start).map(|at| &story.blocks[at]);
            block.is_some_and(|block| {
                block.kind == BlockKind::Footnote && block.span.start == span.start
            })
        };
        if is_note(mark) {
            let found = memmem::find_iter(story.text.as_bytes(), label);
            let mut found = found.map(|at| Span::new(at, at + label.len()));
            return found.find(|span| !is_note(*span));
        }
        let mut notes = story
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Footnote);
        let note = notes.find(|block| story.slice(block.span).starts_with(label))?;
        Some(note.span)
    }
}

/// What looks like a mark: `[1]`, `[a]`, `[smith]`.
fn marks(text: &str, span: Span) -> Vec<Span> {
    let words = &text[span.range()];
    let opens = memchr::memchr_iter(b'[', words.as_bytes());
    let mark = |open: usize| {
        let length = words[open..]
            .bytes()
            .take(LONGEST)
            .position(|byte| byte == b']')?;
        let label = &words[open + 1..open + length];
        let is_label = !label.is_empty() && !label.contains([' ', '[', '\n']);
        is_label.then(|| Span::new(span.start + open, span.start + open + length + 1))
    };
    opens.filter_map(mark).collect()
}
