//! Where else the words of a quotation are printed, and where their wording differs.

use std::collections::HashSet;

use super::Target;
use super::rows::{PaneRow, RowLook};
use crate::index::{Citation, Utterance, Window, words};
use crate::story::one_line;
use crate::ui::list::groups::short;
use crate::versions::{Change, compare_lines};

/// Utterances that are looked at.
pub(super) const WINDOW: Window = Window {
    offset: 0,
    limit: 200,
};
/// Words that the others are looked for by: the longest ones, which say most.
const TELLING: usize = 4;
/// Of a hundred words that either has, so many are in both where one is the other in other words.
const ALIKE: usize = 50;
/// Differences that are told.
const TOLD: usize = 3;

/// What is asked for utterances like this one.
pub(super) fn query(said: &str) -> String {
    let mut telling: Vec<String> = words::words(said)
        .into_iter()
        .map(|word| word.folded)
        .collect();
    telling.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    telling.dedup();
    telling.truncate(TELLING);
    format!("said:({}) copies:all", telling.join(" "))
}

/// A row for each place where these words are printed, those in the same words first.
pub(super) fn rows(found: Vec<Utterance>, said: &str) -> Vec<PaneRow> {
    let sought = letters(said);
    let mut alike: Vec<(usize, PaneRow)> = Vec::new();
    for utterance in found {
        let words = letters(&utterance.text);
        let shared = sought.intersection(&words).count();
        let likeness = 200 * shared / (sought.len() + words.len()).max(1);
        // A longer quotation may hold all of it.
        let holds = shared == sought.len();
        if likeness < ALIKE && !holds {
            continue;
        }
        let differs = differences(said, &utterance.text);
        for place in std::iter::once(&utterance.place).chain(&utterance.also) {
            alike.push((differs.len(), row(&utterance, place, &differs)));
        }
    }
    alike.sort_by_key(|(differs, _)| *differs);
    alike.into_iter().map(|(_, row)| row).collect()
}

fn letters(text: &str) -> HashSet<String> {
    words::words(text)
        .into_iter()
        .map(|word| word.folded)
        .collect()
}

/// What stands there instead of what stands here: `“any leak” for “the leak”`.
fn differences(here: &str, there: &str) -> Vec<String> {
    let passage = compare_lines(&bare(here), &bare(there));
    let mut all = Vec::new();
    let mut struck: Option<String> = None;
    for piece in &passage.pieces {
        let words = piece.words.trim();
        match piece.change {
            Change::Struck => struck = Some(words.to_owned()),
            Change::Added => all.push(match struck.take() {
                Some(before) => format!("“{words}” for “{before}”"),
                None => format!("adds “{words}”"),
            }),
            Change::Same => all.extend(struck.take().map(|before| format!("without “{before}”"))),
        }
    }
    all.extend(struck.map(|before| format!("without “{before}”")));
    all
}

/// The words without what prints them: marks at the ends, and case where a sentence begins.
fn bare(text: &str) -> String {
    let line = one_line(text);
    line.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_owned()
}

fn row(utterance: &Utterance, place: &Citation, differs: &[String]) -> PaneRow {
    let told = match differs {
        [] => "in the same words".to_owned(),
        few if few.len() <= TOLD => few.join(", "),
        many => format!(
            "{}, and {} more differences",
            many[..TOLD].join(", "),
            many.len() - TOLD
        ),
    };
    let is_own = place.id == utterance.place.id;
    PaneRow {
        // Where the same words stand in another story is not known but by these.
        target: Target::Story(place.id.clone(), is_own.then_some(utterance.span)),
        look: RowLook::Speech,
        text: format!("“{}”", one_line(&utterance.text)),
        highlights: Vec::new(),
        aside: utterance.speaker.clone(),
        headline: Some(place.headline.clone()),
        facts: [place.date.map(short), place.source.clone()]
            .into_iter()
            .flatten()
            .collect(),
        reasons: Some(told),
        about: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{differences, query};

    #[test]
    fn the_longest_words_are_asked_for() {
        assert_eq!(
            query("We sold no coal at all, anywhere."),
            "said:(anywhere sold coal all) copies:all"
        );
    }

    #[test]
    fn differences_are_told_as_what_stands_there() {
        for (there, expect) in [
            ("We never knew of the leak.", &[][..]),
            ("“We never knew of any leak”", &["“any” for “the”"]),
            ("We never knew of the big leak", &["adds “big”"]),
            ("We knew of the leak", &["without “never”"]),
        ] {
            assert_eq!(
                differences("We never knew of the leak,", there),
                expect,
                "{there}"
            );
        }
    }
}
