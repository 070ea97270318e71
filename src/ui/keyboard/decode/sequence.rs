//! What begins with Esc: keys with a sequence, keys with Alt, the mouse, reports.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::{ESC, Piece, character};

/// Bytes of a control sequence at most; keys and reports have a dozen.
const LONGEST_CONTROL: usize = 64;
/// Bytes of a string at most: colours and names of terminals.
const LONGEST_STRING: usize = 256;

/// What two bytes or more are that begin with Esc.
pub(super) fn piece(bytes: &[u8]) -> Piece {
    match bytes[1] {
        b'[' => control(bytes),
        b'O' => single_shift(bytes),
        b']' => string(bytes, |first| first.is_ascii_digit()),
        b'P' => string(bytes, |first| {
            first.is_ascii_digit() || matches!(first, b'>' | b'!' | b'$' | b'+')
        }),
        b'_' => string(bytes, |first| first == b'G'),
        _ => with_alt(bytes),
    }
}

/// How long what was not finished is, and the key it was if it was one.
pub(super) fn broken_off(bytes: &[u8]) -> (usize, Option<Event>) {
    match bytes {
        [ESC] => (1, Some(Event::Key(KeyCode::Esc.into()))),
        [ESC, b'[' | b'O' | b']' | b'P' | b'_'] => alone(bytes),
        // Its three bytes did not come: what did are keys.
        [ESC, b'[', b'M' | b'[', ..] => (3, None),
        _ => (bytes.len(), None),
    }
}

/// Alt with a key that also opens sequences.
fn alone(bytes: &[u8]) -> (usize, Option<Event>) {
    match with_alt(bytes) {
        Piece::Is(length, event) => (length, event),
        Piece::Unfinished | Piece::Paste(_) => (bytes.len(), None),
    }
}

/// A key with Alt is Esc and the key. A control character that comes so is a key of its own, pressed
/// soon after Esc; but Enter and Tab have no other way to bear Alt.
fn with_alt(bytes: &[u8]) -> Piece {
    let is_own = |byte: u8| byte < b' ' && !matches!(byte, b'\r' | b'\t');
    if bytes.get(1).copied().is_some_and(is_own) {
        return Piece::Is(1, Some(Event::Key(KeyCode::Esc.into())));
    }
    match character(&bytes[1..]) {
        Piece::Is(length, Some(Event::Key(mut key))) => {
            key.modifiers |= KeyModifiers::ALT;
            Piece::Is(1 + length, Some(Event::Key(key)))
        }
        Piece::Is(length, event) => Piece::Is(1 + length, event),
        other => other,
    }
}

/// `SS3`: arrows and F1 to F4 of terminals in application mode.
fn single_shift(bytes: &[u8]) -> Piece {
    let Some(&last) = bytes.get(2) else {
        return Piece::Unfinished;
    };
    let code = match last {
        b'M' => Some(KeyCode::Enter),
        _ => lettered(last),
    };
    match code {
        Some(code) => Piece::Is(3, Some(Event::Key(code.into()))),
        None => with_alt(&bytes[..2]),
    }
}

/// A string that a terminal answers with: up to BEL or ST, and only where it begins as one.
fn string(bytes: &[u8], begins: impl Fn(u8) -> bool) -> Piece {
    match bytes.get(2) {
        None => return Piece::Unfinished,
        Some(&first) if !begins(first) => return with_alt(&bytes[..2]),
        Some(_) => {}
    }
    let Some(end) = bytes[2..].iter().position(|&byte| byte < b' ') else {
        return if bytes.len() > LONGEST_STRING {
            Piece::Is(bytes.len(), None)
        } else {
            Piece::Unfinished
        };
    };
    match bytes[2 + end..] {
        [0x07, ..] => Piece::Is(2 + end + 1, None),
        [ESC, b'\\', ..] => Piece::Is(2 + end + 2, None),
        [ESC] => Piece::Unfinished,
        _ => Piece::Is(2 + end, None),
    }
}

/// `CSI`: parameters, intermediates and a last byte.
fn control(bytes: &[u8]) -> Piece {
    let body = &bytes[2..];
    match body {
        [b'M', mouse @ ..] => return old_mouse(mouse),
        [b'[', letter @ b'A'..=b'E', ..] => {
            return Piece::Is(4, Some(Event::Key(KeyCode::F(letter - b'A' + 1).into())));
        }
        [b'[', _, ..] => return Piece::Is(3, None),
        [] | [b'['] => return Piece::Unfinished,
        _ => {}
    }
    let Some(end) = body.iter().position(|byte| !(b' '..=b'?').contains(byte)) else {
        return if bytes.len() > LONGEST_CONTROL {
            Piece::Is(bytes.len(), None)
        } else {
            Piece::Unfinished
        };
    };
    let (parameters, last) = (&body[..end], body[end]);
    if parameters == b"200" && last == b'~' {
        return Piece::Paste(bytes[..2].len() + end + 1);
    }
    match meaning(parameters, last) {
        Meaning::Event(event) => Piece::Is(2 + end + 1, Some(event)),
        Meaning::Report => Piece::Is(2 + end + 1, None),
        Meaning::None => Piece::Is(2 + end, None),
    }
}

enum Meaning {
    Event(Event),
    /// Something that a terminal says, or a key that means nothing here.
    Report,
    /// No sequence: it was not finished, and its last byte is another key.
    None,
}

fn meaning(parameters: &[u8], last: u8) -> Meaning {
    let has_digit = parameters.iter().any(u8::is_ascii_digit);
    match (parameters, last) {
        (b"", b'I') => Meaning::Event(Event::FocusGained),
        (b"", b'O') | ([b'>' | b'='], b'c') => Meaning::Report,
        ([b'<', numbers @ ..], b'M' | b'm') if has_digit => mouse(numbers, last),
        ([b'?', ..], b'u' | b'n' | b'c' | b'S' | b'R')
        | ([b'>' | b'=', ..], b'c' | b'm' | b'u')
        | ([.., b'$'], b'y')
            if has_digit =>
        {
            Meaning::Report
        }
        _ => key(parameters, last),
    }
}

/// A key with its modifiers: `1;5A`, `3~`, `97;5u`.
fn key(parameters: &[u8], last: u8) -> Meaning {
    let Some(numbers) = numbers(parameters) else {
        return Meaning::None;
    };
    let first = numbers.first().map_or(1, |number| number[0]);
    let second = numbers.get(1).map(Vec::as_slice).unwrap_or_default();
    let code = match last {
        b'Z' => Some(KeyCode::BackTab),
        // Else that is what a terminal answers when it is asked for its cursor.
        b'R' if first != 1 || !second.first().is_some_and(|held| (2..=16).contains(held)) => None,
        b'~' if first == 27 => numbers.get(2).and_then(|number| unicode(number[0])),
        b'~' => numbered(first),
        b'u' => unicode(first),
        _ => lettered(last),
    };
    let says = |last: u8| {
        matches!(
            last,
            b'~' | b'u' | b'n' | b'c' | b't' | b'x' | b'w' | b'R' | b'M'
        )
    };
    match code {
        Some(code) => event(code, second),
        None if says(last) && !numbers.is_empty() => Meaning::Report,
        None => Meaning::None,
    }
}

fn event(code: KeyCode, modifiers: &[u32]) -> Meaning {
    const RELEASE: u32 = 3;
    if modifiers.get(1) == Some(&RELEASE) {
        return Meaning::Report;
    }
    let mask = modifiers.first().map_or(0, |mask| mask.saturating_sub(1));
    let held = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ];
    let held = held.iter().filter(|(bit, _)| mask & bit != 0);
    let mut held: KeyModifiers = held.map(|(_, modifier)| *modifier).collect();
    let code = match code {
        KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        code => code,
    };
    if code == KeyCode::BackTab {
        held |= KeyModifiers::SHIFT;
    }
    let kind = KeyEventKind::Press;
    Meaning::Event(Event::Key(KeyEvent::new_with_kind(code, held, kind)))
}

/// Numbers with semicolons between, each with what follows its colons; none for what is no such list.
fn numbers(parameters: &[u8]) -> Option<Vec<Vec<u32>>> {
    if parameters.is_empty() {
        return Some(Vec::new());
    }
    let number = |digits: &[u8]| match digits {
        [] => Some(1),
        digits => std::str::from_utf8(digits).ok()?.parse().ok(),
    };
    let field = |field: &[u8]| field.split(|byte| *byte == b':').map(number).collect();
    parameters.split(|byte| *byte == b';').map(field).collect()
}

/// Keys told by a letter.
fn lettered(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Keys told by a number.
fn numbered(number: u32) -> Option<KeyCode> {
    let function = |first: u32, key: u32| u8::try_from(number - first + key).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23 | 24 => function(23, 11),
        _ => None,
    }
}

/// Keys told by a character, as kitty does. Its private ones are keys without a name here.
fn unicode(number: u32) -> Option<KeyCode> {
    Some(match number {
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 => KeyCode::Backspace,
        0xe000..=0xf8ff => return None,
        _ => KeyCode::Char(char::from_u32(number).filter(|c| !c.is_control())?),
    })
}

fn mouse(parameters: &[u8], last: u8) -> Meaning {
    let Some(numbers) = numbers(parameters) else {
        return Meaning::Report;
    };
    let [button, column, row] = numbers.as_slice() else {
        return Meaning::Report;
    };
    let place = |number: u32| u16::try_from(number).ok()?.checked_sub(1);
    let (Some(column), Some(row)) = (place(column[0]), place(row[0])) else {
        return Meaning::Report;
    };
    let Some((kind, modifiers)) = pressed(button[0]) else {
        return Meaning::Report;
    };
    let kind = match kind {
        MouseEventKind::Down(button) if last == b'm' => MouseEventKind::Up(button),
        kind => kind,
    };
    Meaning::Event(Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers,
    }))
}

/// The mouse of terminals that know no SGR: three bytes, each 32 more than it says.
fn old_mouse(bytes: &[u8]) -> Piece {
    const ABOVE: u8 = 32;
    let said = &bytes[..bytes.len().min(3)];
    if said.iter().any(|&byte| byte < ABOVE) {
        return Piece::Is(3, None);
    }
    let &[button, column, row] = said else {
        return Piece::Unfinished;
    };
    let event = pressed(u32::from(button - ABOVE)).map(|(kind, modifiers)| {
        Event::Mouse(MouseEvent {
            kind,
            column: u16::from((column - ABOVE).saturating_sub(1)),
            row: u16::from((row - ABOVE).saturating_sub(1)),
            modifiers,
        })
    });
    Piece::Is(6, event)
}

/// What a button's number says: the button or the wheel, and what is held down.
fn pressed(number: u32) -> Option<(MouseEventKind, KeyModifiers)> {
    const MOVED: u32 = 32;
    let button = match number & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match number & !(4 | 8 | 16) {
        0..=2 => MouseEventKind::Down(button),
        3 => MouseEventKind::Up(MouseButton::Left),
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        66 => MouseEventKind::ScrollLeft,
        67 => MouseEventKind::ScrollRight,
        moved if moved & !3 == MOVED && moved & 3 < 3 => MouseEventKind::Drag(button),
        moved if moved & !3 == MOVED => MouseEventKind::Moved,
        _ => return None,
    };
    let held = [
        (4, KeyModifiers::SHIFT),
        (8, KeyModifiers::ALT),
        (16, KeyModifiers::CONTROL),
    ];
    let held = held.iter().filter(|(bit, _)| number & bit != 0);
    Some((kind, held.map(|(_, modifier)| *modifier).collect()))
}
