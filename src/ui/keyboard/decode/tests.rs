//! What terminals send, whole, in pieces and broken.

use crate::ui::ground::Ground;
use crossterm::event::{Event, KeyCode, KeyModifiers, MouseEventKind};
use proptest::prelude::*;

use super::{Decoder, MOST_PASTED, Rest};
use crate::ui::key::Key;

/// What was told, in words: keys as the screen shows them.
fn shown(event: &Event) -> String {
    match event {
        Event::Key(key) => Key::from(*key).to_string(),
        Event::Paste(text) => format!("<{text}>"),
        Event::Mouse(mouse) => format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row),
        other => format!("{other:?}"),
    }
}

/// What bytes mean that come in these pieces, with silence after the last.
fn told(pieces: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    for piece in pieces {
        decoder.take(piece, &mut |event| events.push(shown(&event)));
    }
    decoder.give_up(&mut |event| events.push(shown(&event)));
    assert!(decoder.bytes.is_empty() && decoder.pasted.is_none());
    events.join(" ")
}

#[test]
fn keys_are_told_whole_and_in_pieces() {
    for (bytes, expect) in [
        ("jG\r\t\x7f", "j G Enter Tab Backspace"),
        ("\x03\x0c\n", "^C ^L ^J"),
        ("é日👩", "é 日 👩"),
        ("\x1b", "Esc"),
        ("\x1b\x1b", "Esc Esc"),
        ("\x1bx\x1b[", "Alt-x Alt-["),
        ("\x1b\r\x1b\x03", "Alt-Enter Esc ^C"),
        ("\x1b[A\x1bOB\x1b[1;5C", "↑ ↓ ^→"),
        (
            "\x1b[H\x1b[4~\x1b[5~\x1b[6~\x1b[3~",
            "Home End PgUp PgDn Del",
        ),
        ("\x1bOP\x1b[[B\x1b[13~\x1b[24~", "F1 F2 F3 F12"),
        ("\x1b[Z\x1b[9;2u\x1b[97;5u", "⇧Tab ⇧Tab ^A"),
        ("\x1b[27;5;98~\x1b[99;1:3u", "^B"),
        ("\x1b[I\x1b[O", "FocusGained"),
    ] {
        assert_eq!(told(&[bytes.as_bytes()]), expect, "{bytes:?}");
        let single: Vec<&[u8]> = bytes.as_bytes().chunks(1).collect();
        assert_eq!(told(&single), expect, "{bytes:?} byte by byte");
    }
}

#[test]
fn the_mouse_is_told() {
    assert_eq!(
        told(&[b"\x1b[<0;5;9M\x1b[<0;5;9m\x1b[<65;1;1M\x1b[M !!"]),
        "Down(Left)@4,8 Up(Left)@4,8 ScrollDown@0,0 Down(Left)@0,0"
    );
    let mut kinds = Vec::new();
    Decoder::default().take(b"\x1b[<32;2;2M\x1b[<35;2;2M", &mut |event| {
        kinds.extend(
            matches!(event, Event::Mouse(mouse) if mouse.kind != MouseEventKind::ScrollUp)
                .then_some(()),
        );
    });
    assert_eq!(kinds.len(), 2);
}

#[test]
fn reports_that_come_late_mean_nothing_and_hold_nothing_up() {
    for report in [
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[?62;22c",
        "\x1b[>0;276;0c",
        "\x1b[?0u",
        "\x1b[12;40R",
        "\x1b[4;600;800t",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1b]10;rgb:0000/0000/0000\x1b\\",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
    ] {
        assert_eq!(told(&[format!("{report}Q").as_bytes()]), "Q", "{report:?}");
    }
}

#[test]
fn what_is_not_finished_holds_no_key_up() {
    for (bytes, expect) in [
        ("\x1b[?Q", "Q"),
        ("\x1b[?\x03", "^C"),
        ("\x1b[?2026;2Q", "Q"),
        ("\x1b[12;\x1b", "Esc"),
        ("\x1b[<0;5\r", "Enter"),
        ("\x1b[M\x03", "^C"),
        ("\x1b[[q", "q"),
        ("\x1b]11;rgb\x03", "^C"),
        ("\x1b]q", "Alt-] q"),
        ("\x1bPq", "Alt-P q"),
        ("\x1bOq", "Alt-O q"),
        ("\x1b[j", "j"),
    ] {
        assert_eq!(told(&[bytes.as_bytes()]), expect, "{bytes:?}");
    }
    // What did come of a mouse are keys when the rest does not.
    assert_eq!(told(&[b"\x1b[Mj", b"k"]), "j k");
    assert_eq!(told(&[b"\xff\xc3q\xe2\x80"]), "q");
}

#[test]
fn nothing_unfinished_grows_without_bound() {
    for begin in ["\x1b[?", "\x1b[", "\x1b]11;", "\x1bP1"] {
        let mut decoder = Decoder::default();
        decoder.take(begin.as_bytes(), &mut |_| ());
        for _ in 0..1000 {
            decoder.take(b"1111", &mut |_| ());
            assert!(decoder.bytes.len() < 512, "{begin:?}");
        }
        let mut keys = Vec::new();
        decoder.give_up(&mut |_| ());
        decoder.take(b"Q", &mut |event| keys.push(shown(&event)));
        assert_eq!(keys, ["Q"], "{begin:?}");
    }
}

#[test]
fn a_paste_is_one_text_whatever_is_in_it() {
    let bytes = "\x1b[200~two\nlines Q\x03\x1b[A é\x1b[201~j";
    let expect = "<two\nlines Q\x03\x1b[A é> j";
    assert_eq!(told(&[bytes.as_bytes()]), expect);
    let single: Vec<&[u8]> = bytes.as_bytes().chunks(1).collect();
    assert_eq!(told(&single), expect);
}

#[test]
fn a_paste_that_does_not_end_is_told_after_silence() {
    let mut decoder = Decoder::default();
    let mut events = Vec::new();
    let rest = decoder.take(b"j\x1b[200~words\x1b[20", &mut |event| events.push(event));
    assert_eq!(rest, Rest::Begun);
    decoder.give_up(&mut |event| events.push(event));
    decoder.take(b"Q\x1b[201~k", &mut |event| events.push(event));
    let events: Vec<_> = events.iter().map(shown).collect();
    assert_eq!(events, ["j", "<words\x1b[20>", "Q", "k"]);
}

#[test]
fn a_paste_keeps_no_more_than_it_may() {
    let mut decoder = Decoder::default();
    let mut length = 0;
    decoder.take(b"\x1b[200~", &mut |_| ());
    for _ in 0..200 {
        decoder.take(&[b'a'; 4096], &mut |_| ());
        let kept = decoder.pasted.as_ref().map_or(0, Vec::len);
        assert!(kept < MOST_PASTED + 4096, "{kept}");
    }
    decoder.take(b"\x1b[20", &mut |_| ());
    decoder.take(b"1~", &mut |event| {
        if let Event::Paste(text) = event {
            length = text.len();
        }
    });
    assert!(
        (MOST_PASTED..MOST_PASTED + 16).contains(&length),
        "{length}"
    );
}

#[test]
fn capitals_are_told_with_shift() {
    let mut keys = Vec::new();
    Decoder::default().take(b"G", &mut |event| keys.push(event));
    let Some(Event::Key(key)) = keys.pop() else {
        panic!("a key");
    };
    assert_eq!(
        (key.code, key.modifiers),
        (KeyCode::Char('G'), KeyModifiers::SHIFT)
    );
}

/// Pieces that mean something to a terminal, and pieces that only look so.
const PIECES: &[&str] = &[
    "\x1b",
    "[",
    "O",
    "]",
    "P",
    "_",
    "?",
    "<",
    "M",
    "m",
    "200~",
    "201~",
    "\x1b[200~",
    "\x1b[201~",
    "1;5",
    "A",
    "~",
    "u",
    "$",
    "y",
    "\x07",
    "\\",
    "\x03",
    "\r",
    "é",
    "日",
    "q",
    "\x1b[M",
    "\x1b[?",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_key_after_silence_is_heard_whatever_came_before(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
        noise in prop::collection::vec(any::<u8>(), 0..40),
        at in 1_usize..9,
    ) {
        let bytes = [pieces.concat().into_bytes(), noise].concat();
        let mut decoder = Decoder::default();
        for chunk in bytes.chunks(at) {
            decoder.take(chunk, &mut |_| ());
        }
        decoder.give_up(&mut |_| ());
        let mut keys = Vec::new();
        let rest = decoder.take(b"Q", &mut |event| keys.push(shown(&event)));
        prop_assert_eq!((rest, keys.join(" ")), (Rest::Nothing, "Q".to_owned()));
    }
}

#[test]
fn the_background_is_told_and_is_no_key() {
    let answer = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
    for cut in 1..answer.len() {
        let mut decoder = Decoder::default();
        let mut events = 0;
        let mut background = None;
        for piece in [&answer[..cut], &answer[cut..]] {
            decoder.take(piece, &mut |_| events += 1);
            background = background.or(decoder.background());
        }
        assert_eq!((background, events), (Some(Ground::Light), 0), "{cut}");
    }
}
