//! How many columns text takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of a tab between words; preformatted text and tables know their own.
const TAB: usize = 1;

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

/// Whether a character takes one column, joins with no other, and breaks as letters, spaces and
/// dashes do. Tested against the widths of `unicode-width`.
pub(super) fn is_simple(character: char) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
