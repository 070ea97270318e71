//! Whose words they are when the sentence is long: main clauses, infinitives, participles, appositions.

use super::{check, check_mention};

#[test]
fn the_main_clause_reports_what_its_clauses_hold() {
    check(
        "Mara Oduya said the harbour board called the builders “out of touch.”",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya, who chairs the board, claimed that Peter Lindqvist’s answer was “a joke.”",
        &["Mara Oduya"],
    );
    // A relative clause reports nothing of the main clause.
    check_mention(
        "“We go on,” said Mara Oduya, who said it was “a long winter.”",
        &["Mara Oduya", "Mara Oduya, who"],
    );
}

#[test]
fn a_clause_after_a_conjunction_has_a_subject_of_its_own() {
    check(
        "The vote came three days after Mara Oduya told the paper she was “not quite done.”",
        &["Mara Oduya"],
    );
    check_mention(
        "She pointed her finger at a clerk as he angrily said “this has to stop.”",
        &["he"],
    );
}

#[test]
fn an_infinitive_belongs_to_the_object_or_the_subject_of_its_verb() {
    check(
        "That kind of talk led Mara Oduya to say “nobody asked us about this.”",
        &["Mara Oduya"],
    );
    check(
        "The outcry forced Peter Lindqvist, a friend of the mayor, to admit “we were wrong.”",
        &["Peter Lindqvist"],
    );
    check(
        "The hall was so quiet that Mara Oduya was prompted to say, “I can hear you think.”",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya asked Peter Lindqvist to state “in plain words” what it cost.",
        &["Mara Oduya"],
    );
}

#[test]
fn a_participle_after_with_has_a_subject_of_its_own() {
    check(
        "The board met on Friday, with Mara Oduya angrily saying “this has to stop.”",
        &["Mara Oduya"],
    );
}

#[test]
fn only_the_agent_of_a_passive_speaks() {
    check(
        "Mara Oduya was pressed over her claim on Friday that “the bridge is safe.”",
        &["Mara Oduya"],
    );
    check(
        "The plan was described by Mara Oduya as “a gift to the builders.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_dateline_is_no_part_of_the_sentence() {
    check(
        "LISBON, Dec. 8 (AP) — In answer to the plan, Mara Oduya rallied the town, saying “we will not pay.”",
        &["Mara Oduya"],
    );
    check(
        "LISBON — As she left the hall, Mara Oduya said she found it “a long winter.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_party_or_an_agency_in_brackets_is_passed_over() {
    check(
        "Governor Mara Oduya (R), a friend of the builders, defended the plan, saying “it pays for itself.”",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya (D-Mont.) last week said it was “a gift to the builders.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_title_may_end_an_apposition() {
    check(
        "As Mara Oduya, author of “The Long Bridge,” put it, “the river never asks.”",
        &["Mara Oduya"],
    );
}

#[test]
fn an_adverb_is_nobody() {
    check(
        "On Friday, however, the director of the board, Mara Oduya, said it was “a long winter.”",
        &["Mara Oduya"],
    );
    check(
        "“We hold the line,” said retired harbour officer Mara Oduya.",
        &["Mara Oduya"],
    );
}

#[test]
fn words_that_a_cue_does_not_govern_are_speech_where_somebody_speaks() {
    check(
        "“The lake is low,” Mara Oduya said. Now, “there is a sizable crowd saying this is fine.”",
        &["Mara Oduya", "Mara Oduya"],
    );
    check(
        "Mara Oduya rallied the town by warning darkly that “the river is rising” because “nobody looks after it.”",
        &["Mara Oduya", "Mara Oduya"],
    );
    check(
        "The river is known as the “old lady of the plain” here.",
        &[],
    );
    check("They met at the bridge, the “old lady” of the town.", &[]);
}

#[test]
fn the_agent_of_a_passive_may_follow_the_words() {
    check(
        "The plan has been called “a gift to the builders” by Mara Oduya.",
        &["Mara Oduya"],
    );
}

#[test]
fn a_title_in_apposition_is_no_speech() {
    check("Oduya wrote about it in her memoir, “Tough Years.”", &[]);
    check("“The Long Bridge” opened on Friday.", &[]);
}

#[test]
fn a_verb_that_a_comma_cuts_off_keeps_its_subject() {
    check(
        "The two builders, however, argue that “there is a way to pay for it.”",
        &["The two builders"],
    );
}

#[test]
fn a_clause_that_a_comma_closes_is_an_aside() {
    check(
        "Mara Oduya said after the court had ruled, on Friday, that it was “a long winter.”",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya spoke at the town’s state’s convention, where she said it was “a long winter.”",
        &["Mara Oduya"],
    );
}

#[test]
fn a_place_of_one_word_is_not_she() {
    check(
        "“We sell gas,” Martha Oduya said.\nFigures show Canada shipped more. “It is a good year,” she said.",
        &["Martha Oduya", "Martha Oduya"],
    );
}

#[test]
fn joined_verbs_share_the_name_before_the_first() {
    check(
        "The anger was plain on Friday when Mara Oduya lamented the delay and criticized the “empty talk” of the board.",
        &["Mara Oduya"],
    );
    check(
        "In a letter to the Courier, her senior adviser, Peter Lindqvist, said: “We go on as planned.”",
        &["Peter Lindqvist"],
    );
}

#[test]
fn a_participle_in_front_has_the_subject_of_the_main_clause() {
    check(
        "Citing the flood as a call to wake from “dreams of treating the lock as a toy,” Mara Oduya urged the town to pay.",
        &["Mara Oduya"],
    );
    check(
        "If he wins, Tim Roe has shown he would try to curb critics, vowing to “open up” the rules.",
        &["Tim Roe"],
    );
}

#[test]
fn it_is_what_somebody_gave_out_in_the_sentence_before() {
    check(
        "The harbour board issued a written statement. It read: “The lock stays shut until May.”",
        &["The harbour board"],
    );
}

#[test]
fn titles_in_a_phrase_and_words_as_words_are_no_speech() {
    check(
        "The “Low Water” singer has not answered, the source said.",
        &[],
    );
    check(
        "She says one calls them 'skipper', another 'father' and a third 'uncle' at home.",
        &[],
    );
}
