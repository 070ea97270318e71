//! Where words may be parted, by the patterns of their language.

use super::RowEnd as End;
use super::columns::columns;
use super::passage::{Language, Piece};

/// Letters of a word that is parted, at least.
const SHORTEST: usize = 6;
/// Bytes of a word that is parted, at most: nothing longer is a word.
const LONGEST: usize = 200;

/// The language of a code, if its patterns are known.
pub(super) fn language(code: Option<&str>) -> Option<Language> {
    let code = <[u8; 2]>::try_from(code?.as_bytes()).ok()?;
    Language::from_iso(code)
}

/// The pieces, each parted wherever its words may be. Addresses are no words.
pub(super) fn parted(text: &str, pieces: Vec<Piece>, language: Language) -> Vec<Piece> {
    let mut parted = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let words = &text[piece.start..piece.end];
        if words.contains(['/', '@', '_', '\\', '\u{ad}']) || words.len() > LONGEST {
            parted.push(piece);
        } else {
            part(text, piece, language, &mut parted);
        }
    }
    parted
}

fn part(text: &str, piece: Piece, language: Language, parted: &mut Vec<Piece>) {
    let mut from = piece.start;
    for place in places(&text[piece.start..piece.end], language) {
        let place = piece.start + place;
        parted.push(Piece {
            start: from,
            end: place,
            width: columns(&text[from..place]),
            gap: 0,
            at_end: End::Hyphen,
        });
        from = place;
    }
    parted.push(Piece {
        start: from,
        width: columns(&text[from..piece.end]),
        ..piece
    });
}

/// The bytes of a run at which its words may be parted.
fn places(run: &str, language: Language) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    for word in run.split_inclusive(|character: char| !character.is_alphabetic()) {
        let letters = word.trim_end_matches(|character: char| !character.is_alphabetic());
        if letters.chars().count() >= SHORTEST {
            let mut at = start;
            for syllable in hypher::hyphenate(letters, language) {
                at += syllable.len();
                places.push(at);
            }
            places.pop();
        }
        start += word.len();
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_part_by_language() {
        let of = |code, run| places(run, language(Some(code)).expect("it is known"));
        assert_eq!(of("en", "“extensive,"), [3 + 2, 3 + 5]);
        assert_eq!(of("en", "tide"), Vec::<usize>::new());
        assert!(language(Some("zz")).is_none() && language(None).is_none());
    }
}
