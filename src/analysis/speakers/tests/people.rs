//! Who is a person: ages, offices with a name behind them, words that only look like names.

use super::{check, read};

/// The names of the speakers with what the story says they are.
#[track_caller]
fn check_roles(text: &str, expect: &[(&str, Option<&str>)]) {
    let story = read(text);
    let people: Vec<(&str, Option<&str>)> = story
        .people
        .iter()
        .map(|person| (person.name.as_str(), person.role.as_deref()))
        .collect();
    assert_eq!(people, expect, "{text}");
}

#[test]
fn an_age_is_nobody() {
    check(
        "Mara Oduya, 71, a former builder, said: “We are done with waiting.”",
        &["Mara Oduya"],
    );
    check(
        "Mara Oduya, 71, who ran the yard for years, said: “We are done with waiting.”",
        &["Mara Oduya"],
    );
    check(
        "Mr. Lindqvist Jr., 44, of St. Olav, said: “We are done with waiting.”",
        &["Lindqvist Jr"],
    );
    check("Mara Oduya, 71, said: “We are done.”", &["Mara Oduya"]);
    check(
        "“We are done,” Mara Oduya, 71, a former builder, told the Herald.",
        &["Mara Oduya"],
    );
    check("“We are done,” said Mara Oduya, 71.", &["Mara Oduya"]);
}

#[test]
fn a_name_behind_an_office_is_who_speaks() {
    check_roles(
        "“We are done,” said the company’s chief executive, Mara Oduya.",
        &[("Mara Oduya", Some("company’s chief executive"))],
    );
    check_roles(
        "“We are done,” said his neighbour, Kaj Lindqvist.",
        &[("Kaj Lindqvist", Some("neighbour"))],
    );
    check_roles(
        "“We are done,” said the head of the Harbour Board, Mara Oduya, on Friday.",
        &[("Mara Oduya", Some("head of the Harbour Board"))],
    );
    check_roles(
        "According to the union’s chair, Mara Oduya, the town “will not wait for the state.”",
        &[("Mara Oduya", Some("union’s chair"))],
    );
    check_roles(
        "Lindqvist’s sister, Mara Oduya, disagreed: “We are done with waiting.”",
        &[("Mara Oduya", Some("Lindqvist’s sister"))],
    );
    // A second subject, or another clause, is no apposition.
    check(
        "“We are done,” said the mayor, Reuters reported.",
        &["the mayor"],
    );
}

#[test]
fn a_name_behind_an_office_is_who_speaks_in_other_languages() {
    let french = "Le port est une affaire et les gens du pays ne sont pas contents. ";
    check(
        &format!("{french}« Nous fermons le port », annonce la maire, Solène Kerbrat."),
        &["Solène Kerbrat"],
    );
    check(
        &format!("{french}« Nous fermons », précise son président, Idriss Kerbrat."),
        &["Idriss Kerbrat"],
    );
    let german = "Der Hafen ist zu, und das ist für die Stadt nicht gut. ";
    check(
        &format!("{german}„Wir bauen neu“, so der Sprecher der Stadt, Uwe Kolb."),
        &["Uwe Kolb"],
    );
    check(
        &format!("{german}„Wir bauen neu“, so der Sprecher der Stadt."),
        &["der Sprecher der Stadt"],
    );
}

#[test]
fn a_word_that_only_opens_a_sentence_is_nobody() {
    let french = "Le port est une affaire et les gens du pays ne sont pas contents. ";
    check(
        &format!("{french}Tous ne sont pas d’accord. « C’est la fin du port et de la ville. »"),
        &["-"],
    );
    check("Police said it was “quiet on the bridge.”", &["police"]);
    check("Stop calling it a “smart” bridge", &["-"]);
}

#[test]
fn a_german_noun_is_no_name() {
    let german = "Der Hafen ist zu, und das ist für die Stadt nicht gut. ";
    check(
        &format!("{german}Die Brautmutter, so berichtet er, sei geblieben. „Sie wollte tanzen.“"),
        &["Die Brautmutter"],
    );
    check(
        &format!(
            "{german}Jeden Tag geht Alois Kolb durch die Stadt. „Es sind weniger als früher“, sagt der 70-Jährige."
        ),
        &["Alois Kolb"],
    );
    check(
        &format!(
            "{german}„Es ist leer“, sagt Alois Kolb. Seine Frau Rosa Kolb widerspricht: „Man kann darauf sitzen.“"
        ),
        &["Alois Kolb", "Rosa Kolb"],
    );
}

#[test]
fn an_age_means_whoever_was_spoken_of() {
    check(
        "Mara Oduya ran the yard. “I miss the noise,” the 70-year-old said.",
        &["Mara Oduya"],
    );
}

#[test]
fn an_article_may_stand_inside_a_name() {
    let french = "Le port est une affaire et les gens du pays ne sont pas contents. ";
    check(
        &format!("{french}Yvon Le Kerbrat refuse. « C’est la fin du port », explique Le Kerbrat."),
        &["Yvon Le Kerbrat"],
    );
}
