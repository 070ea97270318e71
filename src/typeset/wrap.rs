//! Where lines break: words are put in a row as long as they fit, by the columns they take.
//!
//! Most text is made of characters that take one column each and break at spaces and dashes; a plain
//! scan deals with it at hundreds of megabytes a second. Everything else (scripts without spaces,
//! wide and combining characters, emoji) goes through the line breaking of UAX #14 and grapheme
//! clusters.

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::story::Span;

/// Columns of a tab between words; preformatted text and tables know their own.
const TAB: usize = 1;

/// Text to be broken into rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Byte of the story at which they start.
    pub(super) start: usize,
    /// Places of the story where a space is set that the text lacks.
    pub(super) mends: &'a [usize],
}

/// Columns that a text takes when it is set grapheme by grapheme.
pub(super) fn columns(text: &str) -> usize {
    if text.chars().all(is_simple) {
        return text.chars().count();
    }
    if text.chars().all(is_wide) {
        return 2 * text.chars().count();
    }
    text.graphemes(true).map(grapheme_columns).sum()
}

/// Columns of one grapheme cluster. A tab between words takes one; a soft hyphen is not set.
pub(super) fn grapheme_columns(grapheme: &str) -> usize {
    match grapheme {
        "\t" => TAB,
        "\u{ad}" => 0,
        _ => grapheme.width(),
    }
}

/// Breaks a passage into rows of at most `width` columns and hands out the span of each, without
/// the white space at its ends. Only a single grapheme wider than `width` sticks out.
pub(super) fn wrap(passage: Passage<'_>, width: usize, row: impl FnMut(Span)) {
    let mut filler = Filler::new(passage, width.max(1), row);
    if passage.text.chars().all(is_simple) {
        simple_pieces(passage, |piece| filler.push(piece));
    } else {
        unicode_pieces(passage, |piece| filler.push(piece));
    }
    filler.finish();
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

/// A run that is not broken, and the gap after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Bytes of the passage.
    start: usize,
    end: usize,
    /// Columns of the run.
    width: usize,
    /// Columns up to the next run, should it stand in the same row.
    gap: usize,
}

/// Puts pieces into rows, as many in each as fit.
struct Filler<'a, F> {
    passage: Passage<'a>,
    width: usize,
    /// Bytes of the row being filled; empty before its first piece.
    open: Span,
    taken: usize,
    gap: usize,
    row: F,
}

impl<'a, F: FnMut(Span)> Filler<'a, F> {
    fn new(passage: Passage<'a>, width: usize, row: F) -> Self {
        Self {
            passage,
            width,
            open: Span::default(),
            taken: 0,
            gap: 0,
            row,
        }
    }

    fn push(&mut self, piece: Piece) {
        if piece.start == piece.end {
            self.gap += piece.gap;
            return;
        }
        if !self.open.is_empty() && self.taken + self.gap + piece.width > self.width {
            self.finish();
        }
        if piece.width > self.width {
            self.split(piece);
        } else {
            self.extend(piece.start, piece.end, piece.width);
        }
        self.gap = piece.gap;
    }

    /// Sets a run that is wider than a row, broken between graphemes.
    fn split(&mut self, piece: Piece) {
        let run = &self.passage.text[piece.start..piece.end];
        for (offset, grapheme) in run.grapheme_indices(true) {
            let columns = grapheme_columns(grapheme);
            if !self.open.is_empty() && self.taken + self.gap + columns > self.width {
                self.finish();
            }
            let start = piece.start + offset;
            self.extend(start, start + grapheme.len(), columns);
        }
    }

    fn extend(&mut self, start: usize, end: usize, columns: usize) {
        if self.open.is_empty() {
            self.open = Span::new(start, end);
            self.taken = columns;
        } else {
            self.open.end = end;
            self.taken += self.gap + columns;
        }
        self.gap = 0;
    }

    fn finish(&mut self) {
        if !self.open.is_empty() {
            let base = self.passage.start;
            (self.row)(Span::new(base + self.open.start, base + self.open.end));
        }
        self.open = Span::default();
        self.taken = 0;
        self.gap = 0;
    }
}

/// Whether a character takes one column, joins with no other, and breaks as letters, spaces and
/// dashes do. Tested against the widths of `unicode-width`.
fn is_simple(character: char) -> bool {
    matches!(character,
        ' '..='~' | '\t' | '\n' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{24f}'
        | '\u{391}'..='\u{3a1}' | '\u{3a3}'..='\u{3ce}' | '\u{400}'..='\u{481}'
        | '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}' | '…' | '€' | '™' | '•')
}

/// Whether a character takes two columns and joins with no other: ideographs and kana.
fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a0}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

/// Pieces of a text of simple characters: UAX #14 allows every break made here, and nearly all it
/// allows are made.
fn simple_pieces(passage: Passage<'_>, mut push: impl FnMut(Piece)) {
    let mut mends = mends_of(passage);
    let mut piece = Piece {
        start: 0,
        end: 0,
        width: 0,
        gap: 0,
    };
    let mut before = ' ';
    for (at, character) in passage.text.char_indices() {
        let mended = mends.next_if(|&mend| mend <= at).is_some();
        let blank = matches!(character, ' ' | '\t' | '\n');
        if blank {
            piece.gap += 1;
            before = character;
            continue;
        }
        if mended && piece.gap == 0 {
            piece.gap = 1;
        } else if closes(character) && piece.end > piece.start {
            // Never the first in a row, even after a space: "Why ?" in French.
            piece.width += std::mem::take(&mut piece.gap);
        }
        if piece.gap > 0 || may_break_after(before, character) {
            push(piece);
            piece = Piece {
                start: at,
                end: at,
                width: 0,
                gap: 0,
            };
        }
        piece.end = at + character.len_utf8();
        piece.width += 1;
        // A dash breaks only after a word, never as a sign before a number.
        let dash = matches!(character, '-' | '\u{2010}' | '–' | '—' | '/');
        before = if dash && !before.is_alphanumeric() {
            ' '
        } else {
            character
        };
    }
    push(piece);
}

/// Whether a character may not start a row: closing brackets, stops, marks.
fn closes(character: char) -> bool {
    matches!(
        character,
        '!' | '?' | ',' | '.' | ';' | ':' | ')' | ']' | '}'
    )
}

/// Whether a row may end between a dash or slash and a letter: "so-|called", "and/|or".
fn may_break_after(before: char, next: char) -> bool {
    matches!(before, '-' | '\u{2010}' | '–' | '—' | '/') && next.is_alphabetic()
}

/// Pieces by UAX #14, cut once more where a space is mended.
fn unicode_pieces(passage: Passage<'_>, mut push: impl FnMut(Piece)) {
    let mut mends = mends_of(passage);
    let mut at = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(passage.text) {
        let run = at..at + word.word.len() + word.whitespace.len();
        at = run.end;
        let mut start = run.start;
        while let Some(mend) = mends.next_if(|&mend| mend <= run.end) {
            if mend > start && passage.text.is_char_boundary(mend) {
                push(measured(passage.text, start..mend, 1));
                start = mend;
            }
        }
        push(measured(passage.text, start..run.end, 0));
    }
}

/// A piece with its columns counted; `gap` is what it has besides the white space at its end.
fn measured(text: &str, run: std::ops::Range<usize>, gap: usize) -> Piece {
    let words = text[run.clone()].trim_end();
    let end = run.start + words.len();
    let blank = columns(&text[end..run.end]);
    Piece {
        start: run.start,
        end,
        width: columns(words),
        gap: blank.max(gap),
    }
}

/// The mends inside a passage, in its own bytes; none at its very start.
fn mends_of(passage: Passage<'_>) -> std::iter::Peekable<impl Iterator<Item = usize>> {
    let end = passage.start + passage.text.len();
    let from = passage.mends.partition_point(|&mend| mend <= passage.start);
    passage.mends[from..]
        .iter()
        .take_while(move |&&mend| mend < end)
        .map(move |&mend| mend - passage.start)
        .peekable()
}

#[cfg(test)]
mod tests {
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
        };
        wrap(passage, width, |span| rows.push(&text[span.range()]));
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
    fn simple_characters_take_one_column() {
        for character in (' '..'\u{ffff}').filter(|&c| is_simple(c)) {
            let wide = character.to_string().width();
            assert_eq!(wide, 1, "{character:?}");
        }
        for character in (' '..'\u{ffff}').filter(|&c| is_wide(c)) {
            let wide = character.to_string().width();
            assert_eq!(wide, 2, "{character:?}");
        }
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        let text = "if x {\n\ty\n}\n";
        let mut rows = vec![];
        chop(text, 0, 5, 4, |span| rows.push(&text[span.range()]));
        assert_eq!(rows, ["if x ", "{", "\ty", "}", ""]);
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
            let passage = Passage { text: &text, start: 0, mends: &[] };
            let (mut simple, mut full) = (String::new(), String::new());
            simple_pieces(passage, |piece| simple.push_str(&text[piece.start..piece.end]));
            unicode_pieces(passage, |piece| full.push_str(&text[piece.start..piece.end]));
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&simple), words(&full));
            prop_assert!(rows(&text, width).iter().all(|row| columns(row) <= width));
        }
    }
}
