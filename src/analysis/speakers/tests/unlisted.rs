//! Verbs that no pack lists, told by their place; and the same places where nobody speaks.

use super::{check, check_in};

#[test]
fn an_unlisted_verb_before_a_full_name_or_an_office_reports() {
    check_in(
        "de",
        "„So ein Hochwasser gab es nie“, nuschelt Küsterin Ulrike Pahl.",
        &["Ulrike Pahl"],
    );
    check_in(
        "es",
        "«Nos deben tres meses», se desahoga la panadera.",
        &["la panadera"],
    );
    check_in(
        "fr",
        "« On nous oublie », s’attriste la boulangère Odile Serre.",
        &["Odile Serre"],
    );
    check_in(
        "pl",
        "„Most jest za wąski” – sarka radna Irena Solecka.",
        &["Irena Solecka"],
    );
}

#[test]
fn an_unlisted_verb_behind_a_name_is_all_of_its_clause() {
    check(
        "“Nobody ever counts the gulls,” Mara Oduya harrumphs, “and they know it.”",
        &["Mara Oduya", "Mara Oduya"],
    );
    check(
        "“Nobody ever counts the gulls,” Mara Oduya kept near the lock.",
        &["-"],
    );
}

#[test]
fn who_wants_to_know_stands_between_the_auxiliary_and_its_infinitive() {
    check_in(
        "nl",
        "“Wie heeft de sluis gezien?” wilde de rechter weten.",
        &["de rechter"],
    );
    check_in(
        "da",
        "\"Hvem har set slusen?\" ville dommeren vide.",
        &["dommeren"],
    );
}

#[test]
fn what_follows_a_comma_and_is_no_verb_with_its_subject_does_not_speak() {
    check_in(
        "de",
        "„Der lange Deich“, gemalt vor hundert Jahren, hängt im Rathaus.",
        &["-"],
    );
    check(
        "“The Long Dyke,” hanging in the hall, is a hundred years old.",
        &[],
    );
}
