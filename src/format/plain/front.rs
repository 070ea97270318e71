//! What stands between a headline and the story: byline, date, deck; and the dateline that opens
//! the first paragraph.

mod authors;
pub(super) mod dateline;
mod outlets;

use crate::format::dates;
use crate::language::head_words;
use crate::language::page_words;
use crate::language::script;
use crate::page::lines::{Case, End, First, Line, Role};
use crate::story::{BlockKind, Date};
use authors::Told;
use outlets::is_outlet;

/// What a line under the headline says: at least one of the three.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Front {
    /// Who wrote the story, a name each.
    pub names: Vec<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When it was published or brought up to date.
    pub date: Option<Date>,
    /// Whether a day is printed; one that could be read in two ways is no [`Front::date`].
    pub dated: bool,
}

impl Front {
    /// The kind of block that such a line makes.
    pub(super) fn kind(&self) -> BlockKind {
        if self.names.is_empty() && self.dated {
            BlockKind::Date
        } else {
            BlockKind::Byline
        }
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere in the file.
    Anywhere,
    /// Right under the headline, where a name needs no "by".
    UnderHeadline,
    /// The same, and next to a byline or a date, where a paper needs nothing else.
    BesideFront,
}

/// What a line under the headline says, if it is no part of the story.
pub(super) fn of(line: &Line<'_>, place: Place) -> Option<Front> {
    let shape = &line.shape;
    if line.role != Role::Bare || shape.width > 140 || shape.words > 20 {
        return None;
    }
    byline(line, place)
        .or_else(|| dated(line))
        .or_else(|| named(line, place))
        .or_else(|| slashed(line, place))
}

/// A name beside a kind of story: `Opinion / Jo Brandt`.
fn slashed(line: &Line<'_>, place: Place) -> Option<Front> {
    let (kind, name) = line
        .text
        .split_once(" / ")
        .filter(|_| place != Place::Anywhere)?;
    if !page_words::is_kind(&kind.to_lowercase()) {
        return None;
    }
    is_name(name, 4).then(|| Front {
        names: vec![name.to_string()],
        ..Front::default()
    })
}

/// The date of a line that holds little else: the paper, the place.
fn dated(line: &Line<'_>) -> Option<Front> {
    let text = line.text.as_ref();
    if line.shape.width > 80 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let Some((before, date, after)) = dates::part(text) else {
        return dates::is_ambiguous_day(text).then(|| Front {
            dated: true,
            ..Front::default()
        });
    };
    let source = [before, after]
        .into_iter()
        .map(trim)
        .find(|words| is_outlet(words));
    (source.is_some() || is_date(line)).then(|| Front {
        source: source.map(str::to_string),
        date: Some(date),
        dated: true,
        ..Front::default()
    })
}

/// Whether a line that holds a date is there for its sake.
fn is_date(line: &Line<'_>) -> bool {
    let text = line.text.as_ref();
    let said = head_words::DATE
        .after(text)
        .is_some_and(|rest| !rest.is_empty());
    // A day takes three words, a weekday and a time of day two or three more.
    let short = line.shape.words <= 6 && !line.shape.colon;
    let other_words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 2)
            .count()
    };
    line.shape.width <= 60 && (said || (short && other_words() <= 3))
}

/// The authors of a line that opens with "by", and the paper and the day beside them. Under a headline
/// they may stand without it: "Anna Brandt, staff writer".
fn byline(line: &Line<'_>, place: Place) -> Option<Front> {
    if line.shape.end == End::Question {
        return None;
    }
    let text = line.text.as_ref();
    if let Some(rest) = after_by(text) {
        let rest = after_by(rest).unwrap_or(rest);
        return authors::read(rest, Told::By)
            .or_else(|| handle(rest, place))
            .or_else(|| in_small_letters(rest, place));
    }
    let may_be = place != Place::Anywhere && line.shape.end == End::Open && line.shape.words <= 16;
    let read = || authors::read(text, Told::Alone);
    may_be.then(read).flatten()
}

/// A name in small letters, as people sign on the net: "By riverblog".
fn handle(word: &str, place: Place) -> Option<Front> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@');
    let signed = place != Place::Anywhere && word.chars().count() > 2 && word.chars().all(letter);
    signed.then(|| Front {
        names: vec![word.trim_start_matches('@').to_string()],
        ..Front::default()
    })
}

/// A name that is set in small letters under a headline: "by anna brandt".
fn in_small_letters(name: &str, place: Place) -> Option<Front> {
    let letters = |word: &str| {
        word.chars()
            .all(|c| c.is_lowercase() || matches!(c, '-' | '’' | '\''))
    };
    let words = name.split(' ').count();
    let whole = (2..=3).contains(&words) && name.split(' ').all(letters);
    let given = name.split(' ').next().is_some_and(head_words::is_given);
    (whole && given && place != Place::Anywhere).then(|| Front {
        names: vec![name.to_string()],
        ..Front::default()
    })
}

/// The words without the marks that part them from their neighbours.
fn trim(words: &str) -> &str {
    words.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | '|' | '•' | '·' | '-' | '–' | '—' | ':' | '/' | '(' | ')'
            )
    })
}

/// A name or a paper that stands alone under the headline.
fn named(line: &Line<'_>, place: Place) -> Option<Front> {
    let (text, shape) = (line.text.as_ref(), &line.shape);
    let alone = place != Place::Anywhere
        && shape.words <= 7
        && shape.end == End::Open
        && !shape.closes_quote;
    if !alone {
        return None;
    }
    if place == Place::BesideFront && is_outlet(text) {
        return Some(Front {
            source: Some(text.to_string()),
            ..Front::default()
        });
    }
    let person = (2..=4).contains(&shape.words)
        && shape.case != Case::Upper
        && shape.first == First::Capital
        && is_name(text, 4)
        && !text
            .split(' ')
            .any(|word| page_words::is_title_word(&word.to_lowercase()));
    (person && (place == Place::BesideFront || is_known(text))).then(|| Front {
        names: vec![text.to_string()],
        ..Front::default()
    })
}

/// Whether a name is one beyond doubt: it opens with a given name, or holds an initial.
pub(super) fn is_known(name: &str) -> bool {
    let initial = |word: &str| word.len() == 2 && word.ends_with('.');
    let mut words = name.split(' ');
    words.clone().next().is_some_and(head_words::is_given) || words.any(initial)
}

/// What follows a word for "by", or the field of a record that names the author.
fn after_by(text: &str) -> Option<&str> {
    const COLONS: [char; 2] = [':', '：'];
    let marks = [':', '：', '/', ' ', '\u{a0}', '\u{3000}'];
    let said = head_words::BYLINE.after(text);
    let field = || {
        let rest = head_words::BYLINE_FIELD.after(text)?;
        rest.starts_with(COLONS).then_some(rest)
    };
    let rest = said.filter(|rest| rest.starts_with(marks)).or_else(field)?;
    let rest = rest.trim_start_matches(marks);
    (!rest.is_empty()).then_some(rest)
}

/// Whether every word of a name is capitalised, small particles apart.
fn is_name(text: &str, most: usize) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "van",
        "von", "zu", "al", "el", "bin", "ibn", "ten", "ter", "y", "e", "af",
    ];
    let mut words = 0;
    let square = |c: char| script::is_chinese_or_japanese(c) || script::is_hangul(c);
    text.split_whitespace().all(|word| {
        words += 1;
        if word.starts_with(square) {
            return word.chars().count() <= 6;
        }
        let named = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        named
            && !is_row_of_consonants(word)
            && (word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
    }) && (1..=most).contains(&words)
}

/// Whether a word is three capitals and more without a vowel, as no name is: "PDF".
fn is_row_of_consonants(word: &str) -> bool {
    word.len() > 2
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() && !b"AEIOUY".contains(&byte))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::Place::{self, Anywhere, BesideFront, UnderHeadline};
    use super::of;
    use crate::page::lines::Line;

    /// Names, source and date as one line: `Anna Brandt & Tom Okafor | Coast Daily | 2026-03-03`.
    fn read(text: &str, place: Place) -> String {
        let front = of(&Line::new(Cow::Borrowed(text), false), place).unwrap_or_default();
        let date = front.date.map(|date| date.to_string());
        [
            front.names.join(" & "),
            front.source.unwrap_or_default(),
            date.unwrap_or_default(),
        ]
        .join("|")
    }

    #[track_caller]
    fn check(text: &str, place: Place, expected: &str) {
        assert_eq!(read(text, place), expected, "{text}");
    }

    #[test]
    fn bylines_name_people() {
        check("By Anna Brandt", Anywhere, "Anna Brandt||");
        check(
            "by Anna Brandt and Tom Okafor",
            Anywhere,
            "Anna Brandt & Tom Okafor||",
        );
        check(
            "By Anna Brandt, Tom Okafor and Li Wei",
            Anywhere,
            "Anna Brandt & Tom Okafor & Li Wei||",
        );
        check("Von Jürgen Groß", Anywhere, "Jürgen Groß||");
        check("Anna Brandt", UnderHeadline, "Anna Brandt||");
        check("by anna brandt", UnderHeadline, "anna brandt||");
        check("by anna brandt", Anywhere, "||");
        check("By Prof. Anna Brandt, PhD", Anywhere, "Anna Brandt||");
        check("An interview by Anna Brandt", Anywhere, "Anna Brandt||");
        check("Opinion / Anna Brandt", UnderHeadline, "Anna Brandt||");
        check("ANNA BRANDT / Staff writer", UnderHeadline, "ANNA BRANDT||");
        check("Anna Brandt / Tom Okafor", Anywhere, "||");
        check("記者 山田花子", Anywhere, "山田花子||");
        check("作者：王小明", Anywhere, "王小明||");
        check(
            "By Anna Brandt, harbour correspondent",
            Anywhere,
            "Anna Brandt||",
        );
    }

    #[test]
    fn bylines_name_papers_and_days() {
        check(
            "Written by Anna van der Berg, Coast Daily",
            Anywhere,
            "Anna van der Berg|Coast Daily|",
        );
        check(
            "By Anna Brandt for The Coast",
            Anywhere,
            "Anna Brandt|The Coast|",
        );
        check(
            "By Anna Brandt, The Coast, 3 March 2026",
            Anywhere,
            "Anna Brandt|The Coast|2026-03-03",
        );
        check(
            "By Anna Brandt | Coast Daily | March 3, 2026",
            Anywhere,
            "Anna Brandt|Coast Daily|2026-03-03",
        );
        check(
            "By The Associated Press",
            Anywhere,
            "|The Associated Press|",
        );
        check("By Emily Post", Anywhere, "Emily Post||");
    }

    #[test]
    fn prose_is_no_byline() {
        for text in [
            "Anna Brandt",
            "By the end of the week",
            "By Friday the boats had left, and the harbour was empty.",
            "What happened next",
            "The Coast",
        ] {
            check(text, Anywhere, "||");
        }
        check("About This Site", UnderHeadline, "||");
    }

    #[test]
    fn dates_stand_nearly_alone() {
        check("3 March 2026", Anywhere, "||2026-03-03");
        check(
            "Updated: 2026-03-03 08:30",
            Anywhere,
            "||2026-03-03T08:30:00",
        );
        check("Published March 3, 2026", Anywhere, "||2026-03-03");
        check("Kiel, 3. März 2026", Anywhere, "||2026-03-03");
        check(
            "The board met on 3 March 2026 to vote on the ferry",
            Anywhere,
            "||",
        );
        check("The diver died on March 3, 2026", Anywhere, "||");
    }

    #[test]
    fn papers_stand_beside_dates() {
        check("The Coast, 3 March 2026", Anywhere, "|The Coast|2026-03-03");
        check(
            "El Faro del Sur, 3 de marzo de 2026",
            Anywhere,
            "|El Faro del Sur|2026-03-03",
        );
        check(
            "Correio da Foz, 3 de março de 2026",
            Anywhere,
            "|Correio da Foz|2026-03-03",
        );
        check(
            "Der Hafenbote, 3. März 2026",
            Anywhere,
            "|Der Hafenbote|2026-03-03",
        );
        check("港湾新聞 2026年3月3日", Anywhere, "|港湾新聞|2026-03-03");
        check("江口日报 2026年3月3日", Anywhere, "|江口日报|2026-03-03");
        check(
            "March 3, 2026 | Coast Daily",
            Anywhere,
            "|Coast Daily|2026-03-03",
        );
        check("Coast Daily Sport", BesideFront, "|Coast Daily Sport|");
        check("The Coast", BesideFront, "|The Coast|");
    }
}
