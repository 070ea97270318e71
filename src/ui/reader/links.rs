//! Links and notes by letter: each web link and each mark of a note that begins on the screen gets one, and
//! pressing it leads there.

use ratatui::buffer::Buffer;

use super::draw::Page;
use super::{Answer, Reader, is_web};
use crate::story::Span;
use crate::typeset::Row;
use crate::ui::theme::Role;

/// The letters, in the order of the links; more links than these are not labelled.
const LETTERS: [&str; 26] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "w", "x", "y", "z",
];

/// Where a letter leads.
enum Lead {
    /// To an address.
    Address(String),
    /// To a note, or back from it.
    Note,
}

impl Reader {
    /// Labels the links on the screen.
    pub(super) fn label_links(&mut self) -> Answer {
        if self.labelled().is_empty() {
            return self.nowhere("no link and no note on this screen");
        }
        self.labels = true;
        self.note = Some("a letter opens its link, or goes to its note".to_owned());
        Answer::Done
    }

    /// Whether the next key is a link's letter.
    pub fn awaits_letter(&self) -> bool {
        self.labels
    }

    /// Takes the labels away, and opens the link of this letter if there is one.
    pub fn follow(&mut self, letter: Option<char>) -> Answer {
        (self.labels, self.note) = (false, None);
        let letter = letter.map(String::from);
        let labelled = self.labelled();
        let mut found = labelled
            .iter()
            .filter(|(label, ..)| Some(*label) == letter.as_deref());
        match found.next() {
            Some((_, _, Lead::Address(address))) => Answer::Browse(address.clone()),
            Some((_, mark, Lead::Note)) => self.follow_mark(*mark),
            None => Answer::Unmoved,
        }
    }

    /// Letter, words and goal of each link and each mark of a note that begins on the screen.
    fn labelled(&self) -> Vec<(&'static str, Span, Lead)> {
        let links = self.story.links();
        let seen = links.filter(|(span, address)| is_web(address) && self.is_on_screen(span.start));
        let links = seen.map(|(span, address)| (span, Lead::Address(address.to_owned())));
        let notes = self.note_marks().into_iter().map(|mark| (mark, Lead::Note));
        let mut all: Vec<_> = links.chain(notes).collect();
        all.sort_by_key(|(span, _)| span.start);
        let lettered = LETTERS.into_iter().zip(all);
        lettered
            .map(|(letter, (span, lead))| (letter, span, lead))
            .collect()
    }

    /// Draws the letters of a row over the first letters of its links.
    pub(super) fn draw_labels(&self, page: &Page<'_>, buffer: &mut Buffer, row: &Row, y: u16) {
        if !self.labels {
            return;
        }
        let style = page.theme.style(Role::CurrentHit);
        let labelled = self.labelled();
        for glyph in self.typeset.glyphs(&self.story, row) {
            let label = labelled.iter().find(|(_, span, _)| span.start == glyph.at);
            if let Some((letter, ..)) = label {
                let column = glyph.column.cast_signed() - row.outdent.cast_signed();
                page.put(buffer, column, y, letter, style);
            }
        }
    }
}
