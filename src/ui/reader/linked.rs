//! Where the links on the screen stand.

use ratatui::layout::Rect;

use super::Reader;
use crate::story::{InlineKind, Span};
use crate::typeset::{Line, Row};
use crate::ui::link::{Link, is_safe};

impl Reader {
    /// The cells that lead somewhere, where the story is drawn in an area.
    pub fn links_seen(&self, area: Rect) -> Vec<Link> {
        let rows = self.typeset.rows().iter().skip(self.top);
        let seen = rows.zip(area.top()..area.bottom());
        seen.flat_map(|(row, y)| self.links_of(row, y, area))
            .collect()
    }

    fn links_of(&self, row: &Row, y: u16, area: Rect) -> Vec<Link> {
        if !matches!(row.line, Line::Words(_) | Line::Cells(_)) {
            return vec![];
        }
        let inlines = &self.story.inlines;
        let block = self
            .story
            .blocks
            .get(row.block)
            .map_or(row.text, |block| block.span);
        let first = inlines.partition_point(|inline| inline.span.start < block.start);
        let within = inlines[first..]
            .iter()
            .take_while(|inline| inline.span.start < row.text.end);
        let links = within.filter_map(|inline| match &inline.kind {
            InlineKind::Link(address) if is_safe(address) => Some((inline.span, address)),
            _ => None,
        });
        let links = links.filter(|(span, _)| span.overlaps(row.text));
        links
            .filter_map(|(span, address)| {
                let columns = self.columns_of(row, span, area)?;
                Some(Link {
                    row: y,
                    columns,
                    address: address.clone(),
                })
            })
            .collect()
    }

    /// The columns of the screen in which words of a row stand.
    fn columns_of(&self, row: &Row, words: Span, area: Rect) -> Option<std::ops::Range<u16>> {
        let glyphs = self.typeset.glyphs(&self.story, row);
        let within = glyphs.iter().filter(|glyph| words.contains(glyph.at));
        let left = area.left() + self.measure().left;
        let place = |column: u16| {
            (left + column)
                .saturating_sub(row.outdent)
                .min(area.right())
        };
        let start = within.clone().map(|glyph| glyph.column).min()?;
        let end = within.map(|glyph| glyph.column + glyph.width).max()?;
        Some(place(start)..place(end))
    }
}
