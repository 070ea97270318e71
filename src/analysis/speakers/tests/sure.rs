//! How sure an attribution is.

use super::read;
use crate::story::Certainty;

fn certainty(text: &str) -> Certainty {
    read(text).quotations[0].certainty
}

#[test]
fn who_speaks_right_behind_whole_sentences_is_sure() {
    assert_eq!(
        certainty("“The ferry is late today,” said Ida Moen."),
        Certainty::Sure
    );
    assert_eq!(
        certainty("Ida Moen said “the ferry will be late today.”"),
        Certainty::Sure
    );
}

#[test]
fn few_words_a_far_verb_and_a_noun_are_not() {
    assert_eq!(certainty("Ida Moen said it was “late.”"), Certainty::Likely);
    assert_eq!(
        certainty(
            "Ida Moen said on Friday that for all of the long winter behind her the ferry had been “late for everybody”."
        ),
        Certainty::Likely
    );
    assert_eq!(
        certainty("The plan said “the ferry will be late today.”"),
        Certainty::Likely
    );
}
