//! The order of Arabic and Hebrew on the line (UAX #9): glyphs are placed as they are seen, and keep the byte they
//! stand for.

use unicode_bidi::{BidiInfo, Direction, Level, ParagraphBidiInfo, get_base_direction};
use unicode_segmentation::UnicodeSegmentation;

use super::glyph::Glyph;
use crate::story::Span;

/// Bytes of a paragraph that is looked at as a whole.
const LONGEST: usize = 16 * 1024;

/// Who puts what is written from right to left in its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bidi {
    /// The terminal, or nobody.
    #[default]
    Left,
    /// byline.
    Ordered,
}

/// Whether a text holds anything that is written from right to left.
pub(super) fn has_rightward(text: &str) -> bool {
    // Hebrew is the first such script, and its letters begin with this byte.
    text.bytes().any(|byte| byte >= 0xd6) && text.chars().any(is_rightward)
}

fn is_rightward(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Places the glyphs of a line of a paragraph as they are seen, from `indent` to `width`.
pub(super) fn order(
    text: &str,
    paragraph: Span,
    line: Span,
    (indent, width): (u16, u16),
    glyphs: &mut [Glyph<'_>],
) {
    let whole = if paragraph.len() <= LONGEST && paragraph.covers(line) {
        paragraph
    } else {
        line
    };
    let info = ParagraphBidiInfo::new(&text[whole.range()], None);
    let within = line.start - whole.start..line.end - whole.start;
    let levels = info.reordered_levels(within);
    let level_of = |glyph: &Glyph<'_>| {
        let level = glyph
            .at
            .checked_sub(whole.start)
            .and_then(|at| levels.get(at));
        level.copied().unwrap_or(info.paragraph_level)
    };
    place(glyphs, level_of, info.paragraph_level, (indent, width));
}

/// A line by itself in the order in which it is seen: its characters with the bytes that they stand for, those
/// that have another form there in that form. `None` where that is the order in which it is written.
pub fn as_seen(line: &str) -> Option<Vec<(Span, &str)>> {
    if !has_rightward(line) {
        return None;
    }
    let info = ParagraphBidiInfo::new(line, None);
    let levels = info.reordered_levels(0..line.len());
    let characters: Vec<(usize, &str)> = line.grapheme_indices(true).collect();
    let level_of = |(at, _): &(usize, &str)| levels.get(*at).copied();
    let levels: Vec<Level> = characters
        .iter()
        .map(|character| level_of(character).unwrap_or(info.paragraph_level))
        .collect();
    let seen = BidiInfo::reorder_visual(&levels).into_iter();
    let seen = seen.map(|index| {
        let (at, text) = characters[index];
        let shown = if levels[index].is_rtl() {
            mirrored(text)
        } else {
            text
        };
        (Span::new(at, at + text.len()), shown)
    });
    Some(seen.collect())
}

/// Whether a paragraph is read from right to left.
pub(super) fn is_right(paragraph: &str) -> bool {
    has_rightward(paragraph) && get_base_direction(paragraph) == Direction::Rtl
}

fn place(
    glyphs: &mut [Glyph<'_>],
    level_of: impl Fn(&Glyph<'_>) -> Level,
    base: Level,
    (indent, width): (u16, u16),
) {
    let mut before = indent;
    let gaps: Vec<u16> = glyphs
        .iter()
        .map(|glyph| {
            let gap = glyph.column.saturating_sub(before);
            before = glyph.column + glyph.width;
            gap
        })
        .collect();
    let taken = before.saturating_sub(indent);
    let levels: Vec<Level> = glyphs.iter().map(level_of).collect();
    let mut column = if base.is_rtl() {
        width.saturating_sub(indent).saturating_sub(taken)
    } else {
        indent
    };
    for index in BidiInfo::reorder_visual(&levels) {
        let (glyph, gap) = (&mut glyphs[index], gaps[index]);
        if levels[index].is_ltr() {
            column += gap;
        }
        glyph.column = column;
        column += glyph.width;
        if levels[index].is_rtl() {
            column += gap;
            glyph.text = mirrored(glyph.text);
        }
    }
}

/// The bracket that is seen where one is written from right to left (L4).
fn mirrored(text: &str) -> &str {
    match text {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::as_seen;

    #[test]
    fn a_line_is_seen_in_its_order() {
        for (line, expect) in [
            ("plain (words)", None),
            ("§ \u{5d0}\u{5d1} 12", Some("12 \u{5d1}\u{5d0} §")),
            ("by (\u{5d0}\u{5d1})", Some("by (\u{5d1}\u{5d0})")),
            ("(\u{5d0}) \u{5d1}…", Some("…\u{5d1} (\u{5d0})")),
        ] {
            let seen = as_seen(line);
            let seen =
                seen.map(|seen| seen.into_iter().map(|(_, shown)| shown).collect::<String>());
            assert_eq!(seen.as_deref(), expect, "{line}");
        }
    }

    #[test]
    fn no_character_is_lost() {
        let line = "e\u{301} \u{5e9}\u{5c1}\u{5dc}\u{5d5}\u{5dd} 👩‍👩‍👧 x";
        let mut spans: Vec<_> = as_seen(line)
            .expect("it has Hebrew")
            .into_iter()
            .map(|(span, _)| span)
            .collect();
        spans.sort_unstable();
        let told: String = spans.iter().map(|span| &line[span.range()]).collect();
        assert_eq!(told, line);
    }
}
