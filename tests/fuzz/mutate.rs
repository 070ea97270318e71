//! Chance inputs: what is known with some of it changed, pieces in any order, one shape again and again,
//! and noise.

use crate::dice::Dice;
use crate::properties::PIECES;

/// Numbers at the ends of what is counted.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "2147483648",
    "18446744073709551615",
    "-9223372036854775808",
    "99999999999999999999999999",
    "1e999",
    "0.5",
];

/// An input for a reader that knows `known`.
pub(super) fn input(dice: &mut Dice, known: &[Vec<u8>], longest: usize) -> Vec<u8> {
    let mut bytes = match dice.below(10) {
        0 => noise(dice),
        1 => soup(dice),
        2 => again_and_again(dice, longest),
        _ => part(dice, known, longest),
    };
    for _ in 0..dice.below(6) {
        change(dice, &mut bytes, known);
    }
    bytes.truncate(longest);
    bytes
}

fn noise(dice: &mut Dice) -> Vec<u8> {
    let length = dice.below(200);
    (0..length).map(|_| dice.below(256) as u8).collect()
}

fn soup(dice: &mut Dice) -> Vec<u8> {
    let length = dice.below(80);
    let pieces: Vec<&str> = (0..length).map(|_| *dice.of(PIECES)).collect();
    pieces.concat().into_bytes()
}

fn again_and_again(dice: &mut Dice, longest: usize) -> Vec<u8> {
    let length = 1 + dice.below(6);
    let shape: Vec<&str> = (0..length).map(|_| *dice.of(PIECES)).collect();
    let shape = shape.concat();
    let times = dice.place(longest / shape.len().max(1));
    shape.repeat(times).into_bytes()
}

/// A stretch of something known, mostly its beginning.
fn part(dice: &mut Dice, known: &[Vec<u8>], longest: usize) -> Vec<u8> {
    let whole = dice.of(known);
    let start = if dice.below(4) == 0 {
        dice.place(whole.len())
    } else {
        0
    };
    whole[start..].iter().copied().take(longest).collect()
}

fn change(dice: &mut Dice, bytes: &mut Vec<u8>, known: &[Vec<u8>]) {
    let at = dice.place(bytes.len() + 1);
    let end = (at + 1 + dice.place(40)).min(bytes.len());
    match dice.below(9) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let twice = bytes[at..end].to_vec();
            bytes.splice(at..at, twice);
        }
        3 => {
            let many = bytes[at..end].repeat(dice.place(60));
            bytes.splice(at..at, many);
        }
        4 => {
            let other = part(dice, known, 300);
            bytes.splice(at..end, other);
        }
        5 => {
            bytes.splice(at..at, [dice.below(256) as u8]);
        }
        6 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        7 => number(dice, bytes, at),
        _ => {
            bytes.splice(at..at, dice.of(PIECES).bytes());
        }
    }
}

/// Another number in the place of the next one.
fn number(dice: &mut Dice, bytes: &mut Vec<u8>, from: usize) {
    let found = bytes[from..].iter().position(u8::is_ascii_digit);
    let Some(start) = found.map(|at| from + at) else {
        return;
    };
    let digits = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    let end = start + digits.count();
    bytes.splice(start..end, dice.of(NUMBERS).bytes());
}
