//! How far one is, as a line: what is read, and where sections begin.

use super::Reader;
use super::folds::Folds;

/// What stands in a column of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Whether it is above what is seen.
    pub is_read: bool,
    /// Whether a section begins in it.
    pub begins: bool,
}

impl Reader {
    /// The story from top to end, in so many columns.
    pub fn stretches(&self, columns: u16) -> Vec<Stretch> {
        let columns = usize::from(columns);
        let read = columns * usize::from(self.status().percent) / 100;
        let mut stretches: Vec<Stretch> = (0..columns)
            .map(|column| Stretch {
                is_read: column < read,
                begins: false,
            })
            .collect();
        let (rows, bytes) = (self.last_top(), self.story.text.len());
        for section in &self.story.sections {
            let start = section.heading.start;
            let (at, all) = match self.typeset.part() {
                None if self.folds == Folds::default() => (self.typeset.row_of(start), rows),
                _ => (start, bytes),
            };
            let column = (at * columns).checked_div(all).unwrap_or(columns);
            if let Some(stretch) = stretches.get_mut(column) {
                stretch.begins = true;
            }
        }
        stretches
    }
}
