//! What may be a source: figures, days, things and first words are nobody; bodies and odd names are whole.

use super::{check, read_with};

#[test]
fn a_language_without_verbs_of_saying_has_only_names_beside_their_quotation() {
    let speakers = |text: &str| {
        let story = read_with(text, |story| story.meta.lang = Some("id"));
        let names = story.quotations.iter().map(|quotation| {
            let speaker = quotation.speaker?;
            Some(story.people[speaker.person].name.clone())
        });
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        speakers("Ida Moen: “Kapal itu terlambat hari ini.”"),
        [Some("Ida Moen".to_owned())]
    );
    assert_eq!(
        speakers("Kata orang: “Kapal itu terlambat hari ini.”"),
        [None]
    );
    assert_eq!(
        speakers("“Kapal itu terlambat hari ini.” Ida Moen pulang."),
        [None]
    );
}

#[test]
fn a_figure_a_day_and_a_label_are_nobody() {
    check("14:05: “The ferry is late and the crew is gone.”", &["-"]);
    check("Clause 4.2: “The port may be closed at any time.”", &["-"]);
    check("Photo: “The quay at noon and the ferry behind it.”", &["-"]);
    check(
        "Tuesday: “The quay at noon and the ferry behind it.”",
        &["-"],
    );
}

#[test]
fn a_thing_does_not_speak_where_no_verb_of_saying_says_so() {
    check("A scan of the bay showed a “ground glass” pattern.", &["-"]);
    check(
        "Another cloud is near, with forecasters warning that it may be “severe” tonight.",
        &["forecasters"],
    );
}

#[test]
fn it_is_the_body_that_its_sentence_is_about() {
    check(
        "The Harbour Council on Friday condemned what it called “a threat to trade.”",
        &["Harbour Council"],
    );
    check("It was easy to say “No,” but nobody did.", &["-"]);
}

#[test]
fn a_sentence_that_reports_no_words_gives_nobody_those_before_it() {
    check(
        "“It will open in June.” The council has not responded.",
        &["-"],
    );
    check("“It will open in June.” The council agreed.", &["-"]);
    check("“It will open in June.” Ida Moen said.", &["Ida Moen"]);
}

#[test]
fn a_question_put_to_somebody_is_not_theirs() {
    check("Ida Moen was asked, “Why is the ferry late?”", &["-"]);
}

#[test]
fn the_attribution_behind_the_last_of_several_holds_for_those_before_it() {
    check(
        "“The gate was ordered in March.” “Nobody came,” Ida Moen added.",
        &["Ida Moen", "Ida Moen"],
    );
    check(
        "“The gate was ordered in March.\n“Nobody came to fit it,” Ida Moen said.",
        &["Ida Moen", "Ida Moen"],
    );
}

#[test]
fn an_aside_between_commas_names_the_source_of_what_follows() {
    check(
        "The pier is slow, said Ida Moen, because “nobody has moved the stone”.",
        &["Ida Moen"],
    );
    check(
        "Ida Moen, master of the port, said Lund “was asleep”.",
        &["Ida Moen"],
    );
}

#[test]
fn a_name_may_be_a_word_of_the_grammar() {
    for name in ["Per Olin", "Will Grant", "May Chu", "Said Aziz", "So Young"] {
        check(&format!("“The ferry is late,” said {name}."), &[name]);
    }
    check("“The ferry is late,” Will Grant said.", &["Will Grant"]);
    check("“The ferry is late,” said King Charles.", &["King Charles"]);
}

#[test]
fn a_body_is_named_whole() {
    check(
        "“The water is clean,” the Department of Health said.",
        &["Department of Health"],
    );
    check(
        "“The water is clean,” Ana Rivera of the University of Porto said.",
        &["Ana Rivera"],
    );
}

#[test]
fn an_office_stands_before_the_name_or_behind_it() {
    check(
        "“We shall see,” the Minister for Ports and Islands, Dora Hale, said.",
        &["Dora Hale"],
    );
    check(
        "“We shall see,” Tim Roe, Shadow Minister for Ports said.",
        &["Tim Roe"],
    );
    check(
        "The paper quoted the mate, Nils Aker, as saying that the pilot “was asleep”.",
        &["Nils Aker"],
    );
}
