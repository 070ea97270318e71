//! Turning pages: none ends with a heading alone, and none begins with the rule below one.

use std::ops::Range;

use super::{Answer, Reader};
use crate::story::BlockKind;
use crate::typeset::Line;

impl Reader {
    /// A page further down; less where it would part a heading from what stands below it.
    pub(super) fn turn_page(&mut self) -> Answer {
        let page = self.page().unsigned_abs();
        let enough = self.top + page + 2 * self.height();
        let part = self.typeset.part();
        if part.is_some_and(|part| !part.has_end && enough > self.typeset.rows().len()) {
            self.complete();
        }
        let wanted = self.top + page;
        if self.typeset.part().is_none_or(|part| part.has_end) && wanted >= self.last_top() {
            return self.scroll_by(self.page());
        }
        let places = || (self.top + 1..=wanted).rev();
        let begins_well = |to: &usize| {
            self.heading_at(*to)
                .is_none_or(|heading| heading.start == *to)
        };
        let ends_well = |to: &usize| self.heading_before(*to + self.height()).is_none();
        let to = places()
            .find(|to| begins_well(to) && ends_well(to))
            .or_else(|| places().find(begins_well))
            .unwrap_or(wanted);
        self.scroll_by((to - self.top).cast_signed())
    }

    /// The rows of the heading that a row is of, with the rule below them.
    fn heading_at(&self, row: usize) -> Option<Range<usize>> {
        let rows = self.typeset.rows();
        let block = rows.get(row).filter(|row| is_heading(row.line))?.block;
        let is_same = |at: &usize| rows[*at].block == block && is_heading(rows[*at].line);
        let start = (0..=row).rev().take_while(is_same).last()?;
        let last = (row..rows.len()).take_while(is_same).last()?;
        Some(start..last + 1)
    }

    /// The heading that is the last thing above a row.
    fn heading_before(&self, row: usize) -> Option<Range<usize>> {
        let rows = self.typeset.rows().get(..row)?;
        let last = rows.iter().rposition(|row| row.line != Line::Air)?;
        self.heading_at(last)
    }
}

fn is_heading(line: Line) -> bool {
    matches!(line, Line::Words(BlockKind::Heading) | Line::Underline)
}
