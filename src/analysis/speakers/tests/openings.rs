//! What opens a sentence and is nobody: participles of those who were asked, views, descriptions.

use super::{check, check_in};

#[test]
fn who_is_asked_stands_behind_the_participle() {
    check_in(
        "fr",
        "Sollicité sur la digue, Hervé Astier a haussé les épaules : « Attendons mars, c’est tout. »",
        &["Hervé Astier"],
    );
    check_in(
        "pt",
        "O capataz Bruno Sala chegou tarde ao cais. Questionado sobre o atraso, respondeu: “Ninguém me avisou da hora.”",
        &["Bruno Sala"],
    );
    check_in(
        "nl",
        "Bevraagd over de sluis hield het bestuur zich stil: “Wij wachten de zomer af.”",
        &["-"],
    );
}

#[test]
fn few_words_behind_according_to_are_those_of_somebody_with_an_office() {
    check_in(
        "pt",
        "De acordo com o sindicato, a adesão foi “esmagadora”.",
        &["o sindicato"],
    );
    check(
        "According to the report, they consider it a “cyber war” now.",
        &[],
    );
    check(
        "Per the harbour board’s own survey, the lock is “the slowest gate on the coast”.",
        &["the harbour board’s own survey"],
    );
}

#[test]
fn what_a_thing_is_like_is_no_name_of_it() {
    check_in(
        "fr",
        "Hervé Astier a évoqué une opération « sans perdants ».",
        &["Hervé Astier"],
    );
    check_in(
        "fr",
        "Hervé Astier a évoqué l’opération « Marée haute ».",
        &[],
    );
}

#[test]
fn who_reads_does_not_speak() {
    check("I read that the new lock is “shovel-ready” by May.", &[]);
    check(
        "The sign at the lock read “closed until the May tide”.",
        &["The sign"],
    );
}

#[test]
fn whose_body_it_is_belongs_to_its_name() {
    check(
        "In a statement, Lockside Residents’ Association called the plan “a tub with a flag”.",
        &["Lockside Residents’ Association"],
    );
}

#[test]
fn the_office_in_whose_name_somebody_speaks_is_hers() {
    check_in(
        "de",
        "Der Verband wartet. „Wir haben alles geliefert“, betonte deren Sprecherin Britta Kolb.",
        &["Britta Kolb"],
    );
}
