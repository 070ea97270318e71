//! Names as they were meant: one blank between two words, and no bytes that were read in the wrong encoding.

use encoding_rs::WINDOWS_1252;

/// Whether one blank stands between two words and none around them.
pub(super) fn is_even(text: &str) -> bool {
    let mut before = ' ';
    let even = text.chars().all(|letter| {
        let doubled = before == ' ' && letter == ' ';
        before = letter;
        !doubled && (letter == ' ' || !letter.is_whitespace())
    });
    even && before != ' '
}

/// Whether a name is as it should be, as nearly all are.
pub(super) fn is_plain(name: &str) -> bool {
    name.is_ascii() && !name.starts_with(|first: char| first.is_ascii_digit()) && is_even(name)
}

/// The name with its blanks and letters set right.
pub(super) fn tidy(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let words = match words.as_slice() {
        [age, rest @ ..] if rest.len() > 1 && is_age(age) => rest,
        words => words,
    };
    let name = words.join(" ");
    if name.is_ascii() { name } else { mended(&name) }
}

/// Whether a word says how old somebody is, as in "17-year-old".
fn is_age(word: &str) -> bool {
    let years = word.split('-').next().unwrap_or_default();
    years.len() < word.len() && !years.is_empty() && years.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name in which letters outside ASCII that are UTF-8 read as Windows-1252 are what they were:
/// `Renâ€™e`, `MarÃ­a`. Others stay.
fn mended(name: &str) -> String {
    let mut mended = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(start) = rest.find(|letter: char| !letter.is_ascii()) {
        mended.push_str(&rest[..start]);
        let end = rest[start..].find(|letter: char| letter.is_ascii());
        let end = end.map_or(rest.len(), |end| start + end);
        let run = &rest[start..end];
        match meant(run) {
            Some(meant) => mended.push_str(&meant),
            None => mended.push_str(run),
        }
        rest = &rest[end..];
    }
    mended.push_str(rest);
    mended
}

/// What a run of letters outside ASCII was; `None` where it is what it is.
fn meant(run: &str) -> Option<String> {
    /// The first two bytes of all dashes and quotation marks; the third was lost where Windows-1252 has
    /// nothing in its place, which is so of a hyphen.
    const MARK: &[u8] = b"\xe2\x80";
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(run);
    if is_lossy {
        return None;
    }
    if *bytes == *MARK {
        return Some("-".to_owned());
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn blanks_and_misread_letters_are_set_right() {
        for (printed, meant) in [
            ("Ana  Rivera", "Ana Rivera"),
            ("Ana\u{a0}Rivera", "Ana Rivera"),
            ("Holmâ€Berg", "Holm-Berg"),
            ("Ana Oâ€™Dea", "Ana O’Dea"),
            ("MarÃ\u{AD}a MuÃ±oz", "María Muñoz"),
            ("17-year-old Ana Rivera", "Ana Rivera"),
            ("21st Century Tide", "21st Century Tide"),
            ("Renée Müller", "Renée Müller"),
            ("浜口源一", "浜口源一"),
            ("Иван", "Иван"),
        ] {
            assert_eq!(tidy(printed), meant);
        }
    }
}
