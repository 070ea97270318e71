//! Where lines break, by the columns that words take: as evenly as they can, and inside words only
//! where the rows would else be ragged.
//!
//! Most text is made of characters that take one column each and break at spaces and dashes; a plain
//! scan deals with it at hundreds of megabytes a second. Everything else (scripts without spaces,
//! wide and combining characters, emoji) goes through the line breaking of UAX #14 and grapheme
//! clusters.

use unicode_segmentation::UnicodeSegmentation;

use super::RowEnd as End;
use super::best;
use super::columns::{grapheme_columns, is_simple};
use super::filler::Filler;
use super::hyphens;
use super::passage::{Passage, Piece};
use super::pieces;
use crate::story::Span;

/// Breaks a passage into rows of at most `width` columns and hands out the span of each, without
/// the white space at its ends. Only a single grapheme wider than `width` sticks out.
pub(super) fn wrap(passage: Passage<'_>, width: usize, row: impl FnMut(Span, End)) {
    let width = width.max(1);
    let mut found = Vec::new();
    let keep = |piece| pieces::keep(&mut found, piece);
    if passage.text.chars().all(is_simple) {
        pieces::simple(passage, keep);
    } else {
        pieces::unicode(passage, keep);
    }
    let rows = best::rows(&found, width, best::Demand::Even);
    if let Some(rows) = rows {
        return hand_out(passage, &found, &rows, row);
    }
    if let Some(language) = passage.language {
        found = hyphens::parted(passage.text, found, language);
    }
    if let Some(rows) = best::rows(&found, width, best::Demand::Any) {
        return hand_out(passage, &found, &rows, row);
    }
    let mut filler = Filler::new(passage, width, row);
    for piece in found {
        filler.push(piece);
    }
    filler.finish();
}

fn hand_out(
    passage: Passage<'_>,
    pieces: &[Piece],
    rows: &[std::ops::Range<usize>],
    mut row: impl FnMut(Span, End),
) {
    for range in rows {
        let [first, .., last] = &pieces[range.clone()] else {
            let only = pieces[range.start];
            row(only.span(passage.start), only.at_end);
            continue;
        };
        let base = passage.start;
        row(Span::new(base + first.start, base + last.end), last.at_end);
    }
}

/// Breaks preformatted text: at line ends and where the width ends, nowhere else. Empty lines are
/// rows too. Tabs take `tab` columns.
pub(super) fn chop(text: &str, start: usize, width: usize, tab: usize, mut row: impl FnMut(Span)) {
    let mut at = start;
    for line in text.split('\n') {
        let (mut from, mut taken) = (at, 0);
        for (offset, grapheme) in line.grapheme_indices(true) {
            let needed = if grapheme == "\t" {
                tab
            } else {
                grapheme_columns(grapheme)
            };
            if taken > 0 && taken + needed > width {
                row(Span::new(from, at + offset));
                (from, taken) = (at + offset, 0);
            }
            taken += needed;
        }
        row(Span::new(from, at + line.len()));
        at += line.len() + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns;
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        mended(text, width, &[])
    }

    fn mended<'a>(text: &'a str, width: usize, mends: &[usize]) -> Vec<&'a str> {
        let mut rows = vec![];
        let passage = Passage {
            text,
            start: 0,
            mends,
            language: None,
        };
        wrap(passage, width, |span, _| rows.push(&text[span.range()]));
        rows
    }

    #[test]
    fn words_fill_rows() {
        assert_eq!(
            rows("the harbour opens at dawn", 11),
            ["the harbour", "opens at", "dawn"]
        );
        assert_eq!(rows("  a \t b  ", 9), ["a \t b"]);
        assert_eq!(rows("", 5), Vec::<&str>::new());
    }

    #[test]
    fn dashes_break_after_words_only() {
        assert_eq!(rows("a so-called truce", 8), ["a so-", "called", "truce"]);
        assert_eq!(rows("it was -5 then", 8), ["it was", "-5 then"]);
        assert_eq!(rows("“no—never”", 6), ["“no—", "never”"]);
    }

    #[test]
    fn what_is_too_long_breaks_between_graphemes() {
        assert_eq!(rows("ab cdefghij k", 4), ["ab", "cdef", "ghij", "k"]);
        assert_eq!(
            rows("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
    }

    #[test]
    fn scripts_without_spaces_break_by_their_own_rules() {
        assert_eq!(
            rows("港は夜明けに開く。", 8),
            ["港は夜明", "けに開", "く。"]
        );
        assert_eq!(rows("港は夜明けに開く。", 1).len(), 9);
    }

    #[test]
    fn a_mended_space_takes_a_column_and_may_end_a_row() {
        assert_eq!(mended("Smith.It was", 9, &[6]), ["Smith.It", "was"]);
        assert_eq!(mended("Smith.It was", 8, &[6]), ["Smith.", "It was"]);
        assert_eq!(mended("Smíth.漢It was", 9, &[10]), ["Smíth.漢", "It was"]);
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        let text = "if x {\n\ty\n}\n";
        let mut rows = vec![];
        chop(text, 0, 5, 4, |span| rows.push(&text[span.range()]));
        assert_eq!(rows, ["if x ", "{", "\ty", "}", ""]);
    }

    #[test]
    fn the_last_row_is_no_single_short_word() {
        assert_eq!(
            rows("aaaa bbbb cccc dddd eeee ffff gggg e", 34),
            ["aaaa bbbb cccc dddd eeee ffff", "gggg e"]
        );
    }

    #[test]
    fn no_more_rows_than_words_need() {
        assert_eq!(rows("aaaaaa bb cccccc dddddd", 9).len(), 3);
    }

    #[test]
    fn spaces_before_french_marks_are_no_place_to_break() {
        assert_eq!(rows("il a dit « oui » ?", 10), ["il a dit", "« oui » ?"]);
        assert_eq!(rows("er sagte »ja« dann", 8), ["er sagte", "»ja«", "dann"]);
    }

    #[test]
    fn words_are_parted_where_rows_would_be_ragged() {
        let text = "die Bundesverfassungsgerichtspräsidentin sprach";
        let mut set = vec![];
        let passage = Passage {
            text,
            start: 0,
            mends: &[],
            language: hyphens::language(Some("de")),
        };
        wrap(passage, 20, |span, end| {
            set.push((&text[span.range()], end));
        });
        assert!(set.len() == 3 || set.len() == 4, "{set:?}");
        assert_eq!(set[0].1, End::Hyphen);
        assert!(set[0].0.starts_with("die Bundes"), "{set:?}");
        assert_eq!(set.last().map(|last| last.1), Some(End::Word));
    }

    #[test]
    fn soft_hyphens_are_hyphens_at_the_end_of_a_row_only() {
        let text = "ein Donau\u{ad}dampf\u{ad}schiff";
        let mut set = vec![];
        let passage = Passage {
            text,
            start: 0,
            mends: &[],
            language: None,
        };
        wrap(passage, 11, |span, end| {
            set.push((&text[span.range()], end));
        });
        assert_eq!(
            set,
            [
                ("ein Donau\u{ad}", End::Hyphen),
                ("dampf\u{ad}schiff", End::Word)
            ]
        );
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_no_row_sticks_out(text in "\\PC{0,60}", width in 2usize..30) {
            let set = rows(&text, width);
            let kept: String = set.concat().split_whitespace().collect();
            let words: String = text.split_whitespace().collect();
            prop_assert_eq!(kept, words);
            for row in set {
                prop_assert!(columns(row) <= width || row.graphemes(true).count() == 1, "{:?}", row);
            }
        }

        #[test]
        fn both_ways_of_breaking_keep_the_same_words(text in "[a-zé ,.“”—]{0,80}", width in 1usize..30) {
            let passage = Passage { text: &text, start: 0, mends: &[], language: None };
            let (mut simple, mut full) = (String::new(), String::new());
            pieces::simple(passage, |piece| simple.push_str(&text[piece.start..piece.end]));
            pieces::unicode(passage, |piece| full.push_str(&text[piece.start..piece.end]));
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&simple), words(&full));
            prop_assert!(rows(&text, width).iter().all(|row| columns(row) <= width));
        }
    }
}
