//! Printed dates: from a line such as "Updated 3:04 PM EST, Tue March 3, 2026" to a [`Date`].
//!
//! Used for front matter and records, and for date lines of scraped text. A date that could be
//! read in two ways (`03/04/2026`) is not read at all.

mod names;
mod words;

use std::borrow::Cow;

use jiff::civil;

use crate::story::Date;
use words::{Word, split};

/// Longest line (bytes) that is looked at: a date line is short, running prose is not one.
const LONGEST: usize = 160;

/// The date that a short line gives, the first one where there are several.
///
/// Reads ISO 8601, RFC 2822, day-month-year and month-day-year with the month in the words of every
/// language that has a pack, `3.3.2026`, numeric dates whose order is clear, and Chinese, Japanese and
/// Korean dates. Day and time are those that are printed, whatever the zone: a paper's Tuesday stays
/// Tuesday for a reader elsewhere.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if !may_hold_year(text) {
        return None;
    }
    date_in(&split(&western(text)))
}

/// Whether a line is short enough and holds what every date does: a year, of four figures or before the
/// word for it.
fn may_hold_year(text: &str) -> bool {
    let mut figures = 0;
    let mut is_year = |letter: char| {
        figures = if letter.is_numeric() { figures + 1 } else { 0 };
        figures == 4 || letter == '年'
    };
    text.len() <= LONGEST && text.chars().any(&mut is_year)
}

/// The first date among some words.
fn date_in(words: &[Word<'_>]) -> Option<Date> {
    let (day, after) = (0..words.len()).find_map(|at| day_at(words, at))?;
    let time = time_in(words, after);
    let seconds = day
        .to_zoned(jiff::tz::TimeZone::UTC)
        .ok()?
        .timestamp()
        .as_second();
    Some(Date {
        seconds: seconds + time.unwrap_or(0),
        has_time: time.is_some(),
    })
}

/// The text with figures as in the West: `２０２６`, `٢٠٢٦`, `२०२६`; and without the blanks within
/// `3. 3. 2026` and `2026. 3. 3.`
fn western(text: &str) -> Cow<'_, str> {
    let blanks = blanks_within(text);
    if text.is_ascii() && blanks.is_none() {
        return Cow::Borrowed(text);
    }
    let mut western = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        if blanks.is_none_or(|blanks| !blanks.contains(&at)) {
            western.push(western_figure(letter));
        }
    }
    Cow::Owned(western)
}

fn western_figure(letter: char) -> char {
    // The first figures of the scripts that news prints figures in.
    const ZEROS: [char; 5] = ['٠', '۰', '०', '০', '０'];
    let of = |zero: &char| {
        (letter as u32)
            .checked_sub(*zero as u32)
            .filter(|figure| *figure < 10)
    };
    match ZEROS.iter().find_map(of) {
        Some(figure) => char::from_digit(figure, 10).unwrap_or(letter),
        None if letter == '／' => '/',
        None if letter == '．' => '.',
        None => letter,
    }
}

/// The date in the field of a record: as printed, or seconds or milliseconds since 1970.
pub fn of_field(text: &str) -> Option<Date> {
    // A clock that counts seconds has no day of its own: that of UTC.
    const SINCE_1990: std::ops::Range<i64> = 631_152_000..7_258_118_400;
    let text = text.trim();
    let figures =
        matches!(text.len(), 9 | 10 | 12 | 13) && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = text.parse::<i64>().ok().filter(|_| figures) else {
        return parse(text);
    };
    let seconds = if text.len() > 10 {
        number / 1000
    } else {
        number
    };
    SINCE_1990.contains(&seconds).then_some(Date {
        seconds,
        has_time: true,
    })
}

/// The day in the path of a web address: `https://courier.example/2026/03/03/ferry`.
pub fn of_address(address: &str) -> Option<Date> {
    let path = address.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let is_number = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let day = parts
        .windows(3)
        .find(|part| is_number(part[0], 4) && is_number(part[1], 2) && is_number(part[2], 2))?;
    parse(&day.join("-"))
}

/// Whether a line gives a date and next to nothing else: "Published March 3, 2026 · 9:15 a.m.".
pub fn is_date_line(text: &str) -> bool {
    parse(text).is_some()
        && split(text.trim())
            .iter()
            .filter(|word| matches!(word, Word::Name(_)))
            .filter(|word| !words::belongs_to_date(word))
            .count()
            <= 1
}

/// Whether a word names a day of the week.
pub fn names_a_day(word: &str) -> bool {
    names::is_weekday(word)
}

/// Whether a few words are a day of a month without its year: "March 3", "3. März".
pub fn is_day_of_month(text: &str) -> bool {
    let words = split(text);
    let month = |word: &Word<'_>| words::month(word).is_some();
    let told = |words: &[Word<'_>]| match words {
        [Word::Number(1..=31, 1..=2), name] | [name, Word::Number(1..=31, 1..=2)] => month(name),
        _ => false,
    };
    match &words[..] {
        [Word::Name(day), rest @ ..] if names::is_weekday(day) => rest.is_empty() || told(rest),
        words => told(words),
    }
}

/// Whether a text is a day in figures that could be read in two ways, and nothing else but words that
/// belong to a date: "Posted on 03/04/2026".
pub fn is_ambiguous_day(text: &str) -> bool {
    let mut words = split(text);
    words.retain(|word| !matches!(word, Word::Name(_)) || !words::belongs_to_date(word));
    let [Word::Numbers(first, second, third, _)] = words[..] else {
        return false;
    };
    (1..=12).contains(&first) && (1..=12).contains(&second) && (1900..2200).contains(&third)
}

/// A line that holds a date, parted into what stands before it, the date, and what stands after it.
///
/// Words that are printed with dates ("Updated", "Tuesday", "18:42 GMT") belong to it.
pub fn part(text: &str) -> Option<(&str, Date, &str)> {
    let text = text.trim();
    if !may_hold_year(text) {
        return None;
    }
    let pieces = pieces(text);
    let western: Vec<Cow<'_, str>> = pieces.iter().map(|(_, piece)| western(piece)).collect();
    let mut words = Vec::new();
    // The first word of each piece, and the end.
    let mut firsts = vec![0];
    for piece in &western {
        words::push_all(piece, &mut words);
        firsts.push(words.len());
    }
    let between = |from: usize, to: usize| &words[firsts[from]..firsts[to]];
    let all = pieces.len();
    let date = date_in(&words)?;
    let same = |from: usize, to: usize| date_in(between(from, to)) == Some(date);
    let companion = |at: usize| between(at, at + 1).iter().all(words::belongs_to_date);
    let mut first = (0..all).rev().find(|&at| same(at, all))?;
    let mut last = (first + 1..=all).find(|&at| same(first, at))?;
    while first > 0 && companion(first - 1) {
        first -= 1;
    }
    while last < all && companion(last) {
        last += 1;
    }
    let end = pieces.get(last).map_or(text.len(), |piece| piece.0);
    let (before, after) = (&text[..pieces[first].0], &text[end..]);
    Some((before.trim(), date, after.trim()))
}

/// The words of a line with the break behind each, and where they begin; `3. 3. 2026` is one.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let joined = blanks_within(text);
    let mut start = 0;
    let mut pieces = Vec::new();
    for (at, mark) in text.match_indices(words::is_break) {
        let end = at + mark.len();
        if joined.is_none_or(|blanks| !blanks.contains(&at)) {
            pieces.push((start, &text[start..end]));
            start = end;
        }
    }
    if start < text.len() {
        pieces.push((start, &text[start..]));
    }
    pieces
}

/// Where the two blanks stand of a day in figures: `3. 3. 2026`, `2026. 3. 3.`; `None` where there are more
/// or fewer.
fn blanks_within(text: &str) -> Option<[usize; 2]> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let stops = memchr::memmem::find_iter(bytes, b". ");
    let mut within = stops.filter(|at| is_digit(at.wrapping_sub(1)) && is_digit(at + 2));
    let two = [within.next()? + 1, within.next()? + 1];
    within.next().is_none().then_some(two)
}

/// The day whose notation begins at word `at`, and the words it takes.
fn day_at(words: &[Word<'_>], at: usize) -> Option<(civil::Date, std::ops::Range<usize>)> {
    let month = |word: &Word<'_>| words::month(word);
    let rest = &words[at..];
    if ends_a_range(&words[..at]) {
        return None;
    }
    let (year, month, day, taken) = match *rest {
        [Word::Month(month), ..] => month_first(month, &rest[1..])?,
        // "3 tháng 3 năm 2026": the month by its number.
        [
            Word::Number(day, 1..=2),
            Word::Name("tháng" | "Tháng"),
            Word::Number(month, 1..=2),
            Word::Name("năm"),
            Word::Number(year, 4),
            ..,
        ] => (year, month, day, 5),
        [Word::Number(day, 1..=2), ..] => {
            let link = usize::from(matches!(rest.get(1), Some(Word::Name("de" | "of" | "d"))));
            let found = month(rest.get(1 + link)?)?;
            // A month may be named twice: "3 آذار/مارس 2026".
            let again = rest
                .get(2 + link)
                .is_some_and(|word| month(word) == Some(found));
            let behind = 2 + link + usize::from(again);
            let year_link = usize::from(matches!(
                rest.get(behind),
                Some(Word::Name("de" | "del" | "of"))
            ));
            let place = behind + year_link;
            (year(rest.get(place)?)?, found, day, place + 1)
        }
        [
            Word::Number(year, 4),
            Word::Month(month),
            Word::Number(day, 1..=2),
            ..,
        ] => (year, month, day, 3),
        [Word::Numbers(first, second, third, mark), ..] => {
            let (year, month, day) = numeric([first, second, third], mark)?;
            (year, month, day, 1)
        }
        [Word::Compact(year, month, day), ..] => (year, month, day, 1),
        _ => return None,
    };
    let year = i16::try_from(year)
        .ok()
        .filter(|year| (1000..=2200).contains(year))?;
    let date = civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((date, at..at + taken))
}

/// Whether the words before a day are another one, which makes it the end of a range: "3 – 5 March",
/// "3 to 5 March". A range is no day.
fn ends_a_range(before: &[Word<'_>]) -> bool {
    const TO: &[&str] = &[
        "to", "bis", "au", "al", "a", "till", "til", "tot", "do", "and", "und", "et", "y", "e",
        "по",
    ];
    match before {
        [.., Word::Number(1..=31, 1..=2)] => true,
        [.., Word::Number(1..=31, 1..=2), Word::Name(to)] => TO.contains(to),
        _ => false,
    }
}

/// "March 3, 2026", "March 2026" being no day.
fn month_first(month: u32, rest: &[Word<'_>]) -> Option<(u32, u32, u32, usize)> {
    match *rest {
        [Word::Number(day, 1..=2), Word::Number(year, 4), ..] => Some((year, month, day, 3)),
        // "Tue Mar  3 09:15:00 2026", as `date` and C write it, with or without a zone.
        [
            Word::Number(day, 1..=2),
            Word::Time(_),
            Word::Number(year, 4),
            ..,
        ]
        | [
            Word::Number(day, 1..=2),
            Word::Time(_),
            Word::Name(_),
            Word::Number(year, 4),
            ..,
        ] => Some((year, month, day, 2)),
        _ => None,
    }
}

fn year(word: &Word<'_>) -> Option<u32> {
    match *word {
        Word::Number(year, 4) => Some(year),
        _ => None,
    }
}

/// Year, month and day of a date in figures, where their order is clear: the year first, days
/// with dots as in most of Europe, or a part that can only be the day.
fn numeric(parts: [u32; 3], mark: char) -> Option<(u32, u32, u32)> {
    let [first, second, third] = parts;
    if first > 999 {
        return Some((first, second, third));
    }
    if third <= 999 {
        return None;
    }
    match mark {
        '.' => Some((third, second, first)),
        _ if first > 12 || first == second => Some((third, second, first)),
        _ if second > 12 => Some((third, first, second)),
        _ => None,
    }
}

/// Seconds from midnight of the day to the time that the line gives, nearest after the day
/// first, then before it.
fn time_in(words: &[Word<'_>], day: std::ops::Range<usize>) -> Option<i64> {
    let after = (day.start..words.len()).find_map(|at| time_at(words, at));
    after.or_else(|| (0..day.start).rev().find_map(|at| time_at(words, at)))
}

fn time_at(words: &[Word<'_>], at: usize) -> Option<i64> {
    let (mut seconds, next) = match (&words[at], words.get(at + 1)) {
        (Word::Time(seconds), _) => (*seconds, at + 1),
        (Word::Number(hour @ 1..=12, 1..=2), Some(half)) if words::half(half).is_some() => {
            (i64::from(*hour) * 3600, at + 1)
        }
        _ => return None,
    };
    if let Some(afternoon) = words.get(next).and_then(words::half) {
        seconds = seconds % (12 * 3600) + if afternoon { 12 * 3600 } else { 0 };
    }
    Some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let date = parse(text).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(date, expect, "{text:?}");
    }

    #[test]
    fn days() {
        for text in [
            "2026-03-03",
            "2026/03/03",
            "20260303",
            "March 3, 2026",
            "Mar. 3rd, 2026",
            "3 March 2026",
            "Tuesday 3rd of March 2026",
            "3. März 2026",
            "Dienstag, den 3. März 2026",
            "3 de marzo de 2026",
            "3 de março de 2026",
            "le 3 mars 2026",
            "3 marzo 2026",
            "3 maart 2026",
            "2026年3月3日",
            "2026년 3월 3일",
            "03.03.2026",
            "03/03/2026",
            "Published: March 3, 2026 | The Daily Ledger",
            "March 3, 2026 - World Today News",
        ] {
            check(text, "2026-03-03");
        }
        check("1er janvier 2026", "2026-01-01");
        check("13/03/2026", "2026-03-13");
        check("03/13/2026", "2026-03-13");
    }

    #[test]
    fn times() {
        for text in [
            "2026-03-03T15:04:00Z",
            "2026-03-03T15:04:00-05:00",
            "2026-03-03 15:04:00 -0500",
            "2026-03-03 15:04:00 -5",
            "20260303T150400Z",
            "Tue, 03 Mar 2026 15:04:00 -0500",
            "Updated 3:04 PM EST, Tue March 3, 2026",
            "March 3, 2026 at 3:04 p.m. EST",
            "3 March 2026, 15:04 GMT",
            "3. März 2026, 15:04 Uhr",
            "Tue Mar  3 15:04:00 2026",
        ] {
            check(text, "2026-03-03T15:04:00");
        }
        check("2026-03-03T20:04:05.123456Z", "2026-03-03T20:04:05");
        check("March 3, 2026, 8 p.m.", "2026-03-03T20:00:00");
        check("March 3, 2026 12:30 am", "2026-03-03T00:30:00");
    }

    #[test]
    fn the_day_is_the_one_printed() {
        check(
            "Updated 9:15 PM EST, Tue March 3, 2026",
            "2026-03-03T21:15:00",
        );
        check("2026-03-03T06:30:00+09:00", "2026-03-03T06:30:00");
        check("2026-03-03T23:30:00-11:00", "2026-03-03T23:30:00");
    }

    #[test]
    fn days_in_every_language() {
        for text in [
            "03-MAR-2026",
            "3-March-2026",
            "2026/Mar/03",
            "Mar-03-2026",
            "03-Mär-2026",
            "3. Maerz 2026",
            "3 mars 2026",
            "3 de març de 2026",
            "Martedì 3 marzo 2026",
            "3e maart 2026",
            "den 3:e mars 2026",
            "tirsdag 3. marts 2026",
            "tiistai 3. maaliskuuta 2026",
            "3 marca 2026 r.",
            "3. března 2026",
            "3. 3. 2026",
            "2026. március 3.",
            "3 martie 2026",
            "3 Mart 2026 Salı",
            "3 Maret 2026",
            "ngày 3 tháng 3 năm 2026",
            "3 марта 2026 г.",
            "3 березня 2026 року",
            "3 март 2026",
            "Τρίτη 3 Μαρτίου 2026",
            "٣ مارس ٢٠٢٦",
            "الثلاثاء، 3 آذار/مارس 2026",
            "3 במרץ 2026",
            "3 मार्च 2026",
            "३ मार्च २०२६",
            "2026年3月3号",
            "２０２６年３月３日",
            "2026/3/3（火）",
            "令和8年3月3日",
            "民國115年3月3日",
            "2026. 3. 3.",
        ] {
            check(text, "2026-03-03");
        }
        check("3 fevrier 2026", "2026-02-03");
        check("31ste maart 2026", "2026-03-31");
        check("10 aout 2026", "2026-08-10");
        check("令和元年5月1日", "2019-05-01");
    }

    #[test]
    fn no_dates() {
        for text in [
            "",
            "no figures",
            "03/04/2026",
            "March 2026",
            "31 February 2026",
            "may 3 people come in 2026",
            "Room 3, 2026 seats",
            "10.0.12.2026",
            "99999999999999999999",
            "In 2026 the 3 ferries of March Harbour",
            "3 – 5 March 2026",
            "3 to 5 March 2026",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn dates_are_parted_from_the_words_around_them() {
        let check = |text: &str, before: &str, after: &str| {
            let (head, date, tail) = part(text).expect("the line holds a date");
            assert_eq!((head, tail), (before, after), "{text:?}");
            assert_eq!(date.to_string(), "2026-03-03", "{text:?}");
        };
        check("3 March 2026", "", "");
        check("Updated Tuesday, March 3, 2026", "", "");
        check("The Courier, 3 March 2026", "The Courier,", "");
        check("潮見新聞 2026年3月3日", "潮見新聞", "");
        check("2026-03-03 | Coast Daily", "", "Coast Daily");
        check("El Faro, 3 de marzo de 2026", "El Faro,", "");
        assert!(part("Room 3, 2026 seats").is_none());
    }

    #[test]
    fn date_lines_are_told_from_prose() {
        assert!(is_date_line("Updated 3:04 PM EST, Tue March 3, 2026"));
        assert!(is_date_line("Publicado el 3 de marzo de 2026"));
        assert!(is_date_line("2026-03-03"));
        assert!(!is_date_line("The ferry was sold on March 3, 2026"));
    }
}
