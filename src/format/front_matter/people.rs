//! Who wrote a story, from the value of a field: a name each, as one says it.

use serde_json::{Map, Value};

use crate::format::credits::{self, Beside};
use crate::language::head_words;

use super::values::{is_address, is_tool, line, one_line, says_nothing, unlinked};

/// Longest value (bytes) that is parted: a longer one is no byline.
const LONGEST: usize = 4000;

/// The names in the value of a field.
pub(super) fn authors(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(authors).collect(),
        Value::String(text) => names(text),
        Value::Object(map) => {
            parts(map).unwrap_or_else(|| line(value).map(|text| names(&text)).unwrap_or_default())
        }
        _ => Vec::new(),
    }
}

/// First and last name of a record that keeps them apart.
fn parts(map: &Map<String, Value>) -> Option<Vec<String>> {
    const PAIRS: [(&str, &str); 3] = [
        ("first", "last"),
        ("given", "family"),
        ("firstname", "lastname"),
    ];
    let get = |name: &str| {
        let found = map
            .iter()
            .find(|(key, _)| super::names::folded(key) == name);
        found.and_then(|(_, value)| line(value))
    };
    PAIRS.iter().find_map(|(first, last)| {
        let (first, last) = (get(first), get(last));
        let both: Vec<String> = first.into_iter().chain(last).collect();
        (!both.is_empty()).then(|| vec![both.join(" ")])
    })
}

/// "By Jane Smith and John Doe for The Post" → both names. A comma parts names only where each part
/// has two words; "Smith, Jane" is Jane Smith.
pub fn names(text: &str) -> Vec<String> {
    let text = one_line(&unlinked(text));
    if text.len() > LONGEST {
        return vec![text];
    }
    let text = after_by(&text);
    let parts = text.split([';', '、', '，', '；', '|']);
    let parts = parts.flat_map(credits::joined);
    let names = parts.flat_map(|part| by_commas(before_paper(part)));
    let names = names.map(|name| unmailed(&name).trim_matches([',', ' ']).to_string());
    let names = names.map(|name| name.trim_start_matches('@').to_string());
    names.filter(|name| is_somebody(name)).collect()
}

fn after_by(text: &str) -> &str {
    let rest = head_words::BYLINE.after(text);
    let rest = rest.filter(|rest| rest.starts_with([' ', ':', '：']));
    let rest = rest.map(|rest| rest.trim_start_matches([' ', ':', '：']));
    // A name may begin with such a word too (Di Stefano): what follows "by" is another name.
    let english = text
        .get(..2)
        .is_some_and(|word| word.eq_ignore_ascii_case("by"));
    let whole =
        |rest: &&str| !rest.is_empty() && (english || rest.contains(' ') || !rest.is_ascii());
    rest.filter(whole).unwrap_or(text)
}

/// What stands before the paper somebody wrote for.
fn before_paper(text: &str) -> &str {
    let cut = credits::words(text).skip(1).find(|(at, _)| {
        let paper = head_words::PAPER.after(&text[*at..]);
        paper.is_some_and(|paper| paper.trim_start().starts_with(char::is_uppercase))
    });
    cut.map_or(text, |(at, _)| text[..at].trim_end())
}

fn by_commas(text: &str) -> Vec<String> {
    let is_nobody = |piece: &str| credits::beside(piece) == Some(Beside::Nobody);
    let is_suffix = |piece: &str| credits::beside(piece) == Some(Beside::Suffix);
    let pieces = text.split(',').map(str::trim);
    let pieces = pieces.filter(|piece| !piece.is_empty()).enumerate();
    // "Reyes, MD Ana" is nobody's way to turn a name round: a post or a degree stands behind a whole one.
    let whole = text
        .split(',')
        .next()
        .is_some_and(|first| first.trim().contains(' '));
    let pieces = pieces.filter(|(at, piece)| *at == 0 || !whole || !is_nobody(piece));
    let pieces: Vec<&str> = pieces.map(|(_, piece)| piece).collect();
    let count = |piece: &str| piece.split_whitespace().count();
    match pieces[..] {
        [last, first]
            if is_family(last) && (1..=3).contains(&count(first)) && !is_suffix(first) =>
        {
            vec![format!("{first} {last}")]
        }
        [name] => vec![name.to_string()],
        _ if pieces.len() > 1 && pieces.iter().all(|piece| count(piece) > 1) => {
            pieces.iter().map(ToString::to_string).collect()
        }
        _ => vec![text.trim().to_string()],
    }
}

/// Whether a text is a family name: one word, particles apart.
fn is_family(text: &str) -> bool {
    let words = text.split_whitespace();
    words
        .filter(|word| word.starts_with(char::is_uppercase))
        .count()
        == 1
        && !text.contains(['@', '.'])
        && text
            .split_whitespace()
            .last()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// A name without the address beside it: `news@x.example (Ada)`, `Ada <ada@x.example>`.
fn unmailed(text: &str) -> &str {
    let inner = |text: &str| text.contains('@') || is_address(text);
    if let Some((before, rest)) = text.split_once(" (")
        && let Some(name) = rest.strip_suffix(')')
    {
        return match (inner(before), inner(name)) {
            (true, _) => name,
            (_, true) => before,
            _ => text,
        };
    }
    match text.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name.trim(),
        _ => text,
    }
}

fn is_somebody(name: &str) -> bool {
    let address = is_address(name) || name.contains("://") || name.contains('@');
    !name.is_empty() && !address && !says_nothing(name) && !is_tool(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(names(text), expect, "{text}");
    }

    #[test]
    fn names_are_parted() {
        check("By Ana Reyes and Tom Hall", &["Ana Reyes", "Tom Hall"]);
        check("Von Ana Reyes und Tom Hall", &["Ana Reyes", "Tom Hall"]);
        check("Par Ana Reyes et Tom Hall", &["Ana Reyes", "Tom Hall"]);
        check("Ana Reyes; Tom Hall", &["Ana Reyes", "Tom Hall"]);
        check(
            "Ana Reyes, Tom Hall and Jo Lind for The Courier",
            &["Ana Reyes", "Tom Hall", "Jo Lind"],
        );
        check("José Ortega y Gasset", &["José Ortega y Gasset"]);
        check("王小明、李华", &["王小明", "李华"]);
    }

    #[test]
    fn names_are_turned_round() {
        check("Reyes, Ana", &["Ana Reyes"]);
        check("van der Berg, Jan", &["Jan van der Berg"]);
        check("Tom Hall, Jr.", &["Tom Hall, Jr."]);
    }

    #[test]
    fn posts_and_degrees_are_no_authors() {
        check("Ana Reyes, Science Editor", &["Ana Reyes"]);
        check("Ana Reyes, MD", &["Ana Reyes"]);
        check("Ana Reyes, special to The Courier", &["Ana Reyes"]);
        check(
            "Ana Reyes, staff writer, and Tom Hall",
            &["Ana Reyes", "Tom Hall"],
        );
    }

    #[test]
    fn what_is_no_name_is_left_out() {
        check("news@x.example (Ana Reyes)", &["Ana Reyes"]);
        check("Ana Reyes <ana@x.example>", &["Ana Reyes"]);
        check("https://x.example/ana", &[]);
        check("unknown", &[]);
        check("{{author}}", &[]);
        check(
            "[[Ana Reyes]], [Tom Hall](https://x.example)",
            &["Ana Reyes", "Tom Hall"],
        );
        check("@ana", &["ana"]);
        check("Di Stefano", &["Di Stefano"]);
    }
}
