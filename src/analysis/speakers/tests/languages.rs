//! German, French and Spanish: inversion, appositions, given names.

use super::{check, check_mention};

/// German prose in which the language is told by its small words.
fn german(sentence: &str) -> String {
    format!("Der Hafen ist zu, und das ist für die Stadt nicht gut. {sentence}")
}

/// The same in French.
fn french(sentence: &str) -> String {
    format!("Le port est une affaire et les gens du pays ne sont pas contents. {sentence}")
}

/// The same in Spanish.
fn spanish(sentence: &str) -> String {
    format!("El puerto es de los vecinos y las calles no están cerradas. {sentence}")
}

#[test]
fn the_german_verb_stands_second_and_its_subject_behind_it() {
    check(
        &german("Dem Sender sagte Britta Kolb: „Wir freuen uns auf den Bau.“"),
        &["Britta Kolb"],
    );
    check_mention(
        &german(
            "Britta Kolb kam spät. In einem Brief nannte sie den Plan einen „schweren Fehler“.",
        ),
        &["sie"],
    );
    check(
        &german("Die Brücke, so Britta Kolb, sei „ein Stück Heimat“."),
        &["Britta Kolb"],
    );
}

#[test]
fn a_title_may_stand_before_the_german_verb() {
    check_mention(
        &german(
            "Britta Kolb kam. In einer Folge des „Hafenfunks“ nannte sie den Plan einen „schweren Fehler“.",
        ),
        &["sie"],
    );
}

#[test]
fn a_german_aside_is_not_the_main_clause() {
    check(
        &german(
            "Wie man so sagt, müsse die Stadt den „Laden zusammenhalten“, erklärt Britta Kolb.",
        ),
        &["Britta Kolb"],
    );
}

#[test]
fn a_german_apposition_names_the_office_before_it() {
    check(
        &german("Die Vorsitzende des Vereins, Britta Kolb, würdigte den Plan als „großen Wurf“."),
        &["Britta Kolb"],
    );
}

#[test]
fn french_verbs_and_pronouns_are_tied_by_a_hyphen() {
    check_mention(
        &french("« Nous allons rebâtir le pont », a-t-elle ajouté. « Personne ne vient », dit-il."),
        &["elle", "il"],
    );
    check(
        &french("Selon Jeanne Lind, le pont est « une affaire de cœur »."),
        &["Jeanne Lind"],
    );
}

#[test]
fn spanish_dialogue_stands_behind_dashes() {
    check(
        &spanish(
            "Nadie duerme.\n—¿Quién va a pagar? —preguntó Ana Lind—. Yo no.\n—Yo tampoco —respondió Juan Oduya.",
        ),
        &["Ana Lind", "Ana Lind", "Juan Oduya"],
    );
    check(
        &spanish("Ana Lind calificó el plan de “regalo a los constructores”."),
        &["Ana Lind"],
    );
}

/// The same in Italian.
fn italian(sentence: &str) -> String {
    format!("Il porto è chiuso e la gente non è contenta della città. {sentence}")
}

#[test]
fn an_aside_within_the_marks_is_no_speech() {
    let aside = italian("«Restiamo qui - ha detto Ugo Prati - e aspettiamo. Poi si vede».");
    check(&aside, &["Ugo Prati", "Ugo Prati"]);
    let story = super::read(&aside);
    let said: Vec<&str> = story
        .quotations
        .iter()
        .map(|quotation| story.slice(quotation.span))
        .collect();
    assert_eq!(said, ["Restiamo qui", "e aspettiamo. Poi si vede"]);
    check(
        &french("« Nous restons, explique Anne Lind, du port. Personne ne part. » Il pleut."),
        &["Anne Lind", "Anne Lind"],
    );
    check(
        &french("« Le prix, l'eau, le sel, tout monte », dit Anne Lind."),
        &["Anne Lind"],
    );
}

#[test]
fn a_verb_without_its_subject_goes_on_with_who_was_named() {
    check(
        &spanish("Ana Lind llegó al muelle. “Nadie me avisó”, protestó. Y añadió: “No vuelvo”."),
        &["Ana Lind", "Ana Lind"],
    );
    check(
        &spanish("La lluvia no paró. “No cabe nadie más”, se oyó en la cubierta."),
        &["-"],
    );
}

#[test]
fn a_relative_clause_between_subject_and_verb_is_passed() {
    check(
        &spanish(
            "El barco que busca la salida del canal aseguró que “nadie lo tocó en el muelle”.",
        ),
        &["El barco"],
    );
    check(
        &spanish(
            "Ovidio Salas, el perito de la casa Lerma, que firmó el acta de 2019 explica que el barniz “se puso mucho después”.",
        ),
        &["Ovidio Salas"],
    );
}

#[test]
fn a_verb_alone_between_commas_carries_the_last_subject_on() {
    check(
        &spanish(
            "La alcaldesa Ana Valle llegó tarde. Lo peor, explicó, es que el muelle tiene “una grieta de tres metros”.",
        ),
        &["Ana Valle"],
    );
}

#[test]
fn the_sentence_before_may_name_who_speaks_behind_its_verb() {
    check(
        &spanish("El asunto fue tratado por el alcalde Luis Prado. “Nadie paga el muelle”, dijo."),
        &["Luis Prado"],
    );
    check(
        &spanish(
            "Un plan parecido presentó el candidato Luis Prado. “Nadie paga el muelle”, dijo.",
        ),
        &["Luis Prado"],
    );
}

#[test]
fn french_eyes_are_those_of_whom_the_sentence_before_is_about() {
    check(
        &french("Sophie Binard a été reçue mardi. A ses yeux, « on peut parler de rupture »."),
        &["Sophie Binard"],
    );
}
