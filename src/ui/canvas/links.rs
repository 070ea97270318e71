//! Addresses by number, so that a cell says where it leads in two bytes.

use ratatui::layout::Rect;

use crate::ui::link::Link;

/// Addresses kept at most, before all is drawn anew.
const MOST: usize = 1000;

/// The addresses that cells lead to, numbered from 1; 0 is none.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    known: Vec<String>,
}

impl Addresses {
    pub(super) fn is_full(&self) -> bool {
        self.known.len() >= MOST
    }

    /// The number of each cell of an area; nothing where none leads anywhere.
    pub(super) fn numbers(&mut self, area: Rect, links: &[Link]) -> Vec<u16> {
        if links.is_empty() {
            return vec![];
        }
        let width = usize::from(area.width);
        let mut numbers = vec![0; width * usize::from(area.height)];
        for link in links {
            let number = self.number(&link.address);
            let row = usize::from(link.row) * width;
            let columns = usize::from(link.columns.start)..usize::from(link.columns.end).min(width);
            if let Some(cells) =
                numbers.get_mut(row + columns.start..row + columns.end.max(columns.start))
            {
                cells.fill(number);
            }
        }
        numbers
    }

    fn number(&mut self, address: &str) -> u16 {
        let known = self.known.iter().position(|known| known == address);
        let at = known.unwrap_or_else(|| {
            self.known.push(address.to_owned());
            self.known.len() - 1
        });
        u16::try_from(at + 1).unwrap_or(0)
    }

    /// The sequence from which on cells lead to an address; to none with 0. The number tells rows of one link
    /// apart from those of another.
    pub(super) fn sequence(&self, number: u16) -> String {
        let at = usize::from(number).checked_sub(1);
        at.and_then(|at| self.known.get(at)).map_or_else(
            || "\x1b]8;;\x1b\\".to_owned(),
            |address| format!("\x1b]8;id={number};{address}\x1b\\"),
        )
    }
}
