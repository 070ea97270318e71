//! Links by letter: each web link that begins on the screen gets one, and pressing it opens the link.

use ratatui::buffer::Buffer;

use super::draw::Page;
use super::{Answer, Reader, is_web};
use crate::typeset::Row;
use crate::ui::theme::Role;

/// The letters, in the order of the links; more links than these are not labelled.
const LETTERS: [&str; 26] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
    "t", "u", "v", "w", "x", "y", "z",
];

impl Reader {
    /// Labels the links on the screen.
    pub(super) fn label_links(&mut self) -> Answer {
        if self.labelled().next().is_none() {
            return self.nowhere("no link on this screen");
        }
        self.labels = true;
        self.note = Some("a letter opens its link".to_owned());
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
        let link = self
            .labelled()
            .find(|(label, ..)| Some(*label) == letter.as_deref());
        let address = link.map(|(.., address)| address.to_owned());
        address.map_or(Answer::Unmoved, Answer::Browse)
    }

    /// Letter, first byte and address of each link that begins on the screen.
    fn labelled(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        let links = self.story.links();
        let seen = links.filter(|(span, address)| is_web(address) && self.is_on_screen(span.start));
        LETTERS
            .into_iter()
            .zip(seen)
            .map(|(letter, (span, address))| (letter, span.start, address))
    }

    /// Draws the letters of a row over the first letters of its links.
    pub(super) fn draw_labels(&self, page: &Page<'_>, buffer: &mut Buffer, row: &Row, y: u16) {
        if !self.labels {
            return;
        }
        let style = page.theme.style(Role::CurrentHit);
        for glyph in self.typeset.glyphs(&self.story, row) {
            let label = self.labelled().find(|(_, start, _)| *start == glyph.at);
            if let Some((letter, ..)) = label {
                page.put(buffer, glyph.column.cast_signed(), y, letter, style);
            }
        }
    }
}
