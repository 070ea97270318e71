//! The words that dates are made of: figures, names of months and days, halves of the day, zones.

use super::names;
use crate::language::head_words;

/// A word of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// Figures, with the count of them: "3rd", "2026", "3月".
    Number(u32, usize),
    /// Three figures with one mark between them: "3.3.2026".
    Numbers(u32, u32, u32, char),
    /// "20260303".
    Compact(u32, u32, u32),
    /// A time of day in seconds: "15:04:05".
    Time(i64),
    /// A word that starts with a sign and goes on in figures: "-0500", "+01:00".
    Signed(&'a str),
    /// The name of a month, as its number from 1.
    Month(u32),
    /// Any other word, without a stop after it.
    Name(&'a str),
}

/// The words of a line.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    push_all(text, &mut words);
    words
}

/// Adds the words of a line.
pub(super) fn push_all<'a>(text: &'a str, words: &mut Vec<Word<'a>>) {
    for piece in text.split(is_break).filter(|piece| !piece.is_empty()) {
        push_piece(piece, words);
    }
}

/// Whether a character parts the words of a line.
pub(super) fn is_break(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            ',' | ';'
                | '|'
                | '('
                | ')'
                | '·'
                | '•'
                | '–'
                | '—'
                | '،'
                | '、'
                | '，'
                | '：'
                | '（'
                | '）'
                | '「'
                | '」'
        )
}

fn push_piece<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) {
    let piece = piece.trim_end_matches(['.', ':']);
    let first = piece.bytes().next();
    match first {
        Some(b'0'..=b'9') => push_figures(piece, words),
        Some(b'+' | b'-') if piece[1..].bytes().any(|byte| byte.is_ascii_digit()) => {
            words.push(Word::Signed(piece));
        }
        Some(_) => push_name(piece, words),
        None => {}
    }
}

/// A name, and the figures glued to it: "EST", "Mar", "d’avril".
fn push_name<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) {
    if push_dashed(piece, words) || push_era(piece, words) {
        return;
    }
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
    if !piece.is_empty() {
        words.push(named(piece));
    }
}

fn named(piece: &str) -> Word<'_> {
    names::month(piece).map_or(Word::Name(piece), Word::Month)
}

/// A piece that starts with a figure: a date, a time, both ("2026-03-03T15:04Z"), or a number.
fn push_figures<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) {
    if push_east_asian(piece, words) || push_dashed(piece, words) {
        return;
    }
    if let Some((day, time)) = piece.split_once(['T', 't'])
        && let Some(numbers) = numbers(day).or_else(|| compact(day))
    {
        words.push(numbers);
        push_time_and_zone(time, words);
        return;
    }
    match numbers(piece) {
        Some(numbers) => words.push(numbers),
        None if piece.contains(':') && push_time_and_zone(piece, words) => {}
        None => push_number(piece, words),
    }
}

/// "03-Mar-2026", "2026/Mar/03", "Mar-03-2026", "آذار/مارس": words with one mark between them, a month
/// among them.
fn push_dashed<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) -> bool {
    let Some(mark) = piece.chars().find(|c| matches!(c, '-' | '/' | '.')) else {
        return false;
    };
    let parts: Vec<&str> = piece
        .split(mark)
        .map(|part| part.trim_matches('.'))
        .collect();
    let is_number = |part: &&str| !part.is_empty() && figures(part) == part.len();
    let months = parts
        .iter()
        .filter(|part| names::month(part).is_some())
        .count();
    let numbers = parts.iter().filter(|part| is_number(part)).count();
    if months + numbers != parts.len() || months == 0 || parts.len() > 3 {
        return false;
    }
    for part in parts {
        match part.parse() {
            Ok(number) => words.push(Word::Number(number, part.len())),
            Err(_) => words.push(named(part)),
        }
    }
    true
}

/// Years of the reigns that Japan counts by, and of the republic that Taiwan does.
const ERAS: &[(&str, u32)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("大正", 1911),
    ("民國", 1911),
    ("民国", 1911),
];

/// "令和8年3月3日".
fn push_era<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) -> bool {
    let era = ERAS
        .iter()
        .find_map(|(era, before)| Some((piece.strip_prefix(era)?, before)));
    let Some((rest, before)) = era else {
        return false;
    };
    let rest = rest.strip_prefix('元').map_or(rest, |first| first);
    let length = figures(rest);
    let year = if length == 0 {
        Some(1)
    } else {
        rest[..length].parse().ok()
    };
    let (Some(year), Some(day)) = (
        year.filter(|year| *year < 200),
        rest[length..].strip_prefix('年'),
    ) else {
        return false;
    };
    words.push(Word::Number(before + year, 4));
    push_east_asian(day, words);
    true
}

/// "3rd", "1er", "3", "3pm".
fn push_number<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) {
    let length = figures(piece);
    let tail = piece[length..].trim_start_matches('.');
    if let Some(compact) = compact(&piece[..length]).filter(|_| tail.is_empty()) {
        words.push(compact);
    } else if let Ok(number) = piece[..length].parse() {
        const ORDINALS: &[&str] = &[
            "", "st", "nd", "rd", "th", "er", "re", "e", "de", "ste", ":e", ":a", "º", "°", "ª",
            "o", "-го", "-е", "η", "ης", "ου",
        ];
        words.push(Word::Number(number, length));
        if !ORDINALS.contains(&tail.to_lowercase().as_str()) {
            words.push(named(tail));
        }
    }
}

/// "20260303", where it can be a day of these centuries.
fn compact(figures: &str) -> Option<Word<'static>> {
    let part = |range: std::ops::Range<usize>| figures.get(range)?.parse().ok();
    let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
    (figures.len() == 8 && (1800..2200).contains(&year)).then_some(Word::Compact(year, month, day))
}

/// "2026年3月3日", "2026년": a number before each of the three words.
fn push_east_asian<'a>(piece: &'a str, words: &mut Vec<Word<'a>>) -> bool {
    const UNITS: [[char; 4]; 3] = [
        ['年', '년', '年', '年'],
        ['月', '월', '月', '月'],
        ['日', '일', '号', '號'],
    ];
    let length = figures(piece);
    let mut rest = &piece[length..];
    if !rest.starts_with(|c| UNITS.iter().flatten().any(|unit| *unit == c)) {
        return false;
    }
    let mut number = &piece[..length];
    while let Some(unit) = rest.chars().next() {
        let (Some(kind), Ok(value)) = (
            UNITS.iter().position(|units| units.contains(&unit)),
            number.parse(),
        ) else {
            break;
        };
        words.push(match kind {
            1 if (1..=12).contains(&value) => Word::Month(value),
            1 => Word::Name(""),
            _ => Word::Number(value, number.len()),
        });
        rest = &rest[unit.len_utf8()..];
        let length = figures(rest);
        (number, rest) = rest.split_at(length);
    }
    true
}

/// A time of day and what stands behind it; whether it is one.
fn push_time_and_zone<'a>(text: &'a str, words: &mut Vec<Word<'a>>) -> bool {
    let end = text
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'))
        .unwrap_or(text.len());
    let Some(seconds) = time(&text[..end]) else {
        return false;
    };
    words.push(Word::Time(seconds));
    match text.as_bytes().get(end) {
        Some(b'+' | b'-') => words.push(Word::Signed(&text[end..])),
        Some(_) => words.push(Word::Name(&text[end..])),
        None => {}
    }
    true
}

/// Seconds since midnight of "15:04", "15:04:05", "15:04:05.678" and "150405".
fn time(text: &str) -> Option<i64> {
    if text.len() == 6 && figures(text) == 6 {
        let part = |range: std::ops::Range<usize>| text[range].parse::<i64>().ok();
        let (hour, minute, second) = (part(0..2)?, part(2..4)?, part(4..6)?);
        let fits = hour < 24 && minute < 60 && second < 61;
        return fits.then_some(hour * 3600 + minute * 60 + second);
    }
    let mut parts = text.split(':').map(|part| {
        let whole = part.split('.').next().unwrap_or(part);
        whole.parse::<i64>().ok().filter(|_| whole.len() <= 2)
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let fits = hour < 24 && minute < 60 && second < 61 && parts.next().is_none();
    fits.then_some(hour * 3600 + minute * 60 + second)
}

/// "3.3.2026", "2026-03-03", "3/3/2026".
fn numbers(piece: &str) -> Option<Word<'static>> {
    let mark = piece.chars().find(|c| matches!(c, '.' | '-' | '/'))?;
    let mut parts = piece.split(mark).map(|part| {
        let plain = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    });
    let (first, second, third) = (parts.next()??, parts.next()??, parts.next()??);
    parts
        .next()
        .is_none()
        .then_some(Word::Numbers(first, second, third, mark))
}

fn figures(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The month that a word names, from 1.
pub(super) fn month(word: &Word<'_>) -> Option<u32> {
    match *word {
        Word::Month(month) => Some(month),
        _ => None,
    }
}

/// Whether a word says afternoon (`Some(true)`) or morning.
pub(super) fn half(word: &Word<'_>) -> Option<bool> {
    let Word::Name(name) = word else { return None };
    let letters = name.bytes().filter(|&byte| byte != b'.');
    match letters
        .map(|byte| byte.to_ascii_lowercase())
        .collect::<Vec<_>>()
        .as_slice()
    {
        b"pm" => Some(true),
        b"am" => Some(false),
        _ => None,
    }
}

/// Zones that newsrooms print, and their hours from UTC. "ET", "CT", "MT" and "PT" do not tell
/// summer from winter and are taken as winter time.
const ZONES: &[(&str, i64)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("bst", 1),
    ("cet", 1),
    ("mez", 1),
    ("cest", 2),
    ("mesz", 2),
    ("eet", 2),
    ("sast", 2),
    ("eest", 3),
    ("msk", 3),
    ("sgt", 8),
    ("hkt", 8),
    ("jst", 9),
    ("kst", 9),
    ("aest", 10),
    ("aedt", 11),
    ("nzst", 12),
    ("est", -5),
    ("edt", -4),
    ("et", -5),
    ("cst", -6),
    ("cdt", -5),
    ("ct", -6),
    ("mst", -7),
    ("mdt", -6),
    ("mt", -7),
    ("pst", -8),
    ("pdt", -7),
    ("pt", -8),
    ("brt", -3),
];

/// The zone's distance from UTC in seconds, where the word is one.
pub(super) fn offset(word: &Word<'_>) -> Option<i64> {
    match word {
        Word::Name(name) => {
            let zone = ZONES
                .iter()
                .find(|(zone, _)| zone.eq_ignore_ascii_case(name))?;
            Some(zone.1 * 3600)
        }
        Word::Signed(text) => {
            let sign = if text.starts_with('-') { -1 } else { 1 };
            let figures = text[1..].replace(':', "");
            let number: i64 = figures.parse().ok().filter(|number| *number <= 1400)?;
            let (hours, minutes) = if figures.len() > 2 {
                (number / 100, number % 100)
            } else {
                (number, 0)
            };
            Some(sign * (hours * 3600 + minutes * 60))
        }
        _ => None,
    }
}

/// Whether a word is part of how dates are printed.
pub(super) fn belongs_to_date(word: &Word<'_>) -> bool {
    let Word::Name(name) = word else { return true };
    let lower = name.to_lowercase();
    offset(word).is_some() || head_words::is_date_word(&lower) || names::is_weekday(name)
}
