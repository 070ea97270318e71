//! Dialogue told by dashes: who speaks in a line, with its aside and without.

use super::{check_in, names};

#[test]
fn a_line_goes_to_whom_its_aside_names() {
    check_in(
        "sv",
        "– Isen bär inte, säger Tove Åkerberg.\n– Vi väntar en vecka till, säger hon.",
        &["Tove Åkerberg", "Tove Åkerberg"],
    );
}

#[test]
fn a_line_without_aside_goes_to_whom_the_paragraph_above_is_about() {
    check_in(
        "no",
        "– Isen er trygg, sier Odd Fjellvik.\nNaboen Kari Solem er ikke enig.\n– Vi venter til mars.",
        &["Odd Fjellvik", "Kari Solem"],
    );
    check_in(
        "no",
        "– Isen er trygg, sier Odd Fjellvik.\nBrua er stengt.\n– Vi venter til mars.",
        &["Odd Fjellvik", "Odd Fjellvik"],
    );
}

#[test]
fn a_question_of_the_papers_own_has_no_speaker_and_its_answer_has() {
    check_in(
        "no",
        "– Isen er trygg, sier Odd Fjellvik.\n– Hvor mange venter?\n– Bare to.",
        &["Odd Fjellvik", "-", "Odd Fjellvik"],
    );
}

#[test]
fn speech_behind_its_aside_goes_on() {
    check_in(
        "ru",
        "— Лёд, — сказала Инна Лунёва, — ещё держит.",
        &["Инна Лунёва", "Инна Лунёва"],
    );
}

#[test]
fn an_office_with_its_article_is_who_bore_it_before() {
    check_in(
        "no",
        "Ordfører Odd Fjellvik kom sent.\n– Isen er trygg, sier ordføreren.",
        &["Odd Fjellvik"],
    );
    check_in(
        "ru",
        "Капитан Пётр Волков извинился.\n— Двигатель старый, — пояснил капитан.",
        &["Пётр Волков"],
    );
}

#[test]
fn a_term_in_marks_beside_dialogue_is_no_speech() {
    let story = "– Isen bär inte, säger Tove Åkerberg. Den kallas ”Svarta älven”.";
    assert_eq!(names("sv", story), ["Tove Åkerberg"]);
}

#[test]
fn korean_topics_speak() {
    check_in(
        "ko",
        "김하늘 대표는 수요일 “다리를 다시 놓겠다”고 밝혔다.",
        &["김하늘 대표"],
    );
    check_in("ko", "새 책 “바다 없는 겨울”이 오월에 나온다.", &[]);
}
