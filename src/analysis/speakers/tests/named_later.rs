//! Who speaks before being named: the sentence behind says it, where nobody before could be meant.

use super::{check, check_in};

#[test]
fn a_pronoun_means_whom_the_next_sentence_names() {
    check(
        "“They sink,” he said of his boats. Tom Pell has built forty of them.",
        &["Tom Pell"],
    );
    check_in(
        "de",
        "Sie redet nicht gern. „Torf brennt langsam“, sagt sie. Renate Kolb ist 77 und sticht noch selbst.",
        &["Renate Kolb"],
    );
    check_in(
        "es",
        "Habla bajo. «La sal no engaña», dice. Leonor Baztán tiene 78 años.",
        &["Leonor Baztán"],
    );
}

#[test]
fn nobody_is_taken_from_behind_where_somebody_came_before() {
    check(
        "Mara Oduya came late. “They sink,” she said. Tom Pell has built forty of them.",
        &["Mara Oduya"],
    );
    check(
        "“They sink,” she said. Tom Pell has built forty of them.",
        &["she"],
    );
}
