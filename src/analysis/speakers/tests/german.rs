//! German clauses: which phrase is the subject, by case and place.

use super::{check_in, read_with};

fn check(text: &str, expect: &[&str]) {
    check_in("de", text, expect);
}

#[test]
fn what_its_article_puts_into_another_case_does_not_speak() {
    check(
        "Die Werft hatte anlässlich des Endes des Vertrags erklärt, der Kahn sei „nicht mehr zu retten“.",
        &["-"],
    );
    check(
        "Die Reederei hatte den Brief damit begründet, die Fähre sei „nicht mehr zu retten“.",
        &["-"],
    );
    check(
        "Die Behörde hatte wegen des Endes der Arbeiten erklärt, der Kahn sei „nicht mehr zu retten“.",
        &["Die Behörde"],
    );
    check(
        "Während seiner Zeit am Hafen warnte Ida Moen vor „einer Flut von Kähnen“.",
        &["Ida Moen"],
    );
}

#[test]
fn the_object_may_stand_before_its_verb() {
    check(
        "Die Kritik wies Ida Moen als „haltlos“ zurück.",
        &["Ida Moen"],
    );
    check(
        "Der städtischen Zeitung sagte Filip Karmann: „Ich bleibe auf dem Kahn.“",
        &["Filip Karmann"],
    );
}

#[test]
fn the_verb_may_end_the_clause_behind_the_quotation() {
    check(
        "Die Behörde hat den Plan als „schlechten Scherz“ bezeichnet.",
        &["Die Behörde"],
    );
    check(
        "Der Plan wurde von Ida Moen als „schlechter Scherz“ bezeichnet.",
        &["Ida Moen"],
    );
    check(
        "Von einem „schlechten Scherz“ sprach die Bürgermeisterin Ida Moen.",
        &["Ida Moen"],
    );
    check(
        "Die Brücke sei ein „teures Möbel“, wie Hafenmeister Jan Voss auf der Sitzung zugab.",
        &["Jan Voss"],
    );
}

#[test]
fn who_lets_know_or_shows_himself_pleased_speaks() {
    check("„Der Kahn bleibt“, ließ Ida Moen verlauten.", &["Ida Moen"]);
    check(
        "„Der Kahn bleibt hier“, zeigte sich Ida Moen nach der Sitzung erfreut.",
        &["Ida Moen"],
    );
    check(
        "Nach der Sitzung zeigte sich der Hafenmeister zufrieden: „Der Kahn bleibt hier, und das ist gut.“",
        &["der Hafenmeister"],
    );
}

#[test]
fn a_view_has_its_holder() {
    check(
        "Nach Ansicht von Ida Moen ist der Kahn „eine Gefahr für alle“.",
        &["Ida Moen"],
    );
    check(
        "Nach Angaben der Polizei war der Kahn „nicht mehr zu retten“.",
        &["der Polizei"],
    );
}

#[test]
fn a_family_name_has_its_articles() {
    check(
        "Ute von der Mühlen kam spät. „Wir warten“, sagte von der Mühlen.",
        &["Ute von der Mühlen"],
    );
    check(
        "Ute von der Mühlen kam spät. Von der Mühlen sagte, man müsse „mehr tun“.",
        &["Ute von der Mühlen"],
    );
}

#[test]
fn names_between_marks_are_no_speech() {
    let speech = |text: &str| {
        let story = read_with(text, |story| story.meta.lang = Some("de"));
        story.quotations.len()
    };
    assert_eq!(speech("Ida Moen sagte dem „Kahnblatt“, es sei spät."), 0);
    assert_eq!(speech("Ida Moen nannte die „Neue Kahnpost“ teuer."), 0);
    assert_eq!(speech("Ida Moen lobte die „Rettet das Moor“-Kampagne."), 0);
    assert_eq!(speech("Ida Moen verwies auf „kahnpost.example“."), 0);
    assert_eq!(speech("Ida Moen sprach von einem „Unfug“."), 1);
}

#[test]
fn nobody_is_man() {
    check(
        "Der Kahn hat, wie man sagt, „keine Zukunft am Kanal“.",
        &["-"],
    );
}
