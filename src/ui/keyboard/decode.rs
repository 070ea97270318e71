//! Bytes of a terminal → keys, pastes and the mouse. No input and no clock: who reads tells when
//! nothing more comes.
//!
//! What keys send: ECMA-48 (5th edition, 5.4) for the form of sequences, xterm's ctlseqs for keys and
//! the mouse (SGR and X10), the Linux console for F1 to F5, kitty's keyboard protocol for `CSI u`.
//! Reports that a terminal sends late or by itself are known and mean nothing. A sequence that is none
//! of these was not finished, and what broke it off is a key of its own.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use memchr::memmem;

use crate::ui::ground::{self, Ground};

mod sequence;

/// How long Esc waits for what would make it the beginning of a sequence.
const ESCAPE: Duration = Duration::from_millis(25);
/// How long the rest of a sequence is waited for.
const SEQUENCE: Duration = Duration::from_millis(100);
/// How long the rest of a paste is waited for: a slow line may pause in it, and what came after would
/// be taken for keys.
const PASTE: Duration = Duration::from_secs(1);

/// Bytes of a paste that are kept.
const MOST_PASTED: usize = 1 << 16;

const ESC: u8 = 0x1b;
const END_OF_PASTE: &[u8] = b"\x1b[201~";

/// What is left when all that is finished was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    Nothing,
    /// The beginning of something.
    Begun,
    /// What was begun before is still not finished.
    Same,
}

/// What the first bytes are.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// Too few bytes to tell.
    Unfinished,
    /// So many bytes, and what they mean if anything.
    Is(usize, Option<Event>),
    /// So many bytes open a paste.
    Paste(usize),
}

/// What came in and is not told yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    /// What is being pasted.
    pasted: Option<Vec<u8>>,
    /// What the terminal told of its background.
    background: Option<Ground>,
}

impl Decoder {
    /// What the terminal told of its background since this was asked last.
    pub(super) fn background(&mut self) -> Option<Ground> {
        self.background.take()
    }

    /// Takes bytes in and tells what is finished.
    pub(super) fn take(&mut self, bytes: &[u8], tell: &mut impl FnMut(Event)) -> Rest {
        let had_begun = !self.bytes.is_empty();
        self.bytes.extend_from_slice(bytes);
        let mut at = 0;
        loop {
            if self.pasted.is_some() {
                self.bytes.drain(..at);
                at = 0;
                if !self.paste(tell) {
                    // Each piece of a paste is a sign that more comes.
                    return Rest::Begun;
                }
            }
            let Some(rest) = self.bytes.get(at..).filter(|rest| !rest.is_empty()) else {
                self.bytes.clear();
                return Rest::Nothing;
            };
            match piece(rest) {
                Piece::Is(length, event) => {
                    self.background = self.background.or(ground::answered(&rest[..length]));
                    event.into_iter().for_each(&mut *tell);
                    at += length;
                }
                Piece::Paste(length) => {
                    self.pasted = Some(Vec::new());
                    at += length;
                }
                Piece::Unfinished => {
                    self.bytes.drain(..at);
                    let is_same = had_begun && at == 0;
                    return if is_same { Rest::Same } else { Rest::Begun };
                }
            }
        }
    }

    /// How long the rest of what was begun is waited for.
    pub(super) fn patience(&self) -> Duration {
        match self.bytes.as_slice() {
            _ if self.pasted.is_some() => PASTE,
            [ESC] => ESCAPE,
            _ => SEQUENCE,
        }
    }

    /// Nothing more came: tells what was begun as it stands.
    pub(super) fn give_up(&mut self, tell: &mut impl FnMut(Event)) {
        loop {
            if let Some(text) = self.pasted.take() {
                tell(pasted(&text));
            }
            if self.bytes.is_empty() {
                return;
            }
            let (length, event) = sequence::broken_off(&self.bytes);
            event.into_iter().for_each(&mut *tell);
            self.bytes.drain(..length.clamp(1, self.bytes.len()));
            self.take(&[], tell);
        }
    }

    /// Adds what is here to the paste. Whether it ends.
    fn paste(&mut self, tell: &mut impl FnMut(Event)) -> bool {
        let Some(mut text) = self.pasted.take() else {
            return true;
        };
        let from = text.len().saturating_sub(END_OF_PASTE.len() - 1);
        text.append(&mut self.bytes);
        if let Some(end) = memmem::find(&text[from..], END_OF_PASTE) {
            self.bytes = text.split_off(from + end + END_OF_PASTE.len());
            text.truncate(from + end);
            tell(pasted(&text));
            return true;
        }
        if text.len() > MOST_PASTED {
            // Its end may have begun.
            let tail = text.split_off(text.len() - (END_OF_PASTE.len() - 1));
            text.truncate(MOST_PASTED);
            text.extend(tail);
        }
        self.pasted = Some(text);
        false
    }
}

fn pasted(text: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(text).into_owned())
}

fn piece(bytes: &[u8]) -> Piece {
    match bytes {
        [] | [ESC] => Piece::Unfinished,
        // The second one begins anew.
        [ESC, ESC, ..] => Piece::Is(1, Some(Event::Key(KeyCode::Esc.into()))),
        [ESC, ..] => sequence::piece(bytes),
        _ => character(bytes),
    }
}

/// A key without a sequence: a character, or a control character.
fn character(bytes: &[u8]) -> Piece {
    let Some(&first) = bytes.first() else {
        return Piece::Unfinished;
    };
    let control = |base: u8, letter: u8| (char::from(first - base + letter), KeyModifiers::CONTROL);
    let key = match first {
        b'\r' => KeyCode::Enter.into(),
        b'\t' => KeyCode::Tab.into(),
        0x7f => KeyCode::Backspace.into(),
        0 => KeyEvent::new(KeyCode::Char(' '), KeyModifiers::CONTROL),
        0x01..=0x1a => with(control(1, b'a')),
        ESC => KeyCode::Esc.into(),
        0x1c..=0x1f => with(control(0x1c, b'4')),
        b' '..=b'~' => typed(char::from(first)),
        _ => return wide(bytes),
    };
    Piece::Is(1, Some(Event::Key(key)))
}

fn with((letter, modifiers): (char, KeyModifiers)) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), modifiers)
}

fn typed(character: char) -> KeyEvent {
    let modifiers = if character.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(character), modifiers)
}

/// A character beyond ASCII. Bytes that are none mean nothing.
fn wide(bytes: &[u8]) -> Piece {
    const LONGEST: usize = 4;
    let head = &bytes[..bytes.len().min(LONGEST)];
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) => {
            return error
                .error_len()
                .map_or(Piece::Unfinished, |length| Piece::Is(length, None));
        }
    };
    let Some(character) = valid.chars().next() else {
        return Piece::Is(1, None);
    };
    Piece::Is(character.len_utf8(), Some(Event::Key(typed(character))))
}

#[cfg(test)]
mod tests;
