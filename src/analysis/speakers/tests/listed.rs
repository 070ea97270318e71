//! Answers in a list of topics.

use super::check_in;

#[test]
fn topics_do_not_speak() {
    check_in(
        "es",
        "El técnico del club, Luis Prado, compareció ante la prensa.\n\
         La situación del portero: “Estamos probándolo para ver si llega al domingo”.\n\
         Qué planteamiento usará: “Lo mismo de siempre, un equipo intenso”.",
        &["Luis Prado", "Luis Prado"],
    );
    check_in(
        "es",
        "El técnico del club, Luis Prado, compareció ante la prensa.\n\
         LO QUE DIJO:\n\
         ¿Cambia la idea? : “No, en definitiva hay que ver cómo se dan las cosas”.\n\
         Qué planteamiento usará: “Lo mismo de siempre, un equipo intenso”.",
        &["Luis Prado", "Luis Prado"],
    );
}

#[test]
fn names_before_colons_do() {
    check_in(
        "es",
        "El técnico Luis Prado compareció ante la prensa.\n\
         Ana Lind: “Estamos probándolo para ver si llega al domingo”.\n\
         Marta Gil: “Lo mismo de siempre, un equipo intenso”.",
        &["Ana Lind", "Marta Gil"],
    );
}
