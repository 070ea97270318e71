//! Who wrote a story, from the value of a field: a name each, as one says it.

use serde_json::{Map, Value};

use super::values::{is_address, is_tool, line, one_line, says_nothing, unlinked};

/// Words that open a byline, small letters: English, German and Dutch, French, Spanish and Portuguese,
/// Italian, Danish and Norwegian, Swedish, Dutch.
const BY: &[&str] = &[
    "by",
    "written by",
    "von",
    "par",
    "por",
    "di",
    "af",
    "av",
    "door",
];

/// Words between two names that no name holds.
const AND: &[&str] = &[
    " and ", " & ", " und ", " og ", " och ", " ja ", " и ", " ve ",
];

/// Words between two names that names hold as well (Ortega y Gasset): each side must be whole.
const AND_OR_NAME: &[&str] = &[" et ", " y ", " e ", " en ", " i ", " та ", " і ", " med "];

/// Words before the paper that somebody wrote for.
const FOR: &[&str] = &[
    " for ", " für ", " pour ", " para ", " per ", " voor ", " för ",
];

/// What may stand behind a name and belongs to it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "md", "phd", "esq"];

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
    let parts = parts.flat_map(|part| parted(part, AND, |_| true));
    let parts = parts.flat_map(|part| parted(part, AND_OR_NAME, is_whole));
    let names = parts.flat_map(|part| by_commas(before_paper(part)));
    let names = names.map(|name| unmailed(&name).trim_matches([',', ' ']).to_string());
    let names = names.map(|name| name.trim_start_matches('@').to_string());
    names.filter(|name| is_somebody(name)).collect()
}

fn after_by(text: &str) -> &str {
    let stripped = BY.iter().find_map(|word| {
        let head = text.get(..word.len())?;
        let rest = text[word.len()..].strip_prefix([' ', ':'])?;
        // A name may begin with such a word too (Di Stefano): what follows "by" is another name.
        let whole = *word == "by" || rest.trim().contains(' ');
        (head.eq_ignore_ascii_case(word) && whole).then(|| rest.trim())
    });
    stripped.unwrap_or(text)
}

/// The text cut at those of the words that have a name on either side.
fn parted<'a>(text: &'a str, words: &[&str], is_name: fn(&str) -> bool) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let cuts = words.iter().filter_map(|word| rest.split_once(word));
        let cut = cuts.filter(|(before, after)| is_name(before) && is_name(after));
        let Some((before, after)) = cut.min_by_key(|(before, _)| before.len()) else {
            parts.push(rest);
            return parts;
        };
        parts.push(before);
        rest = after;
    }
}

/// Whether a part of a byline is a whole name: two words, or letters that need no blank.
fn is_whole(part: &str) -> bool {
    part.trim().contains(' ') || !part.is_ascii()
}

/// What stands before the paper somebody wrote for.
fn before_paper(text: &str) -> &str {
    let cut = FOR.iter().filter_map(|word| text.split_once(word));
    let paper = cut.filter(|(_, paper)| paper.starts_with(char::is_uppercase));
    paper
        .map(|(before, _)| before)
        .min_by_key(|before| before.len())
        .unwrap_or(text)
}

fn by_commas(text: &str) -> Vec<String> {
    let pieces: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    let is_suffix =
        |piece: &str| SUFFIXES.contains(&piece.trim_end_matches('.').to_lowercase().as_str());
    let count = |piece: &str| piece.split_whitespace().count();
    match pieces[..] {
        [last, first]
            if is_family(last) && (1..=3).contains(&count(first)) && !is_suffix(first) =>
        {
            vec![format!("{first} {last}")]
        }
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
