//! Page furniture: the phrases that belong to the page and not to the story.
//!
//! The phrases stand in the packs, and are looked up in a line folded to small letters, a bar before words
//! being a colon.

mod phrases;

use crate::language::page_words;

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

use Furniture::Caption;
use phrases::PHRASES;

/// What page furniture the line is, if any.
pub fn of(text: &str) -> Option<Furniture> {
    let mut folded = [0; FOLD];
    let folded = fold(text, &mut folded);
    let whole = folded.trim_end_matches(['.', ':', '!', ' ', '…', '»', '>']);
    let phrases = &*PHRASES;
    // "3 min read", "12 comments": furniture counts.
    let counted = whole.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = counted
        .strip_prefix(' ')
        .filter(|_| counted.len() < whole.len());
    phrases
        .whole(whole)
        .or_else(|| phrases.whole(counted?))
        .or_else(|| phrases.beginning(folded))
        .or_else(|| phrases.around(folded))
        .or_else(|| phrases.ending(text))
        .or_else(|| names_a_credit(text).then_some(Caption))
}

/// Whether the words end in the source of a picture: "(Source: …)".
fn names_a_credit(text: &str) -> bool {
    let inside = text
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    let label = inside.and_then(|(_, inside)| inside.split_once(':'));
    label.is_some_and(|(label, _)| page_words::CREDIT.contains(&label.to_lowercase().as_str()))
}

/// Bytes of a line that are looked at.
const FOLD: usize = 96;

/// Bytes within which a bar stands behind the words that open a line.
const NEAR: usize = 16;

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
    // "Read | Ferry line to close": a bar stands for the colon.
    let bar = buffer[..end.min(NEAR)]
        .windows(2)
        .position(|two| two == b" |");
    if let Some(at) = bar {
        buffer[at..at + 2].copy_from_slice(b": ");
    }
    std::str::from_utf8(&buffer[..end]).expect("whole characters were written")
}

#[cfg(test)]
mod tests {
    use super::Furniture::{self, Anywhere, Caption, Closing, Opening};
    use super::of;

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
        check("READ | Ferry line to close", Some(Anywhere));
        check("Temps de lecture : 4 min", Some(Anywhere));
        check("Get the harbour letter in your inbox", Some(Anywhere));
        check("3 min read", Some(Anywhere));
        check("3 boats", None);
        check("Contents of the letter were read aloud", None);
        check("The board shared the letter", None);
        check("", None);
    }
}
