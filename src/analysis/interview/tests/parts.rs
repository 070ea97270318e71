//! The part that each turn plays.

use super::check;

#[test]
fn a_piece_of_another_interview_is_nobody_s_part() {
    check(
        "INES ROCHA: Captain, this is what the mayor told the radio in May.\n\
         JO HALE: Will the lock stay open?\n\
         UMA MARSH: Yes.\n\
         JO HALE: All summer?\n\
         UMA MARSH: I would fight for it.\n\
         INES ROCHA: Captain Pell, what do you say?\n\
         TOM PELL: I never saw her on the water, and I would swear to it.\n\
         INES ROCHA: Would you sail again?\n\
         TOM PELL: Tomorrow, with any crew that wants to.\n\
         INES ROCHA: Why?\n\
         TOM PELL: Because the sea is there.",
        &[
            "Q Ines Rocha: Captain, this is what the mayor told the radio in May.",
            "- Jo Hale: Will the lock stay open?",
            "- Uma Marsh: Yes.",
            "- Jo Hale: All summer?",
            "- Uma Marsh: I would fight for it.",
            "Q Ines Rocha: Captain Pell, what do you say?",
            "A Tom Pell: I never saw her on the water, and I would swear to it.",
            "Q Ines Rocha: Would you sail again?",
            "A Tom Pell: Tomorrow, with any crew that wants to.",
            "Q Ines Rocha: Why?",
            "A Tom Pell: Because the sea is there.",
        ],
    );
}

#[test]
fn who_breaks_in_with_a_question_asks() {
    check(
        "Ines Rocha: The floor is yours. What does the ferry cost?\n\
         Tom Pell: More than the bridge, and it carries fewer people, as we all know.\n\
         Ines Rocha: Do you take a question?\n\
         Tom Pell: Gladly, if it is a short one and the clock is stopped.\n\
         Uma Marsh: How many people take the last boat?\n\
         Tom Pell: Eleven, on a Friday, when the weather holds.",
        &[
            "Q Ines Rocha: The floor is yours. What does the ferry cost?",
            "A Tom Pell: More than the bridge, and it carries fewer people, as we all know.",
            "Q Ines Rocha: Do you take a question?",
            "A Tom Pell: Gladly, if it is a short one and the clock is stopped.",
            "Q Uma Marsh: How many people take the last boat?",
            "A Tom Pell: Eleven, on a Friday, when the weather holds.",
        ],
    );
}

#[test]
fn an_office_alone_is_called_by_its_whole_name() {
    check(
        "REPORTER: Does it float?\n\
         PRIME MINISTER: It does.\n\
         REPORTER: Since when?\n\
         PRIME MINISTER: Since the spring.",
        &[
            "Q Reporter: Does it float?",
            "A Prime Minister: It does.",
            "Q Reporter: Since when?",
            "A Prime Minister: Since the spring.",
        ],
    );
}
