//! The quotation marks of a text: which characters are marks, which apostrophes are none, and what
//! the characters around a mark say about it. Used by [`super::pairs`].

use crate::analysis::work;

/// Marks that open and close each other. A reader takes `“`, `"`, `''` and `„` for one and the same
/// thing, and so do writers: a third of campaign-news pages mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” " „ and doubled single ones
    Double,
    /// ‘ ’ ' ‚
    Single,
    /// « »
    Guillemet,
    /// ‹ ›
    SingleGuillemet,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
}

/// What the shape of a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `„ 「`: never closes in print.
    Opens,
    /// `“ «`: opens in most languages, closes in some.
    MostlyOpens,
    /// `” »`: closes in most languages, opens in some.
    MostlyCloses,
    /// `」`.
    Closes,
    /// `"`: says nothing.
    Straight,
}

/// One mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) family: Family,
    pub(super) shape: Shape,
    /// First byte, in the block.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The character before, a space at the start of the block.
    pub(super) before: char,
    /// The character after, a space at the end of the block.
    pub(super) after: char,
}

/// Shapes by character: Unicode Standard, chapter 6.2 "General Punctuation", table 6-1 and 6-2.
fn by_character(character: char) -> Option<(Family, Shape)> {
    Some(match character {
        '“' | '‟' => (Family::Double, Shape::MostlyOpens),
        '”' => (Family::Double, Shape::MostlyCloses),
        '„' => (Family::Double, Shape::Opens),
        '"' | '＂' => (Family::Double, Shape::Straight),
        '‘' | '‛' => (Family::Single, Shape::MostlyOpens),
        '’' => (Family::Single, Shape::MostlyCloses),
        '‚' => (Family::Single, Shape::Opens),
        '\'' => (Family::Single, Shape::Straight),
        '«' => (Family::Guillemet, Shape::MostlyOpens),
        '»' => (Family::Guillemet, Shape::MostlyCloses),
        '‹' => (Family::SingleGuillemet, Shape::MostlyOpens),
        '›' => (Family::SingleGuillemet, Shape::MostlyCloses),
        '「' => (Family::Corner, Shape::Opens),
        '」' => (Family::Corner, Shape::Closes),
        '『' => (Family::WhiteCorner, Shape::Opens),
        '』' => (Family::WhiteCorner, Shape::Closes),
        _ => return None,
    })
}

/// All marks of a block, apostrophes inside words left out, `''` and ` `` ` taken as one.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let frequent = memchr::memchr3_iter(b'"', b'\'', 0xE2, bytes);
    // ` « 「 and full-width marks are rare: looked for first, and sorted in only where they are.
    let rare = memchr::memchr3(b'`', 0xC2, 0xE3, bytes).or_else(|| memchr::memchr(0xEF, bytes));
    if let Some(first) = rare {
        let is_rare = |&at: &usize| matches!(bytes[at], b'`' | 0xC2 | 0xE3 | 0xEF);
        let mut places: Vec<usize> = frequent
            .chain((first..bytes.len()).filter(is_rare))
            .collect();
        places.sort_unstable();
        collect(text, places.into_iter(), &mut found);
    } else {
        collect(text, frequent, &mut found);
    }
    found
}

/// Collects the marks that begin at the given places.
fn collect(text: &str, places: impl Iterator<Item = usize>, found: &mut Vec<Mark>) {
    let mut end = 0;
    for place in places {
        if place < end {
            continue;
        }
        if let Some(mark) = mark_at(text, place) {
            end = mark.end;
            found.extend(Some(mark).filter(|mark| !is_apostrophe(mark) && !is_measure(mark)));
        }
    }
}

fn mark_at(text: &str, start: usize) -> Option<Mark> {
    let character = char_at(text, start)?;
    let rest = &text[start..];
    let (family, shape, end) = if rest.starts_with("''") || rest.starts_with("’’") {
        (
            Family::Double,
            Shape::Straight,
            start + 2 * character.len_utf8(),
        )
    } else if rest.starts_with("‘‘") {
        (
            Family::Double,
            Shape::MostlyOpens,
            start + 2 * character.len_utf8(),
        )
    } else if rest.starts_with("``") {
        (Family::Double, Shape::MostlyOpens, start + 2)
    } else {
        let (family, shape) = by_character(character)?;
        (family, shape, start + character.len_utf8())
    };
    Some(Mark {
        family,
        shape,
        start,
        end,
        before: text[..start].chars().next_back().unwrap_or(' '),
        after: char_at(text, end).unwrap_or(' '),
    })
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// `don’t`, `Rivera's`: a single mark between two letters or digits.
fn is_apostrophe(mark: &Mark) -> bool {
    mark.family == Family::Single
        && mark.shape != Shape::MostlyOpens
        && mark.before.is_alphanumeric()
        && mark.after.is_alphanumeric()
}

/// `6' 2"`, `a 14" screen`: a straight mark right after a digit and before no letter. Whether it
/// closes a quotation instead is for the pairing to say: it asks only while none is open.
fn is_measure(mark: &Mark) -> bool {
    mark.family == Family::Single
        && mark.shape == Shape::Straight
        && mark.before.is_ascii_digit()
        && mark.after.is_whitespace()
}

impl Mark {
    /// Whether the characters around it are those of an opening mark: ` “W`, `(“W`, `—“W`.
    pub(super) fn stands_open(&self) -> bool {
        work::step();
        let space_before = self.before.is_whitespace()
            || matches!(
                self.before,
                '(' | '[' | '{' | '—' | '–' | '-' | '/' | '…' | '>' | '¿' | '¡'
            )
            || is_mark(self.before);
        space_before && !self.after.is_whitespace()
    }

    /// Whether the characters around it are those of a closing mark: `n.” `, `n” `, `n”,`.
    pub(super) fn stands_closed(&self) -> bool {
        work::step();
        let free_after =
            self.after.is_whitespace() || is_closing_punctuation(self.after) || is_mark(self.after);
        free_after && !self.before.is_whitespace()
    }
}

fn is_closing_punctuation(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '—' | '–' | '-' | '…' | '/' | '<'
    )
}

/// Whether a character is a mark of any family.
pub(super) fn is_mark(character: char) -> bool {
    by_character(character).is_some()
}
