//! One talk in every layout that a label can have, and what looks like one and is none.

use super::check;

/// The same four turns, each label and its speech set by `set`.
fn check_layout(set: impl Fn(&str, &str) -> String) {
    let turns = [
        ("Ines Rocha", "Why did the ferry stop?"),
        ("Tom Pell", "Fog, and a rope in the screw."),
        ("Ines Rocha", "Who cut it loose?"),
        ("Tom Pell", "My aunt did."),
    ];
    let lines = turns.map(|(name, speech)| set(name, speech));
    check(
        &format!("A talk on the quay\n{}", lines.join("\n")),
        &[
            "Q Ines Rocha: Why did the ferry stop?",
            "A Tom Pell: Fog, and a rope in the screw.",
            "Q Ines Rocha: Who cut it loose?",
            "A Tom Pell: My aunt did.",
        ],
    );
}

#[test]
fn whatever_stands_around_the_name() {
    check_layout(|name, speech| format!("{name}: {speech}"));
    check_layout(|name, speech| format!("{name} – {speech}"));
    check_layout(|name, speech| format!("<{name}> {speech}"));
    check_layout(|name, speech| format!("[{name}] {speech}"));
    check_layout(|name, speech| format!("[{name}]\n{speech}"));
    check_layout(|name, speech| format!("[14:02] <{name}> {speech}"));
    check_layout(|name, speech| format!(">> {}: {speech}", name.to_uppercase()));
    check_layout(|name, speech| format!("{name}\n{speech}"));
    check_layout(|name, speech| format!("{name}  0:12\n{speech}"));
    check_layout(|name, speech| format!("{name} (00:12:04)\n{speech}"));
    check_layout(|name, speech| format!("{name}: 00:12:04\n{speech}"));
    check_layout(|name, speech| format!("# {name}\n{speech}"));
    check_layout(|name, speech| format!("{}\n{speech}", name.to_uppercase()));
    check_layout(|name, speech| format!("{}. {speech}", name.to_uppercase()));
}

#[test]
fn letters_with_a_stop() {
    check(
        "P. ¿Quién rema?\nR. Mi tía, los lunes.\nP. ¿Y los martes?\nR. Nadie.",
        &[
            "Q P: ¿Quién rema?",
            "A R: Mi tía, los lunes.",
            "Q P: ¿Y los martes?",
            "A R: Nadie.",
        ],
    );
}

#[test]
fn a_bare_letter_among_names() {
    check(
        "MS. ROCHA:  The lock opens in May.\nQ    Who pays for it?\nMS. ROCHA:  The port.\n\
         Q    And the gate?\nMS. ROCHA:  The port, too.",
        &[
            "A Ms. Rocha: The lock opens in May.",
            "Q Q: Who pays for it?",
            "A Ms. Rocha: The port.",
            "Q Q: And the gate?",
            "A Ms. Rocha: The port, too.",
        ],
    );
}

#[test]
fn voices_that_have_but_a_number() {
    check(
        "[Speaker 1]\nYou were there when the flood came.\n[Speaker 2]\nIt came at night.\n\
         [Speaker 1]\nDid it stay a week?\n[Speaker 2]\nNine days.",
        &[
            "Q Speaker 1: You were there when the flood came.",
            "A Speaker 2: It came at night.",
            "Q Speaker 1: Did it stay a week?",
            "A Speaker 2: Nine days.",
        ],
    );
    check(
        "[Speaker 2]\nSay who you are.\n[Speaker 1]\nI keep the gate.\n[Speaker 3]\nI keep the book.\n\
         [Speaker 2]\nDo you like it?\n[Speaker 1]\nI do.\n[Speaker 3]\nNot I.",
        &[
            "Q Speaker 2: Say who you are.",
            "A Speaker 1: I keep the gate.",
            "A Speaker 3: I keep the book.",
            "Q Speaker 2: Do you like it?",
            "A Speaker 1: I do.",
            "A Speaker 3: Not I.",
        ],
    );
    check(
        "Question 1: Who rows?\nTom Pell: I do.\nQuestion 2: Who steers?\nTom Pell: My aunt.",
        &[
            "Q Question: Who rows?",
            "A Tom Pell: I do.",
            "Q Question: Who steers?",
            "A Tom Pell: My aunt.",
        ],
    );
}

#[test]
fn talks_without_a_question_mark() {
    let turns =
        "REPORTER: [inaudible]\nOKAFOR: The rope is cut, and nobody says by whom.\n".repeat(4);
    check(
        turns.trim_end(),
        &[
            "Q Reporter: [inaudible]",
            "A Okafor: The rope is cut, and nobody says by whom.",
        ]
        .repeat(4),
    );
}

#[test]
fn a_nickname_in_small_letters_speaks_among_names() {
    check(
        "Ines: How was the tide?\nknotty: I saw none.\nTom: It was high.\nknotty: I slept.\n\
         Ines: Did you both sleep?\nTom: I did not.\nknotty: I dreamt of rope.",
        &[
            "Q Ines: How was the tide?",
            "A Knotty: I saw none.",
            "A Tom: It was high.",
            "A Knotty: I slept.",
            "Q Ines: Did you both sleep?",
            "A Tom: I did not.",
            "A Knotty: I dreamt of rope.",
        ],
    );
}

#[test]
fn what_recurs_and_is_no_label() {
    check(
        "Menu\nHarbour: News\nBoats: News\nHarbour: What is new?\nBoats: Prices\nHarbour: Who may moor?\n\
         Boats: Press\nThe council has met on Monday and decided nothing, as it does in most months of the year.",
        &[],
    );
    check(
        "Two lamps\nFor\nIt is bright. Who would not like that?\nAgainst\nIt is dear.\nFor\nIt lasts.\nAgainst\nIt hums.",
        &[],
    );
    check(
        "Prices\nSpring – four crowns\nAutumn – five crowns\nSpring – six crowns\nAutumn – seven crowns",
        &[],
    );
}

#[test]
fn one_asks_and_the_others_answer_in_turn() {
    check(
        "Courier: Will the water fall?\nRocha: It will, by noon.\nPell: By night, I think.\n\
         Courier: Who was ready?\nRocha: The farmers were.\nPell: Nobody was.",
        &[
            "Q Courier: Will the water fall?",
            "A Rocha: It will, by noon.",
            "A Pell: By night, I think.",
            "Q Courier: Who was ready?",
            "A Rocha: The farmers were.",
            "A Pell: Nobody was.",
        ],
    );
}

#[test]
fn nobody_asks_where_all_speak_under_each_heading() {
    check(
        "# Use\nAna Pell: Salt does harm. Who would doubt that?\nTom Vos: I have used it for years.\n\
         # Price\nAna Pell: A tin costs as much as a hull.\nTom Vos: A hull rusts, too.\n\
         # Time\nAna Pell: It was gone in a year. What does that tell us?\nTom Vos: That it was the wrong one.",
        &[
            "- Ana Pell: Salt does harm. Who would doubt that?",
            "- Tom Vos: I have used it for years.",
            "- Ana Pell: A tin costs as much as a hull.",
            "- Tom Vos: A hull rusts, too.",
            "- Ana Pell: It was gone in a year. What does that tell us?",
            "- Tom Vos: That it was the wrong one.",
        ],
    );
}
