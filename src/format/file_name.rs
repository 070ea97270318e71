//! What the name of a file tells of its story: a day, and a title where the text has none.

use super::dates;
use crate::story::Date;

/// Fewest words of a name that is a title; one less where a number follows, as in a series.
const FEWEST: usize = 3;

/// The day that the name begins with, as Jekyll and many archives name theirs:
/// `2026-03-03-the-ferry.md`.
pub(super) fn date(name: &str) -> Option<Date> {
    let day = file(name)
        .get(..10)
        .filter(|day| day.bytes().filter(|byte| *byte == b'-').count() == 2)?;
    dates::parse(day)
}

/// The title that the name is made of: `2026-03-03-the-ferry-sails.md`, `The ferry sails.md`. A
/// number, a hash, a word or two are none.
pub(super) fn title(name: &str) -> Option<String> {
    let file = file(name);
    let stem = super::extension(file).map_or(file, |ending| &file[..file.len() - ending.len() - 1]);
    let spaced = stem.contains(' ');
    let parts = |c: char| c.is_whitespace() || (!spaced && matches!(c, '-' | '_'));
    let figures =
        |word: &&str| word.bytes().all(|byte| !byte.is_ascii_alphabetic()) && word.is_ascii();
    let words = stem.split(parts).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.skip_while(figures).collect();
    let is_word = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let is_mixed = |word: &&str| {
        word.bytes().any(|byte| byte.is_ascii_digit()) && word.contains(char::is_alphabetic)
    };
    let is_numbered = words.last().is_some_and(figures);
    let fewest = if is_numbered { FEWEST - 1 } else { FEWEST };
    if words.iter().filter(is_word).count() < fewest || words.iter().any(is_mixed) {
        return None;
    }
    let title = super::decode::clean(&words.join(" ")).into_owned();
    let mut letters = title.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

fn file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_dates() {
        let check = |name, expect: Option<&str>| {
            let date = date(name).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expect, "{name}");
        };
        check("news/2026-03-03-ferry.md", Some("2026-03-03"));
        check("2026-13-03-ferry.md", None);
        check("ferry-2026-03-03.md", None);
        check("é", None);
    }

    #[test]
    fn names_of_words_are_titles() {
        let check =
            |name, expect: Option<&str>| assert_eq!(title(name).as_deref(), expect, "{name}");
        check(
            "news/2026-03-03-the-ferry-sails.md",
            Some("The ferry sails"),
        );
        check(
            "Kai und die Fähre - ein Gespräch.txt",
            Some("Kai und die Fähre - ein Gespräch"),
        );
        check("the_old_quay", Some("The old quay"));
        check("the-harbour-645.md", Some("The harbour 645"));
        check("part-00012.txt", None);
        check("3f2a-bcd1-99aa-beef.md", None);
        check("the-ferry.md", None);
        check("", None);
    }
}
