//! The words that open a question: one of the signs of [`super::view`].

use crate::language::page_words;

/// Whether a question opens with a question word, as headings do; in running text most questions
/// open with a conjunction or a verb ("But did they …?").
pub fn asks(text: &str) -> bool {
    let word = text
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .split([' ', ','])
        .next()
        .unwrap_or_default();
    page_words::opens_question(&word.to_lowercase().replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn headings_ask_with_a_question_word() {
        let check = |line: &str, expected: bool| assert_eq!(asks(line), expected, "{line}");
        check("What do the divers look for?", true);
        check("3. Warum rostet der Pfeiler?", true);
        check("But did they look at the pillars?", false);
        check("", false);
    }
}
