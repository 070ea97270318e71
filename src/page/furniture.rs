//! Page furniture: the phrases that belong to the page and not to the story.
//!
//! The phrases are looked up in a line folded to small letters.

mod phrases;

/// What kind of furniture a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// Opens a page: a table of contents, "Article content".
    Opening,
    /// Closes a page: "For more updates …", a newsletter box, a request for comments.
    Closing,
    /// Stands anywhere: related links, share buttons, advertisements.
    Anywhere,
    /// Words under a picture.
    Caption,
}

use Furniture::{Caption, Closing};
use phrases::{BEGINNINGS, CREDITS, WHOLE};

/// What page furniture the line is, if any.
pub fn of(text: &str) -> Option<Furniture> {
    let mut folded = [0; FOLD];
    let folded = fold(text, &mut folded);
    let whole = folded.trim_end_matches(['.', ':', '!', ' ', '…', '»', '>']);
    let whole = WHOLE.binary_search_by(|(phrase, _)| (*phrase).cmp(whole));
    whole
        .ok()
        .map(|at| WHOLE[at].1)
        .or_else(|| beginning(folded))
        .or_else(|| asks_to_follow(folded).then_some(Closing))
        .or_else(|| names_a_credit(text).then_some(Caption))
}

/// The phrase of [`BEGINNINGS`] that a folded line opens with.
fn beginning(folded: &str) -> Option<Furniture> {
    let first = *folded.as_bytes().first()?;
    let start = BEGINNINGS.partition_point(|(phrase, _)| phrase.as_bytes()[0] < first);
    let end = BEGINNINGS.partition_point(|(phrase, _)| phrase.as_bytes()[0] <= first);
    BEGINNINGS[start..end]
        .iter()
        // A longer phrase stands after its own beginning, and says more.
        .rfind(|(phrase, _)| folded.starts_with(phrase))
        .map(|(_, kind)| *kind)
}

/// "Follow The Courier on Facebook".
fn asks_to_follow(folded: &str) -> bool {
    const PLACES: &[&str] = &[
        " on social media",
        " on facebook",
        " on twitter",
        " on instagram",
        " on x",
        " on linkedin",
        " on youtube",
        " on whatsapp",
        " on google news",
    ];
    (folded.starts_with("follow ") || folded.starts_with("subscribe "))
        && PLACES.iter().any(|place| folded.contains(place))
}

/// Whether the words end in the source of a picture: "(Source: …)", "/Reuters".
fn names_a_credit(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "source:", "credit:", "photo:", "image:", "foto:", "bild:", "picture:",
    ];
    let bytes = text.as_bytes();
    let ends_with = |credit: &&str| {
        let tail = bytes.len().checked_sub(credit.len()).map(|at| &bytes[at..]);
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(credit.as_bytes()))
    };
    let closed = bytes.last() == Some(&b')');
    let tail = &bytes[bytes.len().saturating_sub(16)..];
    if (closed || tail.contains(&b'/')) && CREDITS.iter().any(ends_with) {
        return true;
    }
    let inside = if closed { text.rfind('(') } else { None };
    inside.is_some_and(|open| {
        let inside = &bytes[open + 1..];
        let opens_with = |label: &&str| {
            let head = inside.get(..label.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(label.as_bytes()))
        };
        LABELS.iter().any(opens_with)
    })
}

/// Bytes of a line that are looked at.
const FOLD: usize = 96;

/// The beginning of a line in small letters, typographic apostrophes made plain.
fn fold<'a>(text: &str, buffer: &'a mut [u8; FOLD]) -> &'a str {
    // Most of it is ASCII up to the first wide character, often all of it.
    let bytes = &text.as_bytes()[..text.len().min(FOLD)];
    let mut end = if bytes.is_ascii() {
        bytes.len()
    } else {
        bytes.iter().take_while(|byte| byte.is_ascii()).count()
    };
    buffer[..end].copy_from_slice(&bytes[..end]);
    buffer[..end].make_ascii_lowercase();
    for character in text[end..].chars() {
        let character = match character {
            '’' => '\'',
            _ if character.is_ascii() => character.to_ascii_lowercase(),
            _ => character.to_lowercase().next().unwrap_or(character),
        };
        if end + character.len_utf8() > FOLD {
            break;
        }
        end += character.encode_utf8(&mut buffer[end..]).len();
    }
    std::str::from_utf8(&buffer[..end]).expect("whole characters were written")
}

#[cfg(test)]
mod tests {
    use super::Furniture::{self, Anywhere, Caption, Closing, Opening};
    use super::{BEGINNINGS, WHOLE, of};

    #[test]
    fn tables_are_in_order_and_folded() {
        for table in [WHOLE, BEGINNINGS] {
            assert!(table.is_sorted_by(|one, other| one.0 < other.0));
            for (phrase, _) in table {
                assert_eq!(phrase.to_lowercase(), **phrase);
            }
        }
    }

    #[test]
    fn phrases_are_told_from_the_words_of_a_story() {
        let check =
            |line: &str, expected: Option<Furniture>| assert_eq!(of(line), expected, "{line}");
        check("Table of Contents", Some(Opening));
        check("TABLE OF CONTENTS:", Some(Opening));
        check("Advertisement", Some(Anywhere));
        check("Don’t miss", Some(Anywhere));
        check("Read more: Ferry line to close", Some(Anywhere));
        check(
            "Read more: Top stories of the week on Coast Daily",
            Some(Closing),
        );
        check("Follow Coast Daily on Facebook", Some(Closing));
        check(
            "The landing stage in March (Photo: Harbour Board)",
            Some(Caption),
        );
        check(
            "The landing stage in March. Brandt/Getty Images",
            Some(Caption),
        );
        check("Lesen Sie auch: Der Steg bleibt zu", Some(Anywhere));
        check("目次", Some(Opening));
        check("Contents of the letter were read aloud", None);
        check("The board shared the letter", None);
        check("", None);
    }
}
