//! The names of months and of days of the week, of all languages at once, as their packs give them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::PACKS;
use crate::language::section::Section;

/// What a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// A month, from 1.
    Month(u32),
    /// A day of the week.
    Weekday,
}

/// All names, folded. A word that is both (`mar.`) is a month: beside figures it says more.
static NAMES: LazyLock<HashMap<String, Name>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for pack in PACKS {
        for day in pack.entries(Section::Weekday) {
            names.entry(folded(day)).or_insert(Name::Weekday);
        }
    }
    for pack in PACKS {
        for (number, line) in (1..).zip(pack.lines(Section::Month)) {
            for month in line.split(' ') {
                names.insert(folded(month), Name::Month(number));
            }
        }
    }
    names
});

/// Longest name of a month, in bytes.
const LONGEST: usize = 40;

/// The month that a word names, from 1.
pub(super) fn month(word: &str) -> Option<u32> {
    match look_up(word)? {
        Name::Month(number) => Some(number),
        Name::Weekday => None,
    }
}

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    look_up(word) == Some(Name::Weekday)
}

fn look_up(word: &str) -> Option<Name> {
    if !(2..=LONGEST).contains(&word.len()) {
        return None;
    }
    let folded = folded(word);
    let name = ["d'", "l'"]
        .iter()
        .find_map(|article| folded.strip_prefix(article));
    NAMES.get(name.unwrap_or(&folded)).copied()
}

/// The word in small letters, without accents and without its full stop: `Février`, `fevrier`, `févr.`
fn folded(word: &str) -> String {
    let letters = word
        .trim_end_matches('.')
        .chars()
        .flat_map(char::to_lowercase);
    letters
        .filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}'))
        .map(bare)
        .collect()
}

/// A letter without its accent.
fn bare(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' => 'e',
        'ğ' => 'g',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ø' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'أ' | 'إ' | 'آ' => 'ا',
        '’' => '\'',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_every_dress() {
        for word in [
            "March",
            "MARS",
            "märz",
            "Mar.",
            "марта",
            "Μαρτίου",
            "ΜΑΡΤΙΟΥ",
            "مارس",
            "maaliskuuta",
            "במרץ",
        ] {
            assert_eq!(month(word), Some(3), "{word}");
        }
        assert_eq!(month("d’août"), Some(8));
        assert_eq!(month("aout"), Some(8));
        assert_eq!(month("Martha"), None);
        assert!(is_weekday("Mié.") && is_weekday("четверг") && !is_weekday("Martha"));
    }

    #[test]
    fn a_pack_names_each_month_and_no_word_names_two() {
        for pack in PACKS {
            let months = pack.lines(Section::Month).count();
            assert!(months == 0 || months == 12, "{}", pack.code);
            for (number, line) in (1..).zip(pack.lines(Section::Month)) {
                for word in line.split(' ') {
                    assert_eq!(month(word), Some(number), "{} in {}", word, pack.code);
                }
            }
        }
    }
}
