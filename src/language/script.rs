//! Which script a character is of: the one place that knows. The ranges are Unicode's blocks
//! (<https://www.unicode.org/Public/UNIDATA/Blocks.txt>).
//!
//! How many columns a character takes is another question, of terminals and not of scripts: the screen
//! and the typesetter have tables of their own for those that all terminals agree on.

/// Chinese characters, as Chinese, Japanese and old Korean texts use them.
pub const fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Hiragana and Katakana, with the marks between them.
pub const fn is_kana(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}')
}

/// Korean syllables.
pub const fn is_hangul(character: char) -> bool {
    matches!(character, '\u{ac00}'..='\u{d7a3}')
}

/// Characters of Chinese and Japanese, which set no blanks between words and break a line anywhere.
pub const fn is_chinese_or_japanese(character: char) -> bool {
    is_han(character) || is_kana(character)
}

/// Characters of all scripts that set no blanks between words: each may stand as a word of its own.
pub const fn is_unspaced(character: char) -> bool {
    is_chinese_or_japanese(character)
        || matches!(character,
            '\u{e00}'..='\u{eff}' // Thai, Lao
            | '\u{1000}'..='\u{109f}' // Burmese
            | '\u{1780}'..='\u{17ff}') // Khmer
}

/// Marks and wide forms that stand among Chinese and Japanese characters: `。` `「` `，` `Ａ`.
pub const fn is_wide_mark(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}')
}

/// Scripts that tell a language, or that serve many (an empty code), with their first and last letter.
pub const SCRIPTS: &[(&str, char, char)] = &[
    ("ja", '\u{3040}', '\u{309f}'),
    ("ja", '\u{30a0}', '\u{30ff}'),
    ("zh", '\u{3400}', '\u{9fff}'),
    ("ko", '\u{ac00}', '\u{d7af}'),
    ("el", '\u{370}', '\u{3ff}'),
    ("he", '\u{590}', '\u{5ff}'),
    ("th", '\u{e00}', '\u{e7f}'),
    ("bn", '\u{980}', '\u{9ff}'),
    ("gu", '\u{a80}', '\u{aff}'),
    ("ta", '\u{b80}', '\u{bff}'),
    ("te", '\u{c00}', '\u{c7f}'),
    ("kn", '\u{c80}', '\u{cff}'),
    ("ml", '\u{d00}', '\u{d7f}'),
    ("ka", '\u{10a0}', '\u{10ff}'),
    ("hy", '\u{530}', '\u{58f}'),
    ("am", '\u{1200}', '\u{137f}'),
    ("km", '\u{1780}', '\u{17ff}'),
    ("", '\u{400}', '\u{52f}'),
    ("", '\u{600}', '\u{6ff}'),
    ("", '\u{900}', '\u{97f}'),
];

#[cfg(test)]
mod tests {
    use super::{is_chinese_or_japanese, is_han, is_hangul, is_kana, is_unspaced, is_wide_mark};

    #[test]
    fn characters_are_of_one_script() {
        for character in ('\0'..=char::MAX).filter(|character| !character.is_ascii()) {
            let scripts = [is_han, is_kana, is_hangul, is_wide_mark];
            let count = scripts.iter().filter(|is| is(character)).count();
            assert!(count <= 1, "{character:?}");
        }
    }

    #[test]
    fn scripts_without_blanks_are_known() {
        for character in "港ノの﨑𠀋".chars() {
            assert!(
                is_chinese_or_japanese(character) && is_unspaced(character),
                "{character}"
            );
        }
        for character in "ไລမខ".chars() {
            assert!(
                is_unspaced(character) && !is_chinese_or_japanese(character),
                "{character}"
            );
        }
        for character in "a항жא。".chars() {
            assert!(!is_unspaced(character), "{character}");
        }
    }
}
