//! What stands between a headline and the story: byline, date, deck; and the dateline that opens
//! the first paragraph.

pub(super) mod dateline;
mod outlets;

use crate::format::dates;
use crate::language::script;
use crate::page::lines::{Case, End, First, Line, Role};
use crate::story::{BlockKind, Date};
use outlets::{is_outlet, is_surely_outlet};

/// What a line under the headline says: at least one of the three.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Front {
    /// Who wrote the story, a name each.
    pub names: Vec<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When it was published or brought up to date.
    pub date: Option<Date>,
}

impl Front {
    /// The kind of block that such a line makes.
    pub(super) fn kind(&self) -> BlockKind {
        if self.names.is_empty() && self.date.is_some() {
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

/// Words that open a byline, small letters.
///
/// English, German, French, Spanish and Portuguese, Italian, Dutch, Danish and Norwegian, Swedish,
/// Chinese and Japanese.
const BY: &[&str] = &[
    "written by",
    "reported by",
    "reporting by",
    "posted by",
    "story by",
    "words by",
    "text by",
    "interview by",
    "an interview by",
    "moderated by",
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "af",
    "av",
    "记者",
    "記者",
    "本报记者",
    "作者",
    "文",
    "撰文",
];

/// Words that are capitalised in a title but stand in no name.
const COMMON: &[&str] = &[
    "A", "About", "All", "An", "And", "Are", "At", "Best", "Better", "By", "Can", "Do", "For",
    "From", "Get", "Go", "Has", "He", "Her", "Here", "His", "How", "I", "In", "Is", "It", "Its",
    "Key", "Last", "Latest", "Live", "Main", "More", "My", "New", "News", "Next", "No", "Not",
    "Of", "On", "One", "Or", "Our", "Out", "Read", "She", "Study", "That", "The", "Their", "These",
    "They", "This", "To", "Top", "Two", "Up", "Was", "We", "What", "When", "Where", "Who", "Why",
    "Will", "With", "You", "Your",
];

/// Words that open a date line, small letters.
const DATED: &[&str] = &[
    "updated",
    "last updated",
    "published",
    "posted",
    "first published",
    "last modified",
    "date",
    "on",
    "stand",
    "aktualisiert",
    "veröffentlicht",
    "erstellt",
    "publié",
    "mis à jour",
    "publicado",
    "actualizado",
    "atualizado",
    "pubblicato",
    "aggiornato",
    "gepubliceerd",
    "bijgewerkt",
    "publicerad",
    "uppdaterad",
    "opdateret",
    "publiceret",
    "publisert",
    "oppdatert",
    "opublikowano",
    "yayınlanma",
    "güncelleme",
    "Опубликовано",
    "Обновлено",
];

/// What a line under the headline says, if it is no part of the story.
pub(super) fn of(line: &Line<'_>, place: Place) -> Option<Front> {
    let shape = &line.shape;
    if line.role != Role::Bare || shape.width > 140 || shape.words > 20 {
        return None;
    }
    byline(line)
        .or_else(|| dated(line))
        .or_else(|| named(line, place))
        .or_else(|| slashed(line, place))
}

/// A name beside a kind of story or an office: `Opinion / Jo Brandt`, `SALLY MARSH / Staff writer`.
fn slashed(line: &Line<'_>, place: Place) -> Option<Front> {
    const KINDS: &[&str] = &[
        "opinion",
        "comment",
        "analysis",
        "column",
        "editorial",
        "review",
        "interview",
        "essay",
        "guest essay",
        "feature",
        "news",
        "sport",
        "meinung",
        "kommentar",
        "opinión",
        "tribune",
    ];
    const OFFICES: &[&str] = &[
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "columnist",
        "contributor",
        "critic",
    ];
    let (left, right) = line
        .text
        .split_once(" / ")
        .filter(|_| place != Place::Anywhere)?;
    let last = right.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let name = if KINDS.contains(&left.to_lowercase().as_str()) {
        right
    } else if OFFICES.contains(&last.as_str()) {
        left
    } else {
        return None;
    };
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
    let (before, date, after) = dates::part(text)?;
    let source = [before, after]
        .into_iter()
        .map(trim)
        .find(|words| is_outlet(words));
    (source.is_some() || is_date(line)).then(|| Front {
        source: source.map(str::to_string),
        date: Some(date),
        ..Front::default()
    })
}

/// Whether a line that holds a date is there for its sake.
fn is_date(line: &Line<'_>) -> bool {
    let text = line.text.as_ref();
    let said = DATED.iter().any(|word| after_word(text, word).is_some());
    // A day takes three words, a weekday and a time of day two or three more.
    let short = line.shape.words <= 6 && !line.shape.colon;
    let other_words = || {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 2)
            .count()
    };
    line.shape.width <= 60 && (said || (short && other_words() <= 3))
}

/// The authors of a line that opens with "by", and the paper and the day beside them.
fn byline(line: &Line<'_>) -> Option<Front> {
    let rest = after_by(&line.text)?;
    let rest = after_by(rest).unwrap_or(rest);
    if line.shape.end == End::Question {
        return None;
    }
    let mut front = Front::default();
    let (before, after) = match dates::part(rest) {
        Some((before, date, after)) => {
            front.date = Some(date);
            (before, after)
        }
        None => (rest, ""),
    };
    let parts = before.split(BETWEEN).chain(after.split(BETWEEN)).map(trim);
    for part in parts.filter(|part| !part.is_empty()) {
        if !front.credit(part) {
            return None;
        }
    }
    (!front.names.is_empty() || front.source.is_some()).then_some(front)
}

/// Marks between the parts of a byline.
const BETWEEN: [char; 7] = [',', '|', '•', '·', '&', ';', '、'];

impl Front {
    /// Takes in one part of a byline; whether it fits there.
    fn credit(&mut self, part: &str) -> bool {
        let first = self.names.is_empty();
        if is_surely_outlet(part) || (!first && is_outlet(part)) {
            self.source.get_or_insert_with(|| part.to_string());
            return true;
        }
        // What an author is stands in small letters: "political editor".
        if !first && part.starts_with(char::is_lowercase) && !part.starts_with("and ") {
            return part.split(' ').count() <= 5;
        }
        let (part, place) = cut(part, &[" in ", " for ", " at "]);
        if is_outlet(place) {
            self.source.get_or_insert_with(|| place.to_string());
        }
        let names = part.split(" and ").flat_map(|part| part.split(" und "));
        let names: Vec<&str> = names
            .map(|name| trim(name).trim_start_matches("and "))
            .collect();
        self.names.extend(names.iter().map(ToString::to_string));
        names.iter().all(|name| is_name(name, 6))
    }
}

/// What stands before the first of some words, and after it.
fn cut<'a>(text: &'a str, words: &[&str]) -> (&'a str, &'a str) {
    let parted = words.iter().filter_map(|word| text.split_once(word));
    parted
        .min_by_key(|(before, _)| before.len())
        .unwrap_or((text, ""))
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
        && !text.split(' ').any(|word| COMMON.contains(&word));
    person.then(|| Front {
        names: vec![text.to_string()],
        ..Front::default()
    })
}

/// What follows a word for "by".
fn after_by(text: &str) -> Option<&str> {
    BY.iter().find_map(|word| after_word(text, word))
}

/// What follows `word` and white space or a colon at the beginning of the text, whatever its case.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    // A glance at the first byte spares most lines the comparison.
    let differs = |one: u8, other: u8| !one.eq_ignore_ascii_case(&other);
    if text.is_empty() || differs(text.as_bytes()[0], word.as_bytes()[0]) {
        return None;
    }
    // Ignoring the case of ASCII letters alone is enough for the tables here.
    let head = text.get(..word.len())?;
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let rest = &text[word.len()..];
    let cut = rest.trim_start_matches([':', '：', '/', ' ', '\u{a0}', '\u{3000}']);
    (cut.len() < rest.len() && !cut.is_empty()).then_some(cut)
}

/// Whether every word of a name is capitalised, small particles apart.
fn is_name(text: &str, most: usize) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "van",
        "von", "zu", "al", "el", "bin", "ibn", "ten", "ter", "y", "e", "af", "of", "the", "for",
        "in",
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
        named && (word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
    }) && (1..=most).contains(&words)
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
