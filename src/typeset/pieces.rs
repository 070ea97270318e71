//! What a passage is made of between two places where a row may end.

use textwrap::WordSeparator;

use super::RowEnd as End;
use super::columns::columns;
use super::passage::{Passage, Piece};

/// Adds a piece; one without words only widens the gap before it.
pub(super) fn keep(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece.start < piece.end {
        pieces.push(piece);
    } else if let Some(last) = pieces.last_mut() {
        last.gap += piece.gap;
    }
}

/// Pieces of a text of simple characters: UAX #14 allows every break made here, and nearly all it
/// allows are made.
pub(super) fn simple(passage: Passage<'_>, mut push: impl FnMut(Piece)) {
    let mut mends = mends_of(passage);
    let mut piece = Piece {
        start: 0,
        end: 0,
        width: 0,
        gap: 0,
        at_end: End::Word,
    };
    let mut before = ' ';
    let mut characters = passage.text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|&(_, next)| next);
        let mended = mends.next_if(|&mend| mend <= at).is_some();
        let blank = matches!(character, ' ' | '\t' | '\n');
        if blank {
            piece.gap += 1;
            before = character;
            continue;
        }
        if mended && piece.gap == 0 {
            piece.gap = 1;
        } else if piece.end > piece.start
            && (closes(character) || clings(character, next) || opens(passage.text, piece))
        {
            // Never the first in a row, even after a space: "Why ?", "« Why »" in French.
            piece.width += std::mem::take(&mut piece.gap);
        }
        if piece.gap > 0 || may_break_after(before, character) {
            push(piece);
            piece = Piece {
                start: at,
                end: at,
                width: 0,
                gap: 0,
                at_end: End::Word,
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

/// Whether a mark closes what is quoted with spaces inside its marks: `« so »`, not `»so«`.
fn clings(character: char, next: Option<char>) -> bool {
    character == '»' && !next.is_some_and(char::is_alphanumeric)
}

/// Whether a piece is but the mark that opens such a quotation.
fn opens(text: &str, piece: Piece) -> bool {
    matches!(&text[piece.start..piece.end], "«" | "(«")
}

/// Whether a row may end between a dash or slash and a letter: "so-|called", "and/|or".
fn may_break_after(before: char, next: char) -> bool {
    matches!(before, '-' | '\u{2010}' | '–' | '—' | '/') && next.is_alphabetic()
}

/// Pieces by UAX #14, cut once more where a space is mended.
pub(super) fn unicode(passage: Passage<'_>, mut push: impl FnMut(Piece)) {
    let mut mends = mends_of(passage);
    let mut at = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(passage.text) {
        let run = at..at + word.word.len() + word.whitespace.len();
        at = run.end;
        let mut start = run.start;
        while let Some(mend) = mends.next_if(|&mend| mend <= run.end) {
            if mend > start && passage.text.is_char_boundary(mend) {
                soft(
                    passage.text,
                    measured(passage.text, start..mend, 1),
                    &mut push,
                );
                start = mend;
            }
        }
        soft(
            passage.text,
            measured(passage.text, start..run.end, 0),
            &mut push,
        );
    }
}

/// A piece, parted behind every soft hyphen in it.
fn soft(text: &str, piece: Piece, push: &mut impl FnMut(Piece)) {
    let mut start = piece.start;
    for (at, hyphen) in text[piece.start..piece.end].match_indices('\u{ad}') {
        let end = piece.start + at + hyphen.len();
        if end < piece.end {
            push(Piece {
                start,
                end,
                width: columns(&text[start..end]),
                gap: 0,
                at_end: End::Hyphen,
            });
            start = end;
        }
    }
    push(Piece {
        start,
        width: columns(&text[start..piece.end]),
        ..piece
    });
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
        at_end: End::Word,
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
