//! Attributions that stand in rarer forms: after an infinitive, in a label with a role or a party, under
//! two names.

use super::check;

#[test]
fn an_infinitive_may_go_on_after_the_words() {
    check(
        "The harbour board would “not hesitate” to close the bridge, Harbour Secretary Mara Oduya told reporters.",
        &["Mara Oduya"],
    );
    check(
        "It “would not hesitate” to shut other bridges, Harbour Minister Mara Oduya told parliament.",
        &["Mara Oduya"],
    );
}

#[test]
fn the_source_may_stand_at_the_end_of_the_sentence() {
    check(
        "Closing it was “madness” and nobody wanted it, according to Mara Oduya.",
        &["Mara Oduya"],
    );
}

#[test]
fn a_label_may_hold_a_role_or_a_party() {
    check(
        "Farmers’ leader Mara Oduya: “It is dry now.”",
        &["Mara Oduya"],
    );
    check(
        "Farmers’ leader Mara Oduya: “It’s dry now.”",
        &["Mara Oduya"],
    );
    check("Mara Oduya (Greens): “It is dry now.”", &["Mara Oduya"]);
    check("Mara Oduya, farmer: “It is dry now.”", &["Mara Oduya"]);
    check("“It is dry now.” — Mara Oduya, farmer", &["Mara Oduya"]);
    check(
        "In the words of Mara Oduya, “it is dry now.”",
        &["Mara Oduya"],
    );
}

#[test]
fn two_names_speak_together() {
    check(
        "“It fell,” Ann Moor and Eve Moor said.",
        &["Ann Moor and Eve Moor"],
    );
    check(
        "Ann Moor and Eve Moor said: “It fell.”",
        &["Ann Moor and Eve Moor"],
    );
    check(
        "“It fell,” said Ann Moor and Eve Moor.",
        &["Ann Moor and Eve Moor"],
    );
    check(
        "“It fell,” said Ann Moor, and Eve Moor laughed.",
        &["Ann Moor"],
    );
}

#[test]
fn one_of_them_is_not_the_person_named_last() {
    check(
        "“We sail,” said Mara Oduya. Two traders stayed. “Nobody is going to wait,” one of them said.",
        &["Mara Oduya", "one"],
    );
}

#[test]
fn verbs_of_gesture_report_between_commas() {
    let french = "Le port est une affaire et les gens du pays ne sont pas contents. ";
    check(
        &format!("{french}« Bien sûr », sourit Jeanne Kerbrat."),
        &["Jeanne Kerbrat"],
    );
    let portuguese = "O porto não é uma ilha e os barcos do mar são da cidade. ";
    check(
        &format!("{portuguese}“Nem eu”, atirou Marta Oduya."),
        &["Marta Oduya"],
    );
    let dutch = "De haven is dicht en dat is voor de stad niet goed, zo zeggen ze. ";
    check(
        &format!("{dutch}‘Het is een mooie brug’, zegt wethouder Jan Kolb."),
        &["Jan Kolb"],
    );
    check(
        &format!("{dutch}„Ik fiets om”, aldus buurvrouw Els Kolb."),
        &["Els Kolb"],
    );
}
