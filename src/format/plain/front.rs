//! What stands between a headline and the story: byline, date, deck; and the dateline that opens
//! the first paragraph.

use crate::analysis::sections::lines::{Case, End, First, Line, Role};
use crate::format::dates;
use crate::story::Date;

/// What a line under the headline is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Front {
    /// Who wrote the story, a name each.
    Byline(Vec<String>),
    /// When it was published or brought up to date.
    Date(Date),
}

/// Words that open a byline, small letters.
///
/// English, German, French, Spanish and Portuguese, Italian, Dutch, Danish and Norwegian, Swedish, Polish.
const BY: &[&str] = &[
    "written by",
    "reported by",
    "reporting by",
    "posted by",
    "story by",
    "words by",
    "text by",
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "af",
    "av",
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

/// What a line under the headline is, if it is no part of the story.
///
/// `near` says that it stands right under the headline, where a name needs no "by".
pub(super) fn of(line: &Line<'_>, near: bool) -> Option<Front> {
    let shape = &line.shape;
    if line.role != Role::Bare || shape.width > 140 || shape.words > 20 {
        return None;
    }
    byline(line, near)
        .map(Front::Byline)
        .or_else(|| date(line).map(Front::Date))
}

/// The date of a line that holds little else.
fn date(line: &Line<'_>) -> Option<Date> {
    let text = line.text.as_ref();
    if line.shape.width > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let said = DATED.iter().any(|word| after_word(text, word).is_some());
    // A day takes three words, a weekday and a time of day two or three more.
    if !said && (line.shape.words > 6 || line.shape.colon) {
        return None;
    }
    let other_words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 2)
        .count();
    (said || other_words <= 3)
        .then(|| dates::parse(text))
        .flatten()
}

/// The names of a byline.
fn byline(line: &Line<'_>, near: bool) -> Option<Vec<String>> {
    let text = line.text.as_ref();
    if let Some(rest) = BY.iter().find_map(|word| after_word(text, word)) {
        let rest = BY
            .iter()
            .find_map(|word| after_word(rest, word))
            .unwrap_or(rest);
        let names = names(rest);
        let all = names.iter().all(|name| is_name(name, 6));
        return (all && !names.is_empty() && line.shape.end != End::Question).then_some(names);
    }
    let alone = near
        && (2..=4).contains(&line.shape.words)
        && line.shape.end == End::Open
        && !line.shape.closes_quote
        && line.shape.case != Case::Upper
        && line.shape.first == First::Capital
        && is_name(text, 4)
        && !text.split(' ').any(|word| COMMON.contains(&word));
    alone.then(|| vec![text.to_string()])
}

/// What follows `word` and white space or a colon at the beginning of the text, whatever its case.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    // Ignoring the case of ASCII letters alone is enough for the tables here.
    let head = text.get(..word.len())?;
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let rest = &text[word.len()..];
    let cut = rest.trim_start_matches([':', ' ', '\u{a0}']);
    (cut.len() < rest.len() && !cut.is_empty()).then_some(cut)
}

fn names(text: &str) -> Vec<String> {
    let text = text.split(['|', '•', '·']).next().unwrap_or(text);
    text.split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" und "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_string)
        .collect()
}

/// Whether every word of a name is capitalised, small particles apart.
fn is_name(text: &str, most: usize) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "van",
        "von", "zu", "al", "el", "bin", "ibn", "ten", "ter", "y", "e", "af", "of", "the", "for",
        "in",
    ];
    let mut words = 0;
    text.split_whitespace().all(|word| {
        words += 1;
        let named = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        named && (word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
    }) && (1..=most).contains(&words)
}

/// The place that a report was filed from, where its first paragraph opens with one: `LISBON — `,
/// `NEW DELHI: `, `WASHINGTON (AP) – `, `Berlin. `.
///
/// The Associated Press Stylebook ("datelines") sets the city in capitals and closes it with a dash.
pub(super) fn dateline(paragraph: &str) -> Option<&str> {
    let (place, _) = [" — ", " – ", " - ", " -- ", ": ", "—", "–"]
        .iter()
        .filter_map(|mark| paragraph.split_once(mark))
        .min_by_key(|(place, _)| place.len())?;
    let city = place.split(['(', ',']).next()?.trim();
    let words = city.split_whitespace().count();
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = city
        .chars()
        .all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '/'));
    (capitals && letters >= 3 && (1..=4).contains(&words) && place.len() <= 60)
        .then_some(place.trim())
}
