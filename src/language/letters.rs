//! Letters told quickly: the tables of Unicode are searched only where a character is none of those that
//! most texts are written in. Used by the passes that look at every character of a text.

/// Whether a character is one of a long row of letters, as nearly all letters beyond ASCII are.
const fn is_common(character: char) -> bool {
    matches!(character,
        // Latin, Cyrillic, Hebrew, Arabic, Devanagari, Chinese and Japanese, Korean.
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2c1}'
        | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}'
        | '\u{620}'..='\u{657}' | '\u{900}'..='\u{93b}' | '\u{93d}'..='\u{94c}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// What [`char::is_alphabetic`] says.
pub fn is_alphabetic(character: char) -> bool {
    is_common(character) || character.is_alphabetic()
}

/// What [`char::is_alphanumeric`] says.
pub fn is_alphanumeric(character: char) -> bool {
    is_common(character) || character.is_alphanumeric()
}

/// Whether a character stands within words and is no letter: the Devanagari nukta and virama.
pub const fn is_sign(character: char) -> bool {
    matches!(character, '\u{93c}' | '\u{94d}')
}

#[cfg(test)]
mod tests {
    use super::is_common;

    #[test]
    fn common_letters_are_letters() {
        for character in ('\0'..=char::MAX).filter(|character| is_common(*character)) {
            assert!(character.is_alphabetic(), "{character:?}");
        }
    }
}
