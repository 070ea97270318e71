//! As much of a passage as fits a few lines, around its first hit.

use unicode_segmentation::UnicodeSegmentation;

use crate::story::Span;
use crate::ui::fit;

/// A stretch of a line: text, and whether it answers the query.
pub type Piece<'a> = (&'a str, bool);

/// The part of `text` that is shown in `lines` lines, each `(first, then)` columns wide; the first of
/// `highlights` is always among it.
pub fn excerpt<'a>(
    text: &'a str,
    highlights: &[Span],
    columns: usize,
    lines: usize,
) -> Vec<Vec<Piece<'a>>> {
    let mut start = beginning(text, highlights, columns * lines);
    let mut set = Vec::new();
    for line in 1..=lines {
        let lead = if line == 1 && start > 0 { "…" } else { "" };
        let room = columns.saturating_sub(fit::width(lead));
        let fits_whole = fit::width(&text[start..]) <= room;
        let trail = if line == lines && !fits_whole {
            "…"
        } else {
            ""
        };
        let end = line_end(text, start, room.saturating_sub(fit::width(trail)));
        let mut pieces = vec![(lead, false)];
        pieces.extend(parts(text, Span::new(start, end), highlights));
        pieces.push((trail, false));
        pieces.retain(|(text, _)| !text.is_empty());
        set.push(pieces);
        start = text.len() - text[end..].trim_start().len();
        if start >= text.len() {
            break;
        }
    }
    set
}

/// Where the excerpt begins: at the start where the first hit is seen from there, else a few words before it.
fn beginning(text: &str, highlights: &[Span], columns: usize) -> usize {
    let Some(hit) = highlights.first() else {
        return 0;
    };
    if fit::width(&text[..hit.end.min(text.len())]) + 1 < columns {
        return 0;
    }
    // A third of the room shows what leads up to the hit.
    let lead = &text[..hit.start];
    let mut room = columns / 3;
    let cut = lead
        .grapheme_indices(true)
        .rev()
        .find_map(|(at, grapheme)| {
            let wide = fit::width(grapheme);
            if wide > room {
                return Some(at + grapheme.len());
            }
            room -= wide;
            None
        });
    let cut = cut.unwrap_or(0);
    lead[cut..].find(' ').map_or(cut, |space| cut + space + 1)
}

/// Where a line that begins at `start` ends: after the last word that fits, or inside a word wider than it.
fn line_end(text: &str, start: usize, columns: usize) -> usize {
    let fits = fit::prefix(&text[start..], columns);
    let end = start + fits.len();
    if end == text.len() || text[end..].starts_with(' ') {
        return end;
    }
    fits.rfind(' ')
        .filter(|&space| space > 0)
        .map_or(end, |space| start + space)
}

/// A line in pieces of hits and of other words.
fn parts<'a>(text: &'a str, line: Span, highlights: &[Span]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut at = line.start;
    for hit in highlights.iter().filter(|hit| hit.overlaps(line)) {
        let (start, end) = (hit.start.max(at), hit.end.min(line.end));
        pieces.push((&text[at..start], false));
        pieces.push((&text[start..end.max(start)], true));
        at = end.max(start);
    }
    pieces.push((&text[at..line.end], false));
    pieces
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::story::Span;

    fn check(text: &str, hit: &str, columns: usize, lines: usize, expect: &[&str]) {
        let at = text.find(hit).expect("the hit is in the text");
        let set = excerpt(text, &[Span::new(at, at + hit.len())], columns, lines);
        let shown: Vec<String> = set
            .iter()
            .map(|line| {
                line.iter()
                    .map(|(text, is_hit)| {
                        if *is_hit {
                            format!("[{text}]")
                        } else {
                            (*text).to_owned()
                        }
                    })
                    .collect()
            })
            .collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn the_hit_is_always_seen() {
        check(
            "rain fell on the harbour",
            "rain",
            30,
            1,
            &["[rain] fell on the harbour"],
        );
        check(
            "rain fell on the old harbour",
            "harbour",
            18,
            1,
            &["…old [harbour]"],
        );
        check(
            "rain fell on the harbour",
            "on",
            13,
            2,
            &["rain fell [on]", "the harbour"],
        );
        check(
            "grüne Häfen überall im Land",
            "überall",
            12,
            1,
            &["…[überall] im…"],
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        check("abcdefghij", "abc", 5, 2, &["[abc]de", "fghij"]);
    }
}
