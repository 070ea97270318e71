//! The headings that whole trades share: "Conclusion", "Ingredients", "What's next".
//!
//! [`super::view`] asks whether a line is one of them. A stock heading is known by its words alone,
//! whatever stands around it, which is what a short line before a list needs most.

use crate::language::page_words;

/// Bytes of the longest line that is looked up.
const LONGEST: usize = 64;

/// Articles that may stand before a stock heading.
const ARTICLES: &[&str] = &["the ", "a ", "our ", "das ", "der ", "die "];

/// Whether the line is a stock heading, numbered or not.
pub fn is_stock(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let folded = text.to_lowercase().replace('’', "'");
    let words = folded
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
        .trim_end_matches(['.', ':', '!', '?', '…', ' ', '：']);
    let bare = ARTICLES
        .iter()
        .find_map(|article| words.strip_prefix(article));
    [Some(words), bare]
        .into_iter()
        .flatten()
        .any(page_words::is_stock_heading)
}

#[cfg(test)]
mod tests {
    use super::is_stock;

    #[test]
    fn stock_headings_are_known_by_their_words_alone() {
        let check = |line: &str, expected: bool| assert_eq!(is_stock(line), expected, "{line}");
        check("Conclusion", true);
        check("4. The Verdict:", true);
        check("What’s next?", true);
        check("ZUTATEN", true);
        check("まとめ", true);
        check("Conclusion of the harbour board", false);
        check("", false);
    }
}
