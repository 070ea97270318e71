//! The words that open a question: one of the signs of [`super::view`].

/// Whether a question opens with a question word, as headings do; in running text most questions
/// open with a conjunction or a verb ("But did they …?").
pub fn asks(text: &str) -> bool {
    const WORDS: &[&str] = &[
        // English, German, French, Spanish, Portuguese, Italian
        "what",
        "what’s",
        "what's",
        "how",
        "why",
        "who",
        "who’s",
        "who's",
        "when",
        "where",
        "which",
        "was",
        "wie",
        "warum",
        "wer",
        "wo",
        "wann",
        "welche",
        "welcher",
        "welches",
        "wieso",
        "weshalb",
        "wohin",
        "que",
        "quoi",
        "comment",
        "pourquoi",
        "qui",
        "quand",
        "où",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "combien",
        "qué",
        "cómo",
        "por",
        "quién",
        "cuándo",
        "dónde",
        "cuál",
        "como",
        "quem",
        "quando",
        "onde",
        "qual",
        "che",
        "cosa",
        "come",
        "perché",
        "chi",
        "dove",
        "quale",
        "quanto",
        // Dutch, Danish and Norwegian, Swedish, Polish, Turkish, Russian
        "wat",
        "hoe",
        "waarom",
        "wie",
        "wanneer",
        "waar",
        "hvad",
        "hva",
        "hvordan",
        "hvorfor",
        "hvem",
        "hvornår",
        "hvor",
        "vad",
        "hur",
        "varför",
        "vem",
        "när",
        "var",
        "co",
        "jak",
        "dlaczego",
        "kto",
        "kiedy",
        "gdzie",
        "ne",
        "nasıl",
        "neden",
        "kim",
        "nerede",
        "что",
        "как",
        "почему",
        "кто",
        "когда",
        "где",
    ];
    let word = text
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .split([' ', ','])
        .next()
        .unwrap_or_default();
    let word = word.to_lowercase();
    WORDS.contains(&word.as_str())
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
