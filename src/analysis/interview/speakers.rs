//! Which labels are one speaker: "AMY GOODMAN", "Goodman", "amyGoodman" and "AG".

use crate::language::label_words;
use std::collections::HashMap;

use crate::page::labels::{self, Looks};

/// Whoever speaks under one or several labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    /// The words of the fullest label, lower case, without titles.
    pub tokens: Vec<String>,
    /// How often a label of this voice opens a line.
    pub count: usize,
    /// Whether any of the labels is written like a name.
    pub named: bool,
}

/// All voices of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Cast {
    /// In order of the fullness of their names.
    pub voices: Vec<Voice>,
    /// The voice of each label, in the order in which the labels were given.
    pub of: Vec<usize>,
}

/// One spelling of a name, case and spaces aside.
struct Spelling {
    tokens: Vec<String>,
    letters: String,
    /// Printed in capitals only, without stops or with: "JP", "J.P.".
    initials: bool,
    count: usize,
    named: bool,
    voice: usize,
}

impl Spelling {
    fn read(label: &str) -> Self {
        let name = labels::name_part(label);
        // "Question 3" is asked by whoever asks "Question 1".
        let numbered = labels::letter_role(name).is_some();
        let tokens = tokens(if numbered {
            labels::without_number(name)
        } else {
            name
        });
        Self {
            letters: tokens.concat(),
            tokens,
            initials: is_initials(label),
            count: 0,
            named: false,
            voice: 0,
        }
    }
}

/// More different labels than an interview has voices and spellings of their names.
const MANY: usize = 24;
/// More different labels than any talk has; each is compared with every other.
const MOST: usize = 1000;

/// Groups labels (as printed, with how they look) by the people who bear them.
///
/// A short spelling goes to a longer one only when exactly one voice fits it: with two people of
/// one surname, the surname stays a voice of its own rather than the wrong person.
pub(super) fn cast<'a>(printed: impl Iterator<Item = (&'a str, Looks)>) -> Option<Cast> {
    let mut spellings: Vec<Spelling> = Vec::new();
    let mut by_letters: HashMap<String, usize> = HashMap::new();
    let mut by_print: HashMap<&str, usize> = HashMap::new();
    let mut of = Vec::new();
    for (label, looks) in printed {
        let place = *by_print.entry(label).or_insert_with(|| {
            let spelling = Spelling::read(label);
            let fresh = spellings.len();
            let place = *by_letters.entry(spelling.letters.clone()).or_insert(fresh);
            if place == fresh {
                spellings.push(spelling);
            } else if spelling.tokens.len() > spellings[place].tokens.len() {
                // "AmyGoodman" knows less of where the words end.
                spellings[place].tokens = spelling.tokens;
            }
            place
        });
        spellings[place].count += 1;
        spellings[place].named |= looks > Looks::Loose;
        of.push(place);
    }
    // A long list of lines with colons, none of which comes twice, need not be compared any further.
    let recurs = spellings.iter().any(|spelling| spelling.count >= 2);
    if spellings.len() > MOST || (spellings.len() > MANY && !recurs) {
        return None;
    }
    let voices = join(&mut spellings);
    let of = of.into_iter().map(|place| spellings[place].voice).collect();
    Some(Cast { voices, of })
}

fn join(spellings: &mut [Spelling]) -> Vec<Voice> {
    let mut order: Vec<usize> = (0..spellings.len()).collect();
    order.sort_by_key(|&place| {
        let spelling = &spellings[place];
        (
            !spelling.named,
            std::cmp::Reverse(spelling.tokens.len()),
            place,
        )
    });
    let mut voices: Vec<Voice> = Vec::new();
    for (done, &place) in order.iter().enumerate() {
        let spelling = &spellings[place];
        let mut fits = order[..done]
            .iter()
            .filter(|&&longer| is_short_for(spelling, &spellings[longer]))
            .map(|&longer| spellings[longer].voice);
        let voice = match (fits.next(), fits.next()) {
            (Some(voice), None) => voice,
            (Some(voice), Some(other)) if voice == other && fits.all(|next| next == voice) => voice,
            _ => {
                voices.push(Voice {
                    tokens: spelling.tokens.clone(),
                    ..Voice::default()
                });
                voices.len() - 1
            }
        };
        voices[voice].count += spelling.count;
        voices[voice].named |= spelling.named;
        spellings[place].voice = voice;
    }
    voices
}

fn is_short_for(short: &Spelling, long: &Spelling) -> bool {
    let (Some(first), Some(last)) = (long.tokens.first(), long.tokens.last()) else {
        return false;
    };
    if long.tokens.len() < 2 {
        return false;
    }
    let glued = short.letters.len() == first.len() + last.len()
        && short.letters.starts_with(first.as_str())
        && short.letters.ends_with(last.as_str());
    let part =
        short.tokens.len() < long.tokens.len() && is_subsequence(&short.tokens, &long.tokens);
    glued || part || (short.initials && stands_for(&short.letters, &long.tokens))
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|token| rest.any(|other| other == token))
}

/// Whether letters are the initials of a name, small words and middle names in or out: "jp", "gvs".
pub(super) fn stands_for(letters: &str, tokens: &[String]) -> bool {
    let initials = |tokens: &mut dyn Iterator<Item = &String>| -> String {
        tokens.filter_map(|token| token.chars().next()).collect()
    };
    letters == initials(&mut tokens.iter())
        || letters == initials(&mut tokens.first().into_iter().chain(tokens.last()))
        || letters
            == initials(
                &mut tokens
                    .iter()
                    .filter(|token| !label_words::is_small_word(token.as_str())),
            )
}

/// "JP", "J.P.": two to four capitals.
pub(super) fn is_initials(label: &str) -> bool {
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    (2..=4).contains(&letters) && label.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The words of a name, lower case, titles and apostrophes left out: "Dr. O’Hara" → `ohara`.
/// A name that is nothing but a title keeps it: "The President".
pub(super) fn tokens(name: &str) -> Vec<String> {
    let all: Vec<String> = name
        .split(|c: char| c.is_whitespace() || c == '.')
        .map(|word| {
            let letters = word.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect();
    let bare: Vec<String> = all
        .iter()
        .filter(|word| !label_words::is_title(word))
        .cloned()
        .collect();
    if bare.is_empty() { all } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Voices of labels, each twice so that they recur.
    fn check(labels: &[&str], expect: &[usize]) {
        let twice = labels.iter().chain(labels);
        let cast = cast(twice.map(|label| (*label, Looks::Name))).expect("labels recur");
        let mut numbers: Vec<usize> = Vec::new();
        let of: Vec<usize> = cast.of[..labels.len()]
            .iter()
            .map(|voice| {
                numbers
                    .iter()
                    .position(|known| known == voice)
                    .unwrap_or_else(|| {
                        numbers.push(*voice);
                        numbers.len() - 1
                    })
            })
            .collect();
        assert_eq!(of, expect, "{labels:?}");
    }

    #[test]
    fn case_space_and_title_do_not_matter() {
        check(
            &[
                "Ines Rocha",
                "INES ROCHA",
                "inesRocha",
                "Dr.Rocha",
                "Dr. Ines Rocha",
            ],
            &[0; 5],
        );
        check(
            &["senior Editor", "Senior editor", "Dr. Okafor", "Dr.Okafor"],
            &[0, 0, 1, 1],
        );
    }

    #[test]
    fn short_for_long() {
        check(
            &[
                "Ines van der Rocha",
                "Ines",
                "ROCHA",
                "InesRocha",
                "van der Rocha",
            ],
            &[0; 5],
        );
        check(&["Tom Pell", "Ines Rocha", "TP", "IR"], &[0, 1, 0, 1]);
        check(&["Mario J Pell", "Mario Pell"], &[0, 0]);
        check(
            &["Councillor Ana Pell", "Cllr Pell", "Pell", "Tom Vos"],
            &[0, 0, 0, 1],
        );
    }

    #[test]
    fn two_of_one_name_stay_apart() {
        check(&["Ann Pell", "Tom Pell", "Pell"], &[0, 1, 2]);
        check(&["Adam Stone", "Adam West", "Stone"], &[0, 1, 0]);
    }
}
